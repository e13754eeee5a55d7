"""« Fiche de fabrication »: what a printer asks about each kind of piece, for the kit and for the screens alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import number
from campaign.communication.building import piece_of
from campaign.communication.content import Source
from campaign.communication.model import is_printed_out, receives
from campaign.communication.quantities import Quantity, proposed
from campaign.documents.catalogue import KINDS
from campaign.documents.presets import Preset

MISSING = "à indiquer dans « Identité des documents »"
TO_DECIDE = "à décider"
QUANTITY, REASON = "Quantité proposée, toutes versions", "D’où elle vient"


@dataclass(frozen=True, slots=True)
class Ordered:
    """A kind as it was made: ``versions`` files of at most ``pages`` pages, ``trim_mm`` once cut."""

    kind: str
    pages: int
    versions: int
    trim_mm: tuple[float, float]


def order_rows(source: Source, ordered: Sequence[Ordered], preset: Preset) -> list[dict[str, str]]:
    """One row a kind that goes to the printer, French names to French values, all rows with the same names."""
    return [order_row(source, one, preset) for one in ordered if is_printed_out(one.kind)]


def order_row(source: Source, one: Ordered, preset: Preset) -> dict[str, str]:
    """The same, for one kind."""
    finish, copies = preset.finish, quantity(source, one.kind)
    wide, high = (number(round(side, 1)) for side in one.trim_mm)
    return {
        "Pièce": KINDS[one.kind].label,
        "Format fini": f"{wide} × {high} mm",
        "Pages": number(one.pages),
        "Versions": number(one.versions),
        QUANTITY: number(copies.proposed) if copies.proposed else TO_DECIDE,
        REASON: copies.reason,
        "Fond perdu": f"{number(finish.bleed)} mm" if finish.inks else "aucun",
        "Encres": "quadrichromie (FOGRA39)" if finish.inks else "RVB, pour l’écran",
        "Papier": source.brand.paper or MISSING,
        "Imprimeur": source.brand.printer or MISSING,
    }


def versions(source: Source, kind: str) -> int:
    """How many different files of a kind the whole edition has: one for each that receives it."""
    concerned = [one for one in source.audiences() if receives(one.scale, kind)]
    return sum(not piece_of(source, kind, one).rule for one in concerned)


def quantity(source: Source, kind: str) -> Quantity:
    """The copies to order of a kind, from what each shop asked for."""
    answers = (source.answers.get(shop.place_id) for shop in source.shops)
    return proposed(kind, [found.answer.needs if found and found.answer else {} for found in answers])
