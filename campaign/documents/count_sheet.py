"""The stock-taking sheet: a depot a page, a box for each count, the expected quantity shown or kept back."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.base.french import plural
from campaign.documents import office_text as fonts
from campaign.documents.depot_content import CountDepot, CountLine, CountSheets
from campaign.documents.fitting import Set
from campaign.documents.van_facts import facts
from campaign.documents.van_frame import (
    BAND,
    HEIGHT,
    INSIDE,
    MARGIN,
    THIN_BAND,
    VanSheet,
    band,
    band_again,
    head,
    page_word,
)
from campaign.documents.van_pages import Flow, Part, shared_out

_COLOUR = "menthe"
_FOOT, _NEXT = 9 * mm, HEIGHT - THIN_BAND - 5 * mm - 9.6 * mm
_NAME_AT, _EXPECTED, _COUNTED, _NOTES = (MARGIN + x * mm for x in (3, 100, 121, 137))
_ROOM, _NOTES_WIDE = 86 * mm, 40 * mm
_NAME, _SMALL, _PIECE = 10.0, 8.4, 9.0
_LINE = 6 * mm  # of numbered pieces
_FOUND = 4  # lines to write what nobody expected


def draw_count_sheets(sheet: VanSheet, content: CountSheets) -> None:
    """One depot after another, each on its own pages with its bookmark."""
    for rank, depot in enumerate(content.depots):
        with sheet.section(rank, depot.name):
            _depot(sheet, content, depot)


def _depot(sheet: VanSheet, content: CountSheets, depot: CountDepot) -> None:
    band(sheet, "Feuille de comptage", content.header.edition, _COLOUR, INSIDE)
    said = (
        ("Lieu", depot.name, depot.address),
        ("Jour", content.day, ""),
        ("À compter", plural(len(depot.lines), "article"), "" if content.shown else "sans la quantité attendue"),
    )
    top = facts(sheet, said, HEIGHT - BAND - 6 * mm) - 5 * mm
    expected = (("Attendu", _EXPECTED, "centre"),) if content.shown else ()
    columns = (("Matériel", _NAME_AT, "left"), *expected, ("Compté", _COUNTED, "centre"), ("Notes", _NOTES, "left"))
    parts = [_line(sheet, line, rank, shown=content.shown) for rank, line in enumerate(depot.lines)]
    pages = shared_out([*parts, _found(sheet)], top - 9.6 * mm, _NEXT, _FOOT)

    def turned(rank: int) -> float:
        sheet.next_page()
        low = band_again(sheet, "Feuille de comptage", depot.name, page_word(rank + 1, len(pages)), _COLOUR)
        return head(sheet, low - 5 * mm, columns, again=True)

    with sheet.tag("Table"):
        flow = Flow(pages, head(sheet, top, columns), turned)
        flow.draw(len(parts))
    flow.draw(1)


def _line(sheet: VanSheet, line: CountLine, rank: int, *, shown: bool) -> Part:
    name = sheet.wrapped(line.name, fonts.LEAD, _NAME, _ROOM, line.name)
    reference = sheet.wrapped(line.reference, fonts.TEXT, _SMALL, _ROOM, line.name)
    pieces, deep = _pieces(sheet, line.pieces, line.name)
    high = max(11 * mm, name.height + reference.height + deep + 2.6 * mm)

    def draw(top: float) -> None:
        middle = top - min(high, 11 * mm) / 2 - 0.5 * mm
        with sheet.artifact():
            sheet.striped(MARGIN, top, INSIDE, high, rank)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                y = sheet.lines(_NAME_AT, top - 1.6 * mm, name, "prune", rise=0.86, after=" ")
                y = sheet.lines(_NAME_AT, y, reference, "encre60", rise=0.86, after=" ") - 1 * mm
                for words, x, down in pieces:
                    with sheet.artifact():
                        sheet.tick(_NAME_AT + x, y - down - 0.48 * _PIECE)
                    sheet.lines(_NAME_AT + x + 5 * mm, y - down, words, "prune", rise=0.84, after=" ")
            if shown:
                with sheet.tag("TD"):
                    sheet.text(_EXPECTED, middle - 4.5, str(line.expected), fonts.STRONG, 13, "prune", "centre")
            with sheet.tag("TD", spoken="à remplir"):
                sheet.box(_COUNTED - 7.5 * mm, middle + 3.9 * mm, 15 * mm, 7.8 * mm, 1.1, 1.5 * mm)
            with sheet.tag("TD", spoken="à remplir"):
                sheet.dots(_NOTES, middle - 3.4 * mm, _NOTES_WIDE)

    return Part(high, draw)


def _pieces(sheet: VanSheet, pieces: Sequence[str], about: str) -> tuple[list[tuple[Set, float, float]], float]:
    """A box each along the line: (words, from the left, down), then how deep they go."""
    placed: list[tuple[Set, float, float]] = []
    x = y = deep = 0.0
    for one in pieces:
        words = sheet.wrapped(one, fonts.LABEL, _PIECE, _ROOM - 6 * mm, about)
        wide = words.width + 10 * mm
        if x and x + wide > _ROOM:
            x, y, deep = 0.0, y + deep, 0.0
        placed.append((words, x, y))
        x, deep = x + wide, max(deep, words.height + _LINE - 1.22 * _PIECE)
    return placed, y + deep + (1.4 * mm if placed else 0)


def _found(sheet: VanSheet) -> Part:
    """What nobody expected, then who counted."""
    title = sheet.wrapped("Trouvé en plus, ou inconnu", fonts.LEAD, 9.8, INSIDE)
    who = 26 * mm

    def draw(top: float) -> None:
        with sheet.tag("P"):
            y = sheet.lines(MARGIN, top - 5 * mm, title, "prune", rise=0.86)
        with sheet.artifact():
            for _ in range(_FOUND):
                y -= 8 * mm
                sheet.dots(MARGIN, y, INSIDE)
            sheet.box(MARGIN, y - 5 * mm, INSIDE, who, 1.3, 2.6 * mm)
        with sheet.tag("P"):
            sheet.text(MARGIN + 4 * mm, y - 10.5 * mm, "Compté par", fonts.LEAD, 10, "prune", after=" ")
            sheet.text(MARGIN + 4 * mm, y - 15 * mm, "Nom, date, signature", fonts.TEXT, 8.5, "encre60")

    return Part(5 * mm + title.height + _FOUND * 8 * mm + 5 * mm + who + 2 * mm, draw)
