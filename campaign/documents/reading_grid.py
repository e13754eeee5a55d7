"""Rows of cells that go on from page to page under their head: nothing is cut, nothing is read twice aloud.

Lengths are in points. Tables and charts are made of them: a chart is a table whose bars only help the eye.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from campaign.base.rich_text import Run
from campaign.documents.letters import width
from campaign.documents.press_flow import Element, Part, Reader, Row, Rows, Tag, Writer, poured
from campaign.documents.press_lines import Piece, Style, TextLine, put_line, text_lines
from campaign.documents.reading_frame import BODY, SMALL, TITLE3
from campaign.documents.sheet import Sheet

_TOGETHER = 74 * mm  # a lower table or chart is not cut
_SHORT = 3  # lines of a note
NO_ANSWER, NO_ROW = "Aucune réponse.", "Rien à montrer."
UNREADABLE = "(signes non imprimables)"
_SHIFTS = {"left": 0.0, "centre": 0.5, "right": 1.0}
ABOVE = 6 * mm  # over a table or chart
TALLEST = 165 * mm  # a row higher than that goes on over the next page


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` under a ``head`` that comes ``again`` on the next pages; ``opening`` stands above it once."""

    rows: tuple[Row, ...]
    opening: tuple[Row, ...] = ()
    head: Row | None = None
    again: Row | None = None
    above: float = 0.0
    glued: bool = False

    def take(self, room: float, *, force: bool = False) -> tuple[Part | None, "Grid | None"]:
        """As many rows as hold under the head, one at least."""
        over = (*self.opening, *((self.head,) if self.head else ()))
        used = sum(row.height for row in over)
        best = count = 0
        for row in self.rows:
            used += row.height
            if used > room + 0.01:
                break
            count += 1
            if not row.bound or count == len(self.rows):
                best = count
        best = best or (max(1, count) if force else 0)
        if not best:
            return None, self
        taken, left = (*over, *self.rows[:best]), self.rows[best:]

        def draw(x: float, top: float) -> None:
            for row in taken:
                row.draw(x, top)
                top -= row.height

        part = Part(sum(row.height for row in taken), draw)
        return part, (replace(self, rows=left, opening=(), head=self.again, above=0.0) if left else None)


