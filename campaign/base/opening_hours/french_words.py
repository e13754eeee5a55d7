"""The words people use in French opening hours, cut into tokens; any other word makes the text « not understood »."""

import re
import unicodedata
from typing import NamedTuple


class Token(NamedTuple):
    """``kind`` names a pattern below; ``value`` is the weekday, the (hour, minute), or nothing; ``text`` as written."""

    kind: str
    text: str
    value: object = None


_DAY_STEMS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?|(?:lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di)"

# Order matters: the first pattern that matches wins.
_PATTERNS = (
    ("space", r"\s+"),
    ("everyday", r"(?:tous les jours|tlj|7\s*(?:j|jours)?\s*(?:/|sur)\s*7\s*(?:j|jours)?)\b"),
    ("holidays", r"(?:jours? )?feries?\b"),
    ("weekend", r"week[- ]?ends?\b"),
    ("day", rf"(?:{_DAY})(?![a-z])\.?"),
    ("except", r"(?:sauf|hormis|excepte|hors)\b"),
    ("closed", r"ferme(?:e|s|es|ture)?\b"),
    ("morning", r"matin(?:s|ee|ees)?\b"),
    ("afternoon", r"(?:apres[- ]?midi|aprem)s?\b"),
    ("time", r"\d{1,2}\s*h(?:eures?|rs?)?(?![a-z])(?:\s*[0-9]{2}(?!\d|\s*h|\s*[:.]\d)(?:\s*mn?|\s*min)?(?![a-z]))?"),
    ("time", r"\d{1,2}[:.]\d{2}(?!\d)(?:\s*h(?![a-z]))?"),
    ("bare", r"\d{1,2}(?!\d)"),
    ("noon", r"midi\b"),
    ("midnight", r"minuit\b"),
    ("between", r"entre\b"),
    ("to", r"(?:jusqu'(?:a|au)|au|a)\b"),
    ("and", r"(?:et|puis)\b|&"),
    # Words that add nothing once days and hours are there.
    ("noise", (r"(?:du|de|des|d'|les?|la|l'|chaque|tous les|uniquement|seulement|non[- ]stop|sans interruption"
              r"|en continu|journee continue|nos|horaires?(?: d'ouverture)?|heures d'ouverture|est|sont"
              r"|ouvert(?:e|s|es|ure)?(?: au public)?|boutique|magasin|public)(?![a-z])")),
    ("dash", r"[-–—]|→|>"),
    ("comma", r","),
    ("slash", r"/"),
    ("colon", r":"),
    ("stop", r"[.;|•·]"),
    ("bracket", r"[()]"),
)  # fmt: skip
_SCANNER = re.compile("|".join(f"(?P<k{index}_{kind}>{pattern})" for index, (kind, pattern) in enumerate(_PATTERNS)))
_FIGURES = re.compile(r"\d+")


def tokens(text: str) -> list[Token] | None:
    """The tokens of a text in lower case without accents, noise left out; None at the first unknown word."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = bare.lower().replace("’", "'").replace("\u2060", "")
    found, position = [], 0
    while position < len(bare):
        match = _SCANNER.match(bare, position)
        if match is None:
            return None
        position = match.end()
        kind = match.lastgroup.split("_")[1]
        if kind not in ("space", "noise", "bracket"):
            found.append(Token(kind, match[0].strip(), _value(kind, match[0])))
        elif kind == "bracket":
            found.append(Token("comma", match[0]))
    return found


def _value(kind: str, written: str) -> object:
    if kind == "day":
        return next(index for index, stem in enumerate(_DAY_STEMS) if stem.startswith(written[:3].rstrip(".")))
    if kind in ("time", "bare"):
        hour, minute = [*map(int, _FIGURES.findall(written)), 0][:2]
        return hour, minute
    return {"noon": (12, 0), "midnight": (24, 0)}.get(kind)
