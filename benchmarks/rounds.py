"""Rounds of 20, 60 and 200 stops with opening hours: ours, the nearest neighbour's, and a second solver's."""

import random
import time as clocks
from collections.abc import Callable, Sequence
from datetime import date, time
from itertools import pairwise

from benchmarks.figures import Figure, shown
from campaign.base.french import plural
from campaign.rounds.checking import broken_rules
from campaign.rounds.model import Problem, Purpose, Settings, Task, Trip, Unserved, Vehicle, Window
from campaign.rounds.solving import METRES, VEHICLE_COST, solve
from campaign.rounds.timing import timed
from campaign.territory.roads import as_the_crow_flies
from campaign.territory.views import communes_of

# Stops, vans, and the seconds each solver is given.
SIZES = ((20, 4, (1, 5)), (60, 10, (1, 5)), (200, 28, (1, 5, 15)))
DAY = date(2026, 12, 15)
HOURS = (
    (Window(9 * 60, 12 * 60), Window(14 * 60, 18 * 60)), (Window(10 * 60, 18 * 60),), (Window(9 * 60, 12 * 60),),
    (Window(14 * 60, 19 * 60),), (Window(9 * 60, 12 * 60), Window(14 * 60, 17 * 60)),
)  # fmt: skip
ANGERS = (47.4711, -0.5518)
Plan = tuple[Sequence[Trip], Sequence[Unserved]]


def run() -> Figure:
    """Every size, by every hand; each plan goes through the independent checker."""
    lines = []
    for stops, vans, seconds in SIZES:
        problem = problem_of(stops, vans)
        lines.append(line_of(problem, "plus proche voisin", None, lambda one, _: nearest_neighbour(one)))
        for most in seconds:
            lines.append(line_of(problem, "second solveur (OR-Tools)", most, by_second_solver))
            lines.append(line_of(problem, "le nôtre (PyVRP)", most, ours))
    return Figure(
        "rounds",
        "Tournées de livraison",
        [["arrêts", "par", "temps donné (s)", "mis (s)", "kilomètres", "véhicules", "non servis"], *lines],
        [
            (
                "Lieux tirés parmi les communes de Maine-et-Loire, hangar à Angers, un seul jour, fourgons de 3 500 "
                "litres de 8 h à 17 h, 60 à 600 litres et 12 minutes par arrêt, distances à vol d’oiseau × 1,3."
            ),
            "Horaires d’ouverture tirés parmi cinq : deux avec une pause à midi, deux d’une demi-journée.",
            (
                "Le plus proche voisin va au lieu le plus près qui peut encore être servi à temps. Le second solveur "
                "(OR-Tools, recherche locale guidée) a les mêmes données et les mêmes coûts, sans rechargement."
            ),
            (
                "Chaque plan passe le contrôle indépendant : aucun ne rompt une règle. Servir plus de lieux, puis "
                "sortir moins de véhicules, passe avant moins de kilomètres."
            ),
        ],
    )


def problem_of(stops: int, vans: int, seed: int = 49) -> Problem:
    """An invented day: towns of the département, loads and opening hours drawn."""
    draw = random.Random(seed)
    towns = [one for one in communes_of("49") if one.latitude is not None]
    tasks = []
    for number in range(1, stops + 1):
        town = draw.choice(towns)
        tasks.append(
            Task(number, f"Lieu {number}", town.latitude + draw.uniform(-0.01, 0.01),
                 town.longitude + draw.uniform(-0.01, 0.01), draw.choice((60, 120, 250, 600)),
                 draw.choice((10, 25, 60)), {DAY: draw.choice(HOURS)}, town.name)
        )  # fmt: skip
    fleet = tuple(Vehicle(index, f"Fourgon {index}", 3_500, 1_000, time(8), time(17)) for index in range(1, vans + 1))
    legs = as_the_crow_flies([ANGERS, *((one.latitude, one.longitude) for one in tasks)])
    return Problem(Purpose.DELIVERY, "Hangar", fleet, tuple(tasks), Settings(days=(DAY,)), legs)


def line_of(problem: Problem, name: str, seconds: int | None, by: Callable[[Problem, float], Plan]) -> list[str]:
    """Its figures, once its plan was judged."""
    began = clocks.perf_counter()
    trips, unserved = by(problem, seconds or 0)
    took = clocks.perf_counter() - began
    rounds = timed(problem, trips)
    broken = broken_rules(problem, rounds, unserved)
    assert not broken, broken[:3]
    vans = len({one.vehicle.id for one in rounds})
    return [shown(len(problem.tasks)), name, shown(seconds) if seconds else "—", shown(took, 1),
            shown(sum(one.km for one in rounds)), shown(vans), shown(len(unserved))]  # fmt: skip


