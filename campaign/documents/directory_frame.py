"""What the pages of the directory share: margins, page numbers, titles, the banner of the days."""

import re

from reportlab.lib.units import mm

from campaign.base.french import days_in_words
from campaign.documents import objects, patchwork
from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign, few_days, period
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.sheet import Sheet

MARGIN, BOTTOM = 10 * mm, 14.5 * mm  # BOTTOM: nothing but page numbers below
RED = {"tomate": "accent", "brique": "accent-shade"}
BLUE = {"canard": "second", "nuit": "second-shade"}
_TILES, _WORTH = 4, 7 * mm  # tiles a row; what another number must fill better
LEAST_TILES = 28 * mm  # high: the lowest row of tiles with its air
_NAMED, _MOST = 3, 4  # days said with their weekday; days said one by one
_KINDS = {"CC": "communauté de communes", "CA": "communauté d’agglomération", "CU": "communauté urbaine"}
_LONG = {kind.replace("’", "'"): kind for kind in _KINDS.values()}
_NAMED_KIND = re.compile(
    rf"({'|'.join((*_KINDS, *_LONG))}) (?:(?:des|du|de la|de) |(?:de )?(?=l')|d')?(.+)", re.IGNORECASE
)


def heading_words(territory: str, *, continued: bool) -> tuple[str, str]:
    """« CC des Vallées du Haut-Anjou » as (« Vallées du Haut-Anjou », « communauté de communes »), or « (suite) »."""
    found = _NAMED_KIND.fullmatch(territory.strip().replace("’", "'"))
    name = found[2][0].upper() + found[2][1:] if found else territory
    if continued:
        return f"{name} (suite)", ""
    return name, (_KINDS.get(found[1].upper()) or _LONG[found[1].lower()]) if found else ""


def plain_name(territory: str) -> str:
    """The name without its kind, as in a legend."""
    return heading_words(territory, continued=False)[0]


def when(campaign: Campaign) -> str:
    """« Mercredi 13 et samedi 16 novembre »; without the weekdays beyond three days."""
    days = sorted(campaign.days)
    words = days_in_words(days, year=False)
    if len(days) > _NAMED:
        words = f"les {few_days(days, joint='et')}" if len(days) <= _MOST else period(days)
    return words[0].upper() + words[1:]


def bookmark(sheet: Sheet, title: str, level: int = 0) -> None:
    """An entry of the reader's outline, to the page at hand."""
    key = bookmark_key(sheet.pages, title, level)
    sheet.canvas.bookmarkPage(key)
    sheet.canvas.addOutlineEntry(title, key, level)


def bookmark_key(page: int, title: str, level: int = 0) -> str:
    """The name a link follows to that entry."""
    return f"page-{page}-{level}-{title}"


def folio(sheet: Sheet, campaign: Campaign, colour: str = "prune") -> None:
    """The page's number at its outer corner, the campaign beside it."""
    left = sheet.pages % 2 == 0
    number = str(sheet.pages)
    running, font = set_text(f"{campaign.name} – {max(campaign.days).year}", fonts.TEXT, sheet.notices, "", "")
    for text, used, size, away in ((number, fonts.TITLE, 10, 0), (running, font, 6.2, 7 * mm)):
        x = MARGIN + away if left else sheet.width - MARGIN - away
        sheet.text(x, 7.2 * mm, text, used, size, colour, "left" if left else "right")


