"""Minutes and commitments; rows ↔ dataclasses. Names of people are kept apart, for the time they may be."""

import json
from collections.abc import Sequence
from datetime import date

from campaign.base.database import Database, Row, row, rows, value
from campaign.base.errors import NotFound
from campaign.meetings.minutes_model import Minutes, Promise, Written
from campaign.meetings.store import moment
from campaign.planning.tasks import TaskRole

_PROMISES = (
    "SELECT p.*, coalesce(n.names, '') AS person FROM meeting_promises p "
    "LEFT JOIN meeting_names n ON n.kind = 'promise' AND n.of_id = p.id"
)


def promises_of(db: Database, meeting_id: int, *, removed: bool = False) -> list[Promise]:
    """The commitments of a meeting as they were written; or those taken out."""
    wanted = f"p.removed_at IS {'NOT ' if removed else ''}NULL"
    return [_promise(one) for one in rows(db, f"{_PROMISES} WHERE p.meeting_id = ? AND {wanted} ORDER BY p.id",
                                          [meeting_id])]  # fmt: skip


def known_promise(db: Database, promise_id: int) -> Promise:
    """One commitment, taken out or not.

    Raises:
        NotFound.
    """
    found = row(db, f"{_PROMISES} WHERE p.id = ?", [promise_id])
    if found is None:
        raise NotFound("Cet engagement n’existe pas, ou plus.")
    return _promise(found)


def promise_of_task(db: Database, task_id: int) -> Promise | None:
    """The commitment a task of the backplan comes from."""
    found = row(db, f"{_PROMISES} WHERE p.task_id = ?", [task_id])
    return _promise(found) if found else None


def minutes_of(db: Database, meeting_id: int) -> list[Minutes]:
    """Every version of the minutes, the draft last."""
    sql = (
        "SELECT m.*, coalesce(n.names, '{}') AS names FROM meeting_minutes m "
        "LEFT JOIN meeting_names n ON n.kind = 'minutes' AND n.of_id = m.id WHERE m.meeting_id = ? ORDER BY m.number"
    )
    return [_minutes(one) for one in rows(db, sql, [meeting_id])]


def draft_of(db: Database, meeting_id: int) -> Minutes | None:
    """The version being written."""
    return next((one for one in minutes_of(db, meeting_id) if one.sent_at is None), None)


def latest_sent(db: Database, meeting_id: int) -> Minutes | None:
    """The latest version that left."""
    return next((one for one in reversed(minutes_of(db, meeting_id)) if one.sent_at), None)


def sent_meetings(db: Database, edition_id: int) -> set[int]:
    """The meetings of an edition whose minutes left."""
    sql = (
        "SELECT DISTINCT meeting_id FROM meeting_minutes WHERE sent_at IS NOT NULL "
        "AND meeting_id IN (SELECT id FROM meetings WHERE edition_id = ?)"
    )
    return {one["meeting_id"] for one in rows(db, sql, [edition_id])}


def keep_names(db: Database, kind: str, of_id: int, edition_id: int, names: str) -> None:
    """The person of a commitment, or everybody that minutes name."""
    sql = "INSERT OR REPLACE INTO meeting_names (kind, of_id, edition_id, names) VALUES (?, ?, ?, ?)"
    db.conn.execute(sql, [kind, of_id, edition_id, names])


def freeze(db: Database, minutes: Minutes, edition_id: int, promises: Sequence[Promise], written: Written) -> None:
    """Keep what a version says when it leaves, names apart."""
    kept = [{"id": one.id, "title": one.title, "role": str(one.role), "due": one.due.isoformat()} for one in promises]
    db.conn.execute(
        "UPDATE meeting_minutes SET promises = ?, present = ?, excused = ? WHERE id = ?",
        [json.dumps(kept, ensure_ascii=False), len(written.present), len(written.excused), minutes.id],
    )
    people = {str(one.id): one.person for one in promises}
    names = {"present": written.present, "excused": written.excused, "people": people}
    keep_names(db, "minutes", minutes.id, edition_id, json.dumps(names, ensure_ascii=False))


def next_number(db: Database, meeting_id: int) -> int:
    """The number of the next version."""
    return int(value(db, "SELECT coalesce(max(number), 0) + 1 FROM meeting_minutes WHERE meeting_id = ?", [meeting_id]))


def _promise(found: Row) -> Promise:
    return Promise(
        id=found["id"],
        meeting_id=found["meeting_id"],
        title=found["title"],
        role=TaskRole(found["role"]),
        due=date.fromisoformat(found["due"]),
        person=found["person"],
        task_id=found["task_id"],
        planned_due=date.fromisoformat(found["planned_due"]) if found["planned_due"] else None,
        corrected=bool(found["corrected"]),
        removed_at=moment(found["removed_at"]),
        version=found["version"],
    )


def _minutes(found: Row) -> Minutes:
    names = json.loads(found["names"])
    people = names.get("people", {})
    promises = tuple(
        Promise(one["id"], found["meeting_id"], one["title"], TaskRole(one["role"]), date.fromisoformat(one["due"]),
                people.get(str(one["id"]), ""))
        for one in json.loads(found["promises"])
    )  # fmt: skip
    written = Written(
        points=found["points"],
        decisions=found["decisions"],
        promises=promises,
        present=tuple(names.get("present", ())),
        excused=tuple(names.get("excused", ())),
        present_count=found["present"],
        excused_count=found["excused"],
    )
    return Minutes(found["id"], found["meeting_id"], found["number"], written, moment(found["sent_at"]),
                   found["version"])  # fmt: skip
