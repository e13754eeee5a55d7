"""A meeting for a diary (iCalendar): the same identifier each time, a sequence that grows, Paris hours.

RFC 5546: REQUEST invites and moves, CANCEL takes out, PUBLISH is a file to keep. Answers do not come back through the
diary but through the link: nothing else would be read by us.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vCalAddress, vText

from campaign.base import clock
from campaign.base.labels import Labelled
from campaign.base.settings import settings
from campaign.meetings.model import Meeting, Reply


class Method(Labelled):
    """What a calendar file asks of a diary."""

    REQUEST = "REQUEST", "Invitation"
    CANCEL = "CANCEL", "Annulation"
    PUBLISH = "PUBLISH", "À garder"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an invitation, with their address."""

    name: str
    email: str


_STATUS = {Reply.YES: "ACCEPTED", Reply.NO: "DECLINED", Reply.MAYBE: "TENTATIVE", None: "NEEDS-ACTION"}


def uid_of(meeting: Meeting) -> str:
    """The identifier of a meeting in every diary, whatever becomes of it."""
    return f"reunion-{meeting.id}@{urlsplit(settings().public_url).hostname or 'localhost'}"


def meeting_ics(
    meeting: Meeting,
    method: Method,
    *,
    page: str = "",
    organizer: Person | None = None,
    guest: Person | None = None,
    reply: Reply | None = None,
) -> bytes:
    """The file. ``page`` is where its reader answers; ``organizer`` and ``guest`` are those of an invitation."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Les bons jours de l'occasion//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(method))
    values = meeting.values
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", datetime.combine(values.day, values.starts, clock.PARIS))
    event.add("dtend", datetime.combine(values.day, values.ends, clock.PARIS))
    event.add("summary", values.title)
    cancelled = method is Method.CANCEL or meeting.cancelled_at is not None
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    if where := ", ".join(part for part in (values.place, values.address) if part) or values.link:
        event.add("location", where)
    if said := _description(meeting, "" if cancelled else page):
        event.add("description", said)
    if values.link or page:
        event.add("url", values.link or page)
    if organizer and organizer.email:
        event["organizer"] = _address(organizer)
    if guest and guest.email:
        who = _address(guest)
        who.params["PARTSTAT"] = vText(_STATUS[reply])
        who.params["ROLE"] = vText("REQ-PARTICIPANT")
        who.params["RSVP"] = vText("FALSE")
        event.add("attendee", who, encode=0)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _description(meeting: Meeting, page: str) -> str:
    values = meeting.values
    parts = [f"À distance : {values.link}" if values.link else ""]
    parts.append(f"Ordre du jour :\n{values.agenda}" if values.agenda else "")
    parts.append(f"Répondre : {page}" if page else "")
    return "\n\n".join(part for part in parts if part)


def _address(person: Person) -> vCalAddress:
    found = vCalAddress(f"MAILTO:{person.email}")
    if person.name:
        # A quote would end the parameter (RFC 5545, 3.2).
        found.params["CN"] = vText(person.name.replace('"', "’"))
    return found
