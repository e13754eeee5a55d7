"""One edition against another: a square, a line, a dot; read as a table of two columns. Lengths are in points."""

from collections.abc import Sequence
from functools import partial

from reportlab.lib.units import mm

from campaign.documents.paper_content import Steps
from campaign.documents.press_flow import Element, Row, Tag, Writer
from campaign.documents.reading_charts import (
    GAP,
    LABEL,
    LABEL_MOST,
    LOST,
    PAD,
    SAID,
    Scale,
    dot,
    widest,
)
from campaign.documents.reading_frame import LEGEND
from campaign.documents.reading_grid import (
    ABOVE,
    NO_ANSWER,
    Column,
    Grid,
    Lines,
    cell,
    kept,
    noted,
    nothing,
    title_rows,
)
from campaign.documents.sheet import Sheet

_SAID_MOST = 0.2, 0.28  # of the room: beside long labels, beside short ones
_NEAR = 3 * mm  # nearer, a square and a dot would hide each other


def steps(writer: Writer, shown: Steps) -> list[Element]:
    """Values in words on both sides, those of the first edition on the left, its square and the other's dot between."""
    if not shown.rows:
        return nothing(writer, shown.title, NO_ANSWER, shown.note)
    tag = Tag("Table")
    room = widest(writer, [one.label for one in shown.rows], [], LABEL_MOST * writer.room)
    most = min(_SAID_MOST[1], max(_SAID_MOST[0], 0.37 - 0.5 * room / writer.room)) * writer.room
    first = widest(writer, [one.said_before for one in shown.rows], [shown.before], most)
    second = widest(writer, [one.said_after for one in shown.rows], [shown.after], most)
    before = Column(room + GAP, first, "right")
    after = Column(writer.room - second, second)
    label = Column(0.0, room, "left", "TH")
    lines = Lines(writer.sheet, writer.reader, tag, (label, before, after), PAD)
    left, right = before.x + before.room + 4 * mm, after.x - 4 * mm
    rows: list[Row] = []
    for one in shown.rows:
        values = [value for value in (one.before, one.after) if value is not None]
        axis = Scale(left, right - left, max([*values, 0.0]) or 1.0, 1.0)
        places = [None if value is None else axis.at(value) for value in (one.before, one.after)]
        cells = [cell(writer, one.label, LABEL, room)]
        cells.append(cell(writer, one.said_before, LOST if one.before is None else LABEL, before.room))
        cells.append(cell(writer, one.said_after, LOST if one.after is None else SAID, after.room))
        behind = partial(_step, writer.sheet, left, right, places)
        rows += lines.row(cells, behind, least=8 * mm, middle=True)
    heads = [cell(writer, said, LEGEND, column.room) for said, column in (("", label), (shown.before, before),
                                                                          (shown.after, after))]  # fmt: skip
    head = lines.head(heads, partial(_legend, writer, before, after))
    titled = title_rows(writer, shown.title, tag, Tag("Caption"))
    return noted(writer, Grid(kept(rows), titled, *head, above=ABOVE), shown.note)


def _square(sheet: Sheet, x: float, middle: float, side: float = 3.4 * mm) -> None:
    sheet.fill("field")
    sheet.stroke("prune", 0.9, round_ends=False)
    sheet.canvas.rect(x - side / 2, middle - side / 2, side, side, fill=1, stroke=1)


def _step(
    sheet: Sheet, left: float, right: float, places: Sequence[float | None], x: float, top: float, tall: float
) -> None:
    """From zero, a light line; then what is known."""
    middle = top - tall / 2
    sheet.stroke("sable", 0.9, round_ends=False)
    sheet.curve([(x + left, middle), (x + right, middle)])
    sheet.stroke("encre60", 0.7, round_ends=False)
    sheet.curve([(x + left, middle - 2 * mm), (x + left, middle + 2 * mm)])
    before, after = places
    if before is not None and after is not None:
        sheet.stroke("chene", 1.8, round_ends=False)
        sheet.curve([(x + before, middle), (x + after, middle)])
    near = before is not None and after is not None and abs(before - after) < _NEAR
    if before is not None:
        _square(sheet, x + before, middle, 4.6 * mm if near else 3.4 * mm)
    if after is not None:
        radius = 1.3 * mm if near else 1.9 * mm
        sheet.disc(x + after, middle, radius + 0.4 * mm, "blanc")
        sheet.disc(x + after, middle, radius, dot(sheet))


def _legend(writer: Writer, before: Column, after: Column, x: float, top: float, high: float) -> None:
    """The square and the dot, beside the editions they stand for."""
    middle = top - high / 2
    _square(writer.sheet, x + before.x + before.room + 3 * mm, middle, 2.6 * mm)
    writer.sheet.disc(x + after.x - 3 * mm, middle, 1.5 * mm, dot(writer.sheet))
