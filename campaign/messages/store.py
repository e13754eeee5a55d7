"""Tables of sendings, texts, calls and letters."""

from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script

migrations = Migrations("messages")


@migrations()
def m001_messages(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE sendings (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), step TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('scheduled', 'launched', 'cancelled')),
        leaves_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, created_at TEXT NOT NULL,
        launched_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX sendings_step ON sendings (edition_id, step) WHERE state <> 'cancelled';
    CREATE TABLE texts (
        step TEXT NOT NULL, progress TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        actor TEXT NOT NULL, at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (step, progress)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE calls (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        contact_id INTEGER NOT NULL REFERENCES contacts (id), outcome TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        call_back_on TEXT, at TEXT NOT NULL, actor TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_contact ON calls (edition_id, contact_id);
    CREATE TABLE letters (
        edition_id INTEGER NOT NULL REFERENCES editions (id), step TEXT NOT NULL,
        contact_id INTEGER NOT NULL REFERENCES contacts (id), at TEXT NOT NULL, actor TEXT NOT NULL,
        PRIMARY KEY (edition_id, step, contact_id)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def calls_of_edition(db: Database, edition_id: int) -> list[Row]:
    """Every call of an edition, latest first."""
    return rows(db, "SELECT * FROM calls WHERE edition_id = ? ORDER BY id DESC", [edition_id])


def call_row(db: Database, call_id: int) -> Row | None:
    """One call."""
    return row(db, "SELECT * FROM calls WHERE id = ?", [call_id])


def add_call(db: Database, values: Row) -> int:
    """Write a call down; its id."""
    return insert(db, "calls", values)


def remove_call(db: Database, call_id: int) -> None:
    """Take a call noted by mistake away."""
    db.conn.execute("DELETE FROM calls WHERE id = ?", [call_id])


def letters_posted(db: Database, edition_id: int, step: str) -> dict[int, str]:
    """contact id -> stamp, for the letters of a step already posted."""
    found = rows(db, "SELECT contact_id, at FROM letters WHERE edition_id = ? AND step = ?", [edition_id, step])
    return {one["contact_id"]: one["at"] for one in found}


def add_letter(db: Database, edition_id: int, step: str, contact_id: int, at: str, actor: str) -> bool:
    """Note a letter as posted; False when it already was."""
    values = [edition_id, step, contact_id, at, actor]
    return db.conn.execute("INSERT OR IGNORE INTO letters VALUES (?, ?, ?, ?, ?)", values).rowcount == 1


def remove_letter(db: Database, edition_id: int, step: str, contact_id: int) -> bool:
    """Take back « postée » for a letter; False when it was not posted."""
    sql = "DELETE FROM letters WHERE edition_id = ? AND step = ? AND contact_id = ?"
    return db.conn.execute(sql, [edition_id, step, contact_id]).rowcount == 1
