"""The square for social networks and the banner for websites: pictures, with the words that go beside them."""

from dataclasses import dataclass

from campaign.base.french import JOIN, days_in_words
from campaign.base.text import search_key
from campaign.documents import office_text as fonts
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign, capital, few_days
from campaign.documents.fitting import Room, Set, balanced, fit, fit_lines
from campaign.documents.letters import set_text, width
from campaign.documents.objects import place
from campaign.documents.scene import PILE_HEIGHT, PILE_WIDTH, pile, shadows, sun
from campaign.documents.sheet import Sheet

PIXEL = 25.4 / 72  # mm: one pixel a point, so that the page is rendered at scale 1


@dataclass(frozen=True, slots=True)
class _Words:
    """Settable lines shared by both pictures."""

    title: Set
    days: tuple[str, str]
    who: tuple[str, str]
    where: tuple[str, str]  # a shop's own address, '' else


def square(sheet: Sheet, campaign: Campaign) -> None:
    """1 080 × 1 080: title, pile, days; on the pink field, which the poster does not use."""
    unit, margin = sheet.width / 297, 17 * sheet.width / 297
    inside = sheet.width - 2 * margin
    ground = (82 if campaign.focus else 66) * unit  # a shop's name and address need their room
    sheet.band(0, sheet.height, "field")
    sun(sheet, sheet.width / 2, 100 * unit, 140 * unit)
    words = _words(sheet, campaign, inside, 2, 78 * unit, 0.98, apart=True)
    top = sheet.height - 15 * unit
    sheet.lines(margin - words.title.size * 0.02, top, words.title, "prune", rise=0.735)
    floor = top - words.title.height + words.title.size * 0.05
    scale = min(0.93 * unit, (floor - ground) / (PILE_HEIGHT + 3))
    start = (sheet.width - PILE_WIDTH * scale) / 2
    shadows(sheet, start, ground, scale)
    sheet.band(0, ground, "prune")
    pile(sheet, start, ground, scale)
    days = fit(*words.days, 34 * unit, 12 * unit, Room(inside, 34 * unit, 2))
    room = ground - 46 * unit + max(0.0, 29 * unit - days.height)  # what small days leave
    asked = 13.4 * unit
    where = fit(*words.where, 9 * unit, 6.4 * unit, Room(inside, 0.4 * room, 1, 1.15)) if words.where[0] else None
    who_room = Room(inside, room - (where.height if where else 0), 2, 1.12)
    one = fit(*words.who, asked, 0.85 * asked, Room(inside, who_room.height, 1, 1.12))
    who = one if one.held else fit(*words.who, asked, (6.6 if where else 8) * unit, who_room)
    _say(sheet, campaign, days, who, asked)
    # All in the middle of the band, the days taking what the lines under them leave.
    free = ground - days.height * 0.86 - who.height - (where.height if where else 0)
    y = ground - free * 0.42
    y = sheet.lines(sheet.width / 2, y, days, "moutarde", "centre", rise=0.74)
    y = sheet.lines(sheet.width / 2, y - free * 0.10, who, "creme", "centre", rise=0.80)
    if where:
        sheet.lines(sheet.width / 2, y, where, "creme", "centre", rise=0.80)


def banner(sheet: Sheet, campaign: Campaign) -> None:
    """1 500 × 375: title on the left, days in a pill, objects in a line on the right."""
    unit = sheet.height / 250
    left, right = 34 * unit, sheet.width * 0.515
    sheet.band(0, sheet.height, "field")
    sun(sheet, sheet.width * 0.72, sheet.height * 0.1, sheet.height * 0.95)
    sheet.band(0, 14 * unit, "prune")
    room, high = right - left, 42 * unit
    words = _words(sheet, campaign, room, 2, 148 * unit, 0.97)
    days = fit_lines((words.days[0],), words.days[1], 24 * unit, 12 * unit, Room(room - 36 * unit))
    start = left + days.width + 48 * unit
    who = fit(*words.who, 20 * unit, 13 * unit, Room(right - start - 6 * unit, 50 * unit, 2, 1.15))
    low = 34 * unit
    if who.held:
        who_top = low + (high + who.height) / 2
    else:  # a long name goes under the days, the title gives it room
        words = _words(sheet, campaign, room, 2, 112 * unit, 0.97)
        who = fit(*words.who, 20 * unit, 10 * unit, Room(room - 6 * unit, 46 * unit, 2, 1.12))
        start, low, who_top = left + 2 * unit, 70 * unit, 20 * unit + (44 * unit + who.height) / 2
    sheet.lines(left, sheet.height - 28 * unit, words.title, "prune", rise=0.735)
    sheet.fill("accent")
    sheet.canvas.roundRect(left + 2 * unit, low, days.width + 36 * unit, high, high / 2, fill=1, stroke=0)
    sheet.lines(left + 20 * unit, low + high / 2 + days.size * 0.36, days, "creme", rise=0.72)
    sheet.lines(start, who_top, who, "prune", rise=0.85)
    _say(sheet, campaign, days, who, 20 * unit)
    _parade(sheet, sheet.width * 0.53, 14 * unit, 0.86 * unit)


