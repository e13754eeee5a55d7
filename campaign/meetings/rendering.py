"""The messages of a meeting, made when they leave from what is true then."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotSent
from campaign.base.french import day_in_words, time_in_words, typographic
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.mail import addresses, html
from campaign.mail.message import Attached, Message
from campaign.meetings.diary import Method, Person, meeting_ics
from campaign.meetings.guest_links import page_of
from campaign.meetings.minutes_model import Promise
from campaign.meetings.minutes_store import latest_sent
from campaign.meetings.model import Guest, Meeting, Presence, answer_of
from campaign.meetings.papers import file_stem, minutes_pdf, minutes_word
from campaign.meetings.posting import News
from campaign.meetings.reach import is_past
from campaign.meetings.store import guest_by_id, known_meeting
from campaign.partners.store import contact_by_id
from campaign.roles.views import statement_in_brief

_ADDRESS = re.compile(r"(https?://\S+)")
NO_SENDER = "ne-pas-repondre@localhost"
CAMPAIGN = "Les bons jours de l’occasion"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Telling:
    """What every message of a meeting needs to know."""

    meeting: Meeting
    guest: Guest
    own: Identity
    page: str
    role: str = ""

    @property
    def body(self) -> str:
        """Who invites."""
        return self.own.body_name or "Le Département"

    @property
    def facts(self) -> tuple[str, ...]:
        """When and where, a line each."""
        values = self.meeting.values
        where = ", ".join(part for part in (values.place, values.address) if part)
        return tuple(
            line
            for line in (
                f"Quand : {self.meeting.when_text}",
                f"Où : {where}" if where else "",
                f"À distance : {values.link}" if values.link else "",
            )
            if line
        )


@guarded
def render_meeting(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """The message of a meeting to a guest: ``meeting_id``, ``guest_id``, ``news``, ``sequence``.

    Raises:
        NotSent: answered since, cancelled or put back since, past, taken out, no address, opposed, address dead.
    """
    news = News(str(parameters["news"]))
    telling = _telling(db, by, parameters)
    _check_still_true(telling, news, int(str(parameters["sequence"])))
    subject, parts = _words(telling, news)
    method = Method.CANCEL if news in (News.CANCELLED, News.REMOVED) else Method.REQUEST
    own, guest, meeting = telling.own, telling.guest, telling.meeting
    organizer = Person(telling.body, own.contact_email or own.sender or NO_SENDER)
    ics = meeting_ics(
        meeting, method, page=telling.page, organizer=organizer, guest=Person(guest.name, guest.email),
        reply=answer_of(meeting, guest),
    )  # fmt: skip
    stops = news in (News.INVITATION, News.REMINDER)
    return _message(
        telling, f"meeting:{meeting.id}:{guest.id}:{news}:{parameters['sequence']}", subject, parts, stops=stops,
        button="Je réponds" if method is Method.REQUEST else "", calendar=ics,
    )  # fmt: skip


@guarded
def render_minutes(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """The minutes to somebody, as PDF and Word: ``meeting_id``, ``guest_id``, ``number``.

    Raises:
        NotSent: a later version left, the meeting was cancelled, taken out, no address, address dead.
    """
    telling = _telling(db, by, parameters)
    meeting, guest = telling.meeting, telling.guest
    sent = latest_sent(db, meeting.id)
    if meeting.cancelled_at or sent is None:
        raise NotSent("réunion annulée", "over")
    if guest.removed_at:
        raise NotSent("personne retirée de la liste", "gone")
    if sent.number != int(str(parameters["number"])):
        raise NotSent("remplacé par une version plus récente", "replaced")
    again = f", version {sent.number}" if sent.number > 1 else ""
    was_there = guest.presence is Presence.PRESENT
    before = "Merci d’être venu·e." if was_there else "Vous n’avez pas pu être là : voici ce qui s’est dit."
    if sent.number > 1:
        before = "Le compte rendu a été corrigé : cette version remplace celle que vous avez reçue."
    mine = [f"- {one.title}, pour le {day_in_words(one.due)}" for one in sent.written.promises if _is_mine(one, guest)]
    parts = [
        before,
        f"Voici le compte rendu de « {meeting.title} », {meeting.when_text}.",
        "Ce que vous avez promis :\n" + "\n".join(mine) if mine else "",
        "Il est joint en PDF et en Word. Une erreur ? Répondez à ce message.",
    ]
    stem = file_stem(meeting, "compte-rendu")
    files = (
        Attached(f"{stem}.pdf", "application/pdf", minutes_pdf(db, by, meeting.id)),
        Attached(f"{stem}.docx", WORD, minutes_word(db, by, meeting.id)),
    )
    subject = f"Compte rendu{again} : {meeting.title}"
    key = f"minutes:{meeting.id}:{guest.id}:{sent.number}"
    return _message(telling, key, subject, parts, button="Le lire sur ma page", files=files)


def _telling(db: Database, by: Actor, parameters: Mapping[str, object]) -> Telling:
    guest = guest_by_id(db, int(str(parameters["guest_id"])))
    if guest is None or not guest.email:
        raise NotSent("personne effacée, ou sans adresse", "gone")
    if guest.contact_id is not None:
        contact = contact_by_id(db, guest.contact_id)
        if contact is None or contact.archived_at:
            raise NotSent("contact archivé", "gone")
    if addresses.is_bounced(db, guest.email):
        raise NotSent("adresse qui ne fonctionne plus", "bounced")
    meeting = known_meeting(db, guest.meeting_id)
    if edition_view(db, meeting.edition_id).cancelled_on:
        raise NotSent("édition annulée", "over")
    # Whoever never answered and wants no invitation hears nothing of it, not even that it moved.
    if addresses.is_opposed(db, guest.email) and guest.reply is None and guest.presence is None:
        raise NotSent("ne veut plus d’invitation", "opposed")
    role = statement_in_brief(db, by, meeting.edition_id, guest.role) if guest.role else ""
    return Telling(meeting, guest, identity(db), page_of(db, guest, meeting.edition_id), role)


def _check_still_true(telling: Telling, news: News, sequence: int) -> None:
    meeting, guest = telling.meeting, telling.guest
    if is_past(meeting):
        raise NotSent("réunion passée", "over")
    if (news is News.CANCELLED) is not (meeting.cancelled_at is not None):
        raise NotSent("réunion remise" if news is News.CANCELLED else "réunion annulée", "over")
    if (news is News.REMOVED) is not (guest.removed_at is not None):
        raise NotSent("personne remise" if news is News.REMOVED else "personne retirée de la liste", "gone")
    if news is News.REMINDER and answer_of(meeting, guest) is not None:
        raise NotSent("a répondu", "answered")
    if news is News.CHANGED and sequence < meeting.sequence:
        raise NotSent("remplacé par un message plus récent", "replaced")


def _words(telling: Telling, news: News) -> tuple[str, list[str]]:
    """Subject and paragraphs; a paragraph whose lines begin with « - » is a list."""
    meeting = telling.meeting
    when = f"{day_in_words(meeting.day, year=False)} à {time_in_words(meeting.values.starts)}"
    facts = "\n".join(f"- {line}" for line in telling.facts)
    agenda = f"Ordre du jour :\n{meeting.values.agenda}" if meeting.values.agenda else ""
    ask = "Pouvez-vous venir ? Oui, non ou peut-être : une minute suffit, et l’heure se garde dans votre agenda."
    match news:
        case News.CANCELLED:
            lead = f"La réunion « {meeting.title} » n’aura pas lieu : elle est annulée."
            return f"Annulée : {meeting.title}, {when}", [lead, facts, "Vous n’avez rien à faire."]
        case News.REMOVED:
            lead = f"Vous n’êtes plus attendu·e à la réunion « {meeting.title} »."
            said = "Si c’est une erreur, répondez à ce message."
            return f"Vous n’êtes plus attendu·e : {meeting.title}, {when}", [lead, facts, said]
        case News.CHANGED:
            answered = answer_of(meeting, telling.guest)
            kept = "Le jour ou l’heure a changé : pouvez-vous toujours venir ?"
            if answered:
                kept = f"Nous gardons votre réponse : {answered.label.lower()}. Elle se change sur votre page."
            lead = f"La réunion « {meeting.title} » a changé. Voici ce qui compte maintenant :"
            return f"Changement : {meeting.title}, {when}", [lead, facts, agenda, kept]
        case News.REMINDER:
            lead = f"Nous n’avons pas encore votre réponse pour la réunion « {meeting.title} »."
            return f"Venez-vous ? {meeting.title}, {when}", [lead, facts, ask]
    lead = f"Nous vous invitons à la réunion « {meeting.title} »."
    return f"Invitation : {meeting.title}, {when}", [lead, facts, agenda, telling.role, ask]


def _message(
    telling: Telling, key: str, subject: str, parts: list[str], *, button: str = "", stops: bool = False,
    calendar: bytes = b"", files: tuple[Attached, ...] = (),
) -> Message:  # fmt: skip
    own, guest = telling.own, telling.guest
    said = _in_french("\n\n".join([f"Bonjour {guest.name},", *[part for part in parts if part]]))
    way_out = f"{settings().public_url}/p/arret/{addresses.token_of(guest.email)}" if stops else ""
    foot = _in_french(_foot(telling, way_out))
    signature = typographic("\n".join(own.signature))
    subject = typographic(subject)
    blocks = html.blocks(f"{said}\n\n{telling.page}", telling.page, button) if button else html.blocks(said)
    plain = [said, f"{button} : {telling.page}" if button else "", signature, foot]
    return Message(
        key=key,
        to=guest.email,
        to_name=guest.name,
        subject=subject,
        text="\n\n".join(part for part in plain if part) + "\n",
        html=html.page(subject, blocks, signature, foot),
        sender=own.sender or NO_SENDER,
        sender_name=own.body_name or CAMPAIGN,
        reply_to=own.contact_email,
        unsubscribe_url=way_out,
        calendar=calendar,
        attached=files,
    )


def _foot(telling: Telling, way_out: str) -> str:
    why = f"Vous recevez ce message parce que vous êtes invité·e à une réunion. Qui invite : {telling.body}."
    stop = f"\n\nNe plus recevoir d’invitation ni de relance : {way_out}" if way_out else ""
    return f"{why}{stop}\n\nVos données et vos droits : {settings().public_url}/donnees-personnelles"


def _in_french(text: str) -> str:
    """French spaces and apostrophes; addresses stay as they are."""
    return "".join(part if part.startswith("http") else typographic(part) for part in _ADDRESS.split(text))


def _is_mine(promise: Promise, guest: Guest) -> bool:
    return bool(promise.person) and search_key(promise.person) == search_key(guest.name)
