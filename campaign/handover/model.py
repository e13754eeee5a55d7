"""A hand-over kit: what an edition teaches, dates as days from J, nobody named. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from campaign.base.french import plural
from campaign.base.labels import Labelled
from campaign.debrief.model import QuestionSet
from campaign.kits.model import Rule
from campaign.messages.model import Progress, Step
from campaign.participation.model import Need
from campaign.partners.model import Kind
from campaign.planning.model import Nature
from campaign.planning.money import Tax
from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, TaskRole
from campaign.report.model import Quadrant, Settled
from campaign.stock.model import Family, ItemKind

FORMAT = "bons-jours-kit-de-reprise"
VERSION = 1  # a reader refuses a later one, clearly


class Part(Labelled):
    """The parts of a kit; the value is the name of its file in the kit, without its ending."""

    EDITION = "edition", "édition"
    CALENDAR = "calendrier", "étapes des messages"
    PLAN = "retroplanning", "tâches du rétroplanning"
    TEXTS = "messages", "textes de messages"
    PRESS = "presse", "blocs du dossier de presse"
    ITEMS = "articles", "articles du stock"
    MODELS = "modeles-de-kit", "modèles de kit"
    SPENDING = "depenses", "lignes de dépense"
    QUESTIONS = "questions", "questionnaires du bilan"
    LESSONS = "enseignements", "enseignements"
    SHEET = "fiche-experience", "parties de la fiche retour d’expérience"

    def counted(self, count: int) -> str:
        """« 3 modèles de kit », « 1 texte de messages »."""
        head, _, rest = self.label.partition(" ")
        singular = head.removesuffix("x") if head.endswith("eaux") else head.removesuffix("s")
        return f"{plural(count, singular, head)}{f' {rest}' if rest else ''}"


class Mark(Labelled):
    """What takes the place of words that must not leave; the label is what is read instead."""

    EMAIL = "email", "[adresse électronique retirée]"
    PHONE = "phone", "[téléphone retiré]"
    WEB = "web", "[adresse web retirée]"
    PERSON = "person", "[nom retiré]"
    PLACE = "place", "[lieu retiré]"
    FIGURE = "figure", "[chiffre à remplacer]"

    @property
    def in_words(self) -> str:
        """« un nom »."""
        return {
            "email": "une adresse électronique", "phone": "un téléphone", "web": "une adresse web",
            "person": "un nom de personne", "place": "un nom de lieu ou de structure", "figure": "un chiffre d’ici",
        }[self.value]  # fmt: skip


def has_marks(text: str) -> bool:
    """Whether something was taken out of a text: somebody has to read it again."""
    return any(one.label in text for one in Mark)


@dataclass(frozen=True, slots=True)
class Masked:
    """Words taken out of a text. ``was`` is for the screen of who made the kit; it is never in the kit."""

    part: Part
    where: str
    mark: Mark
    was: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The edition. ``first_day`` is the J of last time; the rest counts days from it (J is 0)."""

    name: str
    theme: str
    first_day: date
    days: tuple[int, ...]
    answer_deadline: int
    objective_shops: int | None
    objective_visitors: int | None

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of last time."""
        return tuple(date.fromordinal(self.first_day.toordinal() + one) for one in self.days)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step of the correspondence left last time, in days from J; None when it never did."""

    step: Step
    days_from_first: int | None


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the backplan, as ``planning.tasks.Task`` counts it, in working days; ``learnt``: what its delay taught.

    Neither who does it, nor who pays, nor notes.
    """

    code: str
    title: str
    role: TaskRole
    anchor: Anchor
    offset: int
    duration: int
    after: tuple[str, ...]
    lead: Lead | None
    lead_days: int | None
    asks: tuple[Asked, ...]
    commits: tuple[Commitment, ...]
    learnt: str


@dataclass(frozen=True, slots=True)
class MailText:
    """A text of a step; ``adapted``: the team wrote its own."""

    step: Step
    progress: Progress
    subject: str
    body: str
    adapted: bool


@dataclass(frozen=True, slots=True)
class PressBlock:
    """A block of the common framework, in its order. ``code`` is that of the framework, '' for one the team added."""

    code: str
    title: str
    text: str
    locked: bool


@dataclass(frozen=True, slots=True)
class StockItem:
    """An item of the catalogue: neither its pieces, nor where they are, nor notes."""

    code: str
    name: str
    kind: ItemKind
    family: Family
    unit: str
    pack: int
    volume_litres: float
    weight_kg: float
    value_cents: int
    parts: tuple[str, ...]
    order_step: int


@dataclass(frozen=True, slots=True)
class ModelLine:
    """An item of a kit model, named by its code, and its three quantities."""

    item: str
    rule: Rule
    need: Need | None
    small: int
    medium: int
    large: int


@dataclass(frozen=True, slots=True)
class Model:
    """A kit model. ``for_some``: it was for some places only, which are not named."""

    name: str
    kind: Kind
    for_some: bool
    lines: tuple[ModelLine, ...]


@dataclass(frozen=True, slots=True)
class Spent:
    """A line of last time: cents, None when unknown (and for salaries, never told); ``rate`` in hundredths of a %."""

    nature: Nature
    label: str
    tax: Tax
    rate: int | None
    planned: int | None
    committed: int | None
    spent: int | None


@dataclass(frozen=True, slots=True)
class LessonPoint:
    """A point of the matrix; ``places``: how many places said it."""

    quadrant: Quadrant
    text: str
    places: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A resolution; ``days_from_first``: when it was due, from the J of last time; ``point``: rank of its point."""

    text: str
    who: str
    days_from_first: int | None
    settled: Settled | None
    point: int | None


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learnt, in the officer's words."""

    points: tuple[LessonPoint, ...] = ()
    resolutions: tuple[Decided, ...] = ()

    @property
    def count(self) -> int:
        """Points and resolutions."""
        return len(self.points) + len(self.resolutions)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the experience sheet as its officer wrote it."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Kit:
    """The whole kit."""

    outline: Outline
    calendar: tuple[Moment, ...] = ()
    plan: tuple[PlanTask, ...] = ()
    texts: tuple[MailText, ...] = ()
    press: tuple[PressBlock, ...] = ()
    items: tuple[StockItem, ...] = ()
    models: tuple[Model, ...] = ()
    spending: tuple[Spent, ...] = ()
    questions: tuple[QuestionSet, ...] = ()
    lessons: Lessons = Lessons()
    sheet: tuple[SheetPart, ...] = ()

    @property
    def counts(self) -> dict[Part, int]:
        """How many things of each part, the edition apart."""
        return {
            Part.PLAN: len(self.plan),
            Part.TEXTS: len(self.texts),
            Part.PRESS: len(self.press),
            Part.ITEMS: len(self.items),
            Part.MODELS: len(self.models),
            Part.SPENDING: len(self.spending),
            Part.QUESTIONS: len(self.questions),
            Part.LESSONS: self.lessons.count,
            Part.SHEET: len(self.sheet),
        }


@dataclass(frozen=True, slots=True)
class Collected:
    """A kit, and what was taken out of its texts."""

    kit: Kit
    masked: tuple[Masked, ...]


def double(values: Iterable[object]) -> object | None:
    """The first value that is there twice, None when each is there once."""
    seen = set()
    for one in values:
        if one in seen:
            return one
        seen.add(one)
    return None
