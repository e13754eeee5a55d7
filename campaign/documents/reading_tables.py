"""Tables of a paper: columns as wide as what they hold asks, figures to the right, their head on every page."""

from collections.abc import Sequence
from functools import partial

from reportlab.lib.units import mm

from campaign.documents.paper_content import Table
from campaign.documents.press_flow import Element, Tag, Writer
from campaign.documents.press_lines import Style
from campaign.documents.reading_frame import CELL, CELL_BOLD
from campaign.documents.reading_grid import (
    ABOVE,
    NO_ROW,
    Cell,
    Column,
    Grid,
    Lines,
    cell,
    kept,
    natural,
    noted,
    nothing,
    title_rows,
)

_PAD, _BETWEEN = 1.5 * mm, 4.2 * mm
_AROUND = 2.5 * mm  # left and right of the whole
_MANY = 6  # columns: beyond, letters are smaller
_LOOKED_AT = 400  # rows that choose the widths


def table(writer: Writer, shown: Table) -> list[Element]:
    """The table, or its title with what is said when it is empty."""
    if not shown.rows or not shown.headers:
        return nothing(writer, shown.title, shown.empty.strip() or NO_ROW, shown.note)
    factor = 1.0 if len(shown.headers) <= _MANY else max(0.72, _MANY / len(shown.headers))
    body, strong = CELL.scaled(factor), CELL_BOLD.scaled(factor)
    columns = _columns(writer, shown, body, strong)
    tag = Tag("Table")
    lines = Lines(writer.sheet, writer.reader, tag, columns, _PAD * factor)
    heads = [
        cell(writer, said, _on_prune(strong), column.room) for said, column in zip(shown.headers, columns, strict=True)
    ]
    head, again = lines.head(heads, partial(_head_ground, writer))
    rows = []
    for rank, values in enumerate(shown.rows):
        cells = _cells(writer, values, columns, body, strong)
        rows += lines.row(cells, partial(_ground, writer, rank))
    titled = title_rows(writer, shown.title, tag, Tag("Caption"))
    return noted(writer, Grid(kept(rows), titled, head, again, ABOVE), shown.note)


def _cells(writer: Writer, values: Sequence[str], columns: Sequence[Column], body: Style, strong: Style) -> list[Cell]:
    """As many as columns: what misses is blank."""
    filled = [*values[: len(columns)], *[""] * (len(columns) - len(values))]
    return [
        cell(writer, said, strong if rank == 0 and len(columns) > 1 else body, column.room)
        for rank, (said, column) in enumerate(zip(filled, columns, strict=True))
    ]


def _on_prune(style: Style) -> Style:
    return Style(style.font, style.bold, style.size * 0.96, style.leading, "creme")


def _head_ground(writer: Writer, x: float, top: float, high: float) -> None:
    writer.sheet.fill("prune")
    writer.sheet.canvas.roundRect(x, top - high, writer.room, high, 2 * mm, fill=1, stroke=0)


def _ground(writer: Writer, rank: int, x: float, top: float, high: float) -> None:
    """One row in two is tinted."""
    if rank % 2:
        writer.sheet.fill("creme")
        writer.sheet.canvas.rect(x, top - high, writer.room, high, fill=1, stroke=0)


def _columns(writer: Writer, shown: Table, body: Style, strong: Style) -> list[Column]:
    """Each as wide as its longest cell, if there is room; else the longest words first, then the rest shared out."""
    count = len(shown.headers)
    asked, least = [0.0] * count, [0.0] * count
    for rank in range(count):
        style = strong if rank == 0 and count > 1 else body
        values = [row[rank] for row in shown.rows[:_LOOKED_AT] if rank < len(row)]
        values = sorted(set(values), key=lambda said: (-len(said), said))[:40]
        asked[rank] = max((natural(writer, said[:300], style) for said in values), default=0.0)
        asked[rank] = max(asked[rank], natural(writer, shown.headers[rank], strong))
        words = {word for said in (*values, shown.headers[rank]) for word in said[:300].split()}
        longest = sorted(words, key=lambda word: (-len(word), word))[:12]
        least[rank] = max((natural(writer, word, strong) for word in longest), default=0.0)
        if rank in shown.right:  # a figure is not cut from its unit
            least[rank] = max([least[rank], *(natural(writer, said[:32], style) for said in values)])
    room = writer.room - 2 * _AROUND - (count - 1) * _BETWEEN
    widths = _shared(asked, [min(one, 0.4 * room, ask) for one, ask in zip(least, asked, strict=True)], room)
    # The first column names the rows, unless the table would hold more names than values.
    names = len(shown.rows) * (count - 1) >= len(shown.rows) + count
    names = count > 1 and (names or not any(head.strip() for head in shown.headers))
    columns, x = [], _AROUND
    for rank, wide in enumerate(widths):
        align = "right" if rank in shown.right else "left"
        columns.append(Column(x, wide, align, "TH" if rank == 0 and names else "TD"))
        x += wide + _BETWEEN
    return columns


def _shared(asked: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Widths whose sum is ``room``."""
    if sum(asked) <= room:
        spare = (room - sum(asked)) / max(1e-9, sum(asked))
        return [one * (1 + spare) for one in asked] if sum(asked) else [room / len(asked)] * len(asked)
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    # What longer cells ask beyond their longest word counts less and less: a column of texts must not take it all.
    wanted = [max(0.0, ask - one) ** 0.6 for ask, one in zip(asked, least, strict=True)]
    spare = room - sum(least)
    widths = [one + spare * want / sum(wanted) for one, want in zip(least, wanted, strict=True)]
    over = [max(0.0, wide - ask) for wide, ask in zip(widths, asked, strict=True)]
    lacking = [max(0.0, ask - wide) for wide, ask in zip(widths, asked, strict=True)]
    given = sum(over)
    return [
        wide - too_much + given * lack / sum(lacking) if sum(lacking) else wide
        for wide, too_much, lack in zip(widths, over, lacking, strict=True)
    ]
