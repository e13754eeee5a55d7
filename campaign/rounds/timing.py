"""The hours of rounds whose order is known: when each leaves, arrives, comes back; pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from campaign.rounds.model import Problem, Round, Stop, Task, Trip, Window, time_of


def timed(
    problem: Problem, trips: Sequence[Trip], pinned: frozenset[int] = frozenset(), first: int = 1
) -> tuple[Round, ...]:
    """The rounds of these trips, with their hours, numbered from ``first`` in the order they leave; ids are 0 until
    they are kept.

    An order that cannot be kept within opening hours or the shift is timed all the same: the checker says what breaks.
    """
    numbers = {task.place_id: index + 1 for index, task in enumerate(problem.tasks)}
    rounds = []
    for vehicle_id, day in dict.fromkeys((one.vehicle_id, one.day) for one in trips):
        mine = sorted((one for one in trips if (one.vehicle_id, one.day) == (vehicle_id, day)), key=lambda t: t.trip)
        free = problem.vehicle(vehicle_id).shift.opens
        for one in mine:
            made = _timed_trip(problem, one, free, numbers, pinned)
            rounds.append(made)
            if made[1]:
                free = made[2] + problem.settings.loading_minutes
    order = sorted(range(len(rounds)), key=lambda index: (rounds[index][0].day, rounds[index][3], index))
    named = {index: number for number, index in enumerate(order, start=first)}
    return tuple(_named(problem, rounds[index][0], named[index], numbers) for index in order)


def _named(problem: Problem, one: Round, number: int, numbers: Mapping[int, int]) -> Round:
    short, name = name_of(number, [problem.tasks[numbers[stop.place_id] - 1] for stop in one.stops])
    return Round(one.id, one.plan_id, short, name, one.day, one.vehicle, one.trip, one.leaves, one.back, one.km,
                 one.minutes, one.driver, one.stops)  # fmt: skip


def _timed_trip(
    problem: Problem, trip: Trip, free: int, numbers: Mapping[int, int], pinned: frozenset[int]
) -> tuple[Round, bool, int, int]:
    """(the round, whether it goes anywhere, minute it is back, minute it leaves)."""
    vehicle, path = problem.vehicle(trip.vehicle_id), [numbers[place_id] for place_id in trip.place_ids]
    tasks = [problem.tasks[number - 1] for number in path]
    begins = _latest(problem, path, *_earliest(problem, path, tasks, trip.day, free))
    service = problem.settings.service_minutes
    leaves = begins[0] - problem.minutes(0, path[0]) if path else free
    back = begins[-1] + service + problem.minutes(path[-1], 0) if path else free
    metres = sum(problem.legs.metres[a][b] for a, b in zip([0, *path], [*path, 0], strict=True))
    stops = tuple(
        Stop(0, 0, index, task.place_id, time_of(at), time_of(at + service), task.place_id in pinned,
             task.volume_litres, task.weight_kg, task.name, task.commune)
        for index, (task, at) in enumerate(zip(tasks, begins, strict=True), start=1)
    )  # fmt: skip
    made = Round(0, 0, "", "", trip.day, vehicle, trip.trip, time_of(leaves), time_of(back), round(metres / 1000, 1),
                 back - leaves, "", stops)  # fmt: skip
    return made, bool(path), back, leaves


def _earliest(
    problem: Problem, path: Sequence[int], tasks: Sequence[Task], day: date, free: int
) -> tuple[list[int], list[Window | None]]:
    """When each stop can begin at the soonest, and the window it falls in (None: no door will be open)."""
    at, here, service = free, 0, problem.settings.service_minutes
    begins, windows = [], []
    for number, task in zip(path, tasks, strict=True):
        at += problem.minutes(here, number)
        fitting = (one for one in sorted(task.windows.get(day, ())) if max(at, one.opens) + service <= one.closes)
        window = next(fitting, None)
        at = max(at, window.opens) if window else at
        begins.append(at)
        windows.append(window)
        at, here = at + service, number
    return begins, windows


def _latest(problem: Problem, path: Sequence[int], begins: list[int], windows: Sequence[Window | None]) -> list[int]:
    """The same stops begun as late as the last one allows: waiting is better done at the depot than before a door."""
    service, late = problem.settings.service_minutes, list(begins)
    for index in range(len(path) - 2, -1, -1):
        window = windows[index]
        if window:
            late[index] = min(
                window.closes - service, late[index + 1] - problem.minutes(path[index], path[index + 1]) - service
            )
        late[index] = max(late[index], begins[index])
    if not path:
        return []
    # Then forward again from that departure, so that nobody waits at a door that is already open.
    kept = [late[0]]
    for index in range(1, len(path)):
        at = kept[-1] + service + problem.minutes(path[index - 1], path[index])
        window = windows[index]
        kept.append(max(at, window.opens) if window else at)
    return kept


def name_of(number: int, tasks: Sequence[Task]) -> tuple[str, str]:
    """« T1 » and « T1 Saumur Val de Loire »: by the commune when all stops are in one, else by the territory most
    served; the first in the order of the round among equals."""
    short = f"T{number}"
    communes = {task.commune for task in tasks if task.commune}
    if len(communes) == 1:
        return short, f"{short} {communes.pop()}"
    served = [task.territory or task.commune for task in tasks if task.territory or task.commune]
    return (short, f"{short} {max(served, key=served.count)}") if served else (short, short)
