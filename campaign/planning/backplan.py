"""The backplan of an edition: begun from the template, its tasks added, changed, done, taken out, put back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version
from campaign.base.errors import InvalidInput, Refused
from campaign.base.text import clean_text, slug
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.planning.plan_store import KeptTask, columns, kept_task, kept_tasks, planned, say_who
from campaign.planning.plan_writing import write_plan
from campaign.planning.scheduling import offset_of, schedule
from campaign.planning.store import refuse_unknown_funds
from campaign.planning.tasks import (
    Anchor,
    Asked,
    Commitment,
    Lead,
    Task,
    TaskRole,
    TaskState,
    check_task,
)
from campaign.planning.template import TEMPLATE

TABLE, SUBJECT = "plan_tasks", "plan_task"
MAX_TASKS = 300
MAX_NOTE = 1000
_VERBS = ("change_task", "set_task_state", "remove_task", "restore_task")


@guarded
def begin_plan(
    db: Database, by: Actor, edition_id: int, operation: str, tasks: Sequence[Task] = TEMPLATE,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> int:  # fmt: skip
    """Give an edition its first tasks, those of the template or others, with their ``notes`` by code; how many.

    Raises:
        NotFound; Refused: it has a backplan already; InvalidForm, InvalidInput: tasks that cannot be.
    """
    days = edition_view(db, edition_id).days
    checked = [check_task(one) for one in tasks]
    schedule(checked, days)
    return write_plan(db, by, edition_id, checked, notes, "begin_plan", operation)


@guarded
def add_task(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a task; its id. ``values`` are the fields of ``Task`` and ``note``; ``deadline``, a date, may stand for
    ``anchor`` and ``offset``.

    Raises:
        NotFound; InvalidForm, InvalidInput: see ``check_task`` and ``in_order``; too many tasks.
    """
    return _add(db, by, edition_id, values, "", "add_task", operation)


@guarded
def add_commitment(
    db: Database, by: Actor, edition_id: int, title: str, role: TaskRole, person: str, due: date, operation: str,
    source: str = "",
) -> int:  # fmt: skip
    """A task that somebody committed to, for a day; its id. The day follows the edition's days when they move.

    Raises:
        NotFound; InvalidForm, InvalidInput.
    """
    values = {"title": title, "role": role, "person": person, "deadline": due}
    return _add(db, by, edition_id, values, source, "add_commitment", operation)


