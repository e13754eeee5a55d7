"""Who is invited: contacts of shops and EPCI, the project team, others; invitations and reminders by mail."""

from collections.abc import Collection, Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Refused
from campaign.meetings.guest_list import add_line, add_person, roles_of_contacts, typed_person
from campaign.meetings.model import Meeting, answer_of
from campaign.meetings.posting import News, post_news
from campaign.meetings.reach import meeting_to_come, open_meeting
from campaign.meetings.store import (
    change_guest,
    change_meeting_row,
    guest_by_id,
    guests_of,
    known_guest,
    known_meeting,
)
from campaign.partners.store import contacts_where
from campaign.roles.views import team

SUBJECT = "meeting"


@guarded
def invite_contacts(db: Database, by: Actor, meeting_id: int, contact_ids: Collection[int], operation: str) -> int:
    """Add contacts to a meeting; how many were not there yet. Those archived are left out. Nothing leaves yet.

    Raises:
        NotFound, EditionOver; Refused: too many.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "invite_contacts", meeting_id)) is not None:
            return done["added"]
        meeting, roles = open_meeting(db, meeting_id), roles_of_contacts(db)
        wanted = set(contact_ids)
        added = 0
        others = {one.email.lower() for one in guests_of(db, meeting_id) if one.email and one.contact_id is None}
        for contact in contacts_where(db, "contacts.archived_at IS NULL"):
            if contact.id in wanted and contact.email.lower() not in others:
                role = roles.get(contact.id)
                kept = {"contact_id": contact.id, "role": str(role) if role else None}
                added += add_line(db, meeting, f"contact:{contact.id}", kept) is not None
        _note(db, by, meeting_id, "invite_contacts", operation, added)
    return added


@guarded
def invite_members(db: Database, by: Actor, meeting_id: int, member_ids: Collection[int], operation: str) -> int:
    """Add members of the project team; how many were not there yet.

    Raises:
        NotFound, EditionOver; Refused: too many.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "invite_members", meeting_id)) is not None:
            return done["added"]
        meeting, wanted = open_meeting(db, meeting_id), set(member_ids)
        added = 0
        for one in team(db, by, meeting.edition_id):
            if one.id in wanted:
                kept = {"name": one.name, "email": one.email, "of": one.duty, "role": str(one.role)}
                key = one.email.lower() or f"member:{one.id}"
                added += add_line(db, meeting, key, kept) is not None
        _note(db, by, meeting_id, "invite_members", operation, added)
    return added


