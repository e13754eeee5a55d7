"""How many copies to print: what the shops asked for, rounded up to whole packets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.base.french import number, plural
from campaign.participation.model import Need

PACKETS = {"affiche-a3": 50, "flyer-a5": 100, "annuaire": 50, "autocollant": 50}
NEEDS = {
    "affiche-a3": Need.POSTERS, "flyer-a5": Need.FLYERS, "annuaire": Need.DIRECTORIES, "flechage": Need.SIGNAGE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """Copies of one kind: ``asked`` by ``shops``, ``proposed`` to the printer; ``reason`` is French."""

    kind: str
    asked: int
    shops: int
    proposed: int
    reason: str


def proposed(kind: str, needs: Sequence[Mapping[Need, int]]) -> Quantity:
    """The copies to order of a kind, from each shop's needs in packets; 0 and why when nothing tells how many."""
    if kind == "autocollant":
        many = len(needs)
        return _rounded(kind, many, many, f"Un par boutique : {number(many)}")
    if kind == "fiche-reponse":
        return Quantity(kind, 0, 0, 0, "Chacune est pour sa boutique, qui l’imprime elle-même.")
    if kind in ("dossier-de-presse", "communique"):
        return Quantity(kind, 0, 0, 0, "S’envoie aux journalistes ; à imprimer pour une conférence de presse.")
    need = NEEDS.get(kind)
    if need is None:
        return Quantity(kind, 0, 0, 0, "Les réponses des boutiques ne disent pas combien : à décider.")
    asked = [one.get(need, 0) * need.packet for one in needs]
    shops, total = sum(one > 0 for one in asked), sum(asked)
    if not total:
        return Quantity(kind, 0, 0, 0, "Aucune boutique n’en a demandé.")
    verb = "demandent" if shops > 1 else "demande"
    return _rounded(kind, total, shops, f"{plural(shops, 'boutique')} en {verb} {number(total)}")


def _rounded(kind: str, asked: int, shops: int, reason: str) -> Quantity:
    packet = PACKETS.get(kind, 1)
    whole = -(-asked // packet) * packet
    more = f", arrondi à {number(whole)} par paquets de {packet}" if whole != asked else ""
    return Quantity(kind, asked, shops, whole, f"{reason}{more}.")
