"""When each task starts and must be done, counted from the days of the edition each time they are read, never stored.

The rules:

* a date is never on a Saturday, a Sunday or a public holiday of the département (the event's own days excepted);
* in August nothing is asked of shops nor printers: their August days are not counted. Before the event the task comes
  earlier, after it later;
* a task ends before what waits for it starts, and its lead time goes by in between. When offsets say otherwise the
  earlier task comes earlier still, and says why. Only what waits for the event is put off: the event does not move;
* a task given up keeps its own date, holds nobody back and waits for nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from campaign.base.errors import InvalidInput
from campaign.base.french import MONTHS, day_in_words, enumerate_in_words, plural
from campaign.planning.ruler import Ruler
from campaign.planning.tasks import Anchor, Asked, Task, in_order

Quiet = Mapping[int, frozenset[Asked]]
# Month (1 to 12) -> of whom nothing is asked then.
QUIET_MONTHS: Quiet = MappingProxyType({8: frozenset(Asked)})


@dataclass(frozen=True, slots=True)
class Dated:
    """A task on its dates; ``why`` says in French what moved it from its offset, '' when nothing did."""

    task: Task
    start: date
    deadline: date
    why: str = ""


class Rulers:
    """A ruler for each set of closed months, made once."""

    __slots__ = ("_made", "_quiet")

    def __init__(self, quiet: Quiet = QUIET_MONTHS) -> None:
        self._quiet = quiet
        self._made: dict[frozenset[int], Ruler] = {}

    def closed(self, task: Task) -> frozenset[int]:
        """The months when nothing may be asked for that task; none when all twelve are, which leaves no day."""
        asked = task.asked
        months = frozenset(month for month, whom in self._quiet.items() if whom & asked) if asked else frozenset()
        return months if len(months) < len(MONTHS) else frozenset()

    def spared(self, task: Task, month: int) -> list[Asked]:
        """Who of those a task asks something of is left alone that month."""
        return [one for one in Asked if one in task.asked & self._quiet.get(month, frozenset())]

    def of(self, task: Task) -> Ruler:
        """The working days that task can count on."""
        return self._with(self.closed(task))

    @property
    def ordinary(self) -> Ruler:
        """The working days of the Département."""
        return self._with(frozenset())

    def _with(self, closed: frozenset[int]) -> Ruler:
        if closed not in self._made:
            self._made[closed] = Ruler(closed)
        return self._made[closed]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The tasks of an edition on its days, by start, deadline and title; ``order`` puts each after what it awaits."""

    days: tuple[date, ...]
    dated: tuple[Dated, ...]
    order: tuple[Task, ...] = field(compare=False, repr=False)
    quiet: Quiet = field(compare=False, repr=False)
    by_code: Mapping[str, Dated] = field(compare=False, repr=False)

    @property
    def moved(self) -> tuple[Dated, ...]:
        """Those that are not where their offset puts them."""
        return tuple(one for one in self.dated if one.why)


def schedule(tasks: Sequence[Task], days: Sequence[date], quiet: Quiet = QUIET_MONTHS) -> Schedule:
    """The dates of each task for these event days.

    Raises:
        InvalidInput: no day at all (``days``); a year whose holidays are not known; see ``in_order``.
    """
    if not days:
        raise InvalidInput("days", "Choisissez d’abord les jours de l’édition.")
    order, rulers, kept = in_order(tasks), Rulers(quiet), tuple(sorted(set(days)))
    by_code = {task.code: task for task in order}
    floors = _floors(order, by_code, kept[-1], rulers)
    bounds: dict[str, tuple[date, Task]] = {}  # the last possible deadline, and the task that sets it
    placed: dict[str, Dated] = {}
    for task in reversed(order):
        dated = placed[task.code] = _placed(task, kept, rulers, floors.get(task.code), bounds.get(task.code))
        for awaited in _awaited(task, by_code):
            latest = rulers.of(awaited).before(dated.start, awaited.gap)
            known = bounds.get(awaited.code)
            # The code settles a tie, so that the sentence is the same whatever the order of the tasks.
            if known is None or (latest, task.code) < (known[0], known[1].code):
                bounds[awaited.code] = latest, task
    listed = sorted(placed.values(), key=lambda one: (one.start, one.deadline, one.task.title, one.task.code))
    return Schedule(kept, tuple(listed), order, quiet, MappingProxyType(placed))


def _awaited(task: Task, by_code: Mapping[str, Task]) -> list[Task]:
    """What a task waits for, but what was given up."""
    return [by_code[code] for code in task.after if by_code[code].live] if task.live else []


