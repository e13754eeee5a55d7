"""Hours of a round whose order is known, computed by hand here."""

from datetime import time

from campaign.rounds.model import Trip, Window, why_never_served
from campaign.rounds.timing import name_of, timed
from tests.rounds.problems import DAY, LUNCH, THURSDAY, TUESDAY, on_a_line, task, van


def hours(one) -> list[str]:
    return [f"{stop.arrive:%H:%M}-{stop.depart:%H:%M}" for stop in one.stops]


def test_a_van_leaves_late_enough_not_to_wait_before_a_closed_door():
    problem = on_a_line([task(1), task(2), task(3)])
    [one] = timed(problem, [Trip(1, TUESDAY, 1, (1, 2, 3))])
    # The first door opens at 9: ten minutes of road, then ten of service and ten of road each time, thirty to go home.
    assert hours(one) == ["09:00-09:10", "09:20-09:30", "09:40-09:50"]
    assert (one.leaves, one.back) == (time(8, 50), time(10, 20))
    assert (one.minutes, one.km) == (90, 60.0)


def test_a_lunch_break_is_waited_out():
    problem = on_a_line([task(1, LUNCH), task(2, LUNCH)], minutes_apart=10, vehicles=[van(opens=time(11, 30))])
    [one] = timed(problem, [Trip(1, TUESDAY, 1, (1, 2))])
    # The second would be reached at 12: it opens again at 14. The first is served as late as it takes (11 h 50).
    assert hours(one) == ["11:50-12:00", "14:00-14:10"]
    assert one.leaves == time(11, 40)


def test_ways_are_rounded_up_to_the_minute():
    problem = on_a_line([task(1)])
    legs = problem.legs
    longer = type(legs)(legs.metres, ((0, 601), (601, 0)), "essai")
    [one] = timed(type(problem)(problem.purpose, "Hangar", problem.vehicles, problem.tasks, problem.settings, longer),
                  [Trip(1, TUESDAY, 1, (1,))])  # fmt: skip
    assert (one.leaves, one.back) == (time(8, 49), time(9, 21))


def test_a_second_trip_waits_for_the_first_and_for_loading():
    early = (Window(8 * 60, 18 * 60),)
    problem = on_a_line([task(1, early), task(2, early)])
    first, second = timed(problem, [Trip(1, TUESDAY, 2, (2,)), Trip(1, TUESDAY, 1, (1,))])
    assert (first.trip, hours(first), first.back) == (1, ["08:10-08:20"], time(8, 30))
    assert (second.trip, second.leaves, hours(second)) == (2, time(8, 50), ["09:10-09:20"])
    assert (first.number, second.number) == ("T1", "T2")


def test_an_emptied_round_goes_nowhere():
    [one] = timed(on_a_line([task(1)]), [Trip(1, TUESDAY, 1, ())])
    assert (one.stops, one.km, one.minutes) == ((), 0, 0)


def test_a_round_is_named_after_its_commune_or_the_territory_most_served():
    angers = task(1, commune="Angers", territory="Angers Loire Métropole")
    trelaze = task(2, commune="Trélazé", territory="Angers Loire Métropole")
    saumur = task(3, commune="Saumur", territory="Saumur Val de Loire")
    assert name_of(1, [angers, angers]) == ("T1", "T1 Angers")
    assert name_of(2, [saumur, angers, trelaze]) == ("T2", "T2 Angers Loire Métropole")
    assert name_of(3, [task(4, commune="")]) == ("T3", "T3")


def test_what_can_never_be_served_says_why():
    shut, big = task(1, days=(THURSDAY,)), task(2, volume=9_000)
    far, fine = task(3, (Window(8 * 60, 8 * 60 + 30),)), task(4, DAY)
    problem = on_a_line([shut, big, far, fine])
    assert why_never_served(problem, shut).startswith("Fermée le mardi 3 novembre")
    assert why_never_served(problem, big).startswith("Trop volumineux ou trop lourd")
    assert why_never_served(problem, far).startswith("Aucun véhicule ne peut y être pendant ses heures")
    assert why_never_served(problem, fine) is None
