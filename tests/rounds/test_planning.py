"""A plan asked for: by the worker, with its progress, its versions, what it says and what it refuses."""

from datetime import date, time, timedelta

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import jobs
from campaign.base.errors import NotAllowed, Refused, RoutingUnavailable
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.partners import actions as partners
from campaign.partners.store import place_by_id
from campaign.rounds.checking import broken_rules
from campaign.rounds.fleet import archive_vehicle, change_settings, usual_days
from campaign.rounds.keeping import problem_of
from campaign.rounds.model import Purpose
from campaign.rounds.planning import (
    cancel_planning,
    plan_now,
    planning_job,
    plannings_under_way,
    start_plan,
)
from campaign.rounds.views import current_plan, plans
from campaign.stock import ledger, moving
from campaign.stock.model import Move, Reason, at_depot, at_partner
from tests.rounds.conftest import TUESDAY, WEDNESDAY
from tests.territory.test_roads import Server, server  # noqa: F401 - the routing service played there


def test_the_worker_makes_the_plan_and_says_what_it_holds(db, logistics, told):
    job_id = start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    assert [one.id for one in plannings_under_way(db, logistics, told.edition, Purpose.DELIVERY)] == [job_id]
    assert current_plan(db, logistics, told.edition, Purpose.DELIVERY) is None
    worker.run_once(db)
    done = planning_job(db, logistics, job_id)
    plan = current_plan(db, logistics, told.edition, Purpose.DELIVERY)
    assert (done.state, done.result) == ("done", {"plan": plan.id})
    assert done.message.startswith(f"{len(plan.rounds)}\u00a0tournée")
    assert plannings_under_way(db, logistics, told.edition, Purpose.DELIVERY) == []
    stops = {stop.place_id: (one.day, stop) for one in plan.rounds for stop in one.stops}
    assert set(stops) == set(told.shops)
    # Saumur opens on Wednesdays; each kit is ten packets of two litres and 1.5 kg.
    assert stops[told.shops[1]][0] == WEDNESDAY
    assert {(stop.volume_litres, stop.weight_kg) for _, stop in stops.values()} == {(20, 15)}
    assert plan.distances == "à vol d’oiseau × 1,3"
    assert plan.km == pytest.approx(sum(one.km for one in plan.rounds))
    assert broken_rules(problem_of(db, plan), plan.rounds, plan.unserved) == []


def test_unknown_hours_are_supposed_and_said(planned, told):
    plan = planned()
    assert plan.notes == ("Horaires inconnus, 9 h – 12 h et 14 h – 17 h supposés : La Remise.",)
    [stop] = [stop for one in plan.rounds for stop in one.stops if stop.place_id == told.shops[2]]
    assert time(9) <= stop.arrive < stop.depart <= time(12) or time(14) <= stop.arrive < stop.depart <= time(17)


def test_rounds_are_named_after_where_they_go(planned):
    plan = planned()
    assert [one.number for one in plan.rounds] == [f"T{number}" for number in range(1, len(plan.rounds) + 1)]
    assert all(one.name.startswith(f"{one.number} ") for one in plan.rounds)


def test_a_shop_closed_on_the_days_chosen_is_named(db, logistics, told, planned):
    change_settings(db, logistics, told.edition, Purpose.DELIVERY, 1, {"days": [TUESDAY]}, new_operation())
    [left] = planned().unserved
    assert (left.place_id, left.name) == (told.shops[1], "Le Comptoir du réemploi")
    assert left.reason.startswith("Fermée le mardi 15\u00a0décembre") or left.reason.startswith(
        "Fermée le mardi 15 déc"
    )


def test_exceptions_of_the_delivery_day_and_appointments_are_obeyed(db, logistics, officer, told, planned):
    for index, hours in ((0, "mar.-sam. 10 h – 12 h ; fermé le 15 décembre 2026"), (3, "sur rendez-vous")):
        place = place_by_id(db, told.shops[index])
        partners.change_place(db, officer, place.id, place.version, {"opening_hours_text": hours}, new_operation())
    plan = planned()
    stops = {stop.place_id: (one.day, stop) for one in plan.rounds for stop in one.stops}
    assert stops[told.shops[0]][0] == WEDNESDAY
    assert plan.notes == (
        "Horaires inconnus, 9 h – 12 h et 14 h – 17 h supposés : La Remise et Le Grenier des Mauges.",
    )


def test_a_shop_without_a_point_is_named(db, told, planned):
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL WHERE id = ?", [told.shops[0]])
    db.conn.commit()
    [left] = planned().unserved
    assert (left.place_id, left.reason) == (told.shops[0], "Pas de point sur la carte : complétez sa fiche.")


def test_a_former_plan_is_kept_when_a_new_one_is_made(db, logistics, told, planned):
    first, second = planned(), planned()
    assert [one.id for one in plans(db, logistics, told.edition, Purpose.DELIVERY)] == [second.id, first.id]
    assert current_plan(db, logistics, told.edition, Purpose.DELIVERY).id == second.id
    assert [len(one.rounds) for one in (first, second)] == [len(first.rounds)] * 2


