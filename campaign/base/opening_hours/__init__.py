"""Opening hours: read from French or OpenStreetMap text, checked, asked of a date, written back in both.

``read_opening_hours`` never guesses: a text it does not wholly understand gives None, and is kept as it was written.
"""

from datetime import date

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours.day import day_hours
from campaign.base.opening_hours.french import from_french
from campaign.base.opening_hours.french_written import (
    besides_in_words,
    dates_in_words,
    days_in_words,
    exception_in_words,
    in_words,
    period_in_words,
    ranks_in_words,
    spans_in_words,
    week_in_words,
)
from campaign.base.opening_hours.hours import OpeningHours, opening_hours
from campaign.base.opening_hours.osm import from_osm
from campaign.base.opening_hours.osm_written import to_osm
from campaign.base.opening_hours.rules import Dated, Period, Rule, period
from campaign.base.opening_hours.week import MIDNIGHT, Span, Spans

__all__ = [
    "MIDNIGHT",
    "Dated",
    "OpeningHours",
    "Period",
    "Rule",
    "Span",
    "Spans",
    "besides_in_words",
    "dates_in_words",
    "day_hours",
    "days_in_words",
    "exception_in_words",
    "from_french",
    "from_osm",
    "in_words",
    "known_hours",
    "opening_hours",
    "period",
    "period_in_words",
    "ranks_in_words",
    "read_opening_hours",
    "shown_hours",
    "spans_in_words",
    "to_osm",
    "week_in_words",
]


def read_opening_hours(text: str) -> OpeningHours | None:
    """The hours a text describes, in OpenStreetMap syntax or in French; None when it is not wholly understood.

    Raises:
        InvalidInput: the text is understood and an hour in it cannot be (25:00, closing before opening, overlap).
    """
    return from_osm(text) or from_french(text)


def known_hours(*texts: str) -> OpeningHours | None:
    """The hours of the first text that can be read; hours that cannot be are unknown hours."""
    for text in texts:
        try:
            found = read_opening_hours(text) if text.strip() else None
        except InvalidInput:
            continue
        if found:
            return found
    return None


def shown_hours(text: str, today: date) -> str:
    """The text people read: as it was written, but without the exceptions that are over."""
    hours = known_hours(text)
    if hours is None:
        return text
    coming = hours.since(today)
    return text if coming == hours else in_words(coming)
