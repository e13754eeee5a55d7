"""Les étiquettes: one hang-tag a date, drawn by hand-made curves, tilted by a few degrees at most (brand.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.french import DAYS, MONTHS
from campaign.documents import office_text as fonts
from campaign.documents.content import numeral, period
from campaign.documents.letters import ink, set_text
from campaign.documents.letters import width as width_of
from campaign.documents.sheet import Sheet

# (paper, numeral) of the first, second… tag.
_COLOURS = (("creme", "accent"), ("rose", "prune"), ("menthe", "second"), ("field", "prune"))
_TILTS = (-2.4, 2.0, -1.4, 1.8)


@dataclass(frozen=True, slots=True)
class Label:
    """What one tag says; that of a ``period`` says its first and its last day in two lines."""

    above: str
    middle: str
    below: str
    hours: str = ""
    period: bool = False


def labels(sheet: Sheet, days: Sequence[date], hours: str) -> tuple[Label, ...]:
    """One a day up to four; beyond, one for the whole period, with a notice."""
    ordered = sorted(days)
    hours, _ = set_text(hours, fonts.LEAD, sheet.notices, "Opération", "horaires")
    if len(ordered) <= 4:
        return tuple(Label(DAYS[day.weekday()], numeral(day), MONTHS[day.month - 1], hours) for day in ordered)
    sheet.notices.say("Opération", "dates", "plus de quatre : la période est imprimée sur une seule étiquette.")
    words = period(ordered)
    start, _, end = words.partition(" au")
    return (Label(f"{len(ordered)} jours", start, f"au{end}", hours, period=True),)


def draw(
    sheet: Sheet, label: Label, index: int, x: float, top: float, width: float, height: float, *, hole: str = "prune"
) -> None:
    """The tag whose hanging hole's centre is below (x, top); every line shrinks to the tag's own width."""
    paper, big = _COLOURS[index % 4]
    if not sheet.palette.reads(big, paper):
        big = "prune"
    base = min(width, height / 1.2)  # what a tag of that height is wide when it says one day
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(x, top - base * 0.15)
    canvas.rotate(_TILTS[index % 4])
    canvas.translate(-width / 2, -height + base * 0.15)
    _body(sheet, width, height, base, paper)
    sheet.disc(width / 2, height - base * 0.15, base * 0.08, hole)

    middle = width / 2
    day_size = _within(label.above, fonts.STRONG, base * 0.158, width * 0.80)
    day_line = height - base * 0.285 - day_size * 0.72
    sheet.text(middle, day_line, label.above, fonts.STRONG, day_size, "prune", "centre")
    day_bottom = day_line + day_size * (ink(label.above, fonts.STRONG)[0] - 0.18)
    if label.period:
        _period(sheet, label, big, width, height * (0.15 if label.hours else 0.06), day_bottom)
    else:
        month_size = _within(label.below, fonts.TITLE, base * 0.19, width * 0.84)
        month_line = height * (0.175 if label.hours else 0.10)
        sheet.text(middle, month_line, label.below, fonts.TITLE, month_size, "prune", "centre")
        month_top = month_line + month_size * (ink(label.below, fonts.TITLE)[1] + 0.02)
        _numeral(sheet, label.middle, big, width, month_top, day_bottom)
    if label.hours:
        size = _within(label.hours, fonts.LEAD, base * 0.098, width * 0.80)
        sheet.text(middle, height * 0.065, label.hours, fonts.LEAD, size, "prune", "centre")
    canvas.restoreState()


def _period(sheet: Sheet, label: Label, colour: str, width: float, bottom: float, top: float) -> None:
    """« du 28 novembre » over « au 4 décembre », of one size, as large as the room allows."""
    lines = (label.middle, label.below)
    size = min(_within(line, fonts.TITLE, 0.36 * (top - bottom), width * 0.86) for line in lines)
    baseline = (top + bottom) / 2 + 0.5 * 1.12 * size - 0.34 * size
    for line, ink_of in zip(lines, (colour, "prune"), strict=True):
        sheet.text(width / 2, baseline, line, fonts.TITLE, size, ink_of, "centre")
        baseline -= 1.12 * size


def _numeral(sheet: Sheet, text: str, colour: str, width: float, bottom: float, top: float) -> None:
    """As large as the room between the two lines allows, centred by its real drawing; « er » stands above."""
    figure, raised = (text[:-2], text[-2:]) if text.endswith("er") and text[:-2].isdigit() else (text, "")
    low, high = ink(figure, fonts.TITLE)
    wide = width_of(figure, fonts.TITLE) + 0.42 * width_of(raised, fonts.TITLE)
    size = min(width * 0.68, (top - bottom) * 0.96 / (high - low), width * 0.86 / wide)
    baseline = (top + bottom) / 2 - (high + low) / 2 * size
    left = (width - wide * size) / 2
    left += sheet.text(left, baseline, figure, fonts.TITLE, size, colour)
    if raised:
        sheet.text(left, baseline + size * (high - 0.24), raised, fonts.TITLE, size * 0.42, colour)


def _within(text: str, font: str, size: float, room: float) -> float:
    return min(size, room / width_of(text, font))


def _body(sheet: Sheet, width: float, height: float, base: float, paper: str) -> None:
    """A rectangle with two cut corners, every angle softened."""
    cut, soft = base * 0.22, base * 0.07
    path = sheet.canvas.beginPath()
    path.moveTo(soft, 0)
    path.lineTo(width - soft, 0)
    path.curveTo(width - soft / 3, 0, width, soft / 3, width, soft)
    path.lineTo(width, height - cut - soft * 0.5)
    path.curveTo(
        width,
        height - cut,
        width - soft * 0.1,
        height - cut + soft * 0.1,
        width - soft * 0.4,
        height - cut + soft * 0.5,
    )
    path.lineTo(width - cut + soft * 0.6, height - soft * 0.4)
    path.curveTo(width - cut + soft * 0.2, height, width - cut, height, width - cut - soft * 0.5, height)
    path.lineTo(cut + soft * 0.5, height)
    path.curveTo(cut, height, cut - soft * 0.2, height, cut - soft * 0.6, height - soft * 0.4)
    path.lineTo(soft * 0.4, height - cut + soft * 0.5)
    path.curveTo(soft * 0.1, height - cut + soft * 0.1, 0, height - cut, 0, height - cut - soft * 0.5)
    path.lineTo(0, soft)
    path.curveTo(0, soft / 3, soft / 3, 0, soft, 0)
    path.close()
    sheet.fill(paper)
    sheet.canvas.drawPath(path, fill=1, stroke=0)
