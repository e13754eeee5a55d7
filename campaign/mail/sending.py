"""Sending what waits in the outbox, one message after another, so that nothing is lost and nothing leaves twice.

For each: one transaction takes the message (a lease) and renders it, which is when the recipient's state is looked at
again; the conversation with the relay is outside any transaction; another transaction writes what became of it. Killed
in between, the message becomes « uncertain » once its lease has ended, and only a person decides to send it again.
"""

import logging
import secrets
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaign.base import clock
from campaign.base.database import Database, row, transaction
from campaign.base.errors import BadSetting, CampaignError, NotSent, Refused, RelayUnavailable
from campaign.mail import addresses, outbox, relay_rest
from campaign.mail.delivery import Way
from campaign.mail.message import Message, composed, message_id
from campaign.mail.outbox import Posted, State
from campaign.mail.relay_rest import DELAYS
from campaign.mail.replies import Handed, Outcome

log = logging.getLogger("campaign.mail")
LEASE = timedelta(minutes=10)
UNSURE = "Coupé pendant l’envoi : peut-être reçu, peut-être pas."
Render = Callable[[Database, Posted], Message]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did; ``waiting`` counts what still waits in the whole outbox."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: int = 0


def send_waiting(
    db: Database,
    render: Render,
    open_relay: Callable[[], Way],
    limit: int | None = None,
    stop: threading.Event | None = None,
) -> Sent:
    """Send what is due, ``limit`` messages at most, until ``stop`` is set or the relay fails.

    ``render`` makes the message when it leaves; it raises NotSent when it no longer has to.
    """
    counted = dict.fromkeys(State, 0)
    counted[State.UNCERTAIN] = mark_uncertain(db)
    way: Way | None = None
    tried = 0
    try:
        while (limit is None or tried < limit) and not (stop and stop.is_set()):
            if relay_rest.state(db).is_resting(clock.now()) or outbox.oldest_due(db) is None:
                break
            try:
                # Before a message is taken: a relay that is away then leaves every message as it is.
                if way is None:
                    way = open_relay()
                way.connect()
                became = _send_next(db, render, way)
            except (RelayUnavailable, BadSetting) as error:
                log.warning("the relay rests: %s", type(error).__name__)
                relay_rest.rest(db, error.message)
                break
            if became is None:
                break
            tried += 1
            counted[became] += 1
    finally:
        if way is not None:
            way.close()
    return Sent(
        sent=counted[State.SENT],
        waiting=outbox.counts(db).get(State.WAITING, 0),
        failed=counted[State.FAILED],
        uncertain=counted[State.UNCERTAIN],
        skipped=counted[State.SKIPPED],
    )


def mark_uncertain(db: Database) -> int:
    """Messages whose sender died: nobody knows whether they left. How many."""
    with transaction(db):
        return db.conn.execute(
            "UPDATE outbox SET state = 'uncertain', reason = ?, ended_at = ? "
            "WHERE state = 'sending' AND leased_until < ?",
            [UNSURE, clock.stamp(), clock.stamp()],
        ).rowcount


def _send_next(db: Database, render: Render, way: Way) -> State | None:
    """Take the next message and hand it over; what it became, or None when nothing is due.

    Raises:
        RelayUnavailable: the message waits again, as if it had not been taken.
    """
    found = row(
        db,
        # What one person asked for goes before what was sent to many.
        "SELECT id, kind FROM outbox WHERE state = 'waiting' AND not_before <= ? "
        "ORDER BY batch <> '', not_before, id LIMIT 1",
        [clock.stamp()],
    )
    if found is None:
        return None
    lease = secrets.token_hex(8)
    try:
        with transaction(db):
            posted = outbox.message(db, int(found["id"]))
            if posted is None or posted.state is not State.WAITING:
                return State.SENDING  # another sender took it, or somebody held it back: on to the next
            message = render(db, posted)
            _check_wanted(db, posted, message)
            # Tried again it keeps its Message-ID; sent anew by an agent it is another message, with its own.
            known_as = posted.message_id or message_id(replace(message, key=f"{message.key}#{posted.id}"))
            mail = composed(message, known_as)
            db.conn.execute(
                "UPDATE outbox SET state = 'sending', lease = ?, leased_until = ?, message_id = ?, address = ? "
                "WHERE id = ?",
                [lease, clock.stamp(clock.now() + LEASE), known_as, addresses.know(db, message.to), posted.id],
            )
    except NotSent as reason:
        return _set_aside(db, int(found["id"]), State.SKIPPED, reason.code, reason.message)
    except Refused as error:
        return _set_aside(db, int(found["id"]), State.FAILED, "", error.message)
    except CampaignError:
        raise
    except Exception as error:
        # One message that cannot be made must not stop the others. The error's text may quote somebody's data.
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("message %s (%s) cannot be made: %s\n%s", found["id"], found["kind"], type(error).__name__, frames)
        return _set_aside(db, int(found["id"]), State.FAILED, "", CampaignError.default)
    try:
        handed = way.hand(mail)
    except RelayUnavailable:
        _end(db, posted, lease, State.WAITING)
        raise
    return _finish(db, posted, lease, handed, way)


