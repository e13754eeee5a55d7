"""What the software knows of an edition that a sheet may say, as plain values: no table, no clock, no person's name
but the body's own contact."""

from dataclasses import dataclass
from datetime import date

from campaign.editions.model import Edition
from campaign.identity.model import Identity
from campaign.report.model import Report


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to another, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Lent:
    """A game: how many pieces there are, how many loans were granted for the edition."""

    name: str
    pieces: int
    loans: int


@dataclass(frozen=True, slots=True)
class Handed:
    """What was delivered of an item, all places together, in its ``unit``: « paquet de 100 », '' for the piece."""

    name: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Dates:
    """When things were done, from what the software recorded; None for what it does not know."""

    invited: Span | None = None
    answered: Span | None = None
    delivered: Span | None = None
    taken_back: Span | None = None
    told: Span | None = None
    next_edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What served. ``roles``: what the body's own agents do; ``borrowers``: EPCI whose animators borrowed games."""

    roles: tuple[str, ...] = ()
    borrowers: tuple[str, ...] = ()
    games: tuple[Lent, ...] = ()
    handed: tuple[Handed, ...] = ()
    depots: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    rounds: int = 0
    posted: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a sheet is proposed from. ``over``: whether the days are past. ``boilerplate``: the body's own words
    on its campaign. ``communes``: how many towns the shops stand in. ``articles``: published or broadcast, as noted.
    ``funds``: who pays."""

    edition: Edition
    identity: Identity
    report: Report
    dates: Dates
    means: Means
    over: bool = True
    departement: str = ""
    departement_code: str = ""
    site: str = ""
    boilerplate: str = ""
    communes: int = 0
    articles: int = 0
    funds: tuple[str, ...] = ()
