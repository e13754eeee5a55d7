"""Plans as rows: what they were made from, their rounds and stops, written whole, then changed stop by stop."""

import json
import zlib
from collections.abc import Sequence
from datetime import date, time

from campaign.base import clock
from campaign.base.database import Database, Row, insert, row, rows
from campaign.base.errors import NotFound, Refused
from campaign.base.french import time_in_words
from campaign.rounds.model import Plan, Problem, Purpose, Round, Settings, Stop, Task, Unserved, Vehicle, Window
from campaign.territory.roads import Legs


def add_plan(
    db: Database, edition_id: int, problem: Problem, rounds: Sequence[Round], unserved: Sequence[Unserved],
    seconds: float, actor: str, *, again: bool = False,
) -> int:  # fmt: skip
    """A new version of an edition's plan, or a second passage (``again``), in the caller's transaction; its id."""
    values = {
        "edition_id": edition_id, "purpose": str(problem.purpose), "made_at": clock.stamp(), "actor": actor,
        "seconds": seconds, "distances": problem.legs.source, "notes": json.dumps(problem.notes, ensure_ascii=False),
        "problem": squeezed(problem), "again": int(again),
    }  # fmt: skip
    plan_id = insert(db, "round_plans", values)
    for one in rounds:
        round_id = insert(db, "rounds", {
            "plan_id": plan_id, "number": one.number, "name": one.name, "day": one.day.isoformat(),
            "vehicle": json.dumps(_vehicle_row(one.vehicle), ensure_ascii=False), "trip": one.trip,
            "leaves": one.leaves.isoformat("minutes"), "back": one.back.isoformat("minutes"), "km": one.km,
            "minutes": one.minutes,
        })  # fmt: skip
        for stop in one.stops:
            insert(db, "round_stops", {"plan_id": plan_id, "round_id": round_id, **_stop_row(stop)})
    for one in unserved:
        add_unserved(db, plan_id, one)
    return plan_id


def add_unserved(db: Database, plan_id: int, one: Unserved) -> None:
    """A place that no round serves, in the caller's transaction; its reason replaces a former one."""
    sql = "INSERT OR REPLACE INTO round_unserved VALUES (?, ?, ?, ?)"
    db.conn.execute(sql, [plan_id, one.place_id, one.name, one.reason])


def drop_unserved(db: Database, plan_id: int, place_id: int) -> None:
    """It is served now, in the caller's transaction."""
    db.conn.execute("DELETE FROM round_unserved WHERE plan_id = ? AND place_id = ?", [plan_id, place_id])


def save_rounds(db: Database, plan_id: int, rounds: Sequence[Round]) -> None:
    """The rounds of a plan after a change by hand, in the caller's transaction: same rounds, other stops and hours.
    A stop keeps its id wherever it goes; one that is in no round any more goes away."""
    kept = {one["place_id"]: one["id"] for one in rows(db, "SELECT * FROM round_stops WHERE plan_id = ?", [plan_id])}
    for one in rounds:
        db.conn.execute(
            "UPDATE rounds SET leaves = ?, back = ?, km = ?, minutes = ? WHERE id = ?",
            [one.leaves.isoformat("minutes"), one.back.isoformat("minutes"), one.km, one.minutes, one.id],
        )
        for stop in one.stops:
            values = {"round_id": one.id, **_stop_row(stop)}
            stop_id = kept.pop(stop.place_id, None)
            if stop_id is None:
                insert(db, "round_stops", {"plan_id": plan_id, **values})
            else:
                changes = ", ".join(f"{name} = :{name}" for name in values)
                db.conn.execute(f"UPDATE round_stops SET {changes} WHERE id = :id", {**values, "id": stop_id})  # noqa: S608 - our own words
    for stop_id in kept.values():
        db.conn.execute("DELETE FROM round_stops WHERE id = ?", [stop_id])
    db.conn.execute("UPDATE round_plans SET version = version + 1 WHERE id = ?", [plan_id])


