"""Tables of the outbox, of the relay's state and of what is known of an address (never the address itself)."""

from campaign.base.database import Database, Migrations, run_script

migrations = Migrations("mail")


@migrations()
def m001_outbox(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL, batch TEXT NOT NULL DEFAULT '',
        recipient TEXT NOT NULL DEFAULT '', service INTEGER NOT NULL DEFAULT 1, actor TEXT NOT NULL,
        created_at TEXT NOT NULL, not_before TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
            ('waiting', 'paused', 'sending', 'sent', 'failed', 'uncertain', 'skipped', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0, lease TEXT, leased_until TEXT,
        message_id TEXT, address TEXT, way TEXT, code TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        ended_at TEXT
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (state, not_before);
    CREATE INDEX outbox_batch ON outbox (batch, recipient);
    CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id);
    CREATE TABLE addresses (
        fingerprint TEXT PRIMARY KEY, known_at TEXT NOT NULL, opposed_at TEXT,
        bounced_at TEXT, bounce_code TEXT NOT NULL DEFAULT '', soft_bounces INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE relay (
        id INTEGER PRIMARY KEY CHECK (id = 1), failures INTEGER NOT NULL DEFAULT 0, since TEXT, rest_until TEXT,
        reason TEXT NOT NULL DEFAULT '', sent_at TEXT
    ) STRICT;
    INSERT INTO relay (id) VALUES (1);
    CREATE TABLE bounces_read (fingerprint TEXT PRIMARY KEY, read_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
    )
