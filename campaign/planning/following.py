"""Where each task stands on a given day: late, for this week, done, not yet; who waits for what, what is threatened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.base.french import day_in_words, plural, short_day
from campaign.base.labels import Labelled
from campaign.planning.scheduling import Dated, Rulers, Schedule, end_of
from campaign.planning.tasks import Anchor, TaskRole, TaskState

_SUNDAY = 6


class Standing(Labelled):
    """Where a task stands; never stored. ``THIS_WEEK``: it must be done by Sunday."""

    LATE = "late", "En retard"
    THIS_WEEK = "this_week", "À faire cette semaine"
    NOT_YET = "not_yet", "Pas encore"
    DONE = "done", "Faite"
    GIVEN_UP = "given_up", "Abandonnée"


@dataclass(frozen=True, slots=True)
class Todo:
    """A task of this week. ``late`` in working days, 0 when it is on time (or since a Friday, read on a Saturday)."""

    dated: Dated
    standing: Standing
    late: int
    words: str  # « 3 jours ouvrés de retard », « ven. 25 », « dès jeu. 24 »


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a task still waits for, and what waits for it."""

    dated: Dated
    awaits: tuple[Dated, ...]
    awaited_by: tuple[Dated, ...]


def sunday_of(today: date) -> date:
    """The last day of that week."""
    return today + timedelta(days=_SUNDAY - today.weekday())


def is_done(dated: Dated, today: date) -> bool:
    """Done, as somebody said; the event, once its last day is past."""
    over = dated.task.anchor is Anchor.EVENT and dated.deadline < today
    return over or dated.task.state is TaskState.DONE


def is_left(dated: Dated, today: date) -> bool:
    """Whether there is still something to do: neither done nor given up."""
    return dated.task.live and not is_done(dated, today)


def standing(dated: Dated, today: date) -> Standing:
    """Where a task stands on that day. A deadline is late from the day after it."""
    if not dated.task.live:
        return Standing.GIVEN_UP
    if is_done(dated, today):
        return Standing.DONE
    if dated.deadline < today:
        return Standing.LATE
    return Standing.THIS_WEEK if dated.deadline <= sunday_of(today) else Standing.NOT_YET


def by_standing(plan: Schedule, today: date) -> dict[Standing, tuple[Dated, ...]]:
    """The tasks of each standing, all standings present, in the order of the plan."""
    found: dict[Standing, list[Dated]] = {one: [] for one in Standing}
    for dated in plan.dated:
        found[standing(dated, today)].append(dated)
    return {one: tuple(listed) for one, listed in found.items()}


def this_week(plan: Schedule, today: date) -> dict[TaskRole, tuple[Todo, ...]]:
    """What each role has to do this week, roles with nothing left out.

    Late tasks first, then those due by Sunday, then those to begin or carry on; each by deadline.
    """
    ruler, sunday = Rulers().ordinary, sunday_of(today)
    found: dict[TaskRole, list[Todo]] = {}
    for dated in plan.dated:
        where = standing(dated, today)
        if where in (Standing.LATE, Standing.THIS_WEEK) or (where is Standing.NOT_YET and dated.start <= sunday):
            late = ruler.late(dated.deadline, today) if where is Standing.LATE else 0
            found.setdefault(dated.task.role, []).append(Todo(dated, where, late, _words(dated, where, late, today)))
    ranks = {one: rank for rank, one in enumerate(Standing)}
    return {
        role: tuple(sorted(found[role], key=lambda one: (ranks[one.standing], one.dated.deadline, one.dated.start)))
        for role in TaskRole
        if role in found
    }


def _words(dated: Dated, where: Standing, late: int, today: date) -> str:
    if where is Standing.LATE:
        many = plural(late, "jour ouvré de retard", "jours ouvrés de retard")
        return many if late else f"attendue {short_day(dated.deadline)}"
    if where is Standing.THIS_WEEK:
        return short_day(dated.deadline)
    if dated.start > today:
        return f"dès {short_day(dated.start)}"
    return f"jusqu’au {day_in_words(dated.deadline, year=False, weekday=False)}"


def waiting(plan: Schedule, today: date) -> tuple[Waiting, ...]:
    """Who waits for what, for each task that is left, in the order of the plan; nobody waits for what is done."""
    left = {one.task.code: one for one in plan.dated if is_left(one, today)}
    awaited_by: dict[str, list[Dated]] = {code: [] for code in left}
    for dated in left.values():
        for code in dated.task.after:
            if code in left:
                awaited_by[code].append(dated)
    return tuple(
        Waiting(one, tuple(left[code] for code in one.task.after if code in left), tuple(awaited_by[one.task.code]))
        for one in left.values()
    )


def forecast(plan: Schedule, today: date, begun: Schedule | None = None) -> Mapping[str, date]:
    """By code, when each task that is left would end if all were done in time from today on, none before its start.

    A task under way has what remains of its duration since its planned start (in ``begun``, the plan people followed
    until today, when it is another), one working day at least.
    """
    followed = begun or plan
    rulers = Rulers(plan.quiet)
    ends: dict[str, date] = {}
    for task in plan.order:
        dated = plan.by_code[task.code]
        if not is_left(dated, today) or task.anchor is Anchor.EVENT:
            continue
        ruler, remaining, earliest = rulers.of(task), task.duration, max(today, dated.start)
        if task.state is TaskState.UNDER_WAY:
            remaining, earliest = max(1, task.duration - ruler.count(followed.by_code[task.code].start, today)), today
        else:
            for code in task.after:
                if code in ends:
                    awaited = plan.by_code[code].task
                    earliest = max(earliest, rulers.of(awaited).free_after(ends[code], awaited.gap))
        ends[task.code] = end_of(ruler, earliest, remaining)
    return ends


def threatened(plan: Schedule, today: date) -> tuple[Dated, ...]:
    """Those that are not late yet, and will be even if everybody begins today."""
    ends = forecast(plan, today)
    return tuple(one for one in plan.dated if one.deadline >= today and ends.get(one.task.code, today) > one.deadline)


def in_brief(plan: Schedule, today: date) -> str:
    """« 16 tâches, 6 faites, 3 en retard. Prochaine : Lancer l’impression, mercredi 23 octobre. »"""
    found = by_standing(plan, today)
    done, late = len(found[Standing.DONE]), len(found[Standing.LATE])
    total = len(plan.dated) - len(found[Standing.GIVEN_UP])
    said = f"{plural(total, 'tâche')}, {plural(done, 'faite')}, {late} en retard."
    coming = [*found[Standing.THIS_WEEK], *found[Standing.NOT_YET]]
    if not coming:
        return said
    following = min(coming, key=lambda one: one.deadline)
    return f"{said} Prochaine : {following.task.title}, {day_in_words(following.deadline, year=False)}."
