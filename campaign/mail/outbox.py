"""The outbox: messages asked for, in the same transaction as the action that asks. Kind and parameters only: the body,
the address and any link are made at the moment of sending, and are kept nowhere."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows, transaction, value
from campaign.base.labels import Labelled


class State(Labelled):
    """What became of a message."""

    WAITING = "waiting", "En attente"
    PAUSED = "paused", "En pause"
    SENDING = "sending", "En cours d’envoi"
    SENT = "sent", "Envoyé"
    FAILED = "failed", "Échec"
    UNCERTAIN = "uncertain", "Incertain"
    SKIPPED = "skipped", "Écarté"
    CANCELLED = "cancelled", "Annulé"


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of the outbox. ``recipient`` is the poster's own reference (« contact:12 »); ``address`` is the key of
    the address it left for; ``code`` says why it did not leave (an SMTP code, or the renderer's own), ``reason`` the
    same in French; ``way`` is « relay » or « folder »."""

    id: int
    kind: str
    parameters: dict[str, object]
    batch: str
    recipient: str
    service: bool
    actor: str
    state: State
    attempts: int
    not_before: datetime
    created_at: datetime
    message_id: str | None
    address: str | None
    way: str | None
    code: str
    reason: str
    ended_at: datetime | None


def post(
    db: Database,
    kind: str,
    parameters: Mapping[str, object],
    actor: str,
    *,
    service: bool,
    batch: str = "",
    recipient: str = "",
    not_before: datetime | None = None,
) -> int:
    """Ask for a message, in the caller's transaction when there is one; its id. ``service`` is False for an invitation,
    which an opposition stops."""
    with transaction(db):
        return insert(
            db,
            "outbox",
            {
                "kind": kind,
                "parameters": json.dumps(dict(parameters), ensure_ascii=False),
                "batch": batch,
                "recipient": recipient,
                "service": int(service),
                "actor": actor,
                "created_at": clock.stamp(),
                "not_before": clock.stamp(not_before),
            },
        )


def pause(db: Database, batch: str) -> int:
    """Hold what has not left; how many."""
    return _move(db, batch, (State.WAITING,), State.PAUSED)


def resume(db: Database, batch: str) -> int:
    """Let it leave again; how many."""
    return _move(db, batch, (State.PAUSED,), State.WAITING)


def cancel(db: Database, batch: str) -> int:
    """What has not left never will; how many."""
    return _move(db, batch, (State.WAITING, State.PAUSED), State.CANCELLED)


def _move(db: Database, batch: str, before: Sequence[State], after: State) -> int:
    if not batch:
        raise ValueError("a batch is needed: the empty one gathers unrelated messages")
    marks = ", ".join("?" for _ in before)
    ended = clock.stamp() if after is State.CANCELLED else None
    with transaction(db):
        return db.conn.execute(
            f"UPDATE outbox SET state = ?, ended_at = ? WHERE batch = ? AND state IN ({marks})",  # noqa: S608
            [after, ended, batch, *before],
        ).rowcount


def hold_after_restoration(db: Database) -> None:
    """Nothing of a restored database leaves by itself: it may have left since the backup was made. A batch waits for
    somebody to resume it, what one person asked for is dropped, what was leaving is uncertain."""
    with transaction(db):
        db.conn.execute(
            "UPDATE outbox SET state = CASE WHEN state = 'sending' THEN 'uncertain' WHEN batch = '' THEN 'cancelled' "
            "ELSE 'paused' END, ended_at = CASE WHEN state = 'waiting' AND batch <> '' THEN NULL ELSE :now END, "
            "reason = 'Retenu par la restauration d’une sauvegarde : peut-être parti depuis.', lease = NULL "
            "WHERE state IN ('waiting', 'sending')",
            {"now": clock.stamp()},
        )


