"""What the solver finds on problems whose answer is known."""

from dataclasses import replace
from datetime import time

from campaign.rounds.checking import broken_rules
from campaign.rounds.model import Purpose, Unserved, Window
from campaign.rounds.solving import solve
from campaign.rounds.timing import timed
from tests.rounds.problems import LUNCH, THURSDAY, TUESDAY, on_a_line, scattered, task, van

LATE = (Window(17 * 60, 18 * 60),)


def test_places_on_a_road_are_served_in_one_go_there_and_back():
    problem = on_a_line([task(3), task(1), task(2)])
    found = solve(problem, 0.2)
    [one] = timed(problem, found.trips)
    assert (one.km, found.unserved) == (60.0, ())


def test_fewer_vans_are_better_than_fewer_kilometres():
    vans = [van(1), van(2), van(3)]
    problem = scattered(12, vehicles=vans, spread=0.1)
    found = solve(replace(problem, tasks=tuple(replace(one, volume_litres=10) for one in problem.tasks)), 0.5)
    assert len({one.vehicle_id for one in found.trips}) < 3
    assert found.unserved == ()


def test_a_van_too_small_makes_several_trips_and_loads_again():
    problem = on_a_line([task(1, volume=60), task(2, volume=60), task(3, volume=60)], vehicles=[van(1, 100)])
    found = solve(problem, 0.3)
    rounds = timed(problem, found.trips)
    assert [one.trip for one in rounds] == [1, 2, 3]
    assert broken_rules(problem, rounds, found.unserved) == []
    assert sum(one.km for one in rounds) == 20 + 40 + 60


def test_a_second_trip_is_refused_when_only_one_is_allowed():
    problem = on_a_line([task(1, volume=60), task(2, volume=60)], vehicles=[van(1, 100)], max_trips=1)
    found = solve(problem, 0.2)
    assert len(found.trips) == 1
    [left] = found.unserved
    assert left.reason.startswith("Pas assez de véhicules ou de temps pour un jour")


def test_a_place_open_one_day_only_is_served_that_day():
    tasks = [task(1, days=(TUESDAY,)), task(2, days=(THURSDAY,)), task(3, days=(TUESDAY, THURSDAY))]
    found = solve(on_a_line(tasks, days=(TUESDAY, THURSDAY)), 0.3)
    days = {place_id: one.day for one in found.trips for place_id in one.place_ids}
    assert (days[1], days[2]) == (TUESDAY, THURSDAY)
    assert len(days) == 3


def test_a_lunch_break_is_never_crossed():
    tasks = [task(number, LUNCH) for number in range(1, 9)]
    problem = on_a_line(tasks, minutes_apart=25)
    found = solve(problem, 0.4)
    rounds = timed(problem, found.trips)
    assert broken_rules(problem, rounds, found.unserved) == []
    assert len([stop for one in rounds for stop in one.stops]) >= 7


def test_what_no_round_serves_is_named_with_its_reason():
    tasks = [task(1), task(2, volume=9_000), task(3, days=(THURSDAY,)), task(4, (Window(1320, 1380),))]
    excluded = Unserved(5, "Boutique 5", "Exclue à la main.")
    found = solve(replace(on_a_line(tasks), left_out=(excluded,)), 0.2)
    reasons = {one.place_id: one.reason for one in found.unserved}
    assert set(reasons) == {2, 3, 4, 5}
    assert reasons[5] == "Exclue à la main."
    assert "Trop volumineux" in reasons[2]
    assert "Fermée" in reasons[3]
    assert "Aucun véhicule ne peut y être" in reasons[4]


def test_a_shift_ends_when_it_ends():
    problem = on_a_line([task(1), task(2, LATE)], minutes_apart=30, vehicles=[van(closes=time(12))])
    found = solve(problem, 0.2)
    assert [one.place_ids for one in found.trips] == [(1,)]


def test_a_pinned_place_stays_on_its_van_and_day_whatever_it_costs():
    vans = [van(1), van(2)]
    tasks = [task(number, days=(TUESDAY, THURSDAY)) for number in (1, 2, 3)]
    problem = replace(on_a_line(tasks, vehicles=vans, days=(TUESDAY, THURSDAY)), pins={2: (2, THURSDAY)})
    found = solve(problem, 0.4)
    [kept] = [one for one in found.trips if 2 in one.place_ids]
    assert (kept.vehicle_id, kept.day) == (2, THURSDAY)
    assert found.unserved == ()
    assert solve(replace(problem, pins={2: (9, THURSDAY)}), 0.2).unserved == ()


def test_most_stops_of_a_trip_are_kept():
    found = solve(on_a_line([task(number) for number in range(1, 8)], max_stops=3), 0.4)
    assert max(len(one.place_ids) for one in found.trips) <= 3
    assert found.unserved == ()


def test_a_return_round_fills_the_van_as_a_delivery_empties_it():
    delivery = on_a_line([task(1, volume=60), task(2, volume=60)], vehicles=[van(1, 100)])
    back = solve(replace(delivery, purpose=Purpose.RETURN), 0.2)
    assert sorted(len(one.place_ids) for one in back.trips) == [1, 1]


def test_the_same_problem_gives_the_same_plan_and_more_seconds_a_better_one():
    problem = scattered(80, 7, [van(number, 5_000) for number in range(1, 5)], (TUESDAY, THURSDAY))
    glance, second, four = solve(problem, 0), solve(problem, 1), solve(problem, 4)
    assert four.cost <= second.cost < glance.cost
    small = scattered(10, 3)
    assert solve(small, 0.4).trips == solve(small, 0.4).trips


def test_progress_is_told_and_may_stop_the_search():
    told = []

    def tell(spent: float) -> bool:
        told.append(spent)
        return len(told) < 2

    found = solve(scattered(30), 30, tell)
    assert 0.5 <= told[0] < told[1] < 10
    assert found.trips
    assert solve(replace(scattered(3), tasks=()), 5).trips == ()


def test_so_many_steps_give_the_same_plan_however_long_they_take():
    problem = scattered(25)
    slow = solve(problem, 60, lambda _: True, steps=150)
    assert solve(problem, 60, steps=150).trips == slow.trips
