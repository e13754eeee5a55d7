"""Who came: prefilled from the answers, noted in one click or one by one, with those nobody expected."""

from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.meetings.guest_list import add_line, add_person, roles_of_contacts, typed_person
from campaign.meetings.model import Meeting, Presence, Reply, answer_of
from campaign.meetings.reach import CANCELLED, open_meeting
from campaign.meetings.store import change_guest, change_meeting_row, guests_of
from campaign.partners.store import contact_by_id

SUBJECT = "meeting"


@guarded
def note_attendance(
    db: Database, by: Actor, meeting_id: int, presences: Mapping[int, Presence], operation: str
) -> None:
    """Note who came: guest id -> presence. Those left out keep what was noted.

    Raises:
        NotFound: somebody who is not in the list. EditionOver; Refused: cancelled, or not begun yet.
    """
    with transaction(db):
        if operations.replay(db, operation, "note_attendance", meeting_id) is not None:
            return
        meeting = _begun(db, meeting_id)
        known = {one.id for one in guests_of(db, meeting_id)}
        if set(presences) - known:
            raise NotFound("Une personne n’est plus dans la liste : rechargez la page.")
        for guest_id, presence in presences.items():
            change_guest(db, guest_id, {"presence": str(Presence(presence))})
        _noted(db, by, meeting, "note_attendance", operation)


@guarded
def everybody_came(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """« Tout le monde est venu »: everybody present, but those who had said that they would not come; how many.

    Raises:
        NotFound, EditionOver; Refused: cancelled, not begun yet, nobody in the list.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "everybody_came", meeting_id)) is not None:
            return done["present"]
        meeting, listed = _begun(db, meeting_id), guests_of(db, meeting_id)
        if not listed:
            raise Refused("La liste est vide : ajoutez les personnes venues.")
        present = 0
        for one in listed:
            excused = answer_of(meeting, one) is Reply.NO
            change_guest(db, one.id, {"presence": str(Presence.EXCUSED if excused else Presence.PRESENT)})
            present += not excused
        _noted(db, by, meeting, "everybody_came", operation, {"present": present})
    return present


@guarded
def add_unexpected(db: Database, by: Actor, meeting_id: int, values: Mapping[str, object], operation: str) -> int:
    """Somebody who came without being invited: a contact (``contact_id``), or ``name``, ``email``, ``of``; their id.

    Raises:
        InvalidForm; InvalidInput: in the list already. NotFound, EditionOver; Refused: cancelled, not begun, too many.
    """
    contact_id = values.get("contact_id")
    kept = None if contact_id else typed_person(values, email_required=False)
    with transaction(db):
        if (done := operations.replay(db, operation, "add_unexpected", meeting_id)) is not None:
            return done["id"]
        meeting = _begun(db, meeting_id)
        if kept is not None:
            guest_id = add_person(db, meeting, kept, unexpected=True)
        else:
            guest_id = _add_contact(db, meeting, int(str(contact_id)))
        change_guest(db, guest_id, {"presence": str(Presence.PRESENT)})
        journal.record(db, by.journal_name, "add_unexpected", SUBJECT, meeting_id, operation, {"guest": guest_id})
        operations.remember(db, operation, "add_unexpected", meeting_id, {"id": guest_id})
    return guest_id


def _add_contact(db: Database, meeting: Meeting, contact_id: int) -> int:
    contact = contact_by_id(db, contact_id)
    if contact is None or contact.archived_at:
        raise NotFound("Ce contact n’existe pas, ou plus.")
    role = roles_of_contacts(db).get(contact.id)
    kept = {"contact_id": contact.id, "role": str(role) if role else None, "unexpected": 1}
    found = add_line(db, meeting, f"contact:{contact.id}", kept)
    if found is None:
        raise InvalidInput("contact_id", "Cette personne est déjà dans la liste.")
    return found


def _begun(db: Database, meeting_id: int) -> Meeting:
    meeting = open_meeting(db, meeting_id)
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    if clock.today() < meeting.day:
        raise Refused("La réunion n’a pas eu lieu : les présences se notent à partir de son jour.")
    return meeting


def _noted(
    db: Database, by: Actor, meeting: Meeting, verb: str, operation: str, result: dict[str, object] | None = None
) -> None:
    if meeting.attendance_at is None:
        change_meeting_row(db, meeting.id, {"attendance_at": clock.stamp()})
    journal.record(db, by.journal_name, verb, SUBJECT, meeting.id, operation, result)
    operations.remember(db, operation, verb, meeting.id, dict(result or {}))
