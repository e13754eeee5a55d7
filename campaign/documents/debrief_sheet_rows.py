"""The questions of a debrief sheet as lines to fill by hand: a box for a number, two for a range, ticks, lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.debrief_sheet_content import Shape, SheetGiven, SheetQuestion
from campaign.documents.fitting import Set
from campaign.documents.van_frame import INSIDE, MARGIN, VanSheet
from campaign.documents.van_pages import Part

UNKNOWN = "Je ne sais pas"
_LEFT = MARGIN + 3 * mm
_DAY, _FIRST = MARGIN + 52.5 * mm, MARGIN + 68 * mm  # of the day; of what is filled
_ROOM = MARGIN + INSIDE - 3 * mm - _FIRST
_BESIDE, _ALONE = _DAY - _LEFT - 2 * mm, _FIRST - _LEFT - 2 * mm  # room of a label with days, without
_NUMBER, _END = 16.5 * mm, 13 * mm  # a box for a number; for each end of a range
_FROM, _TO, _UNIT, _NONE = (MARGIN + x * mm for x in (95, 112, 127.5, 157))
_LABEL, _SMALL, _TEXT = 9.6, 8.0, 9.0
_LINE = 5.4 * mm  # of ticks
_APART = 2 * mm
_AT_ONCE = 10  # lines of ticks or of print that go together: a long list goes on on the next page


@dataclass(frozen=True, slots=True)
class Density:
    """How much room a sheet takes: a line with boxes and what surrounds others, in points; lines to write, in all."""

    row: float
    box: float
    around: float
    writing: float
    most_lines: int


ROOMY = Density(9.4 * mm, 7 * mm, 3 * mm, 8 * mm, 4)
TIGHT = Density(8.2 * mm, 6.4 * mm, 1.8 * mm, 7.4 * mm, 2)
CLOSE = Density(7.0 * mm, 5.6 * mm, 0.8 * mm, 6.6 * mm, 2)
DENSITIES = (ROOMY, TIGHT, CLOSE)  # the first that holds on both sides of a sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at its place: ``stripe`` is its rank in its part."""

    sheet: VanSheet
    question: SheetQuestion
    stripe: int
    density: Density


def question_parts(at: Asked, follows: int) -> list[Part]:
    """The lines of a question, that pages may fall between; ``follows`` is that of its first one."""
    sheet, stripe = at.sheet, at.stripe
    if at.question.shape is Shape.LINES:
        made = list(_written(at))
    else:
        rows = _figure if at.question.shape is Shape.FIGURE else _ticks
        made = [part for rank, given in enumerate(at.question.given) for part in rows(at, given, rank)]
    first, *others = made

    def draw(top: float) -> None:
        first.draw(top)
        if sheet.plain and stripe:
            with sheet.artifact():
                sheet.rule(top, 0.5)

    return [Part(first.height, draw, follows), *others]


class _Label:
    """What is asked, on the left of its first line; said again, unseen, to who listens to the next days."""

    def __init__(self, sheet: VanSheet, asked: SheetQuestion, given: SheetGiven, rank: int, room: float = 0) -> None:
        room = room or (_BESIDE if any(one.day for one in asked.given) else _ALONE)
        self._sheet, self._day = sheet, None
        self._label = sheet.wrapped(asked.label, fonts.LEAD, _LABEL, room, asked.label, 1.16) if rank == 0 else None
        self._hint = None
        if rank == 0 and asked.hint.strip():
            self._hint = sheet.wrapped(asked.hint, fonts.TEXT, _SMALL, room, asked.label, 1.16)
        if given.day:
            self._day = sheet.wrapped(given.day, fonts.STRONG, _TEXT, _FIRST - _DAY - 1 * mm, asked.label)
        # A short hint goes on after the label: « Facultatif » under each family would cost a page.
        self._beside = bool(
            self._label and self._hint and len(self._label.lines) == len(self._hint.lines) == 1
            and self._label.width + _APART + self._hint.width <= room
        )  # fmt: skip
        under = self._hint.height + 0.6 * mm if self._hint and not self._beside else 0.0
        self.height = (self._label.height if self._label else 0.0) + under

    def draw(self, top: float, middle: float) -> None:
        """Within a tag; the label below ``top``, the day around ``middle``."""
        low = top
        if self._label:
            low = self._sheet.lines(_LEFT, top, self._label, "prune", rise=0.86, after=" ")
        if self._hint and self._beside:
            x = _LEFT + self._label.width + _APART
            self._sheet.lines(x, top - 0.86 * (_LABEL - _SMALL), self._hint, "encre60", rise=0.86, after=" ")
        elif self._hint:
            self._sheet.lines(_LEFT, low - 0.6 * mm, self._hint, "encre60", rise=0.86, after=" ")
        if self._day:
            y = middle + self._day.height / 2
            self._sheet.lines(_DAY, y, self._day, "prune", rise=0.86, after=" ")


