"""Answers: on the link, on the phone, changed, refused."""

from datetime import date

import pytest

from campaign.accounts.model import Actor, Role
from campaign.base import clock
from campaign.base.errors import InvalidForm, LinkNotValid, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.meetings.guest_links import guest_token
from campaign.meetings.inviting import invite_contacts, invite_other, remove_guest, send_invitations
from campaign.meetings.model import Reply
from campaign.meetings.own_page import has_meetings, meeting_behind, own_meetings
from campaign.meetings.preparing import cancel_meeting, change_meeting
from campaign.meetings.replying import forget_reply, reply, reply_on_link
from campaign.meetings.store import guest_by_id
from tests.meetings.conftest import paris


def test_an_answer_is_kept_with_how_many_come_and_a_word(scene, db, own_link):
    scene.invite("felicie")
    actor, link = own_link("felicie")
    guest = scene.guest("Félicie")
    reply(db, actor, guest.id, {"reply": "yes", "people": "3", "word": "Nous viendrons à vélo."}, new_operation())
    kept = guest_by_id(db, guest.id)
    assert (kept.reply, kept.people, kept.word, kept.by_agent) == (Reply.YES, 3, "Nous viendrons à vélo.", False)
    assert (scene.sheet.count.yes, scene.sheet.count.people) == (1, 3)
    reply(db, actor, guest.id, {"reply": "no", "people": "3"}, new_operation())
    assert guest_by_id(db, guest.id).people == 1  # nobody comes: nobody is counted
    assert (scene.sheet.count.no, scene.sheet.count.people) == (1, 0)
    assert own_meetings(db, actor, link)[0].answer is Reply.NO


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "reply", "Choisissez oui, non ou peut-être."),
        ({"reply": "oui"}, "reply", "Choisissez oui, non ou peut-être."),
        ({"reply": "yes", "people": "0"}, "people", "Nombre entier entre 1 et 20."),
        ({"reply": "yes", "people": "-3"}, "people", "Nombre entier entre 1 et 20."),
        ({"reply": "yes", "people": "1e9"}, "people", "Nombre entier entre 1 et 20."),
        ({"reply": "yes", "people": "١٢"}, "people", "Nombre entier entre 1 et 20."),
        ({"reply": "yes", "people": "9" * 5000}, "people", "Nombre entier entre 1 et 20."),
        ({"reply": "yes", "word": "x" * 501}, "word", "500 caractères au plus (501 saisis)."),
    ],
)
def test_what_is_not_an_answer_is_refused_on_its_field(scene, db, officer, typed, field, said):
    scene.invite("felicie")
    with pytest.raises(InvalidForm) as caught:
        reply(db, officer, scene.guest("Félicie").id, typed, new_operation())
    assert [(one.field, one.message) for one in caught.value.problems] == [(field, said)]
    assert scene.guest("Félicie").reply is None


def test_nobody_answers_for_somebody_else(scene, db, own_link):
    scene.invite("felicie", "bruno")
    actor, _ = own_link("felicie")
    with pytest.raises(NotFound):
        reply(db, actor, scene.guest("Bruno").id, {"reply": "no"}, new_operation())
    with pytest.raises(NotFound):
        reply(db, Actor(Role.CONTACT, 999), scene.guest("Bruno").id, {"reply": "no"}, new_operation())
    assert scene.guest("Bruno").reply is None


def test_an_agent_notes_what_was_said_on_the_phone_even_before_any_mail(scene, db, officer, logistics, reader):
    invite_contacts(db, officer, scene.meeting_id, [scene.contacts["felicie"].id], new_operation())
    guest = scene.guest("Félicie")
    reply(db, logistics, guest.id, {"reply": "maybe"}, new_operation())
    kept = scene.guest("Félicie")
    assert (kept.reply, kept.by_agent, kept.invited_at is not None) == (Reply.MAYBE, True, True)
    with pytest.raises(Refused):
        send_invitations(db, officer, scene.meeting_id, new_operation())
    with pytest.raises(NotAllowed):
        reply(db, reader, guest.id, {"reply": "yes"}, new_operation())
    forget_reply(db, officer, guest.id, new_operation())
    assert scene.guest("Félicie").reply is None


def test_an_answer_sent_twice_counts_once(scene, db, officer):
    scene.invite("felicie")
    guest, operation = scene.guest("Félicie"), new_operation()
    reply(db, officer, guest.id, {"reply": "yes"}, operation)
    reply(db, officer, guest.id, {"reply": "no"}, operation)
    assert scene.guest("Félicie").reply is Reply.YES


def test_one_does_not_answer_to_what_is_past_or_cancelled_but_an_agent_still_notes_what_was_said(
    scene, db, officer, own_link
):  # fmt: skip
    scene.invite("felicie")
    actor, _ = own_link("felicie")
    guest = scene.guest("Félicie")
    with clock.frozen(paris(date(2026, 9, 14), 16, 30)):
        with pytest.raises(Refused) as caught:
            reply(db, actor, guest.id, {"reply": "yes"}, new_operation())
        assert caught.value.message == "Cette réunion a eu lieu : on n’y répond plus."
        reply(db, officer, guest.id, {"reply": "yes"}, new_operation())
    cancel_meeting(db, officer, scene.meeting_id, new_operation())
    with pytest.raises(Refused):
        reply(db, actor, guest.id, {"reply": "no"}, new_operation())


def test_the_link_of_one_invitation_answers_for_its_holder_alone(scene, db, officer):
    typed = {"name": "Ali Benkacem", "email": "ali@chambre.example"}
    guest_id = invite_other(db, officer, scene.meeting_id, typed, new_operation())
    send_invitations(db, officer, scene.meeting_id, new_operation())
    token = guest_token(guest_id)
    reply_on_link(db, token, {"reply": "yes", "people": "2"}, new_operation())
    clean, own, edition = meeting_behind(db, f"<{token}>.")
    assert (clean, own.answer, own.guest.people, edition.id) == (token, Reply.YES, 2, scene.edition_id)
    for other in (token[:-1] + ("a" if token[-1] != "a" else "b"), "", guest_token(guest_id + 1), "x" * 4000):
        with pytest.raises(LinkNotValid):
            reply_on_link(db, other, {"reply": "no"}, new_operation())
    assert token not in "".join(str(one) for one in db.conn.execute("SELECT * FROM meeting_guests").fetchall())
    remove_guest(db, officer, guest_id, new_operation())
    with pytest.raises(LinkNotValid):
        meeting_behind(db, token)


def test_a_page_shows_its_own_meetings_once_invited_and_says_when_to_answer_again(scene, db, officer, own_link):
    invite_contacts(db, officer, scene.meeting_id, [scene.contacts["felicie"].id], new_operation())
    send_invitations(db, officer, scene.meeting_id, new_operation())
    actor, link = own_link("felicie")
    assert has_meetings(db, actor, link)
    assert [one.may_answer for one in own_meetings(db, actor, link)] == [True]
    reply(db, actor, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    change_meeting(db, officer, scene.meeting_id, scene.meeting.version, {"starts": "15 h"}, new_operation())
    assert [one.again for one in own_meetings(db, actor, link)] == [True]
    reply(db, actor, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    assert [(one.again, one.answer) for one in own_meetings(db, actor, link)] == [(False, Reply.YES)]
