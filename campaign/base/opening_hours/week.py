"""Spans of a day and weekdays: the bricks of opening hours."""

from collections.abc import Iterable, Iterator
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


Spans = tuple[Span, ...]


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


def checked_spans(spans: Iterable[tuple[time, time]], field: str = "opening_hours") -> Spans:
    """The spans of one day, in order.

    Raises:
        InvalidInput: a closing before its opening, two spans that overlap.
    """
    ordered = sorted((Span(*span) for span in spans), key=lambda span: (span.starts, span.ends))
    if any(span.ends <= span.starts for span in ordered):
        raise InvalidInput(field, "La fermeture précède l’ouverture.")
    if any(later.starts < earlier.ends for earlier, later in pairwise(ordered)):
        raise InvalidInput(field, "Deux plages se chevauchent.")
    return tuple(ordered)


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
