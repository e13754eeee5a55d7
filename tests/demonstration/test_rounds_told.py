"""The rounds of the demonstration: an adopted plan of two vans, each round with its driver and its link."""

from campaign.accounts.model import SYSTEM
from campaign.demonstration.rounds_told import DRIVERS
from campaign.editions.views import editions
from campaign.kits.views import needs
from campaign.rounds.links import round_link
from campaign.rounds.model import Purpose
from campaign.rounds.views import adopted_plan


def test_every_recipient_is_served_once_by_the_adopted_plan(filled):
    edition = editions(filled, SYSTEM)[-1]
    plan = adopted_plan(filled, SYSTEM, edition.id, Purpose.DELIVERY)
    served = [stop.place_id for one in plan.rounds for stop in one.stops]
    left = [one.place_id for one in plan.unserved]
    assert sorted([*served, *left]) == sorted(one.place.id for one in needs(filled, SYSTEM, edition.id))
    assert len(served) > 10


def test_each_round_has_its_driver_its_link_and_a_day_before_the_event(filled):
    edition = editions(filled, SYSTEM)[-1]
    plan = adopted_plan(filled, SYSTEM, edition.id, Purpose.DELIVERY)
    for one in plan.rounds:
        assert one.driver == DRIVERS[one.vehicle.name]
        assert round_link(filled, SYSTEM, one.id)
        assert one.day < edition.first_day
    assert any(stop.pinned for one in plan.rounds for stop in one.stops)
