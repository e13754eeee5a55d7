"""The checker: a plan of the solver passes, and each kind of corruption is caught."""

from dataclasses import replace
from datetime import time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from campaign.rounds.checking import broken_rules
from campaign.rounds.model import Trip, Unserved, Window
from campaign.rounds.solving import solve
from campaign.rounds.timing import timed
from tests.rounds.problems import DAY, LUNCH, THURSDAY, TUESDAY, on_a_line, scattered, task, van


@cache
def solved(seed: int):
    """A problem, its rounds and what they leave, by the solver: two days, two small vans, some places left out."""
    problem = scattered(16, seed, [van(1, 2_500), van(2, 1_500)], (TUESDAY, THURSDAY))
    found = solve(problem, 0.3)
    return problem, timed(problem, found.trips), found.unserved


def later(at: time, minutes: int) -> time:
    total = (at.hour * 60 + at.minute + minutes) % 1440
    return time(*divmod(total, 60))


def moved(stop, minutes: int):
    return replace(stop, arrive=later(stop.arrive, minutes), depart=later(stop.depart, minutes))


def with_stop(one, position: int, stop):
    stops = list(one.stops)
    stops[position] = stop
    return replace(one, stops=tuple(stops))


@given(st.integers(1, 400))
@examples(max_examples=12)
def test_a_plan_of_the_solver_breaks_nothing(seed):
    problem = scattered(9, seed, [van(1, 2_000), van(2, 1_200)], (TUESDAY, THURSDAY))
    found = solve(problem, 0.1)
    assert broken_rules(problem, timed(problem, found.trips), found.unserved) == []


CORRUPTIONS = {
    "forgotten": lambda one, at: replace(one, stops=one.stops[:at] + one.stops[at + 1 :]),
    "twice": lambda one, at: replace(one, stops=(*one.stops, one.stops[at])),
    "before it opens": lambda one, at: with_stop(one, at, moved(one.stops[at], -600)),
    "after it closes": lambda one, at: with_stop(one, at, moved(one.stops[at], 600)),
    "too short": lambda one, at: with_stop(
        one, at, replace(one.stops[at], depart=later(one.stops[at].depart, -1))
    ),
    "leaves too late": lambda one, at: replace(one, leaves=later(one.leaves, 1)),
    "leaves before its shift": lambda one, at: replace(one, leaves=time(5)),
    "back too early": lambda one, at: replace(one, back=later(one.back, -1)),
    "back after its shift": lambda one, at: replace(one, back=time(22)),
    "fewer kilometres": lambda one, at: replace(one, km=one.km - 0.2),
    "another duration": lambda one, at: replace(one, minutes=one.minutes + 1),
    "another day": lambda one, at: replace(one, day=one.day + timedelta(days=1)),
    "another load": lambda one, at: with_stop(one, at, replace(one.stops[at], volume_litres=1)),
    "another place": lambda one, at: with_stop(one, at, replace(one.stops[at], place_id=999)),
    "another vehicle": lambda one, at: replace(one, vehicle=van(77)),
}  # fmt: skip


@pytest.mark.parametrize("kind", CORRUPTIONS)
@given(draw=st.data())
@examples(max_examples=15)
def test_every_corruption_is_caught(kind, draw):
    problem, rounds, unserved = solved(draw.draw(st.integers(1, 3)))
    assert broken_rules(problem, rounds, unserved) == []
    index = draw.draw(st.integers(0, len(rounds) - 1))
    at = draw.draw(st.integers(0, len(rounds[index].stops) - 1))
    corrupted = [*rounds[:index], CORRUPTIONS[kind](rounds[index], at), *rounds[index + 1 :]]
    assert broken_rules(problem, corrupted, unserved) != []


@given(st.integers(1, 3), st.data())
@examples(max_examples=10)
def test_too_much_for_a_van_is_caught(seed, draw):
    problem, rounds, unserved = solved(seed)
    one = draw.draw(st.sampled_from(rounds))
    for name, most in (("volume_litres", one.volume_litres), ("payload_kg", one.weight_kg)):
        smaller = tuple(
            replace(vehicle, **{name: most - 0.1}) if vehicle.id == one.vehicle.id else vehicle
            for vehicle in problem.vehicles
        )
        assert any(one.name in said for said in broken_rules(replace(problem, vehicles=smaller), rounds, unserved))
    fewer = replace(problem, settings=replace(problem.settings, max_stops=len(one.stops) - 1))
    assert any("au plus" in said for said in broken_rules(fewer, rounds, unserved))


def test_a_place_left_out_must_be_said_and_not_served():
    problem = on_a_line([task(1), task(2)])
    rounds = timed(problem, [Trip(1, TUESDAY, 1, (1,))])
    assert broken_rules(problem, rounds, []) == ["Boutique 2 est oubliée : ni servie, ni dite non servie."]
    assert broken_rules(problem, rounds, [Unserved(2, "Boutique 2", "exclue")]) == []
    both = [Unserved(1, "Boutique 1", "exclue"), Unserved(2, "Boutique 2", "exclue")]
    assert broken_rules(problem, rounds, both) == ["Boutique 1 est à la fois servie et dite non servie."]


def test_two_trips_of_a_van_may_not_overlap_nor_follow_without_loading():
    problem = on_a_line([task(1), task(2)])
    first, second = timed(problem, [Trip(1, TUESDAY, 1, (1,)), Trip(1, TUESDAY, 2, (2,))])
    assert broken_rules(problem, [first, second], []) == []
    slower = replace(problem, settings=replace(problem.settings, loading_minutes=21))
    # Without waiting for doors to open, the second leaves as soon as the van is loaded.
    assert (second.leaves, first.back) == (time(9, 40), time(9, 20))
    assert any("recharger" in said for said in broken_rules(slower, [first, second], []))
    single = replace(problem, settings=replace(problem.settings, max_trips=1))
    assert any("2\u00a0voyages" in said for said in broken_rules(single, [first, second], []))
    swapped = [replace(first, trip=2), replace(second, trip=1)]
    assert any("ordre des voyages" in said for said in broken_rules(problem, swapped, []))


def test_a_pin_is_kept():
    problem = replace(on_a_line([task(1)], vehicles=[van(1), van(2)]), pins={1: (2, TUESDAY)})
    elsewhere = timed(problem, [Trip(1, TUESDAY, 1, (1,))])
    assert broken_rules(problem, elsewhere, []) == [
        "T1 Commune 1 : Boutique 1 était épinglée sur un autre véhicule ou un autre jour."
    ]
    assert broken_rules(problem, timed(problem, [Trip(2, TUESDAY, 1, (1,))]), []) == []


def test_a_door_that_shuts_at_noon_is_said_with_its_hours():
    problem = on_a_line([task(1, (Window(540, 560),)), task(2, LUNCH)], minutes_apart=95)
    [said] = broken_rules(problem, timed(problem, [Trip(1, TUESDAY, 1, (2, 1))]), [])
    # 190 minutes of road to the farther one (11 h 10), ten there, then 95 back to the first.
    assert said == (
        "T1 Commune 2 : Boutique 1 serait servie de 12\u00a0h\u00a055 à 13\u00a0h\u00a005, elle est ouverte "
        "9\u00a0h\u00a0–\u2060\u00a09\u00a0h\u00a020 ce jour-là."
    )


def test_usual_windows_are_whole():
    assert DAY[0].words == "9\u00a0h\u00a0–\u2060\u00a018\u00a0h"