def settle(db: Database, message_id: int, state: str) -> bool:
    """A person decides of an uncertain message: « sent » (it arrived) or « waiting » (send it again, with the same
    Message-ID). False when it is no longer uncertain."""
    if state not in (State.SENT, State.WAITING):
        raise ValueError(f"an uncertain message becomes sent or waiting, not {state}")
    ended = clock.stamp() if state == State.SENT else None
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE outbox SET state = ?, not_before = ?, ended_at = ?, lease = NULL, leased_until = NULL, "
            "code = '', reason = '' WHERE id = ? AND state = 'uncertain'",
            [str(state), clock.stamp(), ended, message_id],
        ).rowcount
    return changed == 1


def note_return(db: Database, message_id: int, code: str, reason: str) -> bool:
    """A message that had left came back for good. False when it had not left, or has failed already."""
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE outbox SET state = 'failed', code = ?, reason = ?, ended_at = ?, lease = NULL, leased_until = NULL "
            "WHERE id = ? AND state IN ('sent', 'uncertain')",
            [code, reason, clock.stamp(), message_id],
        ).rowcount
    return changed == 1


def counts(db: Database, batch: str = "") -> dict[State, int]:
    """How many messages stand in each state, of one batch or of all; states without a message are absent."""
    where = "WHERE batch = :batch" if batch else ""
    found = rows(db, f"SELECT state, count(*) AS n FROM outbox {where} GROUP BY state", {"batch": batch})  # noqa: S608
    return {State(one["state"]): int(one["n"]) for one in found}


def message(db: Database, message_id: int) -> Posted | None:
    """One message as it stands."""
    found = row(db, "SELECT * FROM outbox WHERE id = ?", [message_id])
    return _posted(found) if found else None


def messages_of(db: Database, batch: str) -> list[Posted]:
    """The messages of a batch, in the order they were asked for."""
    return _all(db, "batch = ?", [batch])


def messages_to(db: Database, recipient: str) -> list[Posted]:
    """Every message to a recipient, the latest first."""
    return _all(db, "recipient = ?", [recipient], "id DESC")


def recent(db: Database, limit: int = 100, states: Sequence[State] = ()) -> list[Posted]:
    """The latest messages first, in these states only when there are some."""
    where = f"state IN ({', '.join('?' for _ in states)})" if states else "1 = 1"
    return _all(db, where, list(states), "id DESC", limit)


def by_message_id(db: Database, message_id: str) -> Posted | None:
    """The message that left under this Message-ID."""
    return next(iter(_all(db, "message_id = ?", [message_id])), None)


def latest_to_address(db: Database, key: str) -> Posted | None:
    """The latest message that left for an address (by its key)."""
    return next(iter(_all(db, "address = ? AND state = 'sent'", [key], "ended_at DESC", 1)), None)


def oldest_due(db: Database) -> datetime | None:
    """Since when the oldest message that could leave has been waiting; None when nothing is due."""
    found = value(db, "SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND not_before <= ?", [clock.stamp()])
    return clock.from_stamp(str(found)) if found else None


def _all(db: Database, where: str, parameters: Sequence[object], order: str = "id", limit: int = -1) -> list[Posted]:
    sql = f"SELECT * FROM outbox WHERE {where} ORDER BY {order} LIMIT {int(limit)}"  # noqa: S608
    return [_posted(found) for found in rows(db, sql, list(parameters))]


def _posted(found: Row) -> Posted:
    return Posted(
        id=found["id"],
        kind=found["kind"],
        parameters=json.loads(found["parameters"]),
        batch=found["batch"],
        recipient=found["recipient"],
        service=bool(found["service"]),
        actor=found["actor"],
        state=State(found["state"]),
        attempts=found["attempts"],
        not_before=clock.from_stamp(found["not_before"]),
        created_at=clock.from_stamp(found["created_at"]),
        message_id=found["message_id"],
        address=found["address"],
        way=found["way"],
        code=found["code"],
        reason=found["reason"],
        ended_at=clock.from_stamp(found["ended_at"]) if found["ended_at"] else None,
    )
