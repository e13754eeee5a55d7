"""Text that always fits: balanced lines, then a smaller size down to a floor, then other lines; sizes in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from campaign.documents.letters import cuts, width

_STEP = 0.98
# Words that a line does not end by, when as few lines can do without.
_SMALL = frozenset(
    ("à", "au", "aux", "dans", "de", "des", "du", "en", "et", "la", "le", "les", "ou", "par", "pour", "sur", "un",
     "une", "&", "n°")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """Where a text goes: ``width`` and ``height`` in points (0: as high as it takes), at most ``lines`` (0: any)."""

    width: float
    height: float = 0.0
    lines: int = 0
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Set:
    """Lines at one size; ``held`` is false when even the floor did not make them fit."""

    lines: tuple[str, ...]
    font: str
    size: float
    leading: float
    held: bool = True

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading

    @property
    def width(self) -> float:
        return max((width(line, self.font, self.size) for line in self.lines), default=0.0)


def fit(text: str, font: str, size: float, floor: float, room: Room) -> Set:
    """The largest setting from ``size`` down to ``floor`` that holds in the room; words are cut only at the floor."""
    now = size
    while True:
        lines = balanced(text, font, now, room.width)
        if _holds(lines, font, now, room):
            return Set(tuple(lines), font, now, room.leading)
        if now <= floor:
            break
        now = max(floor, now * _STEP)
    lines = balanced(text, font, floor, room.width, cut=True)
    return Set(tuple(lines), font, floor, room.leading, _holds(lines, font, floor, room))


def fit_lines(lines: Sequence[str], font: str, size: float, floor: float, room: Room) -> Set:
    """Lines whose breaks are chosen: only their size moves."""
    widest = max((width(line, font) for line in lines), default=0.0)
    now = min(size, room.width / widest) if widest else size
    if room.height and lines:
        now = min(now, room.height / (len(lines) * room.leading))
    return Set(tuple(lines), font, max(now, floor), room.leading, now >= floor * 0.999)


def balanced(text: str, font: str, size: float, room: float, *, cut: bool = False) -> list[str]:
    """As few lines as possible, of widths as close as possible: no widow on names and titles.

    An article or a preposition goes with what follows it, unless that takes one more line.
    """
    lines = wrapped(text, font, size, room, cut=cut)
    if len(lines) < 2:
        return lines
    kept = wrapped(text, font, size, room, together=True)
    together = len(kept) == len(lines) and all(width(line, font, size) <= room for line in kept)
    lines = kept if together else lines
    low, high = 0.5 * room, room
    while high - low > 0.01 * room:
        middle = (low + high) / 2
        tried = wrapped(text, font, size, middle, cut=cut and not together, together=together)
        if len(tried) == len(lines) and all(width(line, font, size) <= middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def broken(text: str, font: str, count: int) -> tuple[str, ...]:
    """Exactly ``count`` lines, fewer when there are fewer words, the widest as narrow as can be."""
    words = text.split(" ")
    count = min(count, len(words))
    choices = (
        tuple(" ".join(words[start:end]) for start, end in pairwise((0, *cut, len(words))))
        for cut in combinations(range(1, min(len(words), 16)), count - 1)
    )
    return min(choices, key=lambda lines: max(width(line, font) for line in lines))


def wrapped(text: str, font: str, size: float, room: float, *, cut: bool = False, together: bool = False) -> list[str]:
    """Lines within ``room``; a longer word overflows, unless ``cut``: by syllables, by letters as a last resort.

    ``together`` keeps articles and prepositions with what follows them.
    """
    lines, line = [], ""
    for word in _groups(text) if together else text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, font, size) <= room:
            line = longer
            continue
        lines += [line] if line else []
        rest = word
        while cut and width(rest, font, size) > room and len(rest) > 1:
            start, rest = _cut(rest, font, size, room)
            lines.append(start)
        line = rest
    return [*lines, line]


def _groups(text: str) -> list[str]:
    """« Communauté », « de communes », « du Pays »."""
    groups, small = [], ""
    for word in text.split(" "):
        small = f"{small} {word}" if small else word
        if word.lower() not in _SMALL:
            groups.append(small)
            small = ""
    return [*groups, small] if small else groups


def _cut(word: str, font: str, size: float, room: float) -> tuple[str, str]:
    for start, end in cuts(word):
        if width(start, font, size) <= room:
            return start, end
    count = len(word) - 1
    while count > 1 and width(word[:count], font, size) > room:
        count -= 1
    return word[:count], word[count:]


def _holds(lines: Sequence[str], font: str, size: float, room: Room) -> bool:
    return (
        all(width(line, font, size) <= room.width * 1.0001 for line in lines)
        and (not room.lines or len(lines) <= room.lines)
        and (not room.height or len(lines) * size * room.leading <= room.height * 1.0001)
    )
