"""The backplan as screens, messages and papers need it: dated at each reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.planning.following import Todo, this_week
from campaign.planning.learning import Proposal, proposals
from campaign.planning.moving import Move, compare
from campaign.planning.plan_store import KeptTask, kept_tasks, planned
from campaign.planning.scheduling import Dated, Schedule, schedule
from campaign.planning.tasks import TaskRole

# What somebody with a personal link may read: the work of those who hold one.
LINKED_ROLES = frozenset({TaskRole.SHOPS, TaskRole.ANIMATORS})
_KNOWS_PEOPLE = frozenset({Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Backplan:
    """The tasks of an edition on its days; ``plan`` is None while it has none. ``kept`` as they were written."""

    edition: Edition
    kept: tuple[KeptTask, ...]
    removed: tuple[KeptTask, ...]
    plan: Schedule | None

    def by_code(self, code: str) -> KeptTask | None:
        """A task that counts, by its code."""
        return next((one for one in self.kept if one.task.code == code), None)

    def by_id(self, task_id: int) -> KeptTask | None:
        """A task, one taken out too."""
        return next((one for one in (*self.kept, *self.removed) if one.id == task_id), None)

    def dated_of(self, task_id: int) -> Dated | None:
        """A task on its dates; None when it does not count, or not any more."""
        found = self.by_id(task_id)
        return self.plan.by_code.get(found.task.code) if found and self.plan else None


@guarded
def backplan(db: Database, by: Actor, edition_id: int) -> Backplan:
    """The tasks of an edition with their dates. A reader sees roles: neither names nor notes, which hold some.

    Raises:
        NotFound; InvalidInput: a year whose holidays are not known.
    """
    edition = edition_view(db, edition_id)
    everything = _told(db, by, edition_id)
    kept = tuple(one for one in everything if one.removed_at is None)
    removed = tuple(one for one in everything if one.removed_at is not None)
    return Backplan(edition, kept, removed, _schedule(everything, edition))


@guarded
def tasks_of(db: Database, by: Actor, edition_id: int, role: TaskRole) -> tuple[Dated, ...]:
    """What a role has to do, by date; a contact reads only the work of shops and animators, in their own edition.

    Raises:
        NotFound.
    """
    if by.role is Role.CONTACT and (role not in LINKED_ROLES or link_of(db, by.id, edition_id) is None):
        raise NotFound("Cette page n’est pas la vôtre.")
    plan = _schedule(_told(db, by, edition_id), edition_view(db, edition_id))
    return tuple(one for one in plan.dated if one.task.role is role and one.task.live) if plan else ()


@guarded
def week(db: Database, by: Actor, edition_id: int) -> dict[TaskRole, tuple[Todo, ...]]:
    """What each role has to do this week, roles with nothing left out; nothing without a plan."""
    plan = _schedule(_told(db, by, edition_id), edition_view(db, edition_id))
    return this_week(plan, clock.today()) if plan else {}


@guarded
def moved(db: Database, by: Actor, edition_id: int, new_days: Sequence[date]) -> Move:
    """What becomes of the plan with other days; nothing is changed.

    Raises:
        NotFound, EditionOver; InvalidInput: a day is past, or its year's holidays are not known.
    """
    edition = edition_view(db, edition_id)
    return compare(planned(kept_tasks(db, edition_id)), edition.days, new_days, clock.today())


@guarded
def lessons(db: Database, by: Actor, edition_id: int) -> tuple[Proposal, ...]:
    """What the delays of an edition suggest for the next one, the worst first."""
    tasks = planned(kept_tasks(db, edition_id))
    return proposals(tasks, edition_view(db, edition_id).days) if tasks else ()


def _told(db: Database, by: Actor, edition_id: int) -> list[KeptTask]:
    """The tasks with their names and notes for the team and the software, without them for others."""
    everything = kept_tasks(db, edition_id)
    if by.role in _KNOWS_PEOPLE:
        return everything
    return [replace(one, note="", task=replace(one.task, person="")) for one in everything]


def _schedule(kept: Sequence[KeptTask], edition: Edition) -> Schedule | None:
    tasks = planned(kept)
    return schedule(tasks, edition.days) if tasks else None
