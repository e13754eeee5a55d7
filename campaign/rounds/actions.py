"""A plan in somebody's hands: stops pinned, moved, left out; drivers named; the plan adopted; a round that leaves."""

from dataclasses import replace

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Refused
from campaign.base.text import clean_text
from campaign.rounds.changing import leave_out, move, take_in
from campaign.rounds.checking import broken_rules
from campaign.rounds.keeping import (
    add_unserved,
    drop_unserved,
    latest_plan_id,
    plan_by_id,
    plan_of_stop,
    problem_of,
    refuse_if_started,
    round_by_id,
    save_rounds,
)
from campaign.rounds.links import prepare_links
from campaign.rounds.model import Change, Plan, Unserved
from campaign.rounds.preparing import EXCLUDED
from campaign.rounds.store import exclude, no_longer_exclude

NEXT_TIME = "Aucune tournée de ce plan ne peut la prendre : relancez le calcul."
VERBS = ("pin_stop", "move_stop", "exclude_stop", "include_stop", "adopt_plan")


@guarded
def pin_stop(db: Database, by: Actor, stop_id: int, pinned: bool, operation: str) -> None:
    """Keep a stop on its vehicle and its day whatever is planned next; or no longer.

    Raises:
        NotFound; Refused: not the current plan.
    """
    with transaction(db):
        if operations.replay(db, operation, "pin_stop", stop_id) is not None:
            return
        plan = _current(db, plan_of_stop(db, stop_id))
        db.conn.execute("UPDATE round_stops SET pinned = ? WHERE id = ?", [int(pinned), stop_id])
        db.conn.execute("UPDATE round_plans SET version = version + 1 WHERE id = ?", [plan.id])
        _journal(db, by, "pin_stop", plan, operation, {"stop": stop_id, "pinned": pinned})
        operations.remember(db, operation, "pin_stop", stop_id)


@guarded
def move_stop(
    db: Database, by: Actor, stop_id: int, round_id: int, position: int, version: int, operation: str
) -> Change:
    """Take a stop to a place of a round (1 is the first), its plan being read at ``version``; what it changed.

    Raises:
        NotFound, Conflict; Refused: it would break a rule, or a round it touches has already left.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "move_stop", stop_id)) is not None:
            return Change(**done)
        plan = _current(db, plan_of_stop(db, stop_id), version)
        changed = move(plan, problem_of(db, plan), stop_id, round_id, position)
        _refuse_broken(changed.change.broken)
        save_rounds(db, plan.id, changed.rounds)
        return _done(db, by, "move_stop", plan, stop_id, changed.change, operation, {"round": round_id})


@guarded
def exclude_stop(db: Database, by: Actor, stop_id: int, version: int, operation: str) -> Change:
    """Leave a stop out of this plan and of the next ones; what it saves.

    Raises:
        NotFound, Conflict; Refused: its round has already left.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "exclude_stop", stop_id)) is not None:
            return Change(**done)
        plan = _current(db, plan_of_stop(db, stop_id), version)
        stop = next(stop for one in plan.rounds for stop in one.stops if stop.id == stop_id)
        changed = leave_out(plan, problem_of(db, plan), stop_id)
        _refuse_broken(changed.change.broken)
        exclude(db, plan.edition_id, plan.purpose, stop.place_id)
        add_unserved(db, plan.id, Unserved(stop.place_id, stop.name, EXCLUDED))
        save_rounds(db, plan.id, changed.rounds)
        return _done(db, by, "exclude_stop", plan, stop_id, changed.change, operation, {"place": stop.place_id})


