"""An edition of December 2026 with a hangar in Angers, four shops that get flyers, and a van."""

from dataclasses import dataclass
from datetime import date

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import jobs
from campaign.base.operations import new_operation
from campaign.kits.actions import add_model
from campaign.rounds.actions import adopt_plan
from campaign.rounds.fleet import add_vehicle, change_settings
from campaign.rounds.model import Plan, Purpose
from campaign.rounds.planning import start_plan
from campaign.rounds.views import current_plan
from campaign.stock import items, moving

TUESDAY, WEDNESDAY = date(2026, 12, 15), date(2026, 12, 16)
SHOPS = (
    ("La Malle à Félicie", "49100", "Angers", "mar.-sam. 10 h – 12 h et 14 h – 18 h"),
    ("Le Comptoir du réemploi", "49400", "Saumur", "mer. et sam. 10 h – 18 h"),
    ("La Remise", "49300", "Cholet", ""),
    ("Le Grenier des Mauges", "49600", "Beaupréau-en-Mauges", "mar.-ven. 9 h – 17 h"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the fixture ``told`` makes; ``shops`` are place ids, in the order of SHOPS."""

    edition: int
    shops: list[int]
    vehicle: int
    depot: int
    wheel: int


@pytest.fixture
def told(db, officer, logistics, in_2026, edition, shop, answered) -> Told:
    edition_id = edition(58)
    shops = [
        shop(name, postcode=postcode, commune=commune, opening_hours_text=hours)
        for name, postcode, commune, hours in SHOPS
    ]
    for place_id in shops:
        answered(edition_id, place_id)
    depot = items.add_depot(
        db, logistics, {"name": "Hangar", "address": "2 rue du Hangar, Angers", "latitude": "47,47",
                        "longitude": "-0,55"}, new_operation(),
    )  # fmt: skip
    flyers = items.add_item(
        db, logistics, {"code": "FLY-A5", "name": "Flyers A5", "kind": "consumable", "family": "papers",
                        "volume_litres": "2", "weight_kg": "1,5"}, new_operation(),
    )  # fmt: skip
    wheel = items.add_item(
        db, logistics, {"code": "FLE", "name": "Panneaux", "kind": "counted", "family": "signage",
                        "volume_litres": "30", "weight_kg": "4"}, new_operation(),
    )  # fmt: skip
    moving.receive(db, logistics, flyers, depot, 100, "", new_operation())
    lines = [{"item_id": flyers, "rule": "fixed", "small": 5, "medium": 10, "large": 10, "need": ""}]
    add_model(db, logistics, {"name": "Boutique", "kind": "shop"}, lines, new_operation())
    vehicle = add_vehicle(db, logistics, {"name": "Kangoo", "volume_litres": "3000", "payload_kg": "600"},
                          new_operation())  # fmt: skip
    chosen = {"days": [TUESDAY, WEDNESDAY], "seconds": 1}
    change_settings(db, logistics, edition_id, Purpose.DELIVERY, 0, chosen, new_operation())
    change_settings(db, logistics, edition_id, Purpose.RETURN, 0, {"seconds": 1}, new_operation())
    return Told(edition_id, shops, vehicle, depot, wheel)


@pytest.fixture
def planned(db, logistics, told):
    """Asks for a plan and has the worker make it: () -> Plan."""

    def plan(purpose: Purpose = Purpose.DELIVERY, **options) -> Plan:
        job_id = start_plan(db, logistics, told.edition, purpose, new_operation(), **options)
        worker.run_once(db)
        made = jobs.job(db, job_id)
        assert made.state == "done", made.message
        return current_plan(db, SYSTEM, told.edition, purpose)

    return plan


@pytest.fixture
def adopted(db, logistics, planned) -> Plan:
    """A plan that is driven."""
    plan = planned()
    adopt_plan(db, logistics, plan.id, plan.version, new_operation())
    return current_plan(db, SYSTEM, plan.edition_id, plan.purpose)
