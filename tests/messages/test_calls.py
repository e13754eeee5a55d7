"""The call list: who is on it, in which order, and what a call changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import EditionOver, InvalidInput, NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.messages.calls import call_list, note_call, undo_call
from campaign.messages.model import Outcome, Progress
from campaign.participation import actions as participation
from campaign.partners.contacts import archive_contact


@pytest.fixture
def invited(db, officer, shop, contact, edition):
    """An open edition with its invited contacts: (**name=e-mail) -> (edition id, {name: contact id})."""

    def invite(**people: str):
        edition_id, ids = edition(), {}
        for number, (name, email) in enumerate(people.items()):
            place_id = shop(f"Boutique de {name}", address=f"{number + 1} rue du Lin")
            ids[name] = contact([place_id], name=name, email=email, phone=f"02 41 00 00 0{number}").id
            participation.invite(db, officer, edition_id, [place_id], new_operation())
        return edition_id, ids

    return invite


def names(db, officer, edition_id):
    return [one.recipient.name for one in call_list(db, officer, edition_id)]


def note(db, officer, edition_id, contact_id, outcome=Outcome.NO_REPLY, words="", back=None, operation=None):
    return note_call(db, officer, edition_id, contact_id, outcome, words, back, operation or new_operation())


def test_those_without_email_come_first_then_by_name(db, officer, invited):
    edition_id, _ = invited(Alice="alice@exemple.fr", Zoe="", Bruno="bruno@exemple.fr", Yves="")
    assert names(db, officer, edition_id) == ["Yves", "Zoe", "Alice", "Bruno"]


def test_who_answered_is_no_longer_on_the_list(db, officer, linked, answer_values):
    edition_id, place_id, actor, _ = linked
    assert [one.recipient.contact_id for one in call_list(db, officer, edition_id)] == [actor.id]
    no = answer_values(edition_id, presence="no", days=(), activities=(), needs={})
    participation.confirm_participation(db, actor, edition_id, place_id, no, new_operation())
    assert call_list(db, officer, edition_id) == []


def test_who_answered_in_part_comes_after_those_who_said_nothing(db, officer, invited, answered):
    edition_id, _ = invited(Zoe="zoe@exemple.fr", Alice="alice@exemple.fr")
    place_id = db.conn.execute("SELECT id FROM places WHERE name = 'Boutique de Alice'").fetchone()[0]
    answered(edition_id, place_id)  # by an agent: what is expected of the shop has not been read
    lines = call_list(db, officer, edition_id)
    assert [(one.recipient.name, one.recipient.progress) for one in lines] == [
        ("Zoe", Progress.NOTHING),
        ("Alice", Progress.TO_COMPLETE),
    ]


def test_a_call_is_noted_with_its_note_and_who_made_it(db, officer, invited):
    edition_id, ids = invited(Zoe="")
    note(db, officer, edition_id, ids["Zoe"], words="absente le lundi")
    note(db, officer, edition_id, ids["Zoe"], Outcome.WILL_ANSWER)
    first = call_list(db, officer, edition_id)[0]
    assert [one.outcome for one in first.calls] == [Outcome.WILL_ANSWER, Outcome.NO_REPLY]
    assert (first.calls[1].note, first.calls[1].by) == ("absente le lundi", officer.name)


def test_whom_was_promised_a_call_today_comes_first_and_one_promised_later_comes_last(db, officer, invited):
    with clock.frozen(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        edition_id, ids = invited(Alice="", Bruno="", Zoe="zoe@exemple.fr")
        note(db, officer, edition_id, ids["Alice"], Outcome.CALL_BACK, back=date(2026, 11, 5))
        note(db, officer, edition_id, ids["Zoe"], Outcome.CALL_BACK, back=date(2026, 11, 4))
        assert names(db, officer, edition_id) == ["Bruno", "Alice", "Zoe"]
    with clock.frozen(datetime(2026, 11, 4, 9, tzinfo=UTC)):
        assert names(db, officer, edition_id) == ["Zoe", "Bruno", "Alice"]


def test_who_said_they_will_answer_is_left_in_peace_five_days(db, officer, invited):
    with clock.frozen(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        edition_id, ids = invited(Alice="", Bruno="")
        note(db, officer, edition_id, ids["Alice"], Outcome.WILL_ANSWER)
        assert names(db, officer, edition_id) == ["Bruno", "Alice"]
    with clock.frozen(datetime(2026, 11, 7, 8, 59, tzinfo=UTC)):
        assert names(db, officer, edition_id) == ["Bruno", "Alice"]
    with clock.frozen(datetime(2026, 11, 7, 9, tzinfo=UTC)):
        assert names(db, officer, edition_id) == ["Alice", "Bruno"]


def test_a_double_click_notes_one_call(db, officer, invited):
    edition_id, ids = invited(Zoe="")
    operation = new_operation()
    twice = [note(db, officer, edition_id, ids["Zoe"], operation=operation) for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(call_list(db, officer, edition_id)[0].calls) == 1


def test_a_call_noted_by_mistake_is_taken_back(db, officer, invited):
    edition_id, ids = invited(Zoe="")
    call_id = note(db, officer, edition_id, ids["Zoe"])
    operation = new_operation()
    undo_call(db, officer, call_id, operation)
    undo_call(db, officer, call_id, operation)
    assert call_list(db, officer, edition_id)[0].calls == ()
    with pytest.raises(NotFound):
        undo_call(db, officer, call_id, new_operation())


@pytest.mark.parametrize("days", [-1, 64])
def test_calling_back_in_the_past_or_after_the_edition_is_refused(db, officer, invited, days):
    edition_id, ids = invited(Zoe="")
    with pytest.raises(InvalidInput) as refused:
        note(db, officer, edition_id, ids["Zoe"], back=clock.today() + timedelta(days=days))
    assert refused.value.field == "call_back_on"


def test_too_long_a_note_is_refused_and_signs_that_hide_are_dropped(db, officer, invited):
    edition_id, ids = invited(Zoe="")
    with pytest.raises(InvalidInput):
        note(db, officer, edition_id, ids["Zoe"], words="a" * 301)
    note(db, officer, edition_id, ids["Zoe"], words="rappeler\u202e le soir\x00")
    assert call_list(db, officer, edition_id)[0].last.note == "rappeler le soir"


def test_nobody_outside_the_edition_is_noted_as_called(db, officer, invited, contact, shop):
    edition_id, ids = invited(Zoe="")
    stranger = contact([shop("Ailleurs", address="9 rue du Zoo")], name="Ana", email="ana@exemple.fr")
    archive_contact(db, officer, ids["Zoe"], new_operation())
    for one in (stranger.id, ids["Zoe"], 999):
        with pytest.raises(NotFound):
            note(db, officer, edition_id, one)


def test_a_cancelled_edition_has_nobody_to_call(db, officer, invited):
    edition_id, ids = invited(Zoe="")
    editions.cancel_edition(db, officer, edition_id, new_operation())
    assert call_list(db, officer, edition_id) == []
    with pytest.raises(EditionOver):
        note(db, officer, edition_id, ids["Zoe"])


def test_after_the_deadline_people_can_still_be_called(db, officer, invited):
    edition_id, ids = invited(Zoe="", Alice="alice@exemple.fr")
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert names(db, officer, edition_id) == ["Zoe", "Alice"]
        note(db, officer, edition_id, ids["Zoe"])


def test_a_reader_sees_no_call_list(db, reader, invited):
    edition_id, _ = invited(Zoe="")
    with pytest.raises(NotAllowed):
        call_list(db, reader, edition_id)
