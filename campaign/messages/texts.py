"""The texts agents may adapt: checked, versioned, put back, and seen as one real person would read them."""

from dataclasses import dataclass

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Conflict, InvalidInput, NotFound
from campaign.base.settings import settings
from campaign.base.text import clean_text
from campaign.base.variables import check, names_in
from campaign.editions.views import edition as edition_view
from campaign.identity.views import identity
from campaign.messages.audience import recipient_of
from campaign.messages.composing import written
from campaign.messages.default_texts import DEFAULT_TEXTS, StepText
from campaign.messages.facts import VARIABLES, Facts
from campaign.messages.model import AWAITING_ANSWER, NEEDS_NOTE, Progress, Step
from campaign.messages.passages import passage_in_words
from campaign.messages.store import StoredText, save_text, stored_text, text_for

MAX_SUBJECT, MAX_BODY, MAX_NOTE = 120, 4000, 500  # signs
__all__ = ["VARIABLES", "Preview", "StepText", "change_text", "preview", "restore_text", "texts"]


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as one person would read it now. It never holds their personal link, nor their way out."""

    subject: str
    text: str
    html: str
    to_name: str
    to: str


@guarded
def texts(db: Database, by: Actor) -> list[StepText]:
    """Every text, in the order of the calendar, then nothing done, begun, to complete."""
    return [text_for(db, step, progress) for step, progress in DEFAULT_TEXTS]


@guarded
def change_text(
    db: Database, by: Actor, step: Step, progress: Progress, version: int, subject: str, body: str, operation: str
) -> None:
    """Keep an adapted text, if nobody else changed it since ``version``.

    Raises:
        InvalidInput: ``subject`` or ``body`` (empty, too long, unknown variable, no link to answer by). Conflict.
        NotFound: the step has no such text.
    """
    _check_exists(step, progress)
    subject, body = checked_text(step, subject, body)
    with transaction(db):
        if operations.replay(db, operation, "change_text", f"{step}:{progress}") is not None:
            return
        current = stored_text(db, step, progress)
        if version != (current.version if current else 0):
            raise _conflict(db, current)
        save_text(db, step, progress, subject, body, by.journal_name)
        _note(db, by, "change_text", step, progress, operation)


@guarded
def restore_text(db: Database, by: Actor, step: Step, progress: Progress, operation: str) -> None:
    """Put the original text back.

    Raises:
        NotFound: the step has no such text.
    """
    _check_exists(step, progress)
    with transaction(db):
        if operations.replay(db, operation, "restore_text", f"{step}:{progress}") is not None:
            return
        # An empty row rather than none: the version goes on, and who read an older one is still told.
        if stored_text(db, step, progress):
            save_text(db, step, progress, "", "", by.journal_name)
        _note(db, by, "restore_text", step, progress, operation)


@guarded
def preview(
    db: Database,
    by: Actor,
    edition_id: int,
    step: Step,
    contact_id: int,
    subject: str | None = None,
    body: str | None = None,
    note: str = "",
    progress: Progress | None = None,
) -> Preview:
    """What this contact would receive now; with the ``subject`` and ``body`` being typed, or for another ``progress``.

    Raises:
        InvalidInput: as ``change_text``. NotFound: no such edition or contact.
    """
    recipient = recipient_of(db, edition_id, step, contact_id)
    if not recipient.name:
        raise NotFound("Ce contact n’existe pas, ou plus.")
    chosen = text_for(db, step, progress or recipient.progress)
    subject, body = checked_text(
        step, chosen.subject if subject is None else subject, chosen.body if body is None else body
    )
    planned = passage_in_words(db, edition_id, recipient.place_ids)
    said = note or ("(ce que vous écrirez au moment de l’envoi)" if step in NEEDS_NOTE and not planned else "")
    public = settings().public_url
    facts = Facts(db, edition_view(db, edition_id), identity(db), recipient, f"{public}/p/lien-de-la-personne", said)
    seen = written(step, chosen.progress, subject, body, facts, unsubscribe_url=f"{public}/p/arret/lien-de-la-personne")
    return Preview(seen.subject, seen.text, seen.html, recipient.name, recipient.email)


def checked_text(step: Step, subject: str, body: str) -> tuple[str, str]:
    """The subject on one line and the body, cleaned.

    Raises:
        InvalidInput: ``subject`` or ``body``.
    """
    subject = clean_text(subject, field="subject", label="l’objet du message", max_length=MAX_SUBJECT)
    body = clean_text(body, field="body", label="le texte du message", max_length=MAX_BODY, multiline=True)
    for field, text in (("subject", subject), ("body", body)):
        check(text, VARIABLES, field)
    if {"lien", "lien_bilan"} & set(names_in(subject)):
        raise InvalidInput("subject", "Le lien personnel ne va pas dans l’objet : gardez-le dans le texte.")
    if step in AWAITING_ANSWER and "lien" not in names_in(body):
        raise InvalidInput("body", "Gardez {{lien}} dans le texte : sans lui, personne ne peut répondre.")
    return subject, body


def _check_exists(step: Step, progress: Progress) -> None:
    if (step, progress) not in DEFAULT_TEXTS:
        raise NotFound("Cette étape n’a pas de texte pour cette situation.")


def _conflict(db: Database, current: StoredText | None) -> Conflict:
    if current is None:
        return Conflict("un·e collègue", clock.now())
    theirs = {"Objet": current.subject, "Texte": current.body} if current.subject else {"Texte": "celui d’origine"}
    return Conflict(name_of_actor(db, current.actor), current.at, theirs)


def _note(db: Database, by: Actor, verb: str, step: Step, progress: Progress, operation: str) -> None:
    details = {"step": str(step), "progress": str(progress)}
    journal.record(db, by.journal_name, verb, "message_text", None, operation, details)
    operations.remember(db, operation, verb, f"{step}:{progress}")
