CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
CREATE TABLE agents (
        id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('officer', 'communication', 'logistics', 'reader')),
        password_hash TEXT NOT NULL, must_change_password INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL, disabled_at TEXT, last_seen_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
CREATE TABLE sessions (
        fingerprint TEXT PRIMARY KEY, agent_id INTEGER NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
        created_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_agent ON sessions (agent_id);
CREATE TABLE links (
        id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, edition_id INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, expires_on TEXT NOT NULL,
        opened_at TEXT, revoked_at TEXT, UNIQUE (contact_id, edition_id)
    ) STRICT;
CREATE TABLE link_tokens (
        fingerprint TEXT PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
        generation INTEGER NOT NULL, replaced_at TEXT
    ) STRICT, WITHOUT ROWID;
CREATE TABLE link_visits (
        id INTEGER PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE, at TEXT NOT NULL
    ) STRICT;
CREATE INDEX link_visits_link ON link_visits (link_id, at);
CREATE TABLE identity (
        id INTEGER PRIMARY KEY CHECK (id = 1), body_name TEXT NOT NULL DEFAULT '',
        contact_name TEXT NOT NULL DEFAULT '', contact_service TEXT NOT NULL DEFAULT 'prévention des déchets',
        contact_phone TEXT NOT NULL DEFAULT '', contact_email TEXT NOT NULL DEFAULT '',
        partners TEXT NOT NULL DEFAULT '', publisher TEXT NOT NULL DEFAULT '',
        publication_director TEXT NOT NULL DEFAULT '', host_name TEXT NOT NULL DEFAULT '',
        data_controller TEXT NOT NULL DEFAULT '', data_officer_contact TEXT NOT NULL DEFAULT '',
        legal_basis TEXT NOT NULL DEFAULT '', accessibility TEXT NOT NULL DEFAULT 'not',
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
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
CREATE TABLE invitations (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        invited_at TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_place ON invitations (place_id);
CREATE TABLE answers (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL, place_id INTEGER NOT NULL,
        presence TEXT NOT NULL CHECK (presence IN ('yes', 'undecided', 'no')), reason TEXT NOT NULL DEFAULT '',
        activities TEXT NOT NULL DEFAULT '[]', other_activity TEXT NOT NULL DEFAULT '',
        needs TEXT NOT NULL DEFAULT '{}', access_note TEXT NOT NULL DEFAULT '',
        duties_read INTEGER NOT NULL DEFAULT 0, photos_allowed INTEGER NOT NULL DEFAULT 0,
        source TEXT NOT NULL, answered_by TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, place_id),
        FOREIGN KEY (edition_id, place_id) REFERENCES invitations (edition_id, place_id)
    ) STRICT;
CREATE TABLE open_days (
        answer_id INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE, edition_id INTEGER NOT NULL,
        day TEXT NOT NULL, opens TEXT NOT NULL, closes TEXT NOT NULL, break_from TEXT, break_to TEXT,
        PRIMARY KEY (answer_id, day), FOREIGN KEY (edition_id, day) REFERENCES edition_days (edition_id, day),
        CHECK (opens < closes), CHECK ((break_from IS NULL) = (break_to IS NULL)),
        CHECK (break_from IS NULL OR (opens < break_from AND break_from < break_to AND break_to < closes))
    ) STRICT, WITHOUT ROWID;
CREATE INDEX open_days_edition ON open_days (edition_id, day);
CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES places (id), edition_id INTEGER NOT NULL,
        contact_id INTEGER NOT NULL, field TEXT NOT NULL, current TEXT NOT NULL, proposed TEXT NOT NULL,
        at TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'accepted', 'refused', 'replaced')),
        decided_by TEXT, decided_at TEXT
    ) STRICT;
CREATE INDEX suggestions_pending ON suggestions (state, place_id);
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('base', 'm001_journal_operations_jobs', 'frozen');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('accounts', 'm001_agents_sessions_links', 'frozen');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('identity', 'm001_identity', 'frozen');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('partners', 'm001_registry', 'frozen');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('editions', 'm001_editions', 'frozen');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('participation', 'm001_participation', 'frozen');
