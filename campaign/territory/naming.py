"""Names of communes as people write them, brought to what can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.base.text import clean, search_key

_ABBREVIATIONS = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "mt": "mont", "ss": "sous", "nd": "notre dame",
}  # fmt: skip
_ARTICLES = ("le", "la", "les", "l")
# Words that many names share: two names that agree on them only are two names.
# fmt: off
_LINKS = frozenset((
    "le", "la", "les", "l", "de", "du", "des", "d", "en", "et", "a", "au", "aux", "sur", "sous", "lez", "pres",
    "saint", "sainte", "saints", "saintes", "notre", "dame",
))
# fmt: on
_ARTICLE_BEHIND = re.compile(r"^(.*?)[\s,]*\((l[ea]s?|l['’])\)\s*$", re.IGNORECASE)
_CEDEX = re.compile(r"[\s,-]*\bc[eé]dex\b\s*\d{0,2}\b", re.IGNORECASE)
# « Angers, France », but neither « Fort-de-France » nor « ROISSY EN FRANCE ».
COUNTRY_BEHIND = re.compile(r"(?:\s*[,;(\n]\s*|\s+[-–—]\s+|(?<!\ben)(?<!\bde)\s+)france\)?\s*$", re.IGNORECASE)
_POSTCODE_BEFORE = re.compile(r"^\s*(?:F-?\s?)?(\d{2}\s?\d{3}|2[AB]\d{3})\b[\s,-]*", re.IGNORECASE)
_POSTCODE_AFTER = re.compile(r"[\s,(-]+(\d{5})\)?\s*$")
_DEPARTEMENT_AFTER = re.compile(r"[\s,(-]+(\d{2}|2[ab]|97\d)\)?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_HEAD = re.compile(r"^(.+?)\s*[,;|]")
_SEPARATORS = re.compile(r"\s*[,;/|]\s*|\s+[-–—]\s+")
_ARRONDISSEMENT = re.compile(
    r"(paris|lyon|marseille) (?:\d{1,2}|[ivx]{1,5})(?: ?(?:e|er|eme|ieme|ere))?(?: (?:arrondissement|arrdt|arr|ardt))?"
)
_LONGEST = 200  # the longest name has 45 letters; beyond, it is not a name


@dataclass(frozen=True, slots=True)
class TypedTown:
    """What a town field holds: its readings in words, likeliest first; the ``parts`` to try when none of them is a
    commune; and what else was written in it."""

    names: tuple[str, ...]
    parts: tuple[str, ...]
    postcode: str
    departement: str
    cedex: bool


def name_words(name: str) -> str:
    """The name in words to compare: « ST-MARS LA JAILLE » -> « saint mars la jaille », « Ponts de Cé (Les) » -> « les
    ponts de ce », « Chalonnes s/ Loire » -> « chalonnes sur loire »."""
    behind = _ARTICLE_BEHIND.match(name)
    words = search_key(f"{behind[2]} {behind[1]}" if behind else name).split()
    expanded = [_ABBREVIATIONS.get(word, word) for word in words]
    last = len(expanded) - 1
    return " ".join("sur" if word == "s" and 0 < index < last else word for index, word in enumerate(expanded))


def name_key(words: str) -> str:
    """Words run together: « Saint-Herblain » and « SaintHerblain » are one."""
    return words.replace(" ", "")


def bare_words(words: str) -> str:
    """Words without a leading article."""
    first, _, rest = words.partition(" ")
    return rest if rest and first in _ARTICLES else words


def telling_words(words: str) -> list[str]:
    """The words that tell this name from others, in their order; all of them when none does."""
    every = words.split()
    return [word for word in every if word not in _LINKS] or every


def read_town(typed: str) -> TypedTown:
    """What a town field holds, without CEDEX, country, postcode, département number or arrondissement."""
    text = clean(typed)[:_LONGEST]
    cedex = bool(_CEDEX.search(text))
    text = COUNTRY_BEHIND.sub("", _CEDEX.sub("", text)).strip()
    postcode = ""
    for pattern in (_POSTCODE_BEFORE, _POSTCODE_AFTER):
        if found := pattern.search(text):
            postcode, text = found[1].replace(" ", "").upper(), pattern.sub("", text)
    departement = ""
    arrondissement = _ARRONDISSEMENT.fullmatch(search_key(text))
    if arrondissement:
        text = arrondissement[1]
    elif found := _DEPARTEMENT_AFTER.search(text):
        departement, text = found[1].upper(), _DEPARTEMENT_AFTER.sub("", text)
    if _ARTICLE_BEHIND.match(text):
        readings, parts = [text], []
    else:
        head = _HEAD.match(text)
        readings = [text, _BRACKETS.sub(" ", text), head[1] if head else text]
        parts = [*_BRACKETS.findall(text), *_SEPARATORS.split(text)]
    names = _as_words(readings)
    return TypedTown(names, tuple(w for w in _as_words(parts) if w not in names), postcode, departement, cedex)


def _as_words(readings: Iterable[str]) -> tuple[str, ...]:
    distinct = dict.fromkeys(name_words(reading) for reading in readings)
    return tuple(words for words in distinct if re.search("[a-z]", words))


def read_postcode(typed: str) -> str:
    """The postcode (or INSEE code of Corsica) in five characters: « 49 000 » -> 49000, « 1000 » -> 01000 (a sheet
    of figures eats the zero), « 49000.0 » -> 49000; empty when it is neither."""
    text = re.sub(r"\.0$", "", clean(typed).upper())
    text = re.sub(r"^F-", "", text)
    text = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"\d{4}", text):
        text = f"0{text}"
    return text if re.fullmatch(r"\d{5}|2[AB]\d{3}", text) else ""
