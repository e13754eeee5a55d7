"""The facts that open a paper of the road: small label, value in strong, what completes it; columns of even width."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.van_frame import INSIDE, MARGIN, VanSheet

_LABEL, _VALUE, _TEXT = 8.4, 10.8, 9.2
_GAP = 4 * mm


def facts(sheet: VanSheet, said: Sequence[tuple[str, str, str]], top: float) -> float:
    """(label, value, what completes it) each, wrapped as they need; their bottom."""
    wide = (INSIDE - (len(said) - 1) * _GAP) / len(said)
    low = top
    for rank, (label, value, more) in enumerate(said):
        x = MARGIN + rank * (wide + _GAP)
        with sheet.tag("P"):
            y = sheet.lines(x, top, sheet.wrapped(label, fonts.STRONG, _LABEL, wide), "accent", after=" ")
            y = sheet.lines(
                x, y - 0.6 * mm, sheet.wrapped(value or "–", fonts.STRONG, _VALUE, wide), "prune", after=" "
            )
            if more.strip():
                y = sheet.lines(x, y - 0.4 * mm, sheet.wrapped(more, fonts.TEXT, _TEXT, wide), "prune")
        low = min(low, y)
    return low
