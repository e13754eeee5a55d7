"""Tasks kept for an edition; rows ↔ dataclasses."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Row, rows
from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, Task, TaskRole, TaskState


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
    return [
        kept_of_row(one) for one in rows(db, "SELECT * FROM plan_tasks WHERE edition_id = ? ORDER BY id", [edition_id])
    ]


def planned(kept: Iterable[KeptTask]) -> list[Task]:
    """The tasks that count; nobody waits for one that was taken out."""
    listed = [one.task for one in kept if one.removed_at is None]
    codes = {task.code for task in listed}
    return [replace(task, after=tuple(code for code in task.after if code in codes)) for task in listed]


def columns(task: Task) -> Row:
    """A task as it is kept, but for its edition, its note and its source."""
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
        "person": task.person,
        "state": str(task.state),
        "done_on": task.done_on.isoformat() if task.done_on else None,
    }


def kept_of_row(found: Row) -> KeptTask:
    """A row of ``plan_tasks``."""
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
