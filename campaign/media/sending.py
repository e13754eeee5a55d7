"""« Envoyer à la presse »: who, which words, when. Messages are asked for in the same transaction as the decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction
from campaign.base.errors import InvalidInput, NotFound, NotSent, Refused
from campaign.base.settings import settings
from campaign.communication.content import Source, read_source
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.mail import addresses, outbox
from campaign.mail.message import Message
from campaign.media.composing import audience_from, checked, written
from campaign.media.model import Candidate, Correspondent, PressSending, Skip, recipient
from campaign.media.store import all_correspondents, known_sending, sending_by_id

KIND = "press"
A_MINUTE, BATCH = timedelta(minutes=1), 50  # relays refuse bursts
LATEST = timedelta(days=366)
NO_SENDER = "ne-pas-repondre@localhost"
CAMPAIGN = "Les bons jours de l’occasion"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a message would say, as somebody gets it."""

    subject: str
    text: str
    html: str


@guarded
def candidates(db: Database, by: Actor, audience: str) -> list[Candidate]:
    """Everybody a version may be sent to, those of its territory chosen; whoever cannot get it, with why."""
    siren, opposed, dead = audience.partition(":")[2], *addresses.closed(db)
    seen: set[str] = set()
    found = []
    for one in all_correspondents(db):
        skip = _skip(one, opposed, dead, seen)
        if skip is Skip.ARCHIVED:
            continue
        if skip is None:
            seen.add(addresses.key_of(one.email))
        found.append(Candidate(one, skip is None and one.covers(siren), skip))
    return found


@guarded
def preview(db: Database, by: Actor, edition_id: int, audience: str, subject: str, text: str, at: datetime) -> Preview:
    """The message as it would read at ``at``, for an invented reader.

    Raises:
        InvalidInput, NotFound; Refused: the edition has nothing to say yet.
    """
    source = read_source(db, by, edition_id)
    subject, text = checked(source, audience, subject, text)
    said = written(source, audience, subject, text, "Prénom Nom", "…", at)
    return Preview(said.subject, said.text, said.html)


@guarded
def send_to_press(
    db: Database,
    by: Actor,
    edition_id: int,
    audience: str,
    subject: str,
    text: str,
    correspondent_ids: Collection[int],
    leaves_at: datetime | None,
    operation: str,
) -> int:
    """Send a version of the press kit to people of the press, now or at an instant; the sending's id.

    Raises:
        InvalidInput: the words, the moment. Refused: nobody to write to, the press page is closed, edition cancelled.
        NotFound: no such edition, or an EPCI where no shop takes part.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "send_to_press", edition_id):
            return done["sending"]
        source = read_source(db, by, edition_id)
        source.shops_of(audience_from(audience))
        subject, text = checked(source, audience, subject, text)
        if not source.press.sheet.published_at:
            raise Refused("Ouvrez d’abord la page de presse : le lien du message ne mènerait nulle part.")
        begins = leaves_at or clock.now()
        if leaves_at and leaves_at <= clock.now():
            raise InvalidInput("leaves_at", "Cette heure est déjà passée : choisissez-en une autre.")
        if begins > clock.now() + LATEST:
            raise InvalidInput("leaves_at", "Un envoi se programme un an à l’avance au plus.")
        wanted = set(correspondent_ids)
        due = [one.correspondent for one in candidates(db, by, audience) if one.correspondent.id in wanted
               and one.skip is None]  # fmt: skip
        if not due:
            raise Refused("Personne à qui écrire : choisissez au moins une personne avec une adresse valable.")
        headline = written(source, audience, subject, text, "", "", begins).subject
        sending_id = insert(
            db,
            "media_sendings",
            {
                "edition_id": edition_id, "audience": audience, "subject": subject, "headline": headline, "text": text,
                "leaves_at": clock.stamp(begins), "created_at": clock.stamp(), "actor": by.journal_name,
            },
        )  # fmt: skip
        _post(db, by, sending_by_id(db, sending_id), due)
        details = {"edition": edition_id, "audience": audience, "messages": len(due)}
        journal.record(db, by.journal_name, "send_to_press", "press_sending", sending_id, operation, details)
        operations.remember(db, operation, "send_to_press", edition_id, {"sending": sending_id})
    return sending_id


@guarded
def cancel_press_sending(db: Database, by: Actor, sending_id: int, operation: str) -> int:
    """What has not left never will; how many messages were stopped.

    Raises:
        NotFound; Refused: everything has left.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "cancel_press_sending", sending_id)) is not None:
            return done["stopped"]
        sending = known_sending(db, sending_id)
        stopped = outbox.cancel(db, sending.batch)
        if not stopped:
            raise Refused("Tout est déjà parti : il n’y a plus rien à annuler.")
        if set(outbox.counts(db, sending.batch)) == {outbox.State.CANCELLED}:
            db.conn.execute("UPDATE media_sendings SET cancelled_at = ? WHERE id = ?", [clock.stamp(), sending_id])
        details = {"edition": sending.edition_id, "messages": stopped}
        journal.record(db, by.journal_name, "cancel_press_sending", "press_sending", sending_id, operation, details)
        operations.remember(db, operation, "cancel_press_sending", sending_id, {"stopped": stopped})
    return stopped


