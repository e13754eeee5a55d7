"""The back of the flyer: the numbered map, the list of the shops, the days, the site; it changes with the place."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from campaign.base.french import days_in_words
from campaign.documents import address_list, map_drawing, objects, qr
from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign, few_days, period
from campaign.documents.fitting import Room, Set, fit, fit_lines
from campaign.documents.legal_line import legal_line
from campaign.documents.letters import set_text
from campaign.documents.map_plan import Point, Territory
from campaign.documents.scene import PILE_HEIGHT, PILE_WIDTH, pile, shadows
from campaign.documents.sheet import Sheet

_MARGIN, _HEAD, _FOOT = 9 * mm, 63 * mm, 24 * mm
_HIGHER = (112 * mm, 104 * mm, 96 * mm, 88 * mm, 80 * mm)  # for many shops
_MANY = 24
_AIR = 5 * mm
_STACKED = ("{}", "pour dénicher,", "donner une", "seconde vie")
_ACROSS = ("{} pour dénicher,", "donner une seconde vie")
_LOW = 5 * mm  # nothing nearer to the trim (brand.md)
_PLATE = 16 * mm  # 15 mm at least on a flyer (brand.md)
_CREDIT = "Fond de carte : IGN."
_NAMED, _MOST = 2, 4  # days said with their weekday; days said one by one
_FRIEZE = (
    ("armchair-rose", 0, 28),
    ("suitcase", 31, 14),
    ("commode-canard", 48, 34),
    ("duck", 83, 10),
    ("bike", 96, 34),
)  # (object, left, width) in mm


def draw(sheet: Sheet, campaign: Campaign, territories: Sequence[Territory]) -> None:
    """On the page at hand, an A5."""
    has_map = bool(territories) or any(shop.point for shop in campaign.shops)
    plate = max(_PLATE, qr.least_side(campaign.code_url))
    foot = _FOOT + plate - _PLATE
    head = _head(sheet, campaign, foot) if has_map else _HEAD
    sheet.band(0, sheet.height, "creme")
    sheet.band(sheet.height - head, sheet.height, "second")
    inside = sheet.width - 2 * _MARGIN
    if head > _HEAD:
        low = _title(sheet, campaign, inside, _ACROSS, sheet.height - head)
        box = (sheet.width - 12 * mm, low - 3 * mm - (sheet.height - head + _AIR))
        _map(sheet, campaign, territories, (6 * mm, sheet.height - head + _AIR), box)
    else:
        _title(sheet, campaign, 57 * mm if has_map else inside, _STACKED, sheet.height - head)
        box = (68 * mm, head - 2 * _AIR)
        if has_map:
            _map(sheet, campaign, territories, (sheet.width - 6 * mm - box[0], sheet.height - head + _AIR), box)
    top = sheet.height - head - _AIR
    bottom = address_list.draw(sheet, campaign.shops, _MARGIN, top, inside, top - foot - 4 * mm)
    _filler(sheet, foot, bottom)
    _foot(sheet, campaign, has_map, foot, plate)


def _head(sheet: Sheet, campaign: Campaign, foot: float) -> float:
    """For many shops, as high as the list allows: their numbers need a large map."""
    if len(campaign.shops) <= _MANY:
        return _HEAD
    under = sheet.height - _AIR - foot - 4 * mm
    heads = (*_HIGHER, _HEAD)
    heights = [under - high for high in heads]
    return heads[heights.index(address_list.lowest(sheet, campaign.shops, sheet.width - 2 * _MARGIN, heights))]


def _map(sheet: Sheet, campaign: Campaign, territories: Sequence[Territory], corner: Point, box: Point) -> None:
    radius = 4.6 if len(campaign.shops) <= 30 else 4.2 if len(campaign.shops) <= 70 else 3.9
    map_drawing.draw(sheet, campaign.shops, territories, corner, box, map_drawing.Look(radius, "second", zooms=True))


def _title(sheet: Sheet, campaign: Campaign, room: float, words: Sequence[str], floor: float) -> float:
    """What the page gives, over what shops sell; the bottom of the text."""
    count = len(campaign.shops)
    lines = (words[0].format(f"{count} adresse{'s' if count > 1 else ''}"), *words[1:])
    done = fit_lines(lines, fonts.TITLE, 20.5, 14, Room(room, leading=1.04))
    colour = "moutarde" if sheet.palette.reads("moutarde", "second") else "creme"
    y = sheet.lines(_MARGIN, sheet.height - _MARGIN - 1 * mm, done, colour)
    what, font = set_text(
        f"{campaign.offers.rstrip('.…')}… triés, réparés et vendus à petits prix.", fonts.LABEL, sheet.notices,
        "Opération", "objets proposés",
    )  # fmt: skip
    low = floor + _AIR
    lead = fit(what, font, 8.8, 7, Room(room, y - 4 * mm - low, leading=1.3))
    if not lead.held:
        sheet.notices.block("Opération", "objets proposés", "trop longs pour le verso. Raccourcissez-les.")
    sheet.notices.shrunk("Opération", "objets proposés", 8.8, lead.size)
    return sheet.lines(_MARGIN, y - 3 * mm, lead, "creme")


def _foot(sheet: Sheet, campaign: Campaign, has_map: bool, foot: float, plate: float) -> None:
    """Dates, site and legal line beside the QR code, shrunk together until they hold."""
    sheet.band(0, foot, "prune")
    qr.draw(sheet, campaign.code_url, _MARGIN - 1 * mm, _LOW, plate)
    x = _MARGIN + plate + 3 * mm
    room = sheet.width - _MARGIN - x
    said = "Itinéraires, animations" if address_list.whole(campaign.shops) else "Adresses, animations"
    dates, dates_font = set_text(_when(campaign), fonts.TITLE, sheet.notices, "", "")
    where, where_font = set_text(
        f"{said} et horaires : {campaign.site}", fonts.LABEL, sheet.notices, "Opération",
        "adresse du site",
    )  # fmt: skip
    small = f"{legal_line(replace(campaign, partners=()))} {_CREDIT if has_map else ''}".strip()
    legal, legal_font = set_text(small, fonts.PLAIN, sheet.notices, "Mentions", "texte")
    first = _dates(dates, dates_font, room)
    second = fit(where, where_font, 7.6, 6.4, Room(room, lines=2, leading=1.25))
    left_over = plate - first.height - second.height - 2.5 * mm
    third = fit(legal, legal_font, 6.2, 5.2, Room(room, left_over, leading=1.22))
    if not (first.held and second.held and third.held):
        sheet.notices.block(
            "Mentions", "adresse du site, crédits, papier et imprimeur", "trop longs pour le verso. Raccourcissez-les."
        )
    spare = max(0.0, plate - first.height - second.height - third.height) / 2
    y = sheet.lines(x, _LOW + plate, first, "moutarde")
    y = sheet.lines(x, y - min(spare, 1.6 * mm), second, "creme")
    sheet.lines(x, y - min(spare, 1.6 * mm), third, "creme")


def _when(campaign: Campaign) -> str:
    """« Mercredi 13 et samedi 16 novembre, 10 h – 18 h »; without the weekdays from three days on."""
    days = sorted(campaign.days)
    if len(days) <= _NAMED:
        when = days_in_words(days, year=False)
    else:
        when = few_days(days, joint="et") if len(days) <= _MOST else period(days)
        when = f"les {when}" if len(days) <= _MOST else when
    hours = f", {campaign.common_hours}" if campaign.common_hours else ""
    return f"{when[0].upper()}{when[1:]}{hours}"


def _dates(text: str, font: str, room: float) -> Set:
    """On one line when it can."""
    one = fit(text, font, 12.5, 9, Room(room, lines=1, leading=1.1))
    return one if one.held and len(one.lines) == 1 else fit(text, font, 11, 9, Room(room, lines=2, leading=1.1))


def _filler(sheet: Sheet, ground: float, top: float) -> None:
    """Objects under a short list: the whole pile when there is room, else some of them in a row."""
    inside = sheet.width - 2 * _MARGIN
    largest = inside / PILE_WIDTH
    unit = min(largest, (top - ground) / (PILE_HEIGHT + 8))
    if unit >= 0.6 * largest:
        left = (sheet.width - PILE_WIDTH * unit) / 2
        shadows(sheet, left, ground, unit)
        pile(sheet, left, ground, unit)
    elif top - ground >= 30 * mm:
        for name, left, width in _FRIEZE:
            objects.place(sheet, name, _MARGIN + left * mm, ground, width * mm)
