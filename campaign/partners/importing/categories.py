"""What a shop sells, in anybody's words -> our categories, only when it is sure."""

import re

from rapidfuzz import fuzz, process

from campaign.base.text import search_key
from campaign.partners.model import Category

_SYNONYMS: dict[Category, str] = {
    Category.FURNITURE: "meuble|mobilier|ameublement|furniture|petit meuble|gros meuble|petit mobilier|canape|literie",
    Category.CLOTHES: "vetement|habit|textile|friperie|fripe|fringue|clothes|clothing|chaussure|shoes|pret a porter"
    "|vestiaire|habillement|maroquinerie|linge|layette|textile linge chaussures|tlc",
    Category.BOOKS: "livre|bouquin|librairie|book|bd|bande dessinee|magazine|revue|roman",
    Category.BIKES: "velo|bicyclette|bicycle|bike|cycle|piece de velo|atelier velo",
    Category.DISHES: "vaisselle|art de la table|dishes|tableware|ustensile de cuisine|verrerie|assiette",
    Category.TOYS: "jouet|jeu|jeu et jouet|jeu de societe|toy|peluche|puzzle|ludotheque|game",
    Category.APPLIANCES: "electromenager|petit electromenager|gros electromenager|appareil menager|appliance|gem|pem"
    "|appareil electromenager|lave linge|refrigerateur",
    Category.TOOLS: "bricolage|outil|outillage|quincaillerie|tool|diy|outil de bricolage",
    Category.DECORATION: "decoration|deco|bibelot|objet de decoration|objet deco|brocante|tableau|cadre|decor"
    "|decoration interieure",
    Category.MULTIMEDIA: "multimedia|cd|dvd|cd dvd|disque|vinyle|hi fi|hifi|informatique|ordinateur|jeu video|telephone"
    "|smartphone|telephone portable|telephonie|tv|television|audiovisuel|image et son|son et image|electronique"
    "|materiel informatique|electronics|computer|cassette|tablette|console",
    Category.HABERDASHERY: "mercerie|tissu|laine|couture|haberdashery|fabric|bouton|fil|pelote|materiel de couture",
    Category.MATERIALS: "materiau|materiaux|materiaux de construction|materiau de construction|bois|carrelage|parquet"
    "|reemploi de materiaux|material|building material|matiere premiere",
}
_KEYS = {key: category for category, keys in _SYNONYMS.items() for key in keys.split("|")}
_LONG_KEYS = tuple(key for key in _KEYS if len(key) >= 6)
# Words that change nothing: « vêtements d'occasion pour enfants » are clothes.
_FILLERS = frozenset((
    "d", "de", "du", "des", "la", "le", "les", "l", "et", "pour", "en", "seconde", "main", "occasion", "enfant",
    "bebe", "femme", "homme", "adulte", "petit", "gros", "ancien", "vintage", "divers", "autre", "recycle",
    "reemploi", "rayon", "vente",
))  # fmt: skip
_SEPARATORS = re.compile(r"[|,;/\n•·+&]|\s+-\s+")


def categories(text: str) -> tuple[tuple[Category, ...], tuple[str, ...]]:
    """(the categories a text names, in our order and once each; its words that are none of them, as written)."""
    found: set[Category] = set()
    unknown: dict[str, str] = {}
    for phrase in _SEPARATORS.split(text):
        written = " ".join(phrase.split())
        if not (key := _singular(search_key(written))):
            continue
        named = _category(key)
        if named is not None:
            found.add(named)
            continue
        for part in re.split(r"\s+et\s+", written):
            part_key = _singular(search_key(part))
            if (named := _category(part_key)) is not None:
                found.add(named)
            elif part_key:
                unknown.setdefault(part_key, part)
    return tuple(category for category in Category if category in found), tuple(unknown.values())


def _category(key: str) -> Category | None:
    if key in _KEYS:
        return _KEYS[key]
    telling = " ".join(word for word in key.split() if word not in _FILLERS)
    if telling in _KEYS:
        return _KEYS[telling]
    if len(telling) < 6:
        return None
    alike = process.extractOne(telling, _LONG_KEYS, scorer=fuzz.ratio, score_cutoff=88)
    return _KEYS[alike[0]] if alike else None


def _singular(key: str) -> str:
    return " ".join(_one(word) for word in key.split())


def _one(word: str) -> str:
    if word in ("materiaux", "bois", "dishes", "shoes", "clothes", "electronics", "divers"):
        return word
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word
