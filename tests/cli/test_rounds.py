"""``rounds plan`` and ``rounds show``, as the contract says them."""

from datetime import date

from campaign.rounds.checking import broken_rules
from campaign.rounds.keeping import problem_of
from campaign.rounds.model import Purpose
from campaign.rounds.views import current_plan
from tests.rounds.conftest import SHOPS, Told, told  # noqa: F401 - a fixture

NAMES = {name for name, *_ in SHOPS}


def test_a_plan_is_made_shown_and_has_the_keys_of_the_contract(answer, db, logistics, told: Told):  # noqa: F811
    made = answer("rounds", "plan", told.edition, "--seconds", 1)
    assert answer("rounds", "show", told.edition) == made
    assert set(made) == {"rounds", "km", "unserved"}
    assert {key for one in made["rounds"] for key in one} == {"vehicle", "trip", "km", "minutes", "stops"}
    stops = [stop for one in made["rounds"] for stop in one["stops"]]
    assert {key for stop in stops for key in stop} == {"place", "shop", "arrive"}
    assert {stop["place"] for stop in stops} == NAMES
    assert {stop["shop"] for stop in stops} == set(told.shops)
    assert all(len(stop["arrive"]) == 5 and stop["arrive"][2] == ":" for stop in stops)
    assert made["unserved"] == []
    assert {one["vehicle"] for one in made["rounds"]} == {"Kangoo"}
    assert abs(made["km"] - sum(one["km"] for one in made["rounds"])) < 0.01


def test_options_take_the_place_of_the_recorded_vehicles(answer, db, logistics, told: Told):  # noqa: F811
    made = answer("rounds", "plan", told.edition, "--vehicles", 2, "--capacity", 25, "--shift", 10.5,
                  "--seconds", 1)  # fmt: skip
    assert {one["vehicle"] for one in made["rounds"]} <= {"Véhicule 1", "Véhicule 2"}
    # A kit is twenty litres: one place a trip.
    assert all(len(one["stops"]) == 1 for one in made["rounds"])
    plan = current_plan(db, logistics, told.edition, Purpose.DELIVERY)
    assert {(one.vehicle.volume_litres, f"{one.vehicle.shift_to:%H:%M}") for one in plan.rounds} == {(25, "18:30")}
    assert broken_rules(problem_of(db, plan), plan.rounds, plan.unserved) == []


def test_what_is_not_served_is_said_for_people_too(run, told: Told):  # noqa: F811
    result = run("rounds", "plan", told.edition, "--capacity", 5, "--seconds", 1)
    assert result.exit_code == 0
    assert "Non servi : La Remise. Trop volumineux ou trop lourd" in result.stdout
    shown = run("rounds", "show", told.edition)
    assert shown.stdout == result.stdout


def test_nothing_to_show_or_to_plan_is_one_sentence(run, told: Told):  # noqa: F811
    for words, sentence in (
        (("show", told.edition), "Aucune tournée n’est calculée pour cette édition"),
        (("show", 99), "Cette édition n’existe pas"),
        (("plan", 99), "Cette édition n’existe pas"),
    ):
        result = run("rounds", *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr


def test_figures_out_of_reach_are_a_wrong_usage(run, told: Told):  # noqa: F811
    for option, value in (("--vehicles", 0), ("--capacity", "x"), ("--shift", 25), ("--seconds", 0)):
        result = run("rounds", "plan", told.edition, option, value)
        assert (result.exit_code, result.stdout) == (2, ""), option
        assert option in result.stderr
        assert "range" not in result.stderr


def test_days_of_rounds_are_those_chosen(answer, db, logistics, told: Told):  # noqa: F811
    answer("rounds", "plan", told.edition, "--seconds", 1)
    plan = current_plan(db, logistics, told.edition, Purpose.DELIVERY)
    assert {one.day for one in plan.rounds} <= {date(2026, 12, 15), date(2026, 12, 16)}
