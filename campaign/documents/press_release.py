"""The press release, one A4 page: when to publish, title, opening, body, quote, near you, whom to call; in points."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.base.french import plural
from campaign.documents import office_text as fonts
from campaign.documents import patchwork
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import bookmark
from campaign.documents.fitting import Room, fit
from campaign.documents.letters import set_text
from campaign.documents.press_flow import Element, Placed, Reader, Writer, poured
from campaign.documents.press_kit_frame import (
    INSIDE,
    MAIN,
    MARGIN,
    SIDE,
    fitted,
    legal,
    local_edition,
    partners_row,
    rule,
    say_what_press_lacks,
)
from campaign.documents.press_side import dated, page_side
from campaign.documents.press_story import about_us, release_signs, story
from campaign.documents.press_text import Press
from campaign.documents.sheet import Sheet

FLOOR = 0.84  # of the usual size: 8.6 points (brand.md, « Type »)
_STEP = 0.02
_TILES = 8  # in the row at the top
_BANNER = 15 * mm
_FOOT = 27 * mm
_TITLE, _TITLE_FLOOR = 25.0, 15.0


def draw(sheet: Sheet, campaign: Campaign, press: Press) -> None:
    """The page; a text that even small letters cannot hold goes on, and blocks, since a release is one page."""
    say_what_press_lacks(sheet, press)
    bookmark(sheet, "Communiqué de presse")
    reader = Reader(sheet)
    top = _head(sheet, press)
    top = _title(sheet, press, top)
    first, next_room = top - _FOOT - 6 * mm, sheet.height - 22 * mm - _FOOT
    side = page_side(sheet, campaign, press, reader)
    beside = side.height <= first
    if not beside:  # a long « À propos » goes under the text, as it may
        side = page_side(sheet, campaign, press, reader, about=False)
    if side.height > first:
        sheet.notices.block("Contact presse", "texte", "la colonne de droite dépasse la page. Raccourcissez-le.")
    pages, factor = _set(sheet, reader, press, (first, next_room), about="" if beside else press.about)
    if len(pages) > 1:
        _block(sheet, press, pages)
    else:
        sheet.notices.shrunk("Communiqué", "texte", 1.0, factor)
    _pour(sheet, pages[0], top, reader)
    side.draw(sheet.width - MARGIN - SIDE, top)
    _foot(sheet, campaign, press)
    for page in pages[1:]:
        sheet.next_page()
        with sheet.artifact():
            sheet.band(0, sheet.height, "creme")
        _pour(sheet, page, sheet.height - 22 * mm, reader)
    reader.at()


def _set(
    sheet: Sheet, reader: Reader, press: Press, rooms: tuple[float, float], about: str
) -> tuple[list[list[Placed]], float]:
    """The pages and the size that holds on one, else the floor's."""
    writer = Writer(sheet, reader, MAIN, "Le communiqué")
    factor = 1.0
    while True:
        elements: Sequence[Element] = [*story(writer, press, factor, titled=False), *about_us(writer, about, factor)]
        pages = poured(elements, lambda number: rooms[min(number, 1)])
        if len(pages) == 1 or factor <= FLOOR:
            return pages, factor
        factor = max(FLOOR, factor - _STEP)


def _block(sheet: Sheet, press: Press, pages: Sequence[Sequence[Placed]]) -> None:
    """Which block to shorten, and by how many signs or so."""
    used = [sum(one.part.height for one in page) for page in pages]
    counted = release_signs(press)
    over = max(10, round(sum(counted.values()) * sum(used[1:]) / sum(used), -1))
    block = max(counted, key=lambda name: counted[name])
    said = f"trop long pour une page, d’environ {plural(int(over), 'signe')}. Raccourcissez-le."
    sheet.notices.block(block, "", said)


def _head(sheet: Sheet, press: Press) -> float:
    """A row of tiles, then what this is and of when, on a dark ground; the lowest point."""
    side = sheet.width / _TILES
    sheet.band(0, sheet.height, "creme")
    patchwork.quilt(sheet, 0, sheet.height - side, side, _TILES, 1, 0)
    top = sheet.height - side
    sheet.band(top - _BANNER, top, "prune")
    light = "field" if sheet.palette.reads("field", "prune", 4.5) else "creme"
    base = top - _BANNER / 2 - 4.6
    with sheet.tag("P"):
        sheet.text(MARGIN, base, "COMMUNIQUÉ DE PRESSE", fonts.PILL, 13, light, after=" ")
    own = local_edition(press) or press.body
    text, font = set_text(own, fonts.STRONG, sheet.notices, "Édition locale", "nom")
    done = fit(text, font, 10, 7, Room(INSIDE * 0.56, lines=2, leading=1.15))
    if not done.held:
        sheet.notices.block("Édition locale", "nom", "trop long pour le communiqué. Donnez un nom court.")
    with sheet.tag("P"):
        middle = top - _BANNER / 2 + done.height / 2
        sheet.lines(sheet.width - MARGIN, middle, done, "creme", "right", rise=0.92)
    y = top - _BANNER - 8 * mm
    words = fitted(sheet, dated(press), fonts.STRONG, 10.4, 7, Room(INSIDE, lines=2, leading=1.3), "Date et lieu")
    with sheet.tag("P"):
        return sheet.lines(MARGIN, y, words, "accent", rise=0.9) - 3 * mm


def _title(sheet: Sheet, press: Press, top: float) -> float:
    """Over both columns; the lowest point."""
    if not press.title.strip():
        return top
    text, font = set_text(press.title, fonts.TITLE, sheet.notices, "Titre", "texte")
    done = fit(text, font, _TITLE, _TITLE_FLOOR, Room(INSIDE, lines=3, leading=1.08))
    sheet.notices.shrunk("Titre", "texte", _TITLE, done.size)
    if not done.held:
        sheet.notices.block("Titre", "texte", "trop long pour un communiqué. Raccourcissez-le.")
    with sheet.tag("H1"):
        return sheet.lines(MARGIN, top, done, "prune", rise=0.82) - 7 * mm


def _pour(sheet: Sheet, page: Sequence[Placed], top: float, reader: Reader) -> None:
    for one in page:
        one.part.draw(MARGIN, top - one.down)
    if page:
        reader.at()


def _foot(sheet: Sheet, campaign: Campaign, press: Press) -> None:
    """Partners, then the line the law asks for."""
    rule(sheet, _FOOT)
    text = legal(sheet, campaign, INSIDE, others=True)
    low = 8 * mm
    if text.lines[0]:
        with sheet.tag("P"):
            sheet.lines(MARGIN, 6.5 * mm + text.height, text, "prune", rise=0.9)
        low = 6.5 * mm + text.height + 2 * mm
    partners_row(sheet, campaign, press.body, low, INSIDE, _FOOT - low - 2.5 * mm)
