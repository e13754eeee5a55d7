"""Tables of the consultation; rows ↔ dataclasses."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.consultation.candidates import Search
from campaign.consultation.consulted import KeptReply, KeptRival
from campaign.consultation.model import DaySet, RivalEvent, Weights, from_code
from campaign.consultation.votes import Choice, Reply, Voter, VoterKind
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where

migrations = Migrations("consultation")
OTHER_DAYS, SAID_BY = "other_days", "said_by"  # what a line of words is about, when it is not about a set


@migrations()
def m001_consultation(db: Database) -> None:
    run_script(
        db,
        """
    -- Its id is its edition's: one consultation each.
    CREATE TABLE consultations (
        id INTEGER PRIMARY KEY REFERENCES editions (id), search TEXT NOT NULL DEFAULT '',
        weights TEXT NOT NULL DEFAULT '', closes_on TEXT, quorum INTEGER CHECK (quorum BETWEEN 1 AND 100),
        opened_at TEXT, decided TEXT, decided_at TEXT, why TEXT NOT NULL DEFAULT '',
        version INTEGER NOT NULL DEFAULT 1, CHECK ((opened_at IS NULL) = (closes_on IS NULL)),
        CHECK ((decided IS NULL) = (decided_at IS NULL))
    ) STRICT;
    CREATE TABLE consultation_rivals (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), name TEXT NOT NULL,
        first TEXT NOT NULL, last TEXT NOT NULL, removed_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK (first <= last)
    ) STRICT;
    CREATE INDEX consultation_rivals_edition ON consultation_rivals (edition_id);
    CREATE TABLE consultation_sets (
        edition_id INTEGER NOT NULL REFERENCES consultations (id), code TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        proposed_at TEXT NOT NULL, added INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (edition_id, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE consultation_voters (
        edition_id INTEGER NOT NULL REFERENCES consultations (id), place_id INTEGER NOT NULL REFERENCES places (id),
        PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX consultation_voters_place ON consultation_voters (place_id);
    CREATE TABLE consultation_replies (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL, place_id INTEGER NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, place_id),
        FOREIGN KEY (edition_id, place_id) REFERENCES consultation_voters (edition_id, place_id)
    ) STRICT;
    CREATE TABLE consultation_choices (
        reply_id INTEGER NOT NULL REFERENCES consultation_replies (id) ON DELETE CASCADE, edition_id INTEGER NOT NULL,
        code TEXT NOT NULL, choice TEXT NOT NULL CHECK (choice IN ('yes', 'if_needed', 'no')),
        PRIMARY KEY (reply_id, code),
        FOREIGN KEY (edition_id, code) REFERENCES consultation_sets (edition_id, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX consultation_choices_set ON consultation_choices (edition_id, code);
    -- People's own words, apart: they go twelve months after the edition, the choices stay.
    CREATE TABLE consultation_words (
        reply_id INTEGER NOT NULL REFERENCES consultation_replies (id) ON DELETE CASCADE, edition_id INTEGER NOT NULL,
        about TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (reply_id, about)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX consultation_words_edition ON consultation_words (edition_id);
    CREATE VIEW consultation_people AS SELECT edition_id, words AS name FROM consultation_words WHERE about = 'said_by';
    -- One round of reminders a day, whatever the code above says.
    CREATE TABLE consultation_reminders (
        edition_id INTEGER NOT NULL REFERENCES consultations (id), day TEXT NOT NULL, messages INTEGER NOT NULL,
        PRIMARY KEY (edition_id, day)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def begun(db: Database, edition_id: int) -> Row:
    """The row of an edition's consultation, made at the first call."""
    db.conn.execute("INSERT OR IGNORE INTO consultations (id) VALUES (?)", [edition_id])
    return found(db, edition_id)


def found(db: Database, edition_id: int) -> Row | None:
    """The row of an edition's consultation, when somebody began one."""
    return row(db, "SELECT * FROM consultations WHERE id = ?", [edition_id])


def search_written(search: Search) -> str:
    """A search as its column keeps it."""
    return json.dumps({**asdict(search), "first": search.first.isoformat(), "last": search.last.isoformat()})


def search_from(text: str) -> Search | None:
    """What ``search_written`` wrote."""
    if not text:
        return None
    kept = json.loads(text)
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    return Search(first, last, tuple(kept["weekdays"]), kept["day_count"], kept["gap"])


def weights_written(weights: Weights) -> str:
    """Weights as their column keeps them."""
    return json.dumps(asdict(weights))


def weights_from(text: str) -> Weights:
    """What ``weights_written`` wrote, else the usual ones."""
    return Weights(**json.loads(text)) if text else Weights()


def rivals_of(db: Database, edition_id: int) -> list[KeptRival]:
    """The rival events of an edition by date, those taken out among them."""
    sql = "SELECT * FROM consultation_rivals WHERE edition_id = ? ORDER BY first, last, id"
    return [
        KeptRival(
            one["id"],
            RivalEvent(one["name"], date.fromisoformat(one["first"]), date.fromisoformat(one["last"])),
            one["removed_at"] is not None,
        )
        for one in rows(db, sql, [edition_id])
    ]


def sets_of(db: Database, edition_id: int) -> list[tuple[DaySet, Row]]:
    """The sets proposed, by date, each with its row."""
    listed = rows(db, "SELECT * FROM consultation_sets WHERE edition_id = ?", [edition_id])
    return sorted(((from_code(one["code"]), one) for one in listed), key=lambda one: one[0])


def voter_of(place: Place) -> Voter:
    """A place as one that answers."""
    kind = VoterKind.ANIMATOR if place.kind is Kind.EPCI else VoterKind.SHOP
    return Voter(place.id, place.name, kind, place.epci_siren, place.epci_name)


def voters_of(db: Database, edition_id: int) -> list[Voter]:
    """Who is asked, by EPCI and name; a place archived since is no longer."""
    where = (
        "archived_at IS NULL AND id IN (SELECT place_id FROM consultation_voters WHERE edition_id = :edition) "
        "AND kind IN ('shop', 'epci')"
    )
    voters = [voter_of(one) for one in places_where(db, where, {"edition": edition_id})]
    return sorted(voters, key=lambda one: (one.epci_name, one.name, one.place_id))


def is_asked(db: Database, edition_id: int, place_id: int) -> bool:
    """Whether this place is among the voters."""
    sql = (
        "SELECT 1 FROM consultation_voters JOIN places ON places.id = place_id "
        "WHERE edition_id = ? AND place_id = ? AND archived_at IS NULL AND kind IN ('shop', 'epci')"
    )
    return row(db, sql, [edition_id, place_id]) is not None


def reply_of(db: Database, edition_id: int, place_id: int) -> KeptReply | None:
    """The last reply of a place."""
    sql = "SELECT * FROM consultation_replies WHERE edition_id = ? AND place_id = ?"
    one = row(db, sql, [edition_id, place_id])
    if one is None:
        return None
    choices = rows(db, "SELECT * FROM consultation_choices WHERE reply_id = ?", [one["id"]])
    words = rows(db, "SELECT * FROM consultation_words WHERE reply_id = ?", [one["id"]])
    said = {from_code(found["code"]): Choice(found["choice"]) for found in choices}
    return _reply(one, said, {found["about"]: found["words"] for found in words})


def replies_of(db: Database, edition_id: int) -> dict[int, KeptReply]:
    """Place id -> its last reply. Three queries, whatever the number of voters."""
    sets = {days.code: days for days, _ in sets_of(db, edition_id)}
    choices: dict[int, dict[DaySet, Choice]] = {}
    for one in rows(db, "SELECT * FROM consultation_choices WHERE edition_id = ?", [edition_id]):
        choices.setdefault(one["reply_id"], {})[sets[one["code"]]] = Choice(one["choice"])
    words: dict[int, dict[str, str]] = {}
    for one in rows(db, "SELECT * FROM consultation_words WHERE edition_id = ?", [edition_id]):
        words.setdefault(one["reply_id"], {})[one["about"]] = one["words"]
    return {
        one["place_id"]: _reply(one, choices.get(one["id"], {}), words.get(one["id"], {}))
        for one in rows(db, "SELECT * FROM consultation_replies WHERE edition_id = ?", [edition_id])
    }


def _reply(one: Row, choices: Mapping[DaySet, Choice], words: Mapping[str, str]) -> KeptReply:
    comments = {from_code(about): text for about, text in words.items() if about not in (OTHER_DAYS, SAID_BY)}
    return KeptReply(
        one["id"],
        Reply(one["place_id"], choices, comments, words.get(OTHER_DAYS, "")),
        clock.from_stamp(one["at"]),
        not str(one["actor"]).startswith("contact"),
        words.get(SAID_BY, ""),
        one["version"],
    )


def keep_reply(db: Database, reply_id: int, edition_id: int, reply: Reply, said_by: str) -> None:
    """Write the choices and the words of a reply in the place of those it had."""
    db.conn.execute("DELETE FROM consultation_choices WHERE reply_id = ?", [reply_id])
    db.conn.execute("DELETE FROM consultation_words WHERE reply_id = ?", [reply_id])
    said = {days.code: text for days, text in reply.comments.items()}
    said |= {OTHER_DAYS: reply.other_days, SAID_BY: said_by}
    db.conn.executemany(
        "INSERT INTO consultation_choices (reply_id, edition_id, code, choice) VALUES (?, ?, ?, ?)",
        [(reply_id, edition_id, days.code, str(choice)) for days, choice in reply.choices.items()],
    )
    db.conn.executemany(
        "INSERT INTO consultation_words (reply_id, edition_id, about, words) VALUES (?, ?, ?, ?)",
        [(reply_id, edition_id, about, text) for about, text in said.items() if text],
    )


def moment(stamp: str | None) -> datetime | None:
    """An instant kept, or None."""
    return clock.from_stamp(stamp) if stamp else None
