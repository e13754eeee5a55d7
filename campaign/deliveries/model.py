"""Slips, what the road says of them, and what is still owed; pure rules.

A slip is what is planned; entries are what was really done. Nothing acknowledged is lost: an entry that cannot be
counted as it is waits « à arbitrer », it overwrites nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from campaign.base.errors import InvalidInput
from campaign.base.labels import Labelled
from campaign.base.working_days import next_working_day
from campaign.editions.model import Edition, State
from campaign.partners.model import Place
from campaign.stock.model import MOST, Item, Piece

CLOCK_GAP = timedelta(minutes=10)  # a phone's clock further off than this is told to the agent


class SlipKind(Labelled):
    """What a slip accompanies."""

    DELIVERY = "delivery", "Bon de livraison"
    RETURN = "return", "Bon de reprise"

    @property
    def prefix(self) -> str:
        """« BL » or « BR »."""
        return {"delivery": "BL", "return": "BR"}[str(self)]


class SlipState(Labelled):
    """Where a slip stands; computed from its entries, never stored."""

    TO_DO = "to_do", "À faire"
    DONE = "done", "Fait"
    PARTLY = "partly", "Fait en partie"
    FAILED = "failed", "À refaire"
    CANCELLED = "cancelled", "Annulé"


class Outcome(Labelled):
    """What happened at a delivery."""

    DELIVERED = "delivered", "Livré"
    PARTLY = "partly", "Livré en partie"
    LEFT = "left", "Déposé en lieu sûr"
    ABSENT = "absent", "Absent, à repasser"
    REFUSED = "refused", "Refusé"

    @property
    def left_something(self) -> bool:
        """Whether things changed hands."""
        return self in (Outcome.DELIVERED, Outcome.PARTLY, Outcome.LEFT)


class PieceState(Labelled):
    """What is said of something that comes back."""

    OK = "ok", "Rendu"
    DAMAGED = "damaged", "Abîmé"
    MISSING = "missing", "Manque"


class EntryState(Labelled):
    """What became of an entry."""

    APPLIED = "applied", "Comptée"
    TO_SETTLE = "to_settle", "À arbitrer"
    CORRECTED = "corrected", "Corrigée depuis"
    DISCARDED = "discarded", "Écartée"


class Decision(Labelled):
    """How an entry « à arbitrer » is settled."""

    ADD = "add", "La compter aussi"
    REPLACE = "replace", "La compter à la place de l’autre"
    DISCARD = "discard", "L’écarter"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a slip; ``done`` counts what was left (delivery) or came back, damaged or not (return)."""

    id: int
    item: Item
    piece: Piece | None
    planned: int
    done: int = 0
    damaged: int = 0

    @property
    def label(self) -> str:
        """« Roue de la prévention », « Flyers A5 (paquets de 100) »."""
        return self.item.label

    @property
    def reference(self) -> str:
        """« ROUE n° 3 », or the item's code."""
        return self.piece.reference(self.item) if self.piece else self.item.code

    @property
    def remaining(self) -> int:
        """What is still to leave, or to come back."""
        return max(0, self.planned - self.done)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is to be delivered to, or taken back from, a place. ``state`` is computed."""

    id: int
    number: str
    kind: SlipKind
    edition_id: int
    place: Place
    lines: tuple[SlipLine, ...]
    state: SlipState = SlipState.TO_DO
    revision: int = 1
    cancelled_at: datetime | None = None

    @property
    def parcels(self) -> int:
        """Units in all."""
        return sum(one.planned for one in self.lines)

    def line(self, line_id: int) -> SlipLine | None:
        """One of its lines."""
        return next((one for one in self.lines if one.id == line_id), None)


@dataclass(frozen=True, slots=True)
class DeliverySaid:
    """What somebody on the spot says of a delivery: units really left by line. Clocks are the phone's, UTC."""

    outcome: Outcome
    left: Mapping[int, int] = field(default_factory=dict)
    receiver: str = ""
    note: str = ""
    signature: bytes | None = None
    photo: bytes | None = None
    entered_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What came back of a line, in units."""

    ok: int = 0
    damaged: int = 0
    missing: int = 0
    note: str = ""
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReturnSaid:
    """What somebody on the spot says of a return. A line left out stays to be checked in; ``leftovers`` are unused
    consumables by item id; ``surplus_accepted`` records more than was lent."""

    lines: Mapping[int, LineSaid] = field(default_factory=dict)
    leftovers: Mapping[int, int] = field(default_factory=dict)
    giver: str = ""
    note: str = ""
    entered_at: datetime | None = None
    sent_at: datetime | None = None
    surplus_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to an entry: « applied » or « to_settle », and a sentence for whoever wrote it."""

    status: str
    message: str
    entry_id: int = 0


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of an entry: units left, or what came back."""

    line_id: int
    left: int = 0
    ok: int = 0
    damaged: int = 0
    missing: int = 0
    note: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said of a slip. ``at`` is when it happened, the phone's clock mended; ``clock_gap`` in seconds when that
    clock was off; ``problem`` why it waits. ``receiver`` and ``signature`` go after twelve months."""

    id: int
    slip_id: int
    operation: str
    state: EntryState
    outcome: Outcome | None
    at: datetime
    received_at: datetime
    actor: str
    said_by: str
    lines: tuple[EntryLine, ...] = ()
    leftovers: Mapping[int, int] = field(default_factory=dict)
    receiver: str = ""
    signature: str = ""
    photo: str = ""
    note: str = ""
    problem: str = ""
    clock_gap: int = 0
    surplus_accepted: bool = False
    settled_by: str = ""
    settled_at: datetime | None = None


