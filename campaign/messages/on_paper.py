"""From people, shops and answers to what is printed: a letter, a line of the call list."""

import re
from datetime import date, datetime

from campaign.base.clock import PARIS
from campaign.base.french import day_in_words, moment_in_words, short_date
from campaign.communication.answer_sheets import phone_line, sender_lines
from campaign.documents.call_list import CallEntry, CallPaper
from campaign.documents.letter import Letter
from campaign.editions.model import Edition
from campaign.identity.model import Identity
from campaign.messages.calls import TASKS, CallLine
from campaign.messages.model import Outcome
from campaign.partners.model import Place


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
    whom = ", ".join(part for part in (identity.contact_name, phone_line(identity.contact_phone)) if part)
    return Letter(
        sender=(*sender_lines(identity), *filter(None, [phone_line(identity.contact_phone)])),
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
        phone=phone_line(line.recipient.phone),
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
