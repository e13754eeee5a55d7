"""The week itself: for each day, the spans during which the door is open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from campaign.base.errors import InvalidInput

# As a closing hour, 0 h is the end of the day.
MIDNIGHT = time(0)
DAY_END = 24 * 60


class Span(NamedTuple):
    """One opening, local time. ``closes`` equal to ``MIDNIGHT`` is the end of that day."""

    opens: time
    closes: time

    @property
    def starts(self) -> int:
        """Minutes since the day began."""
        return self.opens.hour * 60 + self.opens.minute

    @property
    def ends(self) -> int:
        """Minutes since the day began, 1 440 for midnight."""
        return (self.closes.hour * 60 + self.closes.minute) or DAY_END


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Seven days, Monday first, each with its spans in order; an empty day is closed. Made by ``opening_hours``."""

    days: tuple[tuple[Span, ...], ...]
    closed_on_holidays: bool = False

    def on(self, weekday: int) -> tuple[Span, ...]:
        """The spans of a weekday, 0 for Monday, as ``date.weekday()`` says."""
        return self.days[weekday]

    def groups(self) -> Iterator[tuple[list[int], tuple[Span, ...]]]:
        """The open weekdays that share the same spans, in the order of their first day."""
        by_spans: dict[tuple[Span, ...], list[int]] = {}
        for weekday, spans in enumerate(self.days):
            if spans:
                by_spans.setdefault(spans, []).append(weekday)
        for spans, weekdays in by_spans.items():
            yield weekdays, spans


def opening_hours(
    week: Mapping[int, Iterable[tuple[time, time]]],
    *,
    closed_on_holidays: bool = False,
    field: str = "opening_hours",
) -> OpeningHours:
    """The checked week of ``{weekday: [(opens, closes), …]}``; days left out are closed.

    Raises:
        InvalidInput: a closing before its opening, two spans that overlap, or no opening at all.
    """
    days = tuple(_checked(week.get(weekday, ()), field) for weekday in range(7))
    if not any(days):
        raise InvalidInput(field, "Indiquez au moins un jour d’ouverture.")
    return OpeningHours(days, closed_on_holidays)


def clock_time(hour: int, minute: int, written: str, *, closing: bool, field: str = "opening_hours") -> time:
    """The time of a written hour; 24 h only closes a day.

    Raises:
        InvalidInput: « Heure impossible : 25:00. »
    """
    if closing and (hour, minute) == (24, 0):
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise InvalidInput(field, f"Heure impossible : {written}.")
    return time(hour, minute)


def runs(weekdays: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last day of each unbroken run: [0, 1, 2, 5] -> (0, 2), (5, 5)."""
    first = last = None
    for weekday in sorted(weekdays):
        if last is not None and weekday == last + 1:
            last = weekday
            continue
        if first is not None:
            yield first, last
        first = last = weekday
    if first is not None:
        yield first, last


def _checked(spans: Iterable[tuple[time, time]], field: str) -> tuple[Span, ...]:
    ordered = sorted((Span(*span) for span in spans), key=lambda span: (span.starts, span.ends))
    if any(span.ends <= span.starts for span in ordered):
        raise InvalidInput(field, "La fermeture précède l’ouverture.")
    if any(later.starts < earlier.ends for earlier, later in pairwise(ordered)):
        raise InvalidInput(field, "Deux plages se chevauchent.")
    return tuple(ordered)
