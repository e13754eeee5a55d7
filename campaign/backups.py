"""Backing up, restoring and verifying a whole database with its files, while the application runs or not."""

import os
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from campaign import __version__, schema
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import archives, clock, journal
from campaign.base.database import ENGINE_ERRORS, Database, connect, rows, transaction, translated, value, wal_is_safe
from campaign.base.errors import DatabaseBusy, DatabaseDamaged, Refused, UnreadableFile
from campaign.mail import outbox
from campaign.messages.store import hold_scheduled_after_restoration
from campaign.people.forgetting import forget_signatures
from campaign.people.restored import erased_in, forget_again

_BUSY_SECONDS = 10
_OK = 0  # SQLITE_OK: some pages were copied, others remain
_PAGES = 8  # a step of the copy; an empty database of ours has forty
_COUNTED = {
    "shops": "SELECT count(*) FROM places WHERE kind = 'shop' AND archived_at IS NULL",
    "contacts": "SELECT count(*) FROM contacts WHERE archived_at IS NULL",
    "editions": "SELECT count(*) FROM editions",
    "answers": "SELECT count(*) FROM answers",
    "agents": "SELECT count(*) FROM agents WHERE disabled_at IS NULL",
    "journal_lines": "SELECT count(*) FROM journal",
}


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What a database holds, in figures. ``last_change`` is the instant of the journal's last line, UTC."""

    departement: str
    demonstration: bool
    migrations: int
    last_change: str | None
    shops: int
    contacts: int
    editions: int
    answers: int
    agents: int
    journal_lines: int


@dataclass(frozen=True, slots=True)
class Backup:
    """An archive just written. ``files`` counts uploaded files; ``size`` is in bytes."""

    path: Path
    size: int
    files: int
    state: DatabaseState


@dataclass(frozen=True, slots=True)
class Restoration:
    """A database just replaced. ``kept`` is where the former one lies, None when there was none."""

    database: Path
    kept: Path | None
    files: int
    made_at: str
    state: DatabaseState


@guarded
def verify(db: Database, by: Actor) -> DatabaseState:
    """Read every page and reference of the database; what it holds.

    Raises:
        DatabaseDamaged.
    """
    schema.check(db)
    return _state(db)


@guarded
def back_up(db: Database, by: Actor, target: Path, files: Path) -> Backup:
    """One archive of the database and of the ``files`` folder, consistent although both are in use.

    Raises:
        Refused: ``target`` is a file of another nature, or its folder does not exist; DatabaseBusy, DiskFull.
    """
    if not target.parent.is_dir():
        raise Refused(f"Le dossier {target.parent} n’existe pas : créez-le, ou choisissez-en un autre.")
    state = _state(db)
    about = {
        "software": __version__,
        "departement": state.departement,
        "migrations": [f"{one['migration_set']}.{one['name']}" for one in _applied(db)],
    }
    manifest = archives.pack(db, files, target, about)
    return Backup(target, target.stat().st_size, len(manifest["members"]) - 1, state)


