"""An edition and its state, computed from dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import day_in_words, days_in_words
from campaign.base.labels import Labelled
from campaign.base.text import clean_text

MAX_DAYS = 4
LINK_MONTHS_AFTER = 7  # docs/architecture.md, personal links


class State(Labelled):
    """Where an edition stands; never stored, always computed."""

    PREPARING = "preparing", "En préparation"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close"
    OVER = "over", "Passée"
    ARCHIVED = "archived", "Archivée"
    CANCELLED = "cancelled", "Annulée"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 30 November and three months is 28 or 29 February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last_of_month = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last_of_month))


@dataclass(frozen=True, slots=True)
class Edition:
    """One campaign of shared days. Answers are taken from ``opens_on`` to ``answer_deadline``, both included."""

    id: int
    name: str
    theme: str
    days: tuple[date, ...]
    answer_deadline: date
    opens_on: date | None = None
    objective_shops: int | None = None
    objective_visitors: int | None = None
    copied_from: int | None = None
    archived_on: date | None = None
    cancelled_on: date | None = None
    version: int = 1

    @property
    def first_day(self) -> date:
        """J, the day offsets are counted from."""
        return self.days[0]

    @property
    def last_day(self) -> date:
        """The last of the event days."""
        return self.days[-1]

    @property
    def days_text(self) -> str:
        """« mercredi 13 et samedi 16 novembre 2013 »."""
        return days_in_words(self.days)

    @property
    def links_expire_on(self) -> date:
        """Personal links serve until seven months after the last day (the debrief needs them)."""
        return months_after(self.last_day, LINK_MONTHS_AFTER)

    def state(self, today: date) -> State:
        """The state on a Paris date."""
        if self.cancelled_on:
            return State.CANCELLED
        if self.archived_on and today >= self.archived_on:
            return State.ARCHIVED
        if today > self.last_day:
            return State.OVER
        if today > self.answer_deadline:
            return State.CLOSED
        if self.opens_on and today >= self.opens_on:
            return State.OPEN
        return State.PREPARING

    def days_left(self, today: date) -> int:
        """Days until the first day; negative once it is past."""
        return (self.first_day - today).days


@dataclass(frozen=True, slots=True)
class EditionValues:
    """A checked form: what an officer typed, ready to be saved."""

    name: str
    theme: str
    days: tuple[date, ...]
    answer_deadline: date
    objective_shops: int | None
    objective_visitors: int | None


def check_edition(
    name: str,
    theme: str,
    days: Sequence[date],
    answer_deadline: date,
    objective_shops: int | None = None,
    objective_visitors: int | None = None,
) -> EditionValues:
    """The typed values, checked together.

    Raises:
        InvalidForm: with one sentence per field (``name``, ``theme``, ``days``, ``answer_deadline``, objectives).
    """
    problems: list[InvalidInput] = []
    try:
        name = clean_text(name, field="name", label="le nom de l’édition", max_length=80)
    except InvalidInput as problem:
        problems.append(problem)
    try:
        theme = clean_text(theme, field="theme", label="le thème", max_length=200, required=False)
    except InvalidInput as problem:
        problems.append(problem)
    ordered = tuple(sorted(set(days)))
    if not ordered:
        problems.append(InvalidInput("days", "Indiquez au moins un jour."))
    elif len(ordered) > MAX_DAYS:
        problems.append(InvalidInput("days", f"{MAX_DAYS} jours au plus ({len(ordered)} indiqués)."))
    elif len(ordered) < len(days):
        problems.append(InvalidInput("days", "Le même jour est indiqué deux fois."))
    if ordered and answer_deadline >= ordered[0]:
        problems.append(
            InvalidInput(
                "answer_deadline",
                f"La date limite de réponse doit précéder le premier jour ({day_in_words(ordered[0])}).",
            )
        )
    for field, objective in (("objective_shops", objective_shops), ("objective_visitors", objective_visitors)):
        if objective is not None and not 0 < objective <= 1_000_000:
            problems.append(InvalidInput(field, "Un objectif est un nombre entier, à partir de 1."))
    if problems:
        raise InvalidForm(problems)
    return EditionValues(name, theme, ordered, answer_deadline, objective_shops, objective_visitors)


# Written on the screen before a copy, and true of the code of ``copy_edition`` (a test compares).
COPIED = (
    "Les boutiques invitées, invitées de nouveau",
    "Leur dernière réponse (heures, animations, besoins), proposée pour confirmer en un geste",
    "Le thème et les objectifs, à relire",
    "Le rétroplanning, à refaire : ce qui avait pris du retard commence plus tôt",
)
NOT_COPIED = (
    "Les réponses elles-mêmes : chaque boutique confirme",
    "Les liens personnels : chaque contact en reçoit un nouveau",
    "Les boutiques archivées depuis, et les corrections de fiche en attente",
)