def _figure(at: Asked, given: SheetGiven, rank: int) -> Iterator[Part]:
    """« Visiteurs mer. 11 [ ] ou de [ ] à [ ] personnes □ Je ne sais pas »."""
    sheet, asked, row = at.sheet, at.question, at.density.row
    label = _Label(sheet, asked, given, rank)
    units = _flowed(sheet, asked, given.ticked, _NONE - _UNIT - 1 * mm)
    deep = sum(step for _, step in units)
    high = max(row, label.height + at.density.around, deep + at.density.around)

    def draw(top: float) -> None:
        middle = top - min(high, max(row, deep + at.density.around)) / 2
        _ground(at, top, high)
        with sheet.tag("P"):
            tall = label.height + at.density.around >= high
            label.draw(top - at.density.around / 2 if tall else middle + label.height / 2, middle)
            exact = not given.high
            _number_box(at, _FIRST, middle, _NUMBER, given.low if exact else "")
            _said(sheet, (_FIRST + _NUMBER + _FROM) / 2, middle, "ou de")
            _number_box(at, _FROM, middle, _END, "" if exact else given.low)
            _said(sheet, (_FROM + _END + _TO) / 2, middle, "à")
            _number_box(at, _TO, middle, _END, given.high)
            _cells(sheet, units, _UNIT, middle + deep / 2, boxes=len(asked.offered) > 1)
            _tick(sheet, _NONE, middle, given.unknown)
            sheet.text(_NONE + 4.8 * mm, middle - 0.36 * _SMALL, UNKNOWN.lower(), fonts.TEXT, 7.6, "prune")

    yield Part(high, draw)


# A line of things to tick: (words, from the left, ticked) each, then its height.
_Cells = list[tuple[list[tuple[Set, float, bool]], float]]


def _flowed(
    sheet: VanSheet, asked: SheetQuestion, ticked: frozenset[int], room: float, *more: tuple[str, bool]
) -> _Cells:
    """What is offered along as many lines as it takes; alone, a unit has no box."""
    listed = [*((one, rank in ticked) for rank, one in enumerate(asked.offered)), *more]
    before = 5 * mm if len(listed) > 1 else 0.0
    lines: list[list[tuple[Set, float, bool]]] = [[]]
    x = 0.0
    for one, known in listed:
        words = sheet.wrapped(one, fonts.TEXT, _TEXT, room - before, asked.label, 1.16)
        wide = before + words.width
        if x and x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append((words, x, known))
        x += wide + (4.5 * mm if room > 40 * mm else 2.2 * mm)
    return [(line, max(_LINE, *(words.height + 1.4 * mm for words, _, _ in line))) for line in lines if line]


def _cells(sheet: VanSheet, lines: _Cells, left: float, top: float, *, boxes: bool) -> None:
    over = (_LINE - 1.16 * _TEXT) / 2
    for line, step in lines:
        for words, x, known in line:
            if boxes:
                _tick(sheet, left + x, top - _LINE / 2, known)
            sheet.lines(left + x + (5 * mm if boxes else 0), top - over, words, "prune", rise=0.86, after=" ")
        top -= step


def _ticks(at: Asked, given: SheetGiven, rank: int) -> Iterator[Part]:
    """The choices along as many lines as they take, « je ne sais pas » last."""
    label = _Label(at.sheet, at.question, given, rank)
    lines = _flowed(at.sheet, at.question, given.ticked, _ROOM, (UNKNOWN, given.unknown))
    for start in range(0, len(lines), _AT_ONCE):
        yield _tick_lines(at, label if start == 0 else None, lines[start : start + _AT_ONCE])


def _tick_lines(at: Asked, label: _Label | None, lines: _Cells) -> Part:
    deep, around = sum(step for _, step in lines), at.density.around
    high = max(deep + around, label.height + around if label else 0)
    alone = label is not None and len(lines) == 1 and label.height <= _LINE

    def draw(top: float) -> None:
        _ground(at, top, high)
        y = top - (high - deep) / 2 if alone else top - around / 2
        with at.sheet.tag("P"):
            if label:
                label.draw(y - (_LINE - 1.16 * _LABEL) / 2, y - lines[0][1] / 2)
            _cells(at.sheet, lines, _FIRST, y, boxes=True)

    return Part(high, draw)


