"""Tables of the roles: what is said of each, the project team, who read what; rows ↔ dataclasses."""

from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script
from campaign.roles.default_texts import DEFAULT_TEXTS
from campaign.roles.model import ActorRole, How, Member, Reading, Words

migrations = Migrations("roles")


@migrations()
def m001_roles(db: Database) -> None:
    run_script(
        db,
        """
    -- « asked » and « received »: a line each. « brief » NULL: back to the proposed words.
    CREATE TABLE role_statements (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), role TEXT NOT NULL, brief TEXT,
        asked TEXT NOT NULL DEFAULT '', received TEXT NOT NULL DEFAULT '', at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, role)
    ) STRICT;
    CREATE TABLE role_team (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), name TEXT NOT NULL,
        duty TEXT NOT NULL DEFAULT '', role TEXT NOT NULL, email TEXT NOT NULL DEFAULT '',
        agent_id INTEGER REFERENCES agents (id), removed_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX role_team_edition ON role_team (edition_id);
    -- « mark » and « version » are those of the words that were read. A reading goes with the person it is about.
    CREATE TABLE role_readings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), role TEXT NOT NULL,
        contact_id INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
        member_id INTEGER REFERENCES role_team (id) ON DELETE CASCADE,
        mark TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('link', 'screen', 'phone')),
        CHECK ((contact_id IS NULL) <> (member_id IS NULL))
    ) STRICT;
    CREATE INDEX role_readings_edition ON role_readings (edition_id);
    """,
    )


def statement_row(db: Database, edition_id: int, role: ActorRole) -> Row | None:
    """What was written of a role, None when nobody ever touched it."""
    return row(db, "SELECT * FROM role_statements WHERE edition_id = ? AND role = ?", [edition_id, str(role)])


def words_of(found: Row | None, role: ActorRole) -> Words:
    """The words that stand."""
    if found is None or found["brief"] is None:
        return DEFAULT_TEXTS[role]
    return Words(found["brief"], tuple(found["asked"].splitlines()), tuple(found["received"].splitlines()))


def written_of(db: Database, edition_id: int) -> dict[ActorRole, Words]:
    """The roles of an edition that have words of their own."""
    sql = "SELECT * FROM role_statements WHERE edition_id = ? AND brief IS NOT NULL"
    found = {ActorRole(one["role"]): one for one in rows(db, sql, [edition_id])}
    return {role: words_of(one, role) for role, one in found.items()}


def write_words(db: Database, edition_id: int, role: ActorRole, version: int, words: Words | None) -> bool:
    """Keep words read at ``version`` (0: nobody touched them), None for the proposed ones; False when somebody came
    first. In the caller's transaction."""
    kept = (words.brief, "\n".join(words.asked), "\n".join(words.received)) if words else (None, "", "")
    values = [*kept, clock.stamp(), edition_id, str(role)]
    if version == 0:
        sql = (
            "INSERT OR IGNORE INTO role_statements (brief, asked, received, at, edition_id, role) "
            "VALUES (?, ?, ?, ?, ?, ?)"
        )
        return db.conn.execute(sql, values).rowcount == 1
    sql = (
        "UPDATE role_statements SET brief = ?, asked = ?, received = ?, at = ?, version = version + 1 "
        "WHERE edition_id = ? AND role = ? AND version = ?"
    )
    return db.conn.execute(sql, [*values, version]).rowcount == 1


def team_of(db: Database, edition_id: int, *, removed: bool = False) -> list[Member]:
    """The project team, by role then as it was written; or those taken out."""
    sql = f"SELECT * FROM role_team WHERE edition_id = ? AND removed_at IS {'NOT ' if removed else ''}NULL ORDER BY id"  # noqa: S608
    found = [_member(one) for one in rows(db, sql, [edition_id])]
    order = list(ActorRole)
    return sorted(found, key=lambda one: order.index(one.role))


def member_by_id(db: Database, member_id: int) -> Member | None:
    """Somebody of a team, taken out or not."""
    found = row(db, "SELECT * FROM role_team WHERE id = ?", [member_id])
    return _member(found) if found else None


def readings_of(db: Database, edition_id: int) -> list[Reading]:
    """Every reading of an edition, oldest first."""
    return [_reading(one) for one in rows(db, "SELECT * FROM role_readings WHERE edition_id = ? ORDER BY id",
                                          [edition_id])]  # fmt: skip


def keep_reading(db: Database, edition_id: int, reading: Reading) -> int:
    """Somebody read a role. In the caller's transaction."""
    return insert(
        db,
        "role_readings",
        {
            "edition_id": edition_id,
            "role": str(reading.role),
            "contact_id": reading.contact_id,
            "member_id": reading.member_id,
            "mark": reading.mark,
            "version": reading.version,
            "at": clock.stamp(reading.at),
            "actor": reading.actor,
            "how": str(reading.how),
        },
    )


def forget_reading(db: Database, reading_id: int, how: How) -> bool:
    """Take a reading of that kind back; whether there was one. In the caller's transaction."""
    sql = "DELETE FROM role_readings WHERE id = ? AND how = ?"
    return db.conn.execute(sql, [reading_id, str(how)]).rowcount == 1


def _member(found: Row) -> Member:
    return Member(
        id=found["id"],
        edition_id=found["edition_id"],
        name=found["name"],
        duty=found["duty"],
        role=ActorRole(found["role"]),
        email=found["email"],
        agent_id=found["agent_id"],
        removed_at=moment(found["removed_at"]),
        version=found["version"],
    )


def _reading(found: Row) -> Reading:
    return Reading(
        role=ActorRole(found["role"]),
        mark=found["mark"],
        version=found["version"],
        at=clock.from_stamp(found["at"]),
        how=How(found["how"]),
        actor=found["actor"],
        contact_id=found["contact_id"],
        member_id=found["member_id"],
    )


def moment(stamp: str | None) -> datetime | None:
    """A moment as it is kept."""
    return clock.from_stamp(stamp) if stamp else None
