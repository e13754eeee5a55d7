"""A plan in somebody's hands: pinned, moved, left out, taken back, adopted; and a round that has left."""

from datetime import time

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.retention import purge
from campaign.base.errors import Conflict, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.rounds.actions import (
    NEXT_TIME,
    adopt_plan,
    exclude_stop,
    include_stop,
    move_stop,
    name_driver,
    note_started,
    pin_stop,
)
from campaign.rounds.checking import broken_rules
from campaign.rounds.fleet import add_vehicle, change_settings, change_vehicle
from campaign.rounds.keeping import problem_of
from campaign.rounds.model import Plan, Purpose
from campaign.rounds.planning import start_plan
from campaign.rounds.preparing import EXCLUDED
from campaign.rounds.views import (
    adopted_plan,
    current_plan,
    loading_order,
    preview_exclude,
    preview_move,
    round_of,
    round_of_place,
    round_plan,
)
from tests.rounds.conftest import TUESDAY, WEDNESDAY


@pytest.fixture
def one_day(db, logistics, told, planned) -> Plan:
    """The four shops on one Wednesday, by one van."""
    change_settings(db, logistics, told.edition, Purpose.DELIVERY, 1, {"days": [WEDNESDAY]}, new_operation())
    return planned()


def now(db, logistics, plan: Plan) -> Plan:
    return current_plan(db, logistics, plan.edition_id, plan.purpose)


def test_a_stop_moved_to_another_place_of_its_round_costs_what_was_previewed(db, logistics, one_day):
    [one] = one_day.rounds
    tried = [preview_move(db, logistics, one.stops[0].id, one.id, position) for position in (1, 2, 3, 4)]
    assert (tried[0].km, tried[0].minutes) == (0, 0)
    position, foreseen = next((at, one) for at, one in enumerate(tried, start=1) if at > 1 and not one.broken)
    assert now(db, logistics, one_day).rounds == one_day.rounds
    done = move_stop(db, logistics, one.stops[0].id, one.id, position, one_day.version, new_operation())
    assert done == foreseen
    after = now(db, logistics, one_day)
    assert after.version == one_day.version + 1
    assert after.rounds[0].stops[position - 1].id == one.stops[0].id
    assert after.km == pytest.approx(done.km_after)
    assert (done.km_before, done.minutes_before) == (one_day.km, one_day.minutes)
    assert broken_rules(problem_of(db, after), after.rounds, after.unserved) == []


def test_a_move_that_breaks_a_rule_is_refused_with_it_and_writes_nothing(db, logistics, told, one_day, planned):
    # A day that ends five minutes after the best round is back leaves no time for a longer one.
    back = one_day.rounds[0].back
    ends = time(*divmod(back.hour * 60 + back.minute + 5, 60))
    change_vehicle(db, logistics, told.vehicle, 1, {"shift_to": ends}, new_operation())
    plan = planned()
    [one] = plan.rounds
    tried = {
        (stop.id, position): preview_move(db, logistics, stop.id, one.id, position)
        for stop in one.stops
        for position in range(1, 5)
    }
    (stop_id, position), change = next(item for item in tried.items() if item[1].broken)
    with pytest.raises(Refused, match="T1 ") as refused:
        move_stop(db, logistics, stop_id, one.id, position, plan.version, new_operation())
    assert change.broken[0] in refused.value.message
    assert now(db, logistics, plan) == plan


def test_a_stop_may_go_to_another_round_which_keeps_its_name(db, logistics, told, planned):
    change_settings(db, logistics, told.edition, Purpose.DELIVERY, 1, {"days": [WEDNESDAY], "max_stops": 3},
                    new_operation())  # fmt: skip
    add_vehicle(db, logistics, {"name": "Trafic", "volume_litres": 2000, "payload_kg": 800}, new_operation())
    plan = planned()
    assert len(plan.rounds) == 2
    ways = [(stop, other) for one in plan.rounds for stop in one.stops for other in plan.rounds if other.id != one.id]
    stop, other = next(
        (stop, other) for stop, other in ways if not preview_move(db, logistics, stop.id, other.id, 1).broken
    )
    move_stop(db, logistics, stop.id, other.id, 1, plan.version, new_operation())
    after = round_of(db, logistics, other.id)
    assert (after.stops[0].id, after.name) == (stop.id, other.name)
    assert [one.position for one in after.stops] == list(range(1, len(other.stops) + 2))
    assert stop.id not in {one.id for one in round_of(db, logistics, stop.round_id).stops}


