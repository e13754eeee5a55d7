"""Sending, scheduling, holding and repeating the steps of an edition. Messages are asked for in the same transaction as
the decision; the outbox sends them."""

from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.french import enumerate_in_words
from campaign.base.text import clean_text
from campaign.base.working_days import is_working_day
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox, relay_rest
from campaign.mail.outbox import Posted
from campaign.messages.audience import audience_of
from campaign.messages.dates import earliest_day, spread
from campaign.messages.model import AWAITING_ANSWER, NEEDS_NOTE, Sending, Step
from campaign.messages.passages import passages, unplanned
from campaign.messages.posting import KIND, known_sending, post_again, post_messages
from campaign.messages.store import (
    add_sending,
    change_sending,
    sending_by_id,
    sendings_due,
    sendings_of,
    set_resent_aside,
    spread_again,
)
from campaign.messages.timing import already_gone, check_moment, is_over, refuse_out_of_time

MAX_NOTE, MAX_WORD = 500, 300


@guarded
def send_step(db: Database, by: Actor, edition_id: int, step: Step, note: str, operation: str) -> int:
    """Send a step now; how many messages. A step already launched goes to those due who have no message of it.

    Raises:
        NotFound, EditionOver, AnswersClosed. InvalidInput: no ``note`` where one is needed. Refused: nobody to write
        to, already gone to everybody, held, or not its time.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "send_step", f"{edition_id}:{step}"):
            return done["messages"]
        edition = edition_view(db, edition_id)
        refuse_out_of_time(edition, step, edition.state(clock.today()), clock.today())
        if step in AWAITING_ANSWER and edition.state(clock.today()) is State.PREPARING:
            raise Refused("Ouvrez d’abord l’édition : les boutiques ne pourraient pas encore répondre.")
        current = _current(db, edition_id, step)
        note = _checked_note(db, edition_id, step, note or (current.note if current else ""))
        if current and outbox.State.PAUSED in outbox.counts(db, current.batch):
            raise Refused("Cet envoi est en pause : reprenez-le d’abord.")
        due = audience_of(db, edition_id, step, clock.now()).due
        if not due:
            raise Refused(
                already_gone(current, clock.today()) if current and current.launched_at else "Aucun destinataire."
            )
        if current is None:
            sending_id = add_sending(db, edition_id, step, clock.now(), note, by.journal_name, "launched")
        else:
            sending_id = current.id
            launched = {} if current.launched_at else {"launched_at": clock.stamp(), "leaves_at": clock.stamp()}
            change_sending(db, current, state="launched", note=note, **launched)
        post_messages(db, by, edition, sending_by_id(db, sending_id), due)
        details = {"edition": edition_id, "step": str(step), "messages": len(due)}
        journal.record(db, by.journal_name, "send_step", "sending", sending_id, operation, details)
        operations.remember(db, operation, "send_step", f"{edition_id}:{step}", {"messages": len(due)})
    return len(due)


@guarded
def schedule_step(
    db: Database, by: Actor, edition_id: int, step: Step, leaves_at: datetime, note: str, operation: str
) -> int:
    """Have a step leave by itself at that instant, or change the instant of a scheduled one; the sending's id.

    Raises:
        NotFound, EditionOver, AnswersClosed. InvalidInput: ``leaves_at`` past, not on a working day, after the deadline
        or out of season for this step; no ``note`` where one is needed. Refused: already gone.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "schedule_step", f"{edition_id}:{step}"):
            return done["sending"]
        edition = edition_view(db, edition_id)
        refuse_out_of_time(edition, step, edition.state(clock.today()), leaves_at.astimezone(clock.PARIS).date())
        check_moment(edition, step, leaves_at, clock.now())
        current = _current(db, edition_id, step)
        if current and current.launched_at:
            raise Refused(already_gone(current, clock.today()))
        note = _checked_note(db, edition_id, step, note)
        if current is None:
            sending_id = add_sending(db, edition_id, step, leaves_at, note, by.journal_name, "scheduled")
        else:
            sending_id = current.id
            change_sending(db, current, leaves_at=clock.stamp(leaves_at), note=note, actor=by.journal_name)
        details = {"edition": edition_id, "step": str(step), "leaves_at": clock.stamp(leaves_at)}
        journal.record(db, by.journal_name, "schedule_step", "sending", sending_id, operation, details)
        operations.remember(db, operation, "schedule_step", f"{edition_id}:{step}", {"sending": sending_id})
    return sending_id


