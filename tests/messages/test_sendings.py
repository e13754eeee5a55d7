"""Sending, scheduling, holding and repeating a step, with the real sending loop and a real relay."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock, journal
from campaign.base.database import rows, value
from campaign.base.errors import AnswersClosed, EditionOver, InvalidInput, NotSent, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.mail import addresses, outbox
from campaign.messages import actions
from campaign.messages.model import SendingState, Step
from campaign.messages.views import plan
from campaign.participation import actions as participation
from campaign.partners import contacts
from campaign.partners.views import contact as contact_view
from campaign.schema import open_database


def step_of(db, officer, edition_id, step):
    return next(one for one in plan(db, officer, edition_id) if one.step is step)


def send(db, officer, edition_id, step=Step.INVITATION, note=""):
    return actions.send_step(db, officer, edition_id, step, note, new_operation())


def at_nine(year, month, day):
    """Nine o'clock in Paris, in winter."""
    return datetime(year, month, day, 8, tzinfo=UTC)


def test_a_step_sent_reaches_each_person_once(db, officer, people, inbox, leave):
    edition_id, _ = people(3)
    assert send(db, officer, edition_id) == 3
    assert leave().sent == 3
    assert leave().sent == 0
    assert sorted(inbox.to) == ["personne1@exemple.fr", "personne2@exemple.fr", "personne3@exemple.fr"]
    assert len(set(inbox.ids)) == 3


def test_an_answer_between_planning_and_sending_stops_the_reminder(db, officer, people, says, inbox, leave):
    edition_id, (first, _) = people(2)
    assert send(db, officer, edition_id, Step.REMINDER_1) == 2
    says(edition_id, first)
    done = leave()
    assert (done.sent, done.skipped) == (1, 1)
    assert inbox.to == ["personne2@exemple.fr"]
    (skipped,) = [one for one in outbox.recent(db) if one.state is outbox.State.SKIPPED]
    assert (skipped.recipient, skipped.code, skipped.reason) == (f"contact:{first.id}", "done", "a déjà répondu")


@pytest.mark.parametrize("event", ["opens", "archived", "no address", "opposed", "bounced", "cancelled", "closed"])
def test_everything_is_looked_at_again_when_a_message_leaves(db, officer, people, opens, inbox, leave, event):
    edition_id, (actor,) = people()
    send(db, officer, edition_id, Step.REMINDER_2)
    match event:
        case "opens":
            opens(edition_id, actor)
        case "archived":
            contacts.archive_contact(db, officer, actor.id, new_operation())
        case "no address":
            version = contact_view(db, officer, actor.id).version
            contacts.change_contact(db, officer, actor.id, version, {"email": ""}, new_operation())
        case "opposed":
            addresses.know(db, "personne1@exemple.fr")
            addresses.oppose(db, addresses.token_of("personne1@exemple.fr"))
        case "bounced":
            addresses.note_bounce(db, addresses.key_of("personne1@exemple.fr"), "5.1.1", permanent=True)
        case "cancelled":
            editions.cancel_edition(db, officer, edition_id, new_operation())
        case "closed":
            editions.close_edition(db, officer, edition_id, new_operation())
    done = leave()
    assert (done.sent, done.skipped, inbox.to) == (0, 1, [])


def test_an_address_corrected_before_it_leaves_is_the_one_used(db, officer, people, inbox, leave):
    edition_id, (actor,) = people()
    send(db, officer, edition_id)
    version = contact_view(db, officer, actor.id).version
    contacts.change_contact(db, officer, actor.id, version, {"email": "nouvelle@exemple.fr"}, new_operation())
    leave()
    assert inbox.to == ["nouvelle@exemple.fr"]


def test_sending_makes_the_links_and_the_messages_together(db, officer, people, shop, contact):
    edition_id, _ = people()
    newcomer = contact([shop("Nouvelle venue")], name="Nouvelle", email="nouvelle@exemple.fr")
    place_id = contact_view(db, officer, newcomer.id).place_ids[0]
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    assert link_of(db, newcomer.id, edition_id) is None
    assert send(db, officer, edition_id) == 2
    assert link_of(db, newcomer.id, edition_id)
    assert len(rows(db, "SELECT 1 FROM outbox WHERE recipient = ?", [f"contact:{newcomer.id}"])) == 1


def test_a_double_click_sends_once(db, officer, people):
    edition_id, _ = people(2)
    operation = new_operation()
    for _ in range(2):
        assert actions.send_step(db, officer, edition_id, Step.INVITATION, "", operation) == 2
    assert value(db, "SELECT count(*) FROM outbox") == 2
    with pytest.raises(OperationReused):
        actions.send_step(db, officer, edition_id, Step.REMINDER_1, "", operation)


