"""Every room's tables, in order; opens a database ready for use."""

import os
import tempfile
from pathlib import Path

from campaign.accounts.store import migrations as accounts
from campaign.base import clock
from campaign.base.database import (
    ENGINE_ERRORS,
    Database,
    Migrations,
    connect,
    migrate,
    pending_migrations,
    rows,
    snapshot,
    sqlite3,
    transaction,
    translated,
    unknown_migrations,
    value,
)
from campaign.base.errors import DatabaseDamaged, DatabaseTooNew, WrongDepartement
from campaign.base.settings import Settings, settings
from campaign.base.store import migrations as base
from campaign.consultation.store import migrations as consultation
from campaign.debrief.store import migrations as debrief
from campaign.deliveries.store import migrations as deliveries
from campaign.editions.store import migrations as editions
from campaign.evidence.store import migrations as evidence
from campaign.experience.store import migrations as experience
from campaign.handover.store import migrations as handover
from campaign.identity.store import migrations as identity
from campaign.kits.store import migrations as kits
from campaign.loans.store import migrations as loans
from campaign.mail.store import migrations as mail
from campaign.media.store import migrations as media
from campaign.meetings.store import migrations as meetings
from campaign.messages.store import migrations as messages
from campaign.participation.store import migrations as participation
from campaign.partners.tables import migrations as partners
from campaign.planning.store import migrations as planning
from campaign.press.store import migrations as press
from campaign.proofs.store import migrations as proofs
from campaign.report.store import migrations as report
from campaign.roles.store import migrations as roles
from campaign.rounds.store import migrations as rounds
from campaign.stock.store import migrations as stock

_prepared: set[tuple[Path, int, str]] = set()

SETS: tuple[Migrations, ...] = (
    base,
    mail,
    accounts,
    identity,
    partners,
    editions,
    planning,
    roles,
    evidence,
    consultation,
    meetings,
    participation,
    stock,
    loans,
    kits,
    rounds,
    deliveries,
    press,
    proofs,
    media,
    debrief,
    report,
    experience,
    messages,
    handover,
)


def open_database(path: Path | str | None = None, departement: str | None = None) -> Database:
    """A new connection to an up-to-date database of this département; created and migrated when needed.

    Raises:
        DatabaseTooNew, DatabaseDamaged, WrongDepartement, DatabaseReadOnly, DatabaseBusy.
    """
    chosen: Settings = settings()
    path = Path(path or chosen.database)
    db = connect(path)
    departement = departement or chosen.departement
    try:
        # Checked once per process and file: a page opens a connection at every run.
        identity_of_file = (path, path.stat().st_ino, departement)
        if identity_of_file not in _prepared:
            prepare(db, path, departement)
            _prepared.add(identity_of_file)
    except BaseException as error:
        db.close()
        if isinstance(error, ENGINE_ERRORS):
            raise translated(error) from error
        raise
    return db


def prepare(db: Database, path: Path, departement: str) -> None:
    """Migrate after a backup, then check or note which département this database serves."""
    if unknown_migrations(db, SETS):
        raise DatabaseTooNew()
    with snapshot(db):
        # Seen at one same moment: another process may be filling a new database just now.
        pending = bool(pending_migrations(db, SETS))
        filled = bool(rows(db, "SELECT 1 FROM sqlite_master LIMIT 1"))
    if pending and filled:
        back_up_beside(db, path)
    if pending:
        migrate(db, SETS)
    known = value(db, "SELECT value FROM facts WHERE name = 'departement'")
    if known is None:
        with transaction(db):
            db.conn.execute("INSERT OR IGNORE INTO facts VALUES ('departement', ?)", [departement])
        known = value(db, "SELECT value FROM facts WHERE name = 'departement'")
    if known != departement:
        raise WrongDepartement(
            f"Cette base est celle du département {known} ; le réglage CAMPAIGN_DEPARTEMENT vaut {departement}."
        )


def back_up_beside(db: Database, path: Path) -> Path:
    """A consistent copy beside the database, before a migration."""
    copy = path.with_name(f"{path.stem}.avant-migration-{clock.now():%Y%m%dT%H%M%S}.db")
    descriptor, partial = tempfile.mkstemp(dir=path.parent, prefix=".copie-")  # made with mode 0600
    os.close(descriptor)
    db.conn.execute("VACUUM INTO ?", [partial])
    return Path(partial).replace(copy)


def check(db: Database) -> None:
    """Read the whole database.

    Raises:
        DatabaseDamaged: a page or a reference is wrong.
    """
    try:
        found = db.conn.execute("PRAGMA quick_check").fetchall()
        orphans = db.conn.execute("PRAGMA foreign_key_check").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DatabaseDamaged() from error
    if found != [("ok",)] or orphans:
        raise DatabaseDamaged()
