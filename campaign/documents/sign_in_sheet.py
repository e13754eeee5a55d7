"""The sign-in sheet of a meeting: a line to sign for each person, then blank ones for whoever nobody expected."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.base.french import plural
from campaign.documents import office_text as words
from campaign.documents.office import HEIGHT, MARGIN, WIDTH, Fitted, Paper, Style, fitted

INSIDE = WIDTH - 2 * MARGIN
WHO, OF = 58.0, 58.0  # mm, the first two columns; the signature takes the rest
BLANKS = 6  # lines at least for those nobody expected
_HEADER, _NEXT, _FOOT, _HEAD = 34.0, 17.0, 16.0, 10.0  # mm
_ROW = 13.0  # mm, the least height of a row: a signature needs it

_TITLE = Style(words.TITLE, 22, leading=1.1, floor=13)
_UNDER = Style(words.LABEL, 10, floor=7)
_COLUMN = Style(words.STRONG, 8.5, "creme")
_NAME = Style(words.STRONG, 10, leading=1.2, floor=7.5)
_TEXT = Style(words.TEXT, 9, leading=1.25, floor=7)
_HINT = Style(words.TEXT, 7.5, "encre60", leading=1.25)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person with their shop, service or organisation; both empty on a blank line."""

    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class SignInPaper:
    """The whole sheet; ``under`` tells when and where."""

    title: str
    under: str
    printed: str
    people: tuple[SignIn, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    name: Fitted
    of: Fitted
    height: float


def sign_in_paper(content: SignInPaper, author: str) -> bytes:
    """The sheet as a PDF, its columns named on each page; a row is never cut, the last page is filled with blanks."""
    paper = Paper(f"Feuille d’émargement – {content.title}", author)
    rows = [_row(one) for one in (*content.people, *[SignIn("")] * BLANKS)]
    pages = _pages([row.height for row in rows])
    rows += [_row(SignIn(""))] * _room([row.height for row in rows[pages[-1][0] :]], first=len(pages) == 1)
    pages[-1] = (pages[-1][0], len(rows))
    for number, (first, last) in enumerate(pages):
        if number:
            paper.next_page()
        top = _header(paper, content, first_page=number == 0)
        for index in range(first, last):
            _draw(paper, rows[index], top, shaded=(index - first) % 2 == 0)
            top += rows[index].height
        said = f"{content.printed} · page {number + 1} sur {len(pages)}"
        paper.text(said, MARGIN, HEIGHT - 10, _HINT, INSIDE, 1, "right")
        paper.text("À détruire douze mois après l’édition, au plus tard.", MARGIN, HEIGHT - 10, _HINT, INSIDE / 2, 1)
    return paper.finished()


def _row(one: SignIn) -> _Row:
    name, of = fitted(one.name, _NAME, WHO - 6, 2), fitted(one.of, _TEXT, OF - 6, 2)
    return _Row(name, of, max(_ROW, max(name.height, of.height) + 5))


def _top(first_page: bool) -> float:
    return (_HEADER + 6 if first_page else _NEXT + 2) + _HEAD


def _pages(heights: Sequence[float]) -> list[tuple[int, int]]:
    """(first, after the last) row of each page."""
    pages, first, used = [], 0, _top(first_page=True)
    for index, height in enumerate(heights):
        if used + height > HEIGHT - _FOOT and index > first:
            pages.append((first, index))
            first, used = index, _top(first_page=False)
        used += height
    return [*pages, (first, len(heights))]


def _room(heights: Sequence[float], *, first: bool) -> int:
    """How many blank rows still hold under those of the last page."""
    return max(0, int((HEIGHT - _FOOT - _top(first) - sum(heights)) // _ROW))


def _header(paper: Paper, content: SignInPaper, *, first_page: bool) -> float:
    """The band of the first page, a thin one on the next; the bottom of the columns' names."""
    if first_page:
        paper.field(0, 0, WIDTH, _HEADER, "moutarde")
        many = plural(len(content.people), "personne attendue", "personnes attendues")
        paper.text("Feuille d’émargement", MARGIN, 5, _UNDER, INSIDE - 40, 1)
        paper.text(content.title, MARGIN, 9.5, _TITLE, INSIDE - 40, 1)
        paper.text(f"{content.under} · {many}", MARGIN, 21, _UNDER, INSIDE - 34, 2)
        paper.object("teapot", WIDTH - MARGIN - 26, _HEADER, 26)
        top = _HEADER + 6
    else:
        paper.field(0, 0, WIDTH, _NEXT - 3, "moutarde")
        paper.text(f"{content.title}, suite", MARGIN, 5, replace(_TITLE, size=12), INSIDE, 1)
        top = _NEXT + 2
    paper.box(MARGIN, top, INSIDE, 8, "prune", "", radius=2)
    for label, x in (("Nom", 3.0), ("Structure", WHO + 3), ("Signature", WHO + OF + 3)):
        paper.text(label, MARGIN + x, top + 2, _COLUMN, 50, 1)
    return top + _HEAD


def _draw(paper: Paper, row: _Row, top: float, *, shaded: bool) -> None:
    if shaded:
        paper.field(MARGIN, top, INSIDE, row.height, "creme")
    for fit, x in ((row.name, 3.0), (row.of, WHO + 3)):
        paper.put(fit, MARGIN + x, top + 2.4)
    if not row.name.lines or not "".join(row.name.lines):
        paper.dots(MARGIN + 3, top + row.height - 3, WHO - 8)
        paper.dots(MARGIN + WHO + 3, top + row.height - 3, OF - 8)
    paper.dots(MARGIN + WHO + OF + 3, top + row.height - 3, INSIDE - WHO - OF - 6)
