"""Opening hours read, kept as text, or read wrong: our reading against another program's, day by day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from opening_hours import OpeningHours as Oracle
from opening_hours import ParserError, State

from campaign.base.opening_hours import OpeningHours, known_hours

Intervals = list[tuple[int, int]]
# « We, Fr, Sa 10:00-18:00 »: for the other program, that space makes Wednesday open day and night.
_LOOSE_LIST = re.compile(r"(?<=\b[A-Z][a-z]),\s+(?=[A-Z][a-z]\b)")
_DAY_END = 24 * 60


@dataclass(frozen=True, slots=True)
class HoursRead:
    """``compared``: texts that the other program reads too; ``wrong``: those among them where the readings differ."""

    texts: int
    read: tuple[str, ...]
    kept: tuple[str, ...]
    compared: int
    wrong: tuple[str, ...]

    @property
    def said(self) -> str:
        """« horaires lus : 50 sur 70, gardés en texte : 20, faux : 0 (39 comparés à opening-hours-rs) »."""
        return (
            f"horaires lus : {len(self.read)} sur {self.texts}, gardés en texte : {len(self.kept)}, "
            f"faux : {len(self.wrong)} ({self.compared} comparés à opening-hours-rs)"
        )


def hours_read(texts: Iterable[str], first: date = date(2026, 1, 1), days: int = 730) -> HoursRead:
    """What becomes of the hours of a file; each text counts, empty ones do not."""
    read, kept, wrong, compared = [], [], [], 0
    for text in (one.strip() for one in texts):
        if not text:
            continue
        hours = known_hours(text)
        if hours is None:
            kept.append(text)
            continue
        read.append(text)
        theirs = open_intervals(_LOOSE_LIST.sub(",", text), first, days)
        if theirs is not None:
            compared += 1
            wrong += [text] if differs(hours, theirs, first, days) else []
    return HoursRead(len(read) + len(kept), tuple(read), tuple(kept), compared, tuple(wrong))


def differs(hours: OpeningHours, theirs: Mapping[date, Intervals], first: date, days: int) -> date | None:
    """The first day on which the two readings differ."""
    for shift in range(days):
        day = first + timedelta(days=shift)
        ours = _joined([(span.starts, span.ends) for span in hours.on(day) or ()])
        if ours != _joined(theirs.get(day, [])):
            return day
    return None


def open_intervals(text: str, first: date, days: int) -> dict[date, Intervals] | None:
    """When the other program finds the text open, in minutes since each day began; None when it cannot read it.

    What follows « || » opens nothing by itself, and that program loses openings after it: it is left out.
    """
    try:
        oracle = Oracle(text.split(" || ", maxsplit=1)[0], country="FR")
    except ParserError:
        return None
    found: dict[date, Intervals] = {}
    until = datetime.combine(first + timedelta(days=days), time())
    for begins, ends, state, _ in oracle.intervals(datetime.combine(first, time()), until):
        day = begins.date()
        while state == State.OPEN and datetime.combine(day, time()) < ends:
            midnight = datetime.combine(day, time())
            start = max(0, int((begins - midnight).total_seconds()) // 60)
            end = min(_DAY_END, int((ends - midnight).total_seconds()) // 60)
            found.setdefault(day, []).append((start, end))
            day += timedelta(days=1)
    return found


def _joined(intervals: Intervals) -> Intervals:
    joined: Intervals = []
    for start, end in intervals:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
