"""Tables of the meetings: meetings, who is invited and what they said; rows ↔ dataclasses."""

from collections.abc import Mapping
from datetime import date, datetime, time

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import NotFound
from campaign.base.text import search_key
from campaign.meetings.model import Guest, Meeting, MeetingKind, MeetingValues, Presence, Reply
from campaign.roles.model import ActorRole

migrations = Migrations("meetings")


@migrations()
def m001_meetings(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), kind TEXT NOT NULL,
        title TEXT NOT NULL, day TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL CHECK (ends > starts),
        place TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', link TEXT NOT NULL DEFAULT '',
        agenda TEXT NOT NULL DEFAULT '', sequence INTEGER NOT NULL DEFAULT 0,
        asked_sequence INTEGER NOT NULL DEFAULT 0 CHECK (asked_sequence <= sequence), invited_at TEXT,
        cancelled_at TEXT, attendance_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX meetings_edition ON meetings (edition_id, day);
    -- Answers, words, attendance: they go twelve months after the edition, with the people they are about.
    CREATE TABLE meeting_guests (
        id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id),
        edition_id INTEGER NOT NULL REFERENCES editions (id), contact_id INTEGER REFERENCES contacts (id),
        -- Once a meeting: « contact:12 », an address, or a name without an address.
        key TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', of TEXT NOT NULL DEFAULT '',
        role TEXT, fingerprint TEXT UNIQUE, invited_at TEXT, reminded_at TEXT, unexpected INTEGER NOT NULL DEFAULT 0,
        removed_at TEXT, reply TEXT CHECK (reply IN ('yes', 'maybe', 'no')),
        people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20), word TEXT NOT NULL DEFAULT '',
        replied_at TEXT, reply_sequence INTEGER NOT NULL DEFAULT 0, by_agent INTEGER NOT NULL DEFAULT 0,
        presence TEXT CHECK (presence IN ('present', 'excused', 'absent')), told_number INTEGER NOT NULL DEFAULT 0,
        UNIQUE (meeting_id, key)
    ) STRICT;
    CREATE INDEX meeting_guests_contact ON meeting_guests (contact_id);
    CREATE INDEX meeting_guests_edition ON meeting_guests (edition_id);
    -- A version of the minutes; one draft at most (sent_at NULL). « promises » is JSON, frozen when it leaves.
    CREATE TABLE meeting_minutes (
        id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), number INTEGER NOT NULL,
        points TEXT NOT NULL DEFAULT '', decisions TEXT NOT NULL DEFAULT '', promises TEXT NOT NULL DEFAULT '[]',
        present INTEGER NOT NULL DEFAULT 0, excused INTEGER NOT NULL DEFAULT 0, sent_at TEXT,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (meeting_id, number)
    ) STRICT;
    CREATE TABLE meeting_promises (
        id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings (id), title TEXT NOT NULL,
        role TEXT NOT NULL, due TEXT NOT NULL, task_id INTEGER UNIQUE REFERENCES plan_tasks (id),
        -- The deadline its task was given (a working day), and whether it was corrected here since.
        planned_due TEXT, corrected INTEGER NOT NULL DEFAULT 0, removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX meeting_promises_meeting ON meeting_promises (meeting_id);
    -- Names apart, twelve months after the edition at most: « promise » has one, « minutes » JSON lists of them.
    CREATE TABLE meeting_names (
        kind TEXT NOT NULL CHECK (kind IN ('promise', 'minutes')), of_id INTEGER NOT NULL,
        edition_id INTEGER NOT NULL REFERENCES editions (id), names TEXT NOT NULL, PRIMARY KEY (kind, of_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX meeting_names_edition ON meeting_names (edition_id);
    """,
    )


_GUESTS = """
    SELECT g.*, coalesce(c.name, g.name) AS shown_name, coalesce(c.email, g.email) AS shown_email,
        CASE WHEN c.id IS NULL THEN g.of ELSE coalesce((SELECT group_concat(name, ', ') FROM (SELECT p.name
            FROM contact_places cp JOIN places p ON p.id = cp.place_id WHERE cp.contact_id = c.id ORDER BY p.name)), '')
        END AS shown_of
    FROM meeting_guests g LEFT JOIN contacts c ON c.id = g.contact_id
"""


def meetings_of(db: Database, edition_id: int) -> list[Meeting]:
    """The meetings of an edition by day and hour, those cancelled too."""
    found = rows(db, "SELECT * FROM meetings WHERE edition_id = ? ORDER BY day, starts, id", [edition_id])
    return [_meeting(one) for one in found]


def known_meeting(db: Database, meeting_id: int) -> Meeting:
    """One meeting.

    Raises:
        NotFound.
    """
    found = row(db, "SELECT * FROM meetings WHERE id = ?", [meeting_id])
    if found is None:
        raise NotFound("Cette réunion n’existe pas, ou plus.")
    return _meeting(found)


def columns(values: MeetingValues) -> Row:
    """A meeting's values as they are kept."""
    return {
        "kind": str(values.kind), "title": values.title, "day": values.day.isoformat(),
        "starts": f"{values.starts:%H:%M}", "ends": f"{values.ends:%H:%M}", "place": values.place,
        "address": values.address, "link": values.link, "agenda": values.agenda,
    }  # fmt: skip


def guests_of(db: Database, meeting_id: int, *, removed: bool = False) -> list[Guest]:
    """Who is invited or came, by name; with ``removed``, those taken out too."""
    where = "" if removed else " AND g.removed_at IS NULL"
    found = [_guest(one) for one in rows(db, f"{_GUESTS} WHERE g.meeting_id = ?{where}", [meeting_id])]
    return sorted(found, key=lambda one: (search_key(one.name), one.id))


def guests_in(db: Database, edition_id: int) -> dict[int, list[Guest]]:
    """Meeting id -> its guests, those taken out left aside."""
    found: dict[int, list[Guest]] = {}
    for one in rows(db, f"{_GUESTS} WHERE g.edition_id = ? AND g.removed_at IS NULL", [edition_id]):
        found.setdefault(one["meeting_id"], []).append(_guest(one))
    return found


def guest_by_id(db: Database, guest_id: int) -> Guest | None:
    """One guest, taken out or not."""
    found = row(db, f"{_GUESTS} WHERE g.id = ?", [guest_id])
    return _guest(found) if found else None


def known_guest(db: Database, guest_id: int) -> Guest:
    """One guest.

    Raises:
        NotFound.
    """
    found = guest_by_id(db, guest_id)
    if found is None:
        raise NotFound("Cette personne n’est pas, ou plus, dans la liste.")
    return found


def guests_of_contact(db: Database, contact_id: int, edition_id: int) -> list[Guest]:
    """Where a contact is invited, in an edition."""
    where = f"{_GUESTS} WHERE g.contact_id = ? AND g.edition_id = ? AND g.removed_at IS NULL"
    return [_guest(one) for one in rows(db, where, [contact_id, edition_id])]


def guest_of_fingerprint(db: Database, fingerprint: str) -> Guest | None:
    """Whose link it is."""
    found = row(db, f"{_GUESTS} WHERE g.fingerprint = ?", [fingerprint])
    return _guest(found) if found else None


def change_guest(db: Database, guest_id: int, changes: Mapping[str, object]) -> None:
    """Write some columns of a guest."""
    marks = ", ".join(f"{name} = :{name}" for name in changes)
    db.conn.execute(
        f"UPDATE meeting_guests SET {marks} WHERE id = :_id",  # noqa: S608 - our own words
        {**changes, "_id": guest_id},
    )


def change_meeting_row(db: Database, meeting_id: int, changes: Mapping[str, object]) -> None:
    """Write some columns of a meeting, whatever its version."""
    marks = ", ".join(f"{name} = :{name}" for name in changes)
    db.conn.execute(
        f"UPDATE meetings SET {marks}, version = version + 1 WHERE id = :_id",  # noqa: S608 - our own words
        {**changes, "_id": meeting_id},
    )


def _meeting(found: Row) -> Meeting:
    values = MeetingValues(
        kind=MeetingKind(found["kind"]),
        title=found["title"],
        day=date.fromisoformat(found["day"]),
        starts=time.fromisoformat(found["starts"]),
        ends=time.fromisoformat(found["ends"]),
        place=found["place"],
        address=found["address"],
        link=found["link"],
        agenda=found["agenda"],
    )
    return Meeting(
        id=found["id"],
        edition_id=found["edition_id"],
        values=values,
        sequence=found["sequence"],
        asked_sequence=found["asked_sequence"],
        invited_at=moment(found["invited_at"]),
        cancelled_at=moment(found["cancelled_at"]),
        attendance_at=moment(found["attendance_at"]),
        version=found["version"],
    )


def _guest(found: Row) -> Guest:
    return Guest(
        id=found["id"],
        meeting_id=found["meeting_id"],
        name=found["shown_name"],
        email=found["shown_email"],
        of=found["shown_of"],
        role=ActorRole(found["role"]) if found["role"] else None,
        contact_id=found["contact_id"],
        invited_at=moment(found["invited_at"]),
        reminded_at=moment(found["reminded_at"]),
        unexpected=bool(found["unexpected"]),
        removed_at=moment(found["removed_at"]),
        reply=Reply(found["reply"]) if found["reply"] else None,
        people=found["people"],
        word=found["word"],
        replied_at=moment(found["replied_at"]),
        reply_sequence=found["reply_sequence"],
        by_agent=bool(found["by_agent"]),
        presence=Presence(found["presence"]) if found["presence"] else None,
        told_number=found["told_number"],
    )


def moment(stamp: str | None) -> datetime | None:
    """A stored instant, or nothing."""
    return clock.from_stamp(stamp) if stamp else None
