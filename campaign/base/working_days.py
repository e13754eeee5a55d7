"""Days when a French public service works: neither a Saturday, a Sunday nor a public holiday."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from campaign.base.errors import InvalidInput
from campaign.base.settings import settings

_DAY = timedelta(days=1)
_SATURDAY = 5
# Départements with holidays of their own (Alsace-Moselle, overseas), as the library names them.
_OWN_HOLIDAYS = {"67": "6AE", "68": "6AE"} | {name: name for name in ("57", "971", "972", "973", "974", "976")}


@lru_cache(maxsize=8)
def _holidays(departement: str) -> holidays.HolidayBase:
    return holidays.country_holidays("FR", subdiv=_OWN_HOLIDAYS.get(departement))


def is_public_holiday(day: date) -> bool:
    """Whether that day is a public holiday in the département.

    Raises:
        InvalidInput: the holidays of that year are not known (the library knows 1803 to 2100).
    """
    known = _holidays(settings().departement)
    if not known.start_year <= day.year <= known.end_year:
        raise InvalidInput("day", f"Les jours fériés de {day.year} ne sont pas connus : choisissez une autre date.")
    return day in known


def is_working_day(day: date) -> bool:
    """Whether the département's offices work that day.

    Raises:
        InvalidInput: see ``is_public_holiday``.
    """
    return not is_public_holiday(day) and day.weekday() < _SATURDAY


def next_working_day(day: date) -> date:
    """This day when it is a working one, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """This day when it is a working one, else the last one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day