def _floors(
    order: Sequence[Task], by_code: Mapping[str, Task], last: date, rulers: Rulers
) -> dict[str, tuple[date, Task]]:
    """For all that waits for the event, near or far: its first possible deadline, and the task it waits for.

    As a task that others wait for is never put before this floor, and theirs are counted from it, bringing it earlier
    to let them start always leaves it room.
    """
    ends: dict[str, date] = {}
    floors: dict[str, tuple[date, Task]] = {}
    for task in order:
        if task.anchor is Anchor.EVENT:
            ends[task.code] = last
            continue
        waits = [one for one in _awaited(task, by_code) if one.code in ends]
        if not waits:
            continue
        earliest, awaited = max(
            ((rulers.of(one).free_after(ends[one.code], one.gap), one) for one in waits),
            key=lambda pair: (pair[0], pair[1].code),
        )
        ends[task.code] = end_of(rulers.of(task), earliest, task.duration)
        floors[task.code] = ends[task.code], awaited
    return floors


def end_of(ruler: Ruler, earliest: date, duration: int) -> date:
    """The last working day of what starts at the earliest on that day."""
    start = ruler.on_or_after(earliest)
    return ruler.after(start, duration - 1) if duration > 1 else start


def _placed(
    task: Task, days: Sequence[date], rulers: Rulers, floor: tuple[date, Task] | None, bound: tuple[date, Task] | None
) -> Dated:
    if task.anchor is Anchor.EVENT:
        return Dated(task, days[0], days[-1])
    own = rulers.of(task)
    wanted = _counted(task, days, rulers.ordinary)
    deadline, why = (own.on_or_after(wanted) if task.offset > 0 else own.on_or_before(wanted)), ""
    if deadline != wanted:
        why = f"{_towards(wanted, deadline)} au {day_in_words(deadline)} : {_asks_nothing(task, wanted, rulers)}."
    if floor and floor[0] > deadline:
        deadline = floor[0]
        why = f"Reculé au {day_in_words(deadline)} pour venir après « {floor[1].title} »."
    if bound and bound[0] < deadline:
        lost = plural(rulers.ordinary.count(bound[0], deadline), "jour ouvré", "jours ouvrés")
        delay = f" {task.gap} jours ouvrés" if task.gap > 1 else ""
        deadline = bound[0]
        why = f"Avancé de {lost}, au {day_in_words(deadline)}, pour finir{delay} avant « {bound[1].title} »."
    start = own.before(deadline, task.duration - 1) if task.duration > 1 else deadline
    return Dated(task, start, deadline, why)


def _counted(task: Task, days: Sequence[date], ruler: Ruler) -> date:
    """Where the offset puts the deadline; zero, when the anchor is not worked: before the first day, after the last."""
    anchor = days[0] if task.anchor is Anchor.FIRST_DAY else days[-1]
    if task.offset:
        return ruler.before(anchor, -task.offset) if task.offset < 0 else ruler.after(anchor, task.offset)
    return ruler.on_or_before(anchor) if task.anchor is Anchor.FIRST_DAY else ruler.on_or_after(anchor)


def offset_of(day: date, days: Sequence[date]) -> tuple[Anchor, int]:
    """What places a deadline on that day, or on the last working day before it, whatever the days become later.

    Before the first day and between the days it is counted from the first one, after them from the last.

    Raises:
        InvalidInput: a year whose holidays are not known.
    """
    ruler, first, last = Rulers().ordinary, min(days), max(days)
    worked = ruler.on_or_before(day)
    if day < first:
        return Anchor.FIRST_DAY, -ruler.count(worked, first)
    anchor, since = (Anchor.LAST_DAY, last) if day > last else (Anchor.FIRST_DAY, first)
    return anchor, ruler.late(since, worked)


def _towards(wanted: date, deadline: date) -> str:
    return "Avancé" if deadline < wanted else "Reculé"


def _asks_nothing(task: Task, wanted: date, rulers: Rulers) -> str:
    whom = enumerate_in_words([one.label for one in rulers.spared(task, wanted.month)], last="ni")
    return f"en {MONTHS[wanted.month - 1]}, rien n’est demandé {whom}"


def quiet_in_words(quiet: Quiet = QUIET_MONTHS) -> str:
    """The rule as the screen says it: « En août, rien n’est demandé aux boutiques ni aux imprimeurs. »"""
    said = []
    for month in sorted(quiet):
        if whom := [one.label for one in Asked if one in quiet[month]]:
            said.append(f"En {MONTHS[month - 1]}, rien n’est demandé {enumerate_in_words(whom, last='ni')}.")
    return " ".join(said)
