"""Words that must not leave taken out of texts: addresses, telephones, and the names this database knows. Pure.

What the team wrote itself may name anybody. Names are compared without accents nor case, whatever stands between their
words (« maine et loire » is Maine-et-Loire); a name of one word only where it has its capital letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from campaign.handover.model import Mark, Masked, Part

_EMAIL = re.compile(r"[\w.+%'’-]+\s?(?:@|＠|\(at\)|\[at\]|\barobase\b)\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.I)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"»)\]]+|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|info|bzh)\b(?:/\S*)?", re.I
)
_GAP = r"[\s.\-/·\u2011\u00a0\u202f]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d\w])(?:(?:\+|00){_GAP}\d{{2,3}}{_GAP}(?:\(0\){_GAP})?\d(?:{_GAP}\d){{7,9}}|0{_GAP}[1-9](?:{_GAP}\d){{8}})(?!\d)"
)
_CIVILITY = re.compile(
    r"\b((?:M\.|MM\.|Mme|Mmes|Mlle|Mr|Monsieur|Messieurs|Madame|Mesdames|Mademoiselle|Dr)\s+)"
    r"((?:(?:de|du|d’|d'|von|van)\s?(?=[A-ZÀ-ÖØ-Þ]))?(?:[A-ZÀ-ÖØ-Þ](?:\w|[’'\-](?=\w))*\.?\s?(?:(?:de|du|d’|d'|le|la|van|von)\s?(?=[A-ZÀ-ÖØ-Þ]))?)+)"
)
_WORD = re.compile(r"\w+")
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
_ARTICLES = ("le", "la", "les", "l")
_SHORTEST = 3  # letters of a word that may be masked alone


def folded(word: str) -> str:
    """A word without accents nor case."""
    bare = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(one for one in bare if not unicodedata.combining(one)).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [folded(one) for one in _WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name by its folded words; ``as_written``: only so, letter for letter (« La Remise », not « la remise »)."""

    words: tuple[str, ...]
    mark: Mark
    as_written: tuple[str, ...] = ()


@dataclass(eq=False)
class Scrubber:
    """Masks what must not leave, and remembers what it masked.

    ``people`` and ``places`` are names as they are written in the database; a name made only of ``common`` words (our
    own texts') is known only as it is written, capitals included: « La boutique solidaire » names nobody.
    """

    people: Iterable[str] = ()
    places: Iterable[str] = ()
    common: frozenset[str] = frozenset()
    masked: list[Masked] = field(default_factory=list)
    _names: dict[str, list["_Name"]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the names by their first word, the longest first."""
        for name in self.places:
            self._learn(name, Mark.PLACE)
            article, *rest = _WORD.findall(name) or [""]
            if folded(article) in _ARTICLES and len(rest) > 1:
                self._learn(" ".join(rest), Mark.PLACE)  # « au Fil retrouvé »
        for name in self.people:
            self._learn(name, Mark.PERSON)
            for word in _WORD.findall(name):
                if word[:1].isupper():
                    self._learn(word, Mark.PERSON)
        for found in self._names.values():
            found.sort(key=lambda one: -len(one.words))

    def _learn(self, name: str, mark: Mark) -> None:
        spelt = tuple(_WORD.findall(name))
        words = tuple(folded(one) for one in spelt)
        if not words or (len(words) == 1 and len(words[0]) < _SHORTEST):
            return
        as_written = set(words) <= self.common
        if as_written and not any(one[0].isupper() for one in spelt[1:]):
            return
        found = self._names.setdefault(words[0], [])
        known = _Name(words, mark, spelt if as_written else ())
        if known not in found:
            found.append(known)

    def text(self, text: str, part: Part, where: str, instead: Mapping[str, str] | None = None) -> str:
        """The text with marks in place of what must not leave; ``where`` tells the reader which text it was.

        ``instead``: words that give way to others, without a mark (the département's name, to a variable).
        """

        def mask(mark: Mark) -> Callable[[re.Match[str]], str]:
            return lambda found: self._mask(mark, part, where, found.group(0))

        for name, variable in (instead or {}).items():
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", lambda _, said=variable: said, text)
        text = _LINK.sub(lambda found: self._link(found, part, where), text)
        text = _EMAIL.sub(mask(Mark.EMAIL), text)
        text = _WEB.sub(mask(Mark.WEB), text)
        text = _PHONE.sub(mask(Mark.PHONE), text)
        text = self._known_names(text, part, where)
        return _CIVILITY.sub(lambda found: found.group(1) + self._person(found.group(2), part, where), text)

    def _mask(self, mark: Mark, part: Part, where: str, was: str) -> str:
        self.masked.append(Masked(part, where, mark, was.strip()))
        return mark.label

    def _link(self, found: re.Match[str], part: Part, where: str) -> str:
        """Where a link led goes; its words stay."""
        self._mask(Mark.WEB, part, where, found.group(0))
        return found.group(1)

    def _person(self, said: str, part: Part, where: str) -> str:
        name = said.rstrip(" .")
        return self._mask(Mark.PERSON, part, where, name) + said[len(name) :]

    def _known_names(self, text: str, part: Part, where: str) -> str:
        untouchable = [one.span() for one in _VARIABLE.finditer(text)]
        untouchable += [one.span() for mark in Mark for one in re.finditer(re.escape(mark.label), text)]
        words = [one for one in _WORD.finditer(text) if not any(low <= one.start() < high for low, high in untouchable)]
        keys = [folded(one.group()) for one in words]
        pieces, copied, rank = [], 0, 0
        while rank < len(words):
            found = self._at(text, words, keys, rank)
            if found is None:
                rank += 1
                continue
            count, mark = found
            start, end = words[rank].start(), words[rank + count - 1].end()
            pieces += [text[copied:start], self._mask(mark, part, where, text[start:end])]
            copied, rank = end, rank + count
        return "".join([*pieces, text[copied:]])

    def _at(
        self, text: str, words: list[re.Match[str]], keys: list[str], rank: int
    ) -> tuple[int, Mark] | None:  # fmt: skip
        for name in self._names.get(keys[rank], ()):
            count = len(name.words)
            here = words[rank : rank + count]
            if tuple(keys[rank : rank + count]) != name.words or not _close(text, here):
                continue
            if name.as_written and name.as_written != tuple(one.group() for one in here):
                continue
            if count > 1 or _alone(text, words[rank]):
                return count, name.mark
        return None


def _close(text: str, words: list[re.Match[str]]) -> bool:
    """Whether the words of a name follow one another, on one sentence."""
    gaps = (text[one.end() : two.start()] for one, two in pairwise(words))
    return all(len(gap) <= 3 and not set(gap) & set(".;:!?\n") for gap in gaps)


def _alone(text: str, word: re.Match[str]) -> bool:
    """A name of one word has its capital letter and is no part of a longer one (« Saint-Martin »)."""
    around = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
    return word.group()[0].isupper() and "-" not in around


def short(text: str, most: int) -> str:
    """A mark may be longer than what it replaces: the room that will take the text has its own limit."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def each_once(names: Iterable[str]) -> list[str]:
    """The same names, those that became alike numbered."""
    found: list[str] = []
    for name in names:
        rank, one = 1, name
        while one.lower() in {known.lower() for known in found}:
            rank += 1
            one = f"{name} {rank}"
        found.append(one)
    return found
