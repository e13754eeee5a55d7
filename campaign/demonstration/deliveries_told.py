"""The deliveries and returns of the demonstration: slips of the two past editions, what came back of them and what
did not. Quantities and names are invented."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.deliveries.model import DeliverySaid, LineSaid, Outcome, ReturnSaid, Slip, SlipKind
from campaign.deliveries.owed import REMINDERS_AFTER, Settlement
from campaign.deliveries.reminding import remind_late
from campaign.deliveries.road import everything_back, note_delivery, note_return
from campaign.deliveries.settling import settle_gap
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.views import gaps, slips
from campaign.demonstration.correspondence import deliver_waiting
from campaign.demonstration.days import Dated, on
from campaign.partners.model import Kind
from campaign.stock import moving
from campaign.stock.views import held, levels, main_depot

# item, rule, small, medium, large, need: the kits of 2013 and 2014, smaller than today's. Relays had none yet.
PAST_LINES = {
    Kind.SHOP: (
        ("AFF-A3", "asked", 5, 10, 15, "posters"),
        ("FLY-A5", "asked", 2, 3, 5, "flyers"),
        ("ANN", "asked", 1, 2, 3, "directories"),
        ("STK", "fixed", 2, 3, 4, ""),
        ("FLE", "fixed", 3, 4, 6, ""),
    ),
    Kind.EPCI: (
        ("AFF-A3", "fixed", 50, 50, 50, ""),
        ("FLY-A5", "per_shop", 8, 8, 8, ""),
        ("ANN", "fixed", 5, 13, 13, ""),
        ("LOT", "fixed", 1, 1, 2, ""),
        ("ORI", "fixed", 2, 2, 2, ""),
    ),
    Kind.RELAY: (),
}
_T = TypeVar("_T")
DATED = ("AFF-A3", "FLY-A5", "ANN")  # they bear the days of an edition: what is left of them cannot serve again
RECEIVERS = ("Anne-Marie", "Yves", "Nadine", "", "Joël", "Maryvonne", "Kévin")


@dataclass(frozen=True, slots=True)
class PastGoods:
    """How the things of an edition left and came back. Names are those of places; quantities by the item's code."""

    printed_on: date
    driven_on: tuple[date, ...]
    back_on: tuple[date, ...]
    absent: str = ""  # nobody at the first passage
    leftovers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    surplus: Mapping[str, str] = field(default_factory=dict)  # one more back than lent
    missing: Mapping[str, str] = field(default_factory=dict)  # one less, said so, then written off
    kept: Mapping[str, str] = field(default_factory=dict)  # one never brought back, nobody knows
    broken: str = ""  # the first of these that comes back is damaged


FIRST = PastGoods(
    date(2013, 10, 29),
    (date(2013, 11, 6), date(2013, 11, 7)),
    (date(2013, 11, 18), date(2013, 11, 19)),
    leftovers={
        "Angers Loire Métropole": {"AFF-A3": 22, "FLY-A5": 2},
        "Saumur Val de Loire": {"AFF-A3": 15, "ANN": 3},
        "Meubles & Compagnie": {"AFF-A3": 2, "FLY-A5": 1},
        "La Grange aux Trouvailles": {"AFF-A3": 1},
        "Bric-à-brac des deux rives": {"FLY-A5": 1},
    },
    surplus={"La Malle à Félicie": "FLE"},
    missing={"Tout repart !": "FLE"},
)
SECOND = PastGoods(
    date(2014, 3, 24),
    (date(2014, 3, 26), date(2014, 3, 27)),
    (date(2014, 4, 8), date(2014, 4, 9)),
    absent="La Remise",
    leftovers={
        "Angers Loire Métropole": {"AFF-A3": 18, "FLY-A5": 3},
        "Saumur Val de Loire": {"AFF-A3": 24, "FLY-A5": 2},
        "Cholet Agglomération": {"AFF-A3": 12, "ANN": 4},
        "Mauges Communauté": {"AFF-A3": 3, "ANN": 1},
        "La Malle à Félicie": {"AFF-A3": 3, "FLY-A5": 1},
        "Tout repart !": {"AFF-A3": 7, "FLY-A5": 2},
    },
    kept={"Cholet Agglomération": "ORI"},
    broken="ROUE",
)
PAST = (FIRST, SECOND)
SAID = {"FLE": "Cassé à la braderie, jeté.", "ROUE": "Aiguille cassée."}


