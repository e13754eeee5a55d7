"""The last page of the press kit: whom to call, where to fetch the visuals, the days, and the line the law asks for."""

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents import qr, tags
from campaign.documents.content import Campaign
from campaign.documents.fitting import Room
from campaign.documents.press_kit_cover import contact_line, dialled
from campaign.documents.press_kit_frame import BAND, INSIDE, MARGIN, Heading, box, fitted, heading, legal
from campaign.documents.press_text import Press
from campaign.documents.scene import PILE_WIDTH, pile, shadows, sun
from campaign.documents.sheet import Sheet

_GROUND, _SCENE = 72 * mm, 176 * mm  # where the pile stands, where its field ends
_GAP, _PAD, _PLATE = 8 * mm, 6 * mm, 30 * mm


def back(sheet: Sheet, campaign: Campaign, press: Press, title: Heading) -> None:
    """The whole page."""
    sheet.band(0, sheet.height, "creme")
    heading(sheet, title, sheet.height, BAND)
    top = sheet.height - BAND - 11 * mm
    wide = (INSIDE - _GAP) / 2
    high = top - _SCENE - 9 * mm
    _contact(sheet, press, MARGIN, top, wide, high)
    _press_page(sheet, campaign, press, MARGIN + wide + _GAP, top, wide, high)
    _scene(sheet)
    _days(sheet, campaign)
    text = legal(sheet, campaign, INSIDE, map_credit=bool(campaign.territories))
    if text.lines[0]:
        with sheet.tag("P"):
            sheet.lines(sheet.width / 2, 7 * mm + text.height, text, "creme", "centre", rise=0.9)


def _contact(sheet: Sheet, press: Press, x: float, top: float, wide: float, high: float) -> None:
    box(sheet, x, top, wide, high, "paille", 4 * mm)
    contact, room = press.contact, wide - 2 * _PAD
    y = top - _PAD
    y = _line(sheet, "Contact presse", fonts.STRONG, 10, x, y, room, "accent", "H3") - 1.5 * mm
    if contact.name.strip():
        y = _line(sheet, contact.name, fonts.TITLE, 19, x, y, room, "prune", lines=2) - 1.2 * mm
    for value in (contact.service, press.body):
        if value.strip():
            y = _line(sheet, value, fonts.TEXT, 10, x, y, room, "prune", lines=3)
    y -= 2.5 * mm
    for value, link in ((contact.phone, f"tel:{dialled(contact.phone)}"), (contact.email, f"mailto:{contact.email}")):
        if value.strip():
            text = fitted(sheet, value, fonts.STRONG, 12, 7.5, Room(room, lines=2, leading=1.35), "Contact presse")
            contact_line(sheet, x + _PAD, y, text, link)
            y -= text.height


def _line(
    sheet: Sheet, value: str, font: str, size: float, x: float, y: float, room: float, colour: str, kind: str = "P",
    lines: int = 1,
) -> float:  # fmt: skip
    text = fitted(sheet, value, font, size, 7.5, Room(room, lines=lines, leading=1.26), "Contact presse")
    with sheet.tag(kind):
        return sheet.lines(x + _PAD, y, text, colour, rise=0.9)


def _press_page(sheet: Sheet, campaign: Campaign, press: Press, x: float, top: float, wide: float, high: float) -> None:
    """Where everything is to fetch; the site when there is no press page."""
    box(sheet, x, top, wide, high, "prune", 4 * mm)
    room = wide - 2 * _PAD
    light = "field" if sheet.palette.reads("field", "prune", 4.5) else "creme"
    address = press.address or campaign.url
    y = top - _PAD
    title = fitted(sheet, "L’espace presse", fonts.TITLE, 17, 12, Room(room, lines=1))
    with sheet.tag("H3"):
        y = sheet.lines(x + _PAD, y, title, light, rise=0.86) - 2 * mm
    said = (
        "Ce dossier, le communiqué et les visuels à télécharger, toujours à jour."
        if press.address
        else "La carte, les horaires et les animations."
    )
    beside = room - _PLATE - 4 * mm
    words = fitted(sheet, said, fonts.LABEL, 10, 7.5, Room(beside, y - top + high - _PAD - 8 * mm, leading=1.34))
    with sheet.tag("P"):
        sheet.lines(x + _PAD, y, words, "creme", rise=0.95)
    qr.draw(sheet, address, x + wide - _PAD - _PLATE, y - _PLATE, _PLATE)
    shown = address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    text = fitted(sheet, shown, fonts.STRONG, 10.4, 6.5, Room(room, lines=2, leading=1.2), "Espace presse", "adresse")
    foot = top - high + _PAD + text.height
    at = (x + _PAD, foot - text.height, x + _PAD + text.width, foot)
    with sheet.tag("P"), sheet.link(at, f"L’espace presse : {shown}", url=address):
        sheet.lines(x + _PAD, foot, text, light, rise=0.9)


def _scene(sheet: Sheet) -> None:
    """Le grand déballage, over the whole width."""
    sheet.band(_GROUND, _SCENE, "field")
    scale = INSIDE / PILE_WIDTH
    left = (sheet.width - PILE_WIDTH * scale) / 2
    path = sheet.canvas.beginPath()
    path.rect(-sheet.bleed, _GROUND, sheet.width + 2 * sheet.bleed, _SCENE - _GROUND)
    sheet.canvas.saveState()
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    sun(sheet, sheet.width / 2, _GROUND + 22 * mm, 78 * mm)
    sheet.canvas.restoreState()
    shadows(sheet, left, _GROUND, scale)
    sheet.band(0, _GROUND, "prune")
    pile(sheet, left, _GROUND, scale)


def _days(sheet: Sheet, campaign: Campaign) -> None:
    """The days as hang-tags under the pile."""
    labels = tags.labels(sheet, campaign.days, campaign.common_hours)
    widest = 72 * mm if len(campaign.days) > len(labels) else 40 * mm
    gap = 7 * mm
    wide = min(widest, (INSIDE - (len(labels) - 1) * gap) / len(labels))
    left = (sheet.width - len(labels) * wide - (len(labels) - 1) * gap) / 2
    high = min(1.2 * wide, 45 * mm)
    for index, label in enumerate(labels):
        said = ", ".join(part for part in (f"{label.above} {label.middle} {label.below}", label.hours) if part)
        with sheet.tag("P", spoken=said):
            x = left + wide / 2 + index * (wide + gap)
            tags.draw(sheet, label, index, x, _GROUND - 7 * mm, wide, high)
