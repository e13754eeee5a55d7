"""What shows the way and the door: the round sticker of shop windows, the arrow panels of streets."""

import math
from dataclasses import replace

from reportlab.lib.colors import CMYKColorSep
from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign, few_days
from campaign.documents.fitting import Room, Set, broken, fit, fit_lines
from campaign.documents.legal_line import legal_line
from campaign.documents.letters import ink, set_text
from campaign.documents.letters import width as width_of
from campaign.documents.objects import place
from campaign.documents.sheet import Sheet

STICKER_MM = (150.0, 150.0)
PANEL_MM = (600.0, 200.0)
_HERE = "Ici, on participe"
_LEGAL, _LEAST = 6.0, 5.2  # points
_ARC = math.radians(66)  # what the legal line may take of the rim
_WORD = 4  # signs
_NAME = 0.15  # of the arrow's height, what a name has unless it is long
_EDGE = 12 * mm  # between the panel's edge and its arrow


def sticker(sheet: Sheet, campaign: Campaign) -> None:
    """One round page; the printer's file says where to cut by a spot colour, as die makers ask (« CutContour »)."""
    radius = sheet.width / 2
    if sheet.bleed:
        sheet.band(0, sheet.height, "creme")
    else:
        sheet.disc(radius, radius, radius, "creme")
    sheet.disc(radius, radius, radius * 0.94, "accent")
    light = "creme" if sheet.palette.reads("creme", "accent") else "prune"
    place(sheet, "teapot", radius * 0.77, radius * 1.51, radius * 0.46, _TEAPOT)
    _title(sheet, campaign, radius, light)
    _pill(sheet, radius)
    _rim(sheet, campaign, radius, light)
    if sheet.preset.finish.marks:
        sheet.canvas.setStrokeColor(CMYKColorSep(0, 1, 0, 0, spotName="CutContour"))
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.circle(radius, radius, radius, fill=0, stroke=1)


_TEAPOT = {"tomate": "field", "brique": "miel", "creme": "prune", "prune": "field"}


def panels(sheet: Sheet, campaign: Campaign) -> None:
    """Two pages: the arrow to the right, the arrow to the left; a plate to write the distance on."""
    _panel(sheet, campaign, to_the_right=True)
    sheet.next_page()
    _panel(sheet, campaign, to_the_right=False)


def _title(sheet: Sheet, campaign: Campaign, radius: float, colour: str) -> None:
    """Within the chord of the disc at its height."""
    lines, font = [], fonts.TITLE
    for line in campaign.title:
        text, found = set_text(line, fonts.TITLE, sheet.notices, "Opération", "titre")
        lines.append(text)
        font = found if found != fonts.TITLE else font
    room = Room(radius * 1.52, radius * 1.00, leading=0.95)
    done = fit_lines(lines, font, radius * 0.42, 14, room)
    if done.size < radius * 0.3:  # other breaks may read from farther
        breaks = broken(" ".join(lines), font, 3)
        other = fit_lines(breaks, font, radius * 0.42, 14, room)
        alone = any(len(line) < _WORD for line in breaks)  # « du » alone on its line
        done = other if other.held and other.size > 1.05 * done.size and not alone else done
    if not done.held:
        sheet.notices.block("Opération", "titre", "trop long pour l’autocollant. Raccourcissez-le.")
    low, high = radius * 0.58, radius * 1.48
    sheet.lines(radius, (low + high + done.height) / 2, done, colour, "centre")


def _pill(sheet: Sheet, radius: float) -> None:
    size = radius * 0.165
    wide, high = width_of(_HERE, fonts.PILL, size) + 1.3 * size, 1.75 * size
    sheet.fill("moutarde")
    bottom = radius * 0.27
    sheet.canvas.roundRect(radius - wide / 2, bottom, wide, high, high / 2, fill=1, stroke=0)
    sheet.text(radius, bottom + high / 2 - 0.26 * size, _HERE, fonts.PILL, size, "prune", "centre")


def _rim(sheet: Sheet, campaign: Campaign, radius: float, colour: str) -> None:
    """What the law asks for, the printer, along the bottom of the disc, read from left to right."""
    due = replace(campaign, paper="", credits="", partners=())
    text, font = set_text(legal_line(due, litter=False), fonts.LABEL, sheet.notices, "Mentions", "texte")
    if not text:
        return
    away = radius * 0.875
    size = min(_LEGAL, _ARC * away / width_of(text, font))
    if size < _LEAST:
        sheet.notices.block("Mentions", "imprimeur", "trop long pour l’autocollant. Abrégez-le.")
        size = _LEAST
    angle = -math.pi / 2 - width_of(text, font, size) / away / 2
    for sign in text:
        wide = width_of(sign, font, size)
        middle = angle + wide / away / 2
        sheet.canvas.saveState()
        sheet.canvas.translate(radius + away * math.cos(middle), radius + away * math.sin(middle))
        sheet.canvas.rotate(math.degrees(middle) + 90)
        sheet.text(0, 0, sign, font, size, colour, "centre")
        sheet.canvas.restoreState()
        angle += wide / away


