"""The plan of an edition, what each step gave, and the log."""

from datetime import date, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.operations import new_operation
from campaign.mail import outbox, relay_rest
from campaign.mail.outbox import State
from campaign.messages import actions, views
from campaign.messages.model import Results, SendingState, Skip, Step
from campaign.participation.model import Presence
from campaign.partners import contacts


@pytest.fixture
def sent(db, officer, people):
    """An invitation to four people, marked as the sending loop would: (edition id, Actors)."""

    def make(states=(State.SENT, State.SENT, State.FAILED, State.UNCERTAIN)):
        edition_id, actors = people(len(states))
        actions.send_step(db, officer, edition_id, Step.INVITATION, "", new_operation())
        for posted, state in zip(outbox.messages_of(db, "sending:1"), states, strict=True):
            ended = None if state in (State.WAITING, State.PAUSED) else clock.stamp()
            reason = "boîte inconnue" if state is State.FAILED else ""
            db.conn.execute(
                "UPDATE outbox SET state = ?, ended_at = ?, reason = ? WHERE id = ?",
                [str(state), ended, reason, posted.id],
            )
        return edition_id, actors

    return make


def invitation(db, edition_id):
    return views.plan(db, SYSTEM, edition_id)[0]


def test_a_plan_has_the_nine_steps_in_order_all_proposed(db, people):
    edition_id, _ = people()
    found = views.plan(db, SYSTEM, edition_id)
    assert [one.step for one in found] == list(Step)
    assert {one.state for one in found} == {SendingState.PROPOSED}
    assert {one.results for one in found} == {Results()}
    # Opened on Monday 2 November 2026, answers by Wednesday 2 December: 21, 10 and 3 days before, on working days.
    assert [one.proposed_on for one in found[:4]] == [
        date(2026, 11, 2),
        date(2026, 11, 10),
        date(2026, 11, 20),
        date(2026, 11, 27),
    ]


def test_a_plan_of_no_edition_is_refused(db):
    with pytest.raises(NotFound):
        views.plan(db, SYSTEM, 12)


def test_the_results_count_each_message_by_what_became_of_it(db, sent):
    edition_id, _ = sent((State.SENT, State.SENT, State.FAILED, State.UNCERTAIN, State.SKIPPED, State.CANCELLED))
    found = invitation(db, edition_id)
    assert found.results == Results(sent=2, failed=1, uncertain=1, skipped=1, cancelled=1)
    assert (found.state, found.results.total) == (SendingState.SENT, 6)
    assert found.launched_at == clock.now()


def test_what_waits_is_leaving_and_what_is_held_is_paused(db, officer, sent):
    edition_id, _ = sent((State.SENT, State.WAITING, State.SENDING))
    found = invitation(db, edition_id)
    assert (found.state, found.results.waiting) == (SendingState.LEAVING, 2)
    actions.pause_step(db, officer, found.sending_id, new_operation())
    assert invitation(db, edition_id).state is SendingState.PAUSED


def test_opened_and_answered_count_people_who_acted_after_the_message_left(db, people, officer, opens, says):
    edition_id, (early, opener, answerer, _) = people(4)
    opens(edition_id, early)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        actions.send_step(db, officer, edition_id, Step.INVITATION, "", new_operation())
        db.conn.execute("UPDATE outbox SET state = 'sent', ended_at = ?", [clock.stamp()])
    with clock.frozen(clock.now() + timedelta(hours=2)):
        opens(edition_id, opener)
        says(edition_id, answerer)
    results = invitation(db, edition_id).results
    assert (results.sent, results.opened, results.answered) == (4, 2, 1)


def test_an_undecided_answer_is_no_answer(db, sent, says, later):
    edition_id, (actor,) = sent((State.SENT,))
    with later(hours=1):
        says(edition_id, actor, presence=Presence.UNDECIDED, days=())
    assert invitation(db, edition_id).results.answered == 0


def test_the_audience_tells_who_would_get_a_step_now(db, officer, sent):
    edition_id, actors = sent((State.SENT, State.FAILED, State.SKIPPED, State.CANCELLED))
    found = views.audience(db, officer, edition_id, Step.INVITATION)
    # A message left out or cancelled never reached anybody: those two are due again.
    assert [one.contact_id for one in found.due] == [actors[2].id, actors[3].id]
    assert {one.skip for one in found.skipped} == {Skip.ALREADY}


def test_the_next_reminder_is_the_first_that_has_not_left(db, officer, people):
    edition_id, _ = people()
    steps = []
    while step := views.next_reminder(db, SYSTEM, edition_id):
        steps.append(step)
        actions.send_step(db, officer, edition_id, step, "", new_operation())
    assert steps == [Step.REMINDER_1, Step.REMINDER_2, Step.LAST_CALL]


def test_the_log_shows_each_message_and_is_searched_without_accents(db, officer, sent):
    edition_id, actors = sent()
    contacts.add_contact(db, officer, {"name": "Zoé", "email": "zoe@exemple.fr", "place_ids": []}, new_operation())
    assert [one.name for one in views.log(db, officer, edition_id)] == [f"Personne {rank}" for rank in (4, 3, 2, 1)]
    (failed,) = views.log(db, officer, edition_id, state="failed")
    assert (failed.contact_id, failed.kind_label, failed.step) == (actors[2].id, "Invitation", Step.INVITATION)
    assert (failed.email, failed.state, failed.reason) == ("personne3@exemple.fr", State.FAILED, "boîte inconnue")
    assert [one.id for one in views.log(db, officer, edition_id, search="PERSONNÉ 3")] == [failed.id]
    assert views.log(db, officer, edition_id, step="reminder_1") == []


def test_the_log_of_an_edition_holds_no_other_edition_s_messages(db, officer, sent, people):
    edition_id, _ = sent()
    other, _ = people(1, name="Autre")
    actions.send_step(db, officer, other, Step.INVITATION, "", new_operation())
    assert len(views.log(db, officer, edition_id)) == 4
    assert len(views.log(db, officer, other)) == 1


def test_a_link_asked_for_again_is_in_the_log(db, officer, people):
    edition_id, (actor,) = people()
    asked = {"contact_id": actor.id, "edition_id": edition_id}
    outbox.post(db, "link_again", asked, "public", service=True)
    (found,) = views.log(db, officer, edition_id)
    assert (found.kind_label, found.step, found.name) == ("Lien redemandé", None, "Personne 1")


def test_the_word_an_agent_added_is_in_the_log(db, officer, sent):
    edition_id, _ = sent((State.SENT,))
    actions.resend(db, officer, 1, "Comme convenu.", new_operation())
    assert [one.word for one in views.log(db, officer, edition_id)] == ["Comme convenu.", ""]


def test_the_relay_s_rest_is_told(db, officer, sent):
    sent((State.WAITING,))
    found = views.relay_state(db, officer)
    assert (found.way, found.rest_until, found.waiting) == ("folder", None, 1)
    relay_rest.rest(db, "Le relais ne répond pas.")
    found = views.relay_state(db, officer)
    assert (found.rest_until, found.reason) == (clock.now() + timedelta(minutes=1), "Le relais ne répond pas.")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert views.relay_state(db, officer).rest_until is None
