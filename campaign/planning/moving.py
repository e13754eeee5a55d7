"""What moving the days of an edition would do: the same tasks dated twice, and the difference argued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.errors import EditionOver, InvalidInput
from campaign.base.french import day_in_words, enumerate_in_words, plural
from campaign.planning.following import forecast, is_left
from campaign.planning.scheduling import QUIET_MONTHS, Dated, Quiet, Rulers, Schedule, schedule
from campaign.planning.tasks import Anchor, Commitment, Task, TaskRole, TaskState

_LISTS = ("impossible", "late", "already", "threatened", "freed", "unharmed")


@dataclass(frozen=True, slots=True)
class Affected:
    """A task the move harms; ``missing`` is how many of its own working days are already lost."""

    before: Dated
    after: Dated
    missing: int
    words: str


@dataclass(frozen=True, slots=True)
class Gain:
    """How many working days a role must gain on the new days: the worst of its tasks; ``already`` with the old days."""

    role: TaskRole
    days: int
    already: int

    @property
    def words(self) -> str:
        """« Logistique : 4 jours ouvrés à gagner, dont 1 déjà sans déplacer »."""
        said = f"{self.role.label} : {plural(self.days, 'jour ouvré', 'jours ouvrés')} à gagner"
        return f"{said}, dont {self.already} déjà sans déplacer" if self.already else said


@dataclass(frozen=True, slots=True)
class Committed:
    """Something printed or sent, or on its way to be, that bears the old days."""

    task: Task
    kinds: tuple[Commitment, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Move:
    """Two sets of days compared on a day. A task is in one list at most of the first six.

    ``impossible``: not begun, could still start in time with the old days, should have started before today with the
    new ones. ``late``: begun, its deadline becomes past. ``already``: in trouble with the old days as with the new.
    ``threatened``: its own dates are to come, but what it waits for would end too late. ``freed``: in trouble with the
    old days, no longer with the new. ``unharmed``: its dates change, without harm.
    """

    before: Schedule
    after: Schedule
    impossible: tuple[Affected, ...]
    late: tuple[Affected, ...]
    already: tuple[Affected, ...]
    threatened: tuple[Affected, ...]
    freed: tuple[Affected, ...]
    unharmed: tuple[Affected, ...]
    gains: tuple[Gain, ...]
    committed: tuple[Committed, ...]


def compare(
    tasks: Sequence[Task], days: Sequence[date], new_days: Sequence[date], today: date, quiet: Quiet = QUIET_MONTHS
) -> Move:
    """What becomes of the tasks when an edition goes from ``days`` to ``new_days``; nothing is changed.

    Raises:
        EditionOver: the old days are past.
        InvalidInput: a new day is past (``days``); see ``scheduling.schedule``.
    """
    before, after = schedule(tasks, days, quiet), schedule(tasks, new_days, quiet)
    if before.days[-1] < today:
        raise EditionOver
    if after.days[0] < today:
        raise InvalidInput("days", f"Le {day_in_words(after.days[0])} est déjà passé : choisissez un autre jour.")
    rulers = Rulers(quiet)
    ends = forecast(after, today, before)
    lists: dict[str, list[Affected]] = {name: [] for name in _LISTS}
    for new in after.dated:
        old = before.by_code[new.task.code]
        if new.task.anchor is Anchor.EVENT or not is_left(new, today):
            continue
        missing = _missing(new, today, rulers)
        was, now = in_trouble(old, today), in_trouble(new, today)
        end = ends[new.task.code]
        name = "threatened" if not now and end > new.deadline else _list_of(new.task, was, now)
        if name != "unharmed" or (old.start, old.deadline) != (new.start, new.deadline):
            lists[name].append(Affected(old, new, missing, _words(new, missing, end, today)))
    gains = _gains(before.dated, after.dated, today, rulers)
    committed = _committed(after.dated) if before.days != after.days else ()
    listed = {name: tuple(found) for name, found in lists.items()}
    return Move(before, after, gains=gains, committed=committed, **listed)


def in_trouble(dated: Dated, today: date) -> bool:
    """Not begun although its start is past, or begun and its deadline past; the event never is."""
    if dated.task.anchor is Anchor.EVENT or not is_left(dated, today):
        return False
    return (dated.deadline if dated.task.state is TaskState.UNDER_WAY else dated.start) < today


def _list_of(task: Task, was: bool, now: bool) -> str:
    if was or not now:
        return "already" if now else "freed" if was else "unharmed"
    return "late" if task.state is TaskState.UNDER_WAY else "impossible"


def _missing(dated: Dated, today: date, rulers: Rulers) -> int:
    """The task's own working days already lost on that day: since its start, or its deadline when it has begun."""
    if not in_trouble(dated, today):
        return 0
    ruler = rulers.of(dated.task)
    begun = dated.task.state is TaskState.UNDER_WAY
    return ruler.late(dated.deadline, today) if begun else ruler.count(dated.start, today)


def _words(dated: Dated, missing: int, end: date, today: date) -> str:
    """« Lancer l’impression : finirait le 16 octobre, déjà passé », « … : 4 jours ouvrés au lieu de 10 »."""
    task, deadline = dated.task, day_in_words(dated.deadline, year=False, weekday=False)
    if not in_trouble(dated, today):
        possible = day_in_words(end, year=False, weekday=False)
        late = end > dated.deadline
        return f"{task.title} : à finir le {deadline}" + (f", possible le {possible} au plus tôt" if late else "")
    if dated.deadline < today:
        return f"{task.title} : finirait le {deadline}, déjà passé"
    return f"{task.title} : {plural(task.duration - missing, 'jour ouvré', 'jours ouvrés')} au lieu de {task.duration}"


def _gains(before: Iterable[Dated], after: Iterable[Dated], today: date, rulers: Rulers) -> tuple[Gain, ...]:
    """By role, the days of its worst task: a day gained is gained for all."""
    needs: list[dict[TaskRole, int]] = []
    for plan in (before, after):
        worst: dict[TaskRole, int] = {}
        for dated in plan:
            if missing := _missing(dated, today, rulers):
                worst[dated.task.role] = max(missing, worst.get(dated.task.role, 0))
        needs.append(worst)
    old, new = needs
    return tuple(Gain(role, new[role], min(old.get(role, 0), new[role])) for role in TaskRole if role in new)


def _committed(after: Iterable[Dated]) -> tuple[Committed, ...]:
    found = []
    for dated in after:
        if kinds := dated.task.committed:
            done = dated.task.state is TaskState.DONE
            how = enumerate_in_words([kind.label.lower() for kind in kinds])
            said = (
                f"déjà {how}, avec les anciens jours" if done else f"bientôt {how} avec les anciens jours : arrêtez-le"
            )
            found.append(Committed(dated.task, kinds, f"{dated.task.title} : {said}"))
    return tuple(found)
