"""The days and dates at the head of a rule in OpenStreetMap's syntax: « Jun-Sep », « 2026 Dec 24 », « Tu,Sa[1,3] »."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from campaign.base.opening_hours.osm_written import CODES, MONTHS
from campaign.base.opening_hours.rules import LAST_DAY, Period, period

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NUMBER = r"\d{1,2}(?![\d:h])"
_DATE = rf"(?:\d{{4}}\s+)?{_MONTH}\b(?:\s+{_NUMBER})?"
_DATES = rf"{_DATE}(?:\s*-\s*(?:{_DATE}|{_NUMBER}))?"
DATES = re.compile(rf"{_DATES}(?:\s*,\s*{_DATES})*", re.IGNORECASE)
_ONE_DATES = re.compile(rf"({_DATE})(?:\s*-\s*({_DATE}|{_NUMBER}))?", re.IGNORECASE)
_PARTS = re.compile(rf"(?:(\d{{4}})\s+)?({_MONTH})(?:\s+(\d{{1,2}}))?", re.IGNORECASE)

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
# « Sa[2][4] » is not in the specification, and can only mean « Sa[2,4] ».
_RANKS = r"(?:\s*\[\s*-?[1-5](?:\s*[,-]\s*-?[1-5])*\s*\])*"
_ITEM = rf"{_DAY}(?:\s*-\s*{_DAY})?\b{_RANKS}"
DAYS = re.compile(rf"{_ITEM}(?:(?:\s*,\s*|\s+){_ITEM})*(?![a-z])", re.IGNORECASE)
_ONE_DAY = re.compile(rf"({_DAY})(?:\s*-\s*({_DAY}))?({_RANKS})", re.IGNORECASE)


@dataclass(slots=True)
class Selected:
    """``days`` are (weekday, rank in the month or 0); ``periods`` come back each year, ``dated`` are of one year."""

    days: list[tuple[int, int]] = field(default_factory=list)
    holidays: bool = False
    periods: list[Period] = field(default_factory=list)
    dated: list[tuple[date, date]] = field(default_factory=list)


def days(text: str, selected: Selected) -> None:
    """Add the days of « We-Fr,Sa[1,3],PH ».

    Raises:
        ValueError: a mix that means nothing.
    """
    for first, last, ranks in _ONE_DAY.findall(text):
        start, end = first.title(), (last or first).title()
        if "Ph" in (start, end):
            if start != end or ranks:
                raise ValueError(text)
            selected.holidays = True
            continue
        begins, ends = CODES.index(start), CODES.index(end)
        weekdays = [day % 7 for day in range(begins, (ends if ends >= begins else ends + 7) + 1)]
        for nth in _ranks(ranks):
            selected.days += [(weekday, nth) for weekday in weekdays]


def _ranks(text: str) -> list[int]:
    found: list[int] = []
    for first, last in re.findall(r"(-?[1-5])(?:\s*-\s*([1-5]))?", text):
        if last and not 0 < int(first) <= int(last):
            raise ValueError(text)
        found += range(int(first), int(last or first) + 1)
    return found or [0]


def dates(text: str, selected: Selected) -> None:
    """Add the dates of « Jun-Sep », « Dec 24-26 », « 2026 Dec 24-2027 Jan 03 ».

    Raises:
        ValueError: a day that does not exist, or a year on one side only.
    """
    for start, end in _ONE_DATES.findall(text):
        year, month, day = _parts(start)
        if end.isdigit():
            if not day:
                raise ValueError(text)
            last_year, last_month, last_day = year, month, int(end)
        else:
            last_year, last_month, last_day = _parts(end) if end else (year, month, day)
            last_year = last_year or year
        if bool(day) != bool(last_day) or (last_year and not year):
            raise ValueError(text)
        if not year:
            selected.periods.append(period((month, day or 1), (last_month, last_day or LAST_DAY)))
            continue
        last = date(last_year, last_month, last_day) if last_day else _month_end(last_year, last_month)
        selected.dated.append((date(year, month, day or 1), last))


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = _PARTS.fullmatch(text).groups()
    return int(year or 0), MONTHS.index(month.title()) + 1, int(day or 0)


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
