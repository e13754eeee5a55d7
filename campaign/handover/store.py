"""The kits that were brought, as they were read: what of them serves to be read stays there; rows ↔ dataclasses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Migrations, row, rows, run_script
from campaign.debrief.default_questions import FIRST_SETS
from campaign.debrief.model import QuestionSet
from campaign.debrief.store import latest_set, set_from
from campaign.handover.model import Kit
from campaign.handover.shape import parsed, shaped, written

migrations = Migrations("handover")


@migrations()
def m001_handover(db: Database) -> None:
    run_script(
        db,
        """
    -- One kit an edition; « fingerprint » is that of its content: the same kit for the same days is brought once.
    CREATE TABLE handover_kits (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id), fingerprint TEXT NOT NULL, content TEXT NOT NULL,
        brought_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX handover_kits_fingerprint ON handover_kits (fingerprint);
    """,
    )


@dataclass(frozen=True, slots=True)
class KeptKit:
    """A kit that prepared an edition."""

    edition_id: int
    kit: Kit
    brought_on: date


def keep_kit(db: Database, edition_id: int, kit: Kit, fingerprint: str) -> None:
    """Keep what an edition was prepared from, in the caller's transaction."""
    values = [edition_id, fingerprint, written(kit).decode(), clock.stamp()]
    db.conn.execute("INSERT INTO handover_kits VALUES (?, ?, ?, ?)", values)


def kept_kit(db: Database, edition_id: int) -> KeptKit | None:
    """The kit an edition was prepared from, None when it was prepared by hand."""
    found = row(db, "SELECT * FROM handover_kits WHERE edition_id = ?", [edition_id])
    if found is None:
        return None
    kit = shaped(Kit, parsed(found["content"].encode()), "kit")
    return KeptKit(edition_id, kit, clock.from_stamp(found["brought_at"]).astimezone(clock.PARIS).date())


def prepared_from(db: Database, fingerprint: str, days: Sequence[date]) -> int | None:
    """The edition of exactly these days that this kit already prepared, unless it was called off."""
    sql = (
        "SELECT k.edition_id AS id, group_concat(d.day, ' ') AS days FROM handover_kits k "
        "JOIN editions e ON e.id = k.edition_id JOIN edition_days d ON d.edition_id = k.edition_id "
        "WHERE k.fingerprint = ? AND e.cancelled_on IS NULL GROUP BY k.edition_id ORDER BY k.edition_id"
    )
    wanted = {one.isoformat() for one in days}
    found = rows(db, sql, [fingerprint])
    return next((one["id"] for one in found if set(str(one["days"]).split()) == wanted), None)


def question_sets(db: Database) -> list[QuestionSet]:
    """Every version of questions that served or serves, the shops' first, oldest first."""
    kept = [set_from(one["content"]) for one in rows(db, "SELECT content FROM debrief_sets")]
    known = {
        (one.audience, one.version): one for one in [*(latest_set(db, audience) for audience in FIRST_SETS), *kept]
    }
    order = list(FIRST_SETS)
    return sorted(known.values(), key=lambda one: (order.index(one.audience), one.version))


def is_kept(db: Database, questions: QuestionSet) -> bool:
    """Whether that version is written in the database, not only in our code."""
    sql = "SELECT 1 FROM debrief_sets WHERE audience = ? AND version = ?"
    return row(db, sql, [str(questions.audience), questions.version]) is not None