def test_a_stop_left_out_saves_its_way_and_comes_back_where_it_costs_least(db, logistics, told, one_day):
    [one] = one_day.rounds
    gone = one.stops[-1]
    foreseen = preview_exclude(db, logistics, gone.id)
    operation = new_operation()
    saved = exclude_stop(db, logistics, gone.id, one_day.version, operation)
    assert saved == foreseen
    assert exclude_stop(db, logistics, gone.id, one_day.version, operation) == saved
    assert saved.km < 0
    without = now(db, logistics, one_day)
    assert [(left.place_id, left.reason) for left in without.unserved] == [(gone.place_id, EXCLUDED)]
    assert gone.place_id not in {stop.place_id for stop in without.rounds[0].stops}
    cost = include_stop(db, logistics, one_day.id, gone.place_id, new_operation())
    back = now(db, logistics, one_day)
    assert back.unserved == ()
    assert cost.km == pytest.approx(-saved.km)
    assert broken_rules(problem_of(db, back), back.rounds, back.unserved) == []
    with pytest.raises(Refused, match="déjà servi"):
        include_stop(db, logistics, one_day.id, gone.place_id, new_operation())


def test_a_place_left_out_stays_out_of_the_next_plan_until_it_is_taken_back(db, logistics, told, one_day, planned):
    gone = one_day.rounds[0].stops[0]
    exclude_stop(db, logistics, gone.id, one_day.version, new_operation())
    again = planned()
    assert [(left.place_id, left.reason) for left in again.unserved] == [(gone.place_id, EXCLUDED)]
    # It was not part of what this plan was made from: it waits for the next one.
    change = include_stop(db, logistics, again.id, gone.place_id, new_operation())
    assert change.km == 0
    assert now(db, logistics, again).unserved[0].reason == NEXT_TIME
    assert planned().unserved == ()


def test_a_place_left_out_for_a_reason_that_holds_is_not_put_in_by_hand(db, logistics, told, planned):
    change_settings(db, logistics, told.edition, Purpose.DELIVERY, 1, {"days": [TUESDAY]}, new_operation())
    plan = planned()
    with pytest.raises(Refused, match=r"Le Comptoir du réemploi ne trouve place dans aucune tournée.*Fermée le mardi"):
        include_stop(db, logistics, plan.id, told.shops[1], new_operation())


def test_a_pinned_stop_stays_on_its_van_and_day_in_the_next_plan(db, logistics, told, planned):
    plan = planned()
    one, stop = next((one, stop) for one in plan.rounds for stop in one.stops)
    pin_stop(db, logistics, stop.id, True, new_operation())
    add_vehicle(db, logistics, {"name": "Aaa", "volume_litres": 9000, "payload_kg": 800}, new_operation())
    again = planned()
    kept, same = next((r, s) for r in again.rounds for s in r.stops if s.place_id == stop.place_id)
    assert (kept.vehicle.id, kept.day, same.pinned) == (one.vehicle.id, one.day, True)
    pin_stop(db, logistics, same.id, False, new_operation())
    assert not any(s.pinned for r in now(db, logistics, again).rounds for s in r.stops)


def test_somebody_else_s_change_is_not_overwritten(db, logistics, officer, one_day):
    stop = one_day.rounds[0].stops[0]
    exclude_stop(db, officer, stop.id, one_day.version, new_operation())
    with pytest.raises(Conflict, match="Modifié par Alex Officer"):
        move_stop(db, logistics, one_day.rounds[0].stops[1].id, one_day.rounds[0].id, 1, one_day.version,
                  new_operation())  # fmt: skip


