"""Tables of editions, their days, and the sheets frozen when answers close."""

from datetime import date

from campaign.base.database import Database, Migrations, Row, rows, run_script, sqlite3
from campaign.base.errors import InvalidInput
from campaign.editions.model import Edition

migrations = Migrations("editions")


@migrations()
def m001_editions(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE editions (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, theme TEXT NOT NULL DEFAULT '', answer_deadline TEXT NOT NULL,
        opens_on TEXT, objective_shops INTEGER, objective_visitors INTEGER,
        copied_from INTEGER REFERENCES editions (id), archived_on TEXT, cancelled_on TEXT,
        created_at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE edition_days (
        edition_id INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE, day TEXT NOT NULL,
        PRIMARY KEY (edition_id, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE edition_snapshots (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        frozen_at TEXT NOT NULL, sheet TEXT NOT NULL, PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER edition_snapshots_never_change BEFORE UPDATE ON edition_snapshots
        BEGIN SELECT RAISE(ABORT, 'a frozen sheet never changes'); END;
    """,
    )


@migrations()
def m002_a_frozen_sheet_follows_its_shop(db: Database) -> None:
    # When two sheets of one shop are merged, what was frozen of the copy is found under the kept one, word for word.
    run_script(
        db,
        """
    DROP TRIGGER edition_snapshots_never_change;
    CREATE TRIGGER edition_snapshots_never_change BEFORE UPDATE ON edition_snapshots
        WHEN NEW.sheet IS NOT OLD.sheet OR NEW.frozen_at IS NOT OLD.frozen_at OR NEW.edition_id IS NOT OLD.edition_id
        BEGIN SELECT RAISE(ABORT, 'a frozen sheet never changes'); END;
    """,
    )


_EDITIONS = """
    SELECT editions.*, (SELECT group_concat(day, ' ') FROM
        (SELECT day FROM edition_days WHERE edition_id = editions.id ORDER BY day)) AS days
    FROM editions
"""


def _date(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def edition_from(found: Row) -> Edition:
    """A row of editions with its ``days`` as an Edition."""
    return Edition(
        id=found["id"],
        name=found["name"],
        theme=found["theme"],
        days=tuple(date.fromisoformat(day) for day in str(found["days"]).split()),
        answer_deadline=date.fromisoformat(str(found["answer_deadline"])),
        opens_on=_date(found["opens_on"]),
        objective_shops=found["objective_shops"],
        objective_visitors=found["objective_visitors"],
        copied_from=found["copied_from"],
        archived_on=_date(found["archived_on"]),
        cancelled_on=_date(found["cancelled_on"]),
        version=found["version"],
    )


def all_editions(db: Database) -> list[Edition]:
    """Every edition, by first day, oldest first."""
    listed = [edition_from(found) for found in rows(db, _EDITIONS)]
    return sorted(listed, key=lambda edition: (edition.first_day, edition.id))


def edition_by_id(db: Database, edition_id: int) -> Edition | None:
    """One edition."""
    found = rows(db, f"{_EDITIONS} WHERE editions.id = ?", [edition_id])
    return edition_from(found[0]) if found else None


def set_days(db: Database, edition_id: int, days: tuple[date, ...]) -> None:
    """Replace the days of an edition.

    Raises:
        InvalidInput: a day would disappear for which a shop gave hours (later rooms' tables refer to a day).
    """
    wanted = {day.isoformat() for day in days}
    present = {found["day"] for found in rows(db, "SELECT day FROM edition_days WHERE edition_id = ?", [edition_id])}
    try:
        for day in present - wanted:
            db.conn.execute("DELETE FROM edition_days WHERE edition_id = ? AND day = ?", [edition_id, day])
    except sqlite3.IntegrityError as error:
        raise InvalidInput(
            "days", "Des boutiques ont déjà donné leurs heures pour un jour retiré : appelez-les d’abord."
        ) from error
    db.conn.executemany(
        "INSERT INTO edition_days VALUES (?, ?)", [(edition_id, day) for day in sorted(wanted - present)]
    )