def test_nobody_to_write_to_is_said(db, officer, people, edition):
    edition_id, _ = people()
    addresses.know(db, "personne1@exemple.fr")
    addresses.oppose(db, addresses.token_of("personne1@exemple.fr"))
    with pytest.raises(Refused, match="Aucun destinataire"):
        send(db, officer, edition_id)
    with pytest.raises(Refused, match="Aucun destinataire"):
        send(db, officer, edition(name="Vide"))
    assert value(db, "SELECT count(*) FROM sendings") == 0


def test_a_step_sent_again_says_when_it_left_and_reaches_only_newcomers(db, officer, people, shop, contact, leave):
    edition_id, _ = people(2)
    send(db, officer, edition_id)
    leave()
    with pytest.raises(Refused, match="Déjà partie à 10\u00a0h\\."):
        send(db, officer, edition_id)
    newcomer = contact([shop("Nouvelle venue")], name="Nouvelle", email="nouvelle@exemple.fr")
    participation.invite(db, officer, edition_id, contact_view(db, officer, newcomer.id).place_ids, new_operation())
    assert send(db, officer, edition_id) == 1
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(Refused, match="le lundi 2 novembre à 10"):
        send(db, officer, edition_id)


def test_a_delivery_notice_needs_to_say_when(db, officer, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor)
    with pytest.raises(InvalidInput, match="Écrivez quand"):
        send(db, officer, edition_id, Step.DELIVERY, "  ")
    assert send(db, officer, edition_id, Step.DELIVERY, "mardi 5, entre 9 h et 12 h") == 1


def test_what_is_out_of_time_is_refused_with_the_reason(db, officer, people, edition):
    edition_id, _ = people()
    with pytest.raises(Refused, match="une fois l’édition passée"):
        send(db, officer, edition_id, Step.THANKS)
    with pytest.raises(Refused, match="Ouvrez d’abord l’édition"):
        send(db, officer, edition(opened=False))
    with (
        clock.frozen(clock.now() + timedelta(days=40)),
        pytest.raises(AnswersClosed, match="closes depuis le mercredi"),
    ):
        send(db, officer, edition_id, Step.LAST_CALL)
    with clock.frozen(clock.now() + timedelta(days=90)), pytest.raises(EditionOver):
        send(db, officer, edition_id, Step.PRACTICAL)
    editions.cancel_edition(db, officer, edition_id, new_operation())
    with pytest.raises(EditionOver, match="annulée"):
        send(db, officer, edition_id)


@pytest.mark.parametrize(
    ("moment", "sentence", "proposal"),
    [
        (datetime(2026, 11, 2, 8, 59, tzinfo=UTC), "déjà passé", None),
        (at_nine(2026, 11, 7), "Samedi 7 novembre 2026 n’est pas un jour travaillé", "09/11/2026"),
        (at_nine(2026, 11, 11), "Essayez jeudi 12 novembre", "12/11/2026"),
        (at_nine(2026, 12, 3), "après la date limite de réponse", "02/12/2026"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_a_proposal(db, officer, people, moment, sentence, proposal):
    edition_id, _ = people()
    with pytest.raises(InvalidInput, match=sentence) as refused:
        actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, moment, "", new_operation())
    assert refused.value.proposal == proposal
    assert step_of(db, officer, edition_id, Step.REMINDER_1).state is SendingState.PROPOSED


def test_a_scheduled_step_leaves_by_itself_when_its_moment_comes(db, officer, people, inbox, leave):
    edition_id, _ = people(2)
    moment = at_nine(2026, 11, 9)
    actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, moment, "", new_operation())
    assert step_of(db, officer, edition_id, Step.REMINDER_1).state is SendingState.SCHEDULED
    with clock.frozen(moment - timedelta(seconds=1)):
        assert actions.launch_due(db, SYSTEM) == 0
    with clock.frozen(moment):
        assert actions.launch_due(db, SYSTEM) == 1
        assert step_of(db, officer, edition_id, Step.REMINDER_1).state is SendingState.LEAVING
        leave()
        assert step_of(db, officer, edition_id, Step.REMINDER_1).state is SendingState.SENT
    assert len(inbox.to) == 2


def test_two_workers_launch_a_step_once(db, officer, people):
    edition_id, _ = people(2)
    moment = at_nine(2026, 11, 9)
    actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, moment, "", new_operation())
    other = open_database()
    with clock.frozen(moment):
        assert [actions.launch_due(one, SYSTEM) for one in (db, other, db)] == [1, 0, 0]
    other.close()
    assert value(db, "SELECT count(*) FROM outbox") == 2


