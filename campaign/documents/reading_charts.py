"""Charts of a paper, drawn in lines and shapes: ranges on one scale, bars, one edition against another.

Each is a table that is read as one: the label, the value in words; what is drawn beside them is decoration.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.units import mm

from campaign.base.french import number
from campaign.documents import office_text as fonts
from campaign.documents.letters import width
from campaign.documents.paper_content import Bars, Spans
from campaign.documents.press_flow import Element, Row, Rows, Tag, Writer
from campaign.documents.press_lines import Style
from campaign.documents.reading_frame import LEGEND, ink
from campaign.documents.reading_grid import (
    ABOVE,
    NO_ANSWER,
    Cell,
    Column,
    Grid,
    Lines,
    cell,
    kept,
    natural,
    noted,
    nothing,
    stacked,
    title_rows,
)
from campaign.documents.sheet import Sheet

LABEL = Style(fonts.LABEL, fonts.STRONG, 9.0, 1.22, hyphens=False)
SAID = Style(fonts.STRONG, fonts.PILL, 9.0, 1.22, hyphens=False)
LOST = Style(fonts.TEXT, fonts.STRONG, 8.8, 1.22, "encre60")  # what nobody knows
LABEL_MOST, _SAID_MOST, _LEAST = 0.34, 0.30, 18 * mm  # of the room; the narrowest column of words
GAP, AWAY = 4 * mm, 6 * mm
PAD, _ROW = 1.1 * mm, 6.4 * mm
_BAR, _DOT = 3.4 * mm, 1.15 * mm
_SHORTEST = 4.4 * mm  # a range, however narrow, shows around its dot
_TICKS = 6
_FEW, _SHORT, _APART = 8, 34, 10 * mm  # rows and signs of a small chart; between two
_NOTHING = 1e-9  # under it, a value is none
_LOOKED_AT, _LONGER = 200, 0.1  # texts that choose a width; the share of them that may be longer


@dataclass(frozen=True, slots=True)
class Scale:
    """From zero to ``most``, drawn from ``left`` over ``room`` points."""

    left: float
    room: float
    most: float
    step: float

    def at(self, value: float) -> float:
        """Where a value stands; never outside the chart."""
        return self.left + self.room * min(1.0, max(0.0, value / self.most))

    @property
    def ticks(self) -> list[float]:
        return [rank * self.step for rank in range(int(self.most / self.step + 1e-6) + 1)]


def scale(values: Sequence[float], left: float, room: float) -> Scale:
    """Up to the largest value, in round steps: 1, 2 or 5 times a power of ten."""
    most = max((one for one in values if math.isfinite(one)), default=0.0)
    if most <= _NOTHING:
        return Scale(left, room, 1.0, 1.0)
    rough = most / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * 0.999)
    return Scale(left, room, most, step)


def spans(writer: Writer, shown: Spans) -> list[Element]:
    """Ranges as bars, lone values as dots, the median as a dashed line; what is not known draws nothing."""
    if not shown.rows:
        return nothing(writer, shown.title, NO_ANSWER, shown.note)
    tag, caption = Tag("Table"), Tag("Caption")
    label, said = _columns(writer, [one.label for one in shown.rows], [one.said for one in shown.rows], shown.of)
    left = label.room + GAP
    known = [one for one in shown.rows if one.low is not None or one.high is not None]
    marked = [shown.mark] if shown.mark is not None else []
    ends = [end for one in known for end in (one.low, one.high) if end is not None]
    axis = scale([*ends, *marked], left, said.x - AWAY - left)
    lines = Lines(writer.sheet, writer.reader, tag, (label, said), PAD)
    rows: list[Row] = []
    for one in shown.rows:
        low, high = (one.low if one.low is not None else one.high), (one.high if one.high is not None else one.low)
        behind = partial(_span, writer.sheet, axis, shown.mark, low, high)
        cells = [cell(writer, one.label, LABEL, label.room)]
        cells.append(cell(writer, one.said, LOST if low is None else SAID, said.room))
        rows += lines.row(cells, behind, least=_ROW, middle=True)
    heads = _heads(writer, shown.of, label, said)
    ticked = lines.head(heads, partial(_ticks, writer.sheet, axis))
    opening = title_rows(writer, shown.title, tag, caption)
    if shown.mark is not None:
        opening = (*opening, _marked(writer, axis, shown.mark, shown.mark_said or number(shown.mark), (tag, caption)))
    return noted(writer, Grid(kept(rows), opening, *ticked, above=ABOVE), shown.note)


def bars(writer: Writer, shown: Bars) -> list[Element]:
    """Counts from zero; the words stand at the end of each bar."""
    if not shown.rows:
        return nothing(writer, shown.title, NO_ANSWER, shown.note)
    tag, caption = Tag("Table"), Tag("Caption")
    label, said = _columns(writer, [one.label for one in shown.rows], [one.said for one in shown.rows], shown.of)
    left = label.room + GAP
    axis = scale([one.value for one in shown.rows], left, said.x - AWAY - left)
    lines = Lines(writer.sheet, writer.reader, tag, (label, said), PAD)
    rows: list[Row] = []
    for one in shown.rows:
        end = axis.at(one.value) if one.value > 0 else axis.left
        cells = [cell(writer, one.label, LABEL, label.room), cell(writer, one.said, SAID, said.room)]
        away = end + 2 * mm - said.x
        behind = partial(_bar, writer.sheet, axis.left, end)
        rows += lines.row(cells, behind, least=_ROW, middle=True, offsets=(0.0, away))
    head = lines.head(_heads(writer, shown.of, label, said), _no_ground) if shown.of.strip() else (None, None)
    titled = title_rows(writer, shown.title, tag, caption)
    return noted(writer, Grid(kept(rows), titled, *head, above=ABOVE), shown.note)


def is_small(shown: Bars) -> bool:
    """Whether half the width is enough for it."""
    longest = max((len(one.label) for one in shown.rows), default=0)
    return 0 < len(shown.rows) <= _FEW and longest <= _SHORT and len(shown.title) <= 2 * _SHORT


def side_by_side(writer: Writer, pair: Sequence[Bars]) -> Element:
    """Two small charts of bars, which no page cuts."""
    room = (writer.room - _APART) / 2
    half = Writer(writer.sheet, writer.reader, room, writer.about)
    parts = [stacked(bars(half, one)) for one in pair]

    def draw(x: float, top: float) -> None:
        for rank, part in enumerate(parts):
            part.draw(x + rank * (room + _APART), top)

    return Rows((Row(max(part.height for part in parts), draw),), ABOVE)


def _columns(writer: Writer, labels: Sequence[str], said: Sequence[str], of: str) -> tuple[Column, Column]:
    """What names a row on the left, what it is worth on the right: the chart has all that is left between."""
    left = widest(writer, labels, [], LABEL_MOST * writer.room)
    right = widest(writer, said, [of], _SAID_MOST * writer.room)
    return Column(0.0, left, "left", "TH"), Column(writer.room - right, right)


def widest(writer: Writer, values: Sequence[str], heads: Sequence[str], most: float) -> float:
    """Of a column of words; of many rows, the longest few go to a second line rather than take the chart's room."""
    looked_at = sorted(set(values))[:: max(1, len(values) // _LOOKED_AT)]
    asked = sorted(natural(writer, said[:200], SAID) for said in looked_at)
    held = asked[-1 - int(len(asked) * _LONGER)] if len(asked) > _FEW else max(asked, default=0.0)
    held = max(held, min(asked[-1], 0.22 * writer.room)) if asked else held
    return min(most, max([_LEAST, held, *(natural(writer, one, LEGEND) for one in heads)]))


def _heads(writer: Writer, of: str, label: Column, said: Column) -> list[Cell]:
    return [cell(writer, "", LEGEND, label.room), cell(writer, of, LEGEND, said.room)]


def _ticks(sheet: Sheet, axis: Scale, x: float, top: float, high: float) -> None:
    """The numbers over the grid: as many as do not touch."""
    last = -math.inf
    for tick in axis.ticks:
        said, at = number(tick).translate(fonts.INSTEAD), x + axis.at(tick)
        long = width(said, LEGEND.font, 7.8)
        if at - long / 2 > last:
            sheet.text(at, top - high + 2 * mm, said, LEGEND.font, 7.8, "encre60", "centre")
            last = at + long / 2 + 2 * mm


def _grid(sheet: Sheet, axis: Scale, x: float, top: float, high: float) -> None:
    for rank, tick in enumerate(axis.ticks):
        sheet.stroke("encre60" if rank == 0 else "sable", 0.7, round_ends=False)
        at = x + axis.at(tick)
        sheet.curve([(at, top), (at, top - high)])


def _dashed(sheet: Sheet, at: float, top: float, bottom: float) -> None:
    sheet.stroke(ink(sheet, "accent", least=3.0), 1.1, round_ends=False)
    sheet.canvas.setDash(2.4, 1.8)
    sheet.curve([(at, top), (at, bottom)])
    sheet.canvas.setDash()


def _span(
    sheet: Sheet, axis: Scale, mark: float | None, low: float | None, high: float | None, x: float, top: float,
    tall: float,
) -> None:  # fmt: skip
    _grid(sheet, axis, x, top, tall)
    if mark is not None:
        _dashed(sheet, x + axis.at(mark), top, top - tall)
    if low is None or high is None:
        return
    start, end, middle = x + axis.at(min(low, high)), x + axis.at(max(low, high)), top - tall / 2
    if high != low:
        sheet.fill("menthe")
        long = max(end - start, _SHORTEST)
        sheet.canvas.roundRect((start + end - long) / 2, middle - _BAR / 2, long, _BAR, _BAR / 2, fill=1, stroke=0)
    sheet.disc((start + end) / 2, middle, _DOT, dot(sheet))


def dot(sheet: Sheet) -> str:
    """The colour of what is measured, seen on white and on its bar."""
    seen = sheet.palette.reads("second", "blanc") and sheet.palette.reads("second", "menthe", 2.5)
    return "second" if seen else "prune"


def _marked(writer: Writer, axis: Scale, mark: float, words: str, path: tuple[Tag, Tag]) -> Row:
    """What the dashed line is, over it."""
    sheet, at = writer.sheet, axis.at(mark)
    style = Style(fonts.STRONG, fonts.PILL, 8.6, 1.3, ink(sheet, "accent"))
    said = cell(writer, words, style, writer.room)

    def draw(x: float, top: float) -> None:
        left = x + min(max(0.0, at - said.width / 2), writer.room - said.width)
        writer.reader.at(*path)
        said.draw(sheet, left, top)
        with sheet.artifact():
            _dashed(sheet, x + at, top - said.height, top - said.height - 1.5 * mm)

    return Row(said.height, draw, bound=True)


def _no_ground(x: float, top: float, high: float) -> None:
    """Nothing behind."""


def _bar(sheet: Sheet, left: float, end: float, x: float, top: float, tall: float) -> None:
    middle = top - tall / 2
    sheet.stroke("encre60", 0.7, round_ends=False)
    sheet.curve([(x + left, top), (x + left, top - tall)])
    if end > left:
        high = 3.9 * mm
        sheet.fill("second" if sheet.palette.reads("second", "blanc") else "prune")
        long = max(end - left, 0.8)
        path = sheet.canvas.beginPath()
        radius = min(1.1 * mm, long)
        right, low, up = x + left + long, middle - high / 2, middle + high / 2
        path.moveTo(x + left, low)
        path.lineTo(right - radius, low)
        path.curveTo(right, low, right, low, right, low + radius)
        path.lineTo(right, up - radius)
        path.curveTo(right, up, right, up, right - radius, up)
        path.lineTo(x + left, up)
        path.close()
        sheet.canvas.drawPath(path, fill=1, stroke=0)
