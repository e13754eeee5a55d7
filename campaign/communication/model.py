"""Who a piece is made for, which pieces each receives, and the rule about shops that may not advertise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.base.errors import InvalidInput
from campaign.base.labels import Labelled
from campaign.partners.model import ADVERTISING_RULE


class Scale(Labelled):
    """How wide an audience is."""

    DEPARTEMENT = "departement", "Département"
    EPCI = "epci", "Intercommunalité"
    SHOP = "shop", "Boutique"


@dataclass(frozen=True, slots=True)
class Audience:
    """« departement », « epci:244900015 » or « shop:12 » (contract.md); ``number`` is a SIREN or a place's id."""

    scale: Scale
    number: str = ""

    def __str__(self) -> str:
        return f"{self.scale}:{self.number}" if self.number else str(self.scale)

    @property
    def place_id(self) -> int | None:
        """The shop's id, None for a collective audience."""
        return int(self.number) if self.scale is Scale.SHOP else None


DEPARTEMENT = Audience(Scale.DEPARTEMENT)
_WRITTEN = re.compile(r"(epci):(\d{9})|(shop):([1-9]\d{0,17})")


def read_audience(typed: str) -> Audience:
    """The audience written as the command line and the manifest write it.

    Raises:
        InvalidInput: with the three ways to write one.
    """
    text = typed.strip()
    if text == Scale.DEPARTEMENT:
        return DEPARTEMENT
    if found := _WRITTEN.fullmatch(text):
        return Audience(Scale(found[1] or found[3]), found[2] or found[4])
    raise InvalidInput(
        "audience",
        "Destinataire inconnu : écrivez departement, epci: suivi de son SIREN, ou shop: suivi du numéro de la fiche.",
        str(DEPARTEMENT),
    )


ANSWER_SHEET = "fiche-reponse"
_EVERY = (Scale.DEPARTEMENT, Scale.EPCI, Scale.SHOP)
_COLLECTIVE = (Scale.DEPARTEMENT, Scale.EPCI)
_ONE_SHOP = (Scale.SHOP,)
# Kinds of contract.md and whom they are made for. A kind that is not here is made for the département only.
_SCALES = {
    "affiche-a3": _EVERY,
    "affiche-a2": _COLLECTIVE,
    "abribus": _COLLECTIVE,
    "flyer-a5": _EVERY,
    "annuaire": _COLLECTIVE,
    "banniere": _EVERY,
    "carre-social": _EVERY,
    "dossier-de-presse": _EVERY,
    "communique": _EVERY,
    "autocollant": (Scale.DEPARTEMENT,),
    "flechage": (Scale.DEPARTEMENT, Scale.SHOP),
    ANSWER_SHEET: _ONE_SHOP,
}
_SIGNAGE = ("flechage", "autocollant")  # read in the street, but praises nothing: kept without the shop's name
_INTERNAL = (ANSWER_SHEET,)  # between the shop and the département: nobody else reads it


def receives(scale: Scale, kind: str) -> bool:
    """Whether a kind of piece exists for audiences of this scale."""
    return scale in _SCALES.get(kind, (Scale.DEPARTEMENT,))


def kinds_for(scale: Scale, kinds: Iterable[str]) -> list[str]:
    """Those of the engine's kinds that audiences of this scale receive, in their order."""
    return [kind for kind in kinds if receives(scale, kind)]


def promotes(kind: str) -> bool:
    """Whether the piece would praise the shop it is made for."""
    return kind not in _SIGNAGE and kind not in _INTERNAL


def is_printed_out(kind: str) -> bool:
    """Whether the piece is ordered from a printer; the others come out of an office machine."""
    return kind not in _INTERNAL


def names_the_shop(kind: str, may_advertise: bool) -> bool:
    """Whether a shop's own piece may bear its name: signage of a shop that may not advertise only shows the way."""
    return may_advertise or kind in _INTERNAL


def rule_against(kind: str, label: str, may_advertise: bool) -> str:
    """Why a shop gets no piece of its own, with the common one to take instead; '' when it may have it."""
    if may_advertise or not promotes(kind):
        return ""
    return f"{ADVERTISING_RULE} Prenez la version commune : {label}, département ou intercommunalité."
