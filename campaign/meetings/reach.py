"""What a meeting's edition still allows, and who a guest is for."""

from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import EditionOver, Refused
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.meetings.model import Meeting
from campaign.meetings.store import known_meeting

PAST = "Cette réunion est passée : il n’y a plus personne à prévenir."
CANCELLED = "Cette réunion est annulée : remettez-la d’abord."


def open_edition(db: Database, edition_id: int) -> Edition:
    """The edition, while its meetings may still change: also after its days, for the meeting that looks back on them.

    Raises:
        NotFound; EditionOver: cancelled or archived.
    """
    edition = edition_view(db, edition_id)
    state = edition.state(clock.today())
    if state is State.CANCELLED:
        raise EditionOver("L’édition a été annulée : ses réunions ne changent plus.")
    if state is State.ARCHIVED:
        raise EditionOver("Cette édition est terminée et archivée : ses réunions ne changent plus.")
    return edition


def open_meeting(db: Database, meeting_id: int) -> Meeting:
    """A meeting that may still change.

    Raises:
        NotFound, EditionOver.
    """
    meeting = known_meeting(db, meeting_id)
    open_edition(db, meeting.edition_id)
    return meeting


def meeting_to_come(db: Database, meeting_id: int) -> Meeting:
    """A meeting people may still be invited to.

    Raises:
        NotFound, EditionOver; Refused: cancelled, or past.
    """
    meeting = open_meeting(db, meeting_id)
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    if is_past(meeting):
        raise Refused(PAST)
    return meeting


def is_past(meeting: Meeting) -> bool:
    """Whether it has ended, by the clock of Paris."""
    now = clock.now().astimezone(clock.PARIS)
    return (now.date(), now.time()) >= (meeting.day, meeting.values.ends)