def ours(problem: Problem, seconds: float) -> Plan:
    """What the application does."""
    found = solve(problem, seconds)
    return found.trips, found.unserved


def nearest_neighbour(problem: Problem) -> Plan:
    """Van after van: always the nearest place that still fits, is open in time, and lets the van be home in time."""
    left = {index + 1: task for index, task in enumerate(problem.tasks)}
    trips = []
    for vehicle in problem.vehicles:
        at, here, litres, kilos, path = vehicle.shift.opens, 0, 0.0, 0.0, []
        while True:
            reached = {
                number: begins
                for number, task in left.items()
                if litres + task.volume_litres <= vehicle.volume_litres
                and kilos + task.weight_kg <= vehicle.payload_kg
                and (begins := _begins(problem, task, at + problem.minutes(here, number))) is not None
                and begins + _service(problem) + problem.minutes(number, 0) <= vehicle.shift.closes
            }
            if not reached or len(path) == problem.settings.max_stops:
                break
            here = min(reached, key=lambda number: (problem.legs.metres[here][number], number))
            task = left.pop(here)
            at = reached[here] + _service(problem)
            litres, kilos = litres + task.volume_litres, kilos + task.weight_kg
            path.append(task.place_id)
        if path:
            trips.append(Trip(vehicle.id, DAY, 1, tuple(path)))
    return trips, [Unserved(task.place_id, task.name, "reste") for task in left.values()]


def by_second_solver(problem: Problem, seconds: float) -> Plan:
    """The same day by OR-Tools: cheapest insertion, then guided local search."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    size, service = len(problem.tasks) + 1, _service(problem)
    manager = pywrapcp.RoutingIndexManager(size, len(problem.vehicles), 0)
    routing = pywrapcp.RoutingModel(manager)
    metres = routing.RegisterTransitMatrix([[round(one / METRES) for one in line] for line in problem.legs.metres])
    minutes = routing.RegisterTransitMatrix(
        [[problem.minutes(i, j) + (service if i else 0) for j in range(size)] for i in range(size)]
    )
    routing.SetArcCostEvaluatorOfAllVehicles(metres)
    routing.SetFixedCostOfAllVehicles(VEHICLE_COST)
    for name, of, most in (("litres", "volume_litres", "volume_litres"), ("kilos", "weight_kg", "payload_kg")):
        loads = routing.RegisterUnaryTransitVector([0, *(round(getattr(one, of)) for one in problem.tasks)])
        rooms = [round(getattr(one, most)) for one in problem.vehicles]
        routing.AddDimensionWithVehicleCapacity(loads, 0, rooms, True, name)
    routing.AddDimension(minutes, 24 * 60, 24 * 60, False, "time")
    hours = routing.GetDimensionOrDie("time")
    for number, task in enumerate(problem.tasks, start=1):
        index = manager.NodeToIndex(number)
        spans = task.windows[DAY]
        begins = hours.CumulVar(index)
        begins.SetRange(spans[0].opens, spans[-1].closes - service)
        for before, after in pairwise(spans):
            begins.RemoveInterval(before.closes - service + 1, after.opens - 1)
        routing.AddDisjunction([index], 10 * VEHICLE_COST)
    for index, vehicle in enumerate(problem.vehicles):
        hours.CumulVar(routing.Start(index)).SetRange(vehicle.shift.opens, vehicle.shift.closes)
        hours.CumulVar(routing.End(index)).SetRange(vehicle.shift.opens, vehicle.shift.closes)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromMilliseconds(round(seconds * 1000))
    found = routing.SolveWithParameters(asked)
    assert found, plural(size - 1, "lieu")
    trips, served = [], set()
    for index, vehicle in enumerate(problem.vehicles):
        at, path = routing.Start(index), []
        while not routing.IsEnd(at):
            number = manager.IndexToNode(at)
            path += [problem.tasks[number - 1].place_id] if number else []
            at = found.Value(routing.NextVar(at))
        served |= set(path)
        if path:
            trips.append(Trip(vehicle.id, DAY, 1, tuple(path)))
    return trips, [Unserved(one.place_id, one.name, "reste") for one in problem.tasks if one.place_id not in served]


def _service(problem: Problem) -> int:
    return problem.settings.service_minutes


def _begins(problem: Problem, task: Task, reached: int) -> int | None:
    """When a place reached at that minute can be served; None when its doors stay shut."""
    for window in task.windows[DAY]:
        if (begins := max(reached, window.opens)) + _service(problem) <= window.closes:
            return begins
    return None
