"""The experience sheet: its parts in the order of the national base, what an officer changed of each. Pure rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base import rich_text
from campaign.base.labels import Labelled
from campaign.base.rich_text import Bullets, RichText
from campaign.base.text import search_key

SEPARATOR = " | "  # between keywords, as the national base writes them
_SIGNS_OF_A_LINE = re.compile(r"^\s*(?:-\s+|\d+[.)]\s+)?|\*\*")


class State(Labelled):
    """Whether the officer says that the sheet may be published."""

    DRAFT = "draft", "Brouillon"
    READY = "ready", "Prête"


class Chapter(Labelled):
    """The titles that group the parts, in order. The last one, « Dernière actualisation », is a date, not a part."""

    ACTOR = "actor", "Acteur et territoire"
    CONTEXT = "context", "Contexte"
    RESULTS = "results", "Objectifs et résultats"
    DOING = "doing", "Mise en œuvre"
    WORTH = "worth", "Valorisation de cette expérience"
    KEYWORDS = "keywords", "Mots clés"
    UPDATED = "updated", "Dernière actualisation"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet. ``title`` is '' when the chapter's own says it; ``most`` signs may be typed.

    ``optional``: left out of the paper when it is empty, without anything being missing.
    """

    code: str
    chapter: Chapter
    title: str
    hint: str
    most: int = 4000
    optional: bool = False

    @property
    def label(self) -> str:
        """Its own title, or that of its chapter."""
        return self.title or self.chapter.label


SUCCESSES, DIFFICULTIES, KEYWORDS = "success_factors", "difficulties", "keywords"

PARTS = (
    Part("actor_territory", Chapter.ACTOR, "", "Qui a mené l’action, qui appeler, sur quel territoire."),
    Part("context", Chapter.CONTEXT, "", "Le plan dont l’action fait partie, ce qui y a conduit."),
    Part("general_objectives", Chapter.RESULTS, "Objectifs généraux", "Ce que l’action voulait changer."),
    Part("quantitative_objectives", Chapter.RESULTS, "Objectifs quantitatifs",
         "Les nombres visés avant l’événement.", optional=True),
    Part("quantitative_results", Chapter.RESULTS, "Résultats quantitatifs",
         "Ce qui a été compté, chaque chiffre avec ses répondants."),
    Part("qualitative_results", Chapter.RESULTS, "Résultats qualitatifs",
         "Ce qui a été vécu, et ce qui a changé durablement."),
    Part("description", Chapter.DOING, "Description", "Ce qui s’est passé, pour qui ne l’a pas vu."),
    Part("planning", Chapter.DOING, "Planning", "Quand, quoi, qui : de la première idée au bilan."),
    Part("human_means", Chapter.DOING, "Moyens humains", "Qui y a travaillé, et à quoi."),
    Part("financial_means", Chapter.DOING, "Moyens financiers", "Ce que l’action a coûté. HT et TTC à part."),
    Part("technical_means", Chapter.DOING, "Moyens techniques", "Supports, jeux, véhicules, lieux."),
    Part("partners", Chapter.DOING, "Partenaires mobilisés", "Avec qui l’action s’est faite."),
    Part(SUCCESSES, Chapter.WORTH, "Facteurs de réussite", "Ce qui a aidé, et qu’il faut refaire."),
    Part(DIFFICULTIES, Chapter.WORTH, "Difficultés rencontrées", "Ce qui a gêné, sans l’adoucir.", optional=True),
    Part("recommendations", Chapter.WORTH, "Recommandations", "Ce que vous diriez à qui veut faire pareil.",
         optional=True),
    Part(KEYWORDS, Chapter.KEYWORDS, "", "Ceux de la base nationale, en capitales.", most=400),
)  # fmt: skip
BY_CODE = {one.code: one for one in PARTS}

