"""What one place got and gave back, and what it still has."""

from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.deliveries.model import Slip
from campaign.deliveries.owed import Gap
from campaign.deliveries.owed_store import gaps_where
from campaign.deliveries.store import due_of, slips_where
from campaign.editions.views import edition as edition_view
from campaign.stock.model import Item, Piece
from campaign.stock.views import held


@dataclass(frozen=True, slots=True)
class StillOut:
    """Lent to the place and not back: since which day, until when, and whether that day is past."""

    edition_id: int
    item: Item
    piece: Piece | None
    quantity: int
    since: date | None
    due_on: date
    late: bool

    @property
    def what(self) -> str:
        """« ROUE n° 3 », « 8 panneaux »."""
        return self.piece.reference(self.item) if self.piece else self.item.counted(self.quantity)


@dataclass(frozen=True, slots=True)
class PlaceGoods:
    """``slips``: what was to be delivered or taken back, latest first; ``out``: what is still there; ``gaps``: what did
    not come back as it left, and nobody settled."""

    slips: tuple[Slip, ...]
    out: tuple[StillOut, ...]
    gaps: tuple[Gap, ...]


@guarded
def place_goods(db: Database, by: Actor, place_id: int) -> PlaceGoods:
    """Everything about the goods of one place, whatever the edition."""
    slips = slips_where(db, "place_id = :place AND cancelled_at IS NULL", {"place": place_id})
    gaps = gaps_where(db, "gaps.place_id = :place AND settled_at IS NULL", {"place": place_id})
    latest = sorted(slips, key=lambda one: (one.edition_id, one.id), reverse=True)
    return PlaceGoods(tuple(latest), still_out(db, by, place_id), tuple(gaps))


@guarded
def still_out(db: Database, by: Actor, place_id: int) -> tuple[StillOut, ...]:
    """What is lent to a place and not back; consumables are not expected back."""
    lent = [one for one in held(db, by, place_id=place_id) if one.item.returnable]
    due = {one: due_of(db, edition_view(db, one))[0] for one in {held_.edition_id for held_ in lent}}
    since = _arrivals(db, place_id) if lent else {}
    today = clock.today()
    return tuple(
        StillOut(
            one.edition_id, one.item, one.piece, one.quantity,
            since.get((one.edition_id, one.item.id, one.piece.id if one.piece else None)),
            due[one.edition_id], today > due[one.edition_id],
        )
        for one in lent
    )  # fmt: skip


def _arrivals(db: Database, place_id: int) -> dict[tuple[int, int, int | None], date]:
    """(edition, item, piece) -> the last day something of it came to the place."""
    sql = (
        "SELECT destination, item_id, piece_id, max(at) AS at FROM stock_movements m WHERE destination LIKE :place "
        "AND cancels IS NULL AND NOT EXISTS (SELECT 1 FROM stock_movements c WHERE c.cancels = m.id) "
        "GROUP BY destination, item_id, piece_id"
    )
    return {
        (int(one["destination"].split(":")[1]), one["item_id"], one["piece_id"]): clock.from_stamp(one["at"])
        .astimezone(clock.PARIS)
        .date()
        for one in rows(db, sql, {"place": f"partner:%:{place_id}"})
    }
