"""What leaves by post, and comes back: letters of a step, answer sheets and their codes, the call list on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.settings import settings
from campaign.base.variables import filled, names_in
from campaign.communication.answer_sheets import answer_sheet
from campaign.documents.answer_sheet import answer_sheets
from campaign.documents.call_list import call_list_paper
from campaign.documents.letter import letters
from campaign.editions.views import edition as edition_view
from campaign.identity.views import identity
from campaign.messages import on_paper
from campaign.messages.audience import audience_of
from campaign.messages.calls import call_list
from campaign.messages.composing import unplaced
from campaign.messages.facts import Facts
from campaign.messages.model import NEEDS_NOTE, Recipient, Step
from campaign.messages.passages import passage_in_words
from campaign.messages.store import add_letter, letters_posted, remove_letter, sendings_of, text_for
from campaign.participation.answer_codes import code_of, near, read_code
from campaign.participation.last_answers import proposal
from campaign.participation.model import Participation, Presence
from campaign.participation.views import participations
from campaign.partners.store import place_by_id

__all__ = [
    "LetterDue",
    "answer_sheets_file",
    "call_list_file",
    "code_of",
    "lacks_note",
    "letters_due",
    "letters_file",
    "note_letters_posted",
    "place_of_code",
    "take_back_letters",
    "waiting_for_a_sheet",
]


@dataclass(frozen=True, slots=True)
class LetterDue:
    """Somebody a step reaches by post: the lines of the address, none when the sheet of ``place_id`` lacks them."""

    recipient: Recipient
    place_id: int
    address: tuple[str, ...]


@guarded
def letters_due(db: Database, by: Actor, edition_id: int, step: Step) -> list[LetterDue]:
    """Those without an e-mail address that works, for whom this step is due and not yet posted; by name.

    Raises:
        NotFound.
    """
    posted = letters_posted(db, edition_id, step)
    due = []
    for one in audience_of(db, edition_id, step, clock.now()).without_email:
        if one.contact_id in posted:
            continue
        places = [place for place_id in one.place_ids if (place := place_by_id(db, place_id))]
        reached = [place for place in places if on_paper.postal_lines(one.name, place)]
        place = (reached or places)[0]
        due.append(LetterDue(one, place.id, on_paper.postal_lines(one.name, place)))
    return due


@guarded
def lacks_note(db: Database, by: Actor, edition_id: int, step: Step) -> bool:
    """Whether the letters of a step wait for what the officer has to write: « jeudi 24, entre 9 h et 10 h 30 »."""
    if step not in NEEDS_NOTE or _note(db, edition_id, step):
        return False
    return any(
        not passage_in_words(db, edition_id, one.recipient.place_ids) for one in letters_due(db, by, edition_id, step)
    )


@guarded
def letters_file(db: Database, by: Actor, edition_id: int, step: Step) -> bytes:
    """The letters of a step as one PDF, one letter a person; their personal links are prepared at need.

    Raises:
        NotFound. Refused: nobody to write to by post, or a step that says nothing before its note is written.
    """
    edition, sender = edition_view(db, edition_id), identity(db)
    due = [one for one in letters_due(db, by, edition_id, step) if one.address]
    if not due:
        raise Refused("Personne à qui écrire par la poste pour cette étape.")
    if lacks_note(db, by, edition_id, step):
        raise Refused("Écrivez d’abord la précision de cette étape : programmez-la dans « Messages ».")
    note, rights = _note(db, edition_id, step), f"{settings().public_url}/donnees-personnelles"
    written = []
    for one in due:
        link = link_address(db, by, prepare_link(db, by, one.recipient.contact_id, edition_id, edition.links_expire_on))
        subject, body, link = _text(Facts(db, edition, sender, one.recipient, link, note), step)
        written.append(on_paper.letter(sender, one.address, subject, body, link, rights, clock.today()))
    return letters(written, f"{step.label}, lettres, {edition.name}", sender.body_name)


@guarded
def note_letters_posted(
    db: Database, by: Actor, edition_id: int, step: Step, contact_ids: Sequence[int], operation: str
) -> int:
    """Letters of a step that went to the post: the step is done for these people. How many were not yet noted.

    Raises:
        Refused: somebody given had no letter of this step to receive.
    """
    subject = f"{edition_id}:{step}"
    with transaction(db):
        if done := operations.replay(db, operation, "note_letters_posted", subject):
            return done["posted"]
        posted = letters_posted(db, edition_id, step)
        due = {one.recipient.contact_id for one in letters_due(db, by, edition_id, step)}
        if set(contact_ids) - due - posted.keys():
            raise Refused("Quelqu’un de cette liste n’attend plus de lettre : rechargez la page.")
        count = sum(
            add_letter(db, edition_id, step, contact_id, clock.stamp(), by.journal_name) for contact_id in contact_ids
        )
        details = {"step": str(step), "letters": count}
        journal.record(db, by.journal_name, "note_letters_posted", "edition", edition_id, operation, details)
        operations.remember(db, operation, "note_letters_posted", subject, {"posted": count})
    return count


@guarded
def take_back_letters(
    db: Database, by: Actor, edition_id: int, step: Step, contact_ids: Sequence[int], operation: str
) -> int:
    """Letters noted as posted by mistake become due again; how many."""
    subject = f"{edition_id}:{step}"
    with transaction(db):
        if done := operations.replay(db, operation, "take_back_letters", subject):
            return done["letters"]
        count = sum(remove_letter(db, edition_id, step, contact_id) for contact_id in contact_ids)
        details = {"step": str(step), "letters": count}
        journal.record(db, by.journal_name, "take_back_letters", "edition", edition_id, operation, details)
        operations.remember(db, operation, "take_back_letters", subject, {"letters": count})
    return count


@guarded
def waiting_for_a_sheet(db: Database, by: Actor, edition_id: int) -> list[int]:
    """The shops that have not said yes or no and whose contacts no e-mail reaches, or that have none: their ids."""
    reached = {
        place_id
        for one in call_list(db, by, edition_id)
        if not one.without_email
        for place_id in one.recipient.place_ids
    }
    return [
        one.place.id for one in participations(db, by, edition_id) if not _settled(one) and one.place.id not in reached
    ]


@guarded
def answer_sheets_file(db: Database, by: Actor, edition_id: int, place_ids: Sequence[int]) -> bytes:
    """The answer sheets of these shops as one PDF, a page each, filled with what is known, in the order given.

    Raises:
        NotFound: a shop that is not in the edition. Refused: none given.
    """
    edition, sender = edition_view(db, edition_id), identity(db)
    known = {one.place.id: one for one in participations(db, by, edition_id)}
    if not place_ids:
        raise Refused("Choisissez au moins une boutique.")
    if set(place_ids) - known.keys():
        raise NotFound("Cette boutique n’est pas invitée à cette édition.")
    sheets = []
    for one in (known[place_id] for place_id in dict.fromkeys(place_ids)):
        given = one.answer.values if one.answer else None
        former = None if given else proposal(db, edition, one.place.id)
        sheets.append(answer_sheet(edition, one.place, sender, one.contact, given, former))
    return answer_sheets(sheets, f"Fiches-réponse, {edition.name}", sender.body_name)


@guarded
def call_list_file(db: Database, by: Actor, edition_id: int) -> bytes:
    """The call list as a PDF to print, in the order of the screen.

    Raises:
        NotFound.
    """
    edition, sender = edition_view(db, edition_id), identity(db)
    lines = [on_paper.call_entry(one) for one in call_list(db, by, edition_id)]
    return call_list_paper(on_paper.call_paper(edition, lines, clock.now()), sender.body_name)


@guarded
def place_of_code(db: Database, by: Actor, edition_id: int, code: str) -> int:
    """The shop whose answer sheet bears this code.

    Raises:
        InvalidInput: not a code, or a sign misread: the code it must have been is proposed when there is only one.
        NotFound: a sheet of another edition, or of a shop no longer in this one.
    """
    shops = {one.place.id: one.place.name for one in participations(db, by, edition_id)}
    try:
        of_edition, place_id = read_code(code)
    except InvalidInput as problem:
        found = [place_id for place_id in shops if near(code, code_of(edition_id, place_id))]
        if len(found) != 1:
            raise
        said = f"Un signe de ce code n’est pas le bon. Celui de {shops[found[0]]} lui ressemble."
        raise InvalidInput("code", said, code_of(edition_id, found[0])) from problem
    if of_edition != edition_id:
        raise NotFound("Cette fiche-réponse est celle d’une autre édition.")
    if place_id not in shops:
        raise NotFound("Aucune boutique de cette édition n’a ce code. Relisez-le sur la fiche.")
    return place_id


def _note(db: Database, edition_id: int, step: Step) -> str:
    """What the officer wrote for this step when it was sent or scheduled."""
    notes = [one.note for one in sendings_of(db, edition_id, step) if one.stage != "cancelled"]
    return notes[-1] if notes else ""


def _text(facts: Facts, step: Step) -> tuple[str, str, str]:
    """Subject and body of the step for one person, and where its code leads; what the text does not place comes last,
    as by e-mail."""
    text = text_for(facts.db, step, facts.recipient.progress)
    names = [*names_in(text.subject), *names_in(text.body)]
    values = facts.values(dict.fromkeys(names))
    body = "\n\n".join([filled(text.body, values), *unplaced(step, text.body, facts)])
    return " ".join(filled(text.subject, values).split()), body, facts.leads_to(names)


def _settled(one: Participation) -> bool:
    return one.answer is not None and one.answer.presence is not Presence.UNDECIDED
