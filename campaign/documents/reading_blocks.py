"""What each block of a paper becomes on its pages, and which blocks say nothing at all."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from campaign.base import rich_text
from campaign.base.rich_text import Bullets, Paragraph, RichText, Run
from campaign.documents.paper_content import (
    Bars,
    Block,
    Cards,
    Chapter,
    Heading,
    Matrix,
    Note,
    Photos,
    Points,
    Quotes,
    ReadingPaper,
    Spans,
    Steps,
    Table,
    Words,
)
from campaign.documents.press_flow import Element, Reader, Writer
from campaign.documents.reading_cards import cards, matrix, quotes
from campaign.documents.reading_charts import bars, is_small, side_by_side, spans
from campaign.documents.reading_frame import BODY, READ, SMALL, TITLE2
from campaign.documents.reading_photos import photos
from campaign.documents.reading_steps import steps
from campaign.documents.reading_tables import table
from campaign.documents.sheet import Sheet


def told(content: ReadingPaper) -> list[Chapter]:
    """The chapters that say something, without the blocks that do not: an empty list, a blank text."""
    found = []
    for one in content.told:
        blocks = _without_lone_headings([block for block in one.blocks if says(block)])
        if blocks:
            found.append(Chapter(one.title, tuple(blocks)))
    return found


def says(block: Block) -> bool:
    """Whether a block shows anything; a table or chart without a row says so itself."""
    match block:
        case Words():
            return bool(rich_text.plain(block.text).strip())
        case Note():
            return bool(block.text.strip())
        case Heading():
            return bool(block.title.strip())
        case Points():
            return any(line.strip() for line in block.lines)
        case Cards():
            return bool(block.cards)
        case Quotes():
            return any(one.text.strip() for one in block.quotes)
        case Photos():
            return bool(block.photos)
    return True


def _without_lone_headings(blocks: Sequence[Block]) -> list[Block]:
    """A title under which nothing stands is left out."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, Heading) and (not kept or isinstance(kept[-1], Heading)):
            continue
        kept.append(block)
    return kept[::-1]


def elements(sheet: Sheet, reader: Reader, room: float, chapter: Chapter) -> list[Element]:
    """The blocks of a chapter, to pour over pages."""
    wide = Writer(sheet, reader, room, chapter.title[:40])
    read = Writer(sheet, reader, min(READ, room), chapter.title[:40])
    found: list[Element] = []
    left = list(chapter.blocks)
    while left:
        pair = left[:2]
        if len(pair) == 2 and all(isinstance(one, Bars) and is_small(one) for one in pair):
            found.append(side_by_side(wide, pair))
            left = left[2:]
            continue
        found += _elements(wide, read, left.pop(0))
    return found


def _elements(wide: Writer, read: Writer, block: Block) -> Sequence[Element]:
    match block:
        case Words():
            return _running(read, block.text)
        case Note():
            return [_lower(one, 2.4 * mm) for one in read.words(block.text, SMALL)]
        case Heading():
            return [_lower(one, 7 * mm) for one in wide.words(block.title, TITLE2, "H3", glued=True)]
        case Points():
            lines = tuple((Run(line),) for line in block.lines if line.strip())
            return read.rich((Bullets(lines),), BODY)
        case Cards():
            return cards(wide, block)
        case Table():
            return table(wide, block)
        case Spans():
            return spans(wide, block)
        case Bars():
            return bars(wide, block)
        case Steps():
            return steps(wide, block)
        case Quotes():
            return quotes(wide, block)
        case Matrix():
            return matrix(wide, block)
        case Photos():
            return photos(wide, block)


def _running(writer: Writer, text: RichText) -> list[Element]:
    """Paragraphs and lists; what ends by « : » is not cut from what it announces."""
    found: list[Element] = []
    for one in text:
        listed = writer.rich((one,), BODY)
        announces = isinstance(one, Paragraph) and rich_text.plain((one,)).rstrip().endswith(":")
        found += [replace(each, glued=announces) for each in listed]
    return found


def _lower(element: Element, above: float) -> Element:
    return replace(element, above=above)
