"""When two sheets look like one shop: names without what everybody shares, streets however abbreviated, nearness.

A likeness is only said, with its grounds: an agent decides. A network's name alone (« Emmaüs ») is never enough.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians

from rapidfuzz import fuzz

from campaign.base.text import search_key
from campaign.partners.likeness_words import (
    COMMON,
    LEGAL,
    NETWORKS,
    SMALL,
    STREET_FILLERS,
    STREET_SHORT,
    STREET_TYPES,
)

_NUMBER = re.compile(r"(\d{1,4})(?: (bis|ter|quater|[a-d]))?")
_POST_OFFICE = re.compile(r"\b(?:bp|cs|tsa|cedex)\b.*$")
CLOSE_NAMES, SAME_NAMES, SAME_STREETS = 80, 93, 88
NEAR_M = 150


@dataclass(frozen=True, slots=True)
class Look:
    """What two sheets are compared by. ``of`` is whatever the caller knows the sheet by; a point only when it is
    the place's own (not the commune's)."""

    of: object
    name: str
    insee_code: str
    words: tuple[str, ...]
    own: tuple[str, ...] = ()  # the same words without its operator's and network's, when enough is left
    number: str = ""
    street: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    siret: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 100; ``grounds`` in French, the weightiest first: (« même rue », « noms proches »)."""

    score: int
    grounds: tuple[str, ...]


def name_words(name: str, commune: str = "") -> tuple[str, ...]:
    """The words of a name without legal form, town and small words: « ASSOC EMMAUS CHOLET » -> (« emmaus »,)."""
    every = search_key(name).split()
    telling = [word for word in every if word not in SMALL and word not in LEGAL]
    town = set(search_key(commune).split())
    return tuple([word for word in telling if word not in town] or telling or every)


def own_words(words: tuple[str, ...], *operators: str) -> tuple[str, ...]:
    """A name's words without its operator's and network's: (« arceau », « malle ») of Arceau -> (« malle »,).

    () when nothing telling is left: « Emmaüs Boutique » of Emmaüs has no name of its own.
    """
    theirs = set(search_key(" ".join(operators)).split()) | NETWORKS
    own = tuple(word for word in words if word not in theirs)
    return own if own != words and is_telling(own) else ()


def is_telling(words: tuple[str, ...]) -> bool:
    """Whether a name says more than a network or a trade: « La Malle à Félicie », not « Emmaüs »."""
    return any(len(word) > 2 and word not in NETWORKS and word not in COMMON for word in words)


def names_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How alike two names are, 0 to 100: letters, then words whatever their order, then one name inside the other."""
    if not one or not other:
        return 0
    if one == other:
        return 100
    figures, their_figures = _figures(one), _figures(other)
    if figures and their_figures and figures != their_figures:
        # « Bouchons 1 » and « Bouchons 2 », « Envie 44 » and « Envie 2E » are named so to be told apart.
        return CLOSE_NAMES - 20
    written, others = " ".join(one), " ".join(other)
    score = max(
        fuzz.ratio(written, others), fuzz.ratio("".join(one), "".join(other)), fuzz.token_sort_ratio(written, others)
    )
    # « Vestiboutique (Croix-Rouge) » and « Vestiboutique »: the longer name only says more.
    if score < CLOSE_NAMES and (set(one) <= set(other) or set(other) <= set(one)):
        score = CLOSE_NAMES + 2
    return round(score)


@lru_cache(maxsize=8192)
def street_key(address: str) -> tuple[str, str]:
    """(number, street) to compare addresses: « 16, r. de l'Évêché - BP 12 » -> (« 16 », « rue eveche »)."""
    words = [STREET_SHORT.get(word, word) for word in _POST_OFFICE.sub("", search_key(address)).split()]
    start = next((index for index, word in enumerate(words) if word in STREET_TYPES), None)
    number = ""
    if found := _NUMBER.search(" ".join(words[max((start or 0) - 2, 0) : start])):
        number = found[1] + (found[2] or "")[:1]
    street = [word for word in (words if start is None else words[start:]) if word not in STREET_FILLERS]
    if start is None:
        street = [word for word in street if not word.isdigit()]
    return number, " ".join(street)


