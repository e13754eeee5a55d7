"""Tables of vehicles, settings, plans, rounds, driver's links and kept ways; rows ↔ dataclasses, plans apart (see
``keeping``)."""

import json
from datetime import date, time

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script, transaction
from campaign.base.errors import NotFound
from campaign.rounds.model import Purpose, Settings, Vehicle
from campaign.territory.roads import PointPair

migrations = Migrations("rounds")


@migrations()
def m001_rounds(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE vehicles (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, volume_litres REAL NOT NULL CHECK (volume_litres > 0),
        payload_kg REAL NOT NULL CHECK (payload_kg > 0), shift_from TEXT NOT NULL, shift_to TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, archived_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK (shift_from < shift_to)
    ) STRICT;
    CREATE TABLE round_settings (
        edition_id INTEGER NOT NULL REFERENCES editions (id), purpose TEXT NOT NULL, days TEXT NOT NULL,
        service_minutes INTEGER NOT NULL, loading_minutes INTEGER NOT NULL, road_factor REAL NOT NULL,
        max_stops INTEGER NOT NULL, max_trips INTEGER NOT NULL, seconds INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (edition_id, purpose)
    ) STRICT, WITHOUT ROWID;
    -- « problem » is what the plan was made from (places, loads, hours, ways), squeezed: a stop moved by hand later is
    -- judged by the same hours and distances. The latest plan is the current one.
    CREATE TABLE round_plans (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        purpose TEXT NOT NULL CHECK (purpose IN ('delivery', 'return')), made_at TEXT NOT NULL, actor TEXT NOT NULL,
        seconds REAL NOT NULL, distances TEXT NOT NULL, notes TEXT NOT NULL DEFAULT '[]', problem BLOB NOT NULL,
        adopted_at TEXT, again INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX round_plans_edition ON round_plans (edition_id, purpose);
    -- « vehicle » as it was when the plan was made, in JSON: a van changed since does not change a plan.
    CREATE TABLE rounds (
        id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES round_plans (id), number TEXT NOT NULL,
        name TEXT NOT NULL, day TEXT NOT NULL, vehicle TEXT NOT NULL, trip INTEGER NOT NULL CHECK (trip > 0),
        leaves TEXT NOT NULL, back TEXT NOT NULL, km REAL NOT NULL, minutes INTEGER NOT NULL,
        started_at TEXT, UNIQUE (plan_id, number)
    ) STRICT;
    -- Apart, so that a purge takes the names and leaves the rounds.
    CREATE TABLE round_drivers (
        round_id INTEGER PRIMARY KEY REFERENCES rounds (id), name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE round_stops (
        id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES round_plans (id),
        round_id INTEGER NOT NULL REFERENCES rounds (id), position INTEGER NOT NULL CHECK (position > 0),
        place_id INTEGER NOT NULL REFERENCES places (id), name TEXT NOT NULL, commune TEXT NOT NULL,
        arrive TEXT NOT NULL, depart TEXT NOT NULL, pinned INTEGER NOT NULL DEFAULT 0, volume_litres REAL NOT NULL,
        weight_kg REAL NOT NULL, UNIQUE (plan_id, place_id)
    ) STRICT;
    CREATE INDEX round_stops_round ON round_stops (round_id);
    CREATE TABLE round_unserved (
        plan_id INTEGER NOT NULL REFERENCES round_plans (id), place_id INTEGER NOT NULL REFERENCES places (id),
        name TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (plan_id, place_id)
    ) STRICT, WITHOUT ROWID;
    -- Places that somebody left out of an edition's rounds: the next plans leave them out too.
    CREATE TABLE round_exclusions (
        edition_id INTEGER NOT NULL REFERENCES editions (id), purpose TEXT NOT NULL,
        place_id INTEGER NOT NULL REFERENCES places (id), at TEXT NOT NULL, PRIMARY KEY (edition_id, purpose, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE round_links (
        id INTEGER PRIMARY KEY, round_id INTEGER NOT NULL UNIQUE REFERENCES rounds (id),
        generation INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, revoked_at TEXT
    ) STRICT;
    CREATE TABLE round_tokens (
        fingerprint TEXT PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES round_links (id),
        generation INTEGER NOT NULL, replaced_at TEXT
    ) STRICT, WITHOUT ROWID;
    -- What the national itinerary said, by point (« 47.47110,-0.55180 »): one way costs it a request.
    CREATE TABLE round_ways (
        start TEXT NOT NULL, end TEXT NOT NULL, metres INTEGER NOT NULL, seconds INTEGER NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (start, end)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def vehicle_from(found: Row) -> Vehicle:
    """A row of vehicles."""
    return Vehicle(
        id=found["id"],
        name=found["name"],
        volume_litres=found["volume_litres"],
        payload_kg=found["payload_kg"],
        shift_from=time.fromisoformat(found["shift_from"]),
        shift_to=time.fromisoformat(found["shift_to"]),
        note=found["note"],
        archived_at=clock.from_stamp(found["archived_at"]) if found["archived_at"] else None,
        version=found["version"],
    )


def all_vehicles(db: Database, *, archived: bool = False) -> list[Vehicle]:
    """Vehicles in use, or archived ones, by name."""
    where = f"archived_at IS {'NOT ' if archived else ''}NULL"
    sql = f"SELECT * FROM vehicles WHERE {where} ORDER BY name COLLATE NOCASE, id"  # noqa: S608 - our own words
    return [vehicle_from(one) for one in rows(db, sql)]


def vehicle_by_id(db: Database, vehicle_id: int) -> Vehicle:
    """One vehicle, archived or not.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT * FROM vehicles WHERE id = ?", [vehicle_id])
    if found is None:
        raise NotFound("Ce véhicule n’existe pas.")
    return vehicle_from(found)


def settings_of(db: Database, edition_id: int, purpose: Purpose) -> Settings | None:
    """What was chosen for an edition's rounds; None before anything was."""
    found = row(db, "SELECT * FROM round_settings WHERE edition_id = ? AND purpose = ?", [edition_id, str(purpose)])
    if found is None:
        return None
    return Settings(
        days=tuple(date.fromisoformat(day) for day in json.loads(found["days"])),
        service_minutes=found["service_minutes"],
        loading_minutes=found["loading_minutes"],
        road_factor=found["road_factor"],
        max_stops=found["max_stops"],
        max_trips=found["max_trips"],
        seconds=found["seconds"],
        version=found["version"],
    )


def save_settings(db: Database, edition_id: int, purpose: Purpose, chosen: Settings) -> bool:
    """Write them over those read at ``chosen.version`` (0: none yet), in the caller's transaction; False when somebody
    came first."""
    values = {
        "days": json.dumps([day.isoformat() for day in chosen.days]), "service_minutes": chosen.service_minutes,
        "loading_minutes": chosen.loading_minutes, "road_factor": chosen.road_factor, "max_stops": chosen.max_stops,
        "max_trips": chosen.max_trips, "seconds": chosen.seconds, "edition": edition_id, "purpose": str(purpose),
        "version": chosen.version,
    }  # fmt: skip
    if chosen.version == 0:
        sql = (
            "INSERT OR IGNORE INTO round_settings VALUES (:edition, :purpose, :days, :service_minutes, "
            ":loading_minutes, :road_factor, :max_stops, :max_trips, :seconds, 1)"
        )
    else:
        sql = (
            "UPDATE round_settings SET days = :days, service_minutes = :service_minutes, loading_minutes = "
            ":loading_minutes, road_factor = :road_factor, max_stops = :max_stops, max_trips = :max_trips, "
            "seconds = :seconds, version = version + 1 "
            "WHERE edition_id = :edition AND purpose = :purpose AND version = :version"
        )
    return db.conn.execute(sql, values).rowcount == 1


def exclusions_of(db: Database, edition_id: int, purpose: Purpose) -> set[int]:
    """Places left out by hand."""
    sql = "SELECT place_id FROM round_exclusions WHERE edition_id = ? AND purpose = ?"
    return {one["place_id"] for one in rows(db, sql, [edition_id, str(purpose)])}


def exclude(db: Database, edition_id: int, purpose: Purpose, place_id: int) -> None:
    """Leave a place out, in the caller's transaction."""
    sql = "INSERT OR IGNORE INTO round_exclusions VALUES (?, ?, ?, ?)"
    db.conn.execute(sql, [edition_id, str(purpose), place_id, clock.stamp()])


def no_longer_exclude(db: Database, edition_id: int, purpose: Purpose, place_id: int) -> None:
    """Take it back, in the caller's transaction."""
    sql = "DELETE FROM round_exclusions WHERE edition_id = ? AND purpose = ? AND place_id = ?"
    db.conn.execute(sql, [edition_id, str(purpose), place_id])


class WaysInDatabase:
    """What the national itinerary already said (``territory.routing.KeptWays``), kept way by way: a plan stopped midway
    has not asked for nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known = {
            (one["start"], one["end"]): (one["metres"], one["seconds"])
            for one in rows(db, "SELECT start, end, metres, seconds FROM round_ways")
        }

    def find(self, start: PointPair, end: PointPair) -> tuple[int, int] | None:
        """Metres and seconds, if they were asked for before."""
        return self._known.get((_spot(start), _spot(end)))

    def keep(self, start: PointPair, end: PointPair, way: tuple[int, int]) -> None:
        """One more, written at once."""
        self._known[_spot(start), _spot(end)] = way
        sql = "INSERT OR REPLACE INTO round_ways VALUES (?, ?, ?, ?, ?)"
        with transaction(self._db):
            self._db.conn.execute(sql, [_spot(start), _spot(end), *way, clock.stamp()])


def _spot(point: PointPair) -> str:
    return f"{point[0]:.5f},{point[1]:.5f}"  # a metre