@guarded
def pause_step(db: Database, by: Actor, sending_id: int, operation: str) -> None:
    """Hold the messages of a step that have not left.

    Raises:
        NotFound; Refused: nothing is waiting.
    """
    with transaction(db):
        if operations.replay(db, operation, "pause_step", sending_id) is not None:
            return
        sending = known_sending(db, sending_id)
        if not sending.launched_at:
            raise Refused("Cet envoi n’a pas commencé : changez sa date, ou annulez-le.")
        held = outbox.pause(db, sending.batch)
        if not held:
            raise Refused("Tout est déjà parti : il n’y a plus rien à mettre en pause.")
        _note(db, by, "pause_step", sending, operation, held)


@guarded
def resume_step(db: Database, by: Actor, sending_id: int, operation: str) -> None:
    """Let the held messages of a step leave, fifty a minute again.

    Raises:
        NotFound; Refused: nothing is held.
    """
    with transaction(db):
        if operations.replay(db, operation, "resume_step", sending_id) is not None:
            return
        sending = known_sending(db, sending_id)
        freed = outbox.resume(db, sending.batch)
        if not freed:
            raise Refused("Cet envoi n’est pas en pause.")
        spread_again(db, sending.batch, lambda rank: spread(clock.now(), rank))
        _note(db, by, "resume_step", sending, operation, freed)


@guarded
def cancel_step(db: Database, by: Actor, sending_id: int, operation: str) -> None:
    """A scheduled step is proposed again; of a launched one, what has not left never will.

    Raises:
        NotFound; Refused: everything has left, or it was cancelled already.
    """
    with transaction(db):
        if operations.replay(db, operation, "cancel_step", sending_id) is not None:
            return
        sending = known_sending(db, sending_id)
        stopped = outbox.cancel(db, sending.batch)
        if sending.stage == "cancelled" or (sending.launched_at and not stopped):
            raise Refused("Tout est déjà parti : il n’y a plus rien à annuler.")
        if set(outbox.counts(db, sending.batch)) <= {outbox.State.CANCELLED}:
            change_sending(db, sending, state="cancelled")
        _note(db, by, "cancel_step", sending, operation, stopped)


