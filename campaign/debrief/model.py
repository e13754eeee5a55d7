"""Questions, answers and debriefs; what is finished and what looks abnormal. Pure rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from campaign.base.french import NBSP, number
from campaign.base.labels import Labelled

# Above this many times the median of the other answers, a figure is asked again (issue « debrief », alerts).
TIMES_THE_MEDIAN = 5
# Fewer other answers than this say nothing of what is usual.
ENOUGH_OTHERS = 3


class Audience(Labelled):
    """Who a set of questions is for."""

    SHOP = "shop", "Boutique"
    ANIMATOR = "animator", "Animateur d’une collectivité"


class Unit(Labelled):
    """What a number counts; stored with it, so that two units are never added."""

    PEOPLE = "people", "personnes"
    EUROS = "euros", "€"
    ARTICLES = "articles", "articles"
    KILOS = "kilos", "kg"
    LITRES = "litres", "litres"
    PERCENT = "percent", "%"
    PACKETS = "packets", "paquets"
    PIECES = "pieces", "exemplaires"
    HOURS = "hours", "heures"

    @property
    def decimals(self) -> int:
        """How many decimals are read: cents for money, grams are of no use."""
        return {Unit.EUROS: 2, Unit.KILOS: 2, Unit.LITRES: 2, Unit.HOURS: 1}.get(self, 0)


class AnswerKind(Labelled):
    """What is awaited: a number or a range with its unit, one code, several codes, a text, yes or no."""

    FIGURE = "figure", "Nombre ou fourchette"
    CHOICE = "choice", "Un choix"
    CHOICES = "choices", "Plusieurs choix"
    TEXT = "text", "Texte"
    YES_NO = "yes_no", "Oui ou non"


class Source(Labelled):
    """By which way a debrief came last."""

    LINK = "link", "par le lien personnel"
    AGENT = "agent", "saisi par un agent"
    PAPER = "paper", "reçu sur papier"


class State(Labelled):
    """Where a debrief stands, computed from what is stored."""

    NOTHING = "nothing", "Rien"
    STARTED = "started", "Commencé"
    DONE = "done", "Fini"


class Concern(Labelled):
    """Why a debrief asks for a look."""

    NO_DATA = "no_data", "Rien reçu"
    TO_CONFIRM = "to_confirm", "À confirmer"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: exact when ``low`` equals ``high``, a range otherwise."""

    low: float
    high: float
    unit: Unit

    @property
    def exact(self) -> bool:
        """Whether it is one number, not a range."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Half-way: what a range counts for in a median."""
        return (self.low + self.high) / 2

    @property
    def in_words(self) -> str:
        """« 50 personnes », « 1 personne », « de 20 à 50 personnes », « 1 234,5 € »."""
        span = number(self.low) if self.exact else f"de {number(self.low)} à {number(self.high)}"
        return f"{span}{NBSP}{self.unit.label.removesuffix('s') if self.high < 2 else self.unit.label}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question, for one event day when it is asked by day.

    ``unknown`` is « je ne sais pas »: it has no figure, and is never zero. No Answer at all means not answered.
    ``confirmed``: an unusual figure that somebody said is right.
    """

    question: str
    day: date | None = None
    figure: Figure | None = None
    choices: tuple[str, ...] = ()
    text: str = ""
    unknown: bool = False
    confirmed: bool = False

    @property
    def key(self) -> tuple[str, date | None]:
        """What one debrief holds once."""
        return self.question, self.day


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``units``: those allowed, the usual one first. ``per_day``: asked for each event day.

    ``most``: above it a figure is plausible no more and is asked again; it is not refused. ``only_for``: what a place
    must have for the question to be asked (« activity:cafe », « family:meubles »), '' for everyone. ``item``: the code
    of the article of the stock it counts. ``quotable``: its author may allow the campaign to quote it.
    """

    code: str
    section: str
    label: str
    kind: AnswerKind
    units: tuple[Unit, ...] = ()
    per_day: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    max_length: int = 0
    most: float | None = None
    only_for: str = ""
    item: str = ""
    quotable: bool = False

    def said(self, answer: Answer) -> str:
        """An answer to this question as people read it."""
        if answer.unknown:
            return "je ne sais pas"
        if answer.figure:
            return answer.figure.in_words
        labels = dict(self.choices) | ({"yes": "oui", "no": "non"} if self.kind is AnswerKind.YES_NO else {})
        return answer.text or ", ".join(labels.get(code, code) for code in answer.choices)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a debrief, saved on its own; ``after_months``: asked that many months after the last event day, 0 for
    what is told of the event itself."""

    code: str
    title: str
    hint: str = ""
    after_months: int = 0


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one audience; a version that served is kept as it was."""

    audience: Audience
    version: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def of_section(self, code: str, traits: Collection[str] | None = None) -> tuple[Question, ...]:
        """The questions of one part, in order: all, or those asked of a place with these ``traits``."""
        of_part = (one for one in self.questions if one.section == code)
        return tuple(one for one in of_part if traits is None or not one.only_for or one.only_for in traits)

    def section(self, code: str) -> Section | None:
        """The part of that code, None when this version has none."""
        return next((one for one in self.sections if one.code == code), None)

    def question(self, code: str) -> Question | None:
        """The question of that code, None when this version has none."""
        return next((one for one in self.questions if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Quote:
    """A text its author allows the campaign to quote, signed or not; ``name`` goes twelve months after the edition."""

    question: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """What one place told about one edition. ``answered_by``: who spoke, when an agent typed.

    ``saved``: each part saved, with how many times it was; ``saved_at``: the last time one was.
    """

    id: int
    edition_id: int
    place_id: int
    audience: Audience
    set_version: int
    source: Source
    started_at: datetime
    answered_by: str = ""
    saved: tuple[tuple[str, int], ...] = ()
    saved_at: datetime | None = None
    finished_at: datetime | None = None
    version: int = 1
    answers: tuple[Answer, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def sections_done(self) -> tuple[str, ...]:
        """The codes of the parts saved at least once."""
        return tuple(code for code, _ in self.saved)

    def section_version(self, code: str) -> int:
        """How many times a part was saved: what its form gives back, so that nobody's words are lost."""
        return dict(self.saved).get(code, 0)

    @property
    def state(self) -> State:
        """Started as soon as a part is saved."""
        if self.finished_at:
            return State.DONE
        return State.STARTED if self.sections_done else State.NOTHING

    def answer(self, question: str, day: date | None = None) -> Answer | None:
        """The answer to one question, None when it was not answered."""
        return next((one for one in self.answers if one.key == (question, day)), None)


@dataclass(frozen=True, slots=True)
class Alert:
    """One debrief to look at. ``sentence`` is the question to ask: « 4 500 personnes ? »."""

    place_id: int
    concern: Concern
    sentence: str
    question: str = ""
    day: date | None = None


def field_of(question: Question, day: date | None = None) -> str:
    """The form field of an answer: « visitors-2027-11-13 », « volunteers »."""
    return f"{question.code}-{day.isoformat()}" if day else question.code


def is_abnormal(question: Question, figure: Figure, others: Sequence[Figure] = ()) -> bool:
    """Whether a figure must be asked again: above what is plausible, or far above the median of ``others``.

    Others in another unit do not count; fewer than ENOUGH_OTHERS say nothing. A median of zero says nothing either.
    """
    same = [one.middle for one in others if one.unit is figure.unit]
    return is_beyond(question, figure, median(same) if len(same) >= ENOUGH_OTHERS else None)


def is_beyond(question: Question, figure: Figure, usual: float | None) -> bool:
    """The same rule once ``usual``, the median of the others, is known; None when too few others say what is usual."""
    if question.most is not None and figure.high > question.most:
        return True
    return bool(usual) and figure.middle > TIMES_THE_MEDIAN * usual
