"""Dates and hours as people type them."""

import re
from calendar import monthrange
from datetime import date, time, timedelta

from campaign.base.errors import InvalidInput
from campaign.base.french import DAYS, MONTHS
from campaign.base.text import clean, search_key

_DATE_EXAMPLE = "Date illisible : écrivez par exemple 13/11/2027."
_MONTH_KEYS = [search_key(month) for month in MONTHS]
# The first days of Excel's two calendars; the first counts a 29 February 1900 that never was, hence 30 December.
_EXCEL_1900, _EXCEL_1904 = date(1899, 12, 30), date(1904, 1, 1)


def date_fr(value: str, field: str = "date", *, excel_serial: bool = False, epoch_1904: bool = False) -> date:
    """The date of « 04/05/27 » (day first), « 2027-05-04 », « mardi 4 mai 2027 »; two-digit years are in the 2000s.

    ``excel_serial`` also accepts a spreadsheet's count of days (45292 is 1 January 2024); ``epoch_1904`` counts them
    from 1904, as old Mac workbooks do.

    Raises:
        InvalidInput: « Le 31 février n’existe pas. », no such month, or not a date.
    """
    typed = re.sub(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$", "", " ".join(clean(value).split()))
    if not typed:
        raise InvalidInput(field, "Indiquez la date.")
    if excel_serial and re.fullmatch(r"[0-9]{4,6}(?:[.,]\d+)?", typed):
        count = int(re.split(r"[.,]", typed)[0])
        return (_EXCEL_1904 if epoch_1904 else _EXCEL_1900) + timedelta(days=count)
    numbers = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})", typed, re.ASCII)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", typed, re.ASCII)
    if numbers:
        day, month, year = (int(part) for part in numbers.groups())
    elif iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        day, month, year = _spelled(typed, field)
    if year < 100:
        year += 2000
    return _existing(day, month, year, field)


def time_fr(value: str, field: str = "time") -> time:
    """The hour of « 9h », « 9h30 », « 9 h 30 », « 09:30 », « 9.30 », « midi ».

    Raises:
        InvalidInput: « Heure impossible : 25:00. », or not an hour.
    """
    typed = " ".join(clean(value).split())
    if not typed:
        raise InvalidInput(field, "Indiquez l’heure.")
    if typed.lower() == "midi":
        return time(12)
    found = re.fullmatch(
        r"(\d{1,2})(?:\s*(?:h|heures?)(?:\s*(\d{2}))?(?:\s*(?:mn|min))?|\s*[:.]\s*(\d{2})(?::00)?)?",
        typed,
        re.IGNORECASE | re.ASCII,
    )
    if not found:
        raise InvalidInput(field, "Heure illisible : écrivez par exemple 9 h 30.")
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if hour > 23 or minute > 59:
        raise InvalidInput(field, f"Heure impossible : {typed}.")
    return time(hour, minute)


def _spelled(typed: str, field: str) -> tuple[int, int, int]:
    words = [word for word in search_key(typed).split() if word not in DAYS and word != "le"]
    if len(words) == 3 and (day := re.fullmatch(r"(\d{1,2})(?:er)?", words[0], re.ASCII)):
        months = [
            index
            for index, month in enumerate(_MONTH_KEYS, start=1)
            if words[1] == month or (len(words[1]) >= 3 and month.startswith(words[1]))
        ]
        if len(months) == 1 and re.fullmatch(r"\d{2}|\d{4}", words[2], re.ASCII):
            return int(day[1]), months[0], int(words[2])
    raise InvalidInput(field, _DATE_EXAMPLE)


def _existing(day: int, month: int, year: int, field: str) -> date:
    if not 1900 <= year <= 2100:
        raise InvalidInput(field, f"Année hors de portée : {year}.")
    if not 1 <= month <= 12:
        swapped = f"{month:02d}/{day:02d}/{year}" if 1 <= day <= 12 and 1 <= month <= monthrange(year, day)[1] else None
        raise InvalidInput(
            field, f"Il n’y a pas de mois {month} : écrivez le jour, puis le mois, puis l’année.", swapped
        )
    if 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    name = "1er" if day == 1 else str(day)
    if (day, month) == (29, 2):
        raise InvalidInput(field, f"Le 29 février n’existe pas en {year}.")
    raise InvalidInput(field, f"Le {name} {MONTHS[month - 1]} n’existe pas.")
