"""A second passage for who was absent adds to the rounds that are driven; it replaces none."""

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import jobs
from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.rounds.actions import adopt_plan, note_started
from campaign.rounds.links import driver_address, open_round
from campaign.rounds.model import Purpose
from campaign.rounds.planning import start_plan
from campaign.rounds.views import adopted_plan, current_plan, round_of_place


@pytest.fixture
def again(db, logistics, told):
    """Plans a second passage for places and adopts it: (place ids) -> Plan."""

    def plan(place_ids):
        job_id = start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation(), again=place_ids)
        worker.run_once(db)
        assert jobs.job(db, job_id).state == "done", jobs.job(db, job_id).message
        made = current_plan(db, SYSTEM, told.edition, Purpose.DELIVERY)
        adopt_plan(db, logistics, made.id, made.version, new_operation())
        return current_plan(db, SYSTEM, told.edition, Purpose.DELIVERY)

    return plan


def token(db, logistics, round_id):
    return driver_address(db, logistics, round_id).rpartition("/")[2]


def test_who_was_absent_gets_a_round_more_and_the_others_keep_their_links(db, logistics, told, adopted, again):
    for one in adopted.rounds:
        note_started(db, logistics, one.id)
    with pytest.raises(Refused, match="est déjà partie"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation())
    plan = again([told.shops[1]])
    assert [[stop.place_id for stop in one.stops] for one in plan.rounds] == [[told.shops[1]]]
    assert plan.rounds[0].number == f"T{len(adopted.rounds) + 1}"
    assert adopted_plan(db, SYSTEM, told.edition, Purpose.DELIVERY).id == adopted.id
    for round_id in (adopted.rounds[0].id, plan.rounds[0].id):
        assert open_round(db, token(db, logistics, round_id)).round_id == round_id


def test_the_second_passage_is_the_one_a_place_waits_for(db, logistics, told, adopted, again):
    plan = again([told.shops[1]])
    first, second = (
        round_of_place(db, SYSTEM, told.edition, place_id, Purpose.DELIVERY)[0] for place_id in told.shops[:2]
    )
    assert (first.plan_id, second.plan_id) == (adopted.id, plan.id)


def test_there_is_no_second_passage_before_a_first(db, logistics, told):
    with pytest.raises(Refused, match="adoptez d’abord un plan"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation(), again=told.shops[:1])


def test_a_place_with_nothing_to_carry_makes_no_round(db, logistics, told, adopted):
    with pytest.raises(Refused, match="Rien à livrer"):
        start_plan(db, logistics, told.edition, Purpose.DELIVERY, new_operation(), again=[999])
