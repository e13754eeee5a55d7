"""The list of what is stored: items, numbered pieces, depots."""

import json
from collections.abc import Mapping, Sequence

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, Row, insert, row, transaction, value
from campaign.base.errors import InvalidInput, Refused
from campaign.base.fields import coordinates, decimal_fr, phone, whole_number
from campaign.base.pictures import cleaned
from campaign.base.text import clean
from campaign.stock.ledger import location_of, post
from campaign.stock.model import (
    REPAIR,
    SCRAPPED,
    SUPPLIER,
    Condition,
    Family,
    ItemKind,
    Move,
    Reason,
    at_depot,
    check_quantity,
    depot_of,
)
from campaign.stock.store import balances, known_depot, known_item, known_piece

PHOTOS = "materiel"  # the purpose under which photos of pieces are kept (base.kept_files)
MOST_PARTS = 60


@guarded
def add_item(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add an item; its id. ``values``: code, name, kind, family, and what ``change_item`` takes.

    Raises:
        InvalidForm: a missing or wrong value, a code that serves already.
    """
    columns = _item_columns(db, {"code": "", "name": "", "kind": "", "family": "other", **values})
    return saving.add_row(
        db, by, "stock_items", "add_item", "stock_item", {**columns, "created_at": clock.stamp()}, operation
    )


@guarded
def change_item(
    db: Database, by: Actor, item_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of an item read at ``version``. How it is followed no longer changes once it moved.

    Raises:
        InvalidForm, NotFound, Conflict; Refused: its kind would change although it moved.
    """
    columns = _item_columns(db, values, item_id)
    item = known_item(db, item_id)
    moved = value(db, "SELECT 1 FROM stock_movements WHERE item_id = ? LIMIT 1", [item_id])
    if columns.get("kind", item.kind) != item.kind and moved:
        raise Refused("Cet article a déjà bougé : son suivi ne change plus. Créez un autre article.")
    saving.change_row(db, by, "stock_items", ("change_item", "archive_item", "restore_item"), "stock_item", item_id,
                      version, columns, operation, "name")  # fmt: skip


@guarded
def archive_item(db: Database, by: Actor, item_id: int, operation: str) -> None:
    """Take an item out of the lists; ``restore_item`` undoes.

    Raises:
        NotFound; Refused: some of it is still somewhere.
    """
    item = known_item(db, item_id)
    left = balances(db, "item_id = :item AND (location LIKE 'depot:%' OR location LIKE 'partner:%' OR "
                        "location = 'repair')", {"item": item_id})  # fmt: skip
    if item.returnable and left:
        raise Refused("Il en reste en stock ou dehors : faites-les sortir du stock avant d’archiver l’article.")
    saving.set_aside(db, by, "stock_items", "archived_at", "archive_item", "stock_item", item_id, operation)


@guarded
def restore_item(db: Database, by: Actor, item_id: int, operation: str) -> None:
    """Bring an archived item back."""
    saving.set_aside(db, by, "stock_items", "archived_at", "restore_item", "stock_item", item_id, operation, back=True)


@guarded
def add_pieces(db: Database, by: Actor, item_id: int, count: object, depot_id: int, operation: str) -> list[int]:
    """Number new pieces after the last and put them in a depot; their ids.

    Raises:
        InvalidInput, NotFound; Refused: this item is not followed piece by piece.
    """
    many = check_quantity(count, "count")
    if many > 200:
        raise InvalidInput("count", "200 pièces au plus à la fois.")
    with transaction(db):
        if done := operations.replay(db, operation, "add_pieces", item_id):
            return done["ids"]
        if known_item(db, item_id).kind is not ItemKind.NUMBERED:
            raise Refused("Cet article se compte : enregistrez une entrée plutôt que des pièces.")
        known_depot(db, depot_id)
        last = value(db, "SELECT coalesce(max(number), 0) FROM stock_pieces WHERE item_id = ?", [item_id])
        ids = [insert(db, "stock_pieces", {"item_id": item_id, "number": last + 1 + index}) for index in range(many)]
        post(db, by, [Move(item_id, SUPPLIER, at_depot(depot_id), 1, Reason.ENTRY, one) for one in ids], operation)
        journal.record(db, by.journal_name, "add_pieces", "stock_item", item_id, operation, {"count": many})
        operations.remember(db, operation, "add_pieces", item_id, {"ids": ids})
    return ids


@guarded
def change_piece(
    db: Database, by: Actor, piece_id: int, version: int, condition: Condition, missing_parts: Sequence[str],
    note: str, operation: str, photo: bytes | None = None,
) -> None:  # fmt: skip
    """What is known of a piece read at ``version``: state, parts no longer there, note, and a new photo when given.

    Raises:
        NotFound, Conflict, UnreadableFile.
    """
    columns: Row = {
        "condition": str(condition),
        "missing_parts": json.dumps([clean(one)[:80] for one in missing_parts], ensure_ascii=False),
        "note": clean(note, multiline=True)[:500],
    }
    if photo:
        columns["photo"] = kept_files.keep(PHOTOS, cleaned(photo).data)
    saving.change_row(db, by, "stock_pieces", ("change_piece", "retire_piece"), "stock_piece", piece_id, version,
                      columns, operation, "note")  # fmt: skip


@guarded
def retire_piece(db: Database, by: Actor, piece_id: int, note: str, operation: str) -> None:
    """A piece that no longer serves leaves the stock for good, from a depot or the repair bench.

    Raises:
        NotFound; Refused: it is lent, or gone already.
    """
    with transaction(db):
        if operations.replay(db, operation, "retire_piece", piece_id) is not None:
            return
        piece = known_piece(db, piece_id)
        where = location_of(db, piece_id)
        if where is None or (depot_of(where) is None and where != REPAIR):
            raise Refused("Cette pièce n’est pas au dépôt : faites-la d’abord revenir.")
        post(db, by, [Move(piece.item_id, where, SCRAPPED, 1, Reason.SCRAP, piece_id, clean(note))], operation)
        db.conn.execute(
            "UPDATE stock_pieces SET retired_at = ?, version = version + 1 WHERE id = ?", [clock.stamp(), piece_id]
        )
        journal.record(db, by.journal_name, "retire_piece", "stock_piece", piece_id, operation)
        operations.remember(db, operation, "retire_piece", piece_id)


@guarded
def add_depot(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a storage place; its id. The first one is the main one, from which rounds leave.

    Raises:
        InvalidForm.
    """
    columns = _depot_columns({"name": "", **values})
    with transaction(db):
        columns["main"] = int(row(db, "SELECT 1 FROM stock_depots WHERE main = 1") is None)
        return saving.add_row(
            db, by, "stock_depots", "add_depot", "stock_depot", {**columns, "created_at": clock.stamp()}, operation
        )


@guarded
def change_depot(
    db: Database, by: Actor, depot_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a storage place read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    saving.change_row(db, by, "stock_depots", ("change_depot", "archive_depot"), "stock_depot", depot_id, version,
                      _depot_columns(values), operation, "name")  # fmt: skip


@guarded
def choose_main_depot(db: Database, by: Actor, depot_id: int, operation: str) -> None:
    """Rounds leave from this storage place from now on.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "choose_main_depot", depot_id) is not None:
            return
        known_depot(db, depot_id)
        db.conn.execute("UPDATE stock_depots SET main = 0 WHERE main = 1")
        db.conn.execute("UPDATE stock_depots SET main = 1, version = version + 1 WHERE id = ?", [depot_id])
        journal.record(db, by.journal_name, "choose_main_depot", "stock_depot", depot_id, operation)
        operations.remember(db, operation, "choose_main_depot", depot_id)


@guarded
def archive_depot(db: Database, by: Actor, depot_id: int, operation: str) -> None:
    """Close a storage place.

    Raises:
        NotFound; Refused: it is the main one, or not empty.
    """
    if known_depot(db, depot_id).main:
        raise Refused("C’est le dépôt d’où partent les tournées : choisissez-en d’abord un autre.")
    if balances(db, "location = :at", {"at": at_depot(depot_id)}):
        raise Refused("Ce lieu n’est pas vide : transférez d’abord ce qu’il contient.")
    saving.set_aside(db, by, "stock_depots", "archived_at", "archive_depot", "stock_depot", depot_id, operation)


@guarded
def restore_depot(db: Database, by: Actor, depot_id: int, operation: str) -> None:
    """Open a closed storage place again.

    Raises:
        NotFound.
    """
    saving.set_aside(db, by, "stock_depots", "archived_at", "restore_depot", "stock_depot", depot_id, operation,
                     back=True)  # fmt: skip


def _item_columns(db: Database, values: Mapping[str, object], item_id: int = 0) -> Row:
    return saving.checked(
        values,
        {
            "code": lambda typed: _code(db, str(typed or ""), item_id),
            "name": saving.text_of("name", "le nom de l’article", 80, required=True),
            "kind": saving.one_of(ItemKind, "kind", "Dites comment l’article se suit : consommable, compté, numéroté."),
            "family": saving.one_of(Family, "family", "Choisissez la famille."),
            "unit": saving.text_of("unit", "l’unité comptée", 40),
            "pack": lambda typed: whole_number(str(typed), 1, 10_000, "pack"),
            "volume_litres": lambda typed: float(decimal_fr(str(typed), "volume_litres", high=5_000, decimals=3)),
            "weight_kg": lambda typed: float(decimal_fr(str(typed), "weight_kg", high=1_000, decimals=3)),
            "value_cents": lambda typed: round(100 * float(decimal_fr(str(typed), "value_cents", high=100_000))),
            "parts": _parts,
            "note": saving.text_of("note", "la note", 500, multiline=True),
        },
    )


def _code(db: Database, typed: str, item_id: int) -> str:
    code = clean(typed).upper()
    if not code or not all(one.isascii() and (one.isalnum() or one == "-") for one in code) or len(code) > 12:
        raise InvalidInput("code", "Code : lettres sans accent, chiffres et tirets, 12 signes au plus (AFF-A3).")
    if value(db, "SELECT 1 FROM stock_items WHERE code = ? AND id <> ?", [code, item_id]):
        raise InvalidInput("code", f"Le code {code} sert déjà.")
    return code


def _parts(typed: object) -> str:
    lines = typed.splitlines() if isinstance(typed, str) else typed
    parts = [clean(str(one))[:80] for one in lines]
    parts = [one for one in dict.fromkeys(parts) if one]
    if len(parts) > MOST_PARTS:
        raise InvalidInput("parts", f"{MOST_PARTS} éléments au plus dans la composition.")
    return json.dumps(parts, ensure_ascii=False)


def _depot_columns(values: Mapping[str, object]) -> Row:
    columns = saving.checked(
        values,
        {
            "name": saving.text_of("name", "le nom du lieu de stockage", 80, required=True),
            "address": saving.text_of("address", "l’adresse", 200),
            "phone": lambda typed: phone(str(typed)) if str(typed or "").strip() else "",
            "note": saving.text_of("note", "la note", 500, multiline=True),
        },
    )
    if "latitude" in values or "longitude" in values:
        north, east = (str(values.get(name) or "").strip() for name in ("latitude", "longitude"))
        point = coordinates(north, east) if north or east else (None, None)
        columns |= {"latitude": point[0], "longitude": point[1]}
    return columns
