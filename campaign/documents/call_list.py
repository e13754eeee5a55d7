"""The call list on paper: whom to call, what they still have to do, boxes for what the call gave, room for a note."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.base.french import plural
from campaign.documents import office_text as words
from campaign.documents.office import HEIGHT, MARGIN, WIDTH, Fitted, Paper, Style, fitted

INSIDE = WIDTH - 2 * MARGIN
HEADER, NEXT_HEADER, FOOT = 30.0, 17.0, 14.0
WHO, TASK = 52.0, 55.0  # mm, the first two columns
OUTCOMES = INSIDE - WHO - TASK - 6
_ROW = 21.0  # mm, the least height of a row

_TITLE = Style(words.TITLE, 24, leading=1.1)
_UNDER = Style(words.LABEL, 10, floor=7)
_HEAD = Style(words.STRONG, 8.5, "creme")
_NAME = Style(words.STRONG, 10, leading=1.2)
_PHONE = Style(words.TITLE, 13, leading=1.15)
_TEXT = Style(words.TEXT, 8.5, leading=1.25)
_HINT = Style(words.TEXT, 7.5, "encre60", leading=1.25)


@dataclass(frozen=True, slots=True)
class CallEntry:
    """Somebody to call. ``last`` sums the latest call up, empty when there was none."""

    name: str
    phone: str
    shops: tuple[str, ...]
    task: str
    tag: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class CallPaper:
    """The whole list, in the order given; ``outcomes`` are the labels of the boxes."""

    title: str
    subtitle: str
    printed: str
    outcomes: tuple[str, ...]
    entries: tuple[CallEntry, ...]


def call_list_paper(calls: CallPaper, author: str) -> bytes:
    """The list as a PDF, its header repeated on each page; a row is never cut by the end of a page."""
    paper = Paper(calls.title, author)
    rows = [_row(entry) for entry in calls.entries]
    pages = _pages([row.height for row in rows])
    for number, (first, last) in enumerate(pages):
        if number:
            paper.next_page()
        top = _header(paper, calls, number)
        for index in range(first, last):
            if index % 2 == 0:
                paper.field(MARGIN, top, INSIDE, rows[index].height, "creme")
            _draw(paper, calls, rows[index], top)
            top += rows[index].height
        if not rows:
            paper.text("Personne à appeler : tout le monde a répondu.", MARGIN, top + 6, _NAME, INSIDE)
        said = f"{calls.printed} · page {number + 1} sur {len(pages)}"
        paper.text(said, MARGIN, HEIGHT - 10, _HINT, INSIDE, 1, "right")
    return paper.finished()


@dataclass(frozen=True, slots=True)
class _Row:
    """A measured row: its two columns of fitted texts, and its height in mm."""

    who: tuple[Fitted, ...]
    task: tuple[Fitted, ...]
    height: float


def _row(entry: CallEntry) -> _Row:
    phone = fitted(entry.phone, _PHONE, WHO - 6, 1) if entry.phone else fitted("sans téléphone", _HINT, WHO - 6)
    who = (
        fitted(entry.name, _NAME, WHO - 6, 2),
        phone,
        *([fitted(entry.tag, replace(_HINT, colour="tomate", font=words.STRONG), WHO - 6)] if entry.tag else []),
    )
    task = (
        fitted(", ".join(entry.shops), replace(_TEXT, font=words.LEAD), TASK - 6, 3),
        fitted(entry.task, _TEXT, TASK - 6),
        *([fitted(entry.last, _HINT, TASK - 6)] if entry.last else []),
    )
    highest = max(sum(fit.height for fit in column) for column in (who, task))
    return _Row(who, task, max(_ROW, highest + 5))


def _pages(heights: Sequence[float]) -> list[tuple[int, int]]:
    """(first, after the last) row of each page; at least one page."""
    pages, first, used = [], 0, HEADER + 16
    for index, height in enumerate(heights):
        if used + height > HEIGHT - FOOT and index > first:
            pages.append((first, index))
            first, used = index, NEXT_HEADER + 12
        used += height
    return [*pages, (first, len(heights))]


def _header(paper: Paper, calls: CallPaper, number: int) -> float:
    """The band of the first page, a thin one on the next; the bottom of the table's head."""
    if number == 0:
        paper.field(0, 0, WIDTH, HEADER, "moutarde")
        paper.text(calls.title, MARGIN, 6, _TITLE, INSIDE - 40, 1)
        said = f"{calls.subtitle} · {plural(len(calls.entries), 'personne à appeler', 'personnes à appeler')}"
        paper.text(said, MARGIN, 17.5, _UNDER, INSIDE - 30, 1)
        paper.object("cat", WIDTH - MARGIN - 20, HEADER, 20)
        top = HEADER + 6
    else:
        paper.field(0, 0, WIDTH, NEXT_HEADER - 3, "moutarde")
        paper.text(f"{calls.title}, suite", MARGIN, 5, replace(_TITLE, size=12), INSIDE, 1)
        top = NEXT_HEADER + 2
    paper.box(MARGIN, top, INSIDE, 8, "prune", "", radius=2)
    for label, x in (("Qui", 3), ("Pour quoi", WHO + 3), ("L’appel", WHO + TASK + 3)):
        paper.text(label, MARGIN + x, top + 2, _HEAD, 50, 1)
    return top + 10


def _draw(paper: Paper, calls: CallPaper, row: _Row, top: float) -> None:
    for fits, x in ((row.who, MARGIN + 3), (row.task, MARGIN + WHO + 3)):
        y = top + 2.2
        for fit in fits:
            y = paper.put(fit, x, y)
    left = MARGIN + WHO + TASK + 3
    columns, width = 2, OUTCOMES * 0.55
    for index, label in enumerate(calls.outcomes):
        x, y = left + index % columns * width, top + 2.2 + index // columns * 4.4
        paper.tick(x, y, 3)
        paper.text(label, x + 4.4, y - 0.2, replace(_TEXT, size=7.6), OUTCOMES * (0.55, 0.45)[index % columns] - 5, 1)
    paper.dots(left, top + row.height - 2, OUTCOMES)
