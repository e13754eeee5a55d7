"""What the parts of « Kits et besoins » share: their names, who writes, the words of counts, what is undone."""

from campaign.accounts.model import Agent, Role
from campaign.base.french import number, plural
from campaign.kits.forecast import ForecastLine, Verdict
from campaign.kits.model import RecipientNeed, Rule
from campaign.participation.model import Need
from campaign.partners.model import Kind, Place
from campaign.territory.model import short_epci_name

FILE = "kits.py"
TABS = {
    "besoins": "Qui reçoit quoi",
    "modeles": "Modèles",
    "prevision": "Prévision",
    "derniere-fois": "D’après la dernière fois",
}
WRITERS = (Role.OFFICER, Role.LOGISTICS)
KINDS = {Kind.SHOP: "Boutiques", Kind.EPCI: "Collectivités", Kind.RELAY: "Relais"}
ONE_OF = {Kind.SHOP: "Boutique", Kind.EPCI: "Collectivité", Kind.RELAY: "Relais"}
EVERYONE = {Kind.SHOP: "Toutes les boutiques", Kind.EPCI: "Toutes les collectivités", Kind.RELAY: "Tous les relais"}
VERDICTS = {Verdict.ENOUGH: "green", Verdict.TIGHT: "yellow", Verdict.SHORT: "red"}


def may_write(agent: Agent) -> bool:
    """Kits are the prevention's and the logistics'."""
    return agent.role in WRITERS


def name_of(place: Place) -> str:
    """A recipient as people call it: the short name of an EPCI."""
    return short_epci_name(place.name) if place.kind is Kind.EPCI else place.name


def ways_of_counting(kind: Kind) -> dict[str, tuple[Rule, Need | None]]:
    """« Quantité fixe », « Demandé par la boutique : flyers »… -> the rule and the need, for a kind of recipient."""
    if kind is not Kind.SHOP:
        return {one.label: (one, None) for one in (Rule.FIXED, Rule.PER_DAY, Rule.PER_SHOP)}
    asked = {f"Demandé : {need.label[0].lower()}{need.label[1:]}": (Rule.ASKED, need) for need in Need}
    return {Rule.FIXED.label: (Rule.FIXED, None), **asked, Rule.PER_DAY.label: (Rule.PER_DAY, None)}


def size_words(kit: RecipientNeed) -> str:
    """« Moyenne », « Grande (choisie) »."""
    return f"{kit.size.label} (choisie)" if kit.size_by_hand else kit.size.label


def load_words(kits: list[RecipientNeed]) -> str:
    """« 1 240 litres, 310 kg »."""
    litres, kilograms = sum(one.volume_litres for one in kits), sum(one.weight_kg for one in kits)
    return f"{plural(round(litres), 'litre')}, {number(round(kilograms))}\u00a0kg"


def state_words(edition_name: str, kits: list[RecipientNeed], lines: list[ForecastLine]) -> str:
    """« Avril 2014 : 31 destinataires, 3 articles manqueront. »"""
    served = [one for one in kits if any(line.quantity for line in one.lines)]
    if not served:
        return f"{edition_name} : aucun kit à préparer pour l’instant."
    short = sum(one.missing > 0 for one in lines)
    end = f"{plural(short, 'article')} manquer{'a' if short == 1 else 'ont'}" if short else "rien ne manquera"
    return f"{edition_name} : {plural(len(served), 'destinataire')}, {load_words(served)} ; {end}."
