"""Tables of kits: models and their lines, sizes, adjustments, pieces picked, proposals refused, order units."""

import json
from collections.abc import Sequence

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import NotFound
from campaign.kits.model import Adjustment, KitLine, KitModel, Rule, Size
from campaign.participation.model import Need
from campaign.partners.model import Kind

migrations = Migrations("kits")


@migrations()
def m001_kits(db: Database) -> None:
    run_script(
        db,
        """
    -- « only_places » are ids of places in JSON; [] is every recipient of the kind.
    CREATE TABLE kit_models (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('shop', 'epci', 'relay')),
        only_places TEXT NOT NULL DEFAULT '[]', note TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
        archived_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE kit_lines (
        model_id INTEGER NOT NULL REFERENCES kit_models (id) ON DELETE CASCADE, position INTEGER NOT NULL,
        item_id INTEGER NOT NULL REFERENCES stock_items (id),
        rule TEXT NOT NULL CHECK (rule IN ('fixed', 'asked', 'per_day', 'per_shop')), need TEXT,
        small INTEGER NOT NULL CHECK (small >= 0), medium INTEGER NOT NULL CHECK (medium >= 0),
        large INTEGER NOT NULL CHECK (large >= 0), PRIMARY KEY (model_id, item_id),
        CHECK ((rule = 'asked') = (need IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kit_sizes (
        place_id INTEGER PRIMARY KEY REFERENCES places (id), size TEXT NOT NULL
            CHECK (size IN ('small', 'medium', 'large'))
    ) STRICT;
    -- Relays and EPCI that get nothing for an edition.
    CREATE TABLE kit_left_out (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kit_adjustments (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        place_id INTEGER NOT NULL REFERENCES places (id), item_id INTEGER NOT NULL REFERENCES stock_items (id),
        quantity INTEGER NOT NULL CHECK (quantity >= 0), reason TEXT NOT NULL,
        leftovers INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (edition_id, place_id, item_id)
    ) STRICT;
    CREATE TABLE kit_refusals (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        item_id INTEGER NOT NULL REFERENCES stock_items (id), PRIMARY KEY (edition_id, place_id, item_id)
    ) STRICT, WITHOUT ROWID;
    -- A piece is promised to one recipient of an edition.
    CREATE TABLE kit_pieces (
        edition_id INTEGER NOT NULL REFERENCES editions (id), piece_id INTEGER NOT NULL REFERENCES stock_pieces (id),
        place_id INTEGER NOT NULL REFERENCES places (id), PRIMARY KEY (edition_id, piece_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kit_order_steps (
        item_id INTEGER PRIMARY KEY REFERENCES stock_items (id), step INTEGER NOT NULL CHECK (step > 0)
    ) STRICT;
    """,
    )


def all_models(db: Database) -> list[KitModel]:
    """Every model with its lines, archived ones too, by kind and name. Two queries."""
    lines: dict[int, list[KitLine]] = {}
    for one in rows(db, "SELECT * FROM kit_lines ORDER BY model_id, position"):
        need = Need(one["need"]) if one["need"] else None
        line = KitLine(one["item_id"], Rule(one["rule"]), one["small"], one["medium"], one["large"], need)
        lines.setdefault(one["model_id"], []).append(line)
    order = {str(kind): rank for rank, kind in enumerate(Kind)}
    found = rows(db, "SELECT * FROM kit_models ORDER BY name COLLATE NOCASE, id")
    return [_model(one, lines.get(one["id"], [])) for one in sorted(found, key=lambda one: order[one["kind"]])]


def known_model(db: Database, model_id: int) -> KitModel:
    """One model.

    Raises:
        NotFound.
    """
    found = next((one for one in all_models(db) if one.id == model_id), None)
    if found is None:
        raise NotFound("Ce modèle de kit n’existe pas.")
    return found


def write_lines(db: Database, model_id: int, lines: Sequence[KitLine]) -> None:
    """Replace the lines of a model, in the caller's transaction."""
    db.conn.execute("DELETE FROM kit_lines WHERE model_id = ?", [model_id])
    db.conn.executemany(
        "INSERT INTO kit_lines (model_id, position, item_id, rule, need, small, medium, large) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (model_id, rank, one.item_id, str(one.rule), str(one.need) if one.need else None, one.small, one.medium,
             one.large)
            for rank, one in enumerate(lines)
        ],
    )  # fmt: skip


def sizes(db: Database) -> dict[int, Size]:
    """Place id -> size kept by hand."""
    return {one["place_id"]: Size(one["size"]) for one in rows(db, "SELECT * FROM kit_sizes")}


def left_out(db: Database, edition_id: int) -> set[int]:
    """Places that get nothing for an edition."""
    found = rows(db, "SELECT place_id FROM kit_left_out WHERE edition_id = ?", [edition_id])
    return {one["place_id"] for one in found}


def adjustments(db: Database, edition_id: int) -> dict[int, dict[int, Adjustment]]:
    """Place id -> item id -> what was decided for an edition."""
    found: dict[int, dict[int, Adjustment]] = {}
    for one in rows(db, "SELECT * FROM kit_adjustments WHERE edition_id = ?", [edition_id]):
        found.setdefault(one["place_id"], {})[one["item_id"]] = _adjustment(one)
    return found


def adjustment_of(db: Database, edition_id: int, place_id: int, item_id: int) -> Adjustment | None:
    """What was decided for one recipient and item."""
    sql = "SELECT * FROM kit_adjustments WHERE edition_id = ? AND place_id = ? AND item_id = ?"
    found = row(db, sql, [edition_id, place_id, item_id])
    return _adjustment(found) if found else None


def refusals(db: Database, edition_id: int) -> set[tuple[int, int]]:
    """(place id, item id) of proposals refused for an edition."""
    found = rows(db, "SELECT place_id, item_id FROM kit_refusals WHERE edition_id = ?", [edition_id])
    return {(one["place_id"], one["item_id"]) for one in found}


def picked_pieces(db: Database, edition_id: int) -> dict[int, int]:
    """Piece id -> place id it is promised to, outside loans of games."""
    found = rows(db, "SELECT piece_id, place_id FROM kit_pieces WHERE edition_id = ?", [edition_id])
    return {one["piece_id"]: one["place_id"] for one in found}


def order_steps(db: Database) -> dict[int, int]:
    """Item id -> by how many units it is ordered, where the team said it."""
    return {one["item_id"]: one["step"] for one in rows(db, "SELECT * FROM kit_order_steps")}


def _model(found: Row, lines: Sequence[KitLine]) -> KitModel:
    return KitModel(
        id=found["id"],
        name=found["name"],
        kind=Kind(found["kind"]),
        lines=tuple(lines),
        only=tuple(json.loads(found["only_places"])),
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        version=found["version"],
    )


def _adjustment(found: Row) -> Adjustment:
    return Adjustment(
        found["place_id"], found["item_id"], found["quantity"], found["reason"], bool(found["leftovers"]),
        found["version"],
    )  # fmt: skip