def test_a_step_due_while_the_server_slept_waits_for_a_working_day(db, officer, people):
    edition_id, _ = people()
    friday, saturday, monday = at_nine(2026, 11, 6), at_nine(2026, 11, 7), at_nine(2026, 11, 9)
    actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, friday, "", new_operation())
    with clock.frozen(saturday):
        assert actions.launch_due(db, SYSTEM) == 0
    with clock.frozen(monday):
        assert actions.launch_due(db, SYSTEM) == 1


def test_a_scheduled_step_of_a_cancelled_edition_never_leaves(db, officer, people):
    edition_id, _ = people()
    moment = at_nine(2026, 11, 9)
    actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, moment, "", new_operation())
    editions.cancel_edition(db, officer, edition_id, new_operation())
    with clock.frozen(moment):
        assert actions.launch_due(db, SYSTEM) == 0
    assert value(db, "SELECT count(*) FROM outbox") == 0
    assert value(db, "SELECT state FROM sendings") == "cancelled"


def test_a_follow_up_leaves_months_later_even_from_an_archived_edition(db, officer, people, says, inbox, leave):
    edition_id, (actor,) = people()
    says(edition_id, actor)
    with clock.frozen(at_nine(2027, 1, 11)):
        moment = at_nine(2027, 4, 5)
        actions.schedule_step(db, officer, edition_id, Step.FOLLOW_UP_3, moment, "", new_operation())
        editions.archive_edition(db, officer, edition_id, new_operation())
    # Monday 5 April 2027 is no holiday: Easter is on 28 March.
    with clock.frozen(moment):
        assert actions.launch_due(db, SYSTEM) == 1
        leave()
    assert inbox.to == ["personne1@exemple.fr"]


def test_a_scheduled_step_can_move_and_be_given_up(db, officer, people):
    edition_id, _ = people()
    given = actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, at_nine(2026, 11, 9), "", new_operation())
    moved = actions.schedule_step(db, officer, edition_id, Step.REMINDER_1, at_nine(2026, 11, 10), "", new_operation())
    assert moved == given
    assert step_of(db, officer, edition_id, Step.REMINDER_1).proposed_on == date(2026, 11, 10)
    actions.cancel_step(db, officer, given, new_operation())
    found = step_of(db, officer, edition_id, Step.REMINDER_1)
    assert (found.state, found.sending_id) == (SendingState.PROPOSED, None)


def test_no_more_than_fifty_messages_are_due_in_a_minute(db, officer, people):
    edition_id, _ = people(60)
    send(db, officer, edition_id)
    minutes = rows(db, "SELECT not_before, count(*) AS n FROM outbox GROUP BY 1 ORDER BY 1")
    assert [one["n"] for one in minutes] == [50, 10]
    assert clock.from_stamp(minutes[1]["not_before"]) == clock.now() + timedelta(minutes=1)


def test_pausing_holds_what_has_not_left_and_resuming_spreads_it_again(db, officer, people, inbox, leave):
    edition_id, _ = people(60)
    send(db, officer, edition_id)
    assert leave().sent == 50
    sending_id = step_of(db, officer, edition_id, Step.INVITATION).sending_id
    actions.pause_step(db, officer, sending_id, new_operation())
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert leave().sent == 0
        paused = step_of(db, officer, edition_id, Step.INVITATION)
        assert (paused.state, paused.results.sent, paused.results.waiting) == (SendingState.PAUSED, 50, 10)
        with pytest.raises(Refused, match="en pause"):
            send(db, officer, edition_id)
        actions.resume_step(db, officer, sending_id, new_operation())
        assert value(db, "SELECT min(not_before) FROM outbox WHERE state = 'waiting'") == clock.stamp()
        assert leave().sent == 10
    assert len(set(inbox.to)) == 60
    with pytest.raises(Refused, match="Tout est déjà parti"):
        actions.pause_step(db, officer, sending_id, new_operation())


def test_cancelling_keeps_what_left_and_the_step_can_be_sent_to_the_others(db, officer, people, inbox, leave):
    edition_id, _ = people(60)
    send(db, officer, edition_id)
    leave()
    sending_id = step_of(db, officer, edition_id, Step.INVITATION).sending_id
    actions.cancel_step(db, officer, sending_id, new_operation())
    found = step_of(db, officer, edition_id, Step.INVITATION)
    assert (found.state, found.results.sent, found.results.cancelled) == (SendingState.SENT, 50, 10)
    with pytest.raises(Refused, match="Tout est déjà parti"):
        actions.cancel_step(db, officer, sending_id, new_operation())
    assert send(db, officer, edition_id) == 10
    leave()
    assert (len(inbox.to), len(set(inbox.to))) == (60, 60)


