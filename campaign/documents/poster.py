"""The poster: title, pile, dates, what opens and where. One drawing from the A5 flyer's recto to the bus shelter.

``unit`` is 1/297 of the width: the measures are those of the A3 in millimetres (brand.md, « Sizes »).
"""

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from campaign.documents import footer as footers
from campaign.documents import office_text as fonts
from campaign.documents import poster_message as message
from campaign.documents import qr, tags
from campaign.documents.content import Campaign
from campaign.documents.fitting import broken
from campaign.documents.letters import ink, set_text, width
from campaign.documents.scene import PILE_HEIGHT, PILE_WIDTH, hanger, pile, shadows, sun
from campaign.documents.sheet import Sheet

_TAG, _PERIOD = {1: 74, 2: 65}, 104  # width of large tags, in units


@dataclass(frozen=True, slots=True)
class Measures:
    """What differs between formats, in mm: the least QR plate and what may be cut or hidden at the edges."""

    plate: float = 27.0
    safe: float = 5.0
    litter: bool = True


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every part of the band needs, in points; ``tall`` is the message's height under a row of tags."""

    ground: float
    foot: float
    margin: float
    unit: float
    plate: float
    tall: float = 0.0


def draw(sheet: Sheet, campaign: Campaign, measures: Measures) -> None:
    """One page."""
    unit = sheet.width / 297
    margin = max(17 * unit, measures.safe * mm)
    plate = max(27 * unit, measures.plate * mm, qr.least_side(campaign.code_url))
    footer = footers.measured(sheet, campaign, unit, margin, measures.safe * mm, litter=measures.litter)
    labels = tags.labels(sheet, campaign.days, campaign.common_hours)
    beside = _Plan(footer.height + 107 * unit, footer.height, margin, unit, plate)
    row = _in_a_row(sheet, campaign, labels, beside)
    plan = row or beside
    sheet.band(0, sheet.height, "field")
    sun(sheet, sheet.width / 2, plan.ground + 50 * unit, 146 * unit)
    heading = heading_of(sheet, campaign)
    free = sheet.height - 15 * unit - plan.ground - heading.height * min(1, 80 * unit / heading.size)
    widest = (sheet.width - 2 * max(measures.safe * mm, 6 * unit)) / PILE_WIDTH
    scale = min(widest, max(0.78 * unit, free / (PILE_HEIGHT + 3)))  # the pile makes room for the title, to a point
    base = title(sheet, heading, margin, plan.ground + (PILE_HEIGHT + 3) * scale, unit)
    start = (sheet.width - PILE_WIDTH * scale) / 2
    shadows(sheet, start, plan.ground, scale)
    sheet.band(0, plan.ground, "prune")
    hanger(sheet, margin + (23 if row else 33) * unit, base - 2.5 * unit, scale, 58 * scale)
    pile(sheet, start, plan.ground, scale)
    (_row if row else _side_by_side)(sheet, campaign, labels, plan)
    footers.draw(sheet, campaign, footer, unit, margin)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The title's lines at the ``size`` that fills the width, and its ink's ``height``: all in points."""

    lines: tuple[str, ...]
    font: str
    size: float
    ems: float

    @property
    def height(self) -> float:
        return self.size * self.ems


def heading_of(sheet: Sheet, campaign: Campaign) -> _Heading:
    """The lines chosen by who named the campaign, or three when none was; one font for all."""
    found = [set_text(line, fonts.TITLE, sheet.notices, "Opération", "titre") for line in campaign.title]
    lines = tuple(text for text, _ in found if text)
    if not lines:
        sheet.notices.block("Opération", "titre", "aucun de ses signes ne s’imprime. Écrivez-le en lettres latines.")
        lines = ("–",)
    font = next((name for _, name in found if name != fonts.TITLE), fonts.TITLE)
    if len(lines) == 1:
        lines = broken(lines[0], font, 3)
    wide = sheet.width - 34 / 297 * sheet.width
    tails = -min(0.0, ink(lines[-1], font)[0] + 0.03)  # the last line's p, q, j stay above the pile
    ems = 0.735 + 0.86 * (len(lines) - 1) + tails
    return _Heading(lines, font, 1.012 * wide / max(width(line, font) for line in lines), ems)


def title(sheet: Sheet, heading: _Heading, margin: float, floor: float, unit: float) -> float:
    """The staggered title, as wide as the page or as high as the room above ``floor``; where a hanger can hook."""
    lines, font = heading.lines, heading.font
    wide, top = sheet.width - 2 * margin, sheet.height - 15 * unit
    size = min(heading.size * wide / (sheet.width - 34 * unit), 80 * unit, (top - floor) / heading.ems)
    if size < 12 * unit:
        sheet.notices.block("Opération", "titre", "trop long pour l’affiche. Raccourcissez-le ou coupez-le en lignes.")
    baseline = top - size * 0.735
    for index, line in enumerate(lines):
        shift = wide - width(line, font, size) if index % 2 and index < len(lines) - 1 else -size * 0.025
        sheet.text(margin + shift, baseline, line, font, size, "prune")
        baseline -= size * 0.86
    return baseline + size * (0.86 + min(0.0, ink(lines[-1][:2], font)[0] + 0.03))


def _in_a_row(sheet: Sheet, campaign: Campaign, labels: tuple[tags.Label, ...], beside: _Plan) -> _Plan | None:
    """Tags in a row: always beyond two; else only for a name that the room beside large tags does not hold.

    The message of a shop under them is as high as its name asks for.
    """
    if len(labels) <= 2:
        _, room, high = _beside(sheet, labels, beside)
        if message.holds(sheet, campaign, room, high, lines=2):
            return None
    for more in (16, 26) if campaign.focus else (0,):
        ground = beside.ground + (26 + more) * beside.unit
        under = replace(beside, ground=ground, tall=beside.plate + more * beside.unit)
        _, room = _under(sheet, under)
        if message.holds(sheet, campaign, room, under.tall, lines=1):
            return under
    return under if len(labels) > 2 else None


def _large(labels: tuple[tags.Label, ...]) -> float:
    """The width of each large tag, in units: one for a period is wide."""
    return _PERIOD if labels[0].period else _TAG[len(labels)]


def _beside(sheet: Sheet, labels: tuple[tags.Label, ...], plan: _Plan) -> tuple[float, float, float]:
    """Left, width and height of the message at the right of large tags."""
    x = plan.margin + (len(labels) * (_large(labels) + 5) + 6) * plan.unit
    return x, sheet.width - plan.margin - x, 79 * plan.unit - plan.plate


def _under(sheet: Sheet, plan: _Plan) -> tuple[float, float]:
    """Left of the QR plate, width of the message under a row of tags."""
    x = sheet.width - plan.margin - plan.plate - 73 * plan.unit
    return x, x - plan.margin - 8 * plan.unit


def _side_by_side(sheet: Sheet, campaign: Campaign, labels: tuple[tags.Label, ...], plan: _Plan) -> None:
    """One or two large tags, the message at their right."""
    unit = plan.unit
    top, bottom = plan.ground - 11 * unit, plan.foot + 9 * unit
    wide = _large(labels) * unit
    for index, label in enumerate(labels):
        middle = plan.margin + wide / 2 + index * (wide + 5 * unit)
        tags.draw(sheet, label, index, middle, top + 2 * unit, wide, top - bottom)
    x, room, high = _beside(sheet, labels, plan)
    message.headline(sheet, campaign, x, top, room, high, lines=2)
    message.address(sheet, campaign, x, bottom, room, plan.plate)


def _row(sheet: Sheet, campaign: Campaign, labels: tuple[tags.Label, ...], plan: _Plan) -> None:
    """Up to four tags in a row, the message under them."""
    unit, margin = plan.unit, plan.margin
    inside, gap = sheet.width - 2 * margin, 8 * unit
    largest = _PERIOD if labels[0].period else 70
    wide = min((inside - (len(labels) - 1) * gap) / len(labels), largest * unit)
    high, top = min(wide * 1.2, (70 * 1.2 if labels[0].period else 81) * unit), plan.ground - 8 * unit
    left = margin + (inside - len(labels) * wide - (len(labels) - 1) * gap) / 2
    for index, label in enumerate(labels):
        tags.draw(sheet, label, index, left + wide / 2 + index * (wide + gap), top, wide, high)
    bottom = plan.foot + 9 * unit
    x, room = _under(sheet, plan)
    message.headline(sheet, campaign, margin, bottom + plan.tall, room, plan.tall, lines=1)
    message.address(sheet, campaign, x, bottom + (plan.tall - plan.plate) / 2, sheet.width - margin - x, plan.plate)
