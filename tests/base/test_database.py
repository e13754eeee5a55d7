"""Storage keeps its promises: one lock from the start, all or nothing, clear words when it cannot."""

import sqlite3
import threading

import pytest

from campaign import schema
from campaign.base import database
from campaign.base.database import connect, rows, run_script, transaction, value
from campaign.base.errors import DatabaseBusy, DatabaseDamaged, DatabaseTooNew, DiskFull, WrongDepartement
from campaign.base.settings import settings


def test_the_database_is_opened_as_the_promises_need_it(db):
    assert value(db, "PRAGMA journal_mode") == "wal"
    assert value(db, "PRAGMA synchronous") == 2
    assert value(db, "PRAGMA foreign_keys") == 1
    tables = [one for one in rows(db, "PRAGMA table_list") if (one["schema"], one["type"]) == ("main", "table")]
    strict = {one["name"]: one["strict"] for one in tables if not one["name"].startswith(("sqlite_", "_sqlite"))}
    assert [name for name, is_strict in strict.items() if not is_strict] == []
    assert len(strict) > 50


@pytest.mark.parametrize(
    ("version", "safe"),
    [((3, 53, 4), True), ((3, 51, 3), True), ((3, 51, 2), False), ((3, 50, 7), True), ((3, 50, 6), False),
     ((3, 44, 6), True), ((3, 40, 1), False), ((3, 45, 9), False)],
)  # fmt: skip
def test_the_write_ahead_log_is_used_only_where_it_is_sound(version, safe):
    assert database.wal_is_safe(version) is safe


def test_nobody_else_on_the_machine_reads_the_database(db):
    assert settings().database.stat().st_mode & 0o077 == 0
    assert settings().database.with_name("campaign.db-wal").stat().st_mode & 0o077 == 0


def test_an_error_undoes_everything_and_an_inner_transaction_joins_the_outer(db):
    with pytest.raises(RuntimeError), transaction(db):
        db.conn.execute("INSERT INTO facts VALUES ('a', '1')")
        with transaction(db):
            db.conn.execute("INSERT INTO facts VALUES ('b', '1')")
        raise RuntimeError
    assert value(db, "SELECT count(*) FROM facts WHERE name IN ('a', 'b')") == 0


def test_a_writer_holds_the_lock_from_the_start_and_another_is_told_to_wait(db, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    other = connect(settings().database)
    with transaction(db), pytest.raises(DatabaseBusy, match="votre saisie est conservée"), transaction(other):
        pass
    other.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(db):
    pages = value(db, "PRAGMA page_count")
    db.conn.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(DiskFull, match="disque"), transaction(db):
        for index in range(1000):
            db.conn.execute("INSERT INTO facts VALUES (?, ?)", [f"f{index}", "x" * 500])
    assert value(db, "SELECT count(*) FROM facts WHERE name LIKE 'f%'") == 0
    db.conn.execute("PRAGMA max_page_count = 1000000").fetchall()
    with transaction(db):
        db.conn.execute("INSERT INTO facts VALUES ('after', '1')")
    schema.check(db)


def test_a_damaged_file_is_refused_with_a_clear_sentence(tmp_path):
    path = tmp_path / "abimee.db"
    path.write_bytes(b"ceci n'est pas une base" * 100)
    with pytest.raises(DatabaseDamaged, match="Restaurez"):
        schema.open_database(path)


def test_a_database_of_a_newer_version_is_refused(db):
    db.conn.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('base', 'm999', 'x')")
    db.conn.commit()
    with pytest.raises(DatabaseTooNew, match="plus récente"):
        schema.prepare(db, settings().database, "49")


def test_a_database_of_another_departement_is_refused(db):
    with pytest.raises(WrongDepartement, match="département 49"):
        schema.prepare(db, settings().database, "53")


def test_a_copy_is_kept_before_a_migration(db, tmp_path):
    with transaction(db):
        db.conn.execute("DELETE FROM _sqlite_migrations WHERE migration_set = 'participation'")
        for name in ("open_days", "answers", "invitations"):
            db.conn.execute(f"DROP TABLE {name}")
    schema.prepare(db, settings().database, "49")
    copies = list(tmp_path.glob("*avant-migration*.db"))
    assert len(copies) == 1
    kept = sqlite3.connect(copies[0])
    assert kept.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answers'").fetchone() == (0,)
    kept.close()
    assert value(db, "SELECT count(*) FROM answers") == 0


@pytest.mark.parametrize("turn", range(10))
def test_eight_servers_starting_at_once_make_one_database_and_no_copy_of_it(tmp_path, turn):
    path, errors = tmp_path / "neuve.db", []

    def start():
        try:
            schema.open_database(path).close()
        except Exception as error:
            errors.append(repr(error.__cause__))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith("neuve.db")] == []


def test_a_script_runs_inside_the_transaction(db):
    with pytest.raises(RuntimeError), transaction(db):
        run_script(db, "CREATE TABLE one (a TEXT) STRICT;\nCREATE TABLE two (a TEXT) STRICT;")
        raise RuntimeError
    assert "one" not in db.table_names()


def test_an_engine_that_quotes_damaged_bytes_says_the_database_is_damaged():
    unreadable = UnicodeDecodeError("utf-8", b"malformed database schema (\x8a\x85)", 27, 28, "invalid start byte")
    assert isinstance(database.translated(unreadable), DatabaseDamaged)
