"""Every set of days that a period allows: weekdays wanted, a number of days, a gap."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import comb

from campaign.base.errors import EditionOver, InvalidForm, InvalidInput
from campaign.base.fields import date_fr, whole_number
from campaign.base.french import DAYS, date_in_figures, day_in_words, enumerate_in_words, plural
from campaign.consultation.model import DaySet
from campaign.editions.model import MAX_DAYS, Edition, State

# A year and a day: « du 1er septembre au 1er septembre ».
MAX_PERIOD_DAYS = 367
MAX_GAP = 31
# Wednesdays and Saturdays of a whole year make 104 pairs; nobody reads more than this.
MAX_CANDIDATES = 200
_DAY = timedelta(days=1)
_SETTLED = (State.OVER, State.ARCHIVED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. ``weekdays`` as ``date.weekday()`` says; ``gap`` is the most days from the first to the last
    of a set (3 from a Wednesday to the Saturday after it); a set of one day has no gap.
    """

    first: date
    last: date
    weekdays: tuple[int, ...]
    day_count: int
    gap: int

    @property
    def in_words(self) -> str:
        """« du lundi 4 novembre 2013 au … : 2 jours, mercredi ou samedi, 3 jours d’écart au plus »."""
        wanted = enumerate_in_words([DAYS[weekday] for weekday in self.weekdays], last="ou")
        gap = f", {plural(self.gap, 'jour')} d’écart au plus" if self.day_count > 1 else ""
        return (
            f"du {day_in_words(self.first)} au {day_in_words(self.last)} : {plural(self.day_count, 'jour')}, "
            f"{wanted}{gap}"
        )

    @property
    def days(self) -> list[date]:
        """The days of the period that fall on a weekday wanted, in order."""
        period = (self.first + index * _DAY for index in range((self.last - self.first).days + 1))
        return [day for day in period if day.weekday() in self.weekdays]


def read_search(
    typed: Mapping[str, str],
    weekdays: Collection[int],
    today: date,
    *,
    edition: Edition | None = None,
) -> Search:
    """What an officer typed in ``first``, ``last``, ``day_count`` and ``gap``, read and checked.

    ``edition`` is the one whose days are sought, when it exists already. A set of one day asks for no gap.

    Raises:
        InvalidForm: a date that does not exist, an end before the start, no weekday… one sentence per field.
        EditionOver: the edition is past, archived or cancelled.
    """
    if edition is not None and edition.state(today) in _SETTLED:
        raise EditionOver
    problems: list[InvalidInput] = []
    first = _date(typed, "first", problems)
    last = _date(typed, "last", problems)
    day_count = _number(typed, "day_count", 1, MAX_DAYS, problems)
    gap = 0 if day_count == 1 else _number(typed, "gap", 1, MAX_GAP, problems)
    if first and first <= today:
        tomorrow = today + _DAY
        problems.append(
            InvalidInput(
                "first",
                f"La période commence après aujourd’hui : au plus tôt le {day_in_words(tomorrow)}.",
                date_in_figures(tomorrow),
            )
        )
    if first and last and last < first:
        problems.append(InvalidInput("last", "La fin précède le début."))
    elif first and last and (last - first).days >= MAX_PERIOD_DAYS:
        problems.append(InvalidInput("last", "La période dure un an au plus : rapprochez la fin du début."))
    if not weekdays:
        problems.append(InvalidInput("weekdays", "Choisissez au moins un jour de la semaine."))
    elif any(type(weekday) is not int or not 0 <= weekday <= 6 for weekday in weekdays):
        problems.append(InvalidInput("weekdays", "Ce jour de la semaine n’existe pas. Rechargez la page."))
    if day_count and gap is not None and day_count > 1 and gap < day_count - 1:
        problems.append(
            InvalidInput(
                "gap",
                f"{plural(day_count, 'jour')} ne tiennent pas dans {plural(gap, 'jour')} d’écart : "
                f"indiquez au moins {day_count - 1}.",
                str(day_count - 1),
            )
        )
    if problems:
        raise InvalidForm(problems)
    return Search(first, last, tuple(sorted(set(weekdays))), day_count, gap)


def candidates(search: Search) -> list[DaySet]:
    """Every set that the search allows, by its first day, then by the days after it.

    Raises:
        InvalidInput: no set fits, or more than ``MAX_CANDIDATES`` do; nothing is built then.
    """
    days = search.days
    # For each day taken as the first, the days after it that the gap allows.
    within = [
        days[index + 1 : bisect_right(days, first + search.gap * _DAY)] if search.day_count > 1 else []
        for index, first in enumerate(days)
    ]
    count = sum(comb(len(after), search.day_count - 1) for after in within)
    if count == 0:
        raise InvalidInput(
            "last",
            "Aucun jeu de jours ne tient dans cette période : allongez-la, élargissez l’écart, "
            "ou ajoutez un jour de la semaine.",
        )
    if count > MAX_CANDIDATES:
        raise InvalidInput(
            "last",
            f"{plural(count, 'jeu', 'jeux')} de jours sont possibles, {MAX_CANDIDATES} au plus se comparent : "
            "raccourcissez la période ou l’écart, ou retirez un jour de la semaine.",
        )
    return [
        DaySet((first, *others))
        for first, after in zip(days, within, strict=True)
        for others in combinations(after, search.day_count - 1)
    ]


def _date(typed: Mapping[str, str], field: str, problems: list[InvalidInput]) -> date | None:
    try:
        return date_fr(typed.get(field, ""), field)
    except InvalidInput as problem:
        problems.append(problem)
        return None


def _number(typed: Mapping[str, str], field: str, low: int, high: int, problems: list[InvalidInput]) -> int | None:
    try:
        return whole_number(typed.get(field, ""), low, high, field)
    except InvalidInput as problem:
        problems.append(problem)
        return None
