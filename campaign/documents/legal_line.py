"""The line every printed piece must carry, made from the data and never typed."""

from campaign.base.french import enumerate_in_words
from campaign.documents.content import Campaign

MOST_LOGOS, MOST_ON_SMALL = 8, 5  # partners shown, the latter on an A5 (brand.md, « Logos »)
_SMALL = 150.0  # mm


def most_logos(trim_mm: tuple[float, float]) -> int:
    """How many partners a page of that size shows; the others are named in the legal line."""
    return MOST_ON_SMALL if min(trim_mm) < _SMALL else MOST_LOGOS


def legal_line(campaign: Campaign, *, litter: bool = True, shown: int = MOST_LOGOS) -> str:
    """« Ne pas jeter sur la voie publique. Impression : … »; the partners beyond the ``shown`` ones are named."""
    parts = ["Ne pas jeter sur la voie publique."] if litter else []
    if campaign.printer:
        paper = f", {campaign.paper}" if campaign.paper else ""
        parts.append(f"Impression : {campaign.printer}{paper}.")
    elif campaign.paper:
        parts.append(f"{campaign.paper[0].upper()}{campaign.paper[1:]}.")
    if campaign.credits:
        parts.append(f"Illustrations : {campaign.credits.rstrip('.')}.")
    others = [partner.name for partner in campaign.partners[shown:]]
    if others:
        parts.append(f"Et leurs partenaires : {enumerate_in_words(others)}.")
    return " ".join(parts)