def _check_wanted(db: Database, posted: Posted, message: Message) -> None:
    """The last guard on invitations, whatever the renderer looked at."""
    if posted.service:
        return
    if addresses.is_opposed(db, message.to):
        raise NotSent("ne veut plus d’invitation", "opposed")
    if addresses.is_bounced(db, message.to):
        raise NotSent("adresse qui ne fonctionne plus", "bounced")


def _set_aside(db: Database, message_id: int, state: State, code: str, reason: str) -> State:
    with transaction(db):
        db.conn.execute(
            "UPDATE outbox SET state = ?, code = ?, reason = ?, ended_at = ? WHERE id = ? AND state = 'waiting'",
            [state, code, reason, clock.stamp(), message_id],
        )
    return state


def _finish(db: Database, posted: Posted, lease: str, handed: Handed, way: Way) -> State:
    attempts = posted.attempts
    later = None
    match handed.outcome:
        case Outcome.ACCEPTED:
            state, reason = State.SENT, ""
        case Outcome.UNSURE:
            state, reason = State.UNCERTAIN, UNSURE
        case Outcome.REFUSED:
            state, reason = State.FAILED, handed.reason
        case Outcome.LATER if attempts < len(DELAYS):
            state, reason, later = State.WAITING, handed.reason, clock.now() + DELAYS[attempts]
            attempts += 1
        case Outcome.LATER:
            state, reason = State.FAILED, f"{handed.reason} Essayé {attempts + 1} fois."
    with transaction(db):
        if handed.code or state is State.SENT:
            relay_rest.note_answer(db, accepted=state is State.SENT)
        if handed.is_dead:
            address = outbox.message(db, posted.id).address
            addresses.note_bounce(db, address, handed.code, permanent=True)
        _end(db, posted, lease, state, attempts=attempts, later=later, code=handed.code, reason=reason, way=way.way)
    return state


def _end(
    db: Database,
    posted: Posted,
    lease: str,
    state: State,
    *,
    attempts: int | None = None,
    later: datetime | None = None,
    code: str = "",
    reason: str = "",
    way: str | None = None,
) -> None:
    """Write what became of a message, if the lease is still ours: also when it was thought dead meanwhile, since we
    know; not when a person has decided in between."""
    with transaction(db):
        db.conn.execute(
            # Held back or cancelled while it was being sent: it does not wait again behind the others' back.
            "UPDATE outbox SET state = CASE WHEN :state <> 'waiting' THEN :state ELSE coalesce((SELECT held.state "
            "FROM outbox AS held WHERE held.batch = outbox.batch AND held.batch <> '' AND "
            "(held.state = 'paused' OR held.state = 'cancelled' AND held.ended_at > outbox.created_at) LIMIT 1), "
            "'waiting') END, attempts = :attempts, "
            "not_before = :not_before, code = :code, reason = :reason, way = :way, ended_at = :ended_at, "
            "lease = CASE WHEN :state = 'uncertain' THEN lease END, leased_until = NULL "
            "WHERE id = :id AND lease = :lease AND state IN ('sending', 'uncertain')",
            {
                "state": str(state),
                "attempts": posted.attempts if attempts is None else attempts,
                "not_before": clock.stamp(later or posted.not_before),
                "code": code,
                "reason": reason,
                "way": way,
                "ended_at": None if state is State.WAITING else clock.stamp(),
                "id": posted.id,
                "lease": lease,
            },
        )
