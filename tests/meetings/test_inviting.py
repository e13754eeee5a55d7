"""Who is invited, what leaves by mail, what a diary reads back."""

import re
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from campaign.base import clock
from campaign.base.errors import InvalidForm, InvalidInput, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.mail import addresses
from campaign.meetings.diary import Method, Person, meeting_ics, uid_of
from campaign.meetings.inviting import (
    invite_contacts,
    invite_members,
    invite_other,
    remind_guests,
    remove_guest,
    restore_guest,
    send_again,
    send_invitations,
)
from campaign.meetings.model import Meeting, MeetingKind, MeetingValues, Reply, answer_of
from campaign.meetings.preparing import cancel_meeting, change_meeting, restore_meeting
from campaign.meetings.replying import reply
from campaign.partners.contacts import archive_contact
from campaign.roles.model import ActorRole
from campaign.roles.team import add_member
from tests.meetings.conftest import paris


def bare(text: str) -> str:
    """The text without the signs that keep words together."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def diary(mail) -> Calendar:
    """The invitation as a mail program hands it to a diary: the same twice, as an alternative and as a file."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 2
    first, second = (Calendar.from_ical(part.get_payload(decode=True)) for part in parts)
    assert first.to_ical() == second.to_ical()
    assert {part["Content-Type"].params["method"] for part in parts} == {str(first["method"])}
    return first


def event_of(calendar: Calendar):
    return next(iter(calendar.walk("VEVENT")))


