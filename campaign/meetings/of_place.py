"""The meetings the people of one place were invited to."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.meetings.model import Guest, Meeting
from campaign.meetings.store import guest_by_id, known_meeting


@guarded
def place_meetings(db: Database, by: Actor, place_id: int) -> list[tuple[Meeting, Guest]]:
    """(meeting, who of the place was invited or came), the latest first; meetings called off are left out."""
    sql = (
        "SELECT g.id, g.meeting_id FROM meeting_guests g JOIN meetings m ON m.id = g.meeting_id WHERE g.contact_id IN "
        "(SELECT contact_id FROM contact_places WHERE place_id = ?) AND g.removed_at IS NULL "
        "AND m.cancelled_at IS NULL ORDER BY m.day DESC, m.starts DESC"
    )
    found = []
    for one in rows(db, sql, [place_id]):
        guest = guest_by_id(db, one["id"])
        if guest:
            found.append((known_meeting(db, one["meeting_id"]), guest))
    return found
