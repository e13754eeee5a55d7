"""A week of opening hours: read from French or OpenStreetMap text, checked, written back in both.

``read_opening_hours`` never guesses: a text it does not wholly understand gives None, and is kept as it was written.
"""

from campaign.base.opening_hours.day import day_hours
from campaign.base.opening_hours.french import from_french, in_words
from campaign.base.opening_hours.osm import from_osm, to_osm
from campaign.base.opening_hours.week import MIDNIGHT, OpeningHours, Span, opening_hours

__all__ = [
    "MIDNIGHT",
    "OpeningHours",
    "Span",
    "day_hours",
    "from_french",
    "from_osm",
    "in_words",
    "opening_hours",
    "read_opening_hours",
    "to_osm",
]


def read_opening_hours(text: str) -> OpeningHours | None:
    """The week a text describes, in OpenStreetMap syntax or in French; None when it is not wholly understood.

    Raises:
        InvalidInput: the text is understood and an hour in it cannot be (25:00, closing before opening, overlap).
    """
    return from_osm(text) or from_french(text)
