"""The line every printed piece must carry, made from the data and never typed."""

from campaign.base.french import enumerate_in_words
from campaign.documents.content import Campaign

MOST_LOGOS = 8


def legal_line(campaign: Campaign, *, litter: bool = True) -> str:
    """« Ne pas jeter sur la voie publique. Impression : … »."""
    parts = ["Ne pas jeter sur la voie publique."] if litter else []
    if campaign.printer:
        paper = f", {campaign.paper}" if campaign.paper else ""
        parts.append(f"Impression : {campaign.printer}{paper}.")
    elif campaign.paper:
        parts.append(f"{campaign.paper[0].upper()}{campaign.paper[1:]}.")
    if campaign.credits:
        parts.append(f"Illustrations : {campaign.credits.rstrip('.')}.")
    others = [partner.name for partner in campaign.partners[MOST_LOGOS:]]
    if others:
        parts.append(f"Et leurs partenaires : {enumerate_in_words(others)}.")
    return " ".join(parts)
