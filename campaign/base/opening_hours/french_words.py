"""The words people use in French opening hours, cut into tokens; any other word makes the text « not understood »."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple


class Token(NamedTuple):
    """``kind`` names a pattern below; ``text`` is as written. ``value``: the weekday, the (hour, minute), the rank in
    the month, the month's number, the date, or nothing."""

    kind: str
    text: str
    value: object = None


_DAY_STEMS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?![a-z])"
_SHORT_DAY = r"(?:lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di)(?![a-z])\.?"
_MONTH_STEMS = ("janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
_MONTH = (
    "janvier|janv|fevrier|fevr?|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov"
    "|decembre|dec"
)
_RANKS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
          "avant-dernier": -2, "dernier": -1}  # fmt: skip
_MEETING = r"(?:rendez[- ]?vous|r\.?d\.?v\b\.?|rv\b)"

# Order matters: the first pattern that matches wins.
_PATTERNS = (
    ("space", r"\s+"),
    ("others", r"(?:les )?autres jours inchanges\b"),
    ("everyday", r"(?:tous les jours|tlj|7\s*(?:j|jours)?\s*(?:/|sur)\s*7\s*(?:j|jours)?)\b"),
    ("holidays", r"(?:jours? )?feries?\b"),
    ("weekend", r"week[- ]?ends?\b"),
    ("date", r"\d{1,2}/\d{1,2}/20\d{2}(?!\d)"),
    ("year", r"20\d{2}(?!\d|\s*h|[:.]\d)"),
    ("month", rf"(?:{_MONTH})(?![a-z])\.?"),
    ("day", _DAY),
    ("day", _SHORT_DAY),
    ("ofmonth", r"(?:du|de chaque|par) mois\b"),
    ("rank", r"(?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|avant-dernier|dernier)e?s?\b"),
    ("rank", r"1\s?ere?s?\b|2\s?nde?s?\b|[2-5]\s?e(?:me)?s?\b"),
    ("exceptional", r"exceptionnel(?:le|lement|s|les)?\b"),
    ("restofyear", r"(?:le )?reste de l'annee\b"),
    ("except", r"(?:sauf|hormis|excepte|hors)\b"),
    ("closed", r"ferme(?:e|s|es|ture)?\b"),
    ("morning", r"matin(?:s|ee|ees)?\b"),
    ("afternoon", r"(?:apres[- ]?midi|aprem)s?\b"),
    ("appointment", rf"(?:uniquement )?(?:sur|prendre|prise de) {_MEETING}(?: par telephone)?(?: uniquement)?"),
    ("time", r"\d{1,2}\s*h(?:eures?|rs?)?(?![a-z])(?:\s*[0-9]{2}(?!\d|\s*h|\s*[:.]\d)(?:\s*mn?|\s*min)?(?![a-z]))?"),
    ("time", r"\d{1,2}[:.]\d{2}(?!\d)(?:\s*h(?![a-z]))?"),
    ("bare", r"\d{1,2}(?!\d)"),
    ("noon", r"midi\b"),
    ("midnight", r"minuit\b"),
    ("between", r"entre\b"),
    ("to", r"(?:jusqu'(?:a|au)|au|a)\b"),
    ("and", r"(?:et|puis)\b|&"),
    ("or", r"(?:ou|sinon)\b"),
    # Words that add nothing once days and hours are there.
    ("noise", (r"(?:du|de|des|les?|la|chaque|tous les|uniquement|seulement|non[- ]stop|sans interruption"
              r"|en continu|en|journee continue|nos|horaires?(?: d'ouverture)?|heures d'ouverture|est|sont|inclus"
              r"|annuel(?:le|les|lement)?"
              r"|ouvert(?:e|s|es|ure)?(?: au public)?|boutique|magasin|public)(?![a-z])|[dl]'")),
    ("dash", r"[-–—]|→|>"),
    ("comma", r","),
    ("slash", r"/"),
    ("colon", r":"),
    ("stop", r"[.;|•·]"),
    ("bracket", r"[()]"),
)  # fmt: skip
_SCANNER = re.compile("|".join(f"(?P<k{index}_{kind}>{pattern})" for index, (kind, pattern) in enumerate(_PATTERNS)))
_FIGURES = re.compile(r"\d+")


def bare(text: str) -> str:
    """In lower case, without accents nor invisible joints, with plain apostrophes."""
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return stripped.lower().replace("’", "'").replace("\u2060", "")


def tokens(text: str) -> list[Token] | None:
    """The tokens of a text in lower case without accents, noise left out; None at the first unknown word."""
    text = bare(text)
    found, position = [], 0
    while position < len(text):
        match = _SCANNER.match(text, position)
        if match is None:
            return None
        position = match.end()
        kind = match.lastgroup.split("_")[1]
        if kind == "bracket":
            found.append(Token("comma", match[0]))
        elif kind not in ("space", "noise"):
            try:
                found.append(Token(kind, match[0].strip(), _value(kind, match[0].strip())))
            except ValueError:  # « 31/02/2027 »
                return None
    return found


def _value(kind: str, written: str) -> object:
    if kind == "day":
        return next(index for index, stem in enumerate(_DAY_STEMS) if stem.startswith(written[:3].rstrip(".")))
    if kind == "month":
        return next(index for index, stem in enumerate(_MONTH_STEMS, 1) if written.startswith(stem))
    if kind == "rank":
        singular = written.rstrip("s")
        return int(written[0]) if written[0].isdigit() else _RANKS.get(singular) or _RANKS[singular.removesuffix("e")]
    if kind == "date":
        day, month, year = map(int, written.split("/"))
        return date(year, month, day)
    if kind == "year":
        return int(written)
    if kind in ("time", "bare"):
        hour, minute = [*map(int, _FIGURES.findall(written)), 0][:2]
        return hour, minute
    return {"noon": (12, 0), "midnight": (24, 0)}.get(kind)
