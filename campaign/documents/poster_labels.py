"""Labels to stick by the posters: twenty-four on an A4 sheet, each with the code that says what became of one.

The usual sheet of 3 × 8 labels of 70 × 37 mm, edge to edge; nothing stands within 5 mm of a label's edge, since
printers shift a sheet by a millimetre or two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.documents import office_text as words
from campaign.documents.office import Paper, Style

ACROSS, DOWN = 3, 8
WIDTH, HEIGHT = 70.0, 37.0  # mm
TOP = (297.0 - DOWN * HEIGHT) / 2
SAFE = 5.0
PLATE = 27.0  # mm, the code with its quiet zone (brand.md, sizes)

_NUMBER = Style(words.TITLE, 13, leading=1.05, floor=9)
_PLACE = Style(words.STRONG, 7.6, leading=1.15, floor=5)
_WHERE = Style(words.TEXT, 6.8, leading=1.18, floor=5)
_SAID = Style(words.LABEL, 5.6, "encre60", leading=1.15, floor=5)
INVITES = "Scannez pour dire : posée, retirée ou introuvable."


@dataclass(frozen=True, slots=True)
class PosterLabel:
    """One label: its human number, the place, where it is, the address of its code."""

    number: str
    place: str
    where: str
    address: str


def poster_labels(labels: Sequence[PosterLabel], title: str, author: str) -> bytes:
    """The sheets as one PDF, in the order given."""
    paper = Paper(title, author)
    for index, label in enumerate(labels):
        if index and index % (ACROSS * DOWN) == 0:
            paper.next_page()
        row, column = divmod(index % (ACROSS * DOWN), ACROSS)
        _draw(paper, label, column * WIDTH, TOP + row * HEIGHT)
    return paper.finished()


def _draw(paper: Paper, label: PosterLabel, left: float, top: float) -> None:
    paper.qr(label.address, left + SAFE, top + SAFE, PLATE)
    x, room = left + SAFE + PLATE + 1.5, WIDTH - 2 * SAFE - PLATE - 1.5
    y = paper.text(label.number, x, top + SAFE, _NUMBER, room, 1)
    y = paper.text(label.place, x, y + 0.4, _PLACE, room, 3)
    paper.text(label.where, x, y + 0.3, _WHERE, room, 2)
    paper.text(INVITES, x, top + HEIGHT - SAFE - 6.0, _SAID, room, 2)
