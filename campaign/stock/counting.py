"""Stock-taking: a storage place is counted line by line, then the ledger follows what was found."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, row, rows, transaction
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.text import clean
from campaign.stock.ledger import held_at, location_of, post
from campaign.stock.model import FOUND, LOST, MOST, CountLine, Depot, ItemKind, Move, Reason, at_depot
from campaign.stock.store import (
    balances,
    count_lines,
    depot_from,
    items_by_id,
    known_depot,
    known_item,
    known_piece,
    pieces_by_id,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A stock-taking: where, since when, by whom; over when ``ended_at`` is set."""

    id: int
    depot: Depot
    started_at: datetime
    started_by: str
    ended_at: datetime | None = None
    ended_by: str = ""
    abandoned: bool = False


@guarded
def start_count(db: Database, by: Actor, depot_id: int, operation: str) -> int:
    """Begin to count a storage place, or go on with the count under way there; its id.

    Raises:
        NotFound.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "start_count", depot_id):
            return done["id"]
        known_depot(db, depot_id)
        under_way = row(db, "SELECT id FROM stock_counts WHERE depot_id = ? AND ended_at IS NULL", [depot_id])
        values = {"depot_id": depot_id, "started_at": clock.stamp(), "started_by": by.journal_name}
        count_id = under_way["id"] if under_way else insert(db, "stock_counts", values)
        journal.record(db, by.journal_name, "start_count", "stock_count", count_id, operation)
        operations.remember(db, operation, "start_count", depot_id, {"id": count_id})
    return count_id


@guarded
def note_count(
    db: Database, by: Actor, count_id: int, item_id: int, found: object, note: str, operation: str,
    piece_id: int | None = None,
) -> None:  # fmt: skip
    """What was found of an item (a number from 0), or whether a piece is there (0 or 1); counting again replaces.

    Raises:
        NotFound, InvalidInput; Refused: the stock-taking is over.
    """
    many = _found(found, piece=piece_id is not None)
    with transaction(db):
        if operations.replay(db, operation, "note_count", count_id) is not None:
            return
        count = _open(db, count_id)
        item = known_item(db, item_id)
        if (item.kind is ItemKind.NUMBERED) != (piece_id is not None):
            raise InvalidInput("piece", f"{item.name} : chaque pièce porte un numéro, dites laquelle.")
        if piece_id is not None and known_piece(db, piece_id).item_id != item_id:
            raise NotFound("Cette pièce n’est pas de cet article.")
        db.conn.execute(
            "DELETE FROM stock_count_lines WHERE count_id = ? AND item_id = ? AND piece_id IS ?",
            [count_id, item_id, piece_id],
        )
        # What the ledger says now, not at the end: what moves between the two is not a gap.
        expected = held_at(db, at_depot(count.depot.id), item_id, piece_id)
        insert(
            db,
            "stock_count_lines",
            {
                "count_id": count_id, "item_id": item_id, "piece_id": piece_id, "expected": expected, "found": many,
                "note": clean(note)[:200], "at": clock.stamp(), "actor": by.journal_name,
            },
        )  # fmt: skip
        operations.remember(db, operation, "note_count", count_id)


@guarded
def finish_count(db: Database, by: Actor, count_id: int, operation: str) -> int:
    """Write the gaps in the ledger and close the stock-taking; how many lines had one. What was not counted stays.

    Raises:
        NotFound; Refused: it is over already. NotEnough: what was counted left since, count again.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "finish_count", count_id):
            return done["gaps"]
        count = _open(db, count_id)
        here = at_depot(count.depot.id)
        gaps = [line for line in count_lines(db, count_id) if line.gap]
        post(db, by, [_move(db, line, here, f"COMPTAGE-{count_id}") for line in gaps], operation)
        db.conn.execute(
            "UPDATE stock_counts SET ended_at = ?, ended_by = ? WHERE id = ?",
            [clock.stamp(), by.journal_name, count_id],
        )
        journal.record(db, by.journal_name, "finish_count", "stock_count", count_id, operation, {"gaps": len(gaps)})
        operations.remember(db, operation, "finish_count", count_id, {"gaps": len(gaps)})
    return len(gaps)


