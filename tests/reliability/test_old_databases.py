"""A database of any released version opens with today's code, and a released migration is never edited."""

from pathlib import Path

import pytest

from campaign.base.database import connect, run_script, transaction
from campaign.schema import SETS, check, open_database
from tools.freeze_schema import schema_sql

FROZEN = sorted((Path(__file__).resolve().parents[1] / "schemas").glob("*.sql"))


def built(frozen: Path, path: Path) -> None:
    db = connect(path)
    with transaction(db):
        run_script(db, frozen.read_text("utf-8"))
        db.conn.execute("INSERT OR IGNORE INTO identity (id) VALUES (1)")
    db.close()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_database_of_that_version_opens_and_is_sound(tmp_path, frozen):
    path = tmp_path / "ancienne.db"
    built(frozen, path)
    db = open_database(path)
    check(db)
    assert [one.pending(db) for one in SETS] == [[] for _ in SETS]
    db.close()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_its_migrations_still_make_the_same_tables(db, tmp_path, frozen):
    path = tmp_path / "ancienne.db"
    built(frozen, path)
    old = connect(path, read_only=True)
    kept = {line for line in schema_sql(old).splitlines() if line.startswith("INSERT")}
    old.close()
    applied = {line for line in schema_sql(db).splitlines() if line.startswith("INSERT")}
    assert kept <= applied, "une migration publiée a disparu"
    if kept == applied:
        assert schema_sql(db) == frozen.read_text("utf-8"), "migration publiée modifiée : ajoutez-en une autre"


def test_the_versions_are_kept():
    assert [path.stem for path in FROZEN] == ["2026.11.0"]
