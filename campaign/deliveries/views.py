"""Deliveries and returns as agents read them: slips, entries, what waits, what is still out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database, rows
from campaign.base.text import search_key
from campaign.deliveries.model import Entry, Slip, SlipKind, SlipState
from campaign.deliveries.owed import Declaration, Gap, GapKind, Settlement
from campaign.deliveries.owed_store import declarations_where, gaps_where
from campaign.deliveries.road import PICTURES
from campaign.deliveries.store import due_of, entries_where, known_slip, slips_where
from campaign.editions.views import edition as edition_view
from campaign.partners.model import Place
from campaign.partners.store import places_where
from campaign.stock.model import Item, Piece
from campaign.stock.views import held


@dataclass(frozen=True, slots=True)
class OutLine:
    """Something that is out: who has it, since which edition, until when, and whether that day is past."""

    edition_id: int
    place: Place
    item: Item
    piece: Piece | None
    quantity: int
    due_on: date
    late: bool

    @property
    def what(self) -> str:
        """« ROUE n° 3 », « 8 panneaux »."""
        return self.piece.reference(self.item) if self.piece else self.item.counted(self.quantity)

    @property
    def value_cents(self) -> int:
        """What replacing it would cost."""
        return self.quantity * self.item.value_cents


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What is out, late, lost and damaged, of one edition or of all; values in euro cents, consumables left out."""

    out: tuple[OutLine, ...] = ()
    lost: tuple[Gap, ...] = ()
    damaged: tuple[Gap, ...] = ()
    missing: tuple[Gap, ...] = ()
    surplus: tuple[Gap, ...] = ()

    @property
    def late(self) -> tuple[OutLine, ...]:
        """What should be back already."""
        return tuple(one for one in self.out if one.late)

    def value_of(self, name: str) -> int:
        """The value of « out », « late », « lost », « damaged » or « missing », in cents."""
        return sum(one.value_cents for one in getattr(self, name))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry « à arbitrer », the slip it is about, and what counts for that slip today."""

    entry: Entry
    slip: Slip
    counted: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far deliveries or returns of an edition are: how many slips stand in each state."""

    counts: Mapping[SlipState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Slips that are not cancelled."""
        return sum(many for state, many in self.counts.items() if state is not SlipState.CANCELLED)


@guarded
def slips(db: Database, by: Actor, edition_id: int, kind: SlipKind, search: str = "") -> list[Slip]:
    """Slips of an edition whose number, place or town hold every word typed, cancelled ones left out."""
    where = "edition_id = :edition AND kind = :kind AND cancelled_at IS NULL"
    words = search_key(search).split()
    found = slips_where(db, where, {"edition": edition_id, "kind": str(kind)})
    return [
        one
        for one in found
        if all(word in search_key(f"{one.number} {one.place.name} {one.place.commune}") for word in words)
    ]


@guarded
def slip(db: Database, by: Actor, number: str) -> Slip:
    """One slip by its number.

    Raises:
        NotFound.
    """
    return known_slip(db, number)


@guarded
def entries(db: Database, by: Actor, number: str) -> list[Entry]:
    """Everything said of a slip, oldest first. A reader gets no name of a person.

    Raises:
        NotFound.
    """
    found = entries_where(db, "e.slip_id = :slip", {"slip": known_slip(db, number).id})
    return [_without_people(one) for one in found] if by.role is Role.READER else found


@guarded
def picture(db: Database, by: Actor, fingerprint: str) -> bytes:
    """A kept photo or signature.

    Raises:
        NotFound.
    """
    return kept_files.read(PICTURES, fingerprint)


@guarded
def progress(db: Database, by: Actor, edition_id: int, kind: SlipKind) -> Progress:
    """How far deliveries or returns are."""
    counts = dict.fromkeys(SlipState, 0)
    for one in slips_where(db, "edition_id = :edition AND kind = :kind", {"edition": edition_id, "kind": str(kind)}):
        counts[one.state] += 1
    return Progress(counts)


@guarded
def to_settle(db: Database, by: Actor, edition_id: int | None = None) -> list[Waiting]:
    """Entries that wait for somebody to decide, oldest first."""
    of_edition = " AND e.slip_id IN (SELECT id FROM slips WHERE edition_id = :edition)" if edition_id else ""
    waiting = entries_where(db, f"e.state = 'to_settle'{of_edition}", {"edition": edition_id} if edition_id else {})
    found = []
    for entry in waiting:
        about = slips_where(db, "id = :id", {"id": entry.slip_id})[0]
        counted = entries_where(db, "e.slip_id = :slip AND e.state = 'applied'", {"slip": about.id})
        found.append(Waiting(entry, about, tuple(counted)))
    return found


@guarded
def return_due(db: Database, by: Actor, edition_id: int) -> tuple[date, int]:
    """(when what was lent is expected back, the version to give when changing it).

    Raises:
        NotFound.
    """
    return due_of(db, edition_view(db, edition_id))


@guarded
def outstanding(db: Database, by: Actor, edition_id: int | None = None) -> Outstanding:
    """What is out, late, lost, damaged, and its value; consumables are not expected back."""
    still = [one for one in held(db, by, edition_id) if one.item.returnable]
    editions = {one.edition_id for one in still}
    due = {one: due_of(db, edition_view(db, one))[0] for one in editions}
    places = {one.id: one for one in places_where(db, f"id IN ({', '.join(str(one.place_id) for one in still) or 0})")}
    today = clock.today()
    out = tuple(
        OutLine(
            one.edition_id, places[one.place_id], one.item, one.piece, one.quantity, due[one.edition_id],
            today > due[one.edition_id],
        )
        for one in still
    )  # fmt: skip
    where, parameters = ("gaps.edition_id = :edition", {"edition": edition_id}) if edition_id else ("1", {})
    gaps = gaps_where(db, where, parameters)
    gone = (Settlement.WRITTEN_OFF, Settlement.REPLACED)
    return Outstanding(
        out=out,
        lost=tuple(one for one in gaps if one.kind is GapKind.MISSING and one.settlement in gone),
        damaged=tuple(one for one in gaps if one.kind is GapKind.DAMAGED and not one.settlement),
        missing=tuple(one for one in gaps if one.kind is GapKind.MISSING and not one.settlement),
        surplus=tuple(one for one in gaps if one.kind is GapKind.SURPLUS and not one.settlement),
    )


@guarded
def gaps(db: Database, by: Actor, edition_id: int | None = None, settled: bool = False) -> list[Gap]:
    """Gaps still open (or those settled), oldest first."""
    where = f"settled_at IS {'NOT ' if settled else ''}NULL" + (" AND gaps.edition_id = :edition" if edition_id else "")
    return gaps_where(db, where, {"edition": edition_id} if edition_id else {})


@guarded
def declarations(db: Database, by: Actor, edition_id: int, treated: bool = False) -> list[tuple[Place, Declaration]]:
    """What places told, latest first; those already treated only when asked."""
    where = f"edition_id = :edition AND treated_at IS {'NOT ' if treated else ''}NULL"
    found = declarations_where(db, where, {"edition": edition_id})
    ids = ", ".join(str(one.place_id) for one in found) or 0
    places = {one.id: one for one in places_where(db, f"id IN ({ids})")}
    return [(places[one.place_id], one) for one in found]


@guarded
def reserved(db: Database, by: Actor, edition_id: int) -> dict[int, int]:
    """Item id -> units that slips of other editions, not yet delivered, will take from the shelves."""
    sql = (
        "SELECT item_id, sum(planned) AS planned FROM slip_lines JOIN slips ON slips.id = slip_id "
        "WHERE kind = 'delivery' AND cancelled_at IS NULL AND edition_id <> ? AND NOT EXISTS "
        "(SELECT 1 FROM road_entries e WHERE e.slip_id = slips.id AND e.state = 'applied') "
        "AND edition_id IN (SELECT id FROM editions WHERE cancelled_on IS NULL AND archived_on IS NULL) "
        "AND (SELECT max(day) FROM edition_days d WHERE d.edition_id = slips.edition_id) >= ? GROUP BY item_id"
    )
    return {one["item_id"]: one["planned"] for one in rows(db, sql, [edition_id, clock.today().isoformat()])}


def _without_people(entry: Entry) -> Entry:
    return replace(entry, receiver="", signature="", said_by="", photo="")
