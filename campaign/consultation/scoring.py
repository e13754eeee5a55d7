"""What each set of days is worth, its figures apart: shops open on all its days, and what the calendar holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.working_days import is_public_holiday
from campaign.consultation.model import ConsultedShop, DaySet, RivalEvent, Weights
from campaign.consultation.school_holidays import school_holidays, school_zone


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What a day is. ``school_holidays`` is their name, "" when the schools work, None when it is not known."""

    public_holiday: bool = False
    school_holidays: str | None = ""
    school_zone: str | None = None


def calendar_of(sets: Iterable[DaySet], departement: str) -> dict[date, CalendarDay]:
    """What the published calendars say of every day of these sets.

    Raises:
        InvalidInput: the public holidays of that year are not known.
    """
    return {
        day: CalendarDay(is_public_holiday(day), school_holidays(day, departement), school_zone(departement, day))
        for day in {day for one in sets for day in one.days}
    }


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """A set of days with its figures. A shop is open when it is on all the days, excluded when its usual hours close it
    on one of them, unknown when its hours could not be read: neither counted nor excluded.
    """

    days: DaySet
    score: int
    open: tuple[ConsultedShop, ...]
    excluded: tuple[ConsultedShop, ...]
    unknown: tuple[ConsultedShop, ...]
    public_holidays: tuple[date, ...]
    rival_events: tuple[RivalEvent, ...]
    school_holidays: tuple[str, ...]
    school_unknown: tuple[date, ...]
    school_zone: str | None

    @property
    def readable(self) -> int:
        """How many shops have hours that could be read."""
        return len(self.open) + len(self.excluded)

    @property
    def shops(self) -> int:
        """How many shops are asked."""
        return self.readable + len(self.unknown)

    @property
    def excluded_names(self) -> tuple[str, ...]:
        """The names of the shops that these days leave out."""
        return tuple(shop.name for shop in self.excluded)


def is_open(shop: ConsultedShop, day: date, *, public_holiday: bool) -> bool | None:
    """Whether its hours open the shop that day, seasons, « 1er samedi du mois » and exceptions obeyed; None when they
    are unknown, or when it opens by appointment only."""
    if shop.hours is None:
        return None
    if public_holiday and shop.hours.closed_on_holidays and not shop.hours.exception_on(day):
        return False
    spans = shop.hours.on(day)
    return None if spans is None else bool(spans)


def score_set(
    days: DaySet,
    shops: Sequence[ConsultedShop],
    calendar: Mapping[date, CalendarDay],
    rival_events: Iterable[RivalEvent] = (),
    weights: Weights | None = None,
) -> ScoredSet:
    """One set weighed; shops and events in the order given. ``calendar`` has each of its days.

    Unknown school holidays take no point away, and are told in ``school_unknown``.
    """
    weights = weights or Weights()
    open_shops, excluded, unknown = [], [], []
    for shop in shops:
        answers = [is_open(shop, day, public_holiday=calendar[day].public_holiday) for day in days.days]
        (unknown if None in answers else open_shops if all(answers) else excluded).append(shop)
    holidays = tuple(day for day in days.days if calendar[day].public_holiday)
    rivals = tuple(event for event in rival_events if any(event.on(day) for day in days.days))
    school = tuple(dict.fromkeys(name for day in days.days if (name := calendar[day].school_holidays)))
    score = (
        weights.open_shop * len(open_shops)
        - weights.excluded_shop * len(excluded)
        - weights.public_holiday * len(holidays)
        - weights.rival_event * len(rivals)
        - weights.school_holidays * bool(school)
    )
    return ScoredSet(
        days,
        score,
        tuple(open_shops),
        tuple(excluded),
        tuple(unknown),
        holidays,
        rivals,
        school,
        tuple(day for day in days.days if calendar[day].school_holidays is None),
        calendar[days.first].school_zone,
    )


def score_sets(
    sets: Iterable[DaySet],
    shops: Sequence[ConsultedShop],
    calendar: Mapping[date, CalendarDay],
    rival_events: Sequence[RivalEvent] = (),
    weights: Weights | None = None,
) -> list[ScoredSet]:
    """The sets weighed, best first; at equal score the one that opens more shops, then the earlier."""
    scored = [score_set(one, shops, calendar, rival_events, weights) for one in sets]
    return sorted(scored, key=lambda one: (-one.score, -len(one.open), one.days))
