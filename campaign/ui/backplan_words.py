"""What the parts of « Rétroplanning » share: who writes, colours, each task with where it stands, sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Agent, Role
from campaign.base.french import NBSP, plural, short_date, short_day
from campaign.planning.following import Standing, in_brief, standing, threatened
from campaign.planning.plan_views import Backplan, KeptTask
from campaign.planning.ruler import Ruler
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, Task, TaskRole, TaskState

FILE = "backplan.py"
# Of the poster: a bar is this colour, its badge the nearest of the theme. Red is kept for what presses.
ROLE_COLOURS = {
    TaskRole.PREVENTION: "#00666B",
    TaskRole.COMMUNICATION: "#E69A00",
    TaskRole.IT: "#2F6CA6",
    TaskRole.LOGISTICS: "#87492B",
    TaskRole.SHOPS: "#EC8187",
    TaskRole.ANIMATORS: "#7A4A86",
}
ROLE_BADGES = {
    TaskRole.PREVENTION: "green",
    TaskRole.COMMUNICATION: "orange",
    TaskRole.IT: "blue",
    TaskRole.LOGISTICS: "gray",
    TaskRole.SHOPS: "yellow",
    TaskRole.ANIMATORS: "violet",
}
_OWN_ROLES = {
    Role.OFFICER: TaskRole.PREVENTION,
    Role.COMMUNICATION: TaskRole.COMMUNICATION,
    Role.LOGISTICS: TaskRole.LOGISTICS,
}
LATE, THREATENED = "en retard", "menacée"


@dataclass(frozen=True, slots=True)
class Row:
    """A task as it is kept, on its dates, and where it stands today."""

    kept: KeptTask
    dated: Dated
    standing: Standing
    threatened: bool

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.dated.task

    @property
    def alert(self) -> str:
        """« en retard », « menacée », or nothing."""
        return LATE if self.standing is Standing.LATE else THREATENED if self.threatened else ""


def may_write(agent: Agent) -> bool:
    """The plan is the officer's."""
    return agent.role is Role.OFFICER


def may_tick(agent: Agent) -> bool:
    """The team says how far its tasks are."""
    return agent.role is not Role.READER


def own_role(agent: Agent) -> TaskRole | None:
    """The role of an agent in the plan, by their account."""
    return _OWN_ROLES.get(agent.role)


def rows_of(seen: Backplan, today: date) -> tuple[Row, ...]:
    """Every task of the plan, in its order."""
    if seen.plan is None:
        return ()
    kept = {one.task.code: one for one in seen.kept}
    menaced = {one.task.code for one in threatened(seen.plan, today)}
    return tuple(
        Row(kept[one.task.code], one, standing(one, today), one.task.code in menaced) for one in seen.plan.dated
    )


def sentence(seen: Backplan, today: date) -> str:
    """« Janvier 2027 : 33 tâches, 6 faites, 3 en retard. Prochaine : … »"""
    if seen.plan is None:
        return f"{seen.edition.name} : aucune tâche pour l’instant."
    return f"{seen.edition.name} : {in_brief(seen.plan, today)}"


def when(row: Row, today: date) -> tuple[str, str]:
    """What is written beside a task and its colour: « 3 j de retard » in red, « ven. 25 », « 12 déc. »."""
    one, where = row.dated, row.standing
    if where is Standing.GIVEN_UP:
        return "abandonnée", "gray"
    if where is Standing.DONE:
        return (f"faite le {short_date(one.task.done_on)}" if one.task.done_on else "faite"), "green"
    if where is Standing.LATE:
        late = Ruler().late(one.deadline, today)
        return (f"{late}{NBSP}j de retard" if late else f"attendue {short_day(one.deadline)}"), "red"
    day = short_day(one.deadline) if where is Standing.THIS_WEEK else short_date(one.deadline, year=_far(one, today))
    if row.threatened:
        return f"{day}, menacée", "orange"
    return day, "yellow" if where is Standing.THIS_WEEK else "gray"


def state_in_words(row: Row) -> str:
    """« En cours, en retard »."""
    if row.standing is Standing.DONE:
        return TaskState.DONE.label
    said = row.task.state.label
    return f"{said}, {row.alert}" if row.alert else said


def offset_in_words(task: Task) -> str:
    """« 5 jours ouvrés avant le premier jour »."""
    if task.anchor is Anchor.EVENT:
        return "les jours de l’édition"
    anchor = "le premier jour" if task.anchor is Anchor.FIRST_DAY else "le dernier jour"
    if not task.offset:
        return anchor
    many = plural(abs(task.offset), "jour ouvré", "jours ouvrés")
    return f"{many} {'avant' if task.offset < 0 else 'après'} {anchor}"


def with_roles(rows: Sequence[Row], roles: Iterable[TaskRole]) -> tuple[Row, ...]:
    """The tasks of those roles; all of them when none is chosen."""
    kept = set(roles)
    return tuple(one for one in rows if not kept or one.task.role in kept)


def _far(one: Dated, today: date) -> bool:
    return abs((one.deadline - today).days) > 200