def _panel(sheet: Sheet, campaign: Campaign, *, to_the_right: bool) -> None:
    sheet.band(0, sheet.height, "field")
    left, bottom = _EDGE, _EDGE + 3 * mm
    wide, high = sheet.width - 2 * _EDGE, sheet.height - 2 * _EDGE - 3 * mm
    _arrow(sheet, left, bottom, wide, high, to_the_right=to_the_right)
    tip = high * 0.42
    start = left + high * 0.10 + (0 if to_the_right else tip * 0.72)
    end = left + wide - high * 0.10 - (tip * 0.72 if to_the_right else 0)
    lamp = high * 0.50
    lit = {"rose": "rose", "bonbon": "bonbon", "canard": "accent", "prune": "moutarde"}
    place(sheet, "lamp", start, bottom + high * 0.15, lamp, lit)
    plate = high * 0.62
    _words(sheet, campaign, start + lamp + high * 0.12, end - plate - high * 0.12, bottom, high)
    _distance(sheet, end - plate, bottom + (high - high * 0.44) / 2, plate, high * 0.44)
    _panel_legal(sheet, campaign)


def _arrow(sheet: Sheet, left: float, bottom: float, wide: float, high: float, *, to_the_right: bool) -> None:
    canvas, tip, soft = sheet.canvas, high * 0.42, high * 0.09
    canvas.saveState()
    canvas.translate(left, bottom)
    if not to_the_right:
        canvas.translate(wide, 0)
        canvas.scale(-1, 1)
    path = canvas.beginPath()
    path.moveTo(soft, 0)
    path.lineTo(wide - tip, 0)
    path.lineTo(wide - soft * 0.4, high / 2 - soft * 0.5)
    path.curveTo(wide, high / 2 - soft * 0.1, wide, high / 2 + soft * 0.1, wide - soft * 0.4, high / 2 + soft * 0.5)
    path.lineTo(wide - tip, high)
    path.lineTo(soft, high)
    path.curveTo(soft / 3, high, 0, high - soft / 3, 0, high - soft)
    path.lineTo(0, soft)
    path.curveTo(0, soft / 3, soft / 3, 0, soft, 0)
    path.close()
    sheet.fill("prune")
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.restoreState()


def _words(sheet: Sheet, campaign: Campaign, left: float, right: float, bottom: float, high: float) -> None:
    """« boutique solidaire », whose, when: the three together in the middle of the arrow."""
    room = right - left
    head = fit_lines(("boutique solidaire",), fonts.TITLE, high * 0.29, high * 0.12, Room(room, leading=1.0))
    whose, font, about = _whose(sheet, campaign, room, high)
    days, days_font = set_text(few_days(campaign.days), fonts.LEAD, sheet.notices, "Opération", "dates")
    when = fit(days, days_font, high * 0.125, high * 0.06, Room(room, lines=2, leading=1.15))
    name = fit(whose, font, high * 0.22, high * _NAME, Room(room, high * 0.40, 2, 1.06))
    if not name.held:
        name = fit(whose, font, high * _NAME, high * 0.075, Room(room, high * 0.40, 4, 1.12))
    if not name.held:
        sheet.notices.block(about, "nom", "trop long pour le panneau. Donnez un nom court.")
    sheet.notices.shrunk(about, "nom", high * _NAME, name.size)
    gap = high * 0.035
    y = bottom + (high + head.height + name.height + when.height + 2 * gap) / 2
    y = sheet.lines(left, y, head, "moutarde", rise=0.78) - gap
    y = sheet.lines(left, y, name, "creme", rise=0.86) - gap
    sheet.lines(left, y, when, "rose", rise=0.86)


def _whose(sheet: Sheet, campaign: Campaign, room: float, high: float) -> tuple[str, str, str]:
    """The shop's name, its short one when the long one would be small; the operation's on the common panel."""
    shop = campaign.focus
    if not shop:
        text, font = set_text(campaign.name, fonts.STRONG, sheet.notices, "Opération", "titre")
        return text, font, "Opération"
    for name in filter(None, (shop.name, shop.short_name)):
        text, font = set_text(name, fonts.STRONG, sheet.notices, shop.name, "nom")
        if text and fit(text, font, high * 0.15, high * 0.10, Room(room, high * 0.36, 2, 1.12)).held:
            return text, font, shop.name
    text, font = set_text(shop.name, fonts.STRONG, sheet.notices, shop.name, "nom")
    return text or shop.commune, font, shop.name


def _distance(sheet: Sheet, left: float, bottom: float, wide: float, high: float) -> None:
    """« à … m »: known on the spot only, written with a marker."""
    sheet.fill("creme")
    sheet.canvas.roundRect(left, bottom, wide, high, high * 0.14, fill=1, stroke=0)
    size = high * 0.34
    low, top = ink("à", fonts.STRONG)
    line = bottom + high / 2 - (low + top) / 2 * size
    sheet.text(left + high * 0.14, line, "à", fonts.STRONG, size, "prune")
    sheet.text(left + wide - high * 0.14, line, "m", fonts.STRONG, size, "prune", "right")
    sheet.stroke("encre60", high * 0.015)
    sheet.curve([(left + high * 0.46, line), (left + wide - high * 0.56, line)])


def _panel_legal(sheet: Sheet, campaign: Campaign) -> None:
    text, font = set_text(legal_line(campaign, litter=False), fonts.PLAIN, sheet.notices, "Mentions", "texte")
    if not text:
        return
    room = sheet.width - 2 * _EDGE
    done: Set = fit(text, font, 9, 7, Room(room, 8 * mm, leading=1.2))
    if not done.held:
        sheet.notices.block("Mentions", "crédits, papier et imprimeur", "trop longs pour le panneau.")
    sheet.lines(_EDGE, 6 * mm + done.height, done, "prune", rise=0.8)
