"""Dates, hours, numbers and typography as the French write them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from campaign.base.clock import PARIS

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
NBSP, THIN, JOIN = "\u00a0", "\u202f", "\u2060"


def _numeral(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def day_in_words(day: date, *, year: bool = True, weekday: bool = True) -> str:
    """« mercredi 13 novembre 2013 »."""
    parts = [DAYS[day.weekday()]] if weekday else []
    parts += [_numeral(day), MONTHS[day.month - 1]]
    return " ".join([*parts, str(day.year)] if year else parts)


def short_day(day: date, *, capital: bool = False) -> str:
    """« mer. 13 »."""
    text = f"{SHORT_DAYS[day.weekday()]}{NBSP}{day.day}"
    return text[0].upper() + text[1:] if capital else text


def short_date(day: date, *, year: bool = False) -> str:
    """« 13 nov. », with the year when asked."""
    return f"{_numeral(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def date_in_figures(day: date) -> str:
    """« 13/11/2013 »."""
    return f"{day:%d/%m/%Y}"


def days_in_words(days: Sequence[date], *, year: bool = True) -> str:
    """« mercredi 13 et samedi 16 novembre 2013 »; a month or year is written again only when it changes."""
    ordered = sorted(days)
    words = []
    for index, day in enumerate(ordered):
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        same_year = after is not None and after.year == day.year
        text = f"{DAYS[day.weekday()]} {_numeral(day)}"
        if not (same_year and after.month == day.month):
            text += f" {MONTHS[day.month - 1]}"
        if year and not same_year:
            text += f" {day.year}"
        words.append(text)
    return enumerate_in_words(words)


def short_days_in_words(days: Sequence[date]) -> str:
    """« 13 et 16 novembre », « 30 novembre et 3 décembre »: no weekday, no year."""
    ordered = sorted(days)
    words = []
    for index, day in enumerate(ordered):
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        words.append(
            day_in_words(day, year=False, weekday=False) if not after or after.month != day.month else _numeral(day)
        )
    return enumerate_in_words(words)


def time_in_words(at: time) -> str:
    """« 10 h 30 », « 18 h »."""
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02d}" if at.minute else "")


def hours_in_words(opens: time, closes: time) -> str:
    """« 10 h – 18 h », never cut at the dash."""
    return f"{time_in_words(opens)}{NBSP}–{JOIN}{NBSP}{time_in_words(closes)}"


def clock_in_words(at: datetime) -> str:
    """The Paris hour of an instant: « 10 h 42 »."""
    return time_in_words(at.astimezone(PARIS).time())


def moment_in_words(at: datetime, *, year: bool = False) -> str:
    """« lundi 16 septembre à 10 h 42 », in Paris."""
    return f"{day_in_words(at.astimezone(PARIS).date(), year=year)} à {clock_in_words(at)}"


def number(value: float, decimals: int | None = None) -> str:
    """« 12 345,6 »: thin no-break spaces, decimal comma; whole when it is whole, unless ``decimals`` says."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else len(repr(round(float(value), 6)).split(".")[1])
    return f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",").replace("-", "−")


def plural(count: int, singular: str, many: str | None = None) -> str:
    """« 1 boutique », « 20 boutiques », « 0 boutique »: French counts in the plural from 2."""
    return f"{number(count)}{NBSP}{singular if abs(count) < 2 else many or singular + 's'}"


def enumerate_in_words(words: Iterable[str], last: str = "et") -> str:
    """« a, b et c »."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def typographic(text: str) -> str:
    """The text with its no-break spaces and typographic apostrophes (« l’heure : 10 h – 18 h ! »)."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"[ \u00a0\u202f]*((?<![;!?])[;!?]+|»)(?=\s|$|[.,)\]])", rf"{NBSP}\1", text)
    text = re.sub(r"(?<=\w)[ \u00a0\u202f]*:(?=\s|$)", f"{NBSP}:", text)
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{NBSP}", text)
    text = re.sub(r"(\d) ?h(?: ?(\d\d))?(?=\W|$)", lambda m: f"{m[1]}{NBSP}h" + (f"{NBSP}{m[2]}" if m[2] else ""), text)
    text = re.sub(rf"(h(?:{NBSP}\d\d)?)\s*–\u2060?\s*(?=\d)", rf"\1{NBSP}–{JOIN}{NBSP}", text)
    return re.sub(r"\bn° ?(?=\d)", f"n°{NBSP}", text)
