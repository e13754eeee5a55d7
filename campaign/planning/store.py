"""Tables of the spending: lines, funds, usual shares, attachments; rows ↔ dataclasses."""

import json
from collections.abc import Collection
from datetime import datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import InvalidInput
from campaign.planning.envelopes import Envelope
from campaign.planning.model import Attachment, Fund, FundKind, Line, Nature, Shares
from campaign.planning.money import Tax

migrations = Migrations("planning")
USUAL_LIMIT = 1_000  # 10 %, as the table has it


@migrations()
def m001_spending(db: Database) -> None:
    run_script(
        db,
        """
    -- Plans and partners that pay, whatever the edition.
    CREATE TABLE spending_funds (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('plan', 'partner')), name TEXT NOT NULL,
        archived_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    -- Cents, and hundredths of a percent; NULL is unknown. « shares » is JSON [[fund id, share]], [] or 10000 in all.
    CREATE TABLE spending_lines (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), nature TEXT NOT NULL,
        label TEXT NOT NULL, supplier TEXT NOT NULL DEFAULT '', tax TEXT NOT NULL CHECK (tax IN ('ht', 'ttc')),
        rate INTEGER CHECK (rate BETWEEN 0 AND 10000), planned INTEGER CHECK (planned >= 0),
        committed INTEGER CHECK (committed >= 0), spent INTEGER CHECK (spent >= 0), shares TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT '', task_id INTEGER REFERENCES plan_tasks (id),
        -- What a spreadsheet calls the line, here and on its way back.
        key TEXT NOT NULL DEFAULT ('d-' || lower(hex(randomblob(6)))),
        removed_at TEXT, version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, key)
    ) STRICT;
    -- How an edition's lines are paid when they do not say otherwise; the id is the edition's. « dearer »: by how much
    -- more than last time an alert is given, in hundredths of a percent.
    CREATE TABLE spending_shares (
        id INTEGER PRIMARY KEY REFERENCES editions (id), shares TEXT NOT NULL DEFAULT '[]',
        dearer INTEGER NOT NULL DEFAULT 1000 CHECK (dearer BETWEEN 0 AND 10000), version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    -- What a fund grants to an edition, in cents; NULL once taken back.
    CREATE TABLE spending_envelopes (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        fund_id INTEGER NOT NULL REFERENCES spending_funds (id), tax TEXT NOT NULL CHECK (tax IN ('ht', 'ttc')),
        granted INTEGER CHECK (granted >= 0), version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, fund_id)
    ) STRICT;
    -- « done » is JSON [[line id, version after, what it was before or null]], to take the import back.
    CREATE TABLE spending_imports (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), name TEXT NOT NULL,
        at TEXT NOT NULL, actor TEXT NOT NULL, done TEXT NOT NULL, undone_at TEXT
    ) STRICT;
    CREATE INDEX spending_imports_edition ON spending_imports (edition_id);
    CREATE TABLE spending_attachments (
        id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES spending_lines (id), name TEXT NOT NULL,
        file TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX spending_attachments_line ON spending_attachments (line_id);
    """,
    )


