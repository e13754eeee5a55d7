"""Rounds found by PyVRP: opening hours, volumes, weights, working days, several trips, as few vehicles as possible.

A vehicle on a day is a « vehicle type » whose shift is in minutes since the first day began. A shop open twice (two
days, or before and after lunch) is a group of clients of which one is visited at most; each brings a prize that is
worth more than any detour, so that a place is left out only when nothing else is possible.
"""

import math
import time as clocks
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pyvrp import Client, ClientGroup, Depot, Location, PenaltyParams, ProblemData, SolveParams, VehicleType
from pyvrp import solve as solve_with_pyvrp

from campaign.rounds.model import DAY_MINUTES, Problem, Task, Trip, Unserved, Vehicle, Window, why_never_served

METRES = 10  # a unit of cost: whole numbers small enough for the solver's penalties to weigh more than a prize
VEHICLE_COST = 100_000 // METRES  # a van out for a day is worth a detour of 100 km: fewer vans and drivers first
MINUTE_COST = 20 / METRES  # a minute saved is worth 20 m: between two plans as long, the one that waits less
SEED = 49
_TELLS = 0.5  # seconds between two signs of progress
_PARTS = 10  # tenths of a litre and of a kilogram
# Penalties that follow often: with the usual 500 steps a second trip, which needs an overload on the way, was not found
# (eight places, one each trip: 3 left out); with 20, none was, and 60 and 200 places gained 0.5 % and 0.1 %.
_PARAMS = SolveParams(penalty=PenaltyParams(solutions_between_updates=20))

Tell = Callable[[float], bool]  # seconds spent -> whether to go on


