"""The journal: who did what, when. Append-only; personal values lie apart, where erasure can reach them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, insert, rows


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
    return [
        Entry(
            r["id"],
            clock.from_stamp(r["at"]),
            r["actor"],
            r["verb"],
            r["subject"],
            r["subject_id"],
            json.loads(r["details"]),
        )
        for r in found
    ]
