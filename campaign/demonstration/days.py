"""Days for an edition to come."""

from datetime import date, timedelta

import holidays

AT_LEAST = timedelta(days=60)
_WEDNESDAY = 2


def next_days(today: date) -> tuple[date, date]:
    """The next Wednesday at least 60 days away and the Saturday after it, neither being a French public holiday."""
    day = today + AT_LEAST
    day += timedelta(days=(_WEDNESDAY - day.weekday()) % 7)
    closed = holidays.country_holidays("FR", years=[day.year, day.year + 1])
    while day in closed or day + timedelta(days=3) in closed:
        day += timedelta(days=7)
    return day, day + timedelta(days=3)