def latest_plan_id(
    db: Database, edition_id: int, purpose: Purpose, *, adopted: bool = False, again: bool | None = False
) -> int | None:
    """The current plan, or the one the drivers follow; the latest second passage (``again``), or of both (None)."""
    order = "adopted_at IS NOT NULL ORDER BY adopted_at DESC, id DESC" if adopted else "1 ORDER BY id DESC"
    kind = "1" if again is None else f"again = {int(again)}"
    sql = f"SELECT id FROM round_plans WHERE edition_id = ? AND purpose = ? AND {kind} AND {order} LIMIT 1"  # noqa: S608 - our own words
    found = row(db, sql, [edition_id, str(purpose)])
    return found["id"] if found else None


def driven_plan_ids(db: Database, edition_id: int, purpose: Purpose) -> list[int]:
    """The plans that drivers follow: the adopted one, then the second passages adopted since, the latest last."""
    whole = latest_plan_id(db, edition_id, purpose, adopted=True)
    if whole is None:
        return []
    sql = (
        "SELECT id FROM round_plans WHERE edition_id = ? AND purpose = ? AND again = 1 AND adopted_at IS NOT NULL "
        "AND id > ? ORDER BY adopted_at, id"
    )
    return [whole, *(one["id"] for one in rows(db, sql, [edition_id, str(purpose), whole]))]


def plan_by_id(db: Database, plan_id: int) -> Plan:
    """One plan with its rounds.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT * FROM round_plans WHERE id = ?", [plan_id])
    if found is None:
        raise NotFound("Ce plan de tournées n’existe pas.")
    unserved = rows(db, "SELECT * FROM round_unserved WHERE plan_id = ? ORDER BY name COLLATE NOCASE", [plan_id])
    rounds = tuple(_rounds(db, "plan_id = ?", plan_id))
    return Plan(
        id=found["id"],
        edition_id=found["edition_id"],
        purpose=Purpose(found["purpose"]),
        rounds=rounds,
        unserved=tuple(Unserved(one["place_id"], one["name"], one["reason"]) for one in unserved),
        km=round(sum(one.km for one in rounds), 1),
        made_at=clock.from_stamp(found["made_at"]),
        distances=found["distances"],
        notes=tuple(json.loads(found["notes"])),
        adopted_at=clock.from_stamp(found["adopted_at"]) if found["adopted_at"] else None,
        again=bool(found["again"]),
        version=found["version"],
    )


def round_by_id(db: Database, round_id: int) -> Round:
    """One round.

    Raises:
        NotFound.
    """
    found = list(_rounds(db, "id = ?", round_id))
    if not found:
        raise NotFound("Cette tournée n’existe pas, ou plus.")
    return found[0]


def plan_of_stop(db: Database, stop_id: int) -> int:
    """The plan a stop belongs to.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT plan_id FROM round_stops WHERE id = ?", [stop_id])
    if found is None:
        raise NotFound("Cet arrêt n’existe pas, ou plus.")
    return found["plan_id"]


def refuse_if_started(db: Database, edition_id: int, purpose: Purpose, but: int | None = None) -> None:
    """A plan whose rounds have left is not replaced by another; asked inside the transaction. ``but`` is the plan that
    would take its place.

    Raises:
        Refused.
    """
    adopted = latest_plan_id(db, edition_id, purpose, adopted=True)
    for one in plan_by_id(db, adopted).started if adopted and adopted != but else ():
        at = one.started_at.astimezone(clock.PARIS)
        raise Refused(
            f"{one.name} est déjà partie ({at:%d/%m} à {time_in_words(at.time())}) : ce plan ne se remplace plus. "
            "Déplacez les arrêts des autres tournées à la main."
        )


def problem_of(db: Database, plan: Plan) -> Problem:
    """What a plan was made from, with the pins of today."""
    found = row(db, "SELECT problem FROM round_plans WHERE id = ?", [plan.id])
    pins = {stop.place_id: (one.vehicle.id, one.day) for one in plan.rounds for stop in one.stops if stop.pinned}
    return unsqueezed(found["problem"], plan, pins)


