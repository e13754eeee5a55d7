"""Vehicles, settings, plans and rounds, as screens, drivers and later rooms read them."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.editions.views import edition as edition_view
from campaign.rounds.changing import leave_out, move
from campaign.rounds.fleet import usual_days
from campaign.rounds.keeping import driven_plan_ids, latest_plan_id, plan_by_id, plan_of_stop, problem_of, round_by_id
from campaign.rounds.model import Change, Plan, Purpose, Round, Settings, Stop, Vehicle
from campaign.rounds.store import all_vehicles, settings_of, vehicle_by_id


@guarded
def vehicles(db: Database, by: Actor, archived: bool = False) -> list[Vehicle]:
    """Vehicles in use by name, or archived ones."""
    return all_vehicles(db, archived=archived)


@guarded
def vehicle(db: Database, by: Actor, vehicle_id: int) -> Vehicle:
    """One vehicle.

    Raises:
        NotFound.
    """
    return vehicle_by_id(db, vehicle_id)


@guarded
def planning_settings(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> Settings:
    """How the rounds of an edition are planned: as chosen, else the usual figures and days (``version`` 0).

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    return settings_of(db, edition_id, purpose) or Settings(usual_days(edition.days, purpose))


@guarded
def current_plan(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> Plan | None:
    """The latest plan, adopted or not, second passages included; None before any."""
    plan_id = latest_plan_id(db, edition_id, purpose, again=None)
    return plan_by_id(db, plan_id) if plan_id else None


@guarded
def adopted_plan(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> Plan | None:
    """The plan that is driven; None before one is adopted."""
    plan_id = latest_plan_id(db, edition_id, purpose, adopted=True)
    return plan_by_id(db, plan_id) if plan_id else None


@guarded
def plans(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> list[Plan]:
    """Every version, the latest first."""
    sql = "SELECT id FROM round_plans WHERE edition_id = ? AND purpose = ? ORDER BY id DESC"
    return [plan_by_id(db, one["id"]) for one in rows(db, sql, [edition_id, str(purpose)])]


@guarded
def round_of(db: Database, by: Actor, round_id: int) -> Round:
    """One round.

    Raises:
        NotFound.
    """
    return round_by_id(db, round_id)


@guarded
def round_plan(db: Database, by: Actor, round_id: int) -> Plan:
    """The plan a round belongs to.

    Raises:
        NotFound.
    """
    return plan_by_id(db, round_by_id(db, round_id).plan_id)


@guarded
def driven_stops(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> dict[int, tuple[Round, Stop]]:
    """Place id -> the adopted round that serves it, the second passage when there is one."""
    plans_driven = [plan_by_id(db, one) for one in driven_plan_ids(db, edition_id, purpose)]
    return {stop.place_id: (one, stop) for plan in plans_driven for one in plan.rounds for stop in one.stops}


@guarded
def round_of_place(
    db: Database, by: Actor, edition_id: int, place_id: int, purpose: Purpose
) -> tuple[Round, Stop] | None:
    """The adopted round that serves a place, the second passage when there is one; None when none does, or nothing is
    adopted yet."""
    return driven_stops(db, by, edition_id, purpose).get(place_id)


@guarded
def preview_move(db: Database, by: Actor, stop_id: int, round_id: int, position: int) -> Change:
    """What moving a stop would do, and the rules it would break; writes nothing.

    Raises:
        NotFound; Refused: a round it touches has already left.
    """
    plan = plan_by_id(db, plan_of_stop(db, stop_id))
    return move(plan, problem_of(db, plan), stop_id, round_id, position).change


@guarded
def preview_exclude(db: Database, by: Actor, stop_id: int) -> Change:
    """What leaving a stop out would save; writes nothing.

    Raises:
        NotFound; Refused: its round has already left.
    """
    plan = plan_by_id(db, plan_of_stop(db, stop_id))
    return leave_out(plan, problem_of(db, plan), stop_id).change


@guarded
def loading_order(db: Database, by: Actor, round_id: int) -> list[Stop]:
    """What goes into the van first: the stops of a delivery round, the last one first.

    Raises:
        NotFound.
    """
    return list(reversed(round_by_id(db, round_id).stops))
