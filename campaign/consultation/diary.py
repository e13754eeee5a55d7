"""The days of an edition as one file for a diary: whole days, since each shop has its own hours."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from campaign.base import clock
from campaign.base.settings import settings

FILE_NAME = "les-bons-jours-de-l-occasion.ics"
_NAME = "Les bons jours de l’occasion"
_DAY = timedelta(days=1)


def days_calendar(edition_id: int, days: Sequence[date], description: str = "") -> bytes:
    """Every day in one file; the same identifiers each time (and those of the public's file), so that a diary that
    reads it twice shows a day once. A reminder the day before.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Les bons jours de l'occasion//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _NAME)
    host = urlsplit(settings().public_url).hostname or "localhost"
    for day in days:
        event = Event()
        event.add("uid", f"edition-{edition_id}-{day.isoformat()}@{host}")
        event.add("dtstamp", clock.now())
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        event.add("summary", _NAME)
        event.add("transp", "TRANSPARENT")
        if description:
            event.add("description", description)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Demain : {_NAME}")
        alarm.add("trigger", -_DAY)
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()
