"""The shops of a press kit: their map, their list, what each one prepares; lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from campaign.base.french import typographic
from campaign.documents import map_drawing
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Campaign, Shop
from campaign.documents.directory_entry import LARGEST, entry
from campaign.documents.directory_frame import plain_name
from campaign.documents.fitting import Room
from campaign.documents.map_drawing import colours_of
from campaign.documents.press_flow import Element, Part, Reader, Row, Rows, Writer, height_of
from campaign.documents.press_kit_frame import AGAIN, AIR, BAND, BOTTOM, INSIDE, MARGIN, SMALL, fitted
from campaign.documents.press_reading import without_programme
from campaign.documents.sheet import Sheet

_GAP = 8 * mm  # between columns
_BETWEEN = 4.2 * mm  # between shops
_FACTORS = (1.08, 1.04, 1.0, 0.96, 0.92)  # of the directory's body; an A4 page is read from farther
_MAP_HIGH, _MAP_ALONE = 116 * mm, 84 * mm
_SLACK = 5 * mm  # of the spaces around what stands above a list
_IGN = "Fond de carte : IGN"


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks shared out over columns of even height, cut between two blocks; a group's heading comes again."""

    blocks: tuple[Block, ...]
    reader: Reader
    count: int = 2
    above: float = 6 * mm
    glued: bool = False

    def take(self, room: float, *, force: bool = False) -> tuple[Part | None, "Columns | None"]:
        """As many blocks as hold, never a heading last."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high + 1) // 2
            columns = shared_out(self.blocks[:middle], self.count)
            fits = len(columns) <= self.count and tallest(columns) <= room + 0.01
            low, high = (middle, high) if fits else (low, middle - 1)
        while low and low < len(self.blocks) and self.blocks[low - 1].heading:
            low -= 1
        if not low and force:
            low = next((rank for rank, one in enumerate(self.blocks, 1) if not one.heading), len(self.blocks))
        if not low:
            return None, self
        left = self.blocks[low:]
        if left and not left[0].heading:
            group = next((one for one in reversed(self.blocks[:low]) if one.heading), None)
            left = (group, *left) if group else left
        columns = shared_out(self.blocks[:low], self.count)
        part = Part(tallest(columns), lambda x, top: self._draw(columns, x, top))
        return part, (replace(self, blocks=left, above=0.0) if left else None)

    def _draw(self, columns: Sequence[Sequence[Block]], left: float, top: float) -> None:
        self.reader.at()
        wide = (INSIDE - (self.count - 1) * _GAP) / self.count
        for rank, column in enumerate(columns):
            y = top
            for block in column:
                block.draw(left + rank * (wide + _GAP), y)
                y -= block.height


def near_you(sheet: Sheet, campaign: Campaign, writer: Writer, above: float) -> list[Element]:
    """The map, then the list by territory; ``above`` is the height of the words over them."""
    listed = [replace(shop, activities=(), categories=()) for shop in campaign.shops]
    shown = _map(sheet, campaign, writer)
    return [*shown, *_list(sheet, writer, listed, above + height_of(shown))]


def programme(sheet: Sheet, campaign: Campaign, writer: Writer, above: float) -> list[Element]:
    """What each shop prepares, in pills; [] when none prepares anything."""
    busy = [shop for shop in campaign.shops if shop.activities]
    listed = [replace(shop, address="", phone="", categories=_capital(shop), activities=()) for shop in busy]
    said = without_programme(campaign)
    found = _list(sheet, writer, listed, above + (10 * mm if said else 0))
    return [*found, *(writer.words(said, SMALL) if said else [])]


def _capital(shop: Shop) -> tuple[str, ...]:
    return tuple(one[:1].upper() + one[1:] for one in shop.activities)


def _list(sheet: Sheet, writer: Writer, shops: Sequence[Shop], above: float) -> list[Element]:
    """Territory by territory, each in the colour of the map; a little smaller where that saves a page."""
    if not shops:
        return []
    if len(shops) == 1:
        return [Columns(tuple(_blocks(sheet, shops, LARGEST, INSIDE)), writer.reader, 1)]
    wide = (INSIDE - _GAP) / 2

    def made(factor: float) -> Columns:
        return Columns(tuple(_blocks(sheet, shops, factor, wide)), writer.reader)

    fewest = _pages(sheet, made(_FACTORS[-1]), above)
    return [next(one for factor in _FACTORS if _pages(sheet, one := made(factor), above) == fewest)]


def _pages(sheet: Sheet, listed: Columns, above: float) -> int:
    """How many pages a list takes, the first under what stands above it."""
    room, count = sheet.height - BAND - AIR - BOTTOM - above - listed.above - _SLACK, 0
    left: Columns | None = listed
    while left:
        _, left = left.take(room, force=count > 0)
        room, count = sheet.height - AGAIN - BOTTOM, count + 1
    return count


def _blocks(sheet: Sheet, shops: Sequence[Shop], factor: float, wide: float) -> list[Block]:
    colours = colours_of(shops)
    between = _BETWEEN * (1 - 2 * max(0.0, _FACTORS[0] - factor))
    blocks: list[Block] = []
    group = None
    for shop in sorted(shops, key=lambda shop: shop.number):
        colour = colours[shop.territory]
        if len(colours) > 1 and shop.territory and shop.territory != group:
            group = shop.territory
            blocks.append(_heading(sheet, plain_name(group), colour, wide))
        one = entry(sheet, shop, factor, wide, colour)
        blocks.append(Block(one.height + between, one.draw))
    return blocks


def _heading(sheet: Sheet, name: str, colour: str, room: float) -> Block:
    done = fitted(sheet, name, fonts.STRONG, 9.6, 7, Room(room - 8 * mm, lines=2, leading=1.1), name, "territoire")
    high = done.height + 2.8 * mm

    def put(x: float, top: float) -> None:
        sheet.canvas.setFillColor(HexColor(colour))
        sheet.canvas.roundRect(x, top - high, room, high, min(high / 2, 3.4 * mm), fill=1, stroke=0)
        with sheet.tag("P"):
            sheet.lines(x + 4 * mm, top - 1.4 * mm, done, "prune", rise=0.9)

    return Block(high + 3.4 * mm, put, heading=True)


def _map(sheet: Sheet, campaign: Campaign, writer: Writer) -> list[Element]:
    if not campaign.territories and not any(shop.point for shop in campaign.shops):
        return []
    many = len(campaign.shops) > 1
    high = _MAP_HIGH if many else _MAP_ALONE
    radius = max(6.4, min(8.6, 8.6 - 0.05 * (len(campaign.shops) - 20)))
    alt = (
        f"Carte des {campaign.count} {campaign.place.in_form}, chacune à son numéro. La liste qui suit dit la même "
        "chose : chaque boutique y est sous son numéro, avec son adresse et ses horaires."
        if many
        else "Carte de la boutique. La liste qui suit donne son adresse et ses horaires."
    )

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        look = map_drawing.Look(radius, "creme", 7.6, zooms=True)
        with sheet.tag("Figure", alt=typographic(alt), box=(x, top - high, x + INSIDE, top)):
            map_drawing.draw(sheet, campaign.shops, campaign.territories, (x, top - high), (INSIDE, high), look)
        if campaign.territories:
            with sheet.tag("P"):
                sheet.text(sheet.width - MARGIN, top - high - 3 * mm, _IGN, fonts.TEXT, 6, "prune", "right")

    return [Rows((Row(high + 4 * mm, draw),), 4 * mm)]
