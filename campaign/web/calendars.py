"""Calendar files: both days in one, the same identifiers each time, Paris hours."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, vDuration
from starlette.responses import Response

from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.base.settings import settings
from campaign.editions.model import Edition
from campaign.participation.model import OpenDay
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, TaskState

_NAME = "Les bons jours de l’occasion"


def _host() -> str:
    return urlsplit(settings().public_url).hostname or "localhost"


def _calendar(events: Iterable[Event], name: str = _NAME, every: timedelta | None = None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Les bons jours de l'occasion//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    if every:
        calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})  # RFC 7986
        calendar.add("x-published-ttl", vDuration(every))  # what Outlook reads instead
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(uid: str, summary: str, start: date | datetime, end: date | datetime, **more: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{_host()}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT" if not isinstance(start, datetime) else "OPAQUE")
    for name, text in more.items():
        if text:
            event.add(name, text)
    return event


def edition_calendar(edition: Edition, place: str, description: str) -> bytes:
    """The days as whole days: each shop has its own hours."""
    return _calendar(
        _event(
            f"edition-{edition.id}-{day.isoformat()}",
            _NAME,
            day,
            day + timedelta(days=1),
            location=place,
            description=description,
            url=f"{settings().public_url}/carte",
        )
        for day in edition.days
    )


def shop_events(
    edition: Edition,
    place_id: int,
    name: str,
    address: str,
    days: Sequence[OpenDay],
    url: str,
    *,
    reminder: bool = False,
) -> list[Event]:
    """One event per open day of a shop; a reminder the day before for those who work there."""
    events = []
    for one in days:
        event = _event(
            f"edition-{edition.id}-boutique-{place_id}-{one.day.isoformat()}",
            f"{_NAME} : {name}",
            datetime.combine(one.day, one.opens, clock.PARIS),
            datetime.combine(one.day, one.closes, clock.PARIS),
            location=", ".join(part for part in (name, address) if part),
            description=one.hours_text,
            url=url,
        )
        if reminder:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"Demain : {_NAME}")
            alarm.add("trigger", timedelta(days=-1))
            event.add_component(alarm)
        events.append(event)
    return events


def role_events(edition: Edition, tasks: Iterable[Dated]) -> list[Event]:
    """The days of the edition and the deadlines of a role, as whole days. No name of a person: the address travels.

    A task keeps its identifier when the days move: diaries then move it instead of showing it twice.
    """
    events = [_event(f"edition-{edition.id}-{day.isoformat()}", _NAME, day, day + timedelta(days=1),
                     url=f"{settings().public_url}/carte") for day in edition.days]  # fmt: skip
    for one in tasks:
        task = one.task
        if task.anchor is Anchor.EVENT:
            continue  # its days are there already
        done = task.state is TaskState.DONE
        begins = f"À commencer le {day_in_words(one.start, year=False)}." if one.start < one.deadline else ""
        events.append(
            _event(
                f"edition-{edition.id}-tache-{task.code}",
                f"Fait : {task.title}" if done else task.title,
                one.deadline,
                one.deadline + timedelta(days=1),
                description=" ".join(part for part in ("" if done else begins, one.why) if part),
                categories=task.role.label,
                url=f"{settings().public_url}/retroplanning?edition={edition.id}&tache={task.code}",
            )
        )
    if edition.cancelled_on:
        for event in events:
            event.add("status", "CANCELLED")
    return events


def calendar_file(events: Iterable[Event], name: str = _NAME, every: timedelta | None = None) -> bytes:
    """Events as one file; ``name`` is what diaries call it, ``every`` how often those that follow it read it again."""
    return _calendar(events, name, every)


def as_download(content: bytes, name: str) -> Response:
    """A calendar file to open in one's diary."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
