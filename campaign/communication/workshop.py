"""The workshop: many pieces drawn by other processes, handed over in order, while whoever asked keeps its lease.

A process that dies (no memory left, a library that crashes) takes one drawing with it, never the worker.
"""

import logging
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from campaign.base.errors import CampaignError
from campaign.documents import ready
from campaign.documents.catalogue import Built
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset

log = logging.getLogger("campaign.communication")
MOST_HANDS = 2  # each takes about 120 MB, and the pages of the public need the rest of the machine
WORTH_HANDS = 40  # pieces: below, two processes take longer to start than they save
AHEAD = 6  # pieces drawn before their turn, at most: what bounds the memory
LONGEST = 180.0  # seconds for one piece; the largest takes two
BROKEN = "Cette pièce n’a pas pu être dessinée. Prévenez le service informatique."
FELL = "Cette pièce n’a pas pu être dessinée : son dessin s’est arrêté deux fois. Prévenez le service informatique."
_ATTEMPTS = 2
_PULSE = 1.0  # seconds between two signs of life
_READY = "ready"
_SPAWN = get_context("spawn")  # a fork would share this process's database and locks

Draw = Callable[[str, Campaign, Preset], Built]


@dataclass(frozen=True, slots=True)
class Task:
    """A piece to draw: all that it needs, so that any process can."""

    kind: str
    content: Campaign
    preset: Preset


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document, or ``why`` there is none, in French; ``trace`` tells where it broke, without a word of its text."""

    built: Built | None = None
    why: str = ""
    trace: str = ""
    is_new: bool = False


def hands_for(pieces: int) -> int:
    """How many processes are worth starting to draw that many pieces; 0: draw in this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_HANDS, cores) if cores > 1 and pieces >= WORTH_HANDS else 0


def outcomes(
    tasks: Iterable[Task | Outcome], hands: int, pulse: Callable[[], None], draw: Draw = ready.made
) -> Iterator[Outcome]:
    """One for each task, in their order; what already is an outcome comes out as it is.

    ``pulse`` is called before each and at least every other second; what it raises ends all at once. ``draw`` must
    have a name that another process can import.
    """
    if not hands:
        for task in tasks:
            pulse()
            yield attempted(task, draw) if isinstance(task, Task) else task
        return
    workshop = _Workshop(iter(tasks), hands, draw)
    try:
        while (found := workshop.next(pulse)) is not None:
            yield found
    finally:
        workshop.close()


def attempted(task: Task, draw: Draw = ready.made) -> Outcome:
    """Draw here. A drawing that breaks is an outcome too: it must not cost the others."""
    try:
        return Outcome(draw(task.kind, task.content, task.preset), is_new=True)
    except CampaignError as error:
        return Outcome(why=error.message)
    except Exception as error:
        return broken(error)


