"""Tables every room writes to: journal, operations, jobs, throttle counters, and what this database is."""

from campaign.base.database import Database, Migrations, run_script

migrations = Migrations("base")


@migrations()
def m001_journal_operations_jobs(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,
        subject TEXT NOT NULL, subject_id INTEGER, operation TEXT, details TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE INDEX journal_subject ON journal (subject, subject_id);
    CREATE INDEX journal_at ON journal (at);
    CREATE TABLE journal_personal (
        journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE, field TEXT NOT NULL,
        before TEXT, after TEXT, PRIMARY KEY (journal_id, field)
    ) STRICT;
    CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_is_kept_a_year BEFORE DELETE ON journal
        WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%S', 'now', '-12 months')
        BEGIN SELECT RAISE(ABORT, 'the journal is kept 12 months'); END;
    CREATE TABLE operations (
        id TEXT PRIMARY KEY, verb TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL, result TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX operations_at ON operations (at);
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL, actor TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
        done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '', result TEXT, created_at TEXT NOT NULL, not_before TEXT NOT NULL,
        leased_until TEXT, lease TEXT, finished_at TEXT
    ) STRICT;
    CREATE INDEX jobs_waiting ON jobs (state, not_before);
    CREATE TABLE attempts (key TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX attempts_key ON attempts (key, at);
    CREATE TABLE heartbeats (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
    """,
    )