@guarded
def restore(database: Path, by: Actor, archive: Path, files: Path, departement: str) -> Restoration:
    """Put an archive in the place of a database. The replaced one is kept beside it; until the last step, and after
    any refusal, the present one serves as before.

    Sessions are closed and work that waited is cancelled: what was left to send then may have left since.

    Raises:
        UnreadableFile: damaged, incomplete, or not an archive. DatabaseTooNew, WrongDepartement, DatabaseBusy.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".restauration-") as name:
        folder = Path(name)
        manifest = archives.unpack(archive, folder)
        copy = folder / archives.DATABASE
        restored = _checked(copy, departement)
        try:
            signatures = _put_in_order(restored, by, _erased_since(database))
            state = _state(restored)
            count = _put_files(folder / archives.FILES, files)
            forget_signatures(restored, signatures)
            kept = _replace(restored, database)
        finally:
            restored.close()
    return Restoration(database, kept, count, str(manifest["created_at"]), state)


def _checked(copy: Path, departement: str) -> Database:
    """The unpacked database, whole, up to date and of this département."""
    try:
        db = connect(copy)
    except DatabaseDamaged as error:
        raise UnreadableFile(archives.DAMAGED) from error
    try:
        schema.check(db)
        if not db["facts"].exists() or not db["places"].exists():
            raise UnreadableFile("Cette sauvegarde ne contient pas une base de ce logiciel.")
        schema.prepare(db, copy, departement)
    except BaseException as error:
        db.close()
        if isinstance(error, DatabaseDamaged):
            raise UnreadableFile(archives.DAMAGED) from error
        raise
    return db


def _erased_since(database: Path) -> tuple[tuple[int, str], ...]:
    """Who was erased from the database to be replaced; nobody when it cannot be read."""
    if not database.exists():
        return ()
    try:
        db = connect(database)
    except DatabaseDamaged:
        return ()
    try:
        return erased_in(db)
    except ENGINE_ERRORS:
        return ()
    finally:
        db.close()


def _put_in_order(db: Database, by: Actor, erased: tuple[tuple[int, str], ...]) -> set[str]:
    """What waited is held, who was erased is erased again; the signatures to forget with them."""
    with transaction(db):
        db.conn.execute("DELETE FROM sessions")
        db.conn.execute(
            "UPDATE jobs SET state = 'cancelled', finished_at = ?, lease = NULL, "
            "message = 'Annulé par la restauration d’une sauvegarde.' WHERE state IN ('waiting', 'running')",
            [clock.stamp()],
        )
        outbox.hold_after_restoration(db)
        hold_scheduled_after_restoration(db)
        again, signatures = forget_again(db, erased)
        details = {"erased_again": again} if again else {}
        journal.record(db, by.journal_name, "restore_backup", "database", None, details=details)
    return signatures


def _put_files(source: Path, files: Path) -> int:
    count = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if path.is_file():
            place = files / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".{place.name}.restauration")
            shutil.copyfile(path, draft)
            draft.replace(place)
            count += 1
    return count


def _replace(restored: Database, database: Path) -> Path | None:
    """Put the restored content in the database file, in one transaction of SQLite when there is a live one."""
    kept = database.with_name(f"{database.stem}.avant-restauration-{clock.now():%Y%m%dT%H%M%S%f}.db")
    if not database.exists():
        _set_aside(database, kept)
        _install(restored, database)
        return None
    if _is_whole(database):
        _overwrite(restored, database, kept)
        return kept
    # Nothing sure can be read from a damaged database: its files are kept as they are.
    _set_aside(database, kept)
    _install(restored, database)
    return kept


def _is_whole(database: Path) -> bool:
    try:
        db = connect(database)
    except DatabaseDamaged:
        return False
    try:
        schema.check(db)
    except DatabaseDamaged:
        return False
    else:
        return True
    finally:
        db.close()


def _overwrite(restored: Database, database: Path, kept: Path) -> None:
    """Copy the present content to ``kept``, then the restored one over it; open connections see it at once.

    SQLite's own copy takes the write lock with its first pages and commits with its last: the present content is kept
    in between, so that nothing anybody was told is written falls between the two.
    """
    present, reader = connect(database), connect(database)
    ends_at = time.monotonic() + _BUSY_SECONDS
    keeping = [partial(archives.copy_database, reader, kept)]

    def between(status: int, _remaining: int, _total: int) -> None:
        if status != _OK and time.monotonic() > ends_at:
            raise DatabaseBusy("La base est occupée : rien n’a été changé. Arrêtez l’application, puis recommencez.")
        if status == _OK and keeping:
            keeping.pop()()

    try:
        if not wal_is_safe():
            # Without a write-ahead log nobody reads under the lock: keep first, the application being stopped.
            keeping.pop()()
        restored.conn.backup(present.conn, pages=_PAGES, progress=between)
    except ENGINE_ERRORS as error:
        raise translated(error) from error
    finally:
        present.close()
        reader.close()


def _set_aside(database: Path, kept: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path = database.with_name(database.name + ending)
        if path.exists():
            path.rename(kept.with_name(kept.name + ending))


def _install(restored: Database, database: Path) -> None:
    draft = database.with_name(f".{database.name}.restauration")
    archives.copy_database(restored, draft)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(database)
    archives.synced(database.parent)


def _applied(db: Database) -> list[dict[str, object]]:
    return rows(db, "SELECT migration_set, name FROM _sqlite_migrations ORDER BY migration_set, name")


def _state(db: Database) -> DatabaseState:
    counts = {name: int(value(db, sql) or 0) for name, sql in _COUNTED.items()}
    return DatabaseState(
        departement=str(value(db, "SELECT value FROM facts WHERE name = 'departement'") or ""),
        demonstration=value(db, "SELECT value FROM facts WHERE name = 'demonstration'") == "1",
        migrations=len(_applied(db)),
        last_change=value(db, "SELECT at FROM journal ORDER BY id DESC LIMIT 1"),
        **counts,
    )


def as_json(result: Backup | Restoration | DatabaseState) -> dict[str, object]:
    """A result as a flat JSON object: the state's figures beside the rest."""
    found = {name: str(one) if isinstance(one, Path) else one for name, one in asdict(result).items()}
    state = found.pop("state", {})
    return {**found, **state}
