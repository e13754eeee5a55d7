"""SQLite opened the way the promises need it, and the one way to write.

Measured decisions (docs/architecture.md, Storage): write-ahead log with ``synchronous=FULL``, one connection per
script run or request, and ``BEGIN IMMEDIATE`` for every write: a transaction that begins by reading loses updates.
"""

import os
import sqlite3 as standard_sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign.base.errors import (
    CampaignError,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DatabaseTooNew,
    DiskFull,
)

# sqlite-utils loads pandas when it finds it, for a type of column we never give it: nearly half of the start of the
# worker and of every command. It does not find it; screens load pandas by themselves.
_HIDDEN = sys.modules.setdefault("pandas", None) is None  # type: ignore[arg-type]
try:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations
    from sqlite_utils.utils import sqlite3
finally:
    if _HIDDEN:
        del sys.modules["pandas"]

Database = sqlite_utils.Database
Row = dict[str, object]

# Below these, a reset of the write-ahead log can corrupt the database: the journal is deleted instead.
_SAFE_WAL = ((3, 51, 3),)
_SAFE_BACKPORTS = {(3, 44): 6, (3, 50): 7}
BUSY_SECONDS = 10
SQLITE_VERSION: tuple[int, ...] = sqlite3.sqlite_version_info
# The engine quotes damaged bytes in its messages, which Python then cannot read: seen once in 200 corruptions.
ENGINE_ERRORS = (sqlite3.Error, standard_sqlite3.Error, UnicodeDecodeError)


def wal_is_safe(version: Sequence[int] = SQLITE_VERSION) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    version = tuple(version)
    if version >= _SAFE_WAL[0]:
        return True
    backport = _SAFE_BACKPORTS.get(version[:2])
    return backport is not None and version[2] >= backport


def connect(path: Path | str, *, read_only: bool = False) -> Database:
    """A new connection, for this script run or request only; close it with ``db.close()``.

    Raises:
        DatabaseReadOnly, DatabaseDamaged, DatabaseBusy: the file cannot be opened as it should.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not read_only and not path.exists():
            _create(path)
        connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, check_same_thread=False)
        db = Database(connection, strict=True)
        if not read_only:
            _choose_log(connection, _log())
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        if read_only:
            db.execute("PRAGMA query_only = ON")
        return db
    except PermissionError as error:
        raise DatabaseReadOnly() from error
    except ENGINE_ERRORS as error:
        raise translated(error) from error


def _create(path: Path) -> None:
    """Make an empty database whole before it has its name, readable by the service's own account only.

    Server and worker start together: both would otherwise change the journal mode of one new file, which SQLite
    answers with « locked » or « disk I/O error » (seen 2 times in 60 with eight openings at once).
    """
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".base-")  # made with mode 0600
    os.close(descriptor)
    try:
        connection = sqlite3.connect(draft)
        connection.execute(f"PRAGMA journal_mode = {_log()}").fetchall()
        connection.close()
        # A link never replaces: of several creators one wins, and all open that one.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _log() -> str:
    return "wal" if wal_is_safe() else "delete"


def _choose_log(connection: sqlite3.Connection, wanted: str) -> None:
    """Set the journal mode, which is kept in the file; waits for others, since SQLite refuses this change at once."""
    ends_at = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
                connection.execute(f"PRAGMA journal_mode = {wanted}").fetchall()
            return
        except ENGINE_ERRORS as error:
            if not isinstance(translated(error), DatabaseBusy) or time.monotonic() > ends_at:
                connection.close()
                raise
            time.sleep(0.02)


def translated(error: BaseException) -> CampaignError:
    """The sentence of our own tree for an error of the SQLite library."""
    text = str(error).lower()
    if isinstance(error, UnicodeDecodeError):
        return DatabaseDamaged()
    if "locked" in text or "busy" in text:
        return DatabaseBusy()
    if "full" in text:
        return DiskFull()
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return DatabaseReadOnly()
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return DatabaseDamaged()
    return CampaignError()


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing, with the write lock from the start. Inside another one it joins it: only the outermost commits.

    Raises:
        DatabaseBusy, DiskFull, DatabaseReadOnly, DatabaseDamaged: nothing was written.
    """
    if db.conn.in_transaction:
        yield db
        return
    try:
        db.conn.execute("BEGIN IMMEDIATE")
    except ENGINE_ERRORS as error:
        raise translated(error) from error
    try:
        yield db
        db.conn.execute("COMMIT")
    except BaseException as error:
        # A full disk has already undone the transaction: asking again would hide the first error.
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        if isinstance(error, ENGINE_ERRORS) and not isinstance(error, sqlite3.IntegrityError):
            raise translated(error) from error
        raise


@contextmanager
def waiting_at_most(db: Database, seconds: float) -> Iterator[Database]:
    """For a write that is not worth keeping a reader waiting: ``DatabaseBusy`` comes after ``seconds``."""
    db.conn.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
    try:
        yield db
    finally:
        db.conn.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


@contextmanager
def snapshot(db: Database) -> Iterator[Database]:
    """Several reads that see one same state of the database."""
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("BEGIN")
    try:
        yield db
    finally:
        db.conn.execute("ROLLBACK")


def rows(db: Database, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Row]:
    """A finished list of rows, never a live cursor (it would hold the database)."""
    try:
        cursor = db.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    except ENGINE_ERRORS as error:
        raise translated(error) from error


def row(db: Database, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> Row | None:
    """The first row, or None."""
    found = rows(db, sql, parameters)
    return found[0] if found else None


def value(db: Database, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> object:
    """The first column of the first row, or None."""
    found = row(db, sql, parameters)
    return next(iter(found.values())) if found else None


def insert(db: Database, table: str, values: Row) -> int:
    """Insert one row inside the current transaction; its id. Table and column names come from our code only."""
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    return db.conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values).lastrowid  # noqa: S608


def update_version(db: Database, table: str, row_id: int, version: int, values: Row) -> bool:
    """Write ``values`` if the row is still at ``version`` (it becomes version + 1); False when somebody came first."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    sql = f"UPDATE {table} SET {changes}, version = version + 1 WHERE id = :_id AND version = :_version"  # noqa: S608
    return db.conn.execute(sql, {**values, "_id": row_id, "_version": version}).rowcount == 1


def run_script(db: Database, script: str) -> None:
    """Several statements inside the current transaction (``executescript`` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement.strip()[:80]}")


def unknown_migrations(db: Database, known: Sequence[Migrations]) -> list[str]:
    """Migrations written in the database that this code does not have."""
    if not db[Migrations.migrations_table].exists():
        return []
    ours = {(one.name, migration.name) for one in known for migration in one._migrations}  # noqa: SLF001 - no public list
    applied = rows(db, f"SELECT migration_set, name FROM {Migrations.migrations_table}")  # noqa: S608
    return sorted(f"{r['migration_set']}.{r['name']}" for r in applied if (r["migration_set"], r["name"]) not in ours)


def migrate(db: Database, sets: Sequence[Migrations]) -> list[str]:
    """Apply what is missing, all or nothing, one process at a time; the names applied.

    Raises:
        DatabaseTooNew: the database knows migrations this code does not.
    """
    if unknown_migrations(db, sets):
        raise DatabaseTooNew()
    if not pending_migrations(db, sets):
        return []
    with transaction(db):
        applied = pending_migrations(db, sets)
        for one in sets:
            one.apply(db)
    return applied


def pending_migrations(db: Database, sets: Sequence[Migrations]) -> list[str]:
    """Migrations this code has and the database has not."""
    return [f"{one.name}.{migration.name}" for one in sets for migration in one.pending(db)]
