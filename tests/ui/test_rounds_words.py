"""The words of « Tournées »: distances, durations, what a change costs, the one button of the page."""

from datetime import date, datetime, time

import pytest

from campaign.base.clock import PARIS
from campaign.rounds.model import Change, Plan, Purpose, Round, Stop, Vehicle
from campaign.ui.rounds_again import is_driven
from campaign.ui.rounds_words import (
    change_words,
    day_words,
    duration_words,
    km_words,
    primary_verb,
    state_words,
    vehicle_words,
    when_words,
)

VAN = Vehicle(1, "Fourgon", 1400, 900, time(8), time(17, 30))
STOP = Stop(1, 1, 1, 7, time(9), time(9, 12), pinned=False, volume_litres=1, weight_kg=1)
MADE = datetime(2013, 10, 20, 9, tzinfo=PARIS)


def a_round(leaves: time, back: time, stops: tuple[Stop, ...] = (STOP,)) -> Round:
    return Round(1, 1, "T1", "T1 Saumur", date(2013, 10, 25), VAN, 1, leaves, back, 138.2, 245, "", stops)


def a_plan(plan_id: int = 1, *, adopted: bool = False, again: bool = False, rounds: tuple[Round, ...] = ()) -> Plan:
    at = MADE if adopted else None
    return Plan(plan_id, 1, Purpose.DELIVERY, rounds, (), 138.2, MADE, "", (), at, again)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_tenths_of_a_kilometre_are_told_below_ten_only():
    assert [spaced(km_words(km)) for km in (138.2, 9.44, 0)] == ["138 km", "9,4 km", "0 km"]


def test_durations_are_hours_then_minutes():
    assert [spaced(duration_words(minutes)) for minutes in (245, 60, 35)] == ["4 h 05", "1 h 00", "35 min"]


def test_a_change_says_more_less_or_the_same():
    assert spaced(change_words(Change(100, 112, 200, 192))) == "12 km de plus, 8 min de moins"
    assert change_words(Change(100, 100, 200, 200)) == "même distance, même durée"


@pytest.mark.parametrize(
    ("leaves", "back", "half"), [((8,), (12,), "matin"), ((12,), (16,), "après-midi"), ((9,), (15,), "journée")]
)  # fmt: skip
def test_a_round_is_of_the_morning_the_afternoon_or_the_day(leaves, back, half):
    assert when_words(a_round(time(*leaves), time(*back))) == f"vendredi 25 octobre, {half}"


def test_a_vehicle_and_a_day_fit_on_a_line():
    assert spaced(vehicle_words(VAN)) == "1 400 litres, 900 kg, de 8 h à 17 h 30"
    assert spaced(day_words(date(2013, 11, 13))) == "mer. 13 nov."


def test_the_state_counts_rounds_that_go_somewhere():
    plan = a_plan(rounds=(a_round(time(8), time(12)), a_round(time(8), time(8), ())))
    said = spaced(state_words("Novembre 2013", Purpose.DELIVERY, plan))
    assert said == "Novembre 2013 : 1 tournée à partir du vendredi 25 octobre ; aucun lieu oublié."
    assert "reprise" in state_words("Novembre 2013", Purpose.RETURN, None)


def test_the_one_button_follows_the_work():
    usual = {"writes": True, "current": True, "driven": False, "ready": True}
    assert primary_verb("tournees", None, **usual)[0] == "Calculer les tournées"
    assert primary_verb("tournees", None, **{**usual, "ready": False})[0] == ""
    assert primary_verb("tournees", a_plan(), **usual)[0] == "Adopter ce plan"
    assert primary_verb("tournees", a_plan(adopted=True), **{**usual, "driven": True})[0] == "Bons et feuilles"
    assert primary_verb("tournees", a_plan(), **{**usual, "current": False})[0] == ""
    assert primary_verb("reglages", None, **usual)[0] == "Ajouter un véhicule"
    assert primary_verb("reglages", None, **{**usual, "writes": False})[0] == ""


def test_drivers_have_the_adopted_plan_and_the_second_passages_adopted_since():
    whole = a_plan(2, adopted=True)
    assert is_driven(whole, whole)
    assert is_driven(a_plan(3, adopted=True, again=True), whole)
    assert not is_driven(a_plan(3, again=True), whole)
    assert not is_driven(a_plan(1, adopted=True, again=True), whole)
    assert not is_driven(a_plan(1, adopted=True), whole)
    assert not is_driven(None, whole)
