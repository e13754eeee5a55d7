"""The stock as screens and later rooms read it: finished lists, few queries."""

from dataclasses import dataclass, field
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database, rows
from campaign.stock.items import PHOTOS
from campaign.stock.model import (
    LOCATION_NAMES,
    LOST,
    REPAIR,
    SCRAPPED,
    Depot,
    Item,
    Piece,
    Reason,
    depot_of,
    partner_of,
)
from campaign.stock.store import all_depots, all_items, balances, items_by_id, known_item, pieces_by_id


@dataclass(frozen=True, slots=True)
class Level:
    """How much of an item there is, in its unit: on shelves (by depot), out, in repair, lost."""

    item: Item
    in_depots: int = 0
    out: int = 0
    in_repair: int = 0
    lost: int = 0
    by_depot: dict[int, int] = field(default_factory=dict)

    @property
    def owned(self) -> int:
        """What is somewhere and could serve again."""
        return self.in_depots + self.out + self.in_repair


@dataclass(frozen=True, slots=True)
class PieceNow:
    """A numbered piece and where it is: ``where`` in French; ``edition_id`` and ``place_id`` when it is lent."""

    piece: Piece
    item: Item
    location: str
    where: str
    edition_id: int | None = None
    place_id: int | None = None

    @property
    def reference(self) -> str:
        """« ROUE n° 3 »."""
        return self.piece.reference(self.item)

    @property
    def available(self) -> bool:
        """On a shelf, fit to be lent."""
        return depot_of(self.location) is not None and self.piece.retired_at is None


@dataclass(frozen=True, slots=True)
class Held:
    """What a partner holds of an item (or one piece) for an edition."""

    edition_id: int
    place_id: int
    item: Item
    piece: Piece | None
    quantity: int

    @property
    def value_cents(self) -> int:
        """What replacing it would cost."""
        return self.quantity * self.item.value_cents


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a partner got of an item; ``back`` is None when nobody ever said what was left over."""

    delivered: int
    back: int | None


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One line of the ledger, as people read it."""

    id: int
    at: datetime
    actor: str
    item: Item
    piece: Piece | None
    quantity: int
    source: str
    destination: str
    reason: Reason
    note: str
    reference: str
    cancels: int | None
    cancelled: bool


@guarded
def items(db: Database, by: Actor, archived: bool = False) -> list[Item]:
    """Items by family and name."""
    return all_items(db, archived=archived)


@guarded
def item(db: Database, by: Actor, item_id: int) -> Item:
    """One item, archived or not.

    Raises:
        NotFound.
    """
    return known_item(db, item_id)


@guarded
def pieces(db: Database, by: Actor, item_id: int | None = None, retired: bool = False) -> list[PieceNow]:
    """Numbered pieces and where each is, by item and number; those retired for good only when asked."""
    where = {one.piece_id: one.location for one in balances(db, "piece_id IS NOT NULL AND location <> 'supplier'")}
    names, of = _names(db), items_by_id(db)
    found = []
    for piece in pieces_by_id(db).values():
        if (item_id is None or piece.item_id == item_id) and bool(piece.retired_at) == retired:
            location = where.get(piece.id, SCRAPPED)
            partner = partner_of(location)
            found.append(
                PieceNow(
                    piece, of[piece.item_id], location, names.get(location, LOCATION_NAMES.get(location, location)),
                    partner[0] if partner else None, partner[1] if partner else None,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.item.name.casefold(), one.piece.number))


@guarded
def piece_photo(db: Database, by: Actor, fingerprint: str) -> bytes:
    """The kept photo of a piece.

    Raises:
        NotFound.
    """
    return kept_files.read(PHOTOS, fingerprint)


@guarded
def depots(db: Database, by: Actor, archived: bool = False) -> list[Depot]:
    """Storage places, the main one first."""
    return all_depots(db, archived=archived)


@guarded
def main_depot(db: Database, by: Actor) -> Depot | None:
    """The storage place from which rounds leave; None before one is written."""
    return next((one for one in all_depots(db) if one.main), None)


@guarded
def levels(db: Database, by: Actor) -> list[Level]:
    """How much there is of each active item."""
    return _levels(db)


@guarded
def available(db: Database, by: Actor) -> dict[int, int]:
    """Item id -> units on shelves."""
    return {one.item.id: one.in_depots for one in _levels(db)}


