"""The registry's migrations. The view ``shop_card`` is what later rooms may join."""

from campaign.base.database import Database, Migrations, run_script

migrations = Migrations("partners")


@migrations()
def m001_registry(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE organisations (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, search_key TEXT NOT NULL UNIQUE,
        network TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE places (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('shop', 'epci', 'relay', 'company', 'supplier')),
        name TEXT NOT NULL, short_name TEXT NOT NULL DEFAULT '', slug TEXT NOT NULL UNIQUE,
        organisation_id INTEGER REFERENCES organisations (id),
        address TEXT NOT NULL DEFAULT '', address_more TEXT NOT NULL DEFAULT '',
        postcode TEXT NOT NULL DEFAULT '', insee_code TEXT NOT NULL DEFAULT '', commune TEXT NOT NULL DEFAULT '',
        epci_siren TEXT NOT NULL DEFAULT '', epci_name TEXT NOT NULL DEFAULT '', departement TEXT NOT NULL DEFAULT '',
        latitude REAL, longitude REAL, location_source TEXT, location_quality TEXT NOT NULL DEFAULT 'none',
        opening_hours TEXT NOT NULL DEFAULT '', opening_hours_text TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', website TEXT NOT NULL DEFAULT '',
        siret TEXT NOT NULL DEFAULT '', categories TEXT NOT NULL DEFAULT '[]',
        may_advertise INTEGER NOT NULL DEFAULT 1, external_id TEXT NOT NULL DEFAULT '',
        duplicate_of INTEGER REFERENCES places (id), warnings TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT '', search_key TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        archived_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX places_external_id ON places (external_id) WHERE external_id <> '';
    CREATE INDEX places_commune ON places (insee_code);
    CREATE INDEX places_kind ON places (kind, archived_at);
    CREATE TABLE contacts (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
        job TEXT NOT NULL DEFAULT '', may_publish INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL,
        archived_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX contacts_email ON contacts (email COLLATE NOCASE);
    CREATE TABLE contact_places (
        contact_id INTEGER NOT NULL REFERENCES contacts (id), place_id INTEGER NOT NULL REFERENCES places (id),
        PRIMARY KEY (contact_id, place_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contact_places_place ON contact_places (place_id);
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY, file_name TEXT NOT NULL, fingerprint TEXT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL, counts TEXT NOT NULL, undone_at TEXT
    ) STRICT;
    CREATE TABLE import_rows (
        import_id INTEGER NOT NULL REFERENCES imports (id), line INTEGER NOT NULL,
        place_id INTEGER REFERENCES places (id), verdict TEXT NOT NULL, before TEXT, written TEXT NOT NULL DEFAULT '{}',
        version_after INTEGER, contact_id INTEGER REFERENCES contacts (id),
        PRIMARY KEY (import_id, line)
    ) STRICT, WITHOUT ROWID;
    CREATE VIEW shop_card AS
        SELECT places.*, coalesce(organisations.name, '') AS organisation,
            coalesce(organisations.network, '') AS network
        FROM places LEFT JOIN organisations ON organisations.id = places.organisation_id;
    """,
    )


@migrations()
def m002_a_registry_that_stays_right(db: Database) -> None:
    run_script(
        db,
        """
    DROP VIEW shop_card;
    ALTER TABLE places ADD COLUMN archive_reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE places ADD COLUMN archive_note TEXT NOT NULL DEFAULT '';
    ALTER TABLE places ADD COLUMN merged_into INTEGER REFERENCES places (id);
    ALTER TABLE places ADD COLUMN may_publish_phone INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE places ADD COLUMN siret_state TEXT NOT NULL DEFAULT '' CHECK (siret_state IN ('', 'open', 'closed'));
    ALTER TABLE places ADD COLUMN siret_checked_on TEXT;
    ALTER TABLE places ADD COLUMN siret_closed_on TEXT;
    ALTER TABLE places ADD COLUMN location_score REAL;
    ALTER TABLE places ADD COLUMN located_at TEXT;
    CREATE VIEW shop_card AS
        SELECT places.*, coalesce(organisations.name, '') AS organisation,
            coalesce(organisations.network, '') AS network
        FROM places LEFT JOIN organisations ON organisations.id = places.organisation_id;
    ALTER TABLE contacts ADD COLUMN erased_at TEXT;
    -- When an agent last heard of them: the time after which they are erased counts from the last exchange.
    ALTER TABLE contacts ADD COLUMN heard_at TEXT NOT NULL DEFAULT '';
    -- The same person, kept under another line.
    ALTER TABLE contacts ADD COLUMN joined_to INTEGER REFERENCES contacts (id);
    CREATE TABLE field_confirmations (
        place_id INTEGER NOT NULL REFERENCES places (id), field TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('agent', 'shop', 'file', 'register')), PRIMARY KEY (place_id, field)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sheet_suggestions (
        id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES places (id),
        source TEXT NOT NULL CHECK (source IN ('shop', 'resident', 'file', 'register')),
        edition_id INTEGER, contact_id INTEGER, import_id INTEGER REFERENCES imports (id),
        field TEXT NOT NULL, current TEXT NOT NULL, proposed TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'accepted', 'refused', 'replaced')),
        decided_by TEXT, decided_at TEXT, change_id INTEGER, written TEXT,
        -- who had confirmed the field before, to give it back when the acceptance is undone
        confirmed TEXT
    ) STRICT;
    CREATE INDEX sheet_suggestions_pending ON sheet_suggestions (state, place_id);
    CREATE INDEX sheet_suggestions_place ON sheet_suggestions (place_id);
    CREATE TABLE place_pictures (
        id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES places (id),
        kind TEXT NOT NULL CHECK (kind IN ('photo', 'logo')), file TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, credit TEXT NOT NULL DEFAULT '',
        alt TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL, actor TEXT NOT NULL,
        removed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX place_pictures_place ON place_pictures (place_id);
    CREATE TABLE apart_pairs (
        first_id INTEGER NOT NULL REFERENCES places (id), second_id INTEGER NOT NULL REFERENCES places (id),
        at TEXT NOT NULL, actor TEXT NOT NULL,
        -- the sheet that an import had marked as the other's copy, to mark it again when this is undone
        marked TEXT NOT NULL DEFAULT '' CHECK (marked IN ('', 'first', 'second')),
        PRIMARY KEY (first_id, second_id), CHECK (first_id < second_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE merges (
        id INTEGER PRIMARY KEY, kept_id INTEGER NOT NULL REFERENCES places (id),
        copy_id INTEGER NOT NULL REFERENCES places (id), at TEXT NOT NULL, actor TEXT NOT NULL,
        before TEXT NOT NULL, moved TEXT NOT NULL, undone_at TEXT
    ) STRICT;
    CREATE INDEX merges_kept ON merges (kept_id);
    CREATE INDEX merges_copy ON merges (copy_id);
    -- What was known of the fields that a line of a file confirmed, to give it back when the import is undone.
    ALTER TABLE import_rows ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}';
    CREATE TABLE import_sources (
        headings TEXT PRIMARY KEY, mapping TEXT NOT NULL, file_name TEXT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE found_addresses (
        question TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX found_addresses_at ON found_addresses (at);
    """,
    )
