"""The one writer of movements: whatever is asked, nothing is created, nothing is lost, nothing goes below zero."""

from collections.abc import Sequence

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, insert, row, rows, value
from campaign.base.errors import InvalidInput, NotEnough, NotFound, Refused
from campaign.stock.model import LOCATION_NAMES, SOURCES, ItemKind, Move, Reason, depot_of, partner_of
from campaign.stock.store import known_depot, known_item, known_piece


def post(db: Database, by: Actor, moves: Sequence[Move], operation: str) -> list[int]:
    """Write movements in the caller's transaction; their ids.

    Raises:
        NotEnough: a location holds less than what would leave it. InvalidInput: a piece counted, or a number missing.
        NotFound.
    """
    written = []
    for move in moves:
        _check(db, move)
        written.append(
            insert(
                db,
                "stock_movements",
                {
                    "at": clock.stamp(), "actor": by.journal_name, "operation": operation, "item_id": move.item_id,
                    "piece_id": move.piece_id, "source": move.source, "destination": move.destination,
                    "quantity": move.quantity, "reason": str(move.reason), "note": move.note,
                    "reference": move.reference, "cancels": move.cancels,
                },
            )
        )  # fmt: skip
    return written


def reverse(db: Database, by: Actor, movement_ids: Sequence[int], operation: str, note: str = "") -> list[int]:
    """Write the contrary of movements, the latest first, in the caller's transaction; their ids.

    Raises:
        NotFound; Refused: one was already reversed. NotEnough: what moved has moved again since.
    """
    reversed_moves = []
    for movement_id in sorted(movement_ids, reverse=True):
        found = row(db, "SELECT * FROM stock_movements WHERE id = ?", [movement_id])
        if found is None:
            raise NotFound("Ce mouvement n’existe pas.")
        if found["cancels"] or value(db, "SELECT 1 FROM stock_movements WHERE cancels = ?", [movement_id]):
            raise Refused("Ce mouvement a déjà été annulé.")
        reversed_moves.append(
            Move(
                found["item_id"], found["destination"], found["source"], found["quantity"], Reason.CORRECTION,
                found["piece_id"], note, found["reference"], movement_id,
            )
        )  # fmt: skip
    return post(db, by, reversed_moves, operation)


def held_at(db: Database, location: str, item_id: int, piece_id: int | None = None) -> int:
    """Units of an item (or 1 for a piece) that a location holds now."""
    sql = (
        "SELECT coalesce(sum(CASE WHEN destination = :at THEN quantity ELSE -quantity END), 0) FROM stock_movements "
        "WHERE item_id = :item AND piece_id IS :piece AND (source = :at OR destination = :at)"
    )
    return value(db, sql, {"at": location, "item": item_id, "piece": piece_id})


def location_of(db: Database, piece_id: int) -> str | None:
    """Where a piece is now; None when it never entered."""
    sql = "SELECT destination FROM stock_movements WHERE piece_id = ? ORDER BY id DESC LIMIT 1"
    return value(db, sql, [piece_id])


def of_reference(db: Database, reference: str) -> list[int]:
    """Ids of the movements that a slip made and that still stand, oldest first."""
    sql = (
        "SELECT id FROM stock_movements m WHERE reference = ? AND cancels IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM stock_movements c WHERE c.cancels = m.id) ORDER BY id"
    )
    return [one["id"] for one in rows(db, sql, [reference])]


def _check(db: Database, move: Move) -> None:
    item = known_item(db, move.item_id)
    if move.quantity < 1:
        raise InvalidInput("quantity", "Quantité : entier à partir de 1.")
    if (item.kind is ItemKind.NUMBERED) != (move.piece_id is not None):
        raise InvalidInput("piece", f"{item.name} : chaque pièce porte un numéro, dites laquelle.")
    piece = known_piece(db, move.piece_id) if move.piece_id is not None else None
    if piece and piece.item_id != item.id:
        raise NotFound("Cette pièce n’est pas de cet article.")
    for location in (move.source, move.destination):
        if (depot := depot_of(location)) is not None:
            known_depot(db, depot)
        elif partner_of(location) is None and location not in LOCATION_NAMES:
            raise NotFound("Ce lieu n’existe pas.")
    if piece and move.source in SOURCES and location_of(db, piece.id) is not None:
        raise Refused(f"{piece.reference(item)} est déjà entrée en stock.")
    if move.source in SOURCES:
        return
    there = held_at(db, move.source, item.id, move.piece_id)
    if there >= move.quantity:
        return
    where = _at(db, move.source)
    if piece:
        raise NotEnough(f"{piece.reference(item)} n’est pas {where}.")
    left = f"Il reste {item.counted(there)}" if there else f"Il ne reste rien de « {item.name} »"
    raise NotEnough(f"{left} {where} ; vous en demandez {move.quantity}.")


def _at(db: Database, location: str) -> str:
    if (depot := depot_of(location)) is not None:
        return "au dépôt" if known_depot(db, depot).main else f"à « {known_depot(db, depot).name} »"
    if partner := partner_of(location):
        name = value(db, "SELECT name FROM places WHERE id = ?", [partner[1]])
        return f"chez {name}"
    return LOCATION_NAMES[location]
