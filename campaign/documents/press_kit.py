"""The press kit, A4: cover with what is inside, release, sections, contacts; every page is planned, then drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.units import mm

from campaign.documents import press_cards as cards
from campaign.documents import press_kit_shops as shops
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import bookmark
from campaign.documents.press_flow import Element, Part, Placed, Reader, Writer, height_of, poured
from campaign.documents.press_kit_back import back
from campaign.documents.press_kit_cover import Entry, cover
from campaign.documents.press_kit_frame import (
    AGAIN,
    AIR,
    BAND,
    BODY,
    BOTTOM,
    INSIDE,
    LEAD,
    MAIN,
    MARGIN,
    SHORT_BAND,
    SIDE,
    TRIM_MM,
    Heading,
    fill,
    folio,
    goes_on,
    heading,
    say_what_press_lacks,
    tile,
)
from campaign.documents.press_partners import partners
from campaign.documents.press_pictures import pictures
from campaign.documents.press_side import release_side
from campaign.documents.press_story import story
from campaign.documents.press_text import Press, Section
from campaign.documents.sheet import Sheet

FEWEST = 8  # pages: below, each section has its own where that makes as many
_RELEASE, _CONTACTS = "Le communiqué", "Contacts"
_BETWEEN = 12 * mm  # over a heading in the middle of a page

__all__ = ["TRIM_MM", "draw"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section ready to set: ``side`` stands at the right of its first page; ``alone`` shares no page."""

    title: str
    elements: tuple[Element, ...]
    side: Part | None = None
    alone: bool = False

    @property
    def height(self) -> float:
        """Of the whole, under its heading."""
        return max(height_of(self.elements), self.side.height if self.side else 0.0)


@dataclass(slots=True)
class Planned:
    """A page: headings with the place and height of their field, texts with their place, side columns."""

    number: int
    headings: list[tuple[Heading, float, float]] = field(default_factory=list)
    again: Heading | None = None
    texts: list[tuple[float, Placed]] = field(default_factory=list)
    sides: list[tuple[float, Part]] = field(default_factory=list)
    order: list[tuple[str, int]] = field(default_factory=list)
    low: float = 0.0


def draw(sheet: Sheet, campaign: Campaign, press: Press) -> None:
    """Every page; what was left out of the texts is said, what misses blocks."""
    say_what_press_lacks(sheet, press)
    reader = Reader(sheet)
    chapters = _chapters(sheet, campaign, press, reader)
    pages = planned(sheet, chapters, shared=True)
    if len(pages) + 2 < FEWEST:
        apart = planned(sheet, chapters, shared=False)
        pages = apart if len(apart) + 2 >= FEWEST else pages
    entries = [Entry(one.title, page.number) for page in pages for one, _, _ in page.headings]
    last = Heading(_CONTACTS, len(chapters))
    entries.append(Entry(_CONTACTS, len(pages) + 2))
    bookmark(sheet, f"Dossier de presse – {campaign.name}")
    cover(sheet, campaign, press, entries)
    for page in pages:
        sheet.next_page()
        _draw(sheet, campaign, press, page, reader)
    reader.at()
    sheet.next_page()
    bookmark(sheet, _CONTACTS)
    back(sheet, campaign, press, last)


def planned(sheet: Sheet, chapters: Sequence[Chapter], *, shared: bool) -> list[Planned]:
    """The pages after the cover; with ``shared``, a section begins under another one when it holds there whole."""
    pages: list[Planned] = []
    closed = True
    for rank, one in enumerate(chapters):
        about = Heading(one.title, rank)
        needed = _BETWEEN + SHORT_BAND + AIR + one.height
        if shared and pages and not closed and not one.alone and pages[-1].low - needed >= BOTTOM:
            high, top = SHORT_BAND, pages[-1].low - _BETWEEN
        else:
            pages.append(Planned(len(pages) + 2))
            high, top = BAND, sheet.height
        page = pages[-1]
        page.headings.append((about, top, high))
        start = top - high - AIR
        rooms = (start - BOTTOM, sheet.height - AGAIN - BOTTOM)
        for index, placed in enumerate(poured(one.elements, lambda number, rooms=rooms: rooms[min(number, 1)])):
            if index:
                page = Planned(len(pages) + 2, again=about)
                pages.append(page)
                start = sheet.height - AGAIN
            page.texts += [(start, each) for each in placed]
            page.low = start - max((each.down + each.part.height for each in placed), default=0.0)
            if one.side and not index:
                page.sides.append((start, one.side))
                page.low = min(page.low, start - one.side.height)
        closed = one.alone
    return pages