@guarded
def invite_other(db: Database, by: Actor, meeting_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add somebody by ``name``, ``email`` and ``of`` (their organisation, may be empty); their id.

    Raises:
        InvalidForm; InvalidInput: invited already. NotFound, EditionOver; Refused: too many.
    """
    kept = typed_person(values, email_required=True)
    with transaction(db):
        if (done := operations.replay(db, operation, "invite_other", meeting_id)) is not None:
            return done["id"]
        guest_id = add_person(db, open_meeting(db, meeting_id), kept)
        journal.record(db, by.journal_name, "invite_other", SUBJECT, meeting_id, operation, {"guest": guest_id})
        operations.remember(db, operation, "invite_other", meeting_id, {"id": guest_id})
    return guest_id


@guarded
def remove_guest(db: Database, by: Actor, guest_id: int, operation: str) -> None:
    """Take somebody out; told, when they were invited to a meeting to come. ``restore_guest`` undoes.

    Raises:
        NotFound, EditionOver.
    """
    _set_removed(db, by, guest_id, operation, "remove_guest", back=False)


@guarded
def restore_guest(db: Database, by: Actor, guest_id: int, operation: str) -> None:
    """Put them back, told in the same way.

    Raises:
        NotFound, EditionOver.
    """
    _set_removed(db, by, guest_id, operation, "restore_guest", back=True)


@guarded
def send_invitations(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Invite by mail everybody of the list who was not yet; how many messages.

    Raises:
        NotFound, EditionOver; Refused: cancelled, past, or nobody to write to.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "send_invitations", meeting_id)) is not None:
            return done["messages"]
        meeting = meeting_to_come(db, meeting_id)
        due = [one for one in guests_of(db, meeting_id) if one.reachable and not one.invited_at and not one.unexpected]
        if not due:
            raise Refused("Personne à inviter : ajoutez quelqu’un qui a une adresse électronique.")
        now = clock.stamp()
        if meeting.invited_at is None:
            change_meeting_row(db, meeting_id, {"invited_at": now})
        for one in due:
            change_guest(db, one.id, {"invited_at": now})
        sent = post_news(db, by, meeting, due, News.INVITATION)
        journal.record(db, by.journal_name, "send_invitations", SUBJECT, meeting_id, operation, {"messages": sent})
        operations.remember(db, operation, "send_invitations", meeting_id, {"messages": sent})
    return sent


@guarded
def remind_guests(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Ask again those who were invited and have not answered; how many messages.

    Raises:
        NotFound, EditionOver; Refused: cancelled, past, or everybody answered.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "remind_guests", meeting_id)) is not None:
            return done["messages"]
        meeting = meeting_to_come(db, meeting_id)
        due = [one for one in guests_of(db, meeting_id)
               if one.invited_at and one.reachable and answer_of(meeting, one) is None]  # fmt: skip
        if not due:
            raise Refused("Tout le monde a répondu : il n’y a personne à relancer.")
        for one in due:
            change_guest(db, one.id, {"reminded_at": clock.stamp()})
        sent = post_news(db, by, meeting, due, News.REMINDER)
        journal.record(db, by.journal_name, "remind_guests", SUBJECT, meeting_id, operation, {"messages": sent})
        operations.remember(db, operation, "remind_guests", meeting_id, {"messages": sent})
    return sent


@guarded
def send_again(db: Database, by: Actor, guest_id: int, operation: str) -> None:
    """Ask for somebody's invitation again: it did not leave, or was lost.

    Raises:
        NotFound, EditionOver; Refused: cancelled, past, taken out, or no address.
    """
    with transaction(db):
        if operations.replay(db, operation, "send_again", guest_id) is not None:
            return
        guest = known_guest(db, guest_id)
        meeting = meeting_to_come(db, guest.meeting_id)
        if guest.removed_at is not None or not guest.reachable:
            raise Refused("Cette personne n’a pas d’adresse électronique, ou n’est plus dans la liste : appelez-la.")
        post_news(db, by, meeting, [guest], News.INVITATION)
        journal.record(db, by.journal_name, "send_again", SUBJECT, meeting.id, operation, {"guest": guest_id})
        operations.remember(db, operation, "send_again", guest_id)


def _set_removed(db: Database, by: Actor, guest_id: int, operation: str, verb: str, *, back: bool) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, guest_id) is not None:
            return
        guest = known_guest(db, guest_id)
        meeting = open_meeting(db, guest.meeting_id)
        if (guest.removed_at is None) is not back:
            change_guest(db, guest_id, {"removed_at": None if back else clock.stamp()})
            if guest.invited_at and not meeting.cancelled_at:
                _tell_alone(db, by, meeting, guest_id, News.CHANGED if back else News.REMOVED)
            journal.record(db, by.journal_name, verb, SUBJECT, meeting.id, operation, {"guest": guest_id})
        operations.remember(db, operation, verb, guest_id)


def _tell_alone(db: Database, by: Actor, meeting: Meeting, guest_id: int, news: News) -> None:
    # A diary that got the same sequence for « come » and « do not come » would keep either.
    change_meeting_row(db, meeting.id, {"sequence": meeting.sequence + 1})
    guest = guest_by_id(db, guest_id)
    post_news(db, by, known_meeting(db, meeting.id), [guest] if guest else [], news)


def _note(db: Database, by: Actor, meeting_id: int, verb: str, operation: str, added: int) -> None:
    journal.record(db, by.journal_name, verb, SUBJECT, meeting_id, operation, {"added": added})
    operations.remember(db, operation, verb, meeting_id, {"added": added})
