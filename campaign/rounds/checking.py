"""Says what a plan breaks, knowing nothing of how it was made: it shares no arithmetic with the solver nor with the
timing of rounds, reads the matrices itself, and counts in seconds. A plan that breaks a rule is never kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import pairwise
from math import ceil

from campaign.base.french import enumerate_in_words, number, plural, time_in_words
from campaign.rounds.model import Problem, Round, Stop, Task, Unserved

_KM_TOLERANCE = 0.06  # kilometres of a round are written to the first decimal
_LOAD_TOLERANCE = 1e-6


def broken_rules(problem: Problem, rounds: Sequence[Round], unserved: Sequence[Unserved]) -> list[str]:
    """What breaks, one French sentence each; empty when the plan can be driven."""
    tasks = {task.place_id: (index + 1, task) for index, task in enumerate(problem.tasks)}
    found = list(_each_once(tasks, rounds, unserved))
    for one in rounds:
        if all(stop.place_id in tasks for stop in one.stops):
            found += _loads(problem, tasks, one)
            found += _hours(problem, tasks, one)
            found += _ways(problem, tasks, one)
    found += _one_trip_at_a_time(problem, rounds)
    found += _pins(problem, rounds)
    return found


def _each_once(tasks: dict, rounds: Sequence[Round], unserved: Sequence[Unserved]) -> Iterable[str]:
    served = Counter(stop.place_id for one in rounds for stop in one.stops)
    left = {one.place_id for one in unserved}
    for place_id, (_, task) in tasks.items():
        if served[place_id] > 1:
            yield f"{task.name} est servie {served[place_id]} fois."
        if not served[place_id] and place_id not in left:
            yield f"{task.name} est oubliée : ni servie, ni dite non servie."
        if served[place_id] and place_id in left:
            yield f"{task.name} est à la fois servie et dite non servie."
    for place_id in served.keys() - tasks.keys():
        yield f"Le lieu n° {place_id} n’est pas à servir."


def _loads(problem: Problem, tasks: dict, one: Round) -> Iterable[str]:
    vehicle = next((known for known in problem.vehicles if known.id == one.vehicle.id), None)
    if vehicle is None:
        yield f"{one.name} : ce véhicule n’est pas de ce plan."
        return
    litres = kilos = 0.0
    for stop in one.stops:
        task = tasks[stop.place_id][1]
        litres, kilos = litres + task.volume_litres, kilos + task.weight_kg
        if (stop.volume_litres, stop.weight_kg) != (task.volume_litres, task.weight_kg):
            yield f"{one.name} : le chargement de {task.name} n’est pas celui qui est prévu."
    if litres > vehicle.volume_litres + _LOAD_TOLERANCE:
        yield f"{one.name} : {number(ceil(litres))} litres pour {number(vehicle.volume_litres, 0)} dans {vehicle.name}."
    if kilos > vehicle.payload_kg + _LOAD_TOLERANCE:
        yield f"{one.name} : {number(ceil(kilos))} kg pour {number(vehicle.payload_kg, 0)} dans {vehicle.name}."
    if len(one.stops) > problem.settings.max_stops:
        most = problem.settings.max_stops
        yield f"{one.name} : {plural(len(one.stops), 'arrêt')} pour {number(most)} au plus."


def _hours(problem: Problem, tasks: dict, one: Round) -> Iterable[str]:
    if one.day not in problem.settings.days:
        yield f"{one.name} : ce n’est pas un jour de tournée."
    start, end = _seconds(one.leaves), _seconds(one.back)
    shift = _seconds(one.vehicle.shift_from), _seconds(one.vehicle.shift_to)
    if one.stops and not shift[0] <= start <= end <= shift[1]:
        yield (
            f"{one.name} : part à {time_in_words(one.leaves)} et rentre à {time_in_words(one.back)}, hors de la "
            f"journée de {one.vehicle.name} ({time_in_words(one.vehicle.shift_from)} – "
            f"{time_in_words(one.vehicle.shift_to)})."
        )
    for stop in one.stops:
        task = tasks[stop.place_id][1]
        spans = [(window.opens * 60, window.closes * 60) for window in task.windows.get(one.day, ())]
        if not any(opens <= _seconds(stop.arrive) and _seconds(stop.depart) <= closes for opens, closes in spans):
            yield _shut(one, stop, task)
        if _seconds(stop.depart) - _seconds(stop.arrive) < problem.settings.service_minutes * 60:
            yield f"{one.name} : {task.name} a moins de {plural(problem.settings.service_minutes, 'minute')}."


def _shut(one: Round, stop: Stop, task: Task) -> str:
    open_hours = enumerate_in_words([window.words for window in task.windows.get(one.day, ())])
    when = f"ouverte {open_hours} ce jour-là" if open_hours else "fermée ce jour-là"
    return (
        f"{one.name} : {task.name} serait servie de {time_in_words(stop.arrive)} à {time_in_words(stop.depart)}, "
        f"elle est {when}."
    )


def _ways(problem: Problem, tasks: dict, one: Round) -> Iterable[str]:
    if not one.stops:
        return
    moments = [("le dépôt", 0, _seconds(one.leaves), _seconds(one.leaves))]
    for stop in one.stops:
        row, task = tasks[stop.place_id]
        moments.append((task.name, row, _seconds(stop.arrive), _seconds(stop.depart)))
    moments.append(("le dépôt", 0, _seconds(one.back), _seconds(one.back)))
    metres = 0
    for (start, row, _, left), (end, column, reached, _) in pairwise(moments):
        metres += problem.legs.metres[row][column]
        if reached - left < problem.legs.seconds[row][column]:
            yield f"{one.name} : pas le temps d’aller de {start} à {end}."
    if abs(one.km - metres / 1000) > _KM_TOLERANCE:
        yield f"{one.name} : {number(one.km, 1)} km écrits, {number(round(metres / 1000, 1), 1)} km de route."
    if one.minutes * 60 != _seconds(one.back) - _seconds(one.leaves):
        yield f"{one.name} : sa durée n’est pas celle de ses heures."


def _one_trip_at_a_time(problem: Problem, rounds: Sequence[Round]) -> Iterable[str]:
    by_vehicle: dict[tuple[int, date], list[Round]] = {}
    for one in rounds:
        if one.stops:
            by_vehicle.setdefault((one.vehicle.id, one.day), []).append(one)
    loading = problem.settings.loading_minutes * 60
    for mine in by_vehicle.values():
        ordered = sorted(mine, key=lambda one: (_seconds(one.leaves), one.trip))
        for before, after in pairwise(ordered):
            if _seconds(after.leaves) < _seconds(before.back) + loading:
                yield (
                    f"{after.name} part à {time_in_words(after.leaves)} : {before.name} ({before.vehicle.name}) "
                    f"rentre à {time_in_words(before.back)}, et il faut le temps de recharger."
                )
            if after.trip <= before.trip:
                yield f"{after.name} et {before.name} : l’ordre des voyages de {before.vehicle.name} n’est pas le leur."
        if len(ordered) > problem.settings.max_trips:
            yield f"{ordered[0].vehicle.name} : {plural(len(ordered), 'voyage')} dans la journée."


def _pins(problem: Problem, rounds: Sequence[Round]) -> Iterable[str]:
    for one in rounds:
        for stop in one.stops:
            kept = problem.pins.get(stop.place_id)
            if kept and kept != (one.vehicle.id, one.day):
                yield f"{one.name} : {stop.name} était épinglée sur un autre véhicule ou un autre jour."


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
