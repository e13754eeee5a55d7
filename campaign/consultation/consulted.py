"""The consultation of an edition as it is kept: what is sought, the sets proposed, when it closes, what was decided."""

from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.base.labels import Labelled
from campaign.consultation.candidates import Search
from campaign.consultation.model import DaySet, RivalEvent, Weights
from campaign.consultation.results import DEFAULT_QUORUM
from campaign.consultation.scoring import ScoredSet
from campaign.consultation.votes import Reply, Voter
from campaign.editions.model import Edition

# More cards than this on a phone, and nobody reads the last ones.
MAX_PROPOSED = 12


class Stage(Labelled):
    """Where a consultation stands; never stored, always computed."""

    PREPARING = "preparing", "En préparation"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close, à décider"
    DECIDED = "decided", "Décidée"


@dataclass(frozen=True, slots=True)
class KeptRival:
    """A rival event of the list; ``removed`` when it was taken out (it can be put back)."""

    id: int
    event: RivalEvent
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ProposedSet:
    """A set submitted to the voters. ``note`` is the officer's sentence, ``reason`` what the figures say today.

    ``added`` says that it came after the opening: who had answered sees it as new.
    """

    days: DaySet
    note: str
    reason: str
    proposed_at: datetime
    added: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set that the search finds, weighed; ``proposed`` when the voters are asked about it."""

    scored: ScoredSet
    reason: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply with who gave it: ``said_by`` is the person an agent answered for, ``by_agent`` whether one did."""

    id: int
    reply: Reply
    at: datetime
    by_agent: bool
    said_by: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Consultation:
    """The consultation of an edition; with its defaults as long as nobody began. ``version`` is that of the weights."""

    edition: Edition
    search: Search | None = None
    weights: Weights = field(default_factory=Weights)
    version: int = 1
    rivals: tuple[KeptRival, ...] = ()
    removed_rivals: tuple[KeptRival, ...] = ()
    proposed: tuple[ProposedSet, ...] = ()
    voters: tuple[Voter, ...] = ()
    closes_on: date | None = None
    quorum: int = DEFAULT_QUORUM
    opened_at: datetime | None = None
    decided: DaySet | None = None
    decided_at: datetime | None = None
    why: str = ""

    def stage(self, today: date) -> Stage:
        """The stage on a Paris date; answers are taken on the closing day too."""
        if self.decided:
            return Stage.DECIDED
        if self.opened_at is None or self.closes_on is None:
            return Stage.PREPARING
        return Stage.OPEN if today <= self.closes_on else Stage.CLOSED

    def proposal(self, code: str) -> ProposedSet | None:
        """The set proposed under this code."""
        return next((one for one in self.proposed if one.days.code == code), None)