def print_and_prepare(db: Database, by: Actor, edition_id: int, told: PastGoods) -> None:
    """Slips from the kits, then what is used up enters, as much as they promise. ``by`` is the logistics."""
    with on(told.printed_on, 9, 15):
        prepare_slips(db, by, edition_id, new_operation())
    wanted: dict[int, int] = {}
    for slip in slips(db, by, edition_id, SlipKind.DELIVERY):
        for one in slip.lines:
            wanted[one.item.id] = wanted.get(one.item.id, 0) + one.planned
    with on(told.printed_on, 14, 30):
        for level in levels(db, by):
            lacks = wanted.get(level.item.id, 0) - level.in_depots
            if lacks > 0 and not level.item.returnable:
                moving.receive(db, by, level.item.id, main_depot(db, by).id, lacks, "", new_operation())


def deliver(db: Database, by: Actor, edition_id: int, told: PastGoods) -> None:
    """Every slip, over the days told; somebody absent is passed by again at the end."""
    ordered = slips(db, by, edition_id, SlipKind.DELIVERY)
    passages = [(one, Outcome.ABSENT if one.place.name == told.absent else Outcome.DELIVERED) for one in ordered]
    passages += [(one, Outcome.DELIVERED) for one in ordered if one.place.name == told.absent]
    for at, (one, outcome) in _spread(told.driven_on, passages):
        with clock.frozen(at):
            _deliver(db, by, one, outcome)


def reminding(db: Database, system: Actor, told: PastGoods) -> list[Dated]:
    """The three reminders about what was never brought back, as the worker would have sent them."""

    def remind() -> None:
        remind_late(db, system)
        deliver_waiting(db, system)

    due_on = told.back_on[0] - timedelta(days=1)
    return [(due_on + timedelta(days=days), 9, 30, remind) for days in REMINDERS_AFTER]


def take_back(db: Database, by: Actor, edition_id: int, told: PastGoods) -> None:
    """What came back, what did not; then surplus and losses are settled, and dated papers thrown away."""
    broken = told.broken
    settled_on = told.back_on[-1]
    for at, one in _spread(told.back_on, slips(db, by, edition_id, SlipKind.RETURN)):
        with clock.frozen(at):
            said, broken = _back(db, by, one, told, broken)
            note_return(db, by, one.number, said, new_operation())
    with on(settled_on, 17, 5):
        for gap in gaps(db, by, edition_id):
            ends = {"surplus": Settlement.NOTED, "missing": Settlement.WRITTEN_OFF}.get(gap.kind)
            if ends:
                settle_gap(db, by, gap.id, ends, "", new_operation())
    with on(settled_on, 17, 30):
        for level in levels(db, by):
            if level.item.code in DATED and level.in_depots:
                depot = main_depot(db, by).id
                moving.discard(
                    db, by, level.item.id, depot, level.in_depots, "Dates passées : recyclés", new_operation()
                )


def _deliver(db: Database, by: Actor, slip: Slip, outcome: Outcome) -> None:
    left = {one.id: one.planned for one in slip.lines} if outcome.left_something else {}
    receiver = RECEIVERS[slip.id % len(RECEIVERS)] if left else ""
    note = "Rideau baissé." if not left else ""
    note_delivery(db, by, slip.number, DeliverySaid(outcome, left, receiver, note), new_operation())


def _back(db: Database, by: Actor, slip: Slip, told: PastGoods, broken: str) -> tuple[ReturnSaid, str]:
    name, lines = slip.place.name, dict(everything_back(slip))
    codes = {one.item.code: one for one in slip.lines}
    if line := codes.get(told.surplus.get(name, "")):
        lines[line.id] = LineSaid(ok=line.remaining + 1)
    if line := codes.get(told.missing.get(name, "")):
        lines[line.id] = LineSaid(ok=line.remaining - 1, missing=1, note=SAID[line.item.code])
    if line := codes.get(told.kept.get(name, "")):
        lines[line.id] = LineSaid(ok=line.remaining - 1)
    if line := codes.get(broken):
        lines[line.id] = LineSaid(damaged=1, note=SAID[broken])
        broken = ""
    remained = told.leftovers.get(name, {})
    there = [one.item for one in held(db, by, slip.edition_id, slip.place.id) if not one.item.returnable]
    # Nothing remained elsewhere; one place in six did not look, and that is not the same.
    left = {one.id: remained.get(one.code, 0) for one in there} if remained or slip.id % 6 else {}
    return ReturnSaid(lines, left, surplus_accepted=name in told.surplus), broken


def _spread(days: Sequence[date], listed: Sequence[_T]) -> Iterator[tuple[datetime, _T]]:
    """Each thing to do with its hour: from half past eight, one every 17 minutes, shared between the days."""
    each = -(-len(listed) // len(days))
    for rank, one in enumerate(listed):
        day, turn = days[rank // each], rank % each
        yield datetime.combine(day, time(8, 30), clock.PARIS) + timedelta(minutes=17 * turn), one
