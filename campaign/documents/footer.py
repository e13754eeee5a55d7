"""The crème strip at the foot of posters and flyers: partners on the left, the legal line on the right."""

from dataclasses import dataclass

from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.legal_line import legal_line, most_logos
from campaign.documents.letters import set_text
from campaign.documents.logos import zone
from campaign.documents.sheet import Sheet

_AROUND = 4.5  # units above and below what the strip holds
_LEAST = 5.2  # points, whatever the format (brand.md)


@dataclass(frozen=True, slots=True)
class Footer:
    """What was measured: its height in points, what it leaves empty at its foot, the legal text ready to draw."""

    height: float
    low: float
    legal: Set
    share: float


def measured(
    sheet: Sheet, campaign: Campaign, unit: float, margin: float, safe: float, *, litter: bool = True
) -> Footer:
    """The lowest strip that holds the legal line at its size; then smaller letters; then a higher strip.

    Nothing stands less than ``safe`` points from the trim: where that is much, the strip rises as much. Without
    partners the line has the whole width and the strip is thin.
    """
    words = legal_line(campaign, litter=litter, shown=most_logos(sheet.trim_mm))
    text, font = set_text(words, fonts.PLAIN, sheet.notices, "Mentions", "texte")
    wide = sheet.width - 2 * margin
    size = max(3.0 * unit, _LEAST)
    floor = max(_LEAST, 0.75 * size)
    low = max(_AROUND * unit, safe)
    above = low - _AROUND * unit
    base = (25 if len(campaign.partners) <= 4 else 29) * unit + above
    tries = [(base, 0.335), (base, 0.45), (base + 6 * unit, 0.45), (base + 14 * unit, 0.5)]
    if not campaign.partners:
        tries = [((high * unit) + above, 1.0) for high in (14, 18, 25, 39)]
    for height, share in tries:
        legal = fit(text, font, size, floor, Room(wide * share, height - low - _AROUND * unit, leading=1.25))
        if legal.held:
            break
    else:
        sheet.notices.block(
            "Mentions", "crédits, papier et imprimeur", "trop longs pour cette pièce. Raccourcissez-les."
        )
    sheet.notices.shrunk("Mentions", "crédits, papier et imprimeur", size, legal.size)
    return Footer(height, low, legal, share)


def draw(sheet: Sheet, campaign: Campaign, footer: Footer, unit: float, margin: float) -> None:
    """The strip, into the bleed."""
    sheet.band(0, footer.height, "creme")
    wide = sheet.width - 2 * margin
    inside = footer.height - footer.low - _AROUND * unit
    top = footer.low + (inside + footer.legal.height) / 2
    if not campaign.partners:
        sheet.lines(margin, top, footer.legal, "prune", rise=0.9)
        return
    room = wide * (0.95 - footer.share)
    zone(sheet, campaign.partners[: most_logos(sheet.trim_mm)], margin, footer.low, room, inside)
    sheet.lines(sheet.width - margin, top, footer.legal, "prune", "right", rise=0.9)
