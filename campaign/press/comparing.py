"""What differs between two texts, word by word, for a person to read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from campaign.base.labels import Labelled

_PIECES = re.compile(r"\n+|\{\{\s*\w+\s*\}\}|\w+|[^\w\s]|[^\S\n]+")


class Change(Labelled):
    """What became of a piece of text."""

    KEPT = "kept", "inchangé"
    ADDED = "added", "ajouté"
    REMOVED = "removed", "retiré"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of either text."""

    change: Change
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """From ``old`` to ``new``: words kept, removed and added, in reading order.

    Joined, the pieces kept and removed are ``old``, those kept and added are ``new``.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(found, Change.KEPT, before[i1:i2])
        else:
            _add(found, Change.REMOVED, before[i1:i2])
            _add(found, Change.ADDED, after[j1:j2])
    return _readable(found)


def differs(pieces: Iterable[Piece]) -> bool:
    """Whether anything but the text itself is in a difference."""
    return any(one.change is not Change.KEPT for one in pieces)


def _add(found: list[Piece], change: Change, words: list[str]) -> None:
    if words:
        found.append(Piece(change, "".join(words)))


def _readable(pieces: list[Piece]) -> list[Piece]:
    """Runs of changes broken only by a space are said at once: « deux jours » → « trois soirs », not word by word."""
    out: list[Piece] = []
    removed, added = "", ""
    for index, one in enumerate(pieces):
        last = index == len(pieces) - 1
        if one.change is Change.REMOVED:
            removed += one.text
        elif one.change is Change.ADDED:
            added += one.text
        elif (removed or added) and not one.text.strip() and "\n" not in one.text and not last:
            removed, added = removed + one.text, added + one.text
        else:
            out += _changes(removed, added)
            removed, added = "", ""
            out.append(one)
    return out + _changes(removed, added)


def _changes(removed: str, added: str) -> list[Piece]:
    both = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [Piece(change, text) for change, text in both if text]
