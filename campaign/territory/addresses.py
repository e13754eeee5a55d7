"""Addresses written in one block."""

import re

from campaign.base.text import clean, search_key
from campaign.territory.naming import COUNTRY_BEHIND

_POSTCODE = re.compile(r"(?<![\w-])(?:F-)?(\d{5}|\d{2}[ \u00a0]\d{3})(?![\w-])")
# Numbers of post office boxes look like postcodes.
_NOT_A_POSTCODE_BEFORE = re.compile(r"\b(?:b\.?p\.?|c\.?s\.?|tsa|bo[iî]te postale|t[eé]l\.?)[\s:n°]*$", re.I)
_EDGES = " ,;-–—\n\t"
_AFTER_TOWN = re.compile(r"\s*(?:[,;\n(|]|\s[-–—]\s|\bt[eé]l\b).*$", re.IGNORECASE | re.DOTALL)
# fmt: off
_STREET_WORDS = frozenset((
    "rue", "r", "avenue", "av", "boulevard", "bd", "bld", "place", "pl", "impasse", "imp", "allee", "chemin", "ch",
    "route", "rte", "quai", "cours", "square", "faubourg", "fg", "passage", "sentier", "esplanade", "mail",
    "bis", "ter", "za", "zi", "zac", "zone", "parc", "lieu", "dit", "residence", "batiment", "bat", "immeuble",
    "etage", "hall", "porte", "appartement", "bp", "cs",
))
# fmt: on


def split_address_block(text: str) -> tuple[str, str, str]:
    """(street, postcode, town) of an address in one block, on one or several lines; each may be empty.

    « 12 rue X 49000 Angers » -> (« 12 rue X », « 49000 », « Angers »). The town keeps its CEDEX, which explains an
    unusual postcode. Without a postcode, the last line or the part after the last comma is the town when it looks
    like one; else everything is the street.
    """
    block = COUNTRY_BEHIND.sub("", clean(text, multiline=True)).strip(_EDGES)
    found = [match for match in _POSTCODE.finditer(block) if _introduces_a_town(block, match)]
    if found:
        match = found[-1]
        before, after = block[: match.start()].strip(_EDGES), block[match.end() :].strip(_EDGES)
        town = _AFTER_TOWN.sub("", after).strip(_EDGES)
        beyond = after[len(town) :].strip(_EDGES)
        street = before or beyond if not (before and _looks_like_street(beyond)) else f"{before}, {beyond}"
        return _one_line(street), re.sub(r"\s", "", match[1]), _one_line(town)
    parts = [part.strip(_EDGES) for part in re.split(r"[,;\n]|\s[-–—]\s", block)]
    if len(parts) > 1 and _looks_like_town(parts[-1]):
        return _one_line(block[: block.rindex(parts[-1])]), "", _one_line(parts[-1])
    return _one_line(block), "", ""


def _introduces_a_town(block: str, match: re.Match[str]) -> bool:
    if _NOT_A_POSTCODE_BEFORE.search(block[: match.start()]):
        return False
    after = block[match.end() :].strip(_EDGES)
    return not after or after[0].isalpha()


def _looks_like_town(text: str) -> bool:
    words = search_key(text).split()
    return bool(words) and not any(w.isdigit() for w in words) and not _STREET_WORDS.intersection(words)


def _looks_like_street(text: str) -> bool:
    return bool(_STREET_WORDS.intersection(search_key(text).split()))


def _one_line(text: str) -> str:
    lines = (line.strip(_EDGES) for line in text.split("\n"))
    return ", ".join(line for line in lines if line)
