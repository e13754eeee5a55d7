"""Tables of the experience sheet: what was written of a part, every text ever kept, ready or not; rows ↔ dataclasses.

Only what was changed is stored: a part nobody touched is proposed anew at each reading.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script, value
from campaign.experience.model import KeptPart

migrations = Migrations("experience")


@migrations()
def m001_experience(db: Database) -> None:
    run_script(
        db,
        """
    -- The id is the edition's. « version » moves at each change of any part: a sheet is marked ready as it was read.
    CREATE TABLE experience_sheets (
        id INTEGER PRIMARY KEY REFERENCES editions (id), ready_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    -- « text » NULL: back to the proposed one. « basis »: the proposed text whoever wrote had before them.
    -- « confirmed »: JSON, the lines somebody said are difficulties indeed.
    CREATE TABLE experience_parts (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), part TEXT NOT NULL, text TEXT,
        basis TEXT NOT NULL, confirmed TEXT NOT NULL DEFAULT '[]', actor TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, part)
    ) STRICT;
    CREATE TABLE experience_texts (
        part_id INTEGER NOT NULL REFERENCES experience_parts (id), version INTEGER NOT NULL, text TEXT,
        actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (part_id, version)
    ) STRICT, WITHOUT ROWID;
    """,
    )


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The sheet of an edition, its parts apart; version 0 when nothing was ever written."""

    ready_at: datetime | None = None
    version: int = 0


def sheet_row(db: Database, edition_id: int) -> SheetRow:
    """Whether the sheet was marked ready, and its version."""
    found = row(db, "SELECT * FROM experience_sheets WHERE id = ?", [edition_id])
    if found is None:
        return SheetRow()
    return SheetRow(clock.from_stamp(found["ready_at"]) if found["ready_at"] else None, found["version"])


def touch(db: Database, edition_id: int) -> bool:
    """Something changed: the sheet is a draft again; whether it was ready. In the caller's transaction."""
    was_ready = sheet_row(db, edition_id).ready_at is not None
    db.conn.execute(
        "INSERT INTO experience_sheets (id) VALUES (?) "
        "ON CONFLICT (id) DO UPDATE SET ready_at = NULL, version = version + 1",
        [edition_id],
    )
    return was_ready


def mark(db: Database, edition_id: int, version: int, ready_at: str | None) -> bool:
    """Ready, or not, if nobody changed the sheet since ``version``. In the caller's transaction."""
    if version == 0 and sheet_row(db, edition_id).version == 0:
        db.conn.execute("INSERT INTO experience_sheets (id, ready_at) VALUES (?, ?)", [edition_id, ready_at])
        return True
    sql = "UPDATE experience_sheets SET ready_at = ?, version = version + 1 WHERE id = ? AND version = ?"
    return db.conn.execute(sql, [ready_at, edition_id, version]).rowcount == 1


def parts_of(db: Database, edition_id: int) -> dict[str, KeptPart]:
    """What was written of each part, by its code."""
    return {
        one["part"]: _part(one) for one in rows(db, "SELECT * FROM experience_parts WHERE edition_id = ?", [edition_id])
    }


def part_of(db: Database, edition_id: int, code: str) -> KeptPart | None:
    """What was written of one part, None when nobody ever touched it."""
    found = row(db, "SELECT * FROM experience_parts WHERE edition_id = ? AND part = ?", [edition_id, code])
    return _part(found) if found else None


def write_part(
    db: Database, edition_id: int, code: str, version: int, text: str | None, basis: str, actor: str,
    confirmed: tuple[str, ...],
) -> bool:  # fmt: skip
    """Write a part read at ``version`` (0: never touched); False when somebody came first. The text joins those kept.

    In the caller's transaction.
    """
    values = [text, basis, json.dumps(confirmed, ensure_ascii=False), actor, clock.stamp()]
    if version == 0:
        sql = (
            "INSERT OR IGNORE INTO experience_parts (text, basis, confirmed, actor, at, edition_id, part) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        written = db.conn.execute(sql, [*values, edition_id, code]).rowcount == 1
    else:
        sql = (
            "UPDATE experience_parts SET text = ?, basis = ?, confirmed = ?, actor = ?, at = ?, version = version + 1 "
            "WHERE edition_id = ? AND part = ? AND version = ?"
        )
        written = db.conn.execute(sql, [*values, edition_id, code, version]).rowcount == 1
    if written:
        db.conn.execute(
            "INSERT INTO experience_texts SELECT id, version, text, actor, at FROM experience_parts "
            "WHERE edition_id = ? AND part = ?",
            [edition_id, code],
        )
    return written


def last_text(db: Database, part_id: int) -> str | None:
    """The latest text somebody wrote of a part, whether it went back to the proposed one since or not."""
    sql = "SELECT text FROM experience_texts WHERE part_id = ? AND text IS NOT NULL ORDER BY version DESC LIMIT 1"
    found = value(db, sql, [part_id])
    return str(found) if found is not None else None


def _part(found: Row) -> KeptPart:
    return KeptPart(
        id=found["id"],
        edition_id=found["edition_id"],
        code=found["part"],
        text=found["text"],
        basis=found["basis"],
        actor=found["actor"],
        at=clock.from_stamp(found["at"]),
        confirmed=tuple(json.loads(found["confirmed"])),
        version=found["version"],
    )
