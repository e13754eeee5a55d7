"""Counting working days fast: a backplan of 200 tasks is counted again each time it is read."""

from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache

from campaign.base.settings import settings
from campaign.base.working_days import is_working_day

_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def _open_days(year: int, closed: frozenset[int], departement: str) -> tuple[date, ...]:
    """The working days of a year, in order; ``departement`` only tells one cached answer from another."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=rank) for rank in range((date(year, 12, 31) - first).days + 1))
    return tuple(day for day in days if day.month not in closed and is_working_day(day))


class Ruler:
    """The working days one after the other, the ``closed`` months (1 to 12) left out; whole years, added as needed.

    Every method raises InvalidInput when a year's holidays are not known (``working_days.is_public_holiday``).
    """

    __slots__ = ("_closed", "_days", "_first", "_last")

    def __init__(self, closed: frozenset[int] = frozenset()) -> None:
        self._closed = closed
        self._days: list[date] = []
        self._first, self._last = 0, -1  # years held, both included; none yet

    def _year(self, year: int) -> tuple[date, ...]:
        return _open_days(year, self._closed, settings().departement)

    def _rank(self, day: date) -> int:
        """How many of the days held come strictly before that day, whose year is held from now on."""
        if self._first > self._last:
            self._days, self._first, self._last = list(self._year(day.year)), day.year, day.year
        while day.year < self._first:
            self._add_before()
        while day.year > self._last:
            self._add_after()
        return bisect_left(self._days, day)

    def _add_before(self) -> None:
        self._days[:0] = self._year(self._first - 1)
        self._first -= 1

    def _add_after(self) -> None:
        self._days += self._year(self._last + 1)
        self._last += 1

    def before(self, day: date, count: int = 1) -> date:
        """The ``count``-th working day strictly before that day (``count`` from 1)."""
        while (rank := self._rank(day) - count) < 0:
            self._add_before()
        return self._days[rank]

    def after(self, day: date, count: int = 1) -> date:
        """The ``count``-th working day strictly after that day (``count`` from 1)."""
        following = day + _DAY
        while (rank := self._rank(following) + count - 1) >= len(self._days):
            self._add_after()
        return self._days[rank]

    def free_after(self, end: date, gap: int) -> date:
        """The first day on which may start what waits for a task that ends on ``end``, the end itself being the first
        of the ``gap`` days to leave: the morrow when it is 1. So ``before(day, gap)`` of that day is ``end`` again. It
        may be a day that this ruler leaves out: what waits for the shops' answer of July may start in August."""
        return (self.after(end, gap - 1) if gap > 1 else end) + _DAY

    def on_or_before(self, day: date) -> date:
        """That day when it is a working one, else the last one before it."""
        return self.before(day + _DAY)

    def on_or_after(self, day: date) -> date:
        """That day when it is a working one, else the first one after it."""
        return self.after(day - _DAY)

    def count(self, since: date, until: date) -> int:
        """How many working days from ``since`` included to ``until`` excluded; 0 when ``until`` is not later."""
        if until <= since:
            return 0
        self._rank(since)  # may add years before, which shifts the ranks
        self._rank(until)
        return self._rank(until) - self._rank(since)

    def late(self, deadline: date, day: date) -> int:
        """How many working days ``day`` comes after ``deadline``: the next working day is one day late."""
        return self.count(deadline + _DAY, day + _DAY)
