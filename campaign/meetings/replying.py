"""« Je viens »: answers of the guests on their link, or noted by an agent for somebody on the phone."""

from collections.abc import Mapping

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound, Refused
from campaign.meetings.guest_links import guest_behind
from campaign.meetings.meeting_form import checked_reply
from campaign.meetings.model import Guest
from campaign.meetings.reach import CANCELLED, is_past, open_meeting
from campaign.meetings.store import change_guest, change_meeting_row, known_guest, known_meeting

SUBJECT = "meeting"
_OVER = "Cette réunion a eu lieu : on n’y répond plus."


@guarded
def reply(db: Database, by: Actor, guest_id: int, values: Mapping[str, object], operation: str) -> None:
    """Note an answer: ``reply`` (yes, maybe, no), ``people`` in all, ``word``. Answered again, the latest counts.

    A contact answers for themselves only; an agent for anybody, also once the meeting has begun.

    Raises:
        InvalidForm; NotFound: not this contact's, or taken out. Refused: cancelled, past. EditionOver.
    """
    with transaction(db):
        guest = known_guest(db, guest_id)
        if by.role is Role.CONTACT:
            link = link_of(db, by.id, known_meeting(db, guest.meeting_id).edition_id)
            if guest.contact_id != by.id or link is None or link.revoked_at is not None:
                raise NotFound("Cette invitation n’est pas la vôtre.")
        _keep(db, guest, values, operation, by.journal_name, by_agent=by.role is not Role.CONTACT)


def reply_on_link(db: Database, received: str, values: Mapping[str, object], operation: str) -> None:
    """The same, through the link of one invitation (somebody who has no personal link).

    Raises:
        LinkNotValid; InvalidForm; Refused: cancelled, past. EditionOver.
    """
    with transaction(db):
        _, guest = guest_behind(db, received)
        _keep(db, guest, values, operation, f"guest:{guest.id}", by_agent=False)


@guarded
def forget_reply(db: Database, by: Actor, guest_id: int, operation: str) -> None:
    """Take back an answer noted by mistake: the guest has not answered any more.

    Raises:
        NotFound, EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "forget_reply", guest_id) is not None:
            return
        guest = known_guest(db, guest_id)
        open_meeting(db, guest.meeting_id)
        change_guest(db, guest_id, {"reply": None, "people": 1, "word": "", "replied_at": None, "by_agent": 0})
        journal.record(db, by.journal_name, "forget_reply", SUBJECT, guest.meeting_id, operation, {"guest": guest_id})
        operations.remember(db, operation, "forget_reply", guest_id)


def _keep(
    db: Database, guest: Guest, values: Mapping[str, object], operation: str, journal_name: str, *, by_agent: bool
) -> None:
    if operations.replay(db, operation, "reply_meeting", guest.id) is not None:
        return
    meeting = open_meeting(db, guest.meeting_id)
    if guest.removed_at is not None:
        raise NotFound("Cette personne n’est plus dans la liste.")
    if meeting.cancelled_at:
        raise Refused(CANCELLED if by_agent else "Cette réunion est annulée.")
    if is_past(meeting) and not by_agent:
        raise Refused(_OVER)
    said, people, word = checked_reply(values)
    changes = {
        "reply": str(said), "people": people, "word": word, "replied_at": clock.stamp(),
        "reply_sequence": meeting.sequence, "by_agent": int(by_agent),
    }  # fmt: skip
    # Somebody called before any mail left is invited from then on: a change will be told to them.
    if guest.invited_at is None:
        changes["invited_at"] = clock.stamp()
        if meeting.invited_at is None:
            change_meeting_row(db, meeting.id, {"invited_at": clock.stamp()})
    change_guest(db, guest.id, changes)
    journal.record(db, journal_name, "reply_meeting", SUBJECT, meeting.id, operation, {"guest": guest.id})
    operations.remember(db, operation, "reply_meeting", guest.id)
