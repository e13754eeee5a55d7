"""Tables of the report: settings, own factors, the matrix, resolutions; rows ↔ dataclasses."""

from campaign.base.database import Database, Migrations, run_script

migrations = Migrations("report")


@migrations()
def m001_report(db: Database) -> None:
    run_script(
        db,
        """
    -- The share of second-hand purchases that replaced a new one, edition by edition; without a row, the usual one.
    CREATE TABLE report_settings (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id), rate_low REAL NOT NULL, rate_high REAL NOT NULL,
        rate_source TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, CHECK (0 <= rate_low AND rate_low <= rate_high),
        CHECK (rate_high <= 1)
    ) STRICT;
    -- Factors of the département: they stand before ours of the same family and code, whatever the edition.
    CREATE TABLE own_factors (
        family TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
        source TEXT NOT NULL, year INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (family, code),
        CHECK (0 <= low AND low <= high)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE matrix_points (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id),
        quadrant TEXT NOT NULL CHECK (quadrant IN ('strengths', 'weaknesses', 'opportunities', 'threats')),
        text TEXT NOT NULL, removed_at TEXT, version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX matrix_points_edition ON matrix_points (edition_id);
    -- A remark is what one place said to one question; it is grouped under one point at most, or set aside (no point).
    CREATE TABLE matrix_remarks (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        question TEXT NOT NULL, point_id INTEGER REFERENCES matrix_points (id),
        PRIMARY KEY (edition_id, place_id, question)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE resolutions (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), text TEXT NOT NULL,
        who TEXT NOT NULL DEFAULT '', due_on TEXT, point_id INTEGER REFERENCES matrix_points (id),
        settled TEXT CHECK (settled IN ('done', 'dropped')), settled_at TEXT, version INTEGER NOT NULL DEFAULT 1,
        CHECK ((settled IS NULL) = (settled_at IS NULL))
    ) STRICT;
    CREATE INDEX resolutions_edition ON resolutions (edition_id);
    """,
    )
