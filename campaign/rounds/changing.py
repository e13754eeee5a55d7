"""A plan changed by hand: a stop moved, left out, taken back; what it costs and what it breaks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.base.errors import NotFound, Refused
from campaign.rounds.checking import broken_rules
from campaign.rounds.model import Change, Plan, Problem, Round, Trip, Unserved
from campaign.rounds.timing import timed


@dataclass(frozen=True, slots=True)
class Changed:
    """The rounds after a change, and what it does."""

    rounds: tuple[Round, ...]
    change: Change


def move(plan: Plan, problem: Problem, stop_id: int, round_id: int, position: int) -> Changed:
    """A stop taken to a place of a round, 1 being the first; beyond the end it is the last.

    Raises:
        NotFound: no such stop or round in this plan. Refused: a round it touches has already left.
    """
    place_id = _place_of(plan, stop_id)
    orders = {one.id: [stop.place_id for stop in one.stops] for one in plan.rounds}
    if round_id not in orders:
        raise NotFound("Cette tournée n’est pas de ce plan.")
    for order in orders.values():
        if place_id in order:
            order.remove(place_id)
    orders[round_id].insert(max(position, 1) - 1, place_id)
    return _changed(plan, problem, orders, plan.unserved)


def leave_out(plan: Plan, problem: Problem, stop_id: int) -> Changed:
    """The same rounds without a stop.

    Raises:
        NotFound; Refused: its round has already left.
    """
    place_id = _place_of(plan, stop_id)
    orders = {one.id: [stop.place_id for stop in one.stops if stop.place_id != place_id] for one in plan.rounds}
    return _changed(plan, problem, orders, (*plan.unserved, Unserved(place_id, "", "")))


def take_in(plan: Plan, problem: Problem, place_id: int) -> Changed | None:
    """A place put where it lengthens the rounds least, breaking nothing; None when there is no such place."""
    if place_id not in {task.place_id for task in problem.tasks}:
        return None
    left = tuple(one for one in plan.unserved if one.place_id != place_id)
    best: Changed | None = None
    for one in plan.rounds:
        for position in range(0 if one.started_at else len(one.stops) + 1):
            orders = {each.id: [stop.place_id for stop in each.stops] for each in plan.rounds}
            orders[one.id].insert(position, place_id)
            try:
                found = _changed(plan, problem, orders, left)
            except Refused:
                continue
            if not found.change.broken and (best is None or found.change.km_after < best.change.km_after):
                best = found
    return best


def _place_of(plan: Plan, stop_id: int) -> int:
    for one in plan.rounds:
        for stop in one.stops:
            if stop.id == stop_id:
                return stop.place_id
    raise NotFound("Cet arrêt n’est pas, ou plus, dans ce plan.")


def _changed(plan: Plan, problem: Problem, orders: dict[int, list[int]], unserved: Sequence[Unserved]) -> Changed:
    trips = [Trip(one.vehicle.id, one.day, one.trip, tuple(orders[one.id])) for one in plan.rounds]
    pinned = frozenset(problem.pins)
    by_trip = {(one.vehicle.id, one.day, one.trip): one for one in timed(problem, trips, pinned)}
    rounds = []
    for before in plan.rounds:
        after = by_trip[before.vehicle.id, before.day, before.trip]
        # A round keeps its number and its name: they may already be on paper.
        made = replace(before, leaves=after.leaves, back=after.back, km=after.km, minutes=after.minutes,
                       stops=after.stops)  # fmt: skip
        if before.started_at and _told(before) != _told(made):
            raise Refused(f"{before.name} est déjà partie : elle ne change plus.")
        rounds.append(made)
    change = Change(
        plan.km, round(sum(one.km for one in rounds), 1), plan.minutes, sum(one.minutes for one in rounds),
        tuple(broken_rules(problem, rounds, unserved)),
    )  # fmt: skip
    return Changed(tuple(rounds), change)


def _told(one: Round) -> tuple:
    """What a driver was given."""
    return one.leaves, [(stop.place_id, stop.arrive) for stop in one.stops]
