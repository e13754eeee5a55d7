"""The days of the demonstration: those of an edition to come, and what is told at its day and hour."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import holidays

from campaign.base import clock

AT_LEAST = timedelta(days=60)
_WEDNESDAY = 2
Told = tuple[int, int, int, Callable[[], object]]  # days before today, hour, minute, what is done
Dated = tuple[date, int, int, Callable[[], object]]  # day, hour, minute, what is done


def next_days(today: date) -> tuple[date, date]:
    """The next Wednesday at least 60 days away and the Saturday after it, neither being a French public holiday."""
    day = today + AT_LEAST
    day += timedelta(days=(_WEDNESDAY - day.weekday()) % 7)
    closed = holidays.country_holidays("FR", years=[day.year, day.year + 1])
    while day in closed or day + timedelta(days=3) in closed:
        day += timedelta(days=7)
    return day, day + timedelta(days=3)


@contextmanager
def on(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """What is done inside happens that day, at that hour in Paris."""
    with clock.frozen(datetime.combine(day, time(hour, minute), clock.PARIS)):
        yield


def run(steps: Iterable[Told], today: date) -> None:
    """Every step at its hour, in the order of the days, as the journal would have them."""
    run_dated((today - timedelta(days=days_ago), *rest) for days_ago, *rest in steps)


def run_dated(steps: Iterable[Dated]) -> None:
    """The same, for steps that know their day."""
    for day, hour, minute, step in sorted(steps, key=lambda one: one[:3]):
        with on(day, hour, minute):
            step()
