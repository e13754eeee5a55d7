"""Tables of the report: settings, own factors, the matrix, resolutions; rows ↔ dataclasses."""

from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.debrief.impact import DEFAULT_RATE, Factor, Rate
from campaign.report.model import OwnFactor, Point, Quadrant, ReportSettings, Resolution, Settled

migrations = Migrations("report")


@migrations()
def m001_report(db: Database) -> None:
    run_script(
        db,
        """
    -- The share of second-hand purchases that replaced a new one, edition by edition; the id is the edition's.
    -- Without a row, or once reset, the usual one.
    CREATE TABLE report_settings (
        id INTEGER PRIMARY KEY REFERENCES editions (id), rate_low REAL NOT NULL, rate_high REAL NOT NULL,
        rate_source TEXT NOT NULL, reset_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK (0 <= rate_low AND rate_low <= rate_high AND rate_high <= 1)
    ) STRICT;
    -- Factors of the département: they stand before ours of the same family and code, whatever the edition.
    CREATE TABLE own_factors (
        id INTEGER PRIMARY KEY, family TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, low REAL NOT NULL,
        high REAL NOT NULL, source TEXT NOT NULL, year INTEGER NOT NULL, removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1, CHECK (0 <= low AND low <= high)
    ) STRICT;
    CREATE UNIQUE INDEX own_factors_once ON own_factors (family, code) WHERE removed_at IS NULL;
    CREATE TABLE matrix_points (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        quadrant TEXT NOT NULL CHECK (quadrant IN ('strengths', 'weaknesses', 'opportunities', 'threats')),
        text TEXT NOT NULL, removed_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX matrix_points_edition ON matrix_points (edition_id);
    -- A remark is what one place said to one question; it is grouped under one point at most, or set aside (no point).
    CREATE TABLE matrix_remarks (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        question TEXT NOT NULL, point_id INTEGER REFERENCES matrix_points (id),
        PRIMARY KEY (edition_id, place_id, question)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE resolutions (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), text TEXT NOT NULL,
        who TEXT NOT NULL DEFAULT '', due_on TEXT, point_id INTEGER REFERENCES matrix_points (id),
        settled TEXT CHECK (settled IN ('done', 'dropped')), settled_at TEXT, removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK ((settled IS NULL) = (settled_at IS NULL))
    ) STRICT;
    CREATE INDEX resolutions_edition ON resolutions (edition_id);
    """,
    )


def points_of(db: Database, edition_id: int, *, removed: bool = False) -> list[Point]:
    """The points of an edition's matrix as they were written, corner by corner; or those taken out.

    A remark whose place has since emptied its answer is said by nobody: it is under no point.
    """
    grouped: dict[int, list[tuple[int, str]]] = {}
    sql = (
        "SELECT m.point_id, m.place_id, m.question FROM matrix_remarks m WHERE m.edition_id = ? "
        "AND m.point_id IS NOT NULL AND EXISTS (SELECT 1 FROM debriefs d JOIN debrief_answers a ON a.debrief_id = d.id "
        "WHERE d.edition_id = m.edition_id AND d.place_id = m.place_id AND a.question = m.question AND a.unknown = 0) "
        "ORDER BY m.place_id, m.question"
    )
    for found in rows(db, sql, [edition_id]):
        grouped.setdefault(found["point_id"], []).append((found["place_id"], found["question"]))
    sql = "SELECT * FROM matrix_points WHERE edition_id = ? AND (removed_at IS NOT NULL) = ? ORDER BY id"
    order = list(Quadrant)
    listed = [_point(one, grouped.get(one["id"], [])) for one in rows(db, sql, [edition_id, removed])]
    return sorted(listed, key=lambda one: order.index(one.quadrant))


def remarks_state(db: Database, edition_id: int) -> dict[tuple[int, str], int | None]:
    """Remarks already read: (place, question) -> the point they are under, None when set aside.

    Those under a point that was taken out are to be read again: they are not here.
    """
    sql = (
        "SELECT m.place_id, m.question, m.point_id FROM matrix_remarks m "
        "LEFT JOIN matrix_points p ON p.id = m.point_id "
        "WHERE m.edition_id = ? AND (m.point_id IS NULL OR p.removed_at IS NULL)"
    )
    return {(one["place_id"], one["question"]): one["point_id"] for one in rows(db, sql, [edition_id])}


def resolutions_of(db: Database, edition_id: int | None = None) -> list[Resolution]:
    """What was resolved after an edition, or after all of them: to settle first, the nearest date first."""
    sql = (
        "SELECT * FROM resolutions WHERE removed_at IS NULL AND (:edition IS NULL OR edition_id = :edition) "
        "ORDER BY settled IS NOT NULL, due_on IS NULL, due_on, id"
    )
    return [_resolution(one) for one in rows(db, sql, {"edition": edition_id})]


def settings_of(db: Database, edition_id: int) -> ReportSettings:
    """The rate of an edition, the usual one as long as nobody set another, and the factors of the département."""
    found = row(db, "SELECT * FROM report_settings WHERE id = ?", [edition_id])
    own = tuple(one.factor for one in own_factors(db))
    if found is None:
        return ReportSettings(DEFAULT_RATE, own)
    rate = Rate(found["rate_low"], found["rate_high"], found["rate_source"])
    return ReportSettings(DEFAULT_RATE if found["reset_at"] else rate, own, found["version"])


def own_factors(db: Database) -> list[OwnFactor]:
    """The factors of the département, by family and name."""
    sql = "SELECT * FROM own_factors WHERE removed_at IS NULL ORDER BY family, label COLLATE NOCASE, id"
    return [OwnFactor(one["id"], _factor(one), one["version"]) for one in rows(db, sql)]


def _point(found: Row, remarks: list[tuple[int, str]]) -> Point:
    return Point(
        id=found["id"],
        edition_id=found["edition_id"],
        quadrant=Quadrant(found["quadrant"]),
        text=found["text"],
        remarks=tuple(remarks),
        removed_at=_moment(found["removed_at"]),
        version=found["version"],
    )


def _resolution(found: Row) -> Resolution:
    return Resolution(
        id=found["id"],
        edition_id=found["edition_id"],
        text=found["text"],
        who=found["who"],
        due_on=date.fromisoformat(found["due_on"]) if found["due_on"] else None,
        point_id=found["point_id"],
        settled=Settled(found["settled"]) if found["settled"] else None,
        settled_at=_moment(found["settled_at"]),
        version=found["version"],
    )


def _factor(found: Row) -> Factor:
    return Factor(
        found["family"], found["code"], found["label"], found["low"], found["high"], found["source"], found["year"]
    )


def _moment(stamp: str | None) -> datetime | None:
    return clock.from_stamp(stamp) if stamp else None
