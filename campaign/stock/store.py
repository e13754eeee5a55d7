"""Tables of the stock: items, pieces, depots, the ledger of movements, stock-takings."""

import json

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import NotFound
from campaign.stock.model import Balance, Condition, CountLine, Depot, Family, Item, ItemKind, Piece

migrations = Migrations("stock")


@migrations()
def m001_stock(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE stock_items (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL COLLATE NOCASE UNIQUE, name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('consumable', 'counted', 'numbered')), family TEXT NOT NULL,
        unit TEXT NOT NULL DEFAULT '', pack INTEGER NOT NULL DEFAULT 1 CHECK (pack > 0),
        volume_litres REAL NOT NULL DEFAULT 0 CHECK (volume_litres >= 0),
        weight_kg REAL NOT NULL DEFAULT 0 CHECK (weight_kg >= 0),
        value_cents INTEGER NOT NULL DEFAULT 0 CHECK (value_cents >= 0), parts TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, archived_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE stock_pieces (
        id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES stock_items (id), number INTEGER NOT NULL,
        condition TEXT NOT NULL DEFAULT 'good', missing_parts TEXT NOT NULL DEFAULT '[]',
        photo TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', retired_at TEXT,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (item_id, number)
    ) STRICT;
    CREATE TABLE stock_depots (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL DEFAULT '', latitude REAL, longitude REAL,
        phone TEXT NOT NULL DEFAULT '', main INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL, archived_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK ((latitude IS NULL) = (longitude IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX stock_one_main_depot ON stock_depots (main) WHERE main = 1;
    CREATE TABLE stock_movements (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL DEFAULT '',
        item_id INTEGER NOT NULL REFERENCES stock_items (id), piece_id INTEGER REFERENCES stock_pieces (id),
        source TEXT NOT NULL, destination TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
        reason TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', reference TEXT NOT NULL DEFAULT '',
        cancels INTEGER UNIQUE REFERENCES stock_movements (id),
        CHECK (source <> destination),
        CHECK (piece_id IS NULL OR (quantity = 1 AND source <> 'found' AND destination <> 'used'))
    ) STRICT;
    CREATE INDEX stock_movements_out ON stock_movements (item_id, source);
    CREATE INDEX stock_movements_in ON stock_movements (item_id, destination);
    CREATE INDEX stock_movements_reference ON stock_movements (reference) WHERE reference <> '';
    -- A piece enters once: afterwards it only moves.
    CREATE UNIQUE INDEX stock_piece_enters_once ON stock_movements (piece_id)
        WHERE source = 'supplier' AND piece_id IS NOT NULL;
    CREATE TRIGGER stock_never_below_zero BEFORE INSERT ON stock_movements
        WHEN NEW.source NOT IN ('supplier', 'found') AND NEW.quantity > (
            SELECT coalesce(sum(CASE WHEN destination = NEW.source THEN quantity ELSE -quantity END), 0)
            FROM stock_movements WHERE item_id = NEW.item_id AND piece_id IS NEW.piece_id
            AND (source = NEW.source OR destination = NEW.source))
        BEGIN SELECT RAISE(ABORT, 'stock below zero'); END;
    CREATE TRIGGER stock_movements_stay BEFORE UPDATE ON stock_movements
        BEGIN SELECT RAISE(ABORT, 'movements are never changed'); END;
    CREATE TRIGGER stock_movements_never_leave BEFORE DELETE ON stock_movements
        BEGIN SELECT RAISE(ABORT, 'movements are never deleted'); END;
    CREATE VIEW stock_balances AS
        SELECT item_id, piece_id, location, sum(quantity) AS quantity FROM (
            SELECT item_id, piece_id, destination AS location, quantity FROM stock_movements
            UNION ALL SELECT item_id, piece_id, source, -quantity FROM stock_movements)
        GROUP BY item_id, piece_id, location HAVING sum(quantity) <> 0;
    CREATE TABLE stock_counts (
        id INTEGER PRIMARY KEY, depot_id INTEGER NOT NULL REFERENCES stock_depots (id), started_at TEXT NOT NULL,
        started_by TEXT NOT NULL, ended_at TEXT, ended_by TEXT, abandoned INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE UNIQUE INDEX stock_one_count_at_a_time ON stock_counts (depot_id) WHERE ended_at IS NULL;
    CREATE TABLE stock_count_lines (
        id INTEGER PRIMARY KEY, count_id INTEGER NOT NULL REFERENCES stock_counts (id),
        item_id INTEGER NOT NULL REFERENCES stock_items (id), piece_id INTEGER REFERENCES stock_pieces (id),
        expected INTEGER NOT NULL, found INTEGER NOT NULL CHECK (found >= 0), note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL, actor TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX stock_count_line ON stock_count_lines (count_id, item_id, ifnull(piece_id, 0));
    """,
    )


@migrations()
def m002_goods_follow_a_merged_shop(db: Database) -> None:
    # The one change a movement may know: the number of a partner, when two sheets of one shop are merged or parted.
    run_script(
        db,
        """
    DROP TRIGGER stock_movements_stay;
    CREATE TRIGGER stock_movements_stay BEFORE UPDATE ON stock_movements
        WHEN (NEW.id, NEW.at, NEW.actor, NEW.operation, NEW.item_id, NEW.piece_id, NEW.quantity, NEW.reason, NEW.note,
                NEW.reference, NEW.cancels)
            IS NOT (OLD.id, OLD.at, OLD.actor, OLD.operation, OLD.item_id, OLD.piece_id, OLD.quantity, OLD.reason,
                OLD.note, OLD.reference, OLD.cancels)
            OR EXISTS (
                SELECT 1 FROM (SELECT OLD.source AS was, NEW.source AS now
                    UNION ALL SELECT OLD.destination, NEW.destination)
                WHERE was <> now AND NOT EXISTS (SELECT 1 FROM merges
                    WHERE was LIKE 'partner:%:%' AND rtrim(was, '0123456789') = rtrim(now, '0123456789')
                    AND (substr(was, length(rtrim(was, '0123456789')) + 1),
                        substr(now, length(rtrim(now, '0123456789')) + 1))
                        IN (VALUES (CAST(kept_id AS TEXT), CAST(copy_id AS TEXT)),
                            (CAST(copy_id AS TEXT), CAST(kept_id AS TEXT)))))
        BEGIN SELECT RAISE(ABORT, 'movements are never changed'); END;
    """,
    )


def all_items(db: Database, *, archived: bool = False) -> list[Item]:
    """Items by family and name."""
    sql = f"SELECT * FROM stock_items WHERE archived_at IS {'NOT ' if archived else ''}NULL ORDER BY id"  # noqa: S608
    order = {str(one): index for index, one in enumerate(Family)}
    found = [item_from(one) for one in rows(db, sql)]
    return sorted(found, key=lambda one: (order[str(one.family)], one.name.casefold(), one.id))


def item_by_id(db: Database, item_id: int) -> Item | None:
    """One item, archived or not."""
    found = row(db, "SELECT * FROM stock_items WHERE id = ?", [item_id])
    return item_from(found) if found else None


def known_item(db: Database, item_id: int) -> Item:
    """One item.

    Raises:
        NotFound.
    """
    found = item_by_id(db, item_id)
    if found is None:
        raise NotFound("Cet article n’existe pas.")
    return found


def items_by_id(db: Database) -> dict[int, Item]:
    """Every item, archived ones too."""
    return {one["id"]: item_from(one) for one in rows(db, "SELECT * FROM stock_items")}


def pieces_by_id(db: Database) -> dict[int, Piece]:
    """Every piece, retired ones too."""
    return {one["id"]: piece_from(one) for one in rows(db, "SELECT * FROM stock_pieces")}


def known_piece(db: Database, piece_id: int) -> Piece:
    """One piece.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT * FROM stock_pieces WHERE id = ?", [piece_id])
    if found is None:
        raise NotFound("Cette pièce n’existe pas.")
    return piece_from(found)


def all_depots(db: Database, *, archived: bool = False) -> list[Depot]:
    """Depots, the main one first."""
    sql = f"SELECT * FROM stock_depots WHERE archived_at IS {'NOT ' if archived else ''}NULL "  # noqa: S608
    return [depot_from(one) for one in rows(db, sql + "ORDER BY main DESC, name COLLATE NOCASE, id")]


def known_depot(db: Database, depot_id: int) -> Depot:
    """One depot.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT * FROM stock_depots WHERE id = ?", [depot_id])
    if found is None:
        raise NotFound("Ce lieu de stockage n’existe pas.")
    return depot_from(found)


def balances(db: Database, where: str = "1", parameters: dict[str, object] | None = None) -> list[Balance]:
    """What each location holds, by a condition written in our code."""
    sql = f"SELECT * FROM stock_balances WHERE {where}"  # noqa: S608 - our own conditions
    found = rows(db, sql, parameters or {})
    return [Balance(one["item_id"], one["piece_id"], one["location"], one["quantity"]) for one in found]


def count_lines(db: Database, count_id: int) -> list[CountLine]:
    """What was counted so far."""
    items, pieces = items_by_id(db), pieces_by_id(db)
    found = rows(db, "SELECT * FROM stock_count_lines WHERE count_id = ? ORDER BY id", [count_id])
    return [
        CountLine(items[one["item_id"]], pieces.get(one["piece_id"]), one["expected"], one["found"], one["note"])
        for one in found
    ]


def item_from(found: Row) -> Item:
    """An item of its row."""
    return Item(
        id=found["id"],
        code=found["code"],
        name=found["name"],
        kind=ItemKind(found["kind"]),
        family=Family(found["family"]),
        unit=found["unit"],
        pack=found["pack"],
        volume_litres=found["volume_litres"],
        weight_kg=found["weight_kg"],
        value_cents=found["value_cents"],
        parts=tuple(json.loads(found["parts"])),
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        version=found["version"],
    )


def piece_from(found: Row) -> Piece:
    """A piece of its row."""
    return Piece(
        id=found["id"],
        item_id=found["item_id"],
        number=found["number"],
        condition=Condition(found["condition"]),
        missing_parts=tuple(json.loads(found["missing_parts"])),
        photo=found["photo"],
        note=found["note"],
        retired_at=clock.from_stamp(found["retired_at"]) if found["retired_at"] else None,
        version=found["version"],
    )


def depot_from(found: Row) -> Depot:
    """A depot of its row."""
    return Depot(
        id=found["id"],
        name=found["name"],
        address=found["address"],
        latitude=found["latitude"],
        longitude=found["longitude"],
        phone=found["phone"],
        main=bool(found["main"]),
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        version=found["version"],
    )
