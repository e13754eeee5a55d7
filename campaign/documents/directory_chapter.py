"""Pages of shops in the directory: a territory in its colour, alone on its page or with a small neighbour."""

from collections.abc import Sequence
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from campaign.documents import objects
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Campaign
from campaign.documents.directory_entry import LARGEST, LEAST, entry
from campaign.documents.directory_frame import BLUE, BOTTOM, LEAST_TILES, MARGIN, RED, banner, fill, heading_words
from campaign.documents.directory_plan import FEW, Part
from campaign.documents.fitting import Room, fit
from campaign.documents.letters import set_text
from campaign.documents.sheet import Sheet

_GAP = 6 * mm  # between columns
_BETWEEN, _MOST_BETWEEN, _FAR_BETWEEN = 10.0, 11 * mm, 20 * mm  # between shops
_HEADS = {"alone": 36 * mm, "continued": 22 * mm, "shared": 26 * mm}
_AIR = 8 * mm  # under a heading
_MOST_SPARE = 9 * mm  # under each of two territories on a page
_BANNER = 21 * mm
_STEP = 0.04
_FACTORS = tuple(round(LARGEST - _STEP * step, 2) for step in range(int((LARGEST - LEAST) / _STEP) + 1))
# Objects standing on a heading, from right to left: (object, main colour, width in mm).
_OBJECTS = (
    (("commode-canard", "canard", 35), ("armchair-tomate", "tomate", 29)),
    (("bike", "tomate", 40), ("suitcase", "chene", 24)),
    (("lamp-tomate", "tomate", 17), ("armchair", "canard", 30), ("cat", "prune", 16)),
    (("books", "tomate", 26), ("teapot", "tomate", 26), ("clock", "prune", 15)),
    (("chair", "canard", 15), ("commode", "tomate", 36)),
    (("duck", "tomate", 22), ("camera", "prune", 22), ("vase", "tomate", 14)),
    (("jumper-tomate", "tomate", 26), ("suitcase", "chene", 28)),
    (("radio-creme", "prune", 28), ("armchair-tomate", "tomate", 29)),
)


