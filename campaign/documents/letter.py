"""Letters on A4 for DL window envelopes: one letter a person, a page when the text holds, one file for a batch.

The window of a French DL envelope (NF Z 10-011) shows 35 × 90 mm: from 45 mm below the top of the sheet folded in
three, from 110 mm right of its edge. Nothing else stands there, and the address keeps away from its sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.documents import office_text as words
from campaign.documents.office import HEIGHT, POINT, WIDTH, Fitted, Paper, Style, fitted

WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 110.0, 45.0, 90.0, 35.0  # mm
_SLACK = 4.0  # mm: the sheet slides inside its envelope
FOLDS = (99.0, 198.0)  # mm from the top
LEFT = 20.0
INSIDE = WIDTH - 2 * LEFT
_DATE_TOP, _SUBJECT_TOP, _BOTTOM, _NEXT_TOP = 87.0, 97.0, HEIGHT - 22, 24.0
PLATE = 27.0  # mm, the QR code with its quiet zone (brand.md, sizes)

_BRAND = Style(words.TITLE, 15, leading=1.1)
_SENDER = Style(words.TEXT, 9, leading=1.32, floor=6.5)
_ADDRESS = Style(words.LABEL, 10.5, leading=1.32, floor=6)
_SUBJECT = Style(words.STRONG, 11, leading=1.3, floor=9)
_TEXT = Style(words.TEXT, 10.5, leading=1.4)
_FLOOR = 9.2  # pt, the text of a letter
_SMALL = Style(words.TEXT, 7.5, "encre60", floor=6)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says. ``blocks`` are paragraphs, or lists when each line begins with « - »; a block equal to
    ``link`` is where the address and its QR code stand (after the text when no block is)."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    blocks: tuple[str, ...]
    signature: tuple[str, ...]
    link: str = ""
    without_internet: str = ""
    footer: str = ""


def letters(batch: Sequence[Letter], title: str, author: str) -> bytes:
    """The letters as one PDF, in the order given, each beginning on a new sheet."""
    paper = Paper(title, author)
    for index, letter in enumerate(batch):
        if index:
            paper.next_page()
        paper.bookmark(letter.recipient[0], f"letter-{index}")
        _write(paper, letter)
    return paper.finished()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something of the text with its height and the space above it, in mm."""

    height: float
    above: float
    fit: Fitted | None = None  # None: the link's block
    indent: float = 0.0
    bullet: bool = False


def _write(paper: Paper, letter: Letter) -> None:
    _head(paper, letter)
    top = paper.text(f"Objet : {letter.subject}", LEFT, _SUBJECT_TOP, _SUBJECT, INSIDE, 2) + 4
    pieces = _pieces(letter, _TEXT)
    size = _TEXT.size
    while top + _height(pieces) > _BOTTOM and size > _FLOOR:
        size -= 0.3
        pieces = _pieces(letter, replace(_TEXT, size=size))
    for piece in _cut(pieces, _BOTTOM - _NEXT_TOP):
        if top + piece.above + piece.height > _BOTTOM:
            _foot(paper, letter)
            paper.next_page()
            top = paper.text(f"{letter.recipient[0]}, suite", LEFT, 14, _SMALL, INSIDE, 1)
            top = max(top, _NEXT_TOP) - piece.above
        top += piece.above
        if piece.fit is None:
            _link(paper, letter, top)
        else:
            if piece.bullet:
                paper.circle(LEFT + 1.4, top + piece.fit.height / len(piece.fit.lines) / 2, 0.7, "tomate")
            paper.put(piece.fit, LEFT + piece.indent, top)
        top += piece.height
    _foot(paper, letter)


def _head(paper: Paper, letter: Letter) -> None:
    paper.object("suitcase", LEFT, 25, 11)
    brand = LEFT + 16
    paper.text("Les bons jours", brand, 13.6, _BRAND, 70, 1)
    paper.text("de l’occasion", brand + 5, 18.8, _BRAND, 70, 1)
    top = 31.0
    for index, line in enumerate(letter.sender):
        style = replace(_SENDER, font=words.STRONG) if index == 0 else _SENDER
        top = paper.text(line, LEFT, top, style, WINDOW_LEFT - LEFT - 8, 2)
    room = WINDOW_WIDTH - 2 * _SLACK
    fits = _address(letter.recipient, room, WINDOW_HEIGHT - 2 * _SLACK)
    top = WINDOW_TOP + (WINDOW_HEIGHT - sum(fit.height for fit in fits)) / 2
    for fit in fits:
        top = paper.put(fit, WINDOW_LEFT + _SLACK, top)
    paper.text(letter.place_and_date, WINDOW_LEFT + _SLACK, _DATE_TOP, replace(_TEXT, size=10), room, 1)
    for fold in FOLDS:
        paper.rule(4, fold, 4, "encre60", 0.4)


