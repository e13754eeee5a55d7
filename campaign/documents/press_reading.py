"""A press kit read as text, part after part: what Word files and pages say in the order of the printed one."""

from collections.abc import Iterator, Sequence

from campaign.base.french import NBSP, plural
from campaign.base.rich_text import Paragraph, RichText
from campaign.documents.content import Campaign, Shop
from campaign.documents.directory_frame import plain_name
from campaign.documents.press_text import Press, PressFigure, Section

_NEEDS = {
    "near_you": lambda campaign, press: campaign.shops,
    "programme": lambda campaign, press: [shop for shop in campaign.shops if shop.activities],
    "voices": lambda campaign, press: press.voices,
    "figures": lambda campaign, press: press.figures,
    "partners": lambda campaign, press: campaign.partners,
    "visuals": lambda campaign, press: press.pictures,
}


def sections(campaign: Campaign, press: Press) -> list[Section]:
    """Those that have what their heading announces; the others are left out, as on paper."""
    return [one for one in press.sections if (_NEEDS[one.code](campaign, press) if one.code in _NEEDS else one.text)]


def by_territory(shops: Sequence[Shop]) -> Iterator[tuple[str, list[Shop]]]:
    """Shops under the short name of their territory, in the order of their numbers; '' when all have the same."""
    ordered = sorted(shops, key=lambda shop: shop.number)
    if len({shop.territory for shop in ordered}) < 2:
        yield "", ordered
        return
    for name in dict.fromkeys(shop.territory for shop in ordered):
        yield plain_name(name) if name else "", [shop for shop in ordered if shop.territory == name]


def place_of(shop: Shop) -> str:
    """« 31 rue des Artisans, Angers »."""
    return ", ".join(part for part in (shop.address, shop.commune) if part)


def activities_of(shop: Shop) -> str:
    """« Café offert, atelier vélo »."""
    said = ", ".join(shop.activities)
    return said[:1].upper() + said[1:]


def without_programme(campaign: Campaign) -> str:
    """How many shops open without anything special; '' when all prepare something, or none does."""
    rest = sum(not shop.activities for shop in campaign.shops)
    if not rest or rest == len(campaign.shops):
        return ""
    open_, their = ("ouvrent", "leurs") if rest > 1 else ("ouvre", "ses")
    said = plural(rest, "autre boutique", "autres boutiques")
    return f"{said} de la liste {open_} aussi {their} portes, sans animation annoncée."


def sources_title(found: Sequence[PressFigure]) -> str:
    """Over where the figures of a text come from."""
    return "Source du chiffre cité" if len(found) == 1 else "Sources des chiffres cités"


def source_line(one: PressFigure) -> str:
    """« 4 500 visiteurs en deux jours : bilan de la première édition. »"""
    return f"{one.value} {one.label}{NBSP}: {one.source.rstrip('. ')}."


def opening(text: RichText) -> tuple[RichText, RichText]:
    """Up to the first paragraph included, after which the first quote comes, and what follows."""
    for rank, one in enumerate(text, 1):
        if isinstance(one, Paragraph):
            return text[:rank], text[rank:]
    return text, ()


def publication(press: Press) -> str:
    """« Sous embargo jusqu’au mardi 5 novembre, 6 h », or that it may be published."""
    return f"Sous embargo jusqu’au {press.embargo}" if press.embargo else "Diffusion immédiate"
