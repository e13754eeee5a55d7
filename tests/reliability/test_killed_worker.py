"""kill -9 of the worker in the middle of a piece of work: another takes it up after its lease, and it is done once."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.base import clock, jobs
from campaign.base.operations import new_operation
from campaign.base.settings import settings
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


def test_a_message_whose_worker_was_killed_leaves_once_after_the_lease(db, linked, relay):
    relay.silent.set()
    ask_link_again(db, "felicie@exemple.fr", "127.0.0.1", new_operation())
    with worker() as process:
        assert relay.called.wait(60)
        process.kill()
    (job,) = jobs.recent(db)
    assert (job.state, job.attempts) == ("running", 1)
    relay.silent.clear()
    assert run_once(db) == 0  # the dead one's lease still holds
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        assert run_once(db) == 1
        assert run_once(db) == 0
    (job,) = jobs.recent(db)
    assert (job.state, job.attempts, job.message) == ("done", 2, "Message parti.")
    assert [message["To"] for message in relay.received] == ["Félicie Martin <felicie@exemple.fr>"]