def _parade(sheet: Sheet, x: float, ground: float, unit: float) -> None:
    pink = sheet.palette.near("field", "rose")
    soft, deep = ("moutarde", "miel") if pink else ("rose", "bonbon")

    def put(name: str, left: float, bottom: float, wide: float, **colours: str) -> None:
        place(sheet, name, x + left * unit, ground + bottom * unit, wide * unit, colours)

    put("armchair", 0, 0, 150, canard=soft, nuit=deep, rose="accent", bonbon="accent-shade")
    put("radio", 38, 38, 74, **({"moutarde": "creme", "miel": "sable", "creme": "menthe"} if pink else {}))
    put("commode", 150, 0, 150, tomate="second", brique="second-shade")
    put("lamp", 156, 101, 60, rose="accent", bonbon="accent-shade", canard=soft)
    put("cat", 214, 101, 40)
    put("books-three", 246, 101, 52, tomate="accent", rose=soft)
    put("bike", 310, -2, 205, tomate="accent")


def beside(campaign: Campaign, label: str) -> str:
    """The text file that goes with a picture: a caption, hashtags, the alternative text."""
    days = days_in_words(campaign.days)
    hours = f", {campaign.common_hours.replace(JOIN, '')}" if campaign.hours else ""
    who = _who(campaign)
    if campaign.focus and campaign.focus.address:
        who = f"{_named(campaign.focus.name)}{campaign.focus.address}, {campaign.focus.commune}"
    tags = " ".join(f"#{''.join(part.capitalize() for part in search_key(tag).split())}" for tag in campaign.hashtags)
    named = f"#{''.join(part.capitalize() for part in search_key(campaign.name).split())}"
    return (
        f"{label}\n\n"
        f"LÉGENDE\n{campaign.name} : {days}{hours}. {who}. "
        f"{campaign.offers.rstrip('.…')} : il y a forcément votre bonheur. Carte et horaires : {campaign.code_url}\n\n"
        f"MOTS-DIÈSE\n{named} {tags}\n\n"
        f"TEXTE DE REMPLACEMENT\nImage « {campaign.name} », {days}. {who}. "
        f"Dessins d’un fauteuil, d’une commode, d’un vélo et d’autres objets d’occasion.\n"
    )


def on_pink(colours: Palette) -> Palette:
    """The square's field is pink with the colours of the identity; a département's own field is kept."""
    return (
        Palette(Palette().hex("rose"), colours.accent, colours.second) if colours.field == Palette().field else colours
    )


def _words(
    sheet: Sheet, campaign: Campaign, room: float, lines: int, high: float, leading: float, *, apart: bool = False
) -> _Words:
    text, font = set_text(campaign.name, fonts.TITLE, sheet.notices, "Opération", "titre")
    size = high / leading / lines
    while True:  # the title as large as its two balanced lines allow
        broken = balanced(text, font, size, room)
        if len(broken) <= lines and all(width(line, font, size) <= room * 1.0001 for line in broken):
            break
        if size < high / 6:
            sheet.notices.block("Opération", "titre", "trop long pour cette image. Raccourcissez-le.")
            break
        size *= 0.98
    days = set_text(few_days(campaign.days), fonts.TITLE, sheet.notices, "Opération", "dates")
    about = campaign.focus.name if campaign.focus else "Lieu"
    shop = campaign.focus if apart else None
    who = set_text(shop.name if shop else _who(campaign), fonts.LEAD, sheet.notices, about, "nom")
    place = ", ".join(part for part in (capital(shop.address), shop.commune) if part) if shop else ""
    where = set_text(place, fonts.LEAD, sheet.notices, about, "adresse")
    return _Words(Set(tuple(broken), font, size, leading), days, who, where)


def _who(campaign: Campaign) -> str:
    if campaign.focus:
        return f"{_named(campaign.focus.name)}{campaign.focus.commune}"
    solidarity = "solidaires" if len(campaign.shops) > 1 else "solidaire"
    return f"{campaign.count} {solidarity} {campaign.place.in_form}"


def _named(name: str) -> str:
    """« La Remise, » or « Tout repart ! – »: no comma after a mark."""
    return f"{name} – " if name.rstrip()[-1:] in "!?.…" else f"{name}, "


def _say(sheet: Sheet, campaign: Campaign, days: Set, who: Set, asked: float) -> None:
    about, field = (campaign.focus.name, "nom") if campaign.focus else (campaign.place.name, "nom")
    sheet.notices.shrunk(about, field, asked, who.size)
    if not who.held:
        sheet.notices.block(about, field, "trop long pour cette image. Raccourcissez-le.")
    if not days.held:
        sheet.notices.block("Opération", "dates", "trop nombreuses pour cette image.")