def look(of: object, columns: dict, name: str | None = None) -> Look:
    """What a sheet's columns look like."""
    number, street = street_key(str(columns.get("address") or ""))
    own_point = columns.get("location_quality") in ("exact", "street")
    name = name or str(columns["name"])
    return Look(
        of=of,
        name=name,
        insee_code=str(columns.get("insee_code") or ""),
        words=(words := name_words(name, str(columns.get("commune") or ""))),
        own=own_words(words, str(columns.get("organisation") or ""), str(columns.get("network") or "")),
        number=number,
        street=street,
        latitude=columns.get("latitude") if own_point else None,
        longitude=columns.get("longitude") if own_point else None,
        phone=str(columns.get("phone") or ""),
        siret=str(columns.get("siret") or ""),
    )


def likeness(one: Look, other: Look) -> Likeness | None:
    """Why two sheets may be one shop, or None.

    The same door is enough. A close name needs the same street, less than 150 m, the same phone or SIRET in the town,
    or an address missing on one side. The same telling name elsewhere in the town may be a shop that moved.
    """
    names = _names(one, other)
    same_town = bool(one.insee_code) and one.insee_code == other.insee_code
    same_street = same_town and bool(one.street and other.street) and _streets_alike(one.street, other.street)
    same_number = bool(one.number) and one.number == other.number
    other_number = bool(one.number and other.number) and not same_number
    unknown_street = not (one.street and other.street)
    near = _near(one, other)
    shared = []
    if one.siret and one.siret == other.siret:
        shared.append("même SIRET")
    if one.phone and one.phone == other.phone:
        shared.append("même téléphone")
    wording = ["même nom" if names >= SAME_NAMES else "noms proches"] if names >= CLOSE_NAMES else []

    if numbered_apart(one.words, other.words) and not shared:
        return None
    if same_street and same_number:
        two_firms = ["SIRET différents"] if one.siret and other.siret and not shared and not wording else []
        # One door and nothing else in common: neighbours, or a shop that changed its name; two firms: more likely two.
        score = 95 if wording else 90 if shared else 60 if two_firms else 80
        return Likeness(score, ("même adresse", *shared, *wording, *two_firms))
    if same_town and shared and (same_street or unknown_street or wording):
        return Likeness(88, (*shared, *wording, *(["même rue"] if same_street else [])))
    if not wording:
        return None
    if same_street and not other_number:
        return Likeness(86, ("même rue", *wording))
    if near:
        return Likeness(85, ("à moins de 150 m", *wording))
    if same_town and unknown_street and names >= SAME_NAMES and not _far(one, other):
        return Likeness(82, ("même commune", *wording))
    if same_town and names >= SAME_NAMES and is_telling(one.words):
        return Likeness(75, ("même nom", "même commune", "autre adresse"))
    return None


def _names(one: Look, other: Look) -> int:
    """How alike two names are as they are written, or without those of whoever runs the shops."""
    score = names_likeness(one.words, other.words)
    if score >= SAME_NAMES or not (one.own or other.own):
        return score
    return max(score, names_likeness(one.own or one.words, other.own or other.words))


def numbered_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ by their number only: « La Remise 1 » and « La Remise 2 » are named so on purpose."""
    told = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(told) == 1 and all(word.isdigit() for word in told[0])


@lru_cache(maxsize=8192)
def _figures(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if any(character.isdigit() for character in word))


def _streets_alike(one: str, other: str) -> bool:
    return one == other or fuzz.token_sort_ratio(one, other) >= SAME_STREETS


def _metres(one: Look, other: Look) -> float | None:
    """Metres between two neighbouring points, on a plane (1 % wrong at 10 km, which is enough here)."""
    if one.latitude is None or other.latitude is None:
        return None
    north = (one.latitude - other.latitude) * 111_200
    east = (one.longitude - other.longitude) * 111_200 * cos(radians(one.latitude))
    return hypot(north, east)


def _near(one: Look, other: Look) -> bool:
    metres = _metres(one, other)
    return metres is not None and metres < NEAR_M


def _far(one: Look, other: Look) -> bool:
    metres = _metres(one, other)
    return metres is not None and metres > 1_000
