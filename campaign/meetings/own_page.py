"""The meetings of somebody who was invited, as their link shows them; their file for a diary; their minutes."""

from dataclasses import dataclass

from campaign.accounts.model import Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.documents.paper_content import ReadingPaper
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.meetings.diary import Method, meeting_ics
from campaign.meetings.guest_links import guest_behind
from campaign.meetings.minutes_content import paper_of
from campaign.meetings.minutes_store import latest_sent
from campaign.meetings.model import Guest, Meeting, Reply, answer_of
from campaign.meetings.reach import is_past
from campaign.meetings.store import guests_of_contact, known_meeting


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting somebody is invited to. ``answer`` is the one that counts; ``minutes`` the version sent to them."""

    meeting: Meeting
    guest: Guest
    answer: Reply | None
    past: bool
    minutes: ReadingPaper | None = None

    @property
    def may_answer(self) -> bool:
        """Whether their answer may still be given or changed."""
        return not self.past and self.meeting.cancelled_at is None

    @property
    def again(self) -> bool:
        """Whether they answered for a day or hours that have changed since."""
        return self.guest.reply is not None and self.answer is None


@guarded
def own_meetings(db: Database, by: Actor, link: PersonalLink) -> tuple[OwnMeeting, ...]:
    """A contact's meetings in the edition of their link, those to come first.

    Raises:
        NotFound: another contact's link.
    """
    if by.id != link.contact_id:
        raise NotFound("Cette page n’est pas la vôtre.")
    found = [_own(db, one) for one in guests_of_contact(db, link.contact_id, link.edition_id)]
    shown = [one for one in found if one.guest.invited_at or one.minutes]
    return tuple(sorted(shown, key=lambda one: (one.past, one.meeting.day, one.meeting.values.starts)))


@guarded
def has_meetings(db: Database, by: Actor, link: PersonalLink) -> bool:
    """Whether a personal link leads to a meeting, so that its pages say so."""
    return by.id == link.contact_id and any(
        one.invited_at or one.told_number for one in guests_of_contact(db, link.contact_id, link.edition_id)
    )


def meeting_behind(db: Database, received: str) -> tuple[str, OwnMeeting, Edition]:
    """(clean token, meeting, edition) of the link of one invitation. Reads only.

    Raises:
        LinkNotValid.
    """
    token, guest = guest_behind(db, received)
    own = _own(db, guest)
    return token, own, edition_view(db, own.meeting.edition_id)


@guarded
def own_diary(db: Database, by: Actor, link: PersonalLink, meeting_id: int, page: str) -> bytes:
    """A meeting as a file for a contact's diary; ``page`` is the address where they answer.

    Raises:
        NotFound: they are not invited to it.
    """
    for one in own_meetings(db, by, link):
        if one.meeting.id == meeting_id:
            return diary_of(one, page)
    raise NotFound("Cette réunion n’est pas dans votre page.")


def diary_of(one: OwnMeeting, page: str) -> bytes:
    """A meeting as a file to keep, with the identifier of its invitation."""
    return meeting_ics(one.meeting, Method.PUBLISH, page=page)


def _own(db: Database, guest: Guest) -> OwnMeeting:
    meeting = known_meeting(db, guest.meeting_id)
    sent = latest_sent(db, meeting.id) if guest.told_number else None
    paper = paper_of(db, meeting, sent) if sent else None
    return OwnMeeting(meeting, guest, answer_of(meeting, guest), is_past(meeting), paper)
