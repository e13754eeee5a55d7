"""Tables of the evidence; rows ↔ dataclasses."""

import json
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script, value
from campaign.evidence.model import File, Piece, ReportChapter
from campaign.planning.tasks import TaskRole

FILES = "preuves"  # the purpose under which files are kept (base.kept_files)
PIECES, GIVEN, PEOPLE = "evidence_pieces", "evidence_files", "evidence_people"

migrations = Migrations("evidence")


@migrations()
def m001_evidence(db: Database) -> None:
    run_script(
        db,
        """
    -- Pieces of evidence: no state is kept, it is read from the files, « kept_at » and « why_not ».
    -- « tasks » are codes of the backplan, « chapters » codes of the report's, both JSON lists.
    CREATE TABLE evidence_pieces (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), title TEXT NOT NULL,
        proves TEXT NOT NULL DEFAULT '', role TEXT, due_on TEXT, due_task TEXT NOT NULL DEFAULT '',
        tasks TEXT NOT NULL DEFAULT '[]', chapters TEXT NOT NULL DEFAULT '[]', kept_at TEXT NOT NULL DEFAULT '',
        why_not TEXT NOT NULL DEFAULT '', removed_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK (due_on IS NULL OR due_task = ''), CHECK (why_not = '' OR kept_at = '')
    ) STRICT;
    CREATE INDEX evidence_pieces_edition ON evidence_pieces (edition_id);
    -- Who provides a piece: a name, erased twelve months after the edition; the role stays.
    CREATE TABLE evidence_people (
        piece_id INTEGER PRIMARY KEY REFERENCES evidence_pieces (id),
        edition_id INTEGER NOT NULL REFERENCES editions (id), person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE evidence_files (
        id INTEGER PRIMARY KEY, piece_id INTEGER NOT NULL REFERENCES evidence_pieces (id), name TEXT NOT NULL,
        file TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, added_at TEXT NOT NULL, removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX evidence_files_piece ON evidence_files (piece_id);
    """,
    )


def pieces_of(db: Database, edition_id: int) -> list[Piece]:
    """The pieces of an edition as they were written, those taken out too."""
    return _pieces(db, "edition_id = ?", edition_id)


def piece_by_id(db: Database, piece_id: int) -> Piece | None:
    """One piece."""
    return next(iter(_pieces(db, "id = ?", piece_id)), None)


def files_taken_away(db: Database, edition_id: int) -> list[File]:
    """Files taken away from pieces that are still there, the last first."""
    sql = (
        "SELECT f.* FROM evidence_files f JOIN evidence_pieces p ON p.id = f.piece_id "
        "WHERE p.edition_id = ? AND f.removed_at IS NOT NULL AND p.removed_at IS NULL ORDER BY f.removed_at DESC, f.id"
    )
    return [file_of_row(one) for one in rows(db, sql, [edition_id])]


def file_by_id(db: Database, file_id: int) -> File | None:
    """One file, one taken away too."""
    found = row(db, "SELECT * FROM evidence_files WHERE id = ?", [file_id])
    return file_of_row(found) if found else None


def kept_bytes(db: Database, edition_id: int) -> int:
    """What the files of an edition weigh, without those taken away."""
    sql = (
        "SELECT sum(f.size) FROM evidence_files f JOIN evidence_pieces p ON p.id = f.piece_id "
        "WHERE p.edition_id = ? AND f.removed_at IS NULL AND p.removed_at IS NULL"
    )
    return int(value(db, sql, [edition_id]) or 0)


def note_person(db: Database, piece_id: int, edition_id: int, person: str) -> None:
    """Who provides a piece; '' forgets it."""
    db.conn.execute("DELETE FROM evidence_people WHERE piece_id = ?", [piece_id])
    if person:
        db.conn.execute("INSERT INTO evidence_people VALUES (?, ?, ?)", [piece_id, edition_id, person])


def file_of_row(found: Row) -> File:
    """A row of ``evidence_files``."""
    return File(
        id=found["id"],
        piece_id=found["piece_id"],
        name=found["name"],
        file=found["file"],
        media_type=found["media_type"],
        size=found["size"],
        added_at=clock.from_stamp(found["added_at"]),
        removed_at=clock.from_stamp(found["removed_at"]) if found["removed_at"] else None,
    )


def _pieces(db: Database, condition: str, wanted: int) -> list[Piece]:
    listed = rows(db, f"SELECT * FROM evidence_pieces WHERE {condition} ORDER BY id", [wanted])  # noqa: S608 - our own
    mine = f"SELECT id FROM evidence_pieces WHERE {condition}"  # noqa: S608 - our own words
    sql = f"SELECT * FROM evidence_files WHERE removed_at IS NULL AND piece_id IN ({mine}) ORDER BY id"  # noqa: S608
    files: dict[int, list[File]] = {}
    for found in rows(db, sql, [wanted]):
        files.setdefault(found["piece_id"], []).append(file_of_row(found))
    people = rows(db, f"SELECT * FROM evidence_people WHERE piece_id IN ({mine})", [wanted])  # noqa: S608 - our own
    named = {one["piece_id"]: one["person"] for one in people}
    return [_piece(one, named.get(one["id"], ""), files.get(one["id"], [])) for one in listed]


def _piece(found: Row, person: str, files: list[File]) -> Piece:
    return Piece(
        id=found["id"],
        edition_id=found["edition_id"],
        title=found["title"],
        proves=found["proves"],
        role=TaskRole(found["role"]) if found["role"] else None,
        person=person,
        due_on=date.fromisoformat(found["due_on"]) if found["due_on"] else None,
        due_task=found["due_task"],
        tasks=tuple(json.loads(found["tasks"])),
        chapters=tuple(ReportChapter(one) for one in json.loads(found["chapters"])),
        kept_at=found["kept_at"],
        why_not=found["why_not"],
        files=tuple(files),
        removed_at=clock.from_stamp(found["removed_at"]) if found["removed_at"] else None,
        version=found["version"],
    )
