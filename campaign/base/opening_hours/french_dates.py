"""Dates and seasons as the French write them: « de juin à septembre », « du 24 décembre 2026 au 3 janvier 2027 »."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from campaign.base.opening_hours.french_days import DayReader, NotUnderstood
from campaign.base.opening_hours.rules import LAST_DAY, Period, period

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a range, as far as it is said."""

    month: int = 0
    day: int = 0
    year: int = 0
    weekday: int | None = None


def read_dates(reader: DayReader) -> list[Period | Days]:
    """The ranges that come next; those with a year as (first, last), the others come back each year.

    Raises:
        NotUnderstood: a weekday that is not that date's, a date that does not exist, one end without what it needs.
    """
    try:
        return _ranges(reader)
    except ValueError:
        raise NotUnderstood from None


def _ranges(reader: DayReader) -> list[Period | Days]:
    first = _point(reader)
    if reader.kind() in ("to", "dash") and reader.kind(1) in ("bare", "rank", "month", "date", "day"):
        reader.take()
        return [_range(first, _point(reader))]
    points = [first]
    while reader.kind() in ("and", "comma", "slash") and _same_shape(reader, first):
        reader.take()
        points.append(_point(reader))
    last = points[-1]
    points = [one if one.month else replace(one, month=last.month, year=last.year) for one in points]
    if first.day:
        return [_range(one, one) for one in points]
    return _months(points)


def _same_shape(reader: DayReader, first: _Point) -> bool:
    """« juillet et août », « 24 et 31 décembre »: rather than another clause."""
    if first.day and first.month:
        return False
    return reader.kind(1) == "month" if not first.day else reader.kind(1) in ("bare", "rank") and reader.at_date(1)


def _months(points: list[_Point]) -> list[Period | Days]:
    year = points[-1].year
    if year or len(points) == 1:
        return [_range(replace(one, year=year), replace(one, year=year)) for one in points]
    follow = all(later.month == earlier.month % 12 + 1 for earlier, later in pairwise(points))
    if follow:
        return [_range(points[0], points[-1])]
    return [_range(one, one) for one in points]


def _point(reader: DayReader) -> _Point:
    weekday = reader.take().value if reader.kind() == "day" else None
    token = reader.take()
    if token.kind == "date":
        return _Point(token.value.month, token.value.day, token.value.year, weekday)
    day = 0
    if token.kind in ("bare", "rank"):
        day = token.value[0] if token.kind == "bare" else token.value
        if token.kind == "rank" and (day != 1 or not token.text[0].isdigit()):
            raise NotUnderstood
        if not day:
            raise NotUnderstood
        if reader.kind() != "month":
            return _Point(0, day, 0, weekday)
        token = reader.take()
    if token.kind != "month" or (weekday is not None and not day):
        raise NotUnderstood
    year = reader.take().value if reader.kind() == "year" else 0
    return _Point(token.value, day, year, weekday)


def _range(first: _Point, last: _Point) -> Period | Days:
    if bool(first.day) != bool(last.day) or not last.month:
        raise NotUnderstood
    first = first if first.month else replace(first, month=last.month, year=last.year)
    if not first.year and not last.year:
        if first.weekday is not None or last.weekday is not None:
            raise NotUnderstood  # « samedi 2 janvier » of which year?
        return period((first.month, first.day or 1), (last.month, last.day or LAST_DAY))
    backwards = (first.month, first.day) > (last.month, last.day)
    if not first.year:
        first = replace(first, year=last.year - backwards)
    if not last.year:
        last = replace(last, year=first.year + backwards)
    begins = date(first.year, first.month, first.day or 1)
    ends = date(last.year, last.month, last.day or monthrange(last.year, last.month)[1])
    for said, day in ((first, begins), (last, ends)):
        if said.weekday not in (None, day.weekday()):
            raise NotUnderstood
    return begins, ends