def _draw(sheet: Sheet, campaign: Campaign, press: Press, page: Planned, reader: Reader) -> None:
    with sheet.artifact():
        sheet.band(0, sheet.height, "creme")
        folio(sheet, campaign, press)
    if page.again:
        goes_on(sheet, page.again)
    starts = [start for _, start, _ in page.headings]
    texts, sides = list(page.texts), list(page.sides)
    for rank in range(max(1, len(starts))):
        if starts:
            reader.at()
            about, top, high = page.headings[rank]
            bookmark(sheet, about.title)
            heading(sheet, about, top, high)
        end = starts[rank + 1] if rank + 1 < len(starts) else -1.0
        while texts and texts[0][0] - texts[0][1].down > end:
            start, placed = texts.pop(0)
            placed.part.draw(MARGIN, start - placed.down)
        while sides and sides[0][0] > end:
            start, part = sides.pop(0)
            part.draw(sheet.width - MARGIN - SIDE, start)
    fill(sheet, page.low, page.number)


def _chapters(sheet: Sheet, campaign: Campaign, press: Press, reader: Reader) -> list[Chapter]:
    column = Writer(sheet, reader, MAIN, _RELEASE)
    release = Chapter(
        _RELEASE, tuple(story(column, press, 1.0)), release_side(sheet, campaign, press, reader), alone=True
    )
    found = [release]
    for rank, section in enumerate(press.sections, 1):
        if one := _chapter(sheet, campaign, press, reader, section, rank):
            found.append(one)
    return found


def _chapter(
    sheet: Sheet, campaign: Campaign, press: Press, reader: Reader, section: Section, rank: int
) -> Chapter | None:
    """A section with what its code brings; None when it brings nothing it needs, which is said."""
    wide = Writer(sheet, reader, INSIDE, section.title)
    opening = Writer(sheet, reader, INSIDE - 16 * mm, section.title)
    text = [*opening.rich(section.text, LEAD.scaled(0.93)), *cards.notes(opening, section.figures)]
    brought: list[Element] = []
    match section.code:
        case "near_you":
            brought = shops.near_you(sheet, campaign, wide, height_of(text))
        case "programme":
            brought = shops.programme(sheet, campaign, wide, height_of(text))
        case "voices":
            brought = cards.voices(sheet, wide, press.voices)
        case "figures":
            brought = cards.figures(sheet, wide, press.figures)
        case "visuals":
            brought = pictures(sheet, wide, press.pictures, press.address)
        case "partners":
            brought = partners(sheet, campaign.partners, wide)
        case _:
            column = Writer(sheet, reader, MAIN, section.title)
            running = [*column.rich(section.text, BODY), *cards.notes(column, section.figures)]
            return Chapter(section.title, tuple(running), tile(sheet, rank)) if running else None
    if not brought:
        sheet.notices.say(section.title, "", _WITHOUT[section.code])
        return None
    return Chapter(section.title, (*text, *brought))


_WITHOUT = {
    "near_you": "aucune boutique à citer : la rubrique n’est pas imprimée.",
    "programme": "aucune animation annoncée : la rubrique n’est pas imprimée.",
    "voices": "aucune citation validée : la rubrique n’est pas imprimée.",
    "figures": "aucun chiffre : la rubrique n’est pas imprimée.",
    "visuals": "aucun visuel ajouté : la rubrique n’est pas imprimée.",
    "partners": "aucun partenaire indiqué : la rubrique n’est pas imprimée.",
}
