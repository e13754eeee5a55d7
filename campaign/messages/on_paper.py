"""From people, shops and answers to what is printed: a letter, an answer sheet, a line of the call list."""

import re
from datetime import date, datetime

from campaign.base.clock import PARIS
from campaign.base.fields import phone_in_words
from campaign.base.french import DAYS, MONTHS, NBSP, day_in_words, moment_in_words, short_date, time_in_words
from campaign.base.opening_hours import from_osm, in_words
from campaign.documents.answer_sheet_content import AnswerSheet, SheetDay, SheetNeed
from campaign.documents.call_list import CallEntry, CallPaper
from campaign.documents.letter import Letter
from campaign.editions.model import Edition
from campaign.identity.model import Identity
from campaign.messages.answer_codes import code_of
from campaign.messages.calls import TASKS, CallLine
from campaign.messages.model import Outcome
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
        phone=_phone(identity.contact_phone),
        email=identity.contact_email,
        return_address=_sender_lines(identity),
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
        ("Horaires habituels", place.opening_hours_text or _week(place.opening_hours)),
        ("Téléphone", _phone(place.phone)),
        ("Courriel", place.email),
        ("Rayons", ", ".join(one.label.lower() for one in place.categories)),
    )


def postal_lines(name: str, place: Place) -> tuple[str, ...]:
    """The lines of an envelope, the town last; none when the sheet has no street or no town to send to."""
    if not (place.postcode and place.commune and (place.address or place.address_more)):
        return ()
    lines = (name, place.name, place.address_more, place.address, f"{place.postcode} {place.commune}")
    return tuple(line for line in lines if line)


# What the texts say of the message they are in, and would mean nothing on paper.
_ON_PAPER = (
    (re.compile(r"Répondez à ce message, ou appelez"), "Appelez"),
    (re.compile(r", ou répondez à ce message par vos heures"), ", et donnez vos heures"),
    (re.compile(r"répondez à ce message"), "appelez-nous"),
    (re.compile(r"Répondez à ce message"), "Appelez-nous"),
)


def letter(identity: Identity, address: tuple[str, ...], subject: str, body: str, link: str, rights: str,
           today: date) -> Letter:  # fmt: skip
    """The letter to somebody: ``body`` is the step's text filled for them, ``rights`` the address of their rights."""
    for pattern, said in _ON_PAPER:
        body = pattern.sub(said, body)
    day = day_in_words(today, weekday=False)
    whom = ", ".join(part for part in (identity.contact_name, _phone(identity.contact_phone)) if part)
    return Letter(
        sender=(*_sender_lines(identity), *filter(None, [_phone(identity.contact_phone)])),
        recipient=address,
        place_and_date=f"{identity.town}, le {day}" if identity.town else f"Le {day}",
        subject=subject,
        blocks=tuple(block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()),
        signature=identity.signature,
        link=link,
        without_internet=f"Sans internet ? Appelez {whom} : nous notons votre réponse." if whom else "",
        footer="Votre adresse figure dans notre répertoire des boutiques solidaires et ne sert qu’aux bons jours de "
        f"l’occasion. Vos données et vos droits : {rights}",
    )


def call_entry(line: CallLine) -> CallEntry:
    """A line of the call list as it is printed."""
    last = ""
    if call := line.last:
        last = f"Dernier appel le {short_date(call.at.astimezone(PARIS).date())} : {call.outcome.label.lower()}"
        last += f" le {short_date(call.call_back_on)}" if call.call_back_on else ""
        last = f"{last.removesuffix('.')}." + (f" « {call.note} »" if call.note else "")
    return CallEntry(
        name=line.recipient.name,
        phone=_phone(line.recipient.phone),
        shops=line.recipient.shops,
        task=TASKS[line.recipient.progress],
        tag="sans courriel" if line.without_email else "",
        last=last,
    )


def call_paper(edition: Edition, entries: list[CallEntry], now: datetime) -> CallPaper:
    """The whole list, with when it was printed: calls go on being noted on screen."""
    deadline = day_in_words(edition.answer_deadline, year=False)
    return CallPaper(
        title="Liste d’appels",
        subtitle=f"{edition.name} · réponses jusqu’au {deadline}",
        printed=f"Imprimée le {moment_in_words(now)}",
        outcomes=tuple(one.label for one in Outcome),
        entries=tuple(entries),
    )


def _week(stored: str) -> str:
    """The hours kept in OpenStreetMap's syntax, in French."""
    hours = from_osm(stored) if stored else None
    return in_words(hours) if hours else ""


def _phone(number: str) -> str:
    """As people read it, never cut by the end of a line."""
    return phone_in_words(number).replace(" ", NBSP) if number else ""


def _sender_lines(identity: Identity) -> tuple[str, ...]:
    """Who writes and where to write back; the body's name first, once."""
    lines = [identity.body_name, *identity.postal_address.splitlines()]
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
