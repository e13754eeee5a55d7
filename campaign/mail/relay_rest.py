"""The relay's health: after a failure of the relay itself nothing is tried for a while, longer each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.base import clock
from campaign.base.database import Database, row, transaction

# Decided in the project's reliability notes: 1, 5, 15, 60 minutes, 4 hours, then once a day.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440))


@dataclass(frozen=True, slots=True)
class RelayRest:
    """``failures`` in a row since ``since``, nothing tried before ``rest_until``, for ``reason`` (French); ``sent_at``
    is the last message the relay accepted."""

    failures: int
    since: datetime | None
    rest_until: datetime | None
    reason: str
    sent_at: datetime | None

    def is_resting(self, now: datetime) -> bool:
        """Whether nothing is to be tried yet."""
        return self.rest_until is not None and now < self.rest_until


def state(db: Database) -> RelayRest:
    """How the relay is."""
    found = row(db, "SELECT * FROM relay WHERE id = 1") or {}
    since, until, sent = (
        clock.from_stamp(str(found[name])) if found.get(name) else None for name in ("since", "rest_until", "sent_at")
    )
    return RelayRest(int(found.get("failures") or 0), since, until, str(found.get("reason") or ""), sent)


def rest(db: Database, reason: str) -> None:
    """The relay itself failed: nothing more is tried for a while."""
    with transaction(db):
        failures = state(db).failures + 1
        until = clock.now() + DELAYS[min(failures, len(DELAYS)) - 1]
        db.conn.execute(
            "UPDATE relay SET failures = ?, since = coalesce(since, ?), rest_until = ?, reason = ? WHERE id = 1",
            [failures, clock.stamp(), clock.stamp(until), reason],
        )


def retry_now(db: Database) -> None:
    """Somebody says that the relay is back: try at once."""
    with transaction(db):
        db.conn.execute("UPDATE relay SET rest_until = NULL WHERE id = 1")


def note_answer(db: Database, *, accepted: bool) -> None:
    """The relay answered about a message: it is there."""
    with transaction(db):
        db.conn.execute(
            "UPDATE relay SET failures = 0, since = NULL, rest_until = NULL, reason = '', "
            "sent_at = CASE WHEN ? THEN ? ELSE sent_at END WHERE id = 1",
            [accepted, clock.stamp()],
        )