def test_an_invitation_is_read_by_a_diary_at_its_paris_hours(scene):
    assert scene.invite() == 4
    one = next(one for one in scene.posted() if one.recipient == f"contact:{scene.contacts['felicie'].id}")
    mail = scene.mail(one)
    calendar = diary(mail)
    event = event_of(calendar)
    assert (calendar["method"], event["uid"], event["sequence"]) == ("REQUEST", uid_of(scene.meeting), 0)
    assert event["dtstart"].dt == datetime.combine(date(2026, 9, 14), time(14), clock.PARIS)
    assert event["dtend"].dt == datetime.combine(date(2026, 9, 14), time(16, 30), clock.PARIS)
    assert event["dtstart"].dt.utcoffset().total_seconds() == 2 * 3600
    assert [one["tzid"] for one in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert event["summary"] == "Réunion des acteurs"
    assert event["location"] == "Salle du Conseil, 1 place Foch, Angers"
    assert event["status"] == "CONFIRMED"
    assert str(event["attendee"]).lower() == "mailto:felicie@exemple.fr"
    assert "bruno" not in calendar.to_ical().decode().lower()  # nobody reads the addresses of the others
    assert mail["To"] == "Félicie Martin <felicie@exemple.fr>"
    assert "Réunion des acteurs" in mail["Subject"]
    assert mail["List-Unsubscribe"]


def test_the_mail_says_when_where_what_for_which_role_and_how_to_answer(scene):
    scene.invite("felicie", "elodie")
    shop, epci = (scene.rendered(one).text for one in scene.posted())
    texts = {("felicie" if "Félicie" in one else "elodie"): bare(one) for one in (shop, epci)}
    for text in texts.values():
        assert "lundi 14 septembre 2026, 14 h – 16 h 30" in text
        assert "Salle du Conseil" in text
        assert "Les jours\nLes rôles" in text
        assert "/reunions" in text
    assert "Votre rôle : ouvrir aux heures annoncées" in texts["felicie"]
    assert "Votre rôle : animer des boutiques" in texts["elodie"]


def test_each_contact_is_invited_once_whatever_is_clicked_twice(scene, db, officer):
    operation = new_operation()
    everybody = [one.id for one in scene.contacts.values()]
    assert invite_contacts(db, officer, scene.meeting_id, everybody, operation) == 4
    assert invite_contacts(db, officer, scene.meeting_id, everybody, operation) == 4  # the answer of the first time
    assert invite_contacts(db, officer, scene.meeting_id, everybody, new_operation()) == 0
    assert len(scene.sheet.guests) == 4
    sending = new_operation()
    assert send_invitations(db, officer, scene.meeting_id, sending) == 4
    assert send_invitations(db, officer, scene.meeting_id, sending) == 4
    assert len(scene.posted()) == 4
    with pytest.raises(Refused):
        send_invitations(db, officer, scene.meeting_id, new_operation())


def test_somebody_added_later_is_the_only_one_invited_then(scene, db, officer):
    scene.invite("felicie")
    assert scene.invite("bruno") == 1
    told = [one.parameters["guest_id"] for one in scene.posted()]
    assert told == [scene.guest("Félicie").id, scene.guest("Bruno").id]


def test_the_team_and_others_have_a_link_of_their_own(scene, db, officer):
    member = add_member(db, officer, scene.edition_id, {"name": "Dominique Petit", "duty": "communication",
                        "role": "communication", "email": "dominique@cd.example"}, new_operation())  # fmt: skip
    assert invite_members(db, officer, scene.meeting_id, [member], new_operation()) == 1
    typed = {"name": "Ali Benkacem", "email": "ali@chambre.example", "of": "Chambre des métiers"}
    invite_other(db, officer, scene.meeting_id, typed, new_operation())
    send_invitations(db, officer, scene.meeting_id, new_operation())
    mails = [scene.rendered(one) for one in scene.posted()]
    addresses_found = {one.to: re.search(r"/p/reunion/([\w-]{43})\b", one.text) for one in mails}
    assert set(addresses_found) == {"dominique@cd.example", "ali@chambre.example"}
    assert all(addresses_found.values())
    assert addresses_found["dominique@cd.example"][1] != addresses_found["ali@chambre.example"][1]
    assert scene.guest("Dominique").role is ActorRole.COMMUNICATION
    assert "Votre rôle" not in next(one for one in mails if one.to == "ali@chambre.example").text


@pytest.mark.parametrize("email", ["a@b", "a@b.fr, c@d.fr", "a@b.fr\r\nBcc: x@y.z", ""])
def test_an_address_that_is_not_one_invites_nobody(scene, db, officer, email):
    with pytest.raises(InvalidForm):
        invite_other(db, officer, scene.meeting_id, {"name": "Ali", "email": email}, new_operation())
    assert scene.sheet.guests == ()


def test_the_same_address_is_not_invited_twice_under_two_names(scene, db, officer):
    scene.invite("felicie")
    with pytest.raises(InvalidInput) as caught:
        invite_other(db, officer, scene.meeting_id, {"name": "F. M.", "email": "FELICIE@exemple.fr"}, new_operation())
    assert caught.value.message == "Cette personne est déjà dans la liste."


def test_moving_the_meeting_moves_it_in_the_diaries_and_asks_again(scene, db, officer):
    scene.invite("felicie", "bruno")
    reply(db, officer, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    for one in scene.posted():  # both have left
        scene.rendered(one)
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    before = scene.meeting
    told = change_meeting(db, officer, before.id, before.version, {"day": "15/09/2026"}, new_operation())
    assert told == 2
    meeting = scene.meeting
    assert (meeting.sequence, meeting.asked_sequence) == (1, 1)
    assert answer_of(meeting, scene.guest("Félicie")) is None
    assert [one.name for one in scene.sheet.waiting] == ["Bruno Le Guen", "Félicie Martin"]
    event = event_of(diary(scene.mail(scene.posted()[-1])))
    assert (event["uid"], event["sequence"], event["dtstart"].dt.day) == (uid_of(meeting), 1, 15)


def test_another_room_is_told_but_does_not_ask_again(scene, db, officer):
    scene.invite("felicie")
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    reply(db, officer, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    change_meeting(db, officer, scene.meeting_id, scene.meeting.version, {"place": "Salle B"}, new_operation())
    assert scene.meeting.sequence == 1
    assert answer_of(scene.meeting, scene.guest("Félicie")) is Reply.YES
    text = scene.rendered(scene.posted()[-1]).text
    assert "Salle B" in text
    assert "Nous gardons votre réponse" in text


def test_the_agenda_alone_disturbs_nobody(scene, db, officer):
    scene.invite("felicie")
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    version = scene.meeting.version
    assert change_meeting(db, officer, scene.meeting_id, version, {"agenda": "Tout"}, new_operation()) == 0
    assert scene.meeting.sequence == 0


def test_a_change_before_the_invitation_left_is_told_once(scene, db, officer):
    scene.invite("felicie")
    change_meeting(db, officer, scene.meeting_id, scene.meeting.version, {"day": "15/09/2026"}, new_operation())
    assert [one.parameters["news"] for one in scene.posted()] == ["invitation"]
    assert event_of(diary(scene.mail(scene.posted()[0])))["dtstart"].dt.day == 15


def test_cancelling_takes_it_out_of_the_diaries_and_putting_it_back_puts_it_back(scene, db, officer):
    scene.invite("felicie")
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    assert cancel_meeting(db, officer, scene.meeting_id, new_operation()) == 1
    cancelled = scene.posted()[-1]
    calendar = diary(scene.mail(cancelled))
    event = event_of(calendar)
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert event["uid"] == uid_of(scene.meeting)
    restore_meeting(db, officer, scene.meeting_id, new_operation())
    with pytest.raises(NotSent):  # it had not left: it no longer has to
        scene.rendered(cancelled)
    back = diary(scene.mail(scene.posted()[-1]))
    assert (back["method"], event_of(back)["sequence"], event_of(back)["status"]) == ("REQUEST", 2, "CONFIRMED")


def test_somebody_taken_out_is_told_alone_with_a_sequence_of_its_own(scene, db, officer):
    scene.invite("felicie", "bruno")
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    bruno = scene.guest("Bruno")
    remove_guest(db, officer, bruno.id, new_operation())
    removed = scene.posted()[-1]
    assert removed.recipient == f"contact:{scene.contacts['bruno'].id}"
    assert (diary(scene.mail(removed))["method"], scene.meeting.sequence) == ("CANCEL", 1)
    restore_guest(db, officer, bruno.id, new_operation())
    with pytest.raises(NotSent):
        scene.rendered(removed)
    again = diary(scene.mail(scene.posted()[-1]))
    assert (again["method"], event_of(again)["sequence"]) == ("REQUEST", 2)


def test_only_those_who_have_not_answered_are_reminded_and_not_if_they_answer_meanwhile(scene, db, officer):
    scene.invite("felicie", "bruno", "nadia")
    reply(db, officer, scene.guest("Félicie").id, {"reply": "no"}, new_operation())
    assert remind_guests(db, officer, scene.meeting_id, new_operation()) == 2
    reminders = [one for one in scene.posted() if one.parameters["news"] == "reminder"]
    assert len(reminders) == 2
    reply(db, officer, scene.guest("Nadia").id, {"reply": "maybe"}, new_operation())
    by_guest = {one.parameters["guest_id"]: one for one in reminders}
    assert scene.rendered(by_guest[scene.guest("Bruno").id]).to == "bruno@exemple.fr"
    with pytest.raises(NotSent) as caught:
        scene.rendered(by_guest[scene.guest("Nadia").id])
    assert caught.value.code == "answered"


def test_a_message_that_failed_is_told_and_sent_again(scene, db, officer):
    scene.invite("felicie", "bruno")
    first = scene.posted()[0]
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    db.conn.execute("UPDATE outbox SET state = 'failed', reason = 'Boîte pleine.' WHERE id = ?", [first.id])
    ((guest, mail),) = scene.sheet.troubled
    assert (guest.id, mail.reason) == (first.parameters["guest_id"], "Boîte pleine.")
    operation = new_operation()
    for _ in range(2):
        send_again(db, officer, guest.id, operation)
    assert len(scene.posted()) == 3
    assert scene.sheet.troubled == ()
    remove_guest(db, officer, guest.id, new_operation())
    with pytest.raises(Refused):
        send_again(db, officer, guest.id, new_operation())


def test_nobody_left_to_remind_says_so(scene, db, officer):
    scene.invite("felicie")
    reply(db, officer, scene.guest("Félicie").id, {"reply": "yes"}, new_operation())
    with pytest.raises(Refused) as caught:
        remind_guests(db, officer, scene.meeting_id, new_operation())
    assert caught.value.message == "Tout le monde a répondu : il n’y a personne à relancer."


def test_what_no_longer_has_to_leave_does_not(scene, db, officer):
    scene.invite()
    by_name = {one.recipient: one for one in scene.posted()}
    felicie, bruno, nadia = (by_name[f"contact:{scene.contacts[name].id}"] for name in ("felicie", "bruno", "nadia"))
    archive_contact(db, officer, scene.contacts["felicie"].id, new_operation())
    addresses.know(db, "bruno@exemple.fr")
    addresses.oppose(db, addresses.token_of("bruno@exemple.fr"))
    for one, code in ((felicie, "gone"), (bruno, "opposed")):
        with pytest.raises(NotSent) as caught:
            scene.rendered(one)
        assert caught.value.code == code
    with clock.frozen(paris(date(2026, 9, 14), 17)), pytest.raises(NotSent) as caught:
        scene.rendered(nadia)
    assert caught.value.code == "over"


def test_nobody_is_invited_to_the_past_nor_to_what_is_cancelled(scene, db, officer):
    invite_contacts(db, officer, scene.meeting_id, [scene.contacts["felicie"].id], new_operation())
    with clock.frozen(paris(date(2026, 9, 14), 17)), pytest.raises(Refused):
        send_invitations(db, officer, scene.meeting_id, new_operation())
    cancel_meeting(db, officer, scene.meeting_id, new_operation())
    with pytest.raises(Refused):
        send_invitations(db, officer, scene.meeting_id, new_operation())
    assert scene.posted() == []


_SIGNS = st.characters(blacklist_categories=("Cs", "Cc"))
_TEXT = st.text(_SIGNS, min_size=1, max_size=60)


@given(
    title=_TEXT, place=_TEXT, name=_TEXT, agenda=st.text(_SIGNS, max_size=300),
    day=st.dates(date(2024, 1, 1), date(2029, 12, 31)), hours=st.tuples(st.integers(7, 20), st.integers(1, 3)),
    sequence=st.integers(0, 99),
)  # fmt: skip
def test_whatever_is_written_the_diary_reads_one_event_back(title, place, name, agenda, day, hours, sequence):
    starts, ends = time(hours[0]), time(hours[0] + hours[1])
    values = MeetingValues(MeetingKind.OTHER, title, day, starts, ends, place, "", "", agenda)
    made = meeting_ics(Meeting(7, 1, values, sequence), Method.REQUEST, page="https://exemple.fr/p/x/reunions",
                       organizer=Person("Le Département", "a@b.fr"), guest=Person(name, "c@d.fr"))  # fmt: skip
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    events = list(Calendar.from_ical(made).walk("VEVENT"))
    assert len(events) == 1
    assert events[0]["sequence"] == sequence
    assert events[0]["dtstart"].dt == datetime.combine(day, starts, clock.PARIS)
    assert events[0]["dtend"].dt == datetime.combine(day, ends, clock.PARIS)
    assert str(events[0]["summary"]) == title
    assert str(events[0]["attendee"]).lower() == "mailto:c@d.fr"