@guarded
def include_stop(db: Database, by: Actor, plan_id: int, place_id: int, operation: str) -> Change:
    """Serve again a place that was left out: put where it lengthens the rounds least, or kept for the next plan when
    no round can take it (the plan then says so); what it costs.

    Raises:
        NotFound; Refused: not the current plan, served already, or left out for a reason that still holds.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "include_stop", plan_id)) is not None:
            return Change(**done)
        plan = _current(db, plan_id)
        left = next((one for one in plan.unserved if one.place_id == place_id), None)
        if left is None:
            raise Refused("Ce lieu est déjà servi, ou n’est pas de ce plan.")
        no_longer_exclude(db, plan.edition_id, plan.purpose, place_id)
        changed = take_in(plan, problem_of(db, plan), place_id)
        if changed:
            drop_unserved(db, plan_id, place_id)
            save_rounds(db, plan_id, changed.rounds)
        elif left.reason != EXCLUDED:
            raise Refused(f"{left.name} ne trouve place dans aucune tournée de ce plan. {left.reason}")
        else:
            add_unserved(db, plan_id, replace(left, reason=NEXT_TIME))
        change = changed.change if changed else Change(plan.km, plan.km, plan.minutes, plan.minutes)
        return _done(db, by, "include_stop", plan, plan_id, change, operation, {"place": place_id})


@guarded
def name_driver(db: Database, by: Actor, round_id: int, name: str, operation: str) -> None:
    """Say who drives a round; empty: nobody yet.

    Raises:
        NotFound, InvalidInput.
    """
    said = clean_text(name, field="driver", label="le nom du conducteur", max_length=60, required=False)
    with transaction(db):
        if operations.replay(db, operation, "name_driver", round_id) is not None:
            return
        round_by_id(db, round_id)
        if said:
            db.conn.execute("INSERT OR REPLACE INTO round_drivers VALUES (?, ?)", [round_id, said])
        else:
            db.conn.execute("DELETE FROM round_drivers WHERE round_id = ?", [round_id])
        journal.record(db, by.journal_name, "name_driver", "round", round_id, operation)
        operations.remember(db, operation, "name_driver", round_id)


@guarded
def adopt_plan(db: Database, by: Actor, plan_id: int, version: int, operation: str) -> None:
    """This is the plan that is driven: checked once more, each round gets its driver's link, and those of a plan
    adopted before close.

    Raises:
        NotFound, Conflict; Refused: it breaks a rule, serves nobody, or a round of the former one has left.
    """
    with transaction(db):
        if operations.replay(db, operation, "adopt_plan", plan_id) is not None:
            return
        plan = _current(db, plan_id, version)
        if not any(one.stops for one in plan.rounds):
            raise Refused("Ce plan ne sert aucun lieu : relancez le calcul.")
        _refuse_broken(broken_rules(problem_of(db, plan), plan.rounds, plan.unserved))
        if not plan.again:
            refuse_if_started(db, plan.edition_id, plan.purpose, but=plan.id)
        sql = "UPDATE round_plans SET adopted_at = ?, version = version + 1 WHERE id = ?"
        db.conn.execute(sql, [clock.stamp(), plan_id])
        prepare_links(db, by, plan)
        _journal(db, by, "adopt_plan", plan, operation, {"rounds": len(plan.rounds)})
        operations.remember(db, operation, "adopt_plan", plan_id)


@guarded
def note_started(db: Database, by: Actor, round_id: int) -> None:
    """The first sign from the road: from now on this round no longer changes. Said twice, it counts once.

    Raises:
        NotFound.
    """
    with transaction(db):
        if round_by_id(db, round_id).started_at is None:
            db.conn.execute("UPDATE rounds SET started_at = ? WHERE id = ?", [clock.stamp(), round_id])
            journal.record(db, by.journal_name, "note_started", "round", round_id)


def _current(db: Database, plan_id: int, version: int | None = None) -> Plan:
    plan = plan_by_id(db, plan_id)
    if latest_plan_id(db, plan.edition_id, plan.purpose, again=plan.again) != plan_id:
        raise Refused("Un plan plus récent a été calculé : rechargez la page.")
    if version is not None and plan.version != version:
        raise conflict_on(db, "plan", plan_id, VERBS, {})
    return plan


def _refuse_broken(broken: tuple[str, ...] | list[str]) -> None:
    if broken:
        raise Refused(" ".join(broken[:3]))


def _done(
    db: Database, by: Actor, verb: str, plan: Plan, subject: int, change: Change, operation: str, details: dict
) -> Change:
    _journal(db, by, verb, plan, operation, {**details, "km": change.km})
    told = {"km_before": change.km_before, "km_after": change.km_after, "minutes_before": change.minutes_before,
            "minutes_after": change.minutes_after}  # fmt: skip
    operations.remember(db, operation, verb, subject, told)
    return change


def _journal(db: Database, by: Actor, verb: str, plan: Plan, operation: str, details: dict) -> None:
    journal.record(db, by.journal_name, verb, "plan", plan.id, operation, details)
