"""What moves in the storage places: entries, transfers, repairs, what is scrapped, and undoing a mistake."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Refused
from campaign.base.text import clean
from campaign.stock.ledger import location_of, post, reverse
from campaign.stock.model import (
    LOST,
    REPAIR,
    SCRAPPED,
    SUPPLIER,
    Condition,
    Move,
    Reason,
    at_depot,
    check_quantity,
)
from campaign.stock.store import known_item, known_piece


@guarded
def receive(
    db: Database, by: Actor, item_id: int, depot_id: int, quantity: object, note: str, operation: str
) -> list[int]:
    """What arrives from the printer or a supplier; the ids of the movements.

    Raises:
        InvalidInput, NotFound.
    """
    return _moved(db, by, "receive", item_id, SUPPLIER, at_depot(depot_id), quantity, Reason.ENTRY, note, operation)


@guarded
def transfer(
    db: Database, by: Actor, item_id: int, source_id: int, target_id: int, quantity: object, note: str,
    operation: str, piece_id: int | None = None,
) -> list[int]:  # fmt: skip
    """From a storage place to another; the ids of the movements.

    Raises:
        InvalidInput, NotFound, NotEnough; Refused: it is the same place.
    """
    if source_id == target_id:
        raise Refused("Le départ et l’arrivée sont le même lieu : choisissez-en un autre.")
    return _moved(db, by, "transfer", item_id, at_depot(source_id), at_depot(target_id), quantity, Reason.TRANSFER,
                  note, operation, piece_id)  # fmt: skip


@guarded
def discard(
    db: Database, by: Actor, item_id: int, depot_id: int, quantity: object, note: str, operation: str
) -> list[int]:
    """What no longer serves is taken out of a storage place: damp posters, broken panels.

    Raises:
        InvalidInput, NotFound, NotEnough.
    """
    return _moved(db, by, "discard", item_id, at_depot(depot_id), SCRAPPED, quantity, Reason.SCRAP, note, operation)


@guarded
def send_to_repair(
    db: Database, by: Actor, item_id: int, depot_id: int, quantity: object, note: str, operation: str,
    piece_id: int | None = None,
) -> list[int]:  # fmt: skip
    """What is damaged leaves the shelf: it is no longer counted as available.

    Raises:
        InvalidInput, NotFound, NotEnough.
    """
    return _moved(db, by, "send_to_repair", item_id, at_depot(depot_id), REPAIR, quantity, Reason.TO_REPAIR, note,
                  operation, piece_id)  # fmt: skip


@guarded
def repaired(
    db: Database, by: Actor, item_id: int, depot_id: int, quantity: object, note: str, operation: str,
    piece_id: int | None = None,
) -> list[int]:  # fmt: skip
    """What was repaired is back on the shelf, in good state.

    Raises:
        InvalidInput, NotFound, NotEnough.
    """
    return _moved(db, by, "repaired", item_id, REPAIR, at_depot(depot_id), quantity, Reason.REPAIRED, note, operation,
                  piece_id)  # fmt: skip


@guarded
def found_again(
    db: Database, by: Actor, item_id: int, depot_id: int, quantity: object, note: str, operation: str,
    piece_id: int | None = None,
) -> list[int]:  # fmt: skip
    """What was written off as lost turned up.

    Raises:
        InvalidInput, NotFound, NotEnough: fewer were lost.
    """
    return _moved(db, by, "found_again", item_id, LOST, at_depot(depot_id), quantity, Reason.FOUND, note, operation,
                  piece_id)  # fmt: skip


@guarded
def undo_movement(db: Database, by: Actor, movement_id: int, note: str, operation: str) -> None:
    """Undo one movement typed by mistake: the ledger keeps both lines.

    Raises:
        NotFound; Refused: undone already. NotEnough: what it brought has left since.
    """
    with transaction(db):
        if operations.replay(db, operation, "undo_movement", movement_id) is not None:
            return
        reverse(db, by, [movement_id], operation, clean(note)[:200])
        journal.record(db, by.journal_name, "undo_movement", "stock_movement", movement_id, operation)
        operations.remember(db, operation, "undo_movement", movement_id)


def _moved(
    db: Database, by: Actor, verb: str, item_id: int, source: str, destination: str, quantity: object, reason: Reason,
    note: str, operation: str, piece_id: int | None = None,
) -> list[int]:  # fmt: skip
    many = 1 if piece_id is not None else check_quantity(quantity)
    with transaction(db):
        if done := operations.replay(db, operation, verb, item_id):
            return done["ids"]
        if piece_id is not None:
            # A piece says itself where it is: « transfer » from a depot it is not in is refused by the ledger.
            known_piece(db, piece_id)
            if verb == "send_to_repair":
                source = location_of(db, piece_id) or source
        known_item(db, item_id)
        ids = post(db, by, [Move(item_id, source, destination, many, reason, piece_id, clean(note)[:200])], operation)
        state = {"send_to_repair": Condition.DAMAGED, "repaired": Condition.GOOD}.get(verb)
        if piece_id is not None and state:
            db.conn.execute(
                "UPDATE stock_pieces SET condition = ?, version = version + 1 WHERE id = ?", [str(state), piece_id]
            )
        journal.record(db, by.journal_name, verb, "stock_item", item_id, operation, {"quantity": many})
        operations.remember(db, operation, verb, item_id, {"ids": ids})
    return ids
