"""Errata to stick: a sheet of ten labels for each of them, as many sheets as papers to mend ask for.

The usual sheet of 2 × 5 labels of 105 × 57 mm, edge to edge across; nothing stands within 6 mm of a label's edge,
since printers shift a sheet by a millimetre or two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from campaign.documents import office_text as words
from campaign.documents.office import POINT, Fitted, Paper, Style, fitted

ACROSS, DOWN = 2, 5
WIDTH, HEIGHT = 105.0, 57.0  # mm
PER_SHEET = ACROSS * DOWN
_TOP = (297.0 - DOWN * HEIGHT) / 2
_SAFE = 6.0
_INSIDE = WIDTH - 2 * _SAFE
_TITLE = Style(words.TITLE, 13, leading=1.15, floor=9)
_TEXT = Style(words.TEXT, 11, leading=1.25, floor=7.5)
_ROOM = HEIGHT - 2 * _SAFE - _TITLE.size * _TITLE.leading * POINT - 1.5


@dataclass(frozen=True, slots=True)
class Slip:
    """What a label says: its title, and its words, a line each."""

    title: str
    words: str


def erratum_labels(slips: Sequence[Slip], title: str, author: str) -> bytes:
    """One sheet a slip, the same label ten times. Words beyond a label go on to another one: nothing is left out."""
    paper = Paper(title, author)
    sheets = [(slip.title, part) for slip in slips for part in _parts(slip.words)]
    for index, (said, part) in enumerate(sheets):
        if index:
            paper.next_page()
        for place in range(PER_SHEET):
            row, column = divmod(place, ACROSS)
            _draw(paper, said, part, column * WIDTH, _TOP + row * HEIGHT)
    return paper.finished()


def _draw(paper: Paper, title: str, lines: Sequence[Fitted], left: float, top: float) -> None:
    y = paper.text(title, left + _SAFE, top + _SAFE, _TITLE, _INSIDE, 1) + 1.5
    for line in lines:
        y = paper.put(line, left + _SAFE, y)


def _parts(text: str) -> Iterator[Sequence[Fitted]]:
    """The words at the largest size that holds on a label; at the smallest, on as many labels as it takes."""
    size = _TEXT.size
    while True:
        found = [fitted(line, replace(_TEXT, size=size), _INSIDE) for line in text.splitlines()]
        if sum(one.height for one in found) <= _ROOM or size <= _TEXT.floor:
            break
        size = max(_TEXT.floor, size * 0.95)
    lines = [Fitted((line,), one.style) for one in found for line in one.lines]
    most = max(1, int(_ROOM / lines[0].height))
    for first in range(0, len(lines), most):
        yield lines[first : first + most]