class Measurer:
    """How large the parts of a page can be set; what was measured is kept while the plan is tried."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.block = lru_cache(maxsize=None)(lambda *asked: entry(sheet, *asked))
        self.factor = lru_cache(maxsize=None)(self._factor)

    def _factor(self, parts: tuple[Part, ...]) -> float:
        for factor in _FACTORS:
            used = sum(_used(self.columns(part, factor, shared=len(parts) > 1)) for part in parts)
            if used <= room(self._sheet, parts):
                return factor
        return 0.0

    def columns(self, part: Part, factor: float, *, shared: bool) -> list[list[Block]]:
        """The shops in one column when they are few, else in two of even height."""
        inside = self._sheet.width - 2 * MARGIN
        many = len(part.shops) >= FEW or (shared and len(part.shops) > 1) or part.continued
        wide = (inside - _GAP) / 2 if many else inside
        blocks = []
        for shop in part.shops:
            one = self.block(shop, factor, wide, part.colour)
            blocks.append(Block(one.height + _BETWEEN, one.draw))
        return shared_out(blocks, 2 if many else 1)


def room(sheet: Sheet, parts: Sequence[Part]) -> float:
    """The height left to the shops of a page under its headings and over its foot."""
    if len(parts) > 1:
        return sheet.height - BOTTOM - len(parts) * (_HEADS["shared"] + _AIR) - 2 * mm
    if parts[0].continued:
        return sheet.height - BOTTOM - _HEADS["continued"] - _AIR
    return sheet.height - BOTTOM - _HEADS["alone"] - _AIR - _BANNER


def page(sheet: Sheet, campaign: Campaign, parts: tuple[Part, ...], measurer: Measurer, rank: int) -> None:
    """One page; ``rank`` of its chapter chooses the objects."""
    sheet.band(0, sheet.height, "creme")
    factor = measurer.factor(parts)
    if not factor:
        factor = _FACTORS[-1]
        name = max(parts[0].shops, key=lambda shop: len(shop.name) + len(shop.address) + len(shop.hours)).name
        sheet.notices.block(name, "nom, adresse et horaires", "trop longs pour une page. Raccourcissez-les.")
    elif factor < 1:
        for part in parts:
            sheet.notices.shrunk(part.name, "texte de l’annuaire", 1.0, factor)
    kind = "shared" if len(parts) > 1 else "continued" if parts[0].continued else "alone"
    top = sheet.height
    spare = max(0.0, room(sheet, parts) - sum(_used(measurer.columns(p, factor, shared=len(parts) > 1)) for p in parts))
    share = min(spare / len(parts), _MOST_SPARE if len(parts) > 1 else spare)
    for index, part in enumerate(parts):
        _heading(sheet, part, top, _HEADS[kind], rank + index)
        top -= _HEADS[kind] + _AIR
        columns = measurer.columns(part, factor, shared=len(parts) > 1)
        low = top - _used(columns) - share
        top = _pour(sheet, columns, part.colour, top, low, _most(columns, spare, alone=len(parts) == 1)) - (
            2 * mm if len(parts) > 1 else 0
        )
        top = min(top, low) if len(parts) > 1 else top
    if kind == "alone":
        with sheet.artifact() if rank else sheet.tag("P"):  # read aloud once, not at each chapter
            banner(sheet, campaign)
    floor = BOTTOM + (_BANNER if kind == "alone" else 0)
    fill(sheet, floor, top, rank)


def _used(columns: Sequence[Sequence[Block]]) -> float:
    return tallest(columns) - _BETWEEN


def _most(columns: Sequence[Sequence[Block]], spare: float, *, alone: bool) -> float:
    """How much further apart shops may stand: as far as it takes, within reason, where no row of tiles would hold."""
    usual = _MOST_BETWEEN - _BETWEEN
    gaps = max(len(column) for column in columns) - 1
    if not alone:
        return 4 * mm
    return usual if spare - gaps * usual > LEAST_TILES else _FAR_BETWEEN - _BETWEEN


def _pour(sheet: Sheet, columns: Sequence[Sequence[Block]], colour: str, top: float, low: float, most: float) -> float:
    """The shops, evenly apart, a dotted line between two; the lowest point."""
    inside = sheet.width - 2 * MARGIN
    wide = (inside - _GAP) / 2 if len(columns) > 1 else inside
    spare = min((top - low - _used([column])) / max(1, len(column) - 1) for column in columns)
    more = max(0.0, min(spare, most))
    lowest = top
    for index, column in enumerate(columns):
        x, y = MARGIN + index * (wide + _GAP), top
        for rank, block in enumerate(column):
            block.draw(x, y)
            y -= block.height + more
            if rank < len(column) - 1:
                _dots(sheet, x, y + (_BETWEEN + more) / 2, wide, colour)
        lowest = min(lowest, y + _BETWEEN + more)
    return lowest


def _dots(sheet: Sheet, x: float, y: float, wide: float, colour: str) -> None:
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(1.1)
    canvas.setLineCap(1)
    canvas.setDash(0.1, 3.2)
    canvas.line(x, y, x + wide, y)
    canvas.restoreState()


def _heading(sheet: Sheet, part: Part, top: float, high: float, rank: int) -> None:
    """The territory's name on its colour, over the whole width; objects stand on the line where there is room."""
    over = sheet.bleed
    above = over if top >= sheet.height else 0
    sheet.canvas.setFillColor(HexColor(part.colour))
    sheet.canvas.rect(-over, top - high, sheet.width + 2 * over, high + above, fill=1, stroke=0)
    scale = high / _HEADS["alone"]
    standing = _standing(sheet, part.colour, rank)
    if part.continued:
        standing = standing[:1]
    used = sum(wide * scale * mm + 2 * mm for _, _, wide in standing)
    inside = sheet.width - 2 * MARGIN
    first, second = heading_words(part.name, continued=part.continued)
    name, font = set_text(first, fonts.TITLE, sheet.notices, part.name, "nom du territoire")
    size = 31 * max(scale, 0.72)
    free = high - 11.5 * mm
    done = fit(name, font, size, 13, Room(inside - used, free * (0.62 if second else 1), leading=1.02))
    if not done.held:
        standing, used = (), 0.0
        done = fit(name, font, size, 9, Room(inside, free * (0.7 if second else 1), leading=1.02))
    if not done.held:
        sheet.notices.block(part.name, "nom du territoire", "trop long pour son titre. Raccourcissez-le.")
    under, under_font = set_text(second, fonts.TITLE, sheet.notices, part.name, "nom du territoire")
    low = fit(under, under_font, done.size * 0.62, 9, Room(inside - used, free * 0.45, leading=1.05)) if under else None
    tall = done.height + (low.height + 1 * mm if low else 0)
    # « (suite) » is for who turns a page; a long one is read all the same, else it passes for forgotten text.
    turned = part.continued and len(done.lines) == 1
    with sheet.artifact() if turned else sheet.tag("P" if part.continued else "H2"):
        y = sheet.lines(MARGIN, top - (high - tall) / 2, done, "prune", rise=0.8)
    if low:
        with sheet.tag("P"):
            sheet.lines(MARGIN, y - 0.5 * mm, low, "prune", rise=0.84)
    x = sheet.width - MARGIN
    for name, _, wide in standing:
        x -= wide * scale * mm
        tallest_object = high - 2 * mm
        width = min(wide * scale * mm, tallest_object / objects.ratio(name))
        objects.place(sheet, name, x, top - high, width, {**RED, **BLUE})
        x -= 2 * mm


def _standing(sheet: Sheet, ground: str, rank: int) -> tuple[tuple[str, str, int], ...]:
    """Objects of that rank that do not vanish on the ground."""
    from coloraide import Color

    seen = [
        one for one in _OBJECTS[rank % len(_OBJECTS)]
        if Color(sheet.palette.hex(one[1])).delta_e(Color(ground), method="2000") > 20
    ]  # fmt: skip
    return tuple(seen)
