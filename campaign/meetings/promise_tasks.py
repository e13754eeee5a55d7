"""Commitments and their tasks of the backplan: made once, followed afterwards; inside the transaction of the caller."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.french import date_in_figures, enumerate_in_words
from campaign.meetings.minutes_model import Followed, Promise
from campaign.meetings.minutes_store import promises_of
from campaign.meetings.model import Meeting
from campaign.planning.backplan import add_commitment, change_task, remove_task
from campaign.planning.plan_views import Backplan, backplan
from campaign.planning.tasks import TaskState


def put_in_plan(db: Database, by: Actor, meeting: Meeting, operation: str) -> int:
    """Make a task of each commitment that has none, bring to its task what was corrected here, take out of the plan
    those withdrawn; how many were made.

    Raises:
        InvalidInput, InvalidForm: see ``planning.backplan``.
    """
    plan, made = backplan(db, by, meeting.edition_id), 0
    promises = promises_of(db, meeting.id)
    for one in promises:
        kept = plan.by_id(one.task_id) if one.task_id else None
        step = _step(operation, one)
        if one.task_id is None:
            about = (one.title, one.role, one.person, one.due)
            task_id = add_commitment(db, by, meeting.edition_id, *about, step, source=meeting.named)
            db.conn.execute("UPDATE meeting_promises SET task_id = ? WHERE id = ?", [task_id, one.id])
            made += 1
        elif one.corrected and kept and kept.removed_at is None:
            values = {"title": one.title, "role": str(one.role), "person": one.person, "deadline": one.due}
            change_task(db, by, kept.id, kept.version, values, step)
    for one in promises_of(db, meeting.id, removed=True):
        kept = plan.by_id(one.task_id) if one.task_id else None
        if kept and kept.removed_at is None:
            remove_task(db, by, kept.id, _step(operation, one))
    _note_deadlines(db, by, meeting, {one.id for one in promises if one.task_id is None or one.corrected})
    return made


def _note_deadlines(db: Database, by: Actor, meeting: Meeting, written: set[int]) -> None:
    plan = backplan(db, by, meeting.edition_id)
    for one in promises_of(db, meeting.id):
        dated = plan.dated_of(one.task_id) if one.task_id else None
        if one.id in written and dated:
            sql = "UPDATE meeting_promises SET planned_due = ?, corrected = 0 WHERE id = ?"
            db.conn.execute(sql, [dated.deadline.isoformat(), one.id])


def followed(promise: Promise, plan: Backplan | None, today: date) -> Followed:
    """A commitment beside its task."""
    if promise.task_id is None or plan is None:
        return Followed(promise)
    kept = plan.by_id(promise.task_id)
    dated = plan.dated_of(promise.task_id)
    if kept is None or kept.removed_at is not None or dated is None:
        return Followed(promise, gone=True)
    task, said = kept.task, []
    if task.title != promise.title:
        said.append(f"« {task.title} »")
    if task.role is not promise.role or task.person != promise.person:
        said.append(f"par {', '.join(part for part in (task.role.label, task.person) if part)}")
    if dated.deadline != promise.planned_due:
        said.append(f"pour le {date_in_figures(dated.deadline)}")
    open_still = task.state in (TaskState.TO_DO, TaskState.UNDER_WAY)
    return Followed(
        promise, task.state, dated.deadline, late=open_still and dated.deadline < today,
        changed=enumerate_in_words(said),
    )  # fmt: skip


def all_followed(db: Database, by: Actor, edition_id: int, promises: Iterable[Promise], today: date) -> list[Followed]:
    """Each commitment beside its task, as the backplan is now."""
    listed = list(promises)
    plan = backplan(db, by, edition_id) if any(one.task_id for one in listed) else None
    return [followed(one, plan, today) for one in listed]


def _step(operation: str, promise: Promise) -> str:
    """The operation of one commitment inside that of the whole."""
    return sha256(f"{operation}:{promise.id}".encode()).hexdigest()[:40]
