"""Texts with variables: ``{{nom}}`` stands for a value; nothing else means anything, and values are not read again."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from campaign.base.errors import InvalidInput
from campaign.base.text import search_key

_VARIABLE = re.compile(r"\{\{\s*([^\W\d]\w{0,39})\s*\}\}")
_BRACE = re.compile(r"[{}]")
# A scheme that would run or carry something in a mail program. « Open data : » and « data: » in a sentence are words.
_DANGEROUS = re.compile(
    r"(?:(?<!\w)(?:data|file|blob|about)\s*:(?=[^\s\u00a0\u202f])|(?:java|vb|live)script\s*:)", re.I
)
_LIKELY = 60  # of 100: « prenon » and « prenom » make 83, two unrelated names stay below 50


@dataclass(frozen=True, slots=True)
class Variable:
    """What a name stands for, in French, and what it may give."""

    label: str
    example: str


def names_in(text: str) -> tuple[str, ...]:
    """The variables of a text, each once, in the order they appear."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def check(text: str, allowed: Collection[str], field: str) -> None:
    """Refuse what could not be filled, or could do harm (reliability.md, no 61).

    Raises:
        InvalidInput: a variable that does not exist (with the likely one), a lone brace, a link that runs something.
    """
    for name in names_in(text):
        if name not in allowed:
            raise InvalidInput(field, f"Variable inconnue : {name}. {_proposal(name, allowed)}")
    if alone := _BRACE.search(_VARIABLE.sub("", text)):
        raise InvalidInput(
            field, f"Accolade seule « {alone[0]} » : une variable s’écrit {{{{nom}}}}, sans autre signe."
        )
    if _DANGEROUS.search(_as_read_by_programs(text)):
        raise InvalidInput(field, "Lien refusé : une adresse de page commence par https://.")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values, in one pass: a value that looks like a variable is shown as it is.

    Raises:
        KeyError: a variable without a value; ``check`` the text first.
    """
    return _VARIABLE.sub(lambda found: values[found[1]], text)


def _as_read_by_programs(text: str) -> str:
    # Wide letters, and signs nobody sees inside « java script: », do not stop every program.
    bare = unicodedata.normalize("NFKC", text)
    return "".join(one for one in bare if unicodedata.category(one) not in ("Cc", "Cf") or one == "\n")


def _proposal(name: str, allowed: Collection[str]) -> str:
    by_key = {search_key(one.replace("_", " ")): one for one in allowed}
    found = process.extractOne(search_key(name.replace("_", " ")), by_key.keys(), score_cutoff=_LIKELY)
    if found:
        return f"Vouliez-vous {by_key[found[0]]} ?"
    return f"Choisissez parmi : {', '.join(sorted(allowed))}."