def default_due(edition: Edition) -> date:
    """When what was lent is expected back: the first working day after the last day of the event."""
    return next_working_day(edition.last_day + timedelta(days=1))


def delivery_state(slip_lines: Sequence[SlipLine], outcomes: Sequence[Outcome]) -> SlipState:
    """The state of a delivery from the outcomes of its entries that count, oldest first."""
    if not outcomes:
        return SlipState.TO_DO
    if not any(one.left_something for one in outcomes):
        return SlipState.FAILED
    return SlipState.PARTLY if any(one.remaining for one in slip_lines) else SlipState.DONE


def return_state(slip_lines: Sequence[SlipLine], entries: int) -> SlipState:
    """The state of a return: everything is back, or something was checked in, or nothing yet."""
    if not any(one.remaining for one in slip_lines):
        return SlipState.DONE if slip_lines else SlipState.TO_DO
    return SlipState.PARTLY if entries else SlipState.TO_DO


def outcome_of(said: DeliverySaid, lines: Sequence[SlipLine]) -> Outcome:
    """« Livré » with less than planned is « livré en partie », and the other way round."""
    if said.outcome not in (Outcome.DELIVERED, Outcome.PARTLY):
        return said.outcome
    short = any(said.left.get(one.id, 0) < one.remaining for one in lines)
    return Outcome.PARTLY if short else Outcome.DELIVERED


def why_closed(edition: Edition, kind: SlipKind, today: date) -> str:
    """Why an entry of an edition no longer counts by itself; '' while it does."""
    if edition.cancelled_on:
        return "L’édition a été annulée entre-temps."
    if edition.state(today) is State.ARCHIVED:
        return "L’édition a été archivée entre-temps."
    if kind is SlipKind.DELIVERY and today > edition.last_day:
        return "L’édition est passée : cette livraison arrive après l’événement."
    return ""


def mended_clock(entered_at: datetime | None, sent_at: datetime | None, now: datetime) -> tuple[datetime, int]:
    """(when it really happened, seconds the phone's clock was off): the sending moment tells how wrong the phone is.

    A gap within ``CLOCK_GAP`` is the network's. Nothing happens in the future.
    """
    gap = now - sent_at if sent_at else timedelta()
    off = gap if abs(gap) > CLOCK_GAP else timedelta()
    at = min(now, (entered_at or now) + off)
    return at, round(off.total_seconds())


def check_units(value: object, field_name: str = "quantity") -> int:
    """Units said on the road, from 0.

    Raises:
        InvalidInput: « Quantité : entier à partir de 0. »
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise InvalidInput(field_name, "Quantité : entier à partir de 0.")
    return value
