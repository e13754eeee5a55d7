"""The rounds of the demonstration: two invented vans, two days, a plan found at once and adopted, its drivers."""

from collections.abc import Sequence
from datetime import date

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.rounds.actions import adopt_plan, name_driver, pin_stop
from campaign.rounds.fleet import add_vehicle, change_settings, usual_days
from campaign.rounds.model import Purpose
from campaign.rounds.planning import plan_now
from campaign.rounds.views import current_plan, planning_settings, vehicles

INVENTED = "Véhicule inventé pour la démonstration."
VANS = (
    {"name": "Fourgon", "volume_litres": "800", "payload_kg": "900", "shift_from": "8 h", "shift_to": "16 h",
     "note": f"Hayon à l’arrière. {INVENTED}"},
    {"name": "Camionnette", "volume_litres": "640", "payload_kg": "500", "shift_from": "8 h", "shift_to": "16 h",
     "note": f"Passe sous les porches du centre d’Angers. {INVENTED}"},
)  # fmt: skip
DRIVERS = {"Fourgon": "Yann Guérin", "Camionnette": "Odile Renou"}
# Steps, not seconds: the same rounds each time, however busy the machine. A third of a second on an idle one.
STEPS, SECONDS = 600, 20


def tell_rounds(db: Database, by: Actor, edition_id: int, days: Sequence[date] = ()) -> int:
    """Vans, settings, and the adopted plan of an edition whose stock, kits and slips are told; its number. ``by`` is
    the logistics, and the clock is the caller's. ``days`` are those of the rounds, the usual ones when left out."""
    known = {one.name for one in vehicles(db, by)}
    for van in VANS:
        if van["name"] not in known:
            add_vehicle(db, by, van, new_operation())
    chosen = tuple(days) or usual_days(edition_view(db, edition_id).days, Purpose.DELIVERY)
    before = planning_settings(db, by, edition_id, Purpose.DELIVERY)
    change_settings(db, by, edition_id, Purpose.DELIVERY, before.version, {"days": chosen}, new_operation())
    plan_now(db, by, edition_id, Purpose.DELIVERY, seconds=SECONDS, steps=STEPS, crow_flies_if_down=True)
    plan = current_plan(db, by, edition_id, Purpose.DELIVERY)
    adopt_plan(db, by, plan.id, plan.version, new_operation())
    for one in plan.rounds:
        name_driver(db, by, one.id, DRIVERS.get(one.vehicle.name, ""), new_operation())
    first = next((stop for one in plan.rounds for stop in one.stops), None)
    if first:
        pin_stop(db, by, first.id, pinned=True, operation=new_operation())
    return plan.id
