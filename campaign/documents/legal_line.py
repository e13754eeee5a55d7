"""The line every printed piece must carry, made from the data and never typed."""

from campaign.base.french import enumerate_in_words
from campaign.documents.content import Campaign
from campaign.documents.sheet import Sheet

MOST_LOGOS = 8


def legal_line(campaign: Campaign, sheet: Sheet, *, litter: bool = True) -> str:
    """« Ne pas jeter sur la voie publique. Impression : … »; a print file without its printer is blocked.

    The printer's name and town are due on any print made for the public (law of 29 July 1881, art. 3).
    """
    parts = ["Ne pas jeter sur la voie publique."] if litter else []
    if campaign.printer:
        paper = f", {campaign.paper}" if campaign.paper else ""
        parts.append(f"Impression : {campaign.printer}{paper}.")
    elif campaign.paper:
        parts.append(f"{campaign.paper[0].upper()}{campaign.paper[1:]}.")
    if not campaign.printer and sheet.preset.finish.inks:
        sheet.notices.block(
            "Imprimeur", "nom et ville", "obligatoires sur tout imprimé (loi du 29 juillet 1881). Indiquez-les."
        )
    if campaign.credits:
        parts.append(f"Illustrations : {campaign.credits.rstrip('.')}.")
    others = [partner.name for partner in campaign.partners[MOST_LOGOS:]]
    if others:
        parts.append(f"Et leurs partenaires : {enumerate_in_words(others)}.")
    return " ".join(parts)
