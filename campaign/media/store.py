"""Tables of outlets, correspondents, sendings, coverage, spaces, places of posters; rows ↔ dataclasses."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.base.errors import NotFound
from campaign.media.model import (
    Correspondent,
    Coverage,
    Outlet,
    OutletKind,
    PressSending,
    Space,
    SpaceKind,
    SpaceState,
    Tone,
)
from campaign.planning.money import Tax

migrations = Migrations("media")


@migrations()
def m001_media(db: Database) -> None:
    run_script(
        db,
        """
    -- « territories » are SIREN in JSON; [] is the whole département for an outlet, its outlets' for a correspondent.
    CREATE TABLE media_outlets (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, territories TEXT NOT NULL DEFAULT '[]',
        website TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', archived_at TEXT, created_at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE media_correspondents (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, job TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', territories TEXT NOT NULL DEFAULT '[]',
        archived_at TEXT, created_at TEXT NOT NULL, contacted_at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE media_correspondent_outlets (
        correspondent_id INTEGER NOT NULL REFERENCES media_correspondents (id) ON DELETE CASCADE,
        outlet_id INTEGER NOT NULL REFERENCES media_outlets (id), PRIMARY KEY (correspondent_id, outlet_id)
    ) STRICT, WITHOUT ROWID;
    -- « headline » is the subject as it read on the day of the decision.
    CREATE TABLE media_sendings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), audience TEXT NOT NULL,
        subject TEXT NOT NULL, headline TEXT NOT NULL, text TEXT NOT NULL, leaves_at TEXT NOT NULL,
        created_at TEXT NOT NULL, actor TEXT NOT NULL, cancelled_at TEXT
    ) STRICT;
    CREATE INDEX media_sendings_edition ON media_sendings (edition_id);
    -- To whom a sending goes: one line a person and an address, so that nobody gets it twice.
    CREATE TABLE media_recipients (
        id INTEGER PRIMARY KEY, sending_id INTEGER NOT NULL REFERENCES media_sendings (id),
        correspondent_id INTEGER REFERENCES media_correspondents (id) ON DELETE SET NULL, address TEXT NOT NULL,
        outlets TEXT NOT NULL, UNIQUE (sending_id, correspondent_id), UNIQUE (sending_id, address)
    ) STRICT;
    CREATE INDEX media_recipients_correspondent ON media_recipients (correspondent_id);
    CREATE TABLE media_coverage (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        outlet_id INTEGER REFERENCES media_outlets (id), outlet_name TEXT NOT NULL DEFAULT '',
        published_on TEXT NOT NULL, title TEXT NOT NULL, link TEXT NOT NULL DEFAULT '', scan TEXT NOT NULL DEFAULT '',
        scan_type TEXT NOT NULL DEFAULT '', reach INTEGER CHECK (reach >= 0), tone TEXT, note TEXT NOT NULL DEFAULT '',
        audience TEXT NOT NULL DEFAULT '', removed_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX media_coverage_edition ON media_coverage (edition_id);
    CREATE TABLE media_spaces (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), kind TEXT NOT NULL,
        title TEXT NOT NULL, outlet_id INTEGER REFERENCES media_outlets (id), starts_on TEXT NOT NULL,
        ends_on TEXT NOT NULL CHECK (ends_on >= starts_on), quantity INTEGER, format TEXT NOT NULL DEFAULT '',
        planned INTEGER, committed INTEGER, spent INTEGER, tax TEXT NOT NULL CHECK (tax IN ('ht', 'ttc')),
        state TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', removed_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX media_spaces_edition ON media_spaces (edition_id);
    CREATE TABLE poster_spots (
        id INTEGER PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL DEFAULT '',
        insee_code TEXT NOT NULL, commune TEXT NOT NULL, epci_siren TEXT NOT NULL, epci_name TEXT NOT NULL,
        latitude REAL, longitude REAL, quantity INTEGER NOT NULL CHECK (quantity > 0), by_whom TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', archived_at TEXT, created_at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    -- A place kept for an edition; its code is made from the secret, the id and the generation, and is not here.
    CREATE TABLE poster_postings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        spot_id INTEGER NOT NULL REFERENCES poster_spots (id), generation INTEGER NOT NULL DEFAULT 1,
        created_at TEXT NOT NULL, left_at TEXT, UNIQUE (edition_id, spot_id)
    ) STRICT;
    CREATE TABLE poster_codes (
        fingerprint TEXT PRIMARY KEY, posting_id INTEGER NOT NULL REFERENCES poster_postings (id) ON DELETE CASCADE,
        generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE poster_notes (
        id INTEGER PRIMARY KEY, posting_id INTEGER NOT NULL REFERENCES poster_postings (id) ON DELETE CASCADE,
        state TEXT NOT NULL CHECK (state IN ('to_pose', 'posed', 'not_found', 'removed')), at TEXT NOT NULL,
        actor TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', photo TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX poster_notes_posting ON poster_notes (posting_id);
    """,
    )


def written(territories: Sequence[str]) -> str:
    """The SIREN of a territory as they are kept."""
    return json.dumps(sorted(set(territories)))


def all_outlets(db: Database) -> list[Outlet]:
    """Every outlet, archived ones too, by name."""
    return [_outlet(one) for one in rows(db, "SELECT * FROM media_outlets ORDER BY name COLLATE NOCASE, id")]


def outlet_by_id(db: Database, outlet_id: int) -> Outlet | None:
    """One outlet."""
    found = row(db, "SELECT * FROM media_outlets WHERE id = ?", [outlet_id])
    return _outlet(found) if found else None


def known_outlet(db: Database, outlet_id: int) -> Outlet:
    """The outlet.

    Raises:
        NotFound.
    """
    found = outlet_by_id(db, outlet_id)
    if found is None:
        raise NotFound("Ce média n’existe pas.")
    return found


def _outlet(found: Row) -> Outlet:
    return Outlet(
        id=found["id"],
        name=found["name"],
        kind=OutletKind(found["kind"]),
        territories=tuple(json.loads(found["territories"])),
        website=found["website"],
        note=found["note"],
        archived_at=moment(found["archived_at"]),
        version=found["version"],
    )


def all_correspondents(db: Database) -> list[Correspondent]:
    """Every correspondent, archived ones too, by name, with the outlets that are not archived."""
    outlets = {one.id: one for one in all_outlets(db) if one.archived_at is None}
    mine: dict[int, list[Outlet]] = {}
    for link in rows(db, "SELECT * FROM media_correspondent_outlets ORDER BY outlet_id"):
        if outlet := outlets.get(link["outlet_id"]):
            mine.setdefault(link["correspondent_id"], []).append(outlet)
    found = rows(db, "SELECT * FROM media_correspondents ORDER BY name COLLATE NOCASE, id")
    return [_correspondent(one, mine.get(one["id"], [])) for one in found]


def _correspondent(found: Row, outlets: Sequence[Outlet]) -> Correspondent:
    own = tuple(json.loads(found["territories"]))
    return Correspondent(
        id=found["id"],
        name=found["name"],
        job=found["job"],
        email=found["email"],
        phone=found["phone"],
        note=found["note"],
        territories=own,
        outlet_ids=tuple(one.id for one in outlets),
        outlets=tuple(one.name for one in outlets),
        reach=own or tuple(sorted({siren for one in outlets for siren in one.territories})),
        everywhere=not own and (not outlets or any(not one.territories for one in outlets)),
        archived_at=moment(found["archived_at"]),
        contacted_at=moment(found["contacted_at"]),
        version=found["version"],
    )


def known_correspondent(db: Database, correspondent_id: int) -> Correspondent:
    """The correspondent.

    Raises:
        NotFound.
    """
    found = next((one for one in all_correspondents(db) if one.id == correspondent_id), None)
    if found is None:
        raise NotFound("Cette personne n’est pas, ou plus, dans le fichier presse.")
    return found


def sendings_of(db: Database, edition_id: int) -> list[PressSending]:
    """The sendings of an edition, the latest first."""
    found = rows(db, "SELECT * FROM media_sendings WHERE edition_id = ? ORDER BY id DESC", [edition_id])
    return [_sending(one) for one in found]


def sending_by_id(db: Database, sending_id: int) -> PressSending | None:
    """One sending."""
    found = row(db, "SELECT * FROM media_sendings WHERE id = ?", [sending_id])
    return _sending(found) if found else None


def known_sending(db: Database, sending_id: int) -> PressSending:
    """The sending.

    Raises:
        NotFound.
    """
    found = sending_by_id(db, sending_id)
    if found is None:
        raise NotFound("Cet envoi n’existe pas.")
    return found


def _sending(found: Row) -> PressSending:
    return PressSending(
        id=found["id"],
        edition_id=found["edition_id"],
        audience=found["audience"],
        subject=found["subject"],
        headline=found["headline"],
        text=found["text"],
        leaves_at=clock.from_stamp(found["leaves_at"]),
        created_at=clock.from_stamp(found["created_at"]),
        actor=found["actor"],
        cancelled_at=moment(found["cancelled_at"]),
    )


def coverage_of(db: Database, edition_id: int) -> list[Coverage]:
    """What was published about an edition, the latest first; what was taken out too."""
    sql = (
        "SELECT c.*, coalesce(o.name, c.outlet_name) AS outlet FROM media_coverage c "
        "LEFT JOIN media_outlets o ON o.id = c.outlet_id WHERE edition_id = ? ORDER BY published_on DESC, c.id DESC"
    )
    return [_coverage(one) for one in rows(db, sql, [edition_id])]


def _coverage(found: Row) -> Coverage:
    return Coverage(
        id=found["id"],
        edition_id=found["edition_id"],
        outlet_id=found["outlet_id"],
        outlet=found["outlet"],
        published_on=date.fromisoformat(found["published_on"]),
        title=found["title"],
        link=found["link"],
        scan=found["scan"],
        scan_type=found["scan_type"],
        reach=found["reach"],
        tone=Tone(found["tone"]) if found["tone"] else None,
        note=found["note"],
        audience=found["audience"],
        removed_at=moment(found["removed_at"]),
        version=found["version"],
    )


def spaces_of(db: Database, edition_id: int) -> list[Space]:
    """The spaces of an edition's plan in the order of their dates; those taken out too."""
    sql = (
        "SELECT s.*, coalesce(o.name, '') AS outlet FROM media_spaces s "
        "LEFT JOIN media_outlets o ON o.id = s.outlet_id WHERE edition_id = ? ORDER BY starts_on, ends_on, s.id"
    )
    return [_space(one) for one in rows(db, sql, [edition_id])]


def _space(found: Row) -> Space:
    return Space(
        id=found["id"],
        edition_id=found["edition_id"],
        kind=SpaceKind(found["kind"]),
        title=found["title"],
        outlet_id=found["outlet_id"],
        outlet=found["outlet"],
        starts_on=date.fromisoformat(found["starts_on"]),
        ends_on=date.fromisoformat(found["ends_on"]),
        quantity=found["quantity"],
        format=found["format"],
        planned=found["planned"],
        committed=found["committed"],
        spent=found["spent"],
        tax=Tax(found["tax"]),
        state=SpaceState(found["state"]),
        note=found["note"],
        removed_at=moment(found["removed_at"]),
        version=found["version"],
    )


def moment(stamp: str | None) -> datetime | None:
    """A kept instant, None when there is none."""
    return clock.from_stamp(stamp) if stamp else None
