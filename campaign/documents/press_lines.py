"""Lines of running text with bold words and links: broken between words, by French syllables where a line would gape.

Lengths are in points. A text of any length and any word is broken: one longer than a line is cut where it must be.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.base.french import NBSP, THIN
from campaign.base.rich_text import Line
from campaign.documents.letters import cuts, set_text, width
from campaign.documents.notices import Notices
from campaign.documents.sheet import Sheet

_FULL_ENOUGH = 0.84  # of the room: a line that reaches it is not worth a hyphen
_LADDER = 2  # lines in a row that may end with a hyphen
_LONGEST = 400  # signs: no line holds more, whatever its letters
_CUT = re.compile(r"[a-zà-öø-ÿœæ’]{7,}[,.;:]?")  # proper nouns, addresses and numbers stay whole
_AFTER_NOTHING = re.compile(r"[:;!?»,.)]+")  # never begins a line


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its ``font`` and that of its ``bold`` words, size in points, leading in sizes.

    No title has ``hyphens``.
    """

    font: str
    bold: str
    size: float
    leading: float
    colour: str = "prune"
    hyphens: bool = True

    @property
    def step(self) -> float:
        """From a line to the next."""
        return self.size * self.leading

    def scaled(self, factor: float) -> "Style":
        """The same, smaller or larger."""
        return replace(self, size=self.size * factor)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line in one font, leading to ``href`` or nowhere."""

    text: str
    font: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; ``is_cut`` when it ends inside a word."""

    pieces: tuple[Piece, ...]
    is_cut: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


_Word = tuple[Piece, ...]


def text_lines(line: Line, style: Style, room: float, notices: Notices, about: str) -> list[TextLine]:
    """The lines of one paragraph within ``room``; [] when nothing of it can be printed."""
    words = _words(line, style, notices, about)
    lines = _broken(words, style, room)
    if style.hyphens or len(lines) < 2:
        return lines
    low, high = 0.5 * room, room
    while high - low > 0.02 * room:  # a title: lines of widths as close as can be, no word alone on the last one
        middle = (low + high) / 2
        tried = _broken(words, style, middle)
        low, high, lines = (low, middle, tried) if len(tried) == len(lines) else (middle, high, lines)
    return lines


def _broken(words: Sequence[_Word], style: Style, room: float) -> list[TextLine]:
    breaking = _Breaking(style, room)
    for rank, word in enumerate(words):
        breaking.add(word, last=rank == len(words) - 1)
    return breaking.finished()


def put_line(sheet: Sheet, line: TextLine, style: Style, x: float, baseline: float, *, last: bool) -> None:
    """Draw one line; its links are underlined, to click on a screen. ``last`` of its paragraph: no space after it."""
    for rank, piece in enumerate(line.pieces):
        ends = rank == len(line.pieces) - 1
        after = " " if ends and not (line.is_cut or last) else ""
        if not piece.href:
            x += sheet.text(x, baseline, piece.text, piece.font, style.size, style.colour, after=after)
            continue
        box = (x, baseline - 0.25 * style.size, x + width(piece.text, piece.font, style.size), baseline + style.size)
        with sheet.link(box, f"{piece.text} : {piece.href}", url=piece.href):
            start = x
            x += sheet.text(x, baseline, piece.text, piece.font, style.size, "second", after=after)
            with sheet.artifact():
                sheet.stroke("second", 0.06 * style.size)
                sheet.curve([(start, baseline - 0.16 * style.size), (x, baseline - 0.16 * style.size)])


def _words(line: Line, style: Style, notices: Notices, about: str) -> list[_Word]:
    """The words, each of one or several pieces: « **gratuit**, » is one word in two fonts."""
    words: list[list[Piece]] = []
    goes_on = False
    for run in line:
        text, font = set_text(run.text, style.bold if run.bold else style.font, notices, about, "texte")
        if not text:
            goes_on = goes_on and not run.text.endswith(" ")
            continue
        # Cleaning strips both ends: what held to its neighbour still does.
        text = f"{NBSP if run.text[0] in (NBSP, THIN) else ''}{text}{NBSP if run.text[-1] in (NBSP, THIN) else ''}"
        for rank, part in enumerate(text.split(" ")):
            piece = Piece(part, font, run.href)
            holds = goes_on and not run.text[0].isspace() if rank == 0 else False
            if words and (holds or part[0] == NBSP):
                words[-1].append(piece)
            elif words and _AFTER_NOTHING.fullmatch(part):
                words[-1].append(replace(piece, text=NBSP + part))
            else:
                words.append([piece])
        goes_on = run.text[-1] in (NBSP, THIN) or not run.text[-1].isspace()
    return [tuple(word) for word in words]


