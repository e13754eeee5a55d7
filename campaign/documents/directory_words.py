"""What the directory says besides its shops, for the booklet and for the page that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import days_in_words, enumerate_in_words, time_in_words
from campaign.base.text import search_key
from campaign.documents.content import Campaign, Shop


@dataclass(frozen=True, slots=True)
class Advice:
    """A thing to do, in a word then in a sentence."""

    name: str
    words: str


GIVING = (
    Advice("Triez", "Propre, complet, en état de servir : voilà un bon don. Lavez le linge, testez les appareils."),
    Advice(
        "Téléphonez",
        "Chaque boutique a ses rayons et ses heures de dépôt. Demandez ce qui lui manque, surtout avant d’apporter un "
        "meuble.",
    ),
    Advice(
        "Déposez",
        "Confiez vos dons à l’équipe, à l’accueil, jamais devant une porte fermée. Trop lourd ? Demandez si elle peut "
        "venir.",
    ),
)


def subject(campaign: Campaign) -> str:
    """« L’annuaire des 20 boutiques solidaires »."""
    many = len(campaign.shops) > 1
    return f"L’annuaire {'des' if many else 'de'} {campaign.count} solidaire{'s' if many else ''}"


def tenants(campaign: Campaign) -> str:
    """Who keeps these shops."""
    who = "boutiques tenues" if len(campaign.shops) > 1 else "boutique tenue"
    return f"{len(campaign.shops)} {who} par des associations et des entreprises d’insertion."


def visiting(campaign: Campaign) -> tuple[Advice, ...]:
    """How to come, with the days."""
    many = len(campaign.shops) > 1
    opens = "Les boutiques ouvrent grand leurs portes" if many else "La boutique ouvre grand ses portes"
    hours = f"à {'leurs' if many else 'ses'} horaires"
    if campaign.hours:
        hours = f"de {time_in_words(campaign.hours[0])} à {time_in_words(campaign.hours[1])}"
    days = days_in_words(sorted(campaign.days), year=False)
    return (
        Advice("Repérez", "Cherchez la boutique la plus proche sur la carte : son numéro vous mène à sa fiche."),
        Advice("Venez", f"{opens} {days}, {hours}."),
        Advice("Chinez", f"{campaign.offers.rstrip('.…')}… Tout est trié, réparé si besoin, et vendu à petits prix."),
    )


def towns(shops: Sequence[Shop]) -> list[tuple[str, list[int]]]:
    """Each town with the numbers of its shops, in the alphabetical order of French."""
    numbers: dict[str, list[int]] = {}
    for shop in sorted(shops, key=lambda shop: shop.number):
        numbers.setdefault(shop.commune, []).append(shop.number)
    return sorted(numbers.items(), key=lambda one: search_key(one[0]))


def in_runs(numbers: Sequence[int]) -> str:
    """« 3, 5 à 8 et 12 »: three in a row or more are told by their ends."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = []
    for run in runs:
        words += [f"{run[0]} à {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return enumerate_in_words(words)