@migrations()
def m002_backplan(db: Database) -> None:
    run_script(
        db,
        """
    -- Never a date: offsets in working days from the edition's days. Lists are JSON: codes awaited, whom it asks, what
    -- it commits, fund ids.
    CREATE TABLE plan_tasks (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), code TEXT NOT NULL,
        title TEXT NOT NULL, role TEXT NOT NULL, anchor TEXT NOT NULL, offset_days INTEGER NOT NULL,
        duration INTEGER NOT NULL, awaits TEXT NOT NULL DEFAULT '[]', lead TEXT, lead_days INTEGER,
        asks TEXT NOT NULL DEFAULT '[]', commits TEXT NOT NULL DEFAULT '[]', funds TEXT NOT NULL DEFAULT '[]',
        state TEXT NOT NULL DEFAULT 'to_do', done_on TEXT,
        note TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (edition_id, code)
    ) STRICT;
    -- Who does a task: a name, erased twelve months after the edition; the role stays.
    CREATE TABLE plan_people (
        task_id INTEGER PRIMARY KEY REFERENCES plan_tasks (id), edition_id INTEGER NOT NULL REFERENCES editions (id),
        person TEXT NOT NULL
    ) STRICT;
    -- The calendar of a role, behind its own address; a renewed one closes the former.
    CREATE TABLE plan_feeds (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), role TEXT NOT NULL,
        generation INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, revoked_at TEXT,
        UNIQUE (edition_id, role)
    ) STRICT;
    CREATE TABLE plan_feed_tokens (
        fingerprint TEXT PRIMARY KEY, feed_id INTEGER NOT NULL REFERENCES plan_feeds (id), generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    )


def lines_of(db: Database, edition_id: int) -> list[Line]:
    """The lines of an edition by nature then as they were written; those taken out too."""
    files: dict[int, list[Attachment]] = {}
    sql = (
        "SELECT a.* FROM spending_attachments a JOIN spending_lines l ON l.id = a.line_id "
        "WHERE l.edition_id = ? AND a.removed_at IS NULL ORDER BY a.id"
    )
    for found in rows(db, sql, [edition_id]):
        files.setdefault(found["line_id"], []).append(attachment_of_row(found))
    listed = rows(db, "SELECT * FROM spending_lines WHERE edition_id = ? ORDER BY id", [edition_id])
    order = list(Nature)
    return sorted((_line(one, files.get(one["id"], [])) for one in listed), key=lambda one: order.index(one.nature))


def all_funds(db: Database) -> list[Fund]:
    """Plans then partners, by name, archived ones too."""
    found = rows(db, "SELECT * FROM spending_funds ORDER BY kind DESC, name COLLATE NOCASE, id")
    return [Fund(one["id"], FundKind(one["kind"]), one["name"], _moment(one["archived_at"]), one["version"])
            for one in found]  # fmt: skip


def refuse_unknown_funds(db: Database, wanted: Collection[int]) -> None:
    """Raises InvalidInput when one of them is not in the list."""
    if set(wanted) - {one.id for one in all_funds(db)}:
        raise InvalidInput("shares", "Ce financement n’existe pas, ou plus : rechargez la page.")


def usual_shares(db: Database, edition_id: int) -> tuple[Shares, int]:
    """How the lines of an edition are usually paid, and the version of that; (), 1 before anybody said."""
    found = row(db, "SELECT shares, version FROM spending_shares WHERE id = ?", [edition_id])
    return (read_shares(found["shares"]), found["version"]) if found else ((), 1)


def dearer_limit(db: Database, edition_id: int) -> int:
    """By how much more than last time an alert is given, in hundredths of a percent."""
    found = row(db, "SELECT dearer FROM spending_shares WHERE id = ?", [edition_id])
    return found["dearer"] if found else USUAL_LIMIT


def envelopes_of(db: Database, edition_id: int) -> list[Envelope]:
    """What each fund grants to an edition, those that granted something once."""
    found = rows(db, "SELECT * FROM spending_envelopes WHERE edition_id = ? ORDER BY fund_id", [edition_id])
    return [Envelope(one["fund_id"], Tax(one["tax"]), one["granted"], one["version"]) for one in found]


def written(shares: Shares) -> str:
    """Shares as they are kept."""
    return json.dumps(shares)


def read_shares(kept: str) -> Shares:
    """Shares as they were kept."""
    return tuple((fund_id, share) for fund_id, share in json.loads(kept))


def _line(found: Row, attachments: list[Attachment]) -> Line:
    return Line(
        id=found["id"],
        edition_id=found["edition_id"],
        nature=Nature(found["nature"]),
        label=found["label"],
        tax=Tax(found["tax"]),
        planned=found["planned"],
        committed=found["committed"],
        spent=found["spent"],
        rate=found["rate"],
        supplier=found["supplier"],
        note=found["note"],
        shares=read_shares(found["shares"]),
        task_id=found["task_id"],
        key=found["key"],
        attachments=tuple(attachments),
        removed_at=_moment(found["removed_at"]),
        version=found["version"],
    )


def attachment_of_row(found: Row) -> Attachment:
    """An attachment."""
    return Attachment(
        found["id"], found["line_id"], found["name"], found["file"], found["media_type"], found["size"],
        _moment(found["removed_at"]),
    )  # fmt: skip


def _moment(stamp: str | None) -> datetime | None:
    return clock.from_stamp(stamp) if stamp else None