@guarded
def change_task(
    db: Database, by: Actor, task_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a task read at ``version``.

    Raises:
        NotFound, Conflict; InvalidForm, InvalidInput as ``add_task``.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_task", task_id) is not None:
            return
        before = kept_task(db, task_id)
        edition = edition_view(db, before.edition_id)
        task, note = _typed(db, edition, before.task, values), _note(values, before.note)
        others = [one for one in kept_tasks(db, before.edition_id) if one.id != task_id]
        _refuse_impossible([*others, replace(before, task=task)], edition)
        _update(db, before, version, columns(task) | {"note": note})
        say_who(db, edition.id, task_id, task.person)
        journal.record(db, by.journal_name, "change_task", SUBJECT, task_id, operation)
        operations.remember(db, operation, "change_task", task_id)


@guarded
def set_state(
    db: Database, by: Actor, task_id: int, version: int, state: TaskState, operation: str, done_on: date | None = None
) -> None:
    """Say how far a task is. ``done_on`` is the day it was done, today when nobody says; kept only for a task done.

    Raises:
        NotFound, Conflict; InvalidInput: done in the future; InvalidForm: the event given up.
    """
    today = clock.today()
    if done_on and done_on > today:
        raise InvalidInput("done_on", "Ce jour n’est pas encore venu : indiquez quand la tâche a été faite.")
    with transaction(db):
        if operations.replay(db, operation, "set_task_state", task_id) is not None:
            return
        before = kept_task(db, task_id)
        done = (done_on or today) if state is TaskState.DONE else None
        check_task(replace(before.task, state=state))
        _update(db, before, version, {"state": str(state), "done_on": done.isoformat() if done else None})
        journal.record(db, by.journal_name, "set_task_state", SUBJECT, task_id, operation, {"state": str(state)})
        operations.remember(db, operation, "set_task_state", task_id)


@guarded
def remove_task(db: Database, by: Actor, task_id: int, operation: str) -> None:
    """Take a task out of the plan: nothing waits for it any more. ``restore_task`` undoes.

    Raises:
        NotFound; Refused: the event itself.
    """
    if kept_task(db, task_id).task.anchor is Anchor.EVENT:
        raise Refused("Les jours eux-mêmes ne se retirent pas du rétroplanning.")
    saving.set_aside(db, by, TABLE, "removed_at", "remove_task", SUBJECT, task_id, operation)


@guarded
def restore_task(db: Database, by: Actor, task_id: int, operation: str) -> None:
    """Put it back, with what it waited for.

    Raises:
        NotFound; InvalidInput: links made meanwhile would go round in a circle.
    """
    with transaction(db):
        found = kept_task(db, task_id)
        others = [one for one in kept_tasks(db, found.edition_id) if one.id != task_id]
        _refuse_impossible([*others, replace(found, removed_at=None)], edition_view(db, found.edition_id))
        saving.set_aside(db, by, TABLE, "removed_at", "restore_task", SUBJECT, task_id, operation, back=True)


def _add(
    db: Database, by: Actor, edition_id: int, values: Mapping[str, object], source: str, verb: str, operation: str
) -> int:
    with transaction(db):
        if done := operations.replay(db, operation, verb, edition_id):
            return done["id"]
        edition, kept = edition_view(db, edition_id), kept_tasks(db, edition_id)
        if len(kept) >= MAX_TASKS:
            raise InvalidInput("title", f"{MAX_TASKS} tâches au plus : retirez-en, ou regroupez-les.")
        code = _code(str(values.get("title", "")), {one.task.code for one in kept})
        task = _typed(db, edition, Task(code, "", TaskRole.PREVENTION, -1), values)
        new = KeptTask(0, edition_id, task)
        _refuse_impossible([*kept, new], edition)
        row = {"edition_id": edition_id, "note": _note(values, ""), "source": source, **columns(task)}
        task_id = insert(db, TABLE, row)
        say_who(db, edition_id, task_id, task.person)
        journal.record(db, by.journal_name, verb, SUBJECT, task_id, operation, {"edition": edition_id})
        operations.remember(db, operation, verb, edition_id, {"id": task_id})
    return task_id


def _typed(db: Database, edition: Edition, before: Task, values: Mapping[str, object]) -> Task:
    """The task with the given fields, checked."""
    changes = {name: value for name, value in values.items() if name in Task.__slots__ and name != "code"}
    if before.anchor is Anchor.EVENT:
        # Its dates are the edition's days: only how it is called, and by whom, is anybody's to say.
        changes = {name: value for name, value in changes.items() if name in ("title", "person", "after", "funds")}
    elif isinstance(due := values.get("deadline"), date):
        changes["anchor"], changes["offset"] = offset_of(due, edition.days)
    kinds = {"role": TaskRole, "anchor": Anchor, "state": TaskState}
    try:
        for name, kind in kinds.items():
            if name in changes:
                changes[name] = kind(str(changes[name]))
        if "lead" in changes:
            changes["lead"] = Lead(str(changes["lead"])) if changes["lead"] else None
        if "asks" in changes:
            changes["asks"] = frozenset(Asked(str(one)) for one in changes["asks"])
        if "commits" in changes:
            changes["commits"] = tuple(
                one for one in Commitment if str(one) in {str(each) for each in changes["commits"]}
            )
        for name in ("after", "funds"):
            if name in changes:
                changes[name] = tuple(changes[name])
    except ValueError as problem:
        raise InvalidInput("role", "Ce choix n’existe pas, ou plus : rechargez la page.") from problem
    if changes.get("anchor") is Anchor.EVENT and before.anchor is not Anchor.EVENT:
        raise InvalidInput("anchor", "Les jours eux-mêmes ont déjà leur tâche.")
    task = check_task(replace(before, **changes))
    refuse_unknown_funds(db, task.funds)
    return task


def _note(values: Mapping[str, object], before: str) -> str:
    if "note" not in values:
        return before
    return clean_text(
        str(values["note"] or ""), field="note", label="la note", max_length=MAX_NOTE, required=False, multiline=True
    )


def _code(title: str, taken: set[str]) -> str:
    """A code nobody has, even among the tasks taken out: « appeler-le-fournisseur-2 »."""
    stem = slug(title)[:40].strip("-") or "tache"
    code, rank = stem, 1
    while code in taken:
        rank += 1
        code = f"{stem}-{rank}"
    return code


def _refuse_impossible(kept: Sequence[KeptTask], edition: Edition) -> None:
    """Raises InvalidInput when the links go round in a circle, lead nowhere, or when a date cannot be counted."""
    codes = {one.task.code for one in kept}
    if any(code not in codes for one in kept for code in one.task.after):
        raise InvalidInput("after", "Une tâche attendue n’existe pas, ou plus : rechargez la page.")
    schedule(planned(kept), edition.days)


def _update(db: Database, before: KeptTask, version: int, values: dict[str, object]) -> None:
    if not update_version(db, TABLE, before.id, version, values):
        raise conflict_on(db, SUBJECT, before.id, _VERBS, {"Tâche": before.task.title, "État": before.task.state.label})