@guarded
def resend(db: Database, by: Actor, outbox_id: int, word: str, operation: str) -> int:
    """Send one message of the log again, with a word added if there is one; the id of the new message.

    Raises:
        NotFound; InvalidInput: too long a word. Refused: it still waits, or whether it arrived is not settled. NotSent:
        the person no longer has to get it, and why.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "resend", outbox_id):
            return done["message"]
        before = _message(db, outbox_id)
        if before.state in (outbox.State.WAITING, outbox.State.PAUSED, outbox.State.SENDING):
            raise Refused("Ce message n’est pas encore parti : il attend son tour.")
        if before.state is outbox.State.UNCERTAIN:
            raise Refused("Dites d’abord si ce message est arrivé.")
        new_id = post_again(db, by, before, _checked_word(word))
        journal.record(db, by.journal_name, "resend_message", "message", outbox_id, operation, {"again": new_id})
        operations.remember(db, operation, "resend", outbox_id, {"message": new_id})
    return new_id


@guarded
def settle_uncertain(db: Database, by: Actor, outbox_id: int, resend: bool, operation: str) -> None:
    """Somebody decides of a message cut while it was leaving: it arrived, or it is sent again under a new number.

    Raises:
        NotFound; Refused: it is no longer uncertain. NotSent: the person no longer has to get it.
    """
    with transaction(db):
        if operations.replay(db, operation, "settle_uncertain", outbox_id) is not None:
            return
        before = _message(db, outbox_id)
        if before.state is not outbox.State.UNCERTAIN:
            raise Refused("Ce message n’est plus incertain.")
        if resend:
            post_again(db, by, before, str(before.parameters.get("word", "")))
            set_resent_aside(db, outbox_id)
        else:
            outbox.settle(db, outbox_id, str(outbox.State.SENT))
        details = {"resend": resend}
        journal.record(db, by.journal_name, "settle_uncertain", "message", outbox_id, operation, details)
        operations.remember(db, operation, "settle_uncertain", outbox_id)


@guarded
def launch_due(db: Database, by: Actor) -> int:
    """Launch what was scheduled and whose moment has come; how many steps. Two workers launch it once.

    One that came due on a day off waits for the next working day; one that has become pointless is cancelled.
    """
    if not sendings_due(db):
        return 0
    launched = 0
    with transaction(db):
        for sending in sendings_due(db):  # asked again under the lock: another worker may have been faster
            edition = edition_view(db, sending.edition_id)
            state, today = edition.state(clock.today()), clock.today()
            if is_over(sending.step, state):
                change_sending(db, sending, state="cancelled")
                _journal(db, by, "cancel_step", sending, None, 0)
                continue
            too_early = (begins := earliest_day(edition, sending.step)) is not None and today < begins
            not_open = sending.step in AWAITING_ANSWER and state is State.PREPARING
            if too_early or not_open or not is_working_day(today):
                continue
            due = audience_of(db, edition.id, sending.step, clock.now()).due
            change_sending(db, sending, state="launched", launched_at=clock.stamp())
            post_messages(db, by, edition, sending, due)
            _journal(db, by, "launch_step", sending, None, len(due))
            launched += 1
    return launched


@guarded
def retry_relay_now(db: Database, by: Actor, operation: str) -> None:
    """The relay is back: try at once instead of waiting for the next moment."""
    with transaction(db):
        if operations.replay(db, operation, "retry_relay_now") is not None:
            return
        relay_rest.retry_now(db)
        journal.record(db, by.journal_name, "retry_relay_now", "outbox", None, operation)
        operations.remember(db, operation, "retry_relay_now")


def _checked_note(db: Database, edition_id: int, step: Step, note: str) -> str:
    note = clean_text(note, field="note", label="la précision", max_length=MAX_NOTE, required=False, multiline=True)
    if step in NEEDS_NOTE and not note:
        audience = audience_of(db, edition_id, step, clock.now())
        without = unplanned(db, edition_view(db, edition_id), audience)
        if without or not audience.due:
            whose = f" Sans passage prévu : {enumerate_in_words(without[:3])}." if passages(db, edition_id) else ""
            raise InvalidInput("note", f"Écrivez quand : par exemple « mardi 5 novembre, entre 9 h et 12 h ».{whose}")
    return note


def _checked_word(word: str) -> str:
    return clean_text(word, field="word", label="le mot ajouté", max_length=MAX_WORD, required=False, multiline=True)


def _current(db: Database, edition_id: int, step: Step) -> Sending | None:
    return next((one for one in sendings_of(db, edition_id, step) if one.stage != "cancelled"), None)


def _message(db: Database, outbox_id: int) -> Posted:
    found = outbox.message(db, outbox_id)
    if found is None or found.kind != KIND:
        raise NotFound("Ce message n’existe pas, ou ne se renvoie pas d’ici.")
    return found


def _note(db: Database, by: Actor, verb: str, sending: Sending, operation: str, messages: int) -> None:
    _journal(db, by, verb, sending, operation, messages)
    operations.remember(db, operation, verb, sending.id)


def _journal(db: Database, by: Actor, verb: str, sending: Sending, operation: str | None, messages: int) -> None:
    details = {"edition": sending.edition_id, "step": str(sending.step), "messages": messages}
    journal.record(db, by.journal_name, verb, "sending", sending.id, operation, details)
