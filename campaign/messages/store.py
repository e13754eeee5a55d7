"""Tables of sendings, texts, calls and letters."""

from campaign.base.database import Database, Migrations, run_script

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
