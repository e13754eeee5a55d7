"""What departs from the week: nth weekdays of a month, seasons, dated exceptions; and when two of them contradict."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

from campaign.base.opening_hours.week import Spans

# As the day of a period's end: the last of the month, whichever it is.
LAST_DAY = 31
_LEAP_YEAR = 2024


class Period(NamedTuple):
    """The same days each year, both ends included, as (month, day). November to March goes over the year's end."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Whether it is within the period."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    @property
    def whole_months(self) -> bool:
        """From the first of a month to the end of one."""
        return self.first[1] == 1 and self.last[1] == LAST_DAY

    def dates(self) -> frozenset[tuple[int, int]]:
        """Its days, of a leap year."""
        return frozenset(
            (month, number)
            for month in range(1, 13)
            for number in range(1, monthrange(_LEAP_YEAR, month)[1] + 1)
            if self.holds(date(_LEAP_YEAR, month, number))
        )


def period(first: tuple[int, int], last: tuple[int, int]) -> Period:
    """A period whose end at the last of its month is written ``LAST_DAY``.

    Raises:
        ValueError: no such day in any year.
    """
    date(_LEAP_YEAR, *first)
    if last[1] != LAST_DAY:
        date(_LEAP_YEAR, *last)
        if last[1] == monthrange(_LEAP_YEAR, last[0])[1]:
            last = (last[0], LAST_DAY)
    return Period(first, last)


class Rule(NamedTuple):
    """Hours that replace the week's on one weekday (0 for Monday); no span closes it.

    ``nth`` is its rank in the month (1 to 5, -1 for the last), 0 for each; ``period`` the season, None all year.
    """

    weekday: int
    nth: int
    period: Period | None
    spans: Spans

    def holds(self, day: date) -> bool:
        """Whether the rule speaks of that day."""
        if day.weekday() != self.weekday or (self.period and not self.period.holds(day)):
            return False
        if self.nth > 0:
            return (day.day - 1) // 7 + 1 == self.nth
        if self.nth < 0:
            return (monthrange(day.year, day.month)[1] - day.day) // 7 + 1 == -self.nth
        return True


class Dated(NamedTuple):
    """An exception: from one date to another, both included, these hours each day; no span closes."""

    first: date
    last: date
    spans: Spans


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Each rule once, those that open before those that close: a closing wins over an opening."""
    kept = set(rules)
    # « fermé le lundi, fermé le 1er lundi » is said once.
    kept = {one for one in kept if one.spans or not one.nth or one._replace(nth=0) not in kept}
    return tuple(
        sorted(kept, key=lambda one: (not one.spans, one.period or ((0, 0), (0, 0)), one.weekday, one.nth, one.spans))
    )


def contradict(rules: Iterable[Rule]) -> bool:
    """Whether two rules may speak of one day in different words, without either clearly winning.

    A closing wins, unless the opening is the more precise of the two (« fermé en août, sauf… »).
    """
    return any(meet(one, other) and not _settled(one, other) for one, other in combinations(set(rules), 2))


def meet(one: Rule, other: Rule) -> bool:
    """Whether both may speak of one day."""
    if one.weekday != other.weekday or (one.nth and other.nth and not _same_rank(one.nth, other.nth)):
        return False
    return not (one.period and other.period) or bool(one.period.dates() & other.period.dates())


def _same_rank(one: int, other: int) -> bool:
    if (one > 0) == (other > 0):
        return one == other
    # A month has four or five of a weekday: the fourth, or the fifth, is then the last.
    return abs(one) + abs(other) in (5, 6)


def _settled(one: Rule, other: Rule) -> bool:
    if bool(one.spans) == bool(other.spans):
        return one.spans == other.spans
    closing, opening = (other, one) if one.spans else (one, other)
    if closing.nth and not opening.nth:
        return True
    if closing.period is None:
        return False
    return opening.period is None or not opening.period.dates() <= closing.period.dates()