def _address(lines: Sequence[str], width: float, height: float) -> list[Fitted]:
    """The address in the window: every line whole, all of them smaller when there are too many."""
    size = _ADDRESS.size
    while True:
        style = replace(_ADDRESS, size=size)
        fits = [fitted(line, style, width) for line in lines]
        if sum(fit.height for fit in fits) <= height or size <= 4:  # 4 pt: no real address comes near
            return fits
        size -= 0.25


def _pieces(letter: Letter, style: Style) -> list[_Piece]:
    """The text, the link's block and the signature, measured."""
    gap = style.size * 0.75 * POINT
    pieces: list[_Piece] = []
    shown = not letter.link
    for block in letter.blocks:
        if block == letter.link:
            pieces.append(_Piece(PLATE + 6, gap * 1.2))
            shown = True
            continue
        lines = block.split("\n")
        if all(line.startswith("- ") for line in lines):
            for index, line in enumerate(lines):
                fit = fitted(line[2:], style, INSIDE - 5)
                pieces.append(_Piece(fit.height, gap if index == 0 else gap / 4, fit, 5, bullet=True))
        else:
            fit = fitted(block, style, INSIDE)
            pieces.append(_Piece(fit.height, gap, fit))
    if not shown:
        pieces.append(_Piece(PLATE + 6, gap * 1.2))
    for index, line in enumerate(letter.signature):
        fit = fitted(line, replace(style, font=words.STRONG if index == 0 else style.font), INSIDE - 90)
        pieces.append(_Piece(fit.height, gap * 2 if index == 0 else 0, fit, 90))
    return pieces


def _height(pieces: Sequence[_Piece]) -> float:
    return sum(piece.above + piece.height for piece in pieces)


def _cut(pieces: Sequence[_Piece], height: float) -> list[_Piece]:
    """The same, a piece taller than a third of a page cut between its lines so that it can go on over the page."""
    cut: list[_Piece] = []
    for piece in pieces:
        if piece.fit is None or piece.height <= height / 3:
            cut.append(piece)
            continue
        step = piece.height / len(piece.fit.lines)
        for index, line in enumerate(piece.fit.lines):
            fit = replace(piece.fit, lines=(line,))
            above = piece.above if index == 0 else 0
            cut.append(_Piece(step, above, fit, piece.indent, bullet=piece.bullet and index == 0))
    return cut


def _link(paper: Paper, letter: Letter, top: float) -> None:
    """Where to answer: the QR code, the address to type, and whom to call without internet."""
    paper.box(LEFT, top, INSIDE, PLATE + 6, "creme", "prune", 1, 3)
    paper.qr(letter.link, LEFT + 3, top + 3, PLATE)
    x, room = LEFT + PLATE + 8, INSIDE - PLATE - 12
    y = paper.text("Votre page", x, top + 3, Style(words.TITLE, 13, leading=1.1), room, 1)
    y = paper.text("Visez ce code avec votre téléphone, ou tapez cette adresse :", x, y + 0.6, _SENDER, room, 2)
    address = letter.link.removeprefix("https://").removeprefix("http://")
    y = paper.text(address, x, y + 0.4, Style(words.LEAD, 9, leading=1.25, floor=6), room, 2)
    if letter.without_internet:
        paper.text(letter.without_internet, x, y + 0.8, replace(_SENDER, font=words.LABEL), room, 2)


def _foot(paper: Paper, letter: Letter) -> None:
    if letter.footer:
        paper.rule(LEFT, HEIGHT - 17, INSIDE, "encre60", 0.4)
        paper.text(letter.footer, LEFT, HEIGHT - 15.5, _SMALL, INSIDE, 3)
