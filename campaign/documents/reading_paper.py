"""A paper to read as a tagged PDF: every page is planned, so that page numbers are true, then drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pypdfium2
from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.base.text import clean
from campaign.documents import office_text as fonts
from campaign.documents.catalogue import Built
from campaign.documents.directory_frame import bookmark, bookmark_key
from campaign.documents.fitting import Set
from campaign.documents.notices import Notice
from campaign.documents.page_reading import edges, texts_near
from campaign.documents.paper_content import ReadingPaper
from campaign.documents.preflight import Check, Verdict, examined
from campaign.documents.presets import Preset
from campaign.documents.press_flow import Element, Part, Placed, Reader, Row, Rows, Writer, poured
from campaign.documents.press_kit_frame import INSIDE, MARGIN, SHORT_BAND, rule
from campaign.documents.press_lines import Style
from campaign.documents.preview import PDFIUM
from campaign.documents.reading_blocks import elements, told
from campaign.documents.reading_frame import (
    AIR,
    BOTTOM,
    PAGE_MM,
    SMALL,
    TOP,
    Head,
    chapter_band,
    folio,
    goes_on,
    ink,
    last_tiles,
    set_whole,
)
from campaign.documents.sheet import Sheet

_EDGE = 5 * mm  # office printers leave as much unprinted
_BETWEEN = 10 * mm  # over a chapter in the middle of a page
_LITTLE, _TIGHT = 45 * mm, 0.7  # a last page with less is spared, if closer elements can do without it
_ENTRIES = 36  # of the contents, in one piece
_ENTRY = 10.4


def paper_pdf(content: ReadingPaper) -> Built:
    """The paper with its ``checks``; those that fail block it. The same content gives the same bytes."""
    title = clean(f"{content.kind} – {content.title}")[:200] or content.code
    sheet = Sheet(title, PAGE_MM, Preset.SCREEN, content.palette, tagged=True)
    _Drawing(sheet, content).draw()
    data = sheet.finish(content.made_at)
    checks = (*examined(data, Preset.SCREEN, PAGE_MM), *_margins(data))
    blocking = [Notice(one.notice) for one in checks if one.verdict is Verdict.BLOCKING]
    found = sheet.notices
    return Built(data, sheet.pages, PAGE_MM, found.found, (*found.blocking, *blocking), checks=checks)


@dataclass(slots=True)
class _Places:
    """Where chapters begin (page from 1), known once all is planned."""

    pages: dict[int, int] = field(default_factory=dict)


class _Drawing:
    """One paper being planned, then drawn."""

    def __init__(self, sheet: Sheet, content: ReadingPaper) -> None:
        self._sheet, self._content = sheet, content
        self._reader = Reader(sheet)
        self._chapters = told(content)
        self._places = _Places()
        self._head = Head(sheet, content)
        self._bands: dict[int, int] = {}  # the chapter that an element begins

    def draw(self) -> None:
        """Every page."""
        pages = self._planned()
        sheet = self._sheet
        current = ""
        for number, placed in enumerate(pages):
            if number:
                sheet.next_page()
            if number == 0:
                self._head.draw()
                bookmark(sheet, clean(self._content.title) or self._content.code)
            start = self._start(number)
            if number and not (placed and id(placed[0].part) in self._bands):
                goes_on(sheet, current)
            folio(sheet, self._content, len(pages))
            for one in placed:
                if (rank := self._bands.get(id(one.part))) is not None:
                    current = self._chapters[rank].title
                one.part.draw(MARGIN, start - one.down)
        self._reader.at()
        low = self._start(len(pages) - 1) - max((one.down + one.part.height for one in pages[-1]), default=0.0)
        last_tiles(sheet, low)

    def _start(self, number: int) -> float:
        return self._sheet.height - (self._head.height + AIR if number == 0 else TOP)

    def _planned(self) -> list[list[Placed]]:
        """The elements over the pages; where each chapter begins is kept."""
        elements = self._elements()
        pages = self._poured(elements)
        if len(pages) > 1 and max(one.down + one.part.height for one in pages[-1]) < _LITTLE:
            tried = self._poured([replace(one, above=_TIGHT * one.above) for one in elements])
            pages = tried if len(tried) < len(pages) else pages
        for number, placed in enumerate(pages, 1):
            for one in placed:
                rank = getattr(one.part.draw, "chapter", None)
                if rank is not None:
                    self._places.pages[rank] = number
                    self._bands[id(one.part)] = rank
        return pages

    def _poured(self, elements: Sequence[Element]) -> list[list[Placed]]:
        return poured(elements, lambda number: self._start(number) - BOTTOM)

    def _elements(self) -> list[Element]:
        found: list[Element] = []
        if self._content.summary and len(self._chapters) > 1:
            found += self._contents()
        for rank, chapter in enumerate(self._chapters):
            found.append(_Band(_Drawn(self._sheet, self._reader, chapter.title, rank)))
            under = elements(self._sheet, self._reader, INSIDE, chapter)
            found += [replace(one, above=0.0) for one in under[:1]] + under[1:]  # the band has its own air
        closing = self._closing()
        if closing and found:  # never alone on the last page
            found[-1] = _glued(found[-1])
        return [*found, *closing]

    def _contents(self) -> list[Element]:
        wide = (INSIDE - 8 * mm) / 2 - 10 * mm
        texts = [set_whole(self._sheet, one.title, fonts.LABEL, _ENTRY, 9, wide, 1.2) for one in self._chapters]
        title = Style(fonts.TITLE, fonts.TITLE, 14.5, 1.3, hyphens=False)
        writer = Writer(self._sheet, self._reader, INSIDE, "Sommaire")
        rows = [self._entries(texts, start) for start in range(0, len(texts), _ENTRIES)]
        return [*writer.words("Sommaire", title, glued=True), Rows(tuple(rows), 1.5 * mm)]

    def _entries(self, texts: Sequence[Set], start: int) -> Row:
        """Titles in two columns; a click leads to the page."""
        listed = list(enumerate(texts))[start : start + _ENTRIES]
        count = -(-len(listed) // 2)
        step = max(6.4 * mm, *(text.height + 1.6 * mm for _, text in listed), 0.0)

        def draw(x: float, top: float) -> None:
            self._reader.at()
            with self._sheet.tag("TOC"):
                for place, (rank, text) in enumerate(listed):
                    left = x + (place // count) * (INSIDE + 8 * mm) / 2
                    self._entry(rank, text, left, top - (place % count) * step, step)

        return Row(count * step, draw)

    def _entry(self, rank: int, text: Set, x: float, y: float, step: float) -> None:
        sheet, page = self._sheet, self._places.pages[rank]
        title = clean(self._chapters[rank].title)
        at = (x, y - step, x + 10 * mm + text.width, y)
        with sheet.tag("TOCI"), sheet.tag("Reference"):
            with sheet.link(at, f"{title}, page {page}", bookmark=bookmark_key(page, title)):
                baseline = y - 0.5 * step - 0.33 * _ENTRY + (text.height - text.size * text.leading) / 2
                sheet.text(x, baseline, str(page), fonts.TITLE, 12, ink(sheet, "accent"), after=" ")
                sheet.lines(x + 10 * mm, baseline + 0.95 * text.size, text, "prune", rise=0.95)

    def _closing(self) -> list[Element]:
        if not self._content.closing.strip():
            return []
        writer = Writer(self._sheet, self._reader, INSIDE, "Fin")
        (one,) = writer.words(self._content.closing, SMALL) or (None,)
        if not isinstance(one, Rows):
            return []

        def line(x: float, top: float) -> None:
            with self._sheet.artifact():
                rule(self._sheet, top, x, INSIDE)

        return [Rows((Row(2.4 * mm, line, bound=True), *one.rows), 8 * mm)]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Draws a chapter's band; says which, to know its page."""

    sheet: Sheet
    reader: Reader
    title: str
    chapter: int

    def __call__(self, x: float, top: float) -> None:
        self.reader.at()
        bookmark(self.sheet, clean(self.title))
        chapter_band(self.sheet, self.title, self.chapter, top)


@dataclass(frozen=True, slots=True)
class _Band:
    """A chapter's title over the whole width, never at the foot of a page."""

    draws: _Drawn
    above: float = _BETWEEN
    glued: bool = True

    def take(self, room: float, *, force: bool = False) -> tuple[Part | None, Element | None]:
        """Whole or not at all."""
        high = SHORT_BAND + AIR
        return (Part(high, self.draws), None) if force or high <= room + 0.01 else (None, self)


def _glued(element: Element) -> Element:
    return element if element.glued else replace(element, glued=True)


def _margins(file: bytes) -> list[Check]:
    """Texts too near the edge of the sheet."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(file)
        try:
            pages = list(document)
            near = texts_near(pages, edges(pages), _EDGE)
        finally:
            document.close()
    if not near:
        return [Check("Marges", Verdict.GOOD, "Aucun texte au bord de la feuille.")]
    page, said = near[0]
    return [Check("Marges", Verdict.BLOCKING, f"Page {page + 1}, un texte touche le bord{NBSP}: {said[:40]}.")]