def broken(error: Exception) -> Outcome:
    """What to say of an unexpected error; its message may quote somebody's data and stays out."""
    return Outcome(why=BROKEN, trace=f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")


class _Workshop:
    """Tasks are numbered as they come; ``_done`` holds outcomes until their turn."""

    def __init__(self, tasks: Iterator[Task | Outcome], hands: int, draw: Draw) -> None:
        self._tasks, self._draw = tasks, draw
        self._again: deque[tuple[int, Task]] = deque()
        self._fallen: dict[int, int] = {}  # number: how many times its process died
        self._done: dict[int, Outcome] = {}
        self._came = self._went = 0
        self._all_came = False
        self._false_starts = 0
        self._hands: list[_Hand] = []
        self._wanted = hands

    def next(self, pulse: Callable[[], None]) -> Outcome | None:
        """The outcome whose turn it is; None after the last one."""
        while True:
            pulse()
            self._give()
            if self._went in self._done:
                self._went += 1
                return self._done.pop(self._went - 1)
            if self._all_came and self._went == self._came:
                return None
            self._listen()

    def close(self) -> None:
        """End every process, whatever it is doing."""
        for hand in self._hands:
            hand.end()
        self._hands = []

    def _give(self) -> None:
        """Keep every hand busy, without going too far ahead of the piece whose turn it is."""
        while len(self._hands) < self._wanted:
            self._hire()
        for hand in [one for one in self._hands if one.is_free]:
            if (given := self._pulled()) is None:
                return
            try:
                hand.give(*given)
            except OSError:  # it died while it waited
                self._again.appendleft(given)
                self._dismiss(hand)
        if not self._wanted and (given := self._pulled()) is not None:
            number, task = given
            self._done[number] = Outcome(why=FELL) if number in self._fallen else attempted(task, self._draw)

    def _pulled(self) -> tuple[int, Task] | None:
        """The next piece to draw; None when there is none for now."""
        if self._again:
            return self._again.popleft()
        while self._came - self._went < AHEAD:
            if (task := next(self._tasks, None)) is None:
                self._all_came = True
                return None
            self._came += 1
            if isinstance(task, Task):
                return self._came - 1, task
            self._done[self._came - 1] = task
        return None

    def _listen(self) -> None:
        """Wait for a hand to finish, to be ready or to die."""
        heard = wait([hand.line for hand in self._hands], _PULSE) if self._hands else []
        for hand in [one for one in self._hands if one.line in heard]:
            try:
                said = hand.line.recv()
            except (EOFError, OSError):
                self._dismiss(hand)
                continue
            if isinstance(said, Outcome):
                self._done[hand.number] = said
            hand.is_ready, hand.task = True, None
        for hand in [one for one in self._hands if one.is_late]:
            self._dismiss(hand)

    def _hire(self) -> None:
        try:
            self._hands.append(_Hand(self._draw))
        except OSError as error:  # no memory, or no more processes allowed
            log.error("no process could be started to draw: %s", type(error).__name__)
            self._wanted = len(self._hands)

    def _dismiss(self, hand: "_Hand") -> None:
        """A process that died, or that takes too long, is replaced; its piece is tried once more, then said."""
        status = hand.end()
        self._hands.remove(hand)
        if not hand.is_ready:
            self._false_starts += 1
            log.error("a process that draws could not start (status %s)", status)
            if self._false_starts >= _ATTEMPTS:
                self._wanted = len(self._hands)  # none left: the rest is drawn here
        elif hand.task:
            fallen = self._fallen[hand.number] = self._fallen.get(hand.number, 0) + 1
            log.error("piece %s: its process ended, attempt %s (status %s)", hand.task.kind, fallen, status)
            if fallen < _ATTEMPTS:
                self._again.append((hand.number, hand.task))
            else:
                self._done[hand.number] = Outcome(why=FELL)


class _Hand:
    """One process, and the line to it."""

    def __init__(self, draw: Draw) -> None:
        self.line, far = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(far, draw), daemon=True)
        try:
            self._process.start()
        except OSError:
            self.line.close()
            raise
        finally:
            far.close()  # held by the process alone, so that its end is heard
        self.is_ready, self.number, self.task = False, -1, None
        self._since = time.monotonic()

    @property
    def is_free(self) -> bool:
        return self.is_ready and self.task is None

    @property
    def is_late(self) -> bool:
        return not self.is_free and time.monotonic() - self._since > LONGEST

    def give(self, number: int, task: Task) -> None:
        """Raises OSError when the process is gone."""
        self.line.send(task)
        self.number, self.task, self._since = number, task, time.monotonic()

    def end(self) -> int | None:
        """Kill it; its exit status, negative for a signal."""
        self._process.kill()
        self._process.join()
        status = self._process.exitcode
        self._process.close()
        self.line.close()
        return status


def _work(line: Connection, draw: Draw) -> None:
    """The life of a hand: draw what it is given until the line closes, which it does even when the worker is killed."""
    for name in (signal.SIGTERM, signal.SIGINT):  # the worker decides what to finish
        signal.signal(name, signal.SIG_IGN)
    logging.lastResort = None  # libraries' warnings are nobody's sentence
    with suppress(OSError):
        os.nice(5)  # visitors are served first
    with suppress(OSError):  # when memory lacks, Linux ends this process rather than the worker
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
    with suppress(EOFError, OSError):
        line.send(_READY)
        while True:
            line.send(attempted(line.recv(), draw))
