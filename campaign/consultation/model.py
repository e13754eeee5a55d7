"""A set of days, the shops it would suit, and what the days are weighed with."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import days_in_words, short_days_in_words
from campaign.base.opening_hours import OpeningHours, from_osm
from campaign.base.text import clean_text
from campaign.editions.model import MAX_DAYS
from campaign.partners.model import Place

NO_EPCI = "Sans EPCI"
MAX_WEIGHT = 100
# An event that lasts longer than this is a season: every set would lose the same points.
MAX_RIVAL_DAYS = 31


@dataclass(frozen=True, slots=True, order=True)
class DaySet:
    """The days of one edition, in order, each once: what is proposed, voted and decided together."""

    days: tuple[date, ...]

    def __post_init__(self) -> None:
        """Raises InvalidInput unless there are 1 to 4 days, in order, each once."""
        if not 1 <= len(self.days) <= MAX_DAYS:
            raise InvalidInput("days", f"Un jeu de jours compte de 1 à {MAX_DAYS} jours.")
        if list(self.days) != sorted(set(self.days)):
            raise InvalidInput("days", "Indiquez chaque jour une seule fois, dans l’ordre.")

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The last day, the first one too when there is only one."""
        return self.days[-1]

    @property
    def span(self) -> int:
        """Days between the first and the last: 3 from a Wednesday to the Saturday after it, 0 for one day."""
        return (self.last - self.first).days

    @property
    def code(self) -> str:
        """« 2013-11-13_2013-11-16 », for forms and tables."""
        return "_".join(day.isoformat() for day in self.days)

    @property
    def in_words(self) -> str:
        """« mercredi 13 et samedi 16 novembre 2013 »."""
        return days_in_words(self.days)

    @property
    def short(self) -> str:
        """« 13 et 16 novembre »."""
        return short_days_in_words(self.days)


def day_set(days: Iterable[date]) -> DaySet:
    """The set of these days, put in order.

    Raises:
        InvalidInput: no day, more than four, or the same twice.
    """
    return DaySet(tuple(sorted(days)))


def from_code(code: str) -> DaySet:
    """The set that ``DaySet.code`` wrote.

    Raises:
        InvalidInput: the form was altered.
    """
    try:
        return DaySet(tuple(date.fromisoformat(part) for part in code.split("_")))
    except ValueError:
        raise InvalidInput("days", "Ces jours sont illisibles. Rechargez la page, puis recommencez.") from None


@dataclass(frozen=True, slots=True)
class ConsultedShop:
    """A shop asked for its days. ``hours`` is when it opens, None when nobody could read it."""

    id: int
    name: str
    hours: OpeningHours | None = None
    epci_siren: str = ""
    epci_name: str = ""


def consulted_shop(place: Place) -> ConsultedShop:
    """What the consultation needs of a place; its short name, for sentences that list several. Hours that cannot be are
    unknown hours.
    """
    try:
        hours = from_osm(place.opening_hours) if place.opening_hours else None
    except InvalidInput:
        hours = None
    return ConsultedShop(place.id, place.short_name or place.name, hours, place.epci_siren, place.epci_name)


@dataclass(frozen=True, slots=True)
class RivalEvent:
    """Something else that the public will go to, from ``first`` to ``last``, both included."""

    name: str
    first: date
    last: date

    def on(self, day: date) -> bool:
        """Whether it takes place that day."""
        return self.first <= day <= self.last


def rival_event(name: str, first: date, last: date | None = None) -> RivalEvent:
    """A checked event of one day, or of several.

    Raises:
        InvalidForm: no name, an end before the start, or a whole season.
    """
    last = last or first
    problems: list[InvalidInput] = []
    try:
        name = clean_text(name, field="name", label="le nom de l’événement", max_length=80)
    except InvalidInput as problem:
        problems.append(problem)
    if last < first:
        problems.append(InvalidInput("last", "La fin précède le début."))
    elif (last - first).days >= MAX_RIVAL_DAYS:
        problems.append(InvalidInput("last", f"Un événement dure {MAX_RIVAL_DAYS} jours au plus."))
    if problems:
        raise InvalidForm(problems)
    return RivalEvent(name, first, last)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a set of days, shown and editable: the first is won by each shop, the others are lost.

    A holiday counts for each day it falls on, a rival event once whatever its days, school holidays once for the set.
    """

    open_shop: int = 1
    excluded_shop: int = 1
    public_holiday: int = 3
    rival_event: int = 2
    school_holidays: int = 1


WEIGHT_LABELS = {
    "open_shop": "Point gagné par boutique ouverte tous les jours",
    "excluded_shop": "Point perdu par boutique exclue",
    "public_holiday": "Points perdus par jour férié",
    "rival_event": "Points perdus par événement concurrent",
    "school_holidays": "Point perdu pendant les vacances scolaires",
}


def check_weights(weights: Weights) -> Weights:
    """The weights an officer chose.

    Raises:
        InvalidForm: one that is negative, not whole or above 100; or open shops that count for nothing.
    """
    problems = [
        InvalidInput(one.name, f"Nombre entier entre 0 et {MAX_WEIGHT}.")
        for one in fields(weights)
        if type(getattr(weights, one.name)) is not int or not 0 <= getattr(weights, one.name) <= MAX_WEIGHT
    ]
    if not problems and weights.open_shop == 0:
        problems.append(InvalidInput("open_shop", "Une boutique ouverte rapporte au moins 1 point."))
    if problems:
        raise InvalidForm(problems)
    return weights
