"""The one row of identity."""

from dataclasses import fields

from campaign.base.database import Database, Migrations, row, rows, run_script
from campaign.identity.brand import Brand, Logo
from campaign.identity.model import AccessibilityState, Identity

migrations = Migrations("identity")


@migrations()
def m001_identity(db: Database) -> None:
    run_script(
        db,
        """
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
    INSERT INTO identity (id) VALUES (1);
    """,
    )


@migrations()
def m002_mail(db: Database) -> None:
    run_script(
        db,
        """
    ALTER TABLE identity ADD COLUMN mail_sender TEXT NOT NULL DEFAULT '';
    ALTER TABLE identity ADD COLUMN mail_signature TEXT NOT NULL DEFAULT '';
    """,
    )


@migrations()
def m003_letters(db: Database) -> None:
    run_script(db, "ALTER TABLE identity ADD COLUMN postal_address TEXT NOT NULL DEFAULT '';")


@migrations()
def m004_brand(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE brand (
        id INTEGER PRIMARY KEY CHECK (id = 1), field TEXT NOT NULL DEFAULT '#FFBE2E',
        accent TEXT NOT NULL DEFAULT '#CE3418', second TEXT NOT NULL DEFAULT '#00666B',
        website TEXT NOT NULL DEFAULT '', boilerplate TEXT NOT NULL DEFAULT '',
        printer_name TEXT NOT NULL DEFAULT '', printer_town TEXT NOT NULL DEFAULT '',
        paper TEXT NOT NULL DEFAULT '', credits TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    INSERT INTO brand (id) VALUES (1);
    CREATE TABLE logos (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, file TEXT NOT NULL, width INTEGER NOT NULL,
        height INTEGER NOT NULL, transparent INTEGER NOT NULL, position INTEGER NOT NULL, added_at TEXT NOT NULL
    ) STRICT;
    """,
    )


def load(db: Database) -> Identity:
    """The identity as it stands."""
    found = row(db, "SELECT * FROM identity WHERE id = 1")
    values = {field.name: found[field.name] for field in fields(Identity)}
    return Identity(**{**values, "accessibility": AccessibilityState(values["accessibility"])})


def load_brand(db: Database) -> Brand:
    """The brand as it stands."""
    found = row(db, "SELECT * FROM brand WHERE id = 1")
    return Brand(**{field.name: found[field.name] for field in fields(Brand)})


def all_logos(db: Database) -> list[Logo]:
    """The logos in their printed order."""
    return [
        Logo(
            one["id"], one["name"], one["file"], one["width"], one["height"], bool(one["transparent"]), one["position"]
        )
        for one in rows(db, "SELECT * FROM logos ORDER BY position, id")
    ]
