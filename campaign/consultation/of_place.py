"""What one place answered when the days were chosen together."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.consultation.consulted import KeptReply
from campaign.consultation.store import replies_of
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view


@guarded
def place_votes(db: Database, by: Actor, place_id: int) -> list[tuple[Edition, KeptReply]]:
    """(edition, its last reply), the latest edition first."""
    listed = rows(db, "SELECT edition_id FROM consultation_replies WHERE place_id = ?", [place_id])
    found = [(edition_view(db, one["edition_id"]), replies_of(db, one["edition_id"])[place_id]) for one in listed]
    return sorted(found, key=lambda one: one[0].first_day, reverse=True)
