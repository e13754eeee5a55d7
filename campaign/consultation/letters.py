"""The three messages about the days, made when they leave: the question, the reminder, the decision."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotSent
from campaign.base.french import day_in_words, days_in_words, enumerate_in_words, typographic
from campaign.base.settings import settings
from campaign.consultation.diary import FILE_NAME, days_calendar
from campaign.consultation.keeping import day
from campaign.consultation.reach import ASK, DECIDED, REMIND, contacts_of_places
from campaign.consultation.store import found, replies_of, sets_of, voter_of, voters_of
from campaign.consultation.votes import Voter, VoterKind
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.mail import addresses, html
from campaign.mail.message import Attached, Message
from campaign.partners.model import Contact
from campaign.partners.store import contact_by_id, places_where
from campaign.planning.tasks import TaskRole
from campaign.roles.views import statement_in_brief

NO_SENDER = "ne-pas-repondre@localhost"
CAMPAIGN = "Les bons jours de l’occasion"
_ADDRESS = re.compile(r"(https?://\S+)")
_ROLES = {VoterKind.SHOP: TaskRole.SHOPS, VoterKind.ANIMATOR: TaskRole.ANIMATORS}
_OVER = (State.CANCELLED, State.OVER, State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one contact: the edition, their places that are asked, what is kept of the consultation."""

    edition: Edition
    contact: Contact
    voters: tuple[Voter, ...]
    kept: Mapping[str, object]
    own: Identity
    address: str
    asked_on: str

    @property
    def names(self) -> str:
        """« La Malle à Félicie et La Remise »."""
        return enumerate_in_words(one.name for one in self.voters)