@dataclass(frozen=True, slots=True)
class Solved:
    """What was found: trips, places left out with why, and ``cost`` in the solver's own unit, to compare two plans of
    one problem."""

    trips: tuple[Trip, ...]
    unserved: tuple[Unserved, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Outing:
    """A vehicle on a day."""

    vehicle: Vehicle
    day: date
    begins: int  # midnight of that day, in minutes since the first


def solve(
    problem: Problem, seconds: float, tell: Tell | None = None, seed: int = SEED, steps: int | None = None
) -> Solved:
    """The best rounds found in so many seconds; the same seed goes the same way, further with more time. ``steps``
    stops it sooner, at the same point whatever the machine does meanwhile.

    ``tell`` is called twice a second; when it answers False the search stops there, with what it has.
    """
    never = {task.place_id: why for task in problem.tasks if (why := why_never_served(problem, task))}
    tasks = [task for task in problem.tasks if task.place_id not in never]
    left = [
        Unserved(task.place_id, task.name, never[task.place_id]) for task in problem.tasks if task.place_id in never
    ]
    if not tasks:
        return Solved((), (*problem.left_out, *left), 0)
    outings = _outings(problem)
    clients, groups, of_client = _clients(problem, tasks, outings)
    data = _data(problem, outings, clients, groups)
    until = _Until(seconds, tell, steps)
    result = solve_with_pyvrp(data, until, seed, collect_stats=False, display=False, params=_PARAMS)
    if not result.is_feasible():
        why = "Aucun plan trouvé à temps : relancez le calcul avec plus de secondes."
        everyone = [Unserved(task.place_id, task.name, why) for task in tasks]
        return Solved((), (*problem.left_out, *left, *everyone), math.inf)
    trips = _trips(result.best, outings, of_client)
    served = {place_id for one in trips for place_id in one.place_ids}
    left += [Unserved(one.place_id, one.name, _lacking(problem)) for one in tasks if one.place_id not in served]
    return Solved(tuple(trips), (*problem.left_out, *left), result.cost())


def _lacking(problem: Problem) -> str:
    days = "un jour" if len(problem.settings.days) == 1 else "les jours choisis"
    return f"Pas assez de véhicules ou de temps pour {days} : ajoutez un véhicule ou un jour, ou allongez une journée."


def _outings(problem: Problem) -> list[_Outing]:
    days = sorted(problem.settings.days)
    return [_Outing(vehicle, day, (day - days[0]).days * DAY_MINUTES) for day in days for vehicle in problem.vehicles]


def _clients(
    problem: Problem, tasks: Sequence[Task], outings: Sequence[_Outing]
) -> tuple[list[Client], list[ClientGroup], list[Task]]:
    """The clients, the groups of those that are one place, and the place of each client."""
    clients, groups, of_client = [], [], []
    midnights = {one.day: one.begins for one in outings}
    pinned_on = _pinned_outings(problem, outings)
    farthest = max(problem.legs.metres[0]) + max(line[0] for line in problem.legs.metres)
    prize = 2 * (farthest // METRES + VEHICLE_COST)
    service = problem.settings.service_minutes
    for task in tasks:
        load = [math.ceil(task.volume_litres * _PARTS), math.ceil(task.weight_kg * _PARTS), 1]
        kept = problem.pins.get(task.place_id)
        load += [int(kept == one) for one in pinned_on]
        spans = [
            (midnights[day] + window.opens, midnights[day] + window.closes - service)
            for day, windows in task.windows.items()
            for window in windows
            if day in midnights and _reachable(window, service, outings)
        ]
        members = range(len(clients), len(clients) + len(spans))
        group = len(groups) if len(spans) > 1 else None
        if group is not None:
            groups.append(ClientGroup(list(members), required=False))
        way = {str(problem.purpose): load}
        for early, late in spans:
            clients.append(
                Client(
                    problem.number_of(task.place_id), way.get("delivery", []), way.get("return", []), service, early,
                    late, prize=prize * (2 if kept else 1), required=False, group=group,
                )
            )  # fmt: skip
            of_client.append(task)
    return clients, groups, of_client


def _reachable(window: Window, service: int, outings: Sequence[_Outing]) -> bool:
    """Whether some vehicle works while the place is open: other windows would only slow the search."""
    shifts = [one.vehicle.shift for one in outings]
    return window.closes - window.opens >= service and any(
        shift.opens < window.closes and window.opens + service < shift.closes for shift in shifts
    )


def _pinned_outings(problem: Problem, outings: Sequence[_Outing]) -> list[tuple[int, date]]:
    known = {(one.vehicle.id, one.day) for one in outings}
    return sorted({kept for kept in problem.pins.values() if kept in known})


def _data(
    problem: Problem, outings: Sequence[_Outing], clients: list[Client], groups: list[ClientGroup]
) -> ProblemData:
    size = len(problem.tasks) + 1
    pinned_on = _pinned_outings(problem, outings)
    settings = problem.settings
    vehicles = []
    for one in outings:
        shift, vehicle = one.vehicle.shift, one.vehicle
        # A pinned place weighs one in a dimension of its own, where every other vehicle holds nothing.
        pins = [len(clients) if kept == (vehicle.id, one.day) else 0 for kept in pinned_on]
        room = [int(vehicle.volume_litres * _PARTS), int(vehicle.payload_kg * _PARTS), settings.max_stops, *pins]
        vehicles.append(
            VehicleType(
                1, room, 0, 0, fixed_cost=VEHICLE_COST, tw_early=one.begins + shift.opens,
                tw_late=one.begins + shift.closes, unit_duration_cost=round(MINUTE_COST),
                reload_depots=[1] if settings.max_trips > 1 else [], max_reloads=settings.max_trips - 1,
            )
        )  # fmt: skip
    return ProblemData(
        [Location(0, 0), *(Location(task.longitude, task.latitude) for task in problem.tasks)],
        clients,
        # The same place twice: leaving it in the morning takes no time, loading again does.
        [Depot(0), Depot(0, service_duration=settings.loading_minutes)],
        vehicles,
        [[[round(metres / METRES) for metres in line] for line in problem.legs.metres]],
        [[[problem.minutes(i, j) for j in range(size)] for i in range(size)]],
        groups,
    )


def _trips(best: object, outings: Sequence[_Outing], of_client: Sequence[Task]) -> list[Trip]:
    trips = []
    for route in best.routes():
        outing = outings[route.vehicle_type()]
        by_trip: dict[int, list[int]] = {}
        for visit in route.schedule():
            if visit.is_client():
                by_trip.setdefault(visit.trip, []).append(of_client[visit.idx].place_id)
        trips += [
            Trip(outing.vehicle.id, outing.day, count, tuple(place_ids))
            for count, (_, place_ids) in enumerate(sorted(by_trip.items()), start=1)
        ]
    return trips


class _Until:
    """PyVRP asks it after each step whether to stop."""

    def __init__(self, seconds: float, tell: Tell | None, steps: int | None = None) -> None:
        self._seconds, self._tell, self._left = seconds, tell, math.inf if steps is None else steps
        self._began: float | None = None
        self._told = 0.0
        self._over = False

    def __call__(self, best_cost: float) -> bool:
        now = clocks.monotonic()
        self._began = self._began or now
        spent = now - self._began
        if self._tell and spent - self._told >= _TELLS:
            self._told = spent
            self._over = not self._tell(min(spent, self._seconds))
        self._left -= 1
        return self._over or self._left < 0 or spent >= self._seconds