@guarded
def render_press(db: Database, by: Actor, parameters: dict[str, object]) -> Message:
    """One message, made when it leaves, from what is true then.

    Raises:
        NotSent: sending or edition cancelled, press page closed, correspondent archived, erased or opposed.
    """
    sending = sending_by_id(db, int(str(parameters["sending_id"])))
    if sending is None or sending.cancelled_at:
        raise NotSent("envoi annulé", code="cancelled")
    if edition_view(db, sending.edition_id).state(clock.today()) is State.CANCELLED:
        raise NotSent("édition annulée", code="over")
    person = _still_there(db, int(str(parameters["correspondent_id"])))
    source = _source(db, by, sending)
    if not source.press.sheet.published_at:
        raise NotSent("la page de presse est fermée", code="closed")
    way_out = unsubscribe_address(person.email)
    said = written(source, sending.audience, sending.subject, sending.text, person.name, way_out, clock.now())
    db.conn.execute("UPDATE media_correspondents SET contacted_at = ? WHERE id = ?", [clock.stamp(), person.id])
    own, sheet = source.identity, source.press.sheet
    return Message(
        key=f"press:{sending.id}:{person.id}",
        to=person.email,
        to_name=person.name,
        subject=said.subject,
        text=said.text,
        html=said.html,
        sender=own.sender or NO_SENDER,
        sender_name=own.body_name or CAMPAIGN,
        reply_to=sheet.contact_email or own.contact_email,
        unsubscribe_url=way_out,
    )


def unsubscribe_address(email: str) -> str:
    """Where this address stops our messages: a page, and the one-click of mail programs."""
    return f"{settings().public_url}/p/arret/{addresses.token_of(email)}"


def _post(db: Database, by: Actor, sending: PressSending, due: list[Correspondent]) -> None:
    for rank, one in enumerate(due):
        # Unique in the database: two agents, or two lines with one address, never write twice to somebody.
        values = {
            "sending_id": sending.id, "correspondent_id": one.id, "address": addresses.key_of(one.email),
            "outlets": ", ".join(one.outlets),
        }  # fmt: skip
        insert(db, "media_recipients", values)
        outbox.post(
            db,
            KIND,
            {"sending_id": sending.id, "correspondent_id": one.id},
            by.journal_name,
            service=False,
            batch=sending.batch,
            recipient=recipient(one.id),
            not_before=sending.leaves_at + A_MINUTE * (rank // BATCH),
        )


def _skip(one: Correspondent, opposed: Collection[str], dead: Collection[str], seen: Collection[str]) -> Skip | None:
    if one.archived_at:
        return Skip.ARCHIVED
    if not one.email:
        return Skip.NO_EMAIL
    key = addresses.key_of(one.email)
    for closed, why in ((opposed, Skip.OPPOSED), (dead, Skip.BOUNCED), (seen, Skip.TWICE)):
        if key in closed:
            return why
    return None


def _still_there(db: Database, correspondent_id: int) -> Correspondent:
    one = next((one for one in all_correspondents(db) if one.id == correspondent_id), None)
    if one is None or one.archived_at:
        raise NotSent("correspondant archivé ou effacé", code="gone")
    if skip := _skip(one, *addresses.closed(db), ()):
        raise NotSent(skip.label, code=str(skip))
    return one


def _source(db: Database, by: Actor, sending: PressSending) -> Source:
    try:
        source = read_source(db, by, sending.edition_id)
        source.shops_of(audience_from(sending.audience))
    except (NotFound, Refused) as reason:
        raise NotSent("plus aucune boutique n’ouvre dans ce territoire", code="over") from reason
    return source
