"""« Est-ce bien une difficulté ? »: successes typed under « difficultés rencontrées »; the reference sheet has three.

A weighing of French words, clause by clause. It only asks: whoever wrote the line decides.
"""

import re
from collections.abc import Collection

from campaign.base.text import search_key
from campaign.experience.model import Doubt, line_key, lines_of

# Beginnings of words, without accents. What speaks of something that went well.
_GOOD = (
    "impact", "mutualis", "visib", "notoriet", "reuss", "succes", "feder", "satisf", "content", "ravi", "appreci",
    "conviv", "positi", "valoris", "valeur", "enthousias", "lumiere", "permis", "permet", "connaitre", "connu",
    "rencontr", "gagn", "gain", "touch", "fidel", "dynami", "solidar", "efficac", "facilit", "bravo", "renforc",
    "retombe", "mobilis", "benefi", "atout", "reconn", "adhesion", "engou", "agreable", "tisse", "noue",
)  # fmt: skip
# What speaks of something that went wrong, whatever stands beside it.
_BAD = (
    "manqu", "difficil", "difficult", "retard", "insuffis", "absen", "faibl", "perdu", "perte", "abim", "cass",
    "compliqu", "complex", "contraint", "interdi", "problem", "impossible", "obstacle", "limit", "refus", "conflit",
    "baiss", "rupture", "debord", "lourd", "cout", "frein", "depend", "inegal", "deseq", "confus", "oubli", "isol",
    "decept", "decu", "annul", "concurren", "inqui", "necessit", "malgre", "defau", "penib", "fatig", "incertain",
    "bloqu", "doute", "erreur", "echec", "echou", "epuis", "disparit", "surcharg", "plainte", "exige",
)  # fmt: skip
# The same, too short to be the beginning of a word.
_BAD_WORDS = frozenset(
    ("peu", "trop", "tard", "mal", "moins", "long", "longue", "longs", "longues", "cher", "chere", "chers", "cheres",
     "reste", "seulement", "faute")
)  # fmt: skip
_OPENS = frozenset(("ne", "n"))
_RELATES = frozenset(("qui", "que", "dont"))
_GOES_ON = frozenset(("ou", "et", "ni"))
_TURNS = frozenset(("pas", "plus", "jamais", "aucun", "aucune", "sans", "ni", "rien", "guere"))
_REACH = 4  # words after « pas », « sans »… whose sense it turns
_GOOD_WEIGHT, _BAD_WEIGHT, _TURN_WEIGHT = 2, 3, 2
_CLAUSES = re.compile(r"[,;:.!?()…]+")


def reads_like_a_success(line: str) -> bool:
    """Whether a line says more good than bad.

    « Pas », « sans » and the like turn the good words beside them in the same clause (« ne se rencontrent jamais »,
    « sans impact ») and weigh by themselves, but not inside « qui n’ont pas le droit de… »: that describes who is
    spoken of, not what went wrong.
    """
    good = bad = 0
    related = False
    for clause in _CLAUSES.split(line):
        words = search_key(clause).split()
        related = related and bool(words) and words[0] in _GOES_ON
        here, there, related = _weights(words, related)
        good, bad = good + here, bad + there
    return good > bad


def _weights(words: list[str], related: bool) -> tuple[int, int, bool]:
    """What a clause weighs, good and bad, and whether it ends inside « qui… »."""
    good = bad = 0
    reach, inside, opened = 0, 0, False
    for word in words:
        if word in _TURNS:
            # Between « ne » and « jamais » too.
            good -= inside * _GOOD_WEIGHT
            bad += inside * _BAD_WEIGHT + (0 if related else _TURN_WEIGHT)
            reach, inside, opened = _REACH, 0, False
            continue
        good_word = word.startswith(_GOOD)
        if word in _OPENS:
            opened, inside = True, 0
        elif word in _RELATES:
            related = True
        elif word in _BAD_WORDS or word.startswith(_BAD) or (good_word and reach):
            bad += _BAD_WEIGHT
        elif good_word:
            good += _GOOD_WEIGHT
            inside += opened
        reach = max(0, reach - 1)
    return good, bad, related


def doubts_of(text: str, confirmed: Collection[str] = ()) -> tuple[Doubt, ...]:
    """The lines to ask about, those already confirmed left out."""
    known = set(confirmed)
    return tuple(Doubt(line) for line in lines_of(text) if reads_like_a_success(line) and line_key(line) not in known)
