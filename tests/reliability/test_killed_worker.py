"""kill -9 of the worker on the line with the relay: nothing is lost, and the message leaves once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.participation.link_again import ask_link_again
from campaign.worker import run_once
from tests.reliability.relay import Relay

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def relay(monkeypatch):
    with Relay() as started:
        monkeypatch.setenv("CAMPAIGN_SMTP_URL", started.url)
        settings.cache_clear()
        yield started


def worker() -> subprocess.Popen[bytes]:
    """``python -m campaign work``, as the server or systemd starts it."""
    command = [sys.executable, "-m", "campaign", "work"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)


def test_a_message_whose_worker_was_killed_while_calling_the_relay_leaves_once(db, linked, relay):
    relay.silent.set()
    ask_link_again(db, "felicie@exemple.fr", "127.0.0.1", new_operation())
    with worker() as process:
        assert relay.called.wait(60)
        # On the line before any message is taken: nothing has been written yet.
        process.kill()
    (posted,) = outbox.recent(db)
    assert posted.state is State.WAITING
    relay.silent.clear()
    assert run_once(db) == 1
    assert run_once(db) == 0
    (posted,) = outbox.recent(db)
    assert posted.state is State.SENT
    assert [message["To"] for message in relay.received] == ["Félicie Martin <felicie@exemple.fr>"]
