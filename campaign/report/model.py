"""What a report holds: finished lists that screens and files only have to show. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.french import NBSP, number, plural
from campaign.base.labels import Labelled
from campaign.debrief.counted import ChoiceCount, FigureCount, Participant, Standing, respondents_in_words
from campaign.debrief.estimating import Estimate
from campaign.debrief.impact import Avoided, Factor, Rate
from campaign.debrief.lasting import Lasting
from campaign.debrief.model import Question, Unit
from campaign.editions.model import Edition
from campaign.report.facts import Against, EvidenceTold, Goods, Money, Received, Said, TakingPart

# A convention: under half of those asked, a figure is shown with the warning that few answered.
FEW = 0.5


class Quadrant(Labelled):
    """The four corners of the AFOM matrix, in its order."""

    STRENGTHS = "strengths", "Atouts"
    WEAKNESSES = "weaknesses", "Faiblesses"
    OPPORTUNITIES = "opportunities", "Opportunités"
    THREATS = "threats", "Menaces"


@dataclass(frozen=True, slots=True)
class Remark:
    """What one place wrote or ticked, that the officer may group in the matrix. ``key`` names it for good.

    ``set_aside``: read, and not for the matrix.
    """

    place_id: int
    place: str
    question: str
    label: str
    text: str
    set_aside: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """The place and its question: what a point of the matrix remembers."""
        return self.place_id, self.question


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the matrix, in the officer's words; ``remarks`` are those it groups (place, question)."""

    id: int
    edition_id: int
    quadrant: Quadrant
    text: str
    remarks: tuple[tuple[int, str], ...] = ()
    removed_at: datetime | None = None
    version: int = 1

    @property
    def places(self) -> int:
        """How many places said it."""
        return len({place_id for place_id, _ in self.remarks})

    @property
    def in_words(self) -> str:
        """« Annuaires livrés tard (3 lieux) »."""
        return f"{self.text} ({plural(self.places, 'lieu', 'lieux')})" if self.places else self.text


class Settled(Labelled):
    """What became of a resolution."""

    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided at the bilan meeting for the next edition: a task there until it is settled.

    ``edition_id``: the edition that taught it. ``who``: a role or a service, never a person's name.
    """

    id: int
    edition_id: int
    text: str
    who: str = ""
    due_on: date | None = None
    point_id: int | None = None
    settled: Settled | None = None
    settled_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One question counted in one unit: the whole, day by day when it was asked so, and what it may be for all."""

    question: Question
    count: FigureCount
    by_day: tuple[tuple[date, FigureCount], ...] = ()
    estimate: Estimate | None = None

    @property
    def few(self) -> bool:
        """Whether too few answered to lean on it."""
        return self.count.answered < FEW * self.count.asked


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the figures told large. ``value`` is « — » when nobody gave it."""

    label: str
    value: str
    respondents: str
    few: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """One question by EPCI or by network: (group, its count), in alphabetical order."""

    label: str
    question: Question
    unit: Unit
    groups: tuple[tuple[str, FigureCount], ...]


@dataclass(frozen=True, slots=True)
class Footfall:
    """Visitors of the event days against the same days of an ordinary week, for the shops that told both.

    ``low`` and ``high``: the ratio, 1.64 for « 64 % de plus »; ``told`` of ``asked`` shops.
    """

    low: float
    high: float
    told: int
    asked: int

    @property
    def in_words(self) -> str:
        """« + 64 % », « + 40 à + 90 % », « − 10 % »."""
        low, high = (round(100 * (one - 1)) for one in (self.low, self.high))
        span = _signed(low) if low == high else f"{_signed(low)} à {_signed(high)}"
        return f"{span}{NBSP}%"

    @property
    def respondents(self) -> str:
        """« 11 répondants sur 17 »."""
        return respondents_in_words(self.told, self.asked)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What the officer set for the avoided emissions of an edition; ``version`` 0 when nothing was set yet."""

    rate: Rate
    own_factors: tuple[Factor, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class OwnFactor:
    """A factor the département added, with what changing it takes."""

    id: int
    factor: Factor
    version: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says of one edition, whoever reads it. Names of people are in none of it.

    ``shops`` and ``animators`` are those counted; ``remarks`` are for the team only, ``said`` may be printed.
    ``section_of``: the part of the debrief that each of the shops' questions belongs to; ``follow_ups``: the parts
    asked months later whose day has come, (code, title). ``evidence``: None when the edition keeps no list of it.
    """

    edition: Edition
    made_at: datetime
    body_name: str
    shops: tuple[Participant, ...]
    animators: tuple[Participant, ...]
    received: Received
    received_animators: Received
    taking_part: TakingPart
    headlines: tuple[Headline, ...]
    figures: tuple[Line, ...]
    families: tuple[Line, ...]
    choices: tuple[ChoiceCount, ...]
    activities: tuple[ChoiceCount, ...]
    animator_figures: tuple[Line, ...]
    animator_choices: tuple[ChoiceCount, ...]
    groups: tuple[Groups, ...]
    footfall: Footfall | None
    money: Money
    avoided: Avoided
    settings: ReportSettings
    lasting: Lasting
    goods: Goods
    said: tuple[Said, ...]
    remarks: tuple[Remark, ...]
    points: tuple[Point, ...]
    resolutions: tuple[Resolution, ...]
    against: Against | None
    section_of: Mapping[str, str]
    follow_ups: tuple[tuple[str, str], ...] = ()
    evidence: EvidenceTold | None = None

    def line(self, question: str) -> Line | None:
        """The count of a question of the shops, in its most used unit."""
        return next((one for one in (*self.figures, *self.families) if one.question.code == question), None)

    def of(self, quadrant: Quadrant) -> tuple[Point, ...]:
        """The points of one corner of the matrix."""
        return tuple(one for one in self.points if one.quadrant is quadrant)


def said_by(line: Line, one: Participant) -> str:
    """What one participant gives to a line, in words: its figure, « ne sait pas », « n’a pas répondu »…"""
    held = [apart.figure.in_words for apart in line.count.held if apart.place_id == one.place_id]
    figure = line.count.figures.get(one.place_id)
    told = [figure.in_words] if figure else []
    if held:
        told.append(f"à confirmer{NBSP}: {', '.join(held)}")
    if told:
        partly = figure is not None and one.place_id not in line.count.complete and not held
        return " ; ".join(told) + (" (une partie des jours)" if partly else "")
    given = [answer for answer in one.answers if answer.question == line.question.code]
    if any(answer.figure for answer in given):
        return Standing.OTHER_UNIT.label
    return Standing.UNKNOWN.label if any(answer.unknown for answer in given) else Standing.NOT_ANSWERED.label


def _signed(percent: int) -> str:
    return f"+{NBSP}{number(percent)}" if percent >= 0 else f"−{NBSP}{number(-percent)}"
