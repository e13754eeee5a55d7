"""The one place that asks the time. Instants are UTC; event days and opening hours are Paris dates and times."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Paris."""
    return now().astimezone(PARIS).date()


def stamp(at: datetime | None = None) -> str:
    """An instant as it is stored: ISO 8601, UTC, to the microsecond (texts sort as the instants do)."""
    return (at or now()).astimezone(UTC).isoformat(timespec="microseconds")


def from_stamp(text: str) -> datetime:
    """A stored instant, aware, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def exists_in_paris(day: date, at: time) -> bool:
    """False in the hour skipped by the change to summer time (29/03/2026 at 2:30)."""
    local = datetime.combine(day, at, PARIS)
    return local.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) == local.replace(tzinfo=None)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stop the clock at an aware instant (tests, demonstration, benchmarks)."""
    if at.tzinfo is None:
        raise ValueError("an aware instant is needed")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