@guarded
def abandon_count(db: Database, by: Actor, count_id: int, operation: str) -> None:
    """Close a stock-taking without writing anything in the ledger.

    Raises:
        NotFound; Refused: it is over already.
    """
    with transaction(db):
        if operations.replay(db, operation, "abandon_count", count_id) is not None:
            return
        _open(db, count_id)
        db.conn.execute(
            "UPDATE stock_counts SET ended_at = ?, ended_by = ?, abandoned = 1 WHERE id = ?",
            [clock.stamp(), by.journal_name, count_id],
        )
        journal.record(db, by.journal_name, "abandon_count", "stock_count", count_id, operation)
        operations.remember(db, operation, "abandon_count", count_id)


@guarded
def counts(db: Database, by: Actor, limit: int = 20) -> list[Count]:
    """Stock-takings, those under way first, then the latest."""
    sql = "SELECT * FROM stock_counts ORDER BY ended_at IS NOT NULL, id DESC LIMIT ?"
    return [_count(db, one["id"]) for one in rows(db, sql, [limit])]


@guarded
def count_sheet(db: Database, by: Actor, count_id: int) -> tuple[Count, list[CountLine]]:
    """A stock-taking with everything that should be there, counted or not, then what nobody expected.

    Raises:
        NotFound.
    """
    count = _count(db, count_id)
    noted = {(one.item.id, one.piece.id if one.piece else None): one for one in count_lines(db, count_id)}
    if count.ended_at:
        return count, list(noted.values())
    items, pieces = items_by_id(db), pieces_by_id(db)
    here = balances(db, "location = :at", {"at": at_depot(count.depot.id)})
    lines = []
    for one in here:
        key = (one.item_id, one.piece_id)
        fresh = CountLine(items[one.item_id], pieces.get(one.piece_id), one.quantity)
        lines.append(noted.pop(key, fresh))
    lines += noted.values()
    return count, sorted(lines, key=lambda one: (one.item.family, one.item.name, one.piece.number if one.piece else 0))


def _move(db: Database, line: CountLine, here: str, reference: str) -> Move:
    piece_id = line.piece.id if line.piece else None
    if line.gap < 0:
        return Move(line.item.id, here, LOST, -line.gap, Reason.COUNT, piece_id, line.note, reference)
    source = FOUND
    if piece_id is not None:
        source = location_of(db, piece_id) or FOUND
        if source == here:
            raise Refused(f"{line.piece.reference(line.item)} est revenue entre-temps : comptez-la de nouveau.")
    return Move(line.item.id, source, here, line.gap, Reason.COUNT, piece_id, line.note, reference)


def _found(typed: object, *, piece: bool) -> int:
    text = str(typed).strip()
    most = 1 if piece else MOST
    if not text.isascii() or not text.isdigit() or int(text) > most:
        raise InvalidInput("found", "Là, ou pas là." if piece else "Quantité : entier à partir de 0.")
    return int(text)


def _open(db: Database, count_id: int) -> Count:
    count = _count(db, count_id)
    if count.ended_at:
        raise Refused("Ce comptage est terminé. Commencez-en un autre.")
    return count


def _count(db: Database, count_id: int) -> Count:
    found = row(db, "SELECT * FROM stock_counts WHERE id = ?", [count_id])
    if found is None:
        raise NotFound("Ce comptage n’existe pas.")
    depot = depot_from(row(db, "SELECT * FROM stock_depots WHERE id = ?", [found["depot_id"]]))
    return Count(
        id=count_id,
        depot=depot,
        started_at=clock.from_stamp(found["started_at"]),
        started_by=found["started_by"],
        ended_at=clock.from_stamp(found["ended_at"]) if found["ended_at"] else None,
        ended_by=found["ended_by"] or "",
        abandoned=bool(found["abandoned"]),
    )
