"""The answer sheet of a shop, filled with what is known of it: code, days, last answer, where to send it."""

from campaign.base import clock
from campaign.base.fields import phone_in_words
from campaign.base.french import DAYS, MONTHS, NBSP, day_in_words, time_in_words
from campaign.base.opening_hours import from_osm, in_words, shown_hours
from campaign.documents.answer_sheet_content import AnswerSheet, SheetDay, SheetNeed
from campaign.editions.model import Edition
from campaign.identity.model import Identity
from campaign.participation.answer_codes import code_of
from campaign.participation.model import Activity, AnswerValues, Need, Presence
from campaign.partners.model import Contact, Place


def answer_sheet(
    edition: Edition,
    place: Place,
    identity: Identity,
    contact: Contact | None = None,
    given: AnswerValues | None = None,
    proposed: AnswerValues | None = None,
) -> AnswerSheet:
    """The sheet of a shop. ``given`` is its answer to this edition, ``proposed`` its last one, hours carried over.

    A presence is only ticked when it was given: a past « oui » is not this year's.
    """
    known, days = given or proposed, []
    presences = [(str(one), label) for one, label in PRESENCES]
    if proposed and not given:
        presences.insert(1, ("same", "Oui, comme la dernière fois"))
    for day in edition.days:
        opened = next((one for one in known.days if one.day == day), None) if known else None
        days.append(
            SheetDay(
                weekday=DAYS[day.weekday()],
                number=day.day,
                month=MONTHS[day.month - 1],
                opens=time_in_words(opened.opens) if opened else "",
                closes=time_in_words(opened.closes) if opened else "",
                break_from=time_in_words(opened.break_from) if opened and opened.break_from else "",
                break_to=time_in_words(opened.break_to) if opened and opened.break_to else "",
            )
        )
    return AnswerSheet(
        code=code_of(edition.id, place.id),
        edition=edition.name,
        days_text=edition.days_text,
        shop=place.name,
        address=tuple(
            line for line in (place.address, place.address_more, f"{place.postcode} {place.commune}".strip()) if line
        ),
        contact=contact.name if contact else "",
        sheet=sheet_lines(place),
        presence=str(given.presence) if given else "",
        days=tuple(days),
        activities=tuple((one.label, bool(known and one in known.activities)) for one in Activity),
        other_activity=known.other_activity if known else "",
        needs=tuple(SheetNeed(need.label, need.hint, known.needs.get(need) if known else None) for need in Need),
        access_note=known.access_note if known else "",
        deadline=day_in_words(edition.answer_deadline, year=False),
        body=identity.body_name,
        officer=identity.contact_name,
        phone=phone_line(identity.contact_phone),
        email=identity.contact_email,
        return_address=sender_lines(identity),
        presences=tuple(presences),
    )


PRESENCES = (
    (Presence.YES, "Oui, on en est"),
    (Presence.UNDECIDED, "Pas encore décidé"),
    (Presence.NO, "Non, pas cette fois"),
)


def sheet_lines(place: Place) -> tuple[tuple[str, str], ...]:
    """What the sheet says of the shop, to be corrected by hand; an empty value is a line to write on."""
    return (
        ("Horaires habituels", shown_hours(place.opening_hours_text, clock.today()) or _week(place.opening_hours)),
        ("Téléphone", phone_line(place.phone)),
        ("Courriel", place.email),
        ("Rayons", ", ".join(one.label.lower() for one in place.categories)),
    )


def phone_line(number: str) -> str:
    """As people read it, never cut by the end of a line."""
    return phone_in_words(number).replace(" ", NBSP) if number else ""


def sender_lines(identity: Identity) -> tuple[str, ...]:
    """Who writes and where to write back; the body's name first, once."""
    lines = [identity.body_name, *identity.postal_address.splitlines()]
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _week(stored: str) -> str:
    """The hours kept in OpenStreetMap's syntax, in French."""
    hours = from_osm(stored) if stored else None
    return in_words(hours.since(clock.today())) if hours else ""