def test_a_double_click_asks_once_and_a_cancelled_plan_is_not_made(db, logistics, told):
    operation = new_operation()
    first = start_plan(db, logistics, told.edition, Purpose.DELIVERY, operation)
    assert start_plan(db, logistics, told.edition, Purpose.DELIVERY, operation) == first
    cancel_planning(db, logistics, first, new_operation())
    worker.run_once(db)
    assert current_plan(db, logistics, told.edition, Purpose.DELIVERY) is None


def test_a_plan_cancelled_while_it_is_made_is_not_kept(db, logistics, told):
    job_id = start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    leased = jobs.lease_next(db)
    jobs.cancel(db, job_id)
    worker.HANDLERS[leased.kind](db, leased)
    assert current_plan(db, logistics, told.edition, Purpose.DELIVERY) is None
    assert jobs.job(db, job_id).state == "cancelled"


def test_a_return_brings_back_what_partners_hold_and_must_give_back(db, logistics, told, planned):
    with pytest.raises(Refused, match="Rien à reprendre"):
        start_plan(db, logistics, told.edition, Purpose.RETURN, new_operation())
    place = at_partner(told.edition, told.shops[3])
    moving.receive(db, logistics, told.wheel, told.depot, 5, "", new_operation())
    ledger.post(db, logistics, [Move(told.wheel, at_depot(told.depot), place, 3, Reason.DELIVERY)], "essai-0002")
    plan = planned(Purpose.RETURN)
    [stop] = [stop for one in plan.rounds for stop in one.stops]
    assert (stop.place_id, stop.volume_litres, stop.weight_kg) == (told.shops[3], 90, 12)
    assert plan.rounds[0].day > date(2027, 1, 2)


def test_what_a_plan_needs_is_asked_before_the_worker_is(db, logistics, told, edition):
    with pytest.raises(Refused, match="Rien à livrer"):
        start_plan(db, logistics, edition(90), Purpose.DELIVERY, new_operation())
    archive_vehicle(db, logistics, told.vehicle, new_operation())
    with pytest.raises(Refused, match="Ajoutez un véhicule"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    db.conn.execute("UPDATE stock_depots SET latitude = NULL, longitude = NULL")
    db.conn.commit()
    with pytest.raises(Refused, match="Placez « Hangar » sur la carte"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    db.conn.execute("UPDATE stock_depots SET main = 0")
    db.conn.commit()
    with pytest.raises(Refused, match="lieu de stockage principal"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())


def test_others_than_logistics_do_not_plan(db, told, communication, reader):
    for agent in (communication, reader):
        with pytest.raises(NotAllowed):
            start_plan(db, agent, told.edition, Purpose.DELIVERY, new_operation())


@pytest.fixture
def routed(server, monkeypatch) -> Server:  # noqa: F811 - the fixture imported above
    monkeypatch.setenv("CAMPAIGN_ROUTING_URL", server.national)
    settings.cache_clear()
    monkeypatch.setattr("campaign.territory.routing.PAUSE_BETWEEN_TRIES_S", 0.01)
    return server


def test_distances_of_a_service_are_said_and_asked_once(db, routed, planned):
    plan = planned()
    assert plan.distances == "itinéraires de la Géoplateforme (IGN)"
    asked = len(routed.asked)
    assert asked == 5 * 4
    planned()
    assert len(routed.asked) == asked


def test_a_service_that_is_down_stops_the_plan_unless_the_crow_s_way_was_accepted(db, logistics, told, routed, planned):
    routed.trouble = [(500, "")] * 3
    job_id = start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    worker.run_once(db)
    assert jobs.job(db, job_id).state == "failed"
    assert jobs.job(db, job_id).message == RoutingUnavailable.default
    assert current_plan(db, SYSTEM, told.edition, Purpose.DELIVERY) is None
    routed.trouble = [(500, "")] * 3
    plan = planned(crow_flies_if_down=True)
    assert plan.distances == "à vol d’oiseau × 1,3, le service d’itinéraire n’a pas répondu"


def test_a_plan_may_be_made_at_once(db, logistics, told):
    plan_id = plan_now(db, logistics, told.edition, seconds=1)
    assert current_plan(db, logistics, told.edition, Purpose.DELIVERY).id == plan_id


def test_usual_days_are_working_days_around_the_event():
    # The event is on Wednesday 30 December and Saturday 2 January; the 25th and the 1st are holidays.
    days = [date(2026, 12, 30), date(2027, 1, 2)]
    assert usual_days(days, Purpose.DELIVERY) == (date(2026, 12, 22), date(2026, 12, 23))
    assert usual_days(days, Purpose.RETURN) == (date(2027, 1, 4), date(2027, 1, 5))
    assert usual_days([date(2027, 1, 8)], Purpose.DELIVERY) == (date(2026, 12, 30), date(2026, 12, 31))
    assert all(day + timedelta(6) < days[0] for day in usual_days(days, Purpose.DELIVERY))


def test_an_archived_place_no_longer_appears_in_kits_nor_rounds(db, officer, told, planned):
    partners.archive_place(db, officer, told.shops[0], new_operation())
    plan = planned()
    assert told.shops[0] not in {stop.place_id for one in plan.rounds for stop in one.stops}