# Words of the national base that this action may bear, the usual ones first.
SUGGESTED_KEYWORDS = (
    "REEMPLOI", "RECYCLERIE", "SENSIBILISATION", "ECONOMIE SOCIALE ET SOLIDAIRE", "COMMUNICATION", "EVENEMENT",
    "PARTENARIAT", "REUTILISATION", "CONSOMMATION RESPONSABLE", "TEXTILE", "MOBILIER", "PREVENTION DES DECHETS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What is stored of a part that somebody touched.

    ``text``: theirs, None when they went back to the proposed one. ``basis``: the proposed text they had before them.
    ``confirmed``: lines that somebody said are difficulties indeed (their ``line_key``).
    """

    id: int
    edition_id: int
    code: str
    text: str | None
    basis: str
    actor: str
    at: datetime
    confirmed: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line under « difficultés rencontrées » that reads like a success: asked, never refused."""

    line: str

    @property
    def question(self) -> str:
        """« L’action est visible partout. » : est-ce bien une difficulté ?"""
        return f"« {self.line} » Est-ce bien une difficulté ?"


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as everybody reads it. ``text`` is the one that counts; ``version`` 0 when nobody touched it.

    ``behind``: somebody's text, and the proposed one has changed since. ``who`` is '' while nobody wrote.
    """

    part: Part
    text: str
    proposed: str
    own: bool = False
    behind: bool = False
    who: str = ""
    at: datetime | None = None
    version: int = 0
    doubts: tuple[Doubt, ...] = ()

    @property
    def rich(self) -> RichText:
        """The text with its paragraphs, lists and bold."""
        return rich_text.read(self.text)

    @property
    def to_copy(self) -> str:
        """The text as a form on line takes it: no sign of ours, a dash before each item."""
        return copied(self.text)


@dataclass(frozen=True, slots=True)
class ExperienceSheet:
    """The whole sheet of an edition. ``updated_on`` is None while nobody wrote anything.

    ``version`` moves at each change of any part: a sheet is marked ready as it was read.
    """

    edition_id: int
    edition_name: str
    days: str
    title: str
    body_name: str
    state: State
    parts: tuple[ShownPart, ...]
    updated_on: date | None = None
    ready_at: datetime | None = None
    version: int = 0
    demonstration: bool = False

    def part(self, code: str) -> ShownPart:
        """One of its parts."""
        return next(one for one in self.parts if one.part.code == code)

    def of(self, chapter: Chapter) -> tuple[ShownPart, ...]:
        """The parts of a chapter, in order."""
        return tuple(one for one in self.parts if one.part.chapter is chapter)

    @property
    def missing(self) -> tuple[Part, ...]:
        """What is still empty and should not be."""
        return tuple(one.part for one in self.parts if not one.text and not one.part.optional)

    @property
    def to_look_at(self) -> int:
        """Parts that wait for an answer: a proposal that has changed, a doubt."""
        return sum(one.behind or bool(one.doubts) for one in self.parts)


def copied(text: str) -> str:
    """A text without our signs: paragraphs apart, a dash before each item."""
    blocks = []
    for block in rich_text.read(text):
        if isinstance(block, Bullets):
            marks = (f"{rank}. " if block.ordered else "- " for rank in range(1, len(block.lines) + 1))
            blocks.append("\n".join(mark + _words(line) for mark, line in zip(marks, block.lines, strict=True)))
        else:
            blocks.append(_words(block.line))
    return "\n\n".join(blocks)


def _words(line: rich_text.Line) -> str:
    return "".join(f"{run.text} ({run.href})" if run.href else run.text for run in line)


def lines_of(text: str) -> list[str]:
    """Each line that says something, without its dash and its bold."""
    found = (_SIGNS_OF_A_LINE.sub("", line).strip() for line in text.splitlines())
    return [line for line in found if line]


def line_key(line: str) -> str:
    """What makes two lines the same one: their words."""
    return search_key(_SIGNS_OF_A_LINE.sub("", line))


def without_line(text: str, line: str) -> str:
    """The text less that line, wherever it stands."""
    kept = [one for one in text.splitlines() if line_key(one) != line_key(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def with_line(text: str, line: str) -> str:
    """The text with that line as its last item; not twice."""
    if line_key(line) in {line_key(one) for one in text.splitlines()}:
        return text
    last = text.rstrip().splitlines()[-1:] or [""]
    joint = "\n" if last[0].lstrip().startswith("- ") else "\n\n" if text.strip() else ""
    return f"{text.rstrip()}{joint}- {line}"


def keywords_of(text: str) -> list[str]:
    """« REEMPLOI | RECYCLERIE » as a list, each once."""
    found = (" ".join(one.split()) for one in re.split(r"[|;,\n]", text))
    return list(dict.fromkeys(one for one in found if one))


def written_keywords(words: Iterable[str]) -> str:
    """The list as the base writes it."""
    return SEPARATOR.join(keywords_of(SEPARATOR.join(words)))