def test_a_step_cancelled_before_anything_left_is_cancelled_and_can_be_sent_anew(db, officer, people, inbox, leave):
    edition_id, _ = people(2)
    send(db, officer, edition_id)
    actions.cancel_step(db, officer, step_of(db, officer, edition_id, Step.INVITATION).sending_id, new_operation())
    assert step_of(db, officer, edition_id, Step.INVITATION).state is SendingState.CANCELLED
    assert leave().sent == 0
    assert send(db, officer, edition_id) == 2
    assert leave().sent == 2


def test_a_message_sent_after_a_cancellation_and_refused_for_now_still_waits(db, officer, people, inbox, leave):
    edition_id, _ = people(51)
    send(db, officer, edition_id)
    leave()
    actions.cancel_step(db, officer, step_of(db, officer, edition_id, Step.INVITATION).sending_id, new_operation())
    with clock.frozen(clock.now() + timedelta(hours=1)):
        send(db, officer, edition_id)
        inbox.busy.add("personne9@exemple.fr")  # the last by name, hence the one that had not left
        assert leave().sent == 0
        assert step_of(db, officer, edition_id, Step.INVITATION).results.waiting == 1
    inbox.busy.clear()
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert leave().sent == 1


def test_one_message_is_sent_again_with_a_word_and_its_own_number(db, officer, people, opens, inbox, leave):
    edition_id, (actor,) = people()
    send(db, officer, edition_id)
    (before,) = outbox.recent(db)
    with pytest.raises(Refused, match="attend son tour"):
        actions.resend(db, officer, before.id, "", new_operation())
    leave()
    opens(edition_id, actor)
    operation = new_operation()
    again = actions.resend(db, officer, before.id, "Comme convenu au téléphone.", operation)
    assert actions.resend(db, officer, before.id, "Comme convenu au téléphone.", operation) == again
    leave()
    posted = outbox.message(db, again)
    assert (posted.state, posted.batch, posted.recipient) == (outbox.State.SENT, before.batch, before.recipient)
    assert inbox.to == ["personne1@exemple.fr"] * 2
    assert len(set(inbox.ids)) == 2


def test_a_message_is_not_sent_again_to_somebody_who_answered(db, officer, people, says, leave):
    edition_id, (actor,) = people()
    send(db, officer, edition_id)
    leave()
    says(edition_id, actor)
    with pytest.raises(NotSent, match="Rien à renvoyer : a déjà répondu"):
        actions.resend(db, officer, outbox.recent(db)[0].id, "", new_operation())


def test_a_word_too_long_is_refused(db, officer, people, leave):
    edition_id, _ = people()
    send(db, officer, edition_id)
    leave()
    with pytest.raises(InvalidInput):
        actions.resend(db, officer, outbox.recent(db)[0].id, "x" * 301, new_operation())


@pytest.fixture
def uncertain(db, officer, people, leave):
    """A message whose sender was killed after the relay took it, before that was written."""
    edition_id, _ = people()
    send(db, officer, edition_id)
    leave()
    db.conn.execute("UPDATE outbox SET state = 'uncertain'")
    return outbox.recent(db)[0]


def test_an_uncertain_message_said_to_have_arrived_is_sent(db, officer, uncertain, inbox, leave):
    actions.settle_uncertain(db, officer, uncertain.id, False, new_operation())
    leave()
    assert outbox.message(db, uncertain.id).state is outbox.State.SENT
    assert len(inbox.to) == 1


def test_an_uncertain_message_sent_again_is_another_message(db, officer, uncertain, inbox, leave):
    with pytest.raises(Refused, match="Dites d’abord"):
        actions.resend(db, officer, uncertain.id, "", new_operation())
    operation = new_operation()
    for _ in range(2):
        actions.settle_uncertain(db, officer, uncertain.id, True, operation)
    leave()
    assert len(inbox.to) == 2
    assert len(set(inbox.ids)) == 2
    before = outbox.message(db, uncertain.id)
    assert (before.state, before.code) == (outbox.State.SKIPPED, "resent")
    with pytest.raises(Refused, match="n’est plus incertain"):
        actions.settle_uncertain(db, officer, uncertain.id, False, new_operation())


def test_the_journal_tells_who_sent_and_names_nobody(db, officer, people, leave):
    edition_id, _ = people(2)
    send(db, officer, edition_id)
    entry = next(one for one in journal.entries(db) if one.verb == "send_step")
    assert (entry.actor, entry.details) == (
        officer.journal_name,
        {"edition": edition_id, "step": "invitation", "messages": 2},
    )


def test_a_relay_said_to_be_back_is_tried_at_once(db, officer, people, inbox, leave):
    edition_id, _ = people()
    send(db, officer, edition_id)
    db.conn.execute("UPDATE relay SET rest_until = ?", [clock.stamp(clock.now() + timedelta(hours=4))])
    assert leave().sent == 0
    actions.retry_relay_now(db, officer, new_operation())
    assert leave().sent == 1
