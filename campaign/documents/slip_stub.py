"""The return slip torn off a delivery slip: a mint strip under a dashed cut, with its own number, code and boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.fitting import Set
from campaign.documents.slip_content import DeliverySlip, Stub
from campaign.documents.van_frame import CODE, INSIDE, MARGIN, WIDTH, VanSheet
from campaign.documents.van_pages import Part

_TITLE, _UNDER, _TEXT = 18.0, 9.6, 9.6
_LINE = 7.4 * mm
_TICK, _AFTER, _BETWEEN = 3.5 * mm, 5.2 * mm, 6 * mm
_LEAST = 43 * mm
_TALL = 95 * mm  # beyond, the list is set in columns
_TIGHT = ((2, 8.4), (3, 8.0))  # columns, points
_MOST_LINES = 2  # in columns: the whole name is in the table above


@dataclass(frozen=True, slots=True)
class _Cell:
    """One thing to give back, at its place: ``x`` from the left of the strip, ``y`` down from the first line."""

    words: Set
    x: float
    y: float


def stub_part(sheet: VanSheet, slip: DeliverySlip, stub: Stub) -> Part:
    """The strip, as high as what is to be given back asks for."""
    room = INSIDE - qr.plate_side(stub.url, CODE) - 8 * mm
    about = slip.place.name
    named = [line.back for line in slip.lines if line.back.strip()]
    cells, deep = _flowed(sheet, named, room, about)
    for columns, size in _TIGHT:
        if deep > _TALL:
            cells, deep = _in_columns(sheet, named, room, about, columns, size)
    line = " · ".join(part for part in (slip.place.name, stub.when) if part.strip())
    under = sheet.wrapped(line, fonts.LEAD, _UNDER, room, about)
    number = sheet.wrapped(stub.number, fonts.STRONG, 13.5, room)
    above = 7 * mm + _TITLE * 1.15 + number.height + under.height + 3 * mm
    high = max(_LEAST, above + deep + 2 * _LINE + 5 * mm)

    def draw(top: float) -> None:
        _ground(sheet, top)
        with sheet.tag("H2"):
            sheet.text(MARGIN, top - 12 * mm, "Bon de reprise", fonts.TITLE, _TITLE, "prune")
        y = top - 7 * mm - _TITLE * 1.15
        with sheet.tag("P"):
            y = sheet.lines(MARGIN, y, number, "prune", rise=0.9, after=" ")
            y = sheet.lines(MARGIN, y, under, "prune", rise=0.9)
        right = WIDTH - MARGIN
        sheet.code(stub.url, right, top - 6.5 * mm, f"bon de reprise {stub.number}")
        y -= 3 * mm
        with sheet.tag("L"):
            for cell in cells:
                with sheet.tag("LI"), sheet.tag("LBody"):
                    _ticked(sheet, cell.words, MARGIN + cell.x, y - cell.y)
        _state(sheet, y - deep)
        _by(sheet, y - deep - _LINE)

    return Part(high, draw, at_foot=True)


def _ground(sheet: VanSheet, top: float) -> None:
    with sheet.artifact():
        sheet.band(0, top, "menthe")
        sheet.stroke("prune", 1.2, round_ends=False)
        sheet.canvas.setDash(4, 3)
        sheet.curve([(0, top), (WIDTH, top)])
        sheet.canvas.setDash()


def _ticked(sheet: VanSheet, words: Set, x: float, top: float) -> None:
    with sheet.artifact():
        sheet.tick(x, top - 0.36 * words.size - 0.12 * words.size)
    sheet.lines(x + _AFTER, top, words, "prune", rise=0.84, after=" ")


def _state(sheet: VanSheet, top: float) -> None:
    x = MARGIN
    with sheet.tag("P", spoken="État : à cocher, complet, abîmé ou manquant."):
        x += sheet.text(x, top - 0.84 * _TEXT, "État :", fonts.STRONG, _TEXT, "prune") + 5 * mm
        for word in ("complet", "abîmé", "manquant"):
            done = sheet.wrapped(word, fonts.LABEL, _TEXT, 60 * mm)
            _ticked(sheet, done, x, top)
            x += _AFTER + done.width + _BETWEEN


def _by(sheet: VanSheet, top: float) -> None:
    """Who took it back, and when, by hand."""
    x, line = MARGIN, top - 0.84 * _TEXT
    for words, wide in (("Repris le", 22 * mm), ("par", 32 * mm), ("Signature", 27 * mm)):
        with sheet.tag("P"):
            x += sheet.text(x, line, words, fonts.TEXT, 9, "prune", after=" ") + 2 * mm
        with sheet.artifact():
            sheet.dots(x, line - 1, wide)
        x += wide + 3 * mm


def _flowed(sheet: VanSheet, named: Sequence[str], room: float, about: str) -> tuple[list[_Cell], float]:
    """One after another along the line."""
    cells: list[_Cell] = []
    x = y = deep = 0.0
    for one in named:
        words = sheet.wrapped(one, fonts.LABEL, _TEXT, room - _AFTER, about)
        wide = _AFTER + words.width
        if x and x + wide > room:
            x, y = 0.0, y + deep
            deep = 0.0
        cells.append(_Cell(words, x, y))
        deep = max(deep, words.height + (_LINE - 1.22 * _TEXT))
        x += wide + _BETWEEN
    return cells, y + deep


def _in_columns(
    sheet: VanSheet, named: Sequence[str], room: float, about: str, columns: int, size: float
) -> tuple[list[_Cell], float]:
    """In columns of even width, row by row, in smaller letters."""
    wide = room / columns
    cells: list[_Cell] = []
    y = 0.0
    for first in range(0, len(named), columns):
        row = [
            sheet.shortened(one, fonts.LABEL, size, wide - _AFTER - 2 * mm, _MOST_LINES, about)
            for one in named[first : first + columns]
        ]
        cells += [_Cell(words, rank * wide, y) for rank, words in enumerate(row)]
        y += max(words.height for words in row) + 2.6 * mm
    return cells, y
