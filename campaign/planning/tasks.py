"""What a backplan is made of: a task, who answers for it, what it waits for; never a date, which the days decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.labels import Labelled
from campaign.base.text import clean_text

MAX_OFFSET = 520  # working days: two years before the first day, or after the last
MAX_DURATION = 260  # working days: a year
MAX_LEAD = 60  # working days


class TaskRole(Labelled):
    """Who answers for a task."""

    PREVENTION = "prevention", "Prévention"
    COMMUNICATION = "communication", "Communication"
    IT = "it", "Informatique"
    LOGISTICS = "logistics", "Logistique"
    SHOPS = "shops", "Boutiques"
    ANIMATORS = "animators", "Animateurs"


class TaskState(Labelled):
    """What people say of a task; being late is not said, it is computed."""

    TO_DO = "to_do", "À faire"
    UNDER_WAY = "under_way", "En cours"
    DONE = "done", "Faite"
    GIVEN_UP = "given_up", "Abandonnée"


class Anchor(Labelled):
    """What a deadline is counted from. The event is on its own days, a Saturday too: they are decided, not counted."""

    FIRST_DAY = "first_day", "Premier jour"
    LAST_DAY = "last_day", "Dernier jour"
    EVENT = "event", "Les jours eux-mêmes"


class Lead(Labelled):
    """A delay that is not ours, between the end of a task and what waits for it."""

    PRINTING = "printing", "Impression"
    DELIVERY = "delivery", "Livraison"

    @property
    def usual_days(self) -> int:
        """In working days: printed two weeks before it is delivered, delivered a week before it serves."""
        return 10 if self is Lead.PRINTING else 5


class Asked(Labelled):
    """Who, outside the Département, a task asks something of; the label follows « demandé »."""

    SHOPS = "shops", "aux boutiques"
    PRINTERS = "printers", "aux imprimeurs"


class Commitment(Labelled):
    """What cannot be taken back once done, and bears the days."""

    PRINTED = "printed", "Imprimé"
    SENT = "sent", "Envoyé"


@dataclass(frozen=True, slots=True)
class Task:
    """A task of an edition. Durations and offsets are in working days.

    ``offset`` places the deadline: -5 is the fifth working day before the first day, 3 the third after the anchor.
    ``after`` holds the codes it waits for. ``lead_days`` must go by between its end and what waits for it (None: the
    usual days of ``lead``). ``commits`` is what doing it commits. ``funds``: the plans it belongs to (fund ids).
    """

    code: str
    title: str
    role: TaskRole
    offset: int
    duration: int = 1
    anchor: Anchor = Anchor.FIRST_DAY
    after: tuple[str, ...] = ()
    lead: Lead | None = None
    lead_days: int | None = None
    asks: frozenset[Asked] = frozenset()
    commits: tuple[Commitment, ...] = ()
    funds: tuple[int, ...] = ()
    person: str = ""
    state: TaskState = TaskState.TO_DO
    done_on: date | None = None

    @property
    def asked(self) -> frozenset[Asked]:
        """Everyone it asks something of: what shops answer for is asked of them, a printing of a printer."""
        found = set(self.asks)
        if self.role is TaskRole.SHOPS:
            found.add(Asked.SHOPS)
        if self.lead is Lead.PRINTING:
            found.add(Asked.PRINTERS)
        return frozenset(found)

    @property
    def gap(self) -> int:
        """How many working days before what waits for it starts it must end: 1 is the eve."""
        if self.lead is None:
            return 1
        return max(1, self.lead.usual_days if self.lead_days is None else self.lead_days)

    @property
    def live(self) -> bool:
        """Whether it still counts: what was given up holds nobody back."""
        return self.state is not TaskState.GIVEN_UP

    @property
    def committed(self) -> tuple[Commitment, ...]:
        """What is already printed or sent, or on its way to be."""
        return self.commits if self.state in (TaskState.UNDER_WAY, TaskState.DONE) else ()


def check_task(task: Task) -> Task:
    """The task with its title and person cleaned.

    Raises:
        InvalidForm: ``title``, ``person``, ``offset``, ``duration``, ``lead_days``, ``state``.
    """
    problems: list[InvalidInput] = []
    cleaned = {}
    for field, label, required in (("title", "le titre de la tâche", True), ("person", "la personne", False)):
        try:
            cleaned[field] = clean_text(getattr(task, field), field=field, label=label, required=required)
        except InvalidInput as problem:
            problems.append(problem)
    if abs(task.offset) > MAX_OFFSET:
        problems.append(InvalidInput("offset", f"Une tâche est à {MAX_OFFSET} jours ouvrés des jours au plus."))
    if not 1 <= task.duration <= MAX_DURATION:
        problems.append(InvalidInput("duration", f"Une tâche dure de 1 à {MAX_DURATION} jours ouvrés."))
    if task.lead_days is not None and not 0 <= task.lead_days <= MAX_LEAD:
        problems.append(InvalidInput("lead_days", f"Un délai va de 0 à {MAX_LEAD} jours ouvrés."))
    if task.anchor is Anchor.EVENT and not task.live:
        problems.append(InvalidInput("state", "Les jours ne s’abandonnent pas ici : annulez l’édition."))
    if problems:
        raise InvalidForm(problems)
    values = {name: getattr(task, name) for name in Task.__slots__}
    return Task(**(values | cleaned))


def in_order(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each after those it waits for.

    Raises:
        InvalidInput: (``after``) a cycle, with its titles; a task that does not exist; (``code``) the same code twice;
            (``anchor``) two tasks that are both the event.
    """
    by_code = {task.code: task for task in tasks}
    if len(by_code) < len(tasks):
        raise InvalidInput("code", "Deux tâches portent le même code : renommez l’une des deux.")
    if sum(task.anchor is Anchor.EVENT for task in tasks) > 1:
        raise InvalidInput("anchor", "Une seule tâche peut être celle des jours eux-mêmes.")
    for task in tasks:
        if any(code not in by_code for code in task.after):
            raise InvalidInput("after", f"« {task.title} » attend une tâche qui n’existe pas : retirez ce lien.")
    try:
        ordered = tuple(TopologicalSorter({task.code: task.after for task in tasks}).static_order())
    except CycleError as problem:
        # Each code of the cycle comes just before one that waits for it: read from the end, each waits for the next.
        titles = " attend ".join(f"« {by_code[code].title} »" for code in reversed(problem.args[1]))
        raise InvalidInput("after", f"Ces tâches s’attendent l’une l’autre : {titles}. Retirez un lien.") from problem
    return tuple(by_code[code] for code in ordered)
