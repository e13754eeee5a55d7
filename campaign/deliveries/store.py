"""Tables of the deliveries: slips, entries from the road, gaps, what shops declare."""

import json
from collections.abc import Mapping
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script, value
from campaign.base.errors import NotFound
from campaign.deliveries.model import (
    Entry,
    EntryLine,
    EntryState,
    Outcome,
    Slip,
    SlipKind,
    SlipLine,
    SlipState,
    default_due,
    delivery_state,
    return_state,
)
from campaign.editions.model import Edition
from campaign.partners.store import places_where
from campaign.stock.store import items_by_id, pieces_by_id

migrations = Migrations("deliveries")


@migrations()
def m001_deliveries(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE delivery_terms (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id), due_on TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE slips (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('delivery', 'return')),
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        revision INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, cancelled_at TEXT
    ) STRICT;
    CREATE UNIQUE INDEX slips_one_alive ON slips (edition_id, kind, place_id) WHERE cancelled_at IS NULL;
    CREATE TABLE slip_lines (
        id INTEGER PRIMARY KEY, slip_id INTEGER NOT NULL REFERENCES slips (id),
        item_id INTEGER NOT NULL REFERENCES stock_items (id), piece_id INTEGER REFERENCES stock_pieces (id),
        planned INTEGER NOT NULL CHECK (planned >= 0)
    ) STRICT;
    CREATE UNIQUE INDEX slip_line ON slip_lines (slip_id, item_id, ifnull(piece_id, 0));
    CREATE TABLE road_entries (
        id INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, slip_id INTEGER NOT NULL REFERENCES slips (id),
        state TEXT NOT NULL CHECK (state IN ('applied', 'to_settle', 'corrected', 'discarded')),
        outcome TEXT, at TEXT NOT NULL, received_at TEXT NOT NULL, clock_gap INTEGER NOT NULL DEFAULT 0,
        actor TEXT NOT NULL, photo TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
        problem TEXT NOT NULL DEFAULT '', leftovers TEXT NOT NULL DEFAULT '{}',
        surplus_accepted INTEGER NOT NULL DEFAULT 0, settled_by TEXT NOT NULL DEFAULT '', settled_at TEXT
    ) STRICT;
    CREATE INDEX road_entries_slip ON road_entries (slip_id);
    CREATE INDEX road_entries_state ON road_entries (state);
    -- Who received, gave or signed: personal, apart, so that it can go before the rest.
    CREATE TABLE road_people (
        entry_id INTEGER PRIMARY KEY REFERENCES road_entries (id), said_by TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '', signature TEXT NOT NULL DEFAULT '', at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE road_lines (
        entry_id INTEGER NOT NULL REFERENCES road_entries (id), line_id INTEGER NOT NULL REFERENCES slip_lines (id),
        units_left INTEGER NOT NULL DEFAULT 0 CHECK (units_left >= 0), ok INTEGER NOT NULL DEFAULT 0 CHECK (ok >= 0),
        damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged >= 0),
        missing INTEGER NOT NULL DEFAULT 0 CHECK (missing >= 0),
        note TEXT NOT NULL DEFAULT '', photo TEXT NOT NULL DEFAULT '', PRIMARY KEY (entry_id, line_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE gaps (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        place_id INTEGER NOT NULL REFERENCES places (id), item_id INTEGER NOT NULL REFERENCES stock_items (id),
        piece_id INTEGER REFERENCES stock_pieces (id), kind TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        slip_id INTEGER NOT NULL REFERENCES slips (id), entry_id INTEGER NOT NULL REFERENCES road_entries (id),
        opened_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', settlement TEXT, settled_at TEXT,
        settled_by TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX gaps_edition ON gaps (edition_id, settled_at);
    CREATE TABLE declarations (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        place_id INTEGER NOT NULL REFERENCES places (id), kind TEXT NOT NULL, text TEXT NOT NULL DEFAULT '',
        leftovers TEXT NOT NULL DEFAULT '{}', actor TEXT NOT NULL, at TEXT NOT NULL, treated_at TEXT,
        treated_by TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX declarations_edition ON declarations (edition_id, place_id);
    CREATE TABLE owed_reminders (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        rank INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (edition_id, place_id, rank)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def due_of(db: Database, edition: Edition) -> tuple[date, int]:
    """(when what was lent is expected back, version: 0 while it is the usual day)."""
    found = row(db, "SELECT due_on, version FROM delivery_terms WHERE edition_id = ?", [edition.id])
    return (date.fromisoformat(found["due_on"]), found["version"]) if found else (default_due(edition), 0)


def slips_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[Slip]:
    """Slips by a condition written in our code, by number; six queries, whatever how many."""
    found = rows(db, f"SELECT * FROM slips WHERE {where} ORDER BY number", dict(parameters))  # noqa: S608
    if not found:
        return []
    marks = ", ".join(str(one["id"]) for one in found)
    items, pieces = items_by_id(db), pieces_by_id(db)
    places = {
        one.id: one
        for one in places_where(db, f"id IN ({', '.join(str(one['place_id']) for one in found)})", {})
    }  # fmt: skip
    said = rows(
        db,
        "SELECT line_id, sum(units_left) AS units_left, sum(ok) AS ok, sum(damaged) AS damaged FROM road_lines "  # noqa: S608
        "JOIN road_entries e ON e.id = entry_id WHERE e.state = 'applied' "
        f"AND e.slip_id IN ({marks}) GROUP BY line_id",
    )
    sums = {one["line_id"]: one for one in said}
    outcomes: dict[int, list[str | None]] = {}
    sql = f"SELECT slip_id, outcome FROM road_entries WHERE state = 'applied' AND slip_id IN ({marks}) ORDER BY at, id"  # noqa: S608
    for one in rows(db, sql):
        outcomes.setdefault(one["slip_id"], []).append(one["outcome"])
    lines: dict[int, list[SlipLine]] = {}
    for one in rows(db, f"SELECT * FROM slip_lines WHERE slip_id IN ({marks}) ORDER BY id"):  # noqa: S608
        sum_of = sums.get(one["id"], {"units_left": 0, "ok": 0, "damaged": 0})
        done = sum_of["units_left"] + sum_of["ok"] + sum_of["damaged"]
        line = SlipLine(one["id"], items[one["item_id"]], pieces.get(one["piece_id"]), one["planned"], done,
                        sum_of["damaged"])  # fmt: skip
        lines.setdefault(one["slip_id"], []).append(line)
    return [_slip(one, places, lines.get(one["id"], []), outcomes.get(one["id"], [])) for one in found]


def known_slip(db: Database, number: str) -> Slip:
    """A slip by its number.

    Raises:
        NotFound.
    """
    found = slips_where(db, "number = :number", {"number": str(number).upper()})
    if not found:
        raise NotFound("Ce bon n’existe pas. Vérifiez son numéro.")
    return found[0]


def live_slip(db: Database, edition_id: int, kind: SlipKind, place_id: int) -> Slip | None:
    """The slip of a place for an edition, unless cancelled."""
    found = slips_where(
        db,
        "edition_id = :edition AND kind = :kind AND place_id = :place AND cancelled_at IS NULL",
        {"edition": edition_id, "kind": str(kind), "place": place_id},
    )
    return found[0] if found else None


def next_number(db: Database, kind: SlipKind, year: int) -> str:
    """The next number of a year: « BL-2026-0017 »."""
    start = f"{kind.prefix}-{year}-"
    last = value(db, "SELECT max(number) FROM slips WHERE number LIKE ?", [f"{start}%"])
    return f"{start}{int(str(last).rpartition('-')[2]) + 1 if last else 1:04d}"


def entries_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[Entry]:
    """Entries by a condition written in our code, oldest first."""
    found = rows(
        db,
        "SELECT e.*, p.said_by, p.receiver, p.signature FROM road_entries e "  # noqa: S608 - our own conditions
        f"LEFT JOIN road_people p ON p.entry_id = e.id WHERE {where} ORDER BY e.at, e.id",
        dict(parameters),
    )
    if not found:
        return []
    marks = ", ".join(str(one["id"]) for one in found)
    lines: dict[int, list[EntryLine]] = {}
    for one in rows(db, f"SELECT * FROM road_lines WHERE entry_id IN ({marks}) ORDER BY line_id"):  # noqa: S608
        line = EntryLine(one["line_id"], one["units_left"], one["ok"], one["damaged"], one["missing"], one["note"],
                         one["photo"])  # fmt: skip
        lines.setdefault(one["entry_id"], []).append(line)
    return [_entry(one, lines.get(one["id"], [])) for one in found]


def known_entry(db: Database, entry_id: int) -> Entry:
    """One entry.

    Raises:
        NotFound.
    """
    found = entries_where(db, "e.id = :id", {"id": entry_id})
    if not found:
        raise NotFound("Cette saisie n’existe pas.")
    return found[0]


def add_entry(db: Database, entry: Entry) -> int:
    """Keep what was said, in the caller's transaction; its id."""
    entry_id = insert(
        db,
        "road_entries",
        {
            "operation": entry.operation, "slip_id": entry.slip_id, "state": str(entry.state),
            "outcome": str(entry.outcome) if entry.outcome else None, "at": clock.stamp(entry.at),
            "received_at": clock.stamp(entry.received_at), "clock_gap": entry.clock_gap, "actor": entry.actor,
            "photo": entry.photo, "note": entry.note, "problem": entry.problem,
            "leftovers": json.dumps({str(key): many for key, many in entry.leftovers.items()}),
            "surplus_accepted": int(entry.surplus_accepted),
        },
    )  # fmt: skip
    insert(db, "road_people", {"entry_id": entry_id, "said_by": entry.said_by, "receiver": entry.receiver,
                               "signature": entry.signature, "at": clock.stamp(entry.received_at)})  # fmt: skip
    for one in entry.lines:
        insert(db, "road_lines", {"entry_id": entry_id, "line_id": one.line_id, "units_left": one.left, "ok": one.ok,
                                  "damaged": one.damaged, "missing": one.missing, "note": one.note,
                                  "photo": one.photo})  # fmt: skip
    return entry_id


def set_entry_state(db: Database, entry_id: int, state: EntryState, actor: str) -> None:
    """What became of an entry, in the caller's transaction."""
    db.conn.execute(
        "UPDATE road_entries SET state = ?, settled_by = ?, settled_at = ? WHERE id = ?",
        [str(state), actor, clock.stamp(), entry_id],
    )


def _slip(found: Row, places: dict, lines: list[SlipLine], outcomes: list[str | None]) -> Slip:
    kind = SlipKind(found["kind"])
    if found["cancelled_at"]:
        state = SlipState.CANCELLED
    elif kind is SlipKind.DELIVERY:
        state = delivery_state(lines, [Outcome(one) for one in outcomes if one])
    else:
        state = return_state(lines, len(outcomes))
    return Slip(
        id=found["id"],
        number=found["number"],
        kind=kind,
        edition_id=found["edition_id"],
        place=places[found["place_id"]],
        lines=tuple(lines),
        state=state,
        revision=found["revision"],
        cancelled_at=clock.from_stamp(found["cancelled_at"]) if found["cancelled_at"] else None,
    )


def _entry(found: Row, lines: list[EntryLine]) -> Entry:
    return Entry(
        id=found["id"],
        slip_id=found["slip_id"],
        operation=found["operation"],
        state=EntryState(found["state"]),
        outcome=Outcome(found["outcome"]) if found["outcome"] else None,
        at=clock.from_stamp(found["at"]),
        received_at=clock.from_stamp(found["received_at"]),
        actor=found["actor"],
        said_by=found["said_by"] or "",
        lines=tuple(lines),
        leftovers={int(key): many for key, many in json.loads(found["leftovers"]).items()},
        receiver=found["receiver"] or "",
        signature=found["signature"] or "",
        photo=found["photo"],
        note=found["note"],
        problem=found["problem"],
        clock_gap=found["clock_gap"],
        surplus_accepted=bool(found["surplus_accepted"]),
        settled_by=found["settled_by"],
        settled_at=clock.from_stamp(found["settled_at"]) if found["settled_at"] else None,
    )