def banner(sheet: Sheet, campaign: Campaign) -> None:
    """The days, in a box at the foot of a page."""
    high, inside = 16.5 * mm, sheet.width - 2 * MARGIN
    sheet.fill("accent")
    sheet.canvas.roundRect(MARGIN, BOTTOM, inside, high, 3 * mm, fill=1, stroke=0)
    objects.place(
        sheet, "teapot", MARGIN + 3 * mm, BOTTOM + 2.4 * mm, 16 * mm, {"tomate": "creme", "brique": "sable"}
    )  # fmt: skip
    paper = "blanc" if sheet.palette.reads("blanc", "accent", 4.5) else "prune"
    x, room = MARGIN + 23 * mm, inside - 26 * mm
    hours = f", {campaign.common_hours}" if campaign.common_hours else ""
    say = (
        "Entrez, fouillez, donnez une seconde vie aux objets."
        if hours
        else "Les horaires sont ceux de chaque boutique."
    )
    line = fitted(sheet, f"{when(campaign)}{hours}", fonts.TITLE, 11.2, 9, Room(room, lines=2, leading=1.02))
    under = fitted(sheet, say, fonts.LABEL, 7.8, 7, Room(room, lines=1))
    gap = 1.4 * mm
    y = BOTTOM + (high + line.height + under.height + gap) / 2
    y = sheet.lines(x, y, line, paper, rise=0.8, after=" ")
    sheet.lines(x, y - gap, under, paper, rise=0.8)


def title(sheet: Sheet, first: str, second: str, top: float, room: float, second_colour: str = "accent") -> float:
    """A page's title in one or two lines; the lowest point."""
    one = fitted(sheet, first, fonts.TITLE, 29, 14, Room(room, lines=2, leading=1.0))
    with sheet.tag("H2"):
        y = sheet.lines(MARGIN, top, one, "prune", rise=0.76, after=" " if second else "")
        if not second:
            return y
        two = fitted(sheet, second, fonts.TITLE, 20, 11, Room(room, lines=2, leading=1.08))
        return sheet.lines(MARGIN, y, two, second_colour, rise=0.86)


def fitted(sheet: Sheet, value: str, font: str, size: float, floor: float, room: Room) -> Set:
    """Our own words: they hold unless a place or a site is very long, which is then said."""
    text, used = set_text(value, font, sheet.notices, value[:40], "")
    done = fit(text, used, size, floor, room)
    if not done.held:
        sheet.notices.block("Annuaire", value, "trop long. Raccourcissez-le.")
    return done


def paragraph(sheet: Sheet, value: str, x: float, top: float, room: float, size: float = 8.6) -> float:
    """Running text; the lowest point."""
    done = fitted(sheet, value, fonts.PLAIN if size >= 9 else fonts.TEXT, size, 7, Room(room, leading=1.35))
    with sheet.tag("P"):
        return sheet.lines(x, top, done, "prune", rise=0.95)


def site_link(
    sheet: Sheet, campaign: Campaign, x: float, top: float, address: Set, colour: str, rise: float = 0.8
) -> None:
    """The site's address, to click on a screen."""
    words = f"Le site de l’opération : {campaign.site}"
    box = (x, top - address.height, x + address.width, top)
    with sheet.tag("P"), sheet.link(box, words, url=campaign.url):
        sheet.lines(x, top, address, colour, rise=rise)


def fill(sheet: Sheet, floor: float, top: float, rank: int) -> None:
    """Rows of tiles where shops leave room for them, four to a row unless others fill it better."""
    inside, room = sheet.width - 2 * MARGIN, top - floor - 6 * mm

    def filled(columns: int) -> float:
        side = inside / columns
        return int(room / side) * side - (0 if columns == _TILES else _WORTH)

    columns = max((_TILES, 3, 5, 6), key=filled)
    side = inside / columns
    rows = int(room / side)
    if rows > 0:
        patchwork.quilt(sheet, MARGIN, floor + 2 * mm, side, columns, rows, 5 * rank, "creme")


def pill(sheet: Sheet, text: str, x: float, top: float, ground: str, colour: str, size: float = 9) -> None:
    """A short label on a rounded field."""
    long = width_of(text, fonts.PILL, size) + 1.6 * size
    sheet.fill(ground)
    sheet.canvas.roundRect(x, top - 1.9 * size, long, 1.9 * size, 0.95 * size, fill=1, stroke=0)
    sheet.text(x + 0.8 * size, top - 1.29 * size, text, fonts.PILL, size, colour)
