"""Tables of the framework, local texts, figures, quotes, visuals."""

from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import NotFound
from campaign.press.model import Block, Figure, LocalText, PressSheet, Quote, QuoteState, Visual

migrations = Migrations("press")
VISUALS = "press"  # the purpose under which the pictures are kept (base.kept_files)
_FIGURES = "SELECT * FROM press_figures WHERE edition_id = ?"
_QUOTES = "SELECT q.*, a.email FROM press_quotes q LEFT JOIN press_authors a ON a.quote_id = q.id"


@migrations()
def m001_press(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE press_sheets (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id), dated TEXT, embargo_until TEXT,
        contact_name TEXT NOT NULL DEFAULT '', contact_service TEXT NOT NULL DEFAULT '',
        contact_phone TEXT NOT NULL DEFAULT '', contact_email TEXT NOT NULL DEFAULT '', published_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE press_blocks (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), code TEXT NOT NULL,
        title TEXT NOT NULL, text TEXT NOT NULL, locked INTEGER NOT NULL, position INTEGER NOT NULL,
        custom INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0, actor TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, code)
    ) STRICT;
    CREATE TABLE press_locals (
        block_id INTEGER NOT NULL REFERENCES press_blocks (id), audience TEXT NOT NULL CHECK (audience <> ''),
        text TEXT, based_on INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (block_id, audience)
    ) STRICT, WITHOUT ROWID;
    -- Every text that was ever kept, the common ones under the audience '': nothing written is lost.
    CREATE TABLE press_texts (
        id INTEGER PRIMARY KEY, block_id INTEGER NOT NULL REFERENCES press_blocks (id), audience TEXT NOT NULL,
        version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT, actor TEXT NOT NULL, at TEXT NOT NULL,
        UNIQUE (block_id, audience, version)
    ) STRICT;
    CREATE TABLE press_figures (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), code TEXT NOT NULL,
        value TEXT NOT NULL, label TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''),
        source_url TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, code)
    ) STRICT;
    -- asked: the words as they were sent to their author, to tell what the author changed.
    CREATE TABLE press_quotes (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), audience TEXT NOT NULL,
        author TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, asked TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'approved', 'refused')), asked_at TEXT, decided_at TEXT,
        remark TEXT NOT NULL DEFAULT '', generation INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL DEFAULT 0,
        removed INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX press_quotes_edition ON press_quotes (edition_id);
    -- Apart from the quotes, which are published and stay: how to reach their authors is forgotten after a year.
    CREATE TABLE press_authors (
        quote_id INTEGER PRIMARY KEY REFERENCES press_quotes (id) ON DELETE CASCADE, email TEXT NOT NULL
    ) STRICT;
    CREATE TABLE press_quote_links (
        fingerprint TEXT PRIMARY KEY, quote_id INTEGER NOT NULL REFERENCES press_quotes (id) ON DELETE CASCADE,
        generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE press_visuals (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), file TEXT NOT NULL,
        caption TEXT NOT NULL, credit TEXT NOT NULL, alternative TEXT NOT NULL, width INTEGER NOT NULL,
        height INTEGER NOT NULL, position INTEGER NOT NULL DEFAULT 0, people INTEGER NOT NULL DEFAULT 0,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    """,
    )


def sheet_of(db: Database, edition_id: int) -> PressSheet:
    """The sheet of an edition; an empty one before anything was written."""
    found = row(db, "SELECT * FROM press_sheets WHERE edition_id = ?", [edition_id])
    if found is None:
        return PressSheet(edition_id, version=0)
    return PressSheet(
        edition_id=edition_id,
        dated=date.fromisoformat(found["dated"]) if found["dated"] else None,
        embargo_until=_moment(found["embargo_until"]),
        contact_name=found["contact_name"],
        contact_service=found["contact_service"],
        contact_phone=found["contact_phone"],
        contact_email=found["contact_email"],
        published_at=_moment(found["published_at"]),
        version=found["version"],
    )


def blocks_of(db: Database, edition_id: int) -> list[Block]:
    """The framework in its order, as it was kept; [] before the first write: the default one stands."""
    sql = "SELECT * FROM press_blocks WHERE edition_id = ? AND NOT removed ORDER BY position, id"
    return [block_from(one) for one in rows(db, sql, [edition_id])]


def block_from(one: Row) -> Block:
    """A block from its row."""
    return Block(
        id=one["id"],
        edition_id=one["edition_id"],
        code=one["code"],
        title=one["title"],
        text=one["text"],
        locked=bool(one["locked"]),
        position=one["position"],
        custom=bool(one["custom"]),
        actor=one["actor"],
        at=_moment(one["at"]),
        version=one["version"],
    )


def locals_of(db: Database, edition_id: int) -> dict[tuple[int, str], LocalText]:
    """Every local text of an edition, by block and audience."""
    found = rows(
        db,
        "SELECT l.* FROM press_locals l JOIN press_blocks b ON b.id = l.block_id WHERE b.edition_id = ?",
        [edition_id],
    )
    return {(one["block_id"], one["audience"]): local_from(one) for one in found}


def local_from(one: Row) -> LocalText:
    """A local text from its row."""
    return LocalText(
        one["block_id"], one["audience"], one["text"], one["based_on"], one["actor"], _moment(one["at"]), one["version"]
    )


def common_text_at(db: Database, block_id: int, version: int) -> str | None:
    """What the common block said at a version, None when it was never kept."""
    found = row(
        db, "SELECT text FROM press_texts WHERE block_id = ? AND audience = '' AND version = ?", [block_id, version]
    )
    return found["text"] if found else None


def typed_figures(db: Database, edition_id: int) -> list[Figure]:
    """The figures somebody typed, in their order."""
    found = rows(db, f"{_FIGURES} AND NOT removed ORDER BY position, id", [edition_id])
    return [
        Figure(one["code"], one["value"], one["label"], one["source"], one["source_url"], "", one["id"], one["version"])
        for one in found
    ]


def quotes_of(db: Database, edition_id: int) -> list[Quote]:
    """Every quote of an edition, in their order."""
    sql = f"{_QUOTES} WHERE q.edition_id = ? AND NOT q.removed ORDER BY q.position, q.id"
    return [quote_from(one) for one in rows(db, sql, [edition_id])]


def quote_by_id(db: Database, quote_id: int) -> Quote | None:
    """A quote that was not removed."""
    found = row(db, f"{_QUOTES} WHERE q.id = ? AND NOT q.removed", [quote_id])
    return quote_from(found) if found else None


def known_quote(db: Database, quote_id: int) -> Quote:
    """The quote of that id. Raises NotFound."""
    found = quote_by_id(db, quote_id)
    if found is None:
        raise NotFound("Cette citation n’est plus là.")
    return found


def quote_from(one: Row) -> Quote:
    """A quote from its row."""
    return Quote(
        id=one["id"],
        edition_id=one["edition_id"],
        audience=one["audience"],
        author=one["author"],
        role=one["role"],
        text=one["text"],
        email=one["email"] or "",
        state=QuoteState(one["state"]),
        decided_at=_moment(one["decided_at"]),
        version=one["version"],
        asked=one["asked"],
        asked_at=_moment(one["asked_at"]),
        remark=one["remark"],
        generation=one["generation"],
    )


def visuals_of(db: Database, edition_id: int) -> list[Visual]:
    """The pictures for the press, in their order."""
    found = rows(db, "SELECT * FROM press_visuals WHERE edition_id = ? ORDER BY position, id", [edition_id])
    return [visual_from(one) for one in found]


def visual_from(one: Row) -> Visual:
    """A picture from its row."""
    return Visual(**{**one, "people": bool(one["people"])})


def _moment(stamp: str | None) -> datetime | None:
    return clock.from_stamp(stamp) if stamp else None
