"""kill -9 while messages leave: at most one possible double per death, shown as uncertain, never sent again alone."""

import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.mail.sending import LEASE, UNSURE
from campaign.messages.actions import send_step, settle_uncertain
from campaign.messages.model import Step
from campaign.messages.views import tasks
from campaign.participation import actions as participation
from campaign.participation.decisions import DecisionKind
from campaign.worker import send_messages
from tests.mail.smtp_relay import SmtpRelay

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 12


class SlowRelay(SmtpRelay):
    """Takes the message ``holds_at`` and keeps its sender waiting for the reply until ``goes_on`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.holds_at = 0
        self.held, self.goes_on = threading.Event(), threading.Event()
        self.on_message = self._hold

    def _hold(self, taken: int) -> None:
        if taken == self.holds_at:
            self.held.set()
            assert self.goes_on.wait(60)

    def hold(self, at: int) -> None:
        """Hold the sender of that message."""
        self.holds_at = at
        self.held.clear()
        self.goes_on.clear()


@pytest.fixture
def relay(monkeypatch):
    with SlowRelay() as started:
        monkeypatch.setenv("CAMPAIGN_SMTP_URL", started.url)
        settings.cache_clear()
        yield started
        started.goes_on.set()


@pytest.fixture
def launched(db, officer, edition, shop, contact):
    """The invitation of an edition to twelve people, all due now: the edition's id."""
    edition_id = edition()
    for number in range(PEOPLE):
        place_id = shop(f"Boutique {number}")
        participation.invite(db, officer, edition_id, [place_id], new_operation())
        contact([place_id], name=f"Personne {number}", email=f"personne{number}@exemple.fr")
    assert send_step(db, officer, edition_id, Step.INVITATION, "", new_operation()) == PEOPLE
    db.conn.execute("UPDATE outbox SET not_before = created_at")
    db.conn.commit()
    return edition_id


def started(*command: str) -> subprocess.Popen[str]:
    """A command of ours, as systemd or a person starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "campaign", *command],
        cwd=ROOT,
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed_holding(relay: SlowRelay, at: int, *command: str) -> str:
    """Start it, kill it while it waits for the reply to the message ``at``; what it wrote in its log."""
    relay.hold(at)
    with started(*command) as process:
        assert relay.held.wait(60)
        process.kill()
        written = process.stderr.read()
    relay.goes_on.set()
    return written


def total(db) -> int:
    return sum(outbox.counts(db).values())


@pytest.mark.parametrize("command", [("work",), ("mail", "send")])
def test_killed_before_the_reply_the_message_is_uncertain_and_the_others_leave(db, officer, launched, relay, command):
    written = killed_holding(relay, 5, *command)
    assert outbox.counts(db) == {State.SENT: 4, State.SENDING: 1, State.WAITING: PEOPLE - 5}
    send_messages(db)  # the dead one's lease still holds
    assert outbox.counts(db) == {State.SENT: PEOPLE - 1, State.SENDING: 1}
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        assert send_messages(db).uncertain == 1
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert send_messages(db).sent == 0
    assert outbox.counts(db) == {State.SENT: PEOPLE - 1, State.UNCERTAIN: 1}
    assert len(relay.numbers) == len(set(relay.numbers)) == PEOPLE
    (unsure,) = outbox.recent(db, states=[State.UNCERTAIN])
    assert (unsure.reason, unsure.message_id) == (UNSURE, relay.numbers[4])
    assert [one.kind for one in tasks(db, officer, launched)] == [DecisionKind.UNCERTAIN]
    assert "exemple.fr" not in written


def test_a_person_decides_and_only_then_is_it_sent_again_under_another_number(db, officer, launched, relay):
    killed_holding(relay, 1, "mail", "send")
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        send_messages(db)
        (unsure,) = outbox.recent(db, states=[State.UNCERTAIN])
        settle_uncertain(db, officer, unsure.id, True, new_operation())
        assert send_messages(db).sent == 1
    assert relay.to.count(relay.to[0]) == 2
    assert len(set(relay.numbers)) == len(relay.numbers) == PEOPLE + 1
    assert tasks(db, officer, launched) == []


def test_killed_again_and_again_each_death_costs_one_uncertainty_at_most(db, launched, relay):
    deaths = 3
    for death in range(deaths):
        killed_holding(relay, len(relay.accepted) + 2, "mail", "send")
        assert total(db) == PEOPLE, death
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        send_messages(db)
    assert outbox.counts(db) == {State.SENT: PEOPLE - deaths, State.UNCERTAIN: deaths}
    assert len(relay.numbers) == len(set(relay.numbers)) == PEOPLE


def test_killed_before_anything_was_handed_over_the_message_is_uncertain_too(db, launched, relay):
    """Nobody can tell from the database alone: it is shown, and not sent again by itself."""
    begun = threading.Event()

    class Deaf:
        """Stops the conversation at the recipient."""

        def get(self, name: str, default: object = None) -> object:
            if name == "RCPT":
                begun.set()
                assert relay.goes_on.wait(60)
            return default

    relay.replies = Deaf()
    relay.goes_on.clear()
    with started("mail", "send") as process:
        assert begun.wait(60)
        process.kill()
    relay.replies = {}
    relay.goes_on.set()
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        send_messages(db)
    assert outbox.counts(db) == {State.SENT: PEOPLE - 1, State.UNCERTAIN: 1}
    assert len(relay.numbers) == PEOPLE - 1
