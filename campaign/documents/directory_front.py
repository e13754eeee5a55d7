"""The first pages of the directory: the cover, how it works, how to give, the map."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from campaign.base.french import NBSP, typographic
from campaign.documents import map_drawing, objects, patchwork, poster, qr, tags
from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign, Shop, few_days
from campaign.documents.directory_frame import (
    BLUE,
    BOTTOM,
    MARGIN,
    RED,
    bookmark_key,
    fitted,
    folio,
    paragraph,
    plain_name,
    site_link,
    title,
)
from campaign.documents.directory_plan import Plan
from campaign.documents.directory_words import GIVING, Advice, subject, tenants, visiting
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.sheet import Sheet

_SITE = 18.4 * mm  # height of the box of the site


def cover(sheet: Sheet, campaign: Campaign) -> None:
    """The title over a patchwork where one wide tile carries the days."""
    side = sheet.width / 4
    unit = sheet.width / 297
    ground = 3 * side
    sheet.band(0, sheet.height, "field")
    one = fitted(sheet, subject(campaign), fonts.STRONG, 14.5, 9, Room(sheet.width - 2 * MARGIN, lines=1))
    two = fitted(sheet, campaign.place.in_form, fonts.STRONG, 14.5, 8, Room(sheet.width - 2 * MARGIN, lines=2))
    floor = ground + 6 * mm + one.height * 1.25 + two.height
    with sheet.tag("H1", spoken=campaign.name):
        poster.title(sheet, poster.heading_of(sheet, campaign), MARGIN, floor + 2 * mm, unit)
    with sheet.tag("P"):
        y = sheet.lines(MARGIN, floor, one, "prune", rise=0.8, after=" ")
        sheet.lines(MARGIN, y - one.size * 0.22, two, "prune", rise=0.8)
    for row in range(3):
        tiles = patchwork.chosen(sheet, 4, 4 * row)
        for column, tile in enumerate(tiles):
            if row == 1 and column in (1, 2):
                continue
            patchwork.draw(sheet, tile, column * side, ground - (row + 1) * side, side)
    sheet.fill("prune")
    sheet.canvas.rect(side, ground - 2 * side, 2 * side, side, fill=1, stroke=0)
    days = fitted(sheet, few_days(campaign.days), fonts.TITLE, 24, 11, Room(2 * side - 8 * mm, side - 14 * mm, 3))
    top = ground - 1.5 * side + (days.height + 5 * mm) / 2
    with sheet.tag("P"):
        low = sheet.lines(2 * side, top, days, "field", "centre", rise=0.8, after=" ")
        sheet.text(2 * side, low - 4.6 * mm, str(max(campaign.days).year), fonts.LEAD, 12, "creme", "centre")


def how_it_works(sheet: Sheet, campaign: Campaign) -> None:
    """Three things to do, then the days as hang-tags."""
    tiles = (
        patchwork.Tile("bike", "accent", "menthe", RED),
        patchwork.Tile("jumper", "second", "rose", BLUE),
        patchwork.Tile("books", "paille", "second", RED),
    )
    labels = tags.labels(sheet, campaign.days, campaign.common_hours)
    gap = 6 * mm
    # One tag for a whole period is wide enough for its two dates.
    widest = 72 * mm if len(campaign.days) > len(labels) else 43 * mm
    wide = min(widest, (sheet.width - 2 * MARGIN - (len(labels) - 1) * gap) / len(labels))
    left = (sheet.width - len(labels) * wide - (len(labels) - 1) * gap) / 2
    high = min(wide * 1.2, 50 * mm)
    ground = high + 20 * mm
    _steps(sheet, "Comment", f"ça marche{NBSP}?", visiting(campaign), tiles, ground)
    sheet.band(0, ground, "prune")
    for index, label in enumerate(labels):
        said = ", ".join(part for part in (f"{label.above} {label.middle} {label.below}", label.hours) if part)
        with sheet.tag("P", spoken=said):
            tags.draw(sheet, label, index, left + wide / 2 + index * (wide + gap), ground - 4 * mm, wide, high)
    folio(sheet, campaign, "creme")


def giving(sheet: Sheet, campaign: Campaign) -> None:
    """What to do with what one no longer needs."""
    tiles = (
        patchwork.Tile("clock", "rose", "field"),
        patchwork.Tile("radio", "moutarde", "menthe"),
        patchwork.Tile("suitcase", "chene", "rose"),
    )
    ground = 60 * mm
    _steps(sheet, "Donner,", "c’est simple", GIVING, tiles, ground)
    sheet.band(16 * mm, ground, "rose")
    for name, x, wide in (("commode-canard", 14, 46), ("armchair-tomate", 64, 38), ("lamp-tomate", 106, 22)):
        objects.place(sheet, name, x * mm, 16 * mm, wide * mm, {**RED, **BLUE})
    objects.place(sheet, "cat", 24 * mm, 16 * mm + 46 * mm * objects.ratio("commode-canard"), 10 * mm)
    sheet.band(0, 16 * mm, "prune")
    folio(sheet, campaign, "creme")


def _steps(
    sheet: Sheet, first: str, second: str, steps: Sequence[Advice], tiles: Sequence[patchwork.Tile], floor: float
) -> None:
    """A title and its steps, evenly set between the title and the floor."""
    sheet.band(0, sheet.height, "creme")
    y = title(sheet, first, second, sheet.height - 14 * mm, sheet.width - 2 * MARGIN) - 3 * mm
    each = (y - floor - 2 * mm) / len(steps)
    side = min(27 * mm, each - 3 * mm)
    for index, (step, tile) in enumerate(zip(steps, tiles, strict=True)):
        top = y - index * each - (each - side) / 2
        sheet.fill(tile.ground)
        sheet.canvas.roundRect(MARGIN, top - side, side, side, 3 * mm, fill=1, stroke=0)
        patchwork.stand(sheet, tile, MARGIN, top - side, side)
        x = MARGIN + side + 6 * mm
        room = sheet.width - MARGIN - x
        name = fitted(sheet, f"{index + 1}. {step.name}", fonts.TITLE, 15, 15, Room(room))
        words = fitted(sheet, step.words, fonts.TEXT, 9.4, 7, Room(room, side - name.height - 1.5 * mm, leading=1.32))
        start = top - (side - name.height - words.height - 1.5 * mm) / 2
        with sheet.tag("H3"):
            low = sheet.lines(x, start, name, "prune", rise=0.8)
        with sheet.tag("P"):
            sheet.lines(x, low - 1.5 * mm, words, "prune", rise=0.95)


def map_page(sheet: Sheet, campaign: Campaign, plan: Plan) -> None:
    """Every number on the territories, and on which page each territory is."""
    sheet.band(0, sheet.height, "creme")
    inside = sheet.width - 2 * MARGIN
    y = title(sheet, "Où chiner", f"près de chez vous{NBSP}?", sheet.height - 14 * mm, inside - 40 * mm)
    objects.place(sheet, "bike", sheet.width - MARGIN - 37 * mm, y + 1 * mm, 37 * mm, RED)
    words = f"{tenants(campaign)} Retrouvez le numéro de la carte dans les pages suivantes."
    y = paragraph(sheet, words, MARGIN, y - 1.5 * mm, inside, 8.2) - 2 * mm
    legend = _Legend(sheet, plan)
    bottom = BOTTOM + _SITE + 4 * mm
    low = bottom + legend.height
    radius = max(5.6, min(7.6, 7.6 - 0.05 * (len(campaign.shops) - 20)))
    look = map_drawing.Look(radius, "creme", 6.4, zooms=True)
    left, floor, box = 7 * mm, low + 3.5 * mm, (sheet.width - 17 * mm, y - low - 4.5 * mm)
    alt = (
        f"Carte des {campaign.count} {campaign.place.in_form}, chacune à son numéro. Les pages suivantes disent la "
        "même chose : chaque boutique y est sous son numéro, par territoire, avec son adresse et ses horaires."
        if len(campaign.shops) > 1
        else "Carte de la boutique. Les pages suivantes donnent son adresse et ses horaires."
    )
    with sheet.tag("Figure", alt=typographic(alt), box=(left, floor, left + box[0], floor + box[1])):
        map_drawing.draw(sheet, campaign.shops, campaign.territories, (left, floor), box, look)
    if campaign.territories:
        with sheet.tag("P"):
            sheet.text(sheet.width - MARGIN, low + 1 * mm, "Fond de carte : IGN", fonts.PLAIN, 5.2, "encre60", "right")
    legend.draw(bottom)
    _site(sheet, campaign)
    folio(sheet, campaign)


def _site(sheet: Sheet, campaign: Campaign) -> None:
    """The site and its code in a dark box."""
    plate, high = _SITE - 2.4 * mm, _SITE
    sheet.fill("prune")
    sheet.canvas.roundRect(MARGIN, BOTTOM, sheet.width - 2 * MARGIN, high, 3 * mm, fill=1, stroke=0)
    qr.draw(sheet, campaign.code_url, MARGIN + 1.2 * mm, BOTTOM + 1.2 * mm, plate)
    x = MARGIN + plate + 5 * mm
    room = Room(sheet.width - MARGIN - x - 3 * mm, lines=1)
    one = fitted(sheet, "La carte, les horaires et les animations, à jour", fonts.STRONG, 9, 7, room)
    two = fitted(sheet, campaign.site, fonts.LABEL, 8.4, 6, Room(room.width, lines=2))
    y = BOTTOM + (high + one.height + two.height + 1.4 * mm) / 2
    with sheet.tag("P"):
        y = sheet.lines(x, y, one, "creme", rise=0.8)
    site_link(sheet, campaign, x, y - 1.4 * mm, two, "field" if sheet.palette.reads("field", "prune", 4.5) else "creme")


class _Legend:
    """Each territory with its colour, numbers and page, in two columns; a click leads to the page."""

    def __init__(self, sheet: Sheet, plan: Plan) -> None:
        self._sheet, self._plan = sheet, plan
        self._shops: dict[str, list[Shop]] = {}
        self._colours: dict[str, str] = {}
        for page in plan.chapters:
            for part in page:
                self._shops.setdefault(part.name, []).extend(part.shops)
                self._colours[part.name] = part.colour
        self._per_column = -(-len(self._shops) // 2)
        self._step = 11.5 * mm if self._per_column <= 3 else 8.6 * mm if self._per_column <= 6 else 6.6 * mm
        self.height = self._per_column * self._step

    def draw(self, bottom: float) -> None:
        """Over ``bottom``, in reading order."""
        wide = (self._sheet.width - 2 * MARGIN - 6 * mm) / 2
        with self._sheet.tag("L"):
            for index, name in enumerate(self._shops):
                x = MARGIN + (index // self._per_column) * (wide + 6 * mm)
                with self._sheet.tag("LI"):
                    self._line(name, x, bottom + (self._per_column - index % self._per_column) * self._step, wide)

    def _line(self, name: str, x: float, top: float, wide: float) -> None:
        sheet, side = self._sheet, self._step - 2.2 * mm
        sheet.canvas.setFillColor(HexColor(self._colours[name]))
        sheet.canvas.roundRect(x, top - side, side, side, 1.6 * mm, fill=1, stroke=0)
        plain, page = plain_name(name), self._plan.page_of(name)
        first = _legend_name(sheet, plain, wide - side - 3 * mm)
        numbers = sorted(shop.number for shop in self._shops[name])
        told = f"n° {numbers[0]}"
        if len(numbers) > 1:
            told += f" {'et' if len(numbers) == 2 else 'à'} {numbers[-1]}"
        second = fitted(sheet, f"{told} · page {page}", fonts.TEXT, 7.4, 7, Room(wide - side - 3 * mm))
        y = top - (side - first.height - second.height) / 2
        to = bookmark_key(page, plain, 1)
        with sheet.tag("LBody"), sheet.link((x, top - side, x + wide, top), f"{plain}, page {page}", bookmark=to):
            y = sheet.lines(x + side + 2.5 * mm, y, first, "prune", rise=0.8, after=" ")
            sheet.lines(x + side + 2.5 * mm, y, second, "prune", rise=0.88)


def _legend_name(sheet: Sheet, name: str, room: float) -> Set:
    """On one line, or on two smaller ones."""
    text, font = set_text(name, fonts.STRONG, sheet.notices, name, "nom du territoire")
    one = fit(text, font, 8.6, 7, Room(room, lines=1))
    return one if one.held else fitted(sheet, name, fonts.STRONG, 7, 6.2, Room(room, lines=2, leading=0.98))
