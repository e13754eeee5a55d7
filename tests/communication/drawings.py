"""Drawings that go wrong in another process, for the tests of the workshop; each has a name it can import."""

import os
import signal
from pathlib import Path

from campaign.base.errors import Refused
from campaign.documents.catalogue import Built
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset


def plain(kind: str, content: Campaign, preset: Preset) -> Built:
    """A document of a few bytes."""
    return Built(f"{kind} {content.printer}".encode(), 1, (10, 10), (), ())


def dies_once(kind: str, content: Campaign, preset: Preset) -> Built:
    """Killed as a kernel without memory kills, the first time; ``paper`` is a file that remembers."""
    if kind == "affiche-a2" and not (told := Path(content.paper)).exists():
        told.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(kind, content, preset)


def dies(kind: str, content: Campaign, preset: Preset) -> Built:
    """Killed at each attempt, a line in the file ``paper`` each time."""
    if kind == "affiche-a2":
        with Path(content.paper).open("a") as told:
            told.write("dead\n")
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(kind, content, preset)


def breaks(kind: str, content: Campaign, preset: Preset) -> Built:
    """An error nobody expected, that quotes somebody; then one that a person can mend."""
    if kind == "affiche-a2":
        raise ZeroDivisionError(content.offers)
    if kind == "abribus":
        raise Refused("Il manque quelque chose.")
    return plain(kind, content, preset)


def _cannot_start() -> None:
    """Another process that reads this name ends at once."""
    os._exit(3)


class NeverStarts:
    """Its process dies before it can draw."""

    def __call__(self, kind: str, content: Campaign, preset: Preset) -> Built:
        return plain(kind, content, preset)

    def __reduce__(self) -> tuple:
        return _cannot_start, ()
