"""Long work as rows: they survive a closed tab and a restart, and one worker does each once.

A job is leased for a short while; the worker renews the lease as it progresses. When the worker dies, the lease ends
and another takes the job up again, so that what a job does must be safe to do twice (operation ids).
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows, transaction

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work: ``done`` of ``total`` steps; ``message`` is French, shown as it is."""

    id: int
    kind: str
    parameters: dict[str, object]
    actor: str
    state: str
    done: int
    total: int
    attempts: int
    message: str
    result: dict[str, object] | None
    created_at: datetime
    lease: str | None = None


def enqueue(
    db: Database, kind: str, parameters: Mapping[str, object], actor: str, not_before: datetime | None = None
) -> int:
    """Ask for a piece of work; in the caller's transaction when there is one. The job's id."""
    with transaction(db):
        return insert(
            db,
            "jobs",
            {
                "kind": kind,
                "parameters": json.dumps(dict(parameters), ensure_ascii=False),
                "actor": actor,
                "created_at": clock.stamp(),
                "not_before": clock.stamp(not_before),
            },
        )


def lease_next(db: Database) -> Job | None:
    """Take the oldest job that waits, or one whose worker died; None when there is nothing to do."""
    with transaction(db):
        now = clock.stamp()
        db.conn.execute(
            "UPDATE jobs SET state = 'failed', finished_at = ?, lease = NULL, "
            "message = 'Ce travail s’est interrompu trois fois. Recommencez, ou prévenez le service informatique.' "
            "WHERE state = 'running' AND leased_until < ? AND attempts >= ?",
            [now, now, MAX_ATTEMPTS],
        )
        found = row(
            db,
            "SELECT id FROM jobs WHERE (state = 'waiting' AND not_before <= :now) "
            "OR (state = 'running' AND leased_until < :now) ORDER BY not_before, id LIMIT 1",
            {"now": now},
        )
        if found is None:
            return None
        db.conn.execute(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, lease = ?, leased_until = ? WHERE id = ?",
            [secrets.token_hex(8), clock.stamp(clock.now() + LEASE), found["id"]],
        )
        return job(db, found["id"])


def progress(db: Database, leased: Job, done: int, total: int, message: str = "") -> bool:
    """Say how far the work is and renew the lease; False when it was cancelled or taken over: stop at once."""
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE jobs SET done = ?, total = ?, message = ?, leased_until = ? "
            "WHERE id = ? AND lease = ? AND state = 'running'",
            [done, total, message, clock.stamp(clock.now() + LEASE), leased.id, leased.lease],
        ).rowcount
    return changed == 1


def finish(db: Database, leased: Job, result: Mapping[str, object], message: str = "") -> bool:
    """Mark done, in the caller's transaction when there is one; False when the lease was lost."""
    return _end(db, leased, "done", json.dumps(dict(result), ensure_ascii=False), message)


def fail(db: Database, leased: Job, message: str) -> bool:
    """Mark failed with the French sentence to show."""
    return _end(db, leased, "failed", None, message)


def _end(db: Database, leased: Job, state: str, result: str | None, message: str) -> bool:
    with transaction(db):
        changed = db.conn.execute(
            "UPDATE jobs SET state = ?, result = ?, message = ?, finished_at = ?, lease = NULL, leased_until = NULL "
            "WHERE id = ? AND lease = ? AND state = 'running'",
            [state, result, message, clock.stamp(), leased.id, leased.lease],
        ).rowcount
    return changed == 1


def cancel(db: Database, job_id: int) -> None:
    """Stop a job that waits or runs; what it already finished stays."""
    with transaction(db):
        db.conn.execute(
            "UPDATE jobs SET state = 'cancelled', finished_at = ? WHERE id = ? AND state IN ('waiting', 'running')",
            [clock.stamp(), job_id],
        )


def job(db: Database, job_id: int) -> Job | None:
    """One job as it stands."""
    found = row(db, "SELECT * FROM jobs WHERE id = ?", [job_id])
    return _job(found) if found else None


def recent(db: Database, limit: int = 20) -> list[Job]:
    """The latest jobs first."""
    return [_job(found) for found in rows(db, "SELECT * FROM jobs ORDER BY id DESC LIMIT ?", [limit])]


def _job(found: Row) -> Job:
    return Job(
        id=found["id"],
        kind=found["kind"],
        parameters=json.loads(found["parameters"]),
        actor=found["actor"],
        state=found["state"],
        done=found["done"],
        total=found["total"],
        attempts=found["attempts"],
        message=found["message"],
        result=json.loads(found["result"]) if found["result"] else None,
        created_at=clock.from_stamp(found["created_at"]),
        lease=found["lease"],
    )


def beat(db: Database, name: str) -> None:
    """A sign of life, read by ``/sante``."""
    with transaction(db):
        db.conn.execute("INSERT OR REPLACE INTO heartbeats VALUES (?, ?)", [name, clock.stamp()])


def last_beat(db: Database, name: str) -> datetime | None:
    """When ``name`` last gave a sign of life."""
    found = row(db, "SELECT at FROM heartbeats WHERE name = ?", [name])
    return clock.from_stamp(found["at"]) if found else None
