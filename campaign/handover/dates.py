"""Dates told as days from J and put back on other days. Pure: the calendar of holidays is given."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from campaign.base.french import MONTHS
from campaign.handover.model import Outline

# What an edition needs before its first day: to invite (six weeks before the deadline), to print, to deliver.
TIME_TO_PREPARE = timedelta(days=63)
_WEEKS_AROUND = (0, 1, -1, 2, -2, 3, -3)
_A_YEAR_OF_WEEKS = 364  # 52 weeks: the same weekday


def days_from(first_day: date, day: date) -> int:
    """How many days after J; before it, negative."""
    return (day - first_day).days


def same_season(outline: Outline, today: date, is_holiday: Callable[[date], bool]) -> tuple[date, ...]:
    """The same weekdays at the next comparable period, with time to prepare, on no public holiday when it can be.

    Never the days of last time, even when they are still to come.

    Thirteen and 16 November 2013 (a Wednesday and a Saturday) give, from March 2027, 10 and 13 November 2027: the
    Wednesday nearest to 13 November.
    """
    earliest = today + max(TIME_TO_PREPARE, timedelta(days=-outline.answer_deadline + 42))
    earliest = max(earliest, outline.dates[-1] + timedelta(days=1))
    year = earliest.year
    while (usual := _nearest_weekday(outline.first_day, year)) < earliest:
        year += 1
    for weeks in _WEEKS_AROUND:
        days = _placed(outline, usual + timedelta(weeks=weeks))
        if days[0] >= earliest and not any(is_holiday(one) for one in days):
            return days
    return _placed(outline, usual)


def new_deadline(outline: Outline, first_day: date, today: date) -> date:
    """As many days before J as last time; the eve of the first day when that is past already."""
    usual = first_day + timedelta(days=outline.answer_deadline)
    return usual if usual > today else first_day - timedelta(days=1)


def due_again(days_from_first: int, first_day: date, working: Callable[[date], date]) -> date:
    """When something that was due so long from the former J is due for the new one: in the year before it.

    ``working`` gives the working day on or before a date. What was due on the first of September after an edition of
    November is due about the first of September before the next.
    """
    before = days_from_first % _A_YEAR_OF_WEEKS - _A_YEAR_OF_WEEKS
    return working(first_day + timedelta(days=before))


def renamed(name: str, former: Sequence[date], days: Sequence[date]) -> str:
    """A name that holds the month and the year of last time, with those of now: « Novembre 2013 », « Novembre 2027 ».

    A name that ends with the year alone gets the new one; any other stays.
    """
    for one in former:
        now = next((day for day in days if day.month == one.month), days[0])
        said = rf"(\bde\s+|\bd[’'])?\b{MONTHS[one.month - 1]}(\s+){one.year}\b"
        name = re.sub(said, lambda found, now=now: _dated(found, now), name, flags=re.IGNORECASE)
    return re.sub(rf"\b{former[0].year}$", str(days[0].year), name)


def _dated(found: re.Match[str], now: date) -> str:
    before, space = found.groups(default="")
    month = MONTHS[now.month - 1]
    if before:
        return f"{'d’' if month[0] in 'ao' else 'de '}{month}{space}{now.year}"
    return f"{month.capitalize() if found.group()[0].isupper() else month}{space}{now.year}"


def _nearest_weekday(former: date, year: int) -> date:
    day = min(former.day, 28) if former.month == 2 else former.day
    aimed = date(year, former.month, day)
    shift = (former.weekday() - aimed.weekday()) % 7
    return aimed + timedelta(days=shift if shift <= 3 else shift - 7)


def _placed(outline: Outline, first_day: date) -> tuple[date, ...]:
    return tuple(first_day + timedelta(days=one) for one in outline.days)


def in_order(days: Sequence[date]) -> tuple[date, ...]:
    """The days, each once, the first one first."""
    return tuple(sorted(set(days)))