class _Breaking:
    """Words poured into lines."""

    def __init__(self, style: Style, room: float) -> None:
        self._size, self._room = style.size, room
        self._most_cuts = _LADDER if style.hyphens else 0
        self._lines: list[TextLine] = []
        self._line: list[_Word] = []
        self._used = 0.0
        self._ladder = 0

    def add(self, word: _Word, *, last: bool) -> None:
        """One more word; the last of a paragraph is not cut: its end alone would make a line."""
        space = self._space() if self._line else 0.0
        if self._used + space + self._wide(word) <= self._room:
            self._keep(word, space)
            return
        if not last and self._ladder < self._most_cuts and self._used < _FULL_ENOUGH * self._room:
            for start, end in _syllables(word):
                if self._used + space + self._wide(start) <= self._room:
                    self._keep(start, space)
                    self._end(is_cut=True)
                    word = end
                    break
        if self._line:
            self._end()
        while self._wide(word) > self._room and _length(word) > 1:
            start, word = self._forced(word)
            self._keep(start, 0.0)
            self._end(is_cut=True)
        self._keep(word, 0.0)

    def finished(self) -> list[TextLine]:
        """Every line."""
        if self._line:
            self._end()
        return self._lines

    def _keep(self, word: _Word, space: float) -> None:
        self._line.append(word)
        self._used += space + self._wide(word)

    def _end(self, *, is_cut: bool = False) -> None:
        self._lines.append(TextLine(_joined(self._line), is_cut))
        self._ladder = self._ladder + 1 if is_cut else 0
        self._line, self._used = [], 0.0

    def _wide(self, word: _Word) -> float:
        return sum(width(piece.text, piece.font, self._size) for piece in word)

    def _space(self) -> float:
        return width(" ", self._line[-1][-1].font, self._size)

    def _forced(self, word: _Word) -> tuple[_Word, _Word]:
        """A word longer than a line: as much of it as a line holds, and the rest."""
        kept: list[Piece] = []
        used = 0.0
        for rank, piece in enumerate(word):
            wide = width(piece.text, piece.font, self._size)
            if used + wide <= self._room:
                kept.append(piece)
                used += wide
                continue
            low, high = 0 if kept else 1, min(len(piece.text), _LONGEST)
            while low < high:
                middle = (low + high + 1) // 2
                fits = used + width(piece.text[:middle], piece.font, self._size) <= self._room
                low, high = (middle, high) if fits else (low, middle - 1)
            if low:
                kept.append(replace(piece, text=piece.text[:low]))
            rest = replace(piece, text=piece.text[low:])
            return tuple(kept), ((rest,) if rest.text else ()) + word[rank + 1 :]
        return tuple(kept), ()


def _syllables(word: _Word) -> list[tuple[_Word, _Word]]:
    """Where a common noun may be cut, the longest beginning first."""
    if len(word) > 1 or word[0].href or not _CUT.fullmatch(word[0].text):
        return []
    return [((replace(word[0], text=start),), (replace(word[0], text=end),)) for start, end in cuts(word[0].text)]


def _length(word: _Word) -> int:
    return sum(len(piece.text) for piece in word)


def _joined(words: list[_Word]) -> tuple[Piece, ...]:
    """The pieces of a line, as few as can be; the space before a link is not part of it."""
    pieces: list[Piece] = []
    for rank, word in enumerate(words):
        for place, piece in enumerate(word):
            between = " " if rank and place == 0 else ""
            last = pieces[-1] if pieces else None
            if last and (last.font, last.href) == (piece.font, piece.href):
                pieces[-1] = replace(last, text=last.text + between + piece.text)
            elif between and last and not last.href:
                pieces[-1] = replace(last, text=last.text + between)
                pieces.append(piece)
            else:
                pieces.append(replace(piece, text=between + piece.text))
    return tuple(pieces)