def _written(at: Asked) -> Iterator[Part]:
    """What is asked, what was already said, lines to write over the whole width, then the permission to quote."""
    sheet, asked, given = at.sheet, at.question, at.question.given[0]
    wide = INSIDE - 6 * mm
    label = _Label(sheet, asked, SheetGiven(), 0, wide - 30 * mm)

    def opening(top: float) -> None:
        _ground(at, top, label.height + 3.6 * mm)
        with sheet.tag("P"):
            label.draw(top - 2 * mm, top)
            _tick(sheet, _NONE, top - 2 * mm - 0.58 * _LABEL, given.unknown)
            y = top - 2 * mm - 0.86 * _LABEL
            sheet.text(_NONE + 4.8 * mm, y, UNKNOWN.lower(), fonts.TEXT, 7.6, "prune")

    yield Part(label.height + 3.6 * mm, opening)
    said = sheet.wrapped(given.text, fonts.LEAD, 10, wide, asked.label).lines if given.text.strip() else ()
    for start in range(0, len(said), _AT_ONCE):
        yield _printed(at, said[start : start + _AT_ONCE])
    left = max(1, min(asked.lines, at.density.most_lines) - len(said))
    for start in range(0, left, _AT_ONCE):
        yield _to_write(at, min(_AT_ONCE, left - start), follows=1 if start == 0 else 0)
    if asked.permission:
        yield _permission(at)


def _printed(at: Asked, lines: tuple[str, ...]) -> Part:
    said = Set(lines, fonts.LEAD, 10, 1.22)

    def draw(top: float) -> None:
        _ground(at, top, said.height + 1 * mm)
        with at.sheet.tag("P"):
            at.sheet.lines(_LEFT, top, said, "prune", rise=0.86)

    return Part(said.height + 1 * mm, draw)


def _to_write(at: Asked, count: int, follows: int) -> Part:
    step = at.density.writing
    high = count * step + 2 * mm

    def draw(top: float) -> None:
        _ground(at, top, high)
        with at.sheet.tag("P", spoken="à remplir"):
            for rank in range(1, count + 1):
                at.sheet.dots(_LEFT, top - rank * step, INSIDE - 6 * mm)

    return Part(high, draw, follows)


def _permission(at: Asked) -> Part:
    """« □ Vous pouvez me citer. De la part de …… »."""
    sheet, asked = at.sheet, at.question
    words = sheet.wrapped(asked.permission, fonts.TEXT, _TEXT, 92 * mm, asked.label, 1.16)
    signed = sheet.in_one_line(asked.signed, fonts.LEAD, _LABEL, INSIDE - words.width - 40 * mm)
    high = words.height + 4 * mm

    def draw(top: float) -> None:
        _ground(at, top, high)
        y = top - 1.4 * mm
        with sheet.tag("P"):
            _tick(sheet, _LEFT, y - 0.58 * _TEXT, asked.permitted)
            sheet.lines(_LEFT + 5 * mm, y, words, "prune", rise=0.86, after=" ")
            x = _LEFT + 5 * mm + words.width + 5 * mm
            used = sheet.text(x, y - 0.86 * _TEXT, "De la part de", fonts.TEXT, _TEXT, "prune", after=" ") + 2 * mm
            if asked.signed:
                sheet.lines(x + used, y, signed, "prune", rise=0.86)
        with sheet.artifact():
            sheet.dots(x + used, y - 1.1 * _TEXT, MARGIN + INSIDE - 3 * mm - x - used)

    return Part(high, draw, follows=1)


def _ground(at: Asked, top: float, high: float) -> None:
    """One question in two is tinted; in black alone, white."""
    sheet = at.sheet
    with sheet.artifact():
        if not sheet.plain and at.stripe % 2 == 0:
            sheet.fill("creme")
            sheet.canvas.rect(MARGIN, top - high - 0.1, INSIDE, high + 0.2, fill=1, stroke=0)


def _number_box(at: Asked, x: float, middle: float, wide: float, known: str) -> None:
    """A box for a number, or the one known."""
    sheet, high = at.sheet, at.density.box
    with sheet.tag("Span", spoken="" if known else "à remplir"):
        sheet.box(x, middle + high / 2, wide, high, 1.1, 1.5 * mm)
        if known:
            said = sheet.in_one_line(known, fonts.STRONG, 10.5, wide - 2 * mm)
            sheet.lines(x + wide / 2, middle + said.height / 2, said, "prune", "centre", rise=0.84, after=" ")


def _tick(sheet: VanSheet, x: float, middle: float, ticked: bool) -> None:
    """A box around the middle of a line; its mark is drawn, so that it shows without colour."""
    side = 3.5 * mm
    with sheet.tag("Span", spoken="case cochée" if ticked else "case à cocher"):
        sheet.tick(x, middle, side)
        if ticked:
            sheet.stroke("prune", 1.6)
            low = middle - side / 2
            sheet.curve([(x + dx * side, low + dy * side) for dx, dy in ((0.2, 0.45), (0.43, 0.22), (0.84, 0.76))])


def _said(sheet: VanSheet, x: float, middle: float, words: str) -> None:
    sheet.text(x, middle - 0.36 * _TEXT, words, fonts.TEXT, _TEXT, "prune", "centre", " ")
