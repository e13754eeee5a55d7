"""The relay stops and starts again in the middle of 500 messages: each arrives once, none is lost from the count."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.settings import settings as campaign_settings
from campaign.mail import outbox, relay_rest
from campaign.mail.delivery import way_out
from campaign.mail.outbox import Posted, State
from campaign.mail.relay_rest import DELAYS
from campaign.mail.sending import send_waiting
from campaign.schema import open_database
from tests.mail.smtp_relay import SmtpRelay
from tests.reliability.processes import together
from tests.reliability.senders import render, send_until_empty

MANY = 500


@pytest.fixture
def relay():
    with SmtpRelay() as started:
        yield started


def ask(db, count: int) -> None:
    with transaction(db):
        for number in range(count):
            to = f"personne{number}@exemple.fr"
            outbox.post(db, "test", {"to": to}, "agent:1", service=True, batch="sending:1")


def counted(db) -> Counter[State]:
    """How many messages stand in each state; none has disappeared, none appeared."""
    found = Counter(outbox.counts(db, "sending:1"))
    assert found.total() == MANY
    return found


def test_stopped_and_started_again_among_500_messages(db, relay, tmp_path):
    ask(db, MANY)
    looks: list[Counter[State]] = []

    def look(taken: int) -> None:
        """As a screen does, from elsewhere, while messages leave."""
        if taken % 50 == 0:
            other = open_database()
            looks.append(counted(other))
            other.close()

    relay.on_message = look
    at = clock.now()
    # Stops: before a message is begun, after its recipient, before its text, then not any more.
    for stops_after, stops_at in ((120, "MAIL"), (260, "RCPT"), (390, "DATA"), (None, "")):
        relay.stops_after, relay.stops_at = stops_after, stops_at
        with clock.frozen(at):
            send_waiting(db, render, lambda: way_out(relay.url, tmp_path))
            now = counted(db)
            assert (now[State.SENT], now[State.WAITING]) == (stops_after or MANY, MANY - (stops_after or MANY))
            # While it is away nothing is tried, and nothing changes.
            relay.stop()
            send_waiting(db, render, lambda: way_out(relay.url, tmp_path))
            assert counted(db) == now
        relay.start()
        at += DELAYS[0] + timedelta(seconds=1)
    assert outbox.counts(db) == {State.SENT: MANY}
    assert len(relay.accepted) == len(set(relay.numbers)) == MANY
    assert set(relay.to) == {f"personne{number}@exemple.fr" for number in range(MANY)}
    assert len(looks) == MANY // 50
    for one in looks:
        assert one[State.SENDING] == 1
        assert one[State.UNCERTAIN] == one[State.FAILED] == 0


def test_two_senders_at_once_never_send_one_message_twice(db, relay):
    ask(db, MANY)
    sent = together(campaign_settings().database, send_until_empty, [(relay.url,)] * 2)
    assert sum(sent) == MANY
    assert outbox.counts(db) == {State.SENT: MANY}
    assert len(relay.accepted) == len(set(relay.numbers)) == MANY


@given(st.lists(st.booleans(), min_size=1, max_size=20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_rests_grow_with_failures_stay_within_a_day_and_end_with_an_answer(db, answers):
    """True: the relay answered; False: it failed."""
    with transaction(db):
        db.conn.execute("UPDATE relay SET failures = 0, since = NULL, rest_until = NULL")
    at, rests = clock.now(), []
    for answered in answers:
        with clock.frozen(at):
            if answered:
                relay_rest.note_answer(db, accepted=True)
                rests.clear()
                assert not relay_rest.state(db).is_resting(at)
                continue
            relay_rest.rest(db, "coupé")
        state = relay_rest.state(db)
        rests.append(state.rest_until - at)
        assert state.is_resting(state.rest_until - timedelta(microseconds=1))
        assert not state.is_resting(state.rest_until)
        assert state.failures == len(rests)
        at = state.rest_until
    assert all(one <= after for one, after in pairwise(rests))
    assert all(timedelta(minutes=1) <= one <= timedelta(days=1) for one in rests)


@given(st.lists(st.sampled_from(["250 kept", "451 later", "552 5.2.2 full"]), min_size=8, max_size=8))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_the_refusals_a_message_arrives_at_most_once_and_ends(db, tmp_path, replies):
    with transaction(db):
        db.conn.execute("DELETE FROM outbox")
        db.conn.execute("UPDATE relay SET failures = 0, since = NULL, rest_until = NULL")
        message = outbox.post(db, "test", {"to": "felicie@exemple.fr"}, "agent:1", service=True)
    at, tried = clock.now(), 0
    with SmtpRelay() as relay:
        for reply in replies:
            relay.replies = {} if reply.startswith("250") else {"TEXT": reply}
            with clock.frozen(at):
                send_waiting(db, render, lambda: way_out(relay.url, tmp_path))
            found: Posted = outbox.message(db, message)
            tried += 1
            if found.state is not State.WAITING:
                break
            assert found.not_before - at == DELAYS[tried - 1]
            at = found.not_before
    accepted = "250 kept" in replies[: len(DELAYS) + 1]
    assert found.state is (State.SENT if accepted else State.FAILED)
    assert len(relay.accepted) == accepted
