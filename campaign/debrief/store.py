"""Tables of the debriefs: sets of questions by version, debriefs, parts, answers, people; rows ↔ dataclasses."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script
from campaign.debrief.default_questions import FIRST_SETS
from campaign.debrief.model import (
    Answer,
    AnswerKind,
    Audience,
    Debrief,
    Figure,
    Question,
    QuestionSet,
    Quote,
    Section,
    Source,
    Unit,
)
from campaign.debrief.photos_model import Consent, DebriefPhoto

migrations = Migrations("debrief")


@migrations()
def m001_debrief(db: Database) -> None:
    run_script(
        db,
        """
    -- A version that served is kept: the answers of an old edition are read with its own questions.
    CREATE TABLE debrief_sets (
        audience TEXT NOT NULL CHECK (audience IN ('shop', 'animator')), version INTEGER NOT NULL CHECK (version > 0),
        content TEXT NOT NULL, added_at TEXT NOT NULL, PRIMARY KEY (audience, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER debrief_sets_stay BEFORE UPDATE ON debrief_sets
        BEGIN SELECT RAISE(ABORT, 'a version of questions that served is never changed'); END;
    CREATE TABLE debriefs (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        place_id INTEGER NOT NULL REFERENCES places (id), audience TEXT NOT NULL, set_version INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('link', 'agent', 'paper')), actor TEXT NOT NULL,
        started_at TEXT NOT NULL, finished_at TEXT, version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, place_id),
        FOREIGN KEY (audience, set_version) REFERENCES debrief_sets (audience, version)
    ) STRICT;
    CREATE TABLE debrief_sections (
        debrief_id INTEGER NOT NULL REFERENCES debriefs (id) ON DELETE CASCADE, section TEXT NOT NULL,
        version INTEGER NOT NULL, actor TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (debrief_id, section)
    ) STRICT, WITHOUT ROWID;
    -- An unknown figure has none: it can never be taken for a zero, nor a number lose its unit.
    CREATE TABLE debrief_answers (
        debrief_id INTEGER NOT NULL REFERENCES debriefs (id) ON DELETE CASCADE, question TEXT NOT NULL,
        day TEXT NOT NULL DEFAULT '', low REAL, high REAL, unit TEXT, choices TEXT NOT NULL DEFAULT '[]',
        text TEXT NOT NULL DEFAULT '', unknown INTEGER NOT NULL DEFAULT 0 CHECK (unknown IN (0, 1)),
        confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
        PRIMARY KEY (debrief_id, question, day),
        CHECK ((low IS NULL) = (high IS NULL) AND (low IS NULL) = (unit IS NULL)),
        CHECK (low IS NULL OR (0 <= low AND low <= high)),
        CHECK (unknown = 0 OR (low IS NULL AND text = '' AND choices = '[]'))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE debrief_quotes (
        debrief_id INTEGER NOT NULL REFERENCES debriefs (id) ON DELETE CASCADE, question TEXT NOT NULL,
        PRIMARY KEY (debrief_id, question)
    ) STRICT, WITHOUT ROWID;
    -- People's names, apart: they go twelve months after the edition. Question '' is who answered.
    CREATE TABLE debrief_people (
        debrief_id INTEGER NOT NULL REFERENCES debriefs (id) ON DELETE CASCADE, question TEXT NOT NULL DEFAULT '',
        edition_id INTEGER NOT NULL REFERENCES editions (id), name TEXT NOT NULL, PRIMARY KEY (debrief_id, question)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX debrief_people_edition ON debrief_people (edition_id);
    -- The credit stays beside the photo as long as it is kept; both are erased together.
    CREATE TABLE debrief_photos (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        place_id INTEGER NOT NULL REFERENCES places (id), file TEXT NOT NULL, width INTEGER NOT NULL,
        height INTEGER NOT NULL, credit TEXT NOT NULL CHECK (credit <> ''),
        consent TEXT NOT NULL CHECK (consent IN ('nobody', 'agreed')), caption TEXT NOT NULL DEFAULT '',
        alternative TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, added_at TEXT NOT NULL, removed_at TEXT
    ) STRICT;
    CREATE INDEX debrief_photos_place ON debrief_photos (edition_id, place_id);
    """,
    )


def latest_set(db: Database, audience: Audience) -> QuestionSet:
    """The questions asked now: the last version kept, else the first one of ours."""
    sql = "SELECT content FROM debrief_sets WHERE audience = ? ORDER BY version DESC LIMIT 1"
    found = row(db, sql, [str(audience)])
    return set_from(found["content"]) if found else FIRST_SETS[audience]


def set_of(db: Database, audience: Audience, version: int) -> QuestionSet:
    """One version, as it was when it served."""
    sql = "SELECT content FROM debrief_sets WHERE audience = ? AND version = ?"
    found = row(db, sql, [str(audience), version])
    return set_from(found["content"]) if found else FIRST_SETS[audience]


def sets_of(db: Database, debriefs: Iterable[Debrief]) -> dict[tuple[Audience, int], QuestionSet]:
    """The versions of questions these debriefs answered."""
    return {served: set_of(db, *served) for served in {(one.audience, one.set_version) for one in debriefs}}


def keep_set(db: Database, questions: QuestionSet) -> None:
    """Keep a version, once."""
    db.conn.execute(
        "INSERT OR IGNORE INTO debrief_sets (audience, version, content, added_at) VALUES (?, ?, ?, ?)",
        [str(questions.audience), questions.version, json.dumps(asdict(questions), ensure_ascii=False), clock.stamp()],
    )


def set_from(content: str) -> QuestionSet:
    """A set of questions from its JSON text."""
    read = json.loads(content)
    return QuestionSet(
        audience=Audience(read["audience"]),
        version=read["version"],
        sections=tuple(Section(**one) for one in read["sections"]),
        questions=tuple(_question(one) for one in read["questions"]),
    )


def debriefs_of(db: Database, edition_id: int, place_id: int | None = None) -> list[Debrief]:
    """The debriefs of an edition with their answers, by place; or the one of a place.

    A copy merged into another sheet counts no more: its shop told once. What it told stays readable on the copy.
    """
    merged = "SELECT id FROM places WHERE merged_into IS NOT NULL"
    where = f"edition_id = :edition AND (place_id = :place OR (:place IS NULL AND place_id NOT IN ({merged})))"
    wanted = {"edition": edition_id, "place": place_id}
    found = rows(db, f"SELECT * FROM debriefs WHERE {where} ORDER BY place_id", wanted)  # noqa: S608 - our own words
    parts = {}
    for table in ("debrief_sections", "debrief_answers", "debrief_quotes", "debrief_people"):
        sql = f"SELECT * FROM {table} WHERE debrief_id IN (SELECT id FROM debriefs WHERE {where})"  # noqa: S608
        parts[table] = _by_debrief(rows(db, sql, wanted))
    return [_debrief(one, {table: kept[one["id"]] for table, kept in parts.items()}) for one in found]


def debrief_of(db: Database, edition_id: int, place_id: int) -> Debrief | None:
    """What one place told, None when nothing yet."""
    return next(iter(debriefs_of(db, edition_id, place_id)), None)


def start(db: Database, edition_id: int, place_id: int, questions: QuestionSet, source: Source, actor: str) -> int:
    """A new debrief, on these questions; its id."""
    keep_set(db, questions)
    return insert(
        db,
        "debriefs",
        {
            "edition_id": edition_id, "place_id": place_id, "audience": str(questions.audience),
            "set_version": questions.version, "source": str(source), "actor": actor, "started_at": clock.stamp(),
        },
    )  # fmt: skip


def keep_section(
    db: Database, debrief_id: int, section: str, codes: Iterable[str], answers: Iterable[Answer], actor: str
) -> None:
    """Replace the answers to the questions ``codes`` of one part."""
    db.conn.executemany(
        "DELETE FROM debrief_answers WHERE debrief_id = ? AND question = ?", [(debrief_id, code) for code in codes]
    )
    for one in answers:
        insert(db, "debrief_answers", {"debrief_id": debrief_id, **_columns(one)})
    db.conn.execute(
        "INSERT INTO debrief_sections (debrief_id, section, version, actor, saved_at) VALUES (?, ?, 1, ?, ?) "
        "ON CONFLICT DO UPDATE SET version = version + 1, actor = excluded.actor, saved_at = excluded.saved_at",
        [debrief_id, section, actor, clock.stamp()],
    )


def keep_quotes(db: Database, debrief: Debrief, codes: Iterable[str], quotes: Mapping[str, Quote]) -> None:
    """Replace what may be quoted among the questions ``codes``, and by what name."""
    for code in codes:
        for table in ("debrief_quotes", "debrief_people"):
            db.conn.execute(f"DELETE FROM {table} WHERE debrief_id = ? AND question = ?", [debrief.id, code])  # noqa: S608
        if code in quotes:
            insert(db, "debrief_quotes", {"debrief_id": debrief.id, "question": code})
            keep_name(db, debrief, code, quotes[code].name)


def keep_name(db: Database, debrief: Debrief, question: str, name: str) -> None:
    """Who answered ('' as a question) or signs a quote; nothing is kept of an empty name."""
    if name:
        db.conn.execute(
            "INSERT OR REPLACE INTO debrief_people (debrief_id, question, edition_id, name) VALUES (?, ?, ?, ?)",
            [debrief.id, question, debrief.edition_id, name],
        )


def photos_of(db: Database, edition_id: int, place_id: int | None = None) -> list[DebriefPhoto]:
    """The photos of an edition by place then as they came, or those of one place; without those taken out."""
    found = rows(
        db,
        "SELECT * FROM debrief_photos WHERE edition_id = :edition AND (:place IS NULL OR place_id = :place) "
        "AND removed_at IS NULL ORDER BY place_id, id",
        {"edition": edition_id, "place": place_id},
    )
    return [_photo(one) for one in found]


def photo_by_id(db: Database, photo_id: int) -> DebriefPhoto | None:
    """One photo, even taken out."""
    found = row(db, "SELECT * FROM debrief_photos WHERE id = ?", [photo_id])
    return _photo(found) if found else None


def _photo(found: Row) -> DebriefPhoto:
    return DebriefPhoto(
        id=found["id"],
        edition_id=found["edition_id"],
        place_id=found["place_id"],
        file=found["file"],
        width=found["width"],
        height=found["height"],
        credit=found["credit"],
        consent=Consent(found["consent"]),
        caption=found["caption"],
        alternative=found["alternative"],
        added_at=clock.from_stamp(found["added_at"]),
        removed_at=clock.from_stamp(found["removed_at"]) if found["removed_at"] else None,
    )


def _by_debrief(found: list[Row]) -> dict[int, list[Row]]:
    kept: dict[int, list[Row]] = defaultdict(list)
    for one in found:
        kept[one["debrief_id"]].append(one)
    return kept


def _debrief(found: Row, parts: Mapping[str, list[Row]]) -> Debrief:
    names = {one["question"]: one["name"] for one in parts["debrief_people"]}
    saved_at = max((one["saved_at"] for one in parts["debrief_sections"]), default="")
    return Debrief(
        id=found["id"],
        edition_id=found["edition_id"],
        place_id=found["place_id"],
        audience=Audience(found["audience"]),
        set_version=found["set_version"],
        source=Source(found["source"]),
        started_at=clock.from_stamp(found["started_at"]),
        answered_by=names.get("", ""),
        saved=tuple((one["section"], one["version"]) for one in parts["debrief_sections"]),
        saved_at=clock.from_stamp(saved_at) if saved_at else None,
        finished_at=clock.from_stamp(found["finished_at"]) if found["finished_at"] else None,
        version=found["version"],
        answers=tuple(_answer(one) for one in parts["debrief_answers"]),
        quotes=tuple(Quote(one["question"], names.get(one["question"], "")) for one in parts["debrief_quotes"]),
    )


def _answer(found: Row) -> Answer:
    figure = None if found["low"] is None else Figure(found["low"], found["high"], Unit(found["unit"]))
    return Answer(
        question=found["question"],
        day=date.fromisoformat(found["day"]) if found["day"] else None,
        figure=figure,
        choices=() if found["choices"] == "[]" else tuple(json.loads(found["choices"])),
        text=found["text"],
        unknown=bool(found["unknown"]),
        confirmed=bool(found["confirmed"]),
    )


def _columns(one: Answer) -> Row:
    return {
        "question": one.question,
        "day": one.day.isoformat() if one.day else "",
        "low": one.figure.low if one.figure else None,
        "high": one.figure.high if one.figure else None,
        "unit": str(one.figure.unit) if one.figure else None,
        "choices": json.dumps(one.choices),
        "text": one.text,
        "unknown": int(one.unknown),
        "confirmed": int(one.confirmed),
    }


def _question(read: dict) -> Question:
    return Question(**{
        **read,
        "kind": AnswerKind(read["kind"]),
        "units": tuple(Unit(one) for one in read["units"]),
        "choices": tuple((code, label) for code, label in read["choices"]),
    })  # fmt: skip
