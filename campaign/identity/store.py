"""The one row of identity."""

from dataclasses import fields

from campaign.base.database import Database, Migrations, row, run_script
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


def load(db: Database) -> Identity:
    """The identity as it stands."""
    found = row(db, "SELECT * FROM identity WHERE id = 1")
    values = {field.name: found[field.name] for field in fields(Identity)}
    return Identity(**{**values, "accessibility": AccessibilityState(values["accessibility"])})