def test_a_plan_that_is_no_longer_the_current_one_does_not_change(db, logistics, planned):
    former = planned()
    planned()
    with pytest.raises(Refused, match="Un plan plus récent"):
        pin_stop(db, logistics, former.rounds[0].stops[0].id, True, new_operation())
    with pytest.raises(Refused, match="Un plan plus récent"):
        adopt_plan(db, logistics, former.id, former.version, new_operation())


def test_a_place_knows_its_round_once_the_plan_is_adopted(db, logistics, told, planned):
    plan = planned()
    assert round_of_place(db, logistics, told.edition, told.shops[0], Purpose.DELIVERY) is None
    operation = new_operation()
    adopt_plan(db, logistics, plan.id, plan.version, operation)
    adopt_plan(db, logistics, plan.id, plan.version, operation)
    one, stop = round_of_place(db, logistics, told.edition, told.shops[0], Purpose.DELIVERY)
    assert stop.place_id == told.shops[0]
    assert round_plan(db, logistics, one.id).adopted_at is not None
    # A plan calculated afterwards is a draft: shops are still told of the adopted one.
    draft = planned()
    assert adopted_plan(db, logistics, told.edition, Purpose.DELIVERY).id == plan.id != draft.id
    assert round_of_place(db, logistics, told.edition, told.shops[0], Purpose.DELIVERY)[0].plan_id == plan.id


def test_an_adopted_plan_is_checked_once_more(db, logistics, planned):
    plan = planned()
    db.conn.execute("UPDATE round_stops SET arrive = '05:00' WHERE id = ?", [plan.rounds[0].stops[0].id])
    db.conn.commit()
    with pytest.raises(Refused, match="serait servie de"):
        adopt_plan(db, logistics, plan.id, plan.version, new_operation())


def test_a_driver_is_named(db, logistics, planned):
    one = planned().rounds[0]
    name_driver(db, logistics, one.id, "  Yann  Le Goff ", new_operation())
    assert round_of(db, logistics, one.id).driver == "Yann Le Goff"
    assert purge(db, SYSTEM)["round_drivers"] == 0
    db.conn.execute("UPDATE rounds SET day = '2025-10-01'")
    db.conn.commit()
    assert purge(db, SYSTEM)["round_drivers"] == 1
    assert round_of(db, logistics, one.id).driver == ""


def test_a_name_typed_by_mistake_is_taken_away(db, logistics, planned):
    one = planned().rounds[0]
    name_driver(db, logistics, one.id, "Yann", new_operation())
    name_driver(db, logistics, one.id, "", new_operation())
    assert round_of(db, logistics, one.id).driver == ""


def test_a_round_that_has_left_no_longer_changes_nor_its_plan(db, logistics, told, adopted, planned):
    one = adopted.rounds[0]
    note_started(db, Actor(Role.DRIVER, 1), one.id)
    started = round_of(db, logistics, one.id).started_at
    note_started(db, logistics, one.id)
    assert round_of(db, logistics, one.id).started_at == started
    with pytest.raises(Refused, match=f"{one.name} est déjà partie"):
        exclude_stop(db, logistics, one.stops[0].id, adopted.version, new_operation())
    with pytest.raises(Refused, match=f"{one.name} est déjà partie"):
        preview_move(db, logistics, one.stops[0].id, adopted.rounds[-1].id, 9) if len(adopted.rounds) > 1 else (
            preview_exclude(db, logistics, one.stops[0].id)
        )
    with pytest.raises(Refused, match="ce plan ne se remplace plus"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())


def test_the_van_is_loaded_from_the_last_stop_to_the_first(db, logistics, one_day):
    [one] = one_day.rounds
    assert [stop.position for stop in loading_order(db, logistics, one.id)] == [4, 3, 2, 1]


def test_unknown_stops_rounds_and_roles_are_refused(db, logistics, communication, one_day):
    stop = one_day.rounds[0].stops[0]
    with pytest.raises(NotFound):
        move_stop(db, logistics, 999, one_day.rounds[0].id, 1, one_day.version, new_operation())
    with pytest.raises(NotFound):
        preview_move(db, logistics, stop.id, 999, 1)
    with pytest.raises(NotAllowed):
        move_stop(db, communication, stop.id, one_day.rounds[0].id, 1, one_day.version, new_operation())
