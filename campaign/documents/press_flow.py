"""What goes on from page to page: paragraphs never left with one line alone, headings never alone at a foot.

Lengths are in points. Everything is measured and shared out over the pages first, then drawn: page numbers are true.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from campaign.base.rich_text import Bullets, Line, RichText, Run
from campaign.documents import office_text as fonts
from campaign.documents.press_lines import Style, put_line, text_lines
from campaign.documents.sheet import Sheet

_INDENT = 1.5  # of a list, in sizes
_Opening = Callable[[float, float], None]


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the structure, which may go on over several pages: two tags are never the same."""

    kind: str
    about: dict[str, str] = field(default_factory=dict)


class Reader:
    """The elements open while a sheet is drawn."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._open: list[tuple[Tag, ExitStack]] = []

    def at(self, *path: Tag) -> None:
        """What is drawn next stands inside these, outermost first; those already open go on."""
        shared = 0
        while shared < min(len(path), len(self._open)) and self._open[shared][0] is path[shared]:
            shared += 1
        while len(self._open) > shared:
            self._open.pop()[1].close()
        for tag in path[shared:]:
            stack = ExitStack()
            stack.enter_context(self._sheet.tag(tag.kind, **tag.about))
            self._open.append((tag, stack))


@dataclass(frozen=True, slots=True)
class Part:
    """What holds on a page; ``draw`` takes its left and its top."""

    height: float
    draw: Callable[[float, float], None]


class Element(Protocol):
    """Something to set: ``above`` is the space over it, unless a page begins there; ``glued``: never ends a page."""

    above: float
    glued: bool

    def take(self, room: float, *, force: bool = False) -> tuple[Part | None, "Element | None"]:
        """What holds in ``room``, and what is left; ``force`` takes some of it whatever the room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line, one card, one row of pictures: never cut; ``bound`` to the next one."""

    height: float
    draw: Callable[[float, float], None]
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows one under the other, cut between those that are not bound."""

    rows: tuple[Row, ...]
    above: float = 0.0
    glued: bool = False

    def take(self, room: float, *, force: bool = False) -> tuple[Part | None, "Rows | None"]:
        """As many rows as hold."""
        count, used, best = 0, 0.0, 0
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
        taken, left = self.rows[:best], self.rows[best:]

        def draw(x: float, top: float) -> None:
            for row in taken:
                row.draw(x, top)
                top -= row.height

        part = Part(sum(row.height for row in taken), draw)
        return part, (replace(self, rows=left, above=0.0) if left else None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and how far under the top of its page's room it stands."""

    part: Part
    down: float


def poured(elements: Sequence[Element], rooms: Callable[[int], float]) -> list[list[Placed]]:
    """The elements page after page; ``rooms`` tells the height of each page, from 0."""
    pages: list[list[Placed]] = [[]]
    down, left = 0.0, list(elements)
    while left:
        begins = not pages[-1]
        above = 0.0 if begins else left[0].above
        room = rooms(len(pages) - 1) - down - above
        part, rest = left[0].take(room, force=begins)
        if part is None or not (begins or _is_followed(left, room)):
            pages.append([])
            down = 0.0
            continue
        pages[-1].append(Placed(part, down + above))
        down += above + part.height
        left = [rest, *left[1:]] if rest else left[1:]
        if rest:
            pages.append([])
            down = 0.0
    return pages


def _is_followed(elements: Sequence[Element], room: float) -> bool:
    """Whether the first holds in ``room`` with the beginning of what it must not be cut from."""
    part, rest = elements[0].take(room)
    if part is None:
        return False
    if rest or not elements[0].glued or len(elements) == 1:
        return True
    return _is_followed(elements[1:], room - part.height - elements[1].above)


def height_of(elements: Sequence[Element]) -> float:
    """What they take one under the other, on a page without end."""
    pages = poured(elements, lambda page: 1e9)
    return max((one.down + one.part.height for one in pages[0]), default=0.0)


@dataclass(frozen=True, slots=True)
class Writer:
    """Sets texts on a sheet within ``room`` points; ``about`` names the block in notices."""

    sheet: Sheet
    reader: Reader
    room: float
    about: str

    def rich(self, text: RichText, style: Style) -> list[Element]:
        """Paragraphs and lists, one element each item."""
        found: list[Element] = []
        for one in text:
            if isinstance(one, Bullets):
                found += self._list(one, style)
            else:
                found += self.line(one.line, style)
        return found

    def line(
        self, line: Line, style: Style, kind: str = "P", *, glued: bool = False, opening: _Opening | None = None
    ) -> list[Element]:
        """One paragraph, as an element of that kind; [] when nothing of it prints.

        ``opening`` draws what is read before its first line, from that line's left and baseline.
        """
        rows = self._rows(line, style, (Tag(kind),), opening=opening)
        return [Rows(rows, 0.55 * style.step, glued)] if rows else []

    def words(
        self, text: str, style: Style, kind: str = "P", *, glued: bool = False, opening: _Opening | None = None
    ) -> list[Element]:
        """One paragraph without bold nor link; its blank lines are spaces."""
        return self.line((Run(text),), style, kind, glued=glued, opening=opening)

    def _list(self, bullets: Bullets, style: Style) -> Iterable[Element]:
        listed = Tag("L")
        indent = _INDENT * style.size
        for rank, line in enumerate(bullets.lines, 1):
            item = Tag("LI")
            path = (listed, item, Tag("LBody"))
            label = (listed, item, Tag("Lbl"))
            mark = partial(self._mark, f"{rank}." if bullets.ordered else "", label, path, style)
            if rows := self._rows(line, style, path, indent, mark):
                yield Rows(rows, 0.55 * style.step if rank == 1 else 0.22 * style.step)

    def _rows(
        self, line: Line, style: Style, path: tuple[Tag, ...], indent: float = 0.0, opening: _Opening | None = None
    ) -> tuple[Row, ...]:
        """Two lines at least on each side of a page's end."""
        lines = text_lines(line, style, self.room - indent, self.sheet.notices, self.about)

        def row(rank: int) -> Row:
            def draw(x: float, top: float) -> None:
                baseline = top - (0.5 * style.leading + 0.36) * style.size
                self.reader.at(*path)
                if opening and rank == 0:
                    opening(x, baseline)
                put_line(self.sheet, lines[rank], style, x + indent, baseline, last=rank == len(lines) - 1)

            return Row(style.step, draw, bound=rank == 0 or rank == len(lines) - 2)

        return tuple(row(rank) for rank in range(len(lines)))

    def _mark(
        self, mark: str, label: tuple[Tag, ...], path: tuple[Tag, ...], style: Style, x: float, baseline: float
    ) -> None:
        """Before an item: its number, read, or a point, which is not."""
        if mark:
            self.reader.at(*label)
            self.sheet.text(x, baseline, mark, fonts.STRONG, style.size * 0.94, "accent", after=" ")
            self.reader.at(*path)
            return
        with self.sheet.artifact():
            self.sheet.disc(x + 0.42 * style.size, baseline + 0.27 * style.size, 0.19 * style.size, "accent")


def whole(elements: Sequence[Element]) -> Part:
    """Short elements as one part, with no more space between them than a line's own."""
    parts = [part for part, _ in (one.take(1e9) for one in elements) if part]

    def draw(x: float, top: float) -> None:
        for part in parts:
            part.draw(x, top)
            top -= part.height

    return Part(sum(part.height for part in parts), draw)