def kept(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Few rows stand together; of many, no page has one alone."""
    together = sum(row.height for row in rows) <= _TOGETHER
    last = len(rows) - 2
    return tuple(replace(row, bound=together or rank in (0, last)) for rank, row in enumerate(rows))


@dataclass(frozen=True, slots=True)
class Cell:
    """A text broken in lines for its column."""

    lines: tuple[TextLine, ...]
    style: Style

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.step

    @property
    def says(self) -> bool:
        """Whether there is anything to read in it."""
        return any(piece.text.strip() for line in self.lines for piece in line.pieces)

    @property
    def width(self) -> float:
        return max((wide(line, self.style) for line in self.lines), default=0.0)

    def draw(self, sheet: Sheet, x: float, top: float, align: str = "left") -> None:
        """Below ``top``; ``x`` is its left, its middle (« centre ») or its right."""
        for rank, line in enumerate(self.lines):
            baseline = top - rank * self.style.step - (0.5 * self.style.leading + 0.36) * self.style.size
            away = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (
                wide(line, self.style) if align != "left" else 0
            )
            put_line(sheet, line, self.style, x - away, baseline, last=False)


def wide(line: TextLine, style: Style) -> float:
    """Of one line."""
    return sum(width(piece.text, piece.font, style.size) for piece in line.pieces)


def cell(writer: Writer, value: str, style: Style, room: float) -> Cell:
    """As many lines as it takes; a text of which nothing prints says so, an empty one keeps its place."""
    lines = text_lines((Run(value),), style, room, writer.sheet.notices, writer.about)
    if not lines:
        lines = [TextLine((Piece(UNREADABLE if value.strip() else " ", style.font),))]
    return Cell(tuple(lines), style)


def natural(writer: Writer, value: str, style: Style) -> float:
    """How wide a column holds a text in one line: kerning makes its words together a hair wider than apart."""
    return cell(writer, value, style, 1e9).width + 0.8


def title_rows(writer: Writer, title: str, table: Tag, caption: Tag) -> tuple[Row, ...]:
    """The title of a table or chart, read as its caption."""
    if not title.strip():
        return ()
    said = cell(writer, title, TITLE3, writer.room)

    def draw(x: float, top: float) -> None:
        writer.reader.at(table, caption)
        said.draw(writer.sheet, x, top)

    return (Row(said.height + 2 * mm, draw, bound=True),)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a cell stands: ``x`` from the left of the text, its width; ``kind`` is TH for what names the row."""

    x: float
    room: float
    align: str = "left"
    kind: str = "TD"

    @property
    def at(self) -> float:
        """What ``Cell.draw`` takes."""
        return self.x + _SHIFTS[self.align] * self.room


@dataclass(slots=True)
class Lines:
    """What draws the rows of one table or chart."""

    sheet: Sheet
    reader: Reader
    table: Tag
    columns: Sequence[Column]
    pad: float

    def row(
        self,
        cells: Sequence[Cell],
        behind: Callable[[float, float, float], None],
        *,
        least: float = 0.0,
        offsets: Sequence[float] = (),
        middle: bool = False,
    ) -> list[Row]:
        """One row, several when it is higher than a page holds.

        ``behind`` draws its decoration from its left, its top and its height; ``offsets`` move cells sideways.
        """  # fmt: skip
        if max(one.height for one in cells) > TALLEST:
            return [row for part in _parts(cells) for row in self.row(part, behind, least=least)]
        high = max(least, max(one.height for one in cells) + 2 * self.pad)
        tag = Tag("TR")

        def draw(x: float, top: float) -> None:
            with self.sheet.artifact():
                behind(x, top, high)
            for rank, (one, column) in enumerate(zip(cells, self.columns, strict=True)):
                about = {"scope": "Row"} if column.kind == "TH" else {}
                self.reader.at(self.table, tag, Tag(column.kind, about))
                away = offsets[rank] if offsets else 0.0
                down = (high - one.height) / 2 if middle else self.pad
                one.draw(self.sheet, x + column.at + away, top - down, column.align)

        return [Row(high, draw)]

    def head(self, cells: Sequence[Cell], behind: Callable[[float, float, float], None]) -> tuple[Row, Row]:
        """The head of the columns, and the same for next pages, not read twice; an empty cell heads nothing."""
        high = max(one.height for one in cells) + 2 * self.pad
        tag = Tag("TR")

        def drawn(x: float, top: float, *, read: bool) -> None:
            with self.sheet.artifact():
                behind(x, top, high)
            for one, column in zip(cells, self.columns, strict=True):
                if read:
                    self.reader.at(self.table, tag, Tag("TH", {"scope": "Column"}) if one.says else Tag("TD"))
                one.draw(self.sheet, x + column.at, top - (high - one.height) / 2, column.align)

        def first(x: float, top: float) -> None:
            drawn(x, top, read=True)

        def again(x: float, top: float) -> None:
            with self.sheet.artifact():
                drawn(x, top, read=False)

        return Row(high, first, bound=True), Row(high, again, bound=True)


def _parts(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The lines of very long cells, page by page; a cell that has ended keeps its place."""
    count = max(1, int(TALLEST / max(one.style.step for one in cells)))
    blank = TextLine((Piece(" ", cells[0].style.font),))
    total = max(len(one.lines) for one in cells)
    return [
        [replace(one, lines=one.lines[start : start + count] or (blank,)) for one in cells]
        for start in range(0, total, count)
    ]


def nothing(writer: Writer, title: str, said: str, note: str = "") -> list[Element]:
    """A table or chart without a row: its title, and what is said instead."""
    found = [replace(one, above=ABOVE) for one in writer.words(title, TITLE3, glued=True)]
    return [*found, *writer.words(said, BODY), *under(writer, note)]


def noted(writer: Writer, grid: Grid, note: str) -> list[Element]:
    """A table or chart with what is said under it: a short note is never cut from its last row."""
    found = under(writer, note)
    if len(found) != 1 or len(found[0].rows) > _SHORT:
        return [grid, *found]
    *rows, last = grid.rows
    air = Row(found[0].above, lambda x, top: None, bound=True)
    under_it = (replace(row, bound=True) for row in found[0].rows)
    return [replace(grid, rows=(*rows, replace(last, bound=True), air, *under_it))]


def stacked(elements: Sequence[Element]) -> Part:
    """Elements one under the other, as one part."""
    placed = poured(elements, lambda page: 1e9)[0]

    def draw(x: float, top: float) -> None:
        for one in placed:
            one.part.draw(x, top - one.down)

    return Part(max((one.down + one.part.height for one in placed), default=0.0), draw)


def under(writer: Writer, note: str) -> list[Rows]:
    """A note under a table or chart."""
    return [replace(one, above=1.8 * mm) for one in writer.words(note, SMALL)] if note.strip() else []
