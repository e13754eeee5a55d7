"""Tables of invitations and answers."""

import json
from datetime import date, time

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script
from campaign.participation.model import Activity, Answer, AnswerValues, Need, OpenDay, Presence, Source

migrations = Migrations("participation")


@migrations()
def m001_participation(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE invitations (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        invited_at TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX invitations_place ON invitations (place_id);
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL, place_id INTEGER NOT NULL,
        presence TEXT NOT NULL CHECK (presence IN ('yes', 'undecided', 'no')), reason TEXT NOT NULL DEFAULT '',
        activities TEXT NOT NULL DEFAULT '[]', other_activity TEXT NOT NULL DEFAULT '',
        needs TEXT NOT NULL DEFAULT '{}', access_note TEXT NOT NULL DEFAULT '',
        duties_read INTEGER NOT NULL DEFAULT 0, photos_allowed INTEGER NOT NULL DEFAULT 0,
        source TEXT NOT NULL, answered_by TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, place_id),
        FOREIGN KEY (edition_id, place_id) REFERENCES invitations (edition_id, place_id)
    ) STRICT;
    CREATE TABLE open_days (
        answer_id INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE, edition_id INTEGER NOT NULL,
        day TEXT NOT NULL, opens TEXT NOT NULL, closes TEXT NOT NULL, break_from TEXT, break_to TEXT,
        PRIMARY KEY (answer_id, day), FOREIGN KEY (edition_id, day) REFERENCES edition_days (edition_id, day),
        CHECK (opens < closes), CHECK ((break_from IS NULL) = (break_to IS NULL)),
        CHECK (break_from IS NULL OR (opens < break_from AND break_from < break_to AND break_to < closes))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX open_days_edition ON open_days (edition_id, day);
    CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES places (id), edition_id INTEGER NOT NULL,
        contact_id INTEGER NOT NULL, field TEXT NOT NULL, current TEXT NOT NULL, proposed TEXT NOT NULL,
        at TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'accepted', 'refused', 'replaced')),
        decided_by TEXT, decided_at TEXT
    ) STRICT;
    CREATE INDEX suggestions_pending ON suggestions (state, place_id);
    """,
    )


@migrations()
def m002_suggestions_belong_to_the_registry(db: Database) -> None:
    run_script(
        db,
        """
    INSERT INTO sheet_suggestions (id, place_id, source, edition_id, contact_id, field, current, proposed, at, state,
            decided_by, decided_at)
        SELECT id, place_id, 'shop', edition_id, nullif(contact_id, 0), field, current, proposed, at, state,
            decided_by, decided_at FROM suggestions;
    DROP TABLE suggestions;
    """,
    )


def _time(text: object) -> time | None:
    return time.fromisoformat(str(text)) if text else None


def _answer(found: Row, days: list[Row]) -> Answer:
    return Answer(
        presence=Presence(found["presence"]),
        reason=found["reason"],
        days=tuple(
            OpenDay(
                date.fromisoformat(day["day"]),
                time.fromisoformat(day["opens"]),
                time.fromisoformat(day["closes"]),
                _time(day["break_from"]),
                _time(day["break_to"]),
            )
            for day in days
        ),
        activities=tuple(Activity(code) for code in json.loads(found["activities"])),
        other_activity=found["other_activity"],
        needs={Need(code): packets for code, packets in json.loads(found["needs"]).items()},
        access_note=found["access_note"],
        duties_read=bool(found["duties_read"]),
        photos_allowed=bool(found["photos_allowed"]),
        id=found["id"],
        edition_id=found["edition_id"],
        place_id=found["place_id"],
        source=Source(found["source"]),
        answered_by=found["answered_by"],
        actor=found["actor"],
        at=clock.from_stamp(found["at"]),
        version=found["version"],
    )


def answer_of(db: Database, edition_id: int, place_id: int) -> Answer | None:
    """The answer of a shop to an edition."""
    found = row(db, "SELECT * FROM answers WHERE edition_id = ? AND place_id = ?", [edition_id, place_id])
    if found is None:
        return None
    return _answer(found, rows(db, "SELECT * FROM open_days WHERE answer_id = ? ORDER BY day", [found["id"]]))


def answers_of_edition(db: Database, edition_id: int) -> dict[int, Answer]:
    """Every answer of an edition, by place id (two queries, whatever the number of shops).

    One shop counts once: the answer that a merged copy kept beside the kept sheet's is left out.
    """
    days: dict[int, list[Row]] = {}
    for day in rows(db, "SELECT * FROM open_days WHERE edition_id = ? ORDER BY day", [edition_id]):
        days.setdefault(day["answer_id"], []).append(day)
    copies = "SELECT id FROM places WHERE merged_into IS NOT NULL"
    sql = f"SELECT * FROM answers WHERE edition_id = ? AND place_id NOT IN ({copies})"  # noqa: S608
    found = rows(db, sql, [edition_id])
    return {one["place_id"]: _answer(one, days.get(one["id"], [])) for one in found}


def latest_answers_before(db: Database, edition_ids: list[int], place_id: int | None = None) -> dict[int, Answer]:
    """The most recent answer of each shop among past editions given newest first, by place id."""
    latest: dict[int, Answer] = {}
    for edition_id in edition_ids:
        if place_id is not None:
            one = answer_of(db, edition_id, place_id)
            answers = {place_id: one} if one else {}
        else:
            answers = answers_of_edition(db, edition_id)
        for place, answer in answers.items():
            if answer.presence is not Presence.UNDECIDED:
                latest.setdefault(place, answer)
    return latest


def columns_of(values: AnswerValues) -> Row:
    """The columns an answer is stored in, its days apart."""
    return {
        "presence": str(values.presence),
        "reason": values.reason,
        "activities": json.dumps([str(activity) for activity in values.activities]),
        "other_activity": values.other_activity,
        "needs": json.dumps({str(need): packets for need, packets in values.needs.items() if packets}),
        "access_note": values.access_note,
        "duties_read": int(values.duties_read),
        "photos_allowed": int(values.photos_allowed),
    }


def set_open_days(db: Database, answer_id: int, edition_id: int, days: tuple[OpenDay, ...]) -> None:
    """Replace the hours of an answer."""
    db.conn.execute("DELETE FROM open_days WHERE answer_id = ?", [answer_id])
    for one in days:
        insert(
            db,
            "open_days",
            {
                "answer_id": answer_id,
                "edition_id": edition_id,
                "day": one.day.isoformat(),
                "opens": f"{one.opens:%H:%M}",
                "closes": f"{one.closes:%H:%M}",
                "break_from": f"{one.break_from:%H:%M}" if one.break_from else None,
                "break_to": f"{one.break_to:%H:%M}" if one.break_to else None,
            },
        )


# Who spreads the word around shops of the edition: contacts of an EPCI sheet, active, when a shop of it is invited.
OF_TERRITORIES = (
    "contacts.archived_at IS NULL AND contacts.id IN (SELECT contact_id FROM contact_places "
    "JOIN places ON places.id = place_id AND places.kind = 'epci' AND places.archived_at IS NULL "
    "WHERE epci_siren <> '' AND epci_siren IN (SELECT shops.epci_siren FROM places AS shops "
    "JOIN invitations ON invitations.place_id = shops.id WHERE edition_id = :edition AND shops.archived_at IS NULL))"
)


def contacts_of_territories(db: Database, edition_id: int) -> list[int]:
    """Ids of the active contacts of EPCI with a shop invited to the edition: its animators."""
    sql = f"SELECT contacts.id FROM contacts WHERE {OF_TERRITORIES} ORDER BY contacts.id"  # noqa: S608 - our own text
    return [one["id"] for one in rows(db, sql, {"edition": edition_id})]


def invited_shops(db: Database, edition_id: int) -> dict[int, str]:
    """Id -> name of the shops of the edition that are still in the registry."""
    sql = (
        "SELECT places.id, places.name FROM invitations JOIN places ON places.id = place_id "
        "WHERE edition_id = ? AND archived_at IS NULL"
    )
    return {one["id"]: one["name"] for one in rows(db, sql, [edition_id])}


def contacts_invited(db: Database, edition_id: int) -> list[int]:
    """Ids of the active contacts who answer for at least one shop of the edition."""
    found = rows(
        db,
        "SELECT DISTINCT contacts.id FROM contacts JOIN contact_places ON contact_id = contacts.id "
        "JOIN invitations ON invitations.place_id = contact_places.place_id "
        "WHERE edition_id = ? AND contacts.archived_at IS NULL ORDER BY contacts.id",
        [edition_id],
    )
    return [one["id"] for one in found]