@guarded
def held(db: Database, by: Actor, edition_id: int | None = None, place_id: int | None = None) -> list[Held]:
    """What partners hold, of an edition and a place when given, consumables included."""
    of, numbered = items_by_id(db), pieces_by_id(db)
    found = []
    for one in balances(db, "location LIKE 'partner:%'"):
        edition, place = partner_of(one.location)
        if edition_id in (None, edition) and place_id in (None, place):
            found.append(Held(edition, place, of[one.item_id], numbered.get(one.piece_id), one.quantity))
    order = {one.id: index for index, one in enumerate(all_items(db))}
    return sorted(
        found,
        key=lambda one: (one.place_id, order.get(one.item.id, -1), one.piece.number if one.piece else 0),
    )


@guarded
def given_back(db: Database, by: Actor, edition_id: int) -> dict[tuple[int, int], Delivered]:
    """(place, item) -> what was delivered for an edition and what came back unused."""
    sql = (
        "SELECT source, destination, item_id, reason, sum(quantity) AS quantity FROM stock_movements m "
        "WHERE (source LIKE :at OR destination LIKE :at) AND cancels IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM stock_movements c WHERE c.cancels = m.id) "
        "GROUP BY source, destination, item_id, reason"
    )
    delivered: dict[tuple[int, int], int] = {}
    back: dict[tuple[int, int], int] = {}
    for one in rows(db, sql, {"at": f"partner:{edition_id}:%"}):
        to, source = partner_of(one["destination"]), partner_of(one["source"])
        if to:
            key = (to[1], one["item_id"])
            delivered[key] = delivered.get(key, 0) + one["quantity"]
        if source and (depot_of(one["destination"]) is not None or one["reason"] == str(Reason.USED)):
            # « Consommé » says that what was left over is known, even when it is nothing.
            key = (source[1], one["item_id"])
            came = one["quantity"] if depot_of(one["destination"]) is not None else 0
            back[key] = back.get(key, 0) + came
    return {key: Delivered(many, back.get(key)) for key, many in delivered.items()}


@guarded
def movements(
    db: Database, by: Actor, item_id: int | None = None, limit: int = 50, piece_id: int | None = None
) -> list[MovementLine]:
    """The ledger, latest first."""
    names, of, numbered = _names(db), items_by_id(db), pieces_by_id(db)
    sql = (
        "SELECT m.*, EXISTS (SELECT 1 FROM stock_movements c WHERE c.cancels = m.id) AS cancelled "
        "FROM stock_movements m WHERE (:item IS NULL OR item_id = :item) AND (:piece IS NULL OR piece_id = :piece) "
        "ORDER BY id DESC LIMIT :limit"
    )
    return [
        MovementLine(
            id=one["id"],
            at=clock.from_stamp(one["at"]),
            actor=one["actor"],
            item=of[one["item_id"]],
            piece=numbered.get(one["piece_id"]),
            quantity=one["quantity"],
            source=names.get(one["source"], LOCATION_NAMES.get(one["source"], one["source"])),
            destination=names.get(one["destination"], LOCATION_NAMES.get(one["destination"], one["destination"])),
            reason=Reason(one["reason"]),
            note=one["note"],
            reference=one["reference"],
            cancels=one["cancels"],
            cancelled=bool(one["cancelled"]),
        )
        for one in rows(db, sql, {"item": item_id, "piece": piece_id, "limit": limit})
    ]


def _levels(db: Database) -> list[Level]:
    gathered: dict[int, dict[str, int]] = {}
    shelves: dict[int, dict[int, int]] = {}
    for one in balances(db):
        mine = gathered.setdefault(one.item_id, {"in_depots": 0, "out": 0, "in_repair": 0, "lost": 0})
        if (depot := depot_of(one.location)) is not None:
            mine["in_depots"] += one.quantity
            on = shelves.setdefault(one.item_id, {})
            on[depot] = on.get(depot, 0) + one.quantity
        elif partner_of(one.location):
            mine["out"] += one.quantity
        elif one.location in (REPAIR, LOST):
            mine["in_repair" if one.location == REPAIR else "lost"] += one.quantity
    return [Level(one, **gathered.get(one.id, {}), by_depot=shelves.get(one.id, {})) for one in all_items(db)]


def _names(db: Database) -> dict[str, str]:
    """Location -> how people call it."""
    found = {f"depot:{one['id']}": one["name"] for one in rows(db, "SELECT id, name FROM stock_depots")}
    partners = rows(
        db,
        "SELECT DISTINCT location, places.name FROM (SELECT source AS location FROM stock_movements UNION "
        "SELECT destination FROM stock_movements) JOIN places ON location LIKE 'partner:%' "
        "AND places.id = CAST(substr(location, instr(substr(location, 9), ':') + 9) AS INTEGER)",
    )
    return found | {one["location"]: one["name"] for one in partners}