def _rounds(db: Database, where: str, value: int) -> list[Round]:
    driven = "(SELECT name FROM round_drivers WHERE round_id = rounds.id) AS driver"
    sql = f"SELECT *, {driven} FROM rounds WHERE {where} ORDER BY day, leaves, id"  # noqa: S608 - our own words
    found = rows(db, sql, [value])
    marks = ", ".join("?" for _ in found)
    sql = f"SELECT * FROM round_stops WHERE round_id IN ({marks}) ORDER BY position"  # noqa: S608 - marks only
    stops: dict[int, list[Stop]] = {}
    for one in rows(db, sql, [one["id"] for one in found]):
        stops.setdefault(one["round_id"], []).append(_stop(one))
    return [
        Round(
            id=one["id"],
            plan_id=one["plan_id"],
            number=one["number"],
            name=one["name"],
            day=date.fromisoformat(one["day"]),
            vehicle=_vehicle(json.loads(one["vehicle"])),
            trip=one["trip"],
            leaves=time.fromisoformat(one["leaves"]),
            back=time.fromisoformat(one["back"]),
            km=one["km"],
            minutes=one["minutes"],
            driver=one["driver"] or "",
            stops=tuple(stops.get(one["id"], ())),
            started_at=clock.from_stamp(one["started_at"]) if one["started_at"] else None,
        )
        for one in found
    ]


def _stop(found: Row) -> Stop:
    return Stop(
        found["id"], found["round_id"], found["position"], found["place_id"], time.fromisoformat(found["arrive"]),
        time.fromisoformat(found["depart"]), bool(found["pinned"]), found["volume_litres"], found["weight_kg"],
        found["name"], found["commune"],
    )  # fmt: skip


def _stop_row(stop: Stop) -> Row:
    return {
        "position": stop.position, "place_id": stop.place_id, "name": stop.name, "commune": stop.commune,
        "arrive": stop.arrive.isoformat("minutes"), "depart": stop.depart.isoformat("minutes"),
        "pinned": int(stop.pinned), "volume_litres": stop.volume_litres, "weight_kg": stop.weight_kg,
    }  # fmt: skip


def _vehicle_row(one: Vehicle) -> Row:
    return {"id": one.id, "name": one.name, "volume_litres": one.volume_litres, "payload_kg": one.payload_kg,
            "shift_from": one.shift_from.isoformat("minutes"),
            "shift_to": one.shift_to.isoformat("minutes")}  # fmt: skip


def _vehicle(found: Row) -> Vehicle:
    hours = {name: time.fromisoformat(found[name]) for name in ("shift_from", "shift_to")}
    return Vehicle(**{**found, **hours})


def squeezed(problem: Problem) -> bytes:
    """A problem in a few bytes: JSON, compressed; its pins and its purpose are those of the plan."""
    chosen = problem.settings
    told = {
        "depot": problem.depot, "vehicles": [_vehicle_row(one) for one in problem.vehicles],
        "tasks": [
            [one.place_id, one.name, one.latitude, one.longitude, one.volume_litres, one.weight_kg,
             {day.isoformat(): [[span.opens, span.closes] for span in spans] for day, spans in one.windows.items()},
             one.commune, one.territory, one.usual_hours]
            for one in problem.tasks
        ],
        "settings": [[day.isoformat() for day in chosen.days], chosen.service_minutes, chosen.loading_minutes,
                     chosen.road_factor, chosen.max_stops, chosen.max_trips, chosen.seconds],
        "legs": [problem.legs.metres, problem.legs.seconds],
    }  # fmt: skip
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def unsqueezed(kept: bytes, plan: Plan, pins: dict[int, tuple[int, date]]) -> Problem:
    """The problem of a plan, as it was."""
    told = json.loads(zlib.decompress(kept))
    days, *figures = told["settings"]
    metres, seconds = (tuple(tuple(line) for line in matrix) for matrix in told["legs"])
    return Problem(
        purpose=plan.purpose,
        depot=told["depot"],
        vehicles=tuple(_vehicle(one) for one in told["vehicles"]),
        tasks=tuple(_task(one) for one in told["tasks"]),
        settings=Settings(tuple(date.fromisoformat(day) for day in days), *figures),
        legs=Legs(metres, seconds, plan.distances),
        pins=pins,
    )


def _task(told: list) -> Task:
    hours = {date.fromisoformat(day): tuple(Window(*span) for span in spans) for day, spans in told[6].items()}
    return Task(*told[:6], hours, *told[7:])
