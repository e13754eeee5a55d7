"""The journal: who did what, when. Append-only; personal values lie apart, where erasure can reach them."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, Row, insert, rows


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. ``actor`` is « agent:3 Camille R. », « contact:12 », « system » or « public »."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    subject_id: int | None
    details: dict[str, object]


def record(
    db: Database,
    actor: str,
    verb: str,
    subject: str,
    subject_id: int | None,
    operation: str | None = None,
    details: Mapping[str, object] | None = None,
    personal: Mapping[str, tuple[object, object]] | None = None,
) -> int:
    """Add a line, inside the caller's transaction. ``personal`` maps a field to its (before, after) values.

    ``details`` must hold no personal value: codes, ids and public facts only.
    """
    entry = insert(
        db,
        "journal",
        {
            "at": clock.stamp(),
            "actor": actor,
            "verb": verb,
            "subject": subject,
            "subject_id": subject_id,
            "operation": operation,
            "details": json.dumps(details or {}, ensure_ascii=False, default=str),
        },
    )
    for field, (before, after) in (personal or {}).items():
        values = [None if value is None else str(value) for value in (before, after)]
        db.conn.execute("INSERT INTO journal_personal VALUES (?, ?, ?, ?)", [entry, field, *values])
    return entry


def entries(
    db: Database, subject: str | None = None, subject_id: int | None = None, limit: int = 100, before: int | None = None
) -> list[Entry]:
    """The latest lines first, of one subject or of all; ``before`` continues a listing below a line's id."""
    wheres = ["1 = 1"]
    if subject is not None:
        wheres.append("subject = :subject")
    if subject_id is not None:
        wheres.append("subject_id = :subject_id")
    if before is not None:
        wheres.append("id < :before")
    found = rows(
        db,
        f"SELECT * FROM journal WHERE {' AND '.join(wheres)} ORDER BY id DESC LIMIT :limit",  # noqa: S608
        {"subject": subject, "subject_id": subject_id, "before": before, "limit": limit},
    )
    return [_entry(one) for one in found]


def entry(db: Database, entry_id: int) -> Entry | None:
    """One line."""
    found = rows(db, "SELECT * FROM journal WHERE id = ?", [entry_id])
    return _entry(found[0]) if found else None


def entries_of(db: Database, subject: str, subject_ids: Collection[int], limit: int) -> list[Entry]:
    """The latest lines first, of several subjects of one kind."""
    found = rows(
        db,
        "SELECT * FROM journal WHERE subject = ? AND subject_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY id DESC LIMIT ?",
        [subject, json.dumps(list(subject_ids)), limit],
    )
    return [_entry(one) for one in found]


def _entry(found: Row) -> Entry:
    return Entry(
        found["id"],
        clock.from_stamp(found["at"]),
        found["actor"],
        found["verb"],
        found["subject"],
        found["subject_id"],
        json.loads(found["details"]),
    )
