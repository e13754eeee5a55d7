"""What the texts of the press kit may say of an edition: each variable, its French label, its value for an audience."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.base.french import (
    days_in_words,
    enumerate_in_words,
    number,
    plural,
    short_days_in_words,
    time_in_words,
)
from campaign.base.variables import Variable
from campaign.editions.model import Edition
from campaign.participation.model import Activity
from campaign.participation.public_shop import PublicShop, common_hours
from campaign.press.model import Figure

OPERATION = "Les bons jours de l’occasion"
FIGURE = "chiffre_"  # before the code of a figure
_MOST_NAMES, _MOST_TOWNS = 5, 6


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds the shops: the edition, who organises it, and places as (name, with « in », with « of »).

    ``place`` is what the counts are about, the département or an EPCI; ``here`` is « à Saumur » for a shop's version.
    """

    edition: Edition
    place: tuple[str, str, str]
    departement: tuple[str, str, str]
    here: str
    body: str
    contact: str
    site: str


VARIABLES: dict[str, Variable] = {
    "operation": Variable("Nom de l’opération", OPERATION),
    "les_jours": Variable("Les jours, avec « le » ou « les »", "les mercredi 13 et samedi 16 novembre"),
    "les_jours_capitale": Variable("Les jours, en début de phrase", "Les mercredi 13 et samedi 16 novembre"),
    "jours_courts": Variable("Les jours, en bref", "les 13 et 16 novembre"),
    "nb_jours": Variable("Le nombre de jours, en mots", "deux jours"),
    "annee": Variable("L’année", "2013"),
    "horaires": Variable("Les heures, quand toutes ont les mêmes", "de 10 h à 18 h"),
    "nb_boutiques": Variable("Nombre de boutiques du territoire", "20"),
    "boutiques_solidaires": Variable("« 20 boutiques solidaires »", "20 boutiques solidaires"),
    "boutiques_solidaires_capitale": Variable("La même, en début de phrase", "Vingt boutiques solidaires"),
    "ouvrent": Variable("« ouvre » ou « ouvrent », selon le nombre de boutiques", "ouvrent"),
    "accueillent": Variable("« accueille » ou « accueillent »", "accueillent"),
    "leurs_portes": Variable("« sa porte » ou « leurs portes »", "leurs portes"),
    "boutiques_a_citer": Variable(
        "Les boutiques qui peuvent être citées, avec « à » ou « chez »", "à La Malle à Félicie et à La Remise"
    ),
    "ici": Variable("Là où l’on est : le territoire, ou la ville de la boutique", "à Saumur"),
    "ici_capitale": Variable("La même, en début de phrase", "À Saumur"),
    "villes": Variable("Les villes où sont les boutiques", "Angers, Cholet et Saumur"),
    "ville": Variable("La ville qui en a le plus", "Saumur"),
    "intercommunalites": Variable("« 9 intercommunalités »", "9 intercommunalités"),
    "animations": Variable("Les animations annoncées", "café offert, musique et atelier réparation"),
    "territoire": Variable("Le territoire de cette version", "Saumur Val de Loire"),
    "territoire_en": Variable("Avec « en » ou « dans »", "en Maine-et-Loire"),
    "territoire_en_capitale": Variable("La même, en début de phrase", "En Maine-et-Loire"),
    "territoire_de": Variable("Avec « de » ou « du »", "de Maine-et-Loire"),
    "departement": Variable("Le département", "Maine-et-Loire"),
    "departement_en": Variable("Le département, avec « en » ou « dans »", "en Maine-et-Loire"),
    "departement_de": Variable("Le département, avec « de » ou « du »", "de Maine-et-Loire"),
    "collectivite": Variable("Qui organise", "le Département de Maine-et-Loire"),
    "contact_presse": Variable("Contact presse", "Prénom Nom, 02 41 00 00 00"),
    "site": Variable("Adresse du site", "lesbonsjours-occasion.fr"),
}


def values(
    setting: Setting,
    shops: Sequence[PublicShop],
    own: Sequence[PublicShop] | None = None,
    figures: Sequence[Figure] = (),
) -> dict[str, str]:
    """Every variable for an audience; '' for what nobody told: the line that needs it is then left out.

    ``shops`` are those counted, ``own`` those this version cites (a shop's: itself), the same when not told.
    """
    one, own = len(shops) == 1, shops if own is None else own
    days = f"{'le' if len(setting.edition.days) == 1 else 'les'} {days_in_words(setting.edition.days, year=False)}"
    name, within, of = setting.place
    return {
        "operation": OPERATION,
        "les_jours": days,
        "les_jours_capitale": capital(days),
        "jours_courts": _short_days(setting.edition),
        "nb_jours": _days_counted(len(setting.edition.days)),
        "annee": str(max(setting.edition.days).year),
        "horaires": _hours(shops, len(setting.edition.days)),
        "nb_boutiques": number(len(shops)),
        "boutiques_solidaires": "une boutique solidaire" if one else _counted(len(shops)),
        "boutiques_solidaires_capitale": _in_letters(len(shops)),
        "ouvrent": "ouvre" if one else "ouvrent",
        "accueillent": "accueille" if one else "accueillent",
        "leurs_portes": "sa porte" if one else "leurs portes",
        "boutiques_a_citer": _named(own),
        "ici": setting.here,
        "ici_capitale": capital(setting.here),
        "villes": _several([shop.commune for shop in own], _MOST_TOWNS, "autre commune", "autres communes"),
        "ville": _most_common([shop.commune for shop in own]),
        "intercommunalites": plural(len({shop.epci_siren or shop.territory for shop in shops}), "intercommunalité"),
        "animations": _activities(own),
        "territoire": name,
        "territoire_en": within,
        "territoire_en_capitale": capital(within),
        "territoire_de": of,
        "departement": setting.departement[0],
        "departement_en": setting.departement[1],
        "departement_de": setting.departement[2],
        "collectivite": with_article(setting.body),
        "contact_presse": setting.contact,
        "site": setting.site,
        **{f"{FIGURE}{figure.code}": figure.value for figure in figures},
    }


