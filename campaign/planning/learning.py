"""What an edition's delays teach the next one: proposals the officer takes or leaves when the plan is copied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign.base.french import plural
from campaign.planning.scheduling import QUIET_MONTHS, Quiet, Rulers, Schedule, end_of, schedule
from campaign.planning.tasks import MAX_DURATION, MAX_OFFSET, Anchor, Task, TaskState


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that ended late by its own fault; ``late`` in working days, what it was waiting for taken away."""

    code: str
    title: str
    late: int
    offset: int
    duration: int
    words: str  # « commencer 6 jours plus tôt »


def proposals(tasks: Sequence[Task], days: Sequence[date], quiet: Quiet = QUIET_MONTHS) -> tuple[Proposal, ...]:
    """What to change in the next plan, the worst delay first.

    A task is not blamed for the delay of what it waited for: it had until its deadline, or its duration after the last
    of those was really done. Before the event a late task begins, and ends, earlier by as much; after it, it cannot
    begin before the days: it is given longer.

    Raises:
        InvalidInput: see ``scheduling.schedule``.
    """
    plan, rulers, found = schedule(tasks, days, quiet), Rulers(quiet), []
    for dated in plan.dated:
        task = dated.task
        if task.state is not TaskState.DONE or task.done_on is None or task.anchor is Anchor.EVENT:
            continue
        allowed = max([dated.deadline, *_excuses(task, plan, rulers)])
        if late := rulers.ordinary.late(allowed, task.done_on):
            found.append(_proposal(task, late))
    return tuple(sorted(found, key=lambda one: -one.late))


def _excuses(task: Task, plan: Schedule, rulers: Rulers) -> list[date]:
    """When it could have ended, counted from the real end of each task it waited for."""
    ends = []
    for code in task.after:
        awaited = plan.by_code[code].task
        if awaited.state is TaskState.DONE and awaited.done_on:
            ends.append(
                end_of(rulers.of(task), rulers.of(awaited).free_after(awaited.done_on, awaited.gap), task.duration)
            )
    return ends


def _proposal(task: Task, late: int) -> Proposal:
    said = plural(late, "jour ouvré", "jours ouvrés")
    if task.offset > 0:
        offset, duration = min(task.offset + late, MAX_OFFSET), min(task.duration + late, MAX_DURATION)
        return Proposal(task.code, task.title, late, offset, duration, f"laisser {said} de plus")
    offset = max(task.offset - late, -MAX_OFFSET)
    return Proposal(task.code, task.title, late, offset, task.duration, f"commencer {said} plus tôt")


def copied(tasks: Iterable[Task], accepted: Iterable[Proposal] = ()) -> tuple[Task, ...]:
    """The plan of the next edition: everything to do again by the same people, accepted proposals applied.

    What was given up is not copied, nor waited for.
    """
    changes = {one.code: one for one in accepted}
    kept = [task for task in tasks if task.live]
    codes = {task.code for task in kept}
    found = []
    for task in kept:
        change = changes.get(task.code)
        found.append(
            replace(
                task,
                state=TaskState.TO_DO,
                done_on=None,
                after=tuple(code for code in task.after if code in codes),
                offset=change.offset if change else task.offset,
                duration=change.duration if change else task.duration,
            )
        )
    return tuple(found)
