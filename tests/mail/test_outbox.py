"""The outbox: what is asked for, held, freed, cancelled, decided of."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.database import transaction
from campaign.mail import outbox
from campaign.mail.outbox import State
from tests.conftest import stored_text


def states(db, batch="sending:1"):
    return [one.state for one in outbox.messages_of(db, batch)]


def test_a_message_asked_for_in_an_action_that_fails_is_not_asked_for(db):
    with pytest.raises(RuntimeError), transaction(db):
        outbox.post(db, "test", {}, "agent:1", service=True)
        raise RuntimeError
    assert outbox.counts(db) == {}


def test_what_was_asked_for_is_read_back(db):
    at = clock.now() + timedelta(hours=2)
    parameters = {"contact_id": 12, "word": "À bientôt"}
    number = outbox.post(
        db, "step", parameters, "agent:1", service=False, batch="sending:1", recipient="contact:12", not_before=at
    )
    found = outbox.message(db, number)
    assert (found.kind, found.parameters, found.recipient, found.service) == ("step", parameters, "contact:12", False)
    assert (found.state, found.attempts, found.not_before, found.message_id) == (State.WAITING, 0, at, None)
    assert outbox.messages_to(db, "contact:12") == outbox.messages_of(db, "sending:1") == [found]
    assert outbox.message(db, number + 1) is None


def test_pause_resume_and_cancel_touch_what_has_not_left_of_one_batch_only(db, asked, leave):
    asked("a@exemple.fr", "b@exemple.fr", "c@exemple.fr", batch="sending:1")
    asked("d@exemple.fr", batch="sending:2")
    leave(limit=1)
    assert outbox.pause(db, "sending:1") == 2
    assert leave().sent == 1
    assert states(db) == [State.SENT, State.PAUSED, State.PAUSED]
    assert outbox.resume(db, "sending:1") == 2
    assert leave(limit=1).sent == 1
    outbox.pause(db, "sending:1")
    assert outbox.cancel(db, "sending:1") == 1
    assert outbox.resume(db, "sending:1") == 0
    assert states(db) == [State.SENT, State.SENT, State.CANCELLED]
    assert leave().sent == 0


@pytest.mark.parametrize("move", [outbox.pause, outbox.resume, outbox.cancel])
def test_messages_of_no_batch_are_not_moved_together(db, move):
    with pytest.raises(ValueError, match="batch"):
        move(db, "")


def test_an_uncertain_message_is_decided_of_once(db, relay, asked, leave):
    first, second = asked("a@exemple.fr", "b@exemple.fr")
    relay.cut = "TEXT"
    leave()
    before = outbox.message(db, first).message_id
    assert not outbox.settle(db, second, "sent")
    assert outbox.settle(db, first, "waiting")
    assert not outbox.settle(db, first, "sent")
    assert leave().sent == 1
    assert before in relay.numbers
    with pytest.raises(ValueError, match="sent or waiting"):
        outbox.settle(db, first, "failed")


def test_only_a_message_that_left_can_come_back(db, asked, leave):
    (waits,) = asked("a@exemple.fr")
    assert not outbox.note_return(db, waits, "5.1.1", "Non.")
    leave()
    assert outbox.note_return(db, waits, "5.1.1", "Non.")
    assert not outbox.note_return(db, waits, "5.1.1", "Non.")
    assert outbox.message(db, waits).state is State.FAILED


def test_a_message_is_found_by_its_number_and_by_its_address(db, relay, asked, leave):
    (message,) = asked("a@exemple.fr")
    leave()
    found = outbox.by_message_id(db, relay.numbers[0])
    assert found == outbox.latest_to_address(db, found.address)
    assert found.id == message
    assert outbox.by_message_id(db, "<rien@exemple.fr>") is None


def test_the_latest_come_first_and_may_be_chosen_by_state(db, asked, leave):
    first, second, third = asked("a@exemple.fr", "b@exemple.fr", "c@exemple.fr")
    leave(limit=1)
    assert [one.id for one in outbox.recent(db)] == [third, second, first]
    assert [one.id for one in outbox.recent(db, states=[State.SENT])] == [first]
    assert len(outbox.recent(db, limit=2)) == 2


def test_since_when_the_oldest_has_been_due(db, asked):
    assert outbox.oldest_due(db) is None
    due, ahead = clock.now() - timedelta(hours=3), clock.now() + timedelta(hours=3)
    asked("a@exemple.fr", not_before=ahead)
    assert outbox.oldest_due(db) is None
    asked("b@exemple.fr", not_before=due)
    assert outbox.oldest_due(db) == due


def test_neither_the_text_nor_a_link_is_kept(db, asked, leave):
    asked("a@exemple.fr", unsubscribe_url="https://occasion.example/p/arret/x")
    leave()
    assert "Confirmez votre participation" not in stored_text(db)
