"""Tasks kept for an edition; rows ↔ dataclasses."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows
from campaign.base.errors import NotFound
from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, Task, TaskRole, TaskState

_TASKS = "SELECT t.*, coalesce(p.person, '') AS person FROM plan_tasks t LEFT JOIN plan_people p ON p.task_id = t.id"


@dataclass(frozen=True, slots=True)
class KeptTask:
    """A task of an edition as it is kept. ``source`` says where it comes from (« Réunion du 1er juillet »), or ''."""

    id: int
    edition_id: int
    task: Task
    note: str = ""
    source: str = ""
    removed_at: datetime | None = None
    version: int = 1


def kept_tasks(db: Database, edition_id: int) -> list[KeptTask]:
    """Every task of an edition, in the order they were written, those taken out too."""
    return [_kept(one) for one in rows(db, f"{_TASKS} WHERE t.edition_id = ? ORDER BY t.id", [edition_id])]


def kept_task(db: Database, task_id: int) -> KeptTask:
    """A task.

    Raises:
        NotFound.
    """
    found = row(db, f"{_TASKS} WHERE t.id = ?", [task_id])
    if found is None:
        raise NotFound("Cette tâche n’existe pas, ou plus.")
    return _kept(found)


def say_who(db: Database, edition_id: int, task_id: int, person: str) -> None:
    """Keep who does a task, in the caller's transaction; '' for nobody."""
    db.conn.execute("DELETE FROM plan_people WHERE task_id = ?", [task_id])
    if person:
        insert(db, "plan_people", {"task_id": task_id, "edition_id": edition_id, "person": person})


def planned(kept: Iterable[KeptTask]) -> list[Task]:
    """The tasks that count; nobody waits for one that was taken out."""
    listed = [one.task for one in kept if one.removed_at is None]
    codes = {task.code for task in listed}
    return [replace(task, after=tuple(code for code in task.after if code in codes)) for task in listed]


def columns(task: Task) -> Row:
    """A task as it is kept, but for its edition, its note, its source and who does it (``say_who``)."""
    return {
        "code": task.code,
        "title": task.title,
        "role": str(task.role),
        "anchor": str(task.anchor),
        "offset_days": task.offset,
        "duration": task.duration,
        "awaits": json.dumps(task.after),
        "lead": str(task.lead) if task.lead else None,
        "lead_days": task.lead_days,
        "asks": json.dumps(sorted(task.asks)),
        "commits": json.dumps(task.commits),
        "funds": json.dumps(task.funds),
        "state": str(task.state),
        "done_on": task.done_on.isoformat() if task.done_on else None,
    }


def _kept(found: Row) -> KeptTask:
    task = Task(
        code=found["code"],
        title=found["title"],
        role=TaskRole(found["role"]),
        offset=found["offset_days"],
        duration=found["duration"],
        anchor=Anchor(found["anchor"]),
        after=tuple(json.loads(found["awaits"])),
        lead=Lead(found["lead"]) if found["lead"] else None,
        lead_days=found["lead_days"],
        asks=frozenset(Asked(one) for one in json.loads(found["asks"])),
        commits=tuple(Commitment(one) for one in json.loads(found["commits"])),
        funds=tuple(json.loads(found["funds"])),
        person=found["person"],
        state=TaskState(found["state"]),
        done_on=date.fromisoformat(found["done_on"]) if found["done_on"] else None,
    )
    removed = clock.from_stamp(found["removed_at"]) if found["removed_at"] else None
    return KeptTask(
        found["id"], found["edition_id"], task, found["note"], found["source"], removed, found["version"]
    )  # fmt: skip
