"""Counters of attempts in a sliding window. Keys are hashed: they hold addresses and e-mails otherwise."""

from datetime import timedelta
from hashlib import sha256

from campaign.base import clock
from campaign.base.database import Database, transaction, value
from campaign.base.errors import TooManyAttempts


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def attempts(db: Database, key: str, window: timedelta) -> int:
    """How many attempts were counted for ``key`` within ``window``."""
    since = clock.stamp(clock.now() - window)
    return int(value(db, "SELECT count(*) FROM attempts WHERE key = ? AND at > ?", [_hashed(key), since]) or 0)


def refuse_beyond(db: Database, key: str, limit: int, window: timedelta) -> None:
    """Raises TooManyAttempts once ``limit`` attempts were counted within ``window``."""
    if attempts(db, key, window) >= limit:
        raise TooManyAttempts(
            f"Trop d’essais. Attendez {round(window.total_seconds() / 60)} minutes, puis recommencez."
        )


def count(db: Database, key: str) -> None:
    """Count one attempt."""
    with transaction(db):
        db.conn.execute("INSERT INTO attempts VALUES (?, ?)", [_hashed(key), clock.stamp()])


def forget(db: Database, key: str) -> None:
    """After a success, earlier failures no longer count."""
    with transaction(db):
        db.conn.execute("DELETE FROM attempts WHERE key = ?", [_hashed(key)])


def purge(db: Database, older_than: timedelta = timedelta(days=1)) -> None:
    """Counters serve a few minutes; they are not kept."""
    with transaction(db):
        db.conn.execute("DELETE FROM attempts WHERE at < ?", [clock.stamp(clock.now() - older_than)])