@guarded
def render_dates_ask(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """« Quels jours vous conviennent ? ».

    Raises:
        NotSent: answered, closed or decided since, contact gone, edition cancelled.
    """
    letter = _letter(db, by, parameters)
    until = _still_asked(db, letter)
    subject, said = _question(db, by, letter, until)
    return _message(letter, ASK, subject, said, "Donner mes jours", way_out=True)


@guarded
def preview_dates_ask(
    db: Database, by: Actor, edition_id: int, place_ids: Collection[int], closes_on: date
) -> Message | None:
    """The question as the first person to be asked would read it, before anything is opened; None when nobody can be
    written to. It never holds their personal link, nor their way out.

    Raises:
        NotFound.
    """
    edition, wanted = edition_view(db, edition_id), set(place_ids)
    asked = {one.id: one for one in places_where(db, "archived_at IS NULL") if one.id in wanted}
    contact = next((one for one in contacts_of_places(db, wanted) if one.email), None)
    if contact is None:
        return None
    voters = tuple(voter_of(asked[place]) for place in contact.place_ids if place in asked)
    address = f"{settings().public_url}/p/lien-personnel/dates"
    letter = Letter(edition, contact, voters, {}, identity(db), address, "")
    subject, said = _question(db, by, letter, closes_on)
    return _message(letter, ASK, subject, said, "Donner mes jours")


@guarded
def render_dates_remind(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """« Il manque votre réponse », to those who still have not answered.

    Raises:
        NotSent: as the question.
    """
    letter = _letter(db, by, parameters)
    until = _still_asked(db, letter)
    answered = replies_of(db, letter.edition.id)
    missing = enumerate_in_words(one.name for one in letter.voters if one.place_id not in answered)
    subject = "Il manque votre réponse : quels jours vous conviennent ?"
    said = [
        f"Bonjour {letter.contact.name},",
        (
            f"Nous n’avons pas encore les jours qui vont pour {missing}. Sans vous, ils se choisiront entre les "
            f"autres : la consultation se ferme le {day_in_words(until, year=False)} au soir."
        ),
        "Les jours proposés :",
        _sets(db, letter),
        letter.address,
        _role(db, by, letter),
    ]
    return _message(letter, REMIND, subject, said, "Donner mes jours", way_out=True)


@guarded
def render_dates_decided(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """« Les jours sont choisis », with why, and all the days in one file for the diary.

    Raises:
        NotSent: contact gone, edition cancelled or over.
    """
    letter = _letter(db, by, parameters)
    if not letter.kept["decided"]:
        raise NotSent("jours pas encore décidés", "closed")
    edition = letter.edition
    subject = f"Les jours sont choisis : {days_in_words(edition.days, year=False)}"
    said = [
        f"Bonjour {letter.contact.name},",
        f"Rendez-vous {edition.days_text} !",
        f"Pourquoi ces jours : {letter.kept['why']}",
        f"{_next_step(letter)} Le fichier joint met les jours dans votre agenda.",
        letter.address,
        _role(db, by, letter),
    ]
    file = Attached(FILE_NAME, "text/calendar", days_calendar(edition.id, edition.days))
    return _message(letter, DECIDED, subject, said, "Voir les jours choisis", attached=(file,))


def _question(db: Database, by: Actor, letter: Letter, until: date) -> tuple[str, list[str]]:
    subject = f"Quels jours vous conviennent ? Réponse jusqu’au {day_in_words(until, year=False, weekday=False)}"
    said = [
        f"Bonjour {letter.contact.name},",
        (
            f"Nous préparons « {letter.edition.name} », et les jours se choisissent avec vous. Dites-nous ce qui va "
            f"pour {letter.names}, jusqu’au {day_in_words(until, year=False)} inclus. C’est une minute, et vous pouvez "
            "changer d’avis jusque-là."
        ),
        "Les jours proposés :",
        _sets(db, letter),
        letter.address,
        _role(db, by, letter),
    ]
    return subject, said


def _next_step(letter: Letter) -> str:
    if all(one.kind is VoterKind.ANIMATOR for one in letter.voters):
        return "Prochaine étape : vous demanderez vos jeux sur ce même lien, dès l’ouverture de l’édition."
    deadline = day_in_words(letter.edition.answer_deadline)
    return f"Prochaine étape : vous confirmerez vos heures jusqu’au {deadline}, sur ce même lien."


def _letter(db: Database, by: Actor, parameters: Mapping[str, object]) -> Letter:
    edition = edition_view(db, int(str(parameters["edition_id"])))
    contact = contact_by_id(db, int(str(parameters["contact_id"])))
    if contact is None or contact.archived_at or not contact.email:
        raise NotSent("contact parti", "gone")
    if edition.state(clock.today()) in _OVER:
        raise NotSent("édition annulée ou passée", "over")
    voters = tuple(one for one in voters_of(db, edition.id) if one.place_id in contact.place_ids)
    kept = found(db, edition.id)
    if not voters or kept is None:
        raise NotSent("plus consulté", "gone")
    if addresses.is_bounced(db, contact.email):
        raise NotSent("adresse qui ne reçoit plus", "dead")
    link = prepare_link(db, by, contact.id, edition.id, edition.links_expire_on)
    address = f"{link_address(db, by, link)}/dates"
    return Letter(edition, contact, voters, kept, identity(db), address, str(parameters.get("asked_on", "")))


def _still_asked(db: Database, letter: Letter) -> date:
    until = day(letter.kept["closes_on"])
    if letter.kept["decided"] or until is None or clock.today() > until:
        raise NotSent("consultation close", "closed")
    answered = replies_of(db, letter.edition.id)
    if all(one.place_id in answered for one in letter.voters):
        raise NotSent("a déjà répondu", "done")
    return until


def _sets(db: Database, letter: Letter) -> str:
    listed = sets_of(db, letter.edition.id)
    noted = [(days.in_words, str(one["note"])) for days, one in listed]
    return "\n".join(f"- {days}. {note}" if note else f"- {days}" for days, note in noted)


def _role(db: Database, by: Actor, letter: Letter) -> str:
    """The role of this person, or both when they answer for a shop and an EPCI."""
    kinds = dict.fromkeys(one.kind for one in letter.voters)
    return "\n\n".join(statement_in_brief(db, by, letter.edition.id, _ROLES[kind]) for kind in kinds)


def _message(
    letter: Letter,
    kind: str,
    subject: str,
    said: Iterable[str],
    button: str,
    *,
    way_out: bool = False,
    attached: tuple[Attached, ...] = (),
) -> Message:
    stop = f"{settings().public_url}/p/arret/{addresses.token_of(letter.contact.email)}" if way_out else ""
    why = f"Vous recevez ce message parce que vous répondez pour {letter.names}."
    leave = ""
    if stop:  # an invitation says where the address comes from, who holds it, how to object (GDPR, articles 14 and 21)
        holder = f" Responsable : {letter.own.body_name.rstrip('. ')}." if letter.own.body_name else ""
        why += (
            " Votre adresse vient de votre structure, de votre réseau ou d’une information publique, et ne sert "
            f"qu’aux bons jours de l’occasion.{holder}"
        )
        leave = f"Ne plus recevoir d’invitation ni de relance : {stop}"
    rights = f"Vos données et vos droits : {settings().public_url}/donnees-personnelles"
    body = _in_french("\n\n".join(part for part in said if part))
    foot = _in_french("\n\n".join(part for part in (why, leave, rights) if part))
    signature, headline = _in_french("\n".join(letter.own.signature)), _in_french(subject)
    blocks = html.blocks(body, letter.address, button)
    return Message(
        key=f"{kind}:{letter.edition.id}:{letter.contact.id}:{letter.asked_on}",
        to=letter.contact.email,
        to_name=letter.contact.name,
        subject=headline,
        text="\n\n".join(part for part in (body, signature, foot) if part) + "\n",
        html=html.page(headline, blocks, signature, foot),
        sender=letter.own.sender or NO_SENDER,
        sender_name=letter.own.body_name or CAMPAIGN,
        reply_to=letter.own.contact_email,
        unsubscribe_url=stop,
        attached=attached,
    )


def _in_french(text: str) -> str:
    """No-break spaces and apostrophes, addresses apart: a link's token is nobody's French."""
    return "".join(part if _ADDRESS.fullmatch(part) else typographic(part) for part in _ADDRESS.split(text))