def allowed(figures: Sequence[Figure]) -> dict[str, Variable]:
    """The variables a text may use: the fixed ones, and one a figure."""
    return {**VARIABLES, **{f"{FIGURE}{one.code}": Variable(one.label, one.value) for one in figures}}


def capital(text: str) -> str:
    """The first letter in capital."""
    return text[:1].upper() + text[1:]


def at(name: str) -> str:
    """« à La Remise », « au Fil retrouvé », « aux Ponts-de-Cé »: the article of a shop or of a town, contracted."""
    first, _, rest = name.partition(" ")
    return f"{_CONTRACTED[first]} {rest}" if first in _CONTRACTED and rest else f"à {name}"


def with_article(body: str) -> str:
    """« le Département de Maine-et-Loire », « la Communauté urbaine… », « l’Agglomération… »; others as they are."""
    first = body.partition(" ")[0].lower()
    return f"{_ARTICLES[first]}{body}" if first in _ARTICLES else body


_CONTRACTED = {"Le": "au", "Les": "aux"}
_ARTICLES = {
    "département": "le ", "conseil": "le ", "syndicat": "le ", "sictom": "le ", "smictom": "le ", "pôle": "le ",
    "communauté": "la ", "métropole": "la ", "ville": "la ", "région": "la ", "collectivité": "la ",
    "agglomération": "l’", "eurométropole": "l’", "association": "l’",
}  # fmt: skip


def _days_counted(count: int) -> str:
    words = ("un jour", "deux jours", "trois jours", "quatre jours")
    return words[count - 1] if 1 <= count <= len(words) else plural(count, "jour")


_LETTERS = (
    "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip


def _in_letters(count: int) -> str:
    """« Vingt boutiques solidaires »: in letters at the start of a sentence, as far as it stays short."""
    if not 1 <= count <= len(_LETTERS):
        return _counted(count)
    return f"{capital(_LETTERS[count - 1])} boutique{'s' * (count > 1)} solidaire{'s' * (count > 1)}"


def _counted(count: int) -> str:
    return plural(count, "boutique solidaire", "boutiques solidaires")


def _named(shops: Sequence[PublicShop]) -> str:
    """« à La Malle à Félicie et à La Remise »: those that may advertise; the collective words when none may."""
    names = [shop.name for shop in shops if shop.may_advertise]
    if not names:
        return "dans les boutiques de la liste" if len(shops) > 1 else "à l’adresse de la liste"
    shown = [at(name) for name in names[:_MOST_NAMES]]
    more = len(shops) - len(shown)
    if more:
        shown.append(f"dans {plural(more, 'autre boutique', 'autres boutiques')}")
    return enumerate_in_words(shown)


def _several(names: Sequence[str], most: int, one: str, many: str) -> str:
    kept = list(dict.fromkeys(names))
    shown = kept[:most] if len(kept) > most + 1 else kept
    rest = len(kept) - len(shown)
    return enumerate_in_words([*shown, plural(rest, one, many)] if rest else shown)


def _most_common(names: Sequence[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else ""


def _activities(shops: Sequence[PublicShop]) -> str:
    counted = Counter(one for shop in shops for one in shop.activities)
    order = list(Activity)
    most = sorted(counted, key=lambda one: (-counted[one], order.index(one)))[:4]
    return enumerate_in_words(one.label.partition(",")[0].lower() for one in most)


def _hours(shops: Sequence[PublicShop], days: int) -> str:
    hours = common_hours(shops, days)
    return f"de {time_in_words(hours[0])} à {time_in_words(hours[1])}" if hours else ""


def _short_days(edition: Edition) -> str:
    return f"{'le' if len(edition.days) == 1 else 'les'} {short_days_in_words(edition.days)}"


def sources(figures: Mapping[str, Figure], names: Sequence[str]) -> list[Figure]:
    """The figures a text names, in order: their sources are printed under it."""
    codes = (name.removeprefix(FIGURE) for name in names if name.startswith(FIGURE))
    return [figures[code] for code in codes if code in figures]
