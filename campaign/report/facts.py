"""What a report knows without asking: who took part, costs, kits, the edition before. Pure."""

from dataclasses import dataclass
from datetime import date

from campaign.base.french import number, plural
from campaign.debrief.model import Figure
from campaign.planning.model import Amount, OfNature


@dataclass(frozen=True, slots=True)
class Received:
    """How many debriefs came in."""

    asked: int
    done: int
    started: int

    @property
    def in_words(self) -> str:
        """« 14 bilans reçus sur 17 »; those begun are told too."""
        said = f"{plural(self.done, 'bilan reçu', 'bilans reçus')} sur {number(self.asked)}"
        return f"{said}, {plural(self.started, 'autre commencé', 'autres commencés')}" if self.started else said


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Who took part, from the answers: known of everyone, nothing is estimated.

    ``by_day``, ``by_epci``, ``by_network``, ``activities``: (label, shops), largest first (days in their order).
    """

    invited: int
    shops: int
    objective: int | None
    by_day: tuple[tuple[date, int], ...]
    by_epci: tuple[tuple[str, int], ...]
    by_network: tuple[tuple[str, int], ...]
    activities: tuple[tuple[str, int], ...]

    @property
    def activity_count(self) -> int:
        """Activities announced, a shop's café counting for one."""
        return sum(shops for _, shops in self.activities)


@dataclass(frozen=True, slots=True)
class PerUnit:
    """What something cost apiece: « Coût par boutique », a range in cents, of what was spent under one tax."""

    label: str
    low: int
    high: int
    tax: str
    about: str


@dataclass(frozen=True, slots=True)
class Money:
    """What the edition cost; general overhead is in no sum and only named."""

    totals: tuple[Amount, ...]
    natures: tuple[OfNature, ...]
    overhead: tuple[str, ...]
    per_unit: tuple[PerUnit, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A consumable: delivered, used, left over, as declared or taken back; None when nobody said.

    ``told`` of ``places`` said what was left.
    """

    item: str
    delivered: int
    left: int | None
    told: int
    places: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Equipment lost or damaged. ``value_cents``: what it is worth."""

    what: str
    quantity: int
    settled: str
    value_cents: int


@dataclass(frozen=True, slots=True)
class Goods:
    """What became of the kits."""

    delivered_places: int
    given: tuple[Given, ...]
    lost: tuple[Loss, ...]
    damaged: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that may be quoted, and by whom as it may be printed."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of an edition against another; None when that edition does not know it."""

    label: str
    before: Figure | None
    after: Figure | None
    said_before: str
    said_after: str


@dataclass(frozen=True, slots=True)
class Against:
    """This edition against the one before it."""

    before: str
    after: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence as a report may print it: no person, no place, ``state`` in words."""

    title: str
    proves: str
    state: str


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """How much of the evidence is there: « 9 » of « 14 », then every piece of the list, those not needed too."""

    existing: int
    wanted: int
    pieces: tuple[Shown, ...]


def sorted_counts(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Labels with how many, the largest first, then in alphabetical order."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
