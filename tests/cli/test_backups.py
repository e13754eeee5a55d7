"""Backing up while writing, restoring whole or not at all, refusing what is damaged or newer."""

import gzip
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from campaign import backups
from campaign.accounts.model import SYSTEM
from campaign.base import archives, clock
from campaign.base.database import connect, rows, transaction, value
from campaign.base.operations import new_operation
from campaign.base.settings import ROOT
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.messages.model import Step
from campaign.messages.store import add_sending
from campaign.people.erasing import erase_contact
from campaign.schema import open_database


def files_of(folder: Path) -> set[str]:
    """Names in a folder, to see what a command left."""
    return {path.name for path in folder.iterdir()}


def rewritten(archive, changes=None, drop=(), added=None, manifest_changes=None):
    """The same archive with some members replaced, dropped or added."""
    members = {}
    with tarfile.open(archive, "r:gz") as source:
        for member in source:
            members[member.name] = source.extractfile(member).read()
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, **(manifest_changes or {})}).encode()
    members |= changes or {}
    members |= added or {}
    with tarfile.open(archive, "w:gz") as target:
        for name, content in members.items():
            if name not in drop:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                target.addfile(entry, io.BytesIO(content))


@pytest.fixture
def archive(run, database, tmp_path):
    """A backup of three shops and one uploaded file."""
    assert run("seed", "--shops", 3).exit_code == 0
    (database.parent / "files" / "ab").mkdir(parents=True)
    (database.parent / "files" / "ab" / "photo.jpg").write_bytes(b"photo")
    path = tmp_path / "sauvegarde.tar.gz"
    assert run("backup", path).exit_code == 0
    return path


def test_a_backup_restored_elsewhere_gives_the_same_data_and_files(answer, archive, tmp_path):
    other = tmp_path / "autre" / "campaign.db"
    restored = answer("restore", archive, "--db", other)
    assert (restored["shops"], restored["answers"], restored["files"], restored["kept"]) == (3, 3, 1, None)
    assert (other.parent / "files" / "ab" / "photo.jpg").read_bytes() == b"photo"
    assert answer("verify", "--db", other)["shops"] == 3


def test_a_backup_can_be_read_by_its_owner_only_and_holds_no_secret(archive, database):
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive, "r:gz") as packed:
        assert packed.getnames() == ["manifest.json", "database.db", "files/ab/photo.jpg"]
        secret = (database.parent / "secret").read_bytes().strip()
        assert all(secret not in packed.extractfile(member).read() for member in packed)


def test_a_backup_taken_while_shops_are_written_is_whole(run, answer, database, tmp_path):
    run("seed", "--shops", 30)
    writer = (
        "import sys\nfrom campaign.base.database import connect, transaction\n"
        f"db = connect({str(database)!r})\n"
        "print('ready', flush=True)\n"
        "for number in range(100000):\n"
        "    with transaction(db):\n"
        '        db.conn.execute("UPDATE contacts SET job = ?", [str(number)])\n'
        '        db.conn.execute("UPDATE places SET note = ?", [str(number)])\n'
    )
    process = subprocess.Popen([sys.executable, "-c", writer], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        process.stdout.readline()
        for number in range(3):
            answer("backup", tmp_path / f"{number}.tar.gz")
    finally:
        process.kill()
        process.communicate()
    for number in range(3):
        copy = tmp_path / f"copie-{number}" / "campaign.db"
        assert answer("restore", tmp_path / f"{number}.tar.gz", "--db", copy)["shops"] == 30
        seen = sqlite3.connect(copy)
        # One transaction wrote both: a whole copy shows one same number everywhere.
        assert seen.execute(
            "SELECT count(*) FROM (SELECT job FROM contacts UNION SELECT note FROM places)"
        ).fetchall() == [(1,)]
        seen.close()


def test_restoring_keeps_the_replaced_database_beside_and_is_seen_by_open_connections(run, answer, archive, database):
    still_open = open_database()
    with transaction(still_open):
        still_open.conn.execute("UPDATE places SET name = 'Changée depuis'")
    kept = answer("restore", archive)["kept"]
    assert value(still_open, "SELECT count(*) FROM places WHERE name = 'Changée depuis'") == 0
    still_open.close()
    former = connect(kept, read_only=True)
    assert value(former, "SELECT count(*) FROM places WHERE name = 'Changée depuis'") == 3
    former.close()
    assert not [name for name in files_of(database.parent) if name.startswith(".")]


def test_restoring_closes_sessions_and_cancels_what_waited(run, database, tmp_path):
    db = open_database()
    with transaction(db):
        db.conn.execute("INSERT INTO agents (id, email, name, role, password_hash, created_at) "
                        "VALUES (1, 'a@exemple.example', 'A', 'officer', 'x', '2026')")  # fmt: skip
        db.conn.execute("INSERT INTO sessions VALUES ('x', 1, '2026', '2999', '2999')")
        db.conn.execute("INSERT INTO jobs (kind, parameters, actor, created_at, not_before) "
                        "VALUES ('send_link', '{}', 'public', '2026', '2026')")  # fmt: skip
    db.close()
    assert run("backup", tmp_path / "s.tar.gz").exit_code == 0
    assert run("restore", tmp_path / "s.tar.gz").exit_code == 0
    db = open_database()
    assert value(db, "SELECT count(*) FROM sessions") == 0
    assert value(db, "SELECT state FROM jobs") == "cancelled"
    db.close()


def test_a_restored_database_sends_nothing_again_by_itself(run, database, tmp_path):
    db = open_database()
    alone = outbox.post(db, "link_again", {}, "public", service=True)
    many = outbox.post(db, "step", {}, "system", service=False, batch="sending:1")
    leaving = outbox.post(db, "step", {}, "system", service=False, batch="sending:1")
    gone = outbox.post(db, "step", {}, "system", service=False, batch="sending:1")
    with transaction(db):
        db.conn.execute(
            "UPDATE outbox SET state = 'sending', lease = 'x', leased_until = '2999' WHERE id = ?", [leaving]
        )
        db.conn.execute("UPDATE outbox SET state = 'sent' WHERE id = ?", [gone])
    db.close()
    assert run("backup", tmp_path / "s.tar.gz").exit_code == 0
    assert run("restore", tmp_path / "s.tar.gz").exit_code == 0
    db = open_database()
    states = [outbox.message(db, one).state for one in (alone, many, leaving, gone)]
    assert states == [State.CANCELLED, State.PAUSED, State.UNCERTAIN, State.SENT]
    assert outbox.oldest_due(db) is None
    assert outbox.resume(db, "sending:1") == 1
    db.close()


def test_a_step_whose_moment_passed_since_the_backup_is_proposed_again(run, tmp_path):
    assert run("seed", "--shops", 1).exit_code == 0
    now = clock.now()
    db = open_database()
    with transaction(db):
        for step, hours in ((Step.REMINDER_1, 1), (Step.REMINDER_2, 48)):
            add_sending(db, 1, step, now + timedelta(hours=hours), "", "agent:1", "scheduled")
    db.close()
    assert run("backup", tmp_path / "s.tar.gz").exit_code == 0
    with clock.frozen(now + timedelta(hours=2)):
        assert run("restore", tmp_path / "s.tar.gz").exit_code == 0
    db = open_database()
    kept = rows(db, "SELECT step, state FROM sendings ORDER BY id")
    assert [(one["step"], one["state"]) for one in kept] == [("reminder_1", "cancelled"), ("reminder_2", "scheduled")]
    db.close()


def refused(run, answer, archive, database, status=1):
    """The sentence of a refused restoration, after which the database is as it was."""
    before = answer("verify")
    names = files_of(database.parent)
    result = run("restore", archive)
    assert result.exit_code == status
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert answer("verify") == before
    assert files_of(database.parent) == names
    return result.stderr


@pytest.mark.parametrize("cut", [10, 200, 5000, -20])
def test_a_cut_archive_is_refused_and_changes_nothing(run, answer, archive, database, cut):
    archive.write_bytes(archive.read_bytes()[:cut])
    assert "abîmé" in refused(run, answer, archive, database)


def test_an_altered_database_is_refused(run, answer, archive, database):
    with tarfile.open(archive, "r:gz") as packed:
        content = bytearray(packed.extractfile("database.db").read())
    content[5000] ^= 1
    rewritten(archive, changes={"database.db": bytes(content)})
    assert "abîmée" in refused(run, answer, archive, database)


def test_a_missing_or_added_member_is_refused(run, answer, archive, database):
    whole = archive.read_bytes()
    rewritten(archive, drop=["files/ab/photo.jpg"])
    assert "incomplète" in refused(run, answer, archive, database)
    archive.write_bytes(whole)
    rewritten(archive, added={"../intrus.txt": b"x"})
    refused(run, answer, archive, database)
    assert not (database.parent.parent / "intrus.txt").exists()


def test_a_member_named_outside_of_the_folder_is_refused_although_the_manifest_names_it(run, answer, archive, database):
    measure = {"bytes": 1, "sha256": archives.sha256(b"x").hexdigest()}
    with tarfile.open(archive, "r:gz") as packed:
        members = json.loads(packed.extractfile("manifest.json").read())["members"]
    rewritten(
        archive,
        added={"files/../../intrus.txt": b"x"},
        manifest_changes={"members": {**members, "files/../../intrus.txt": measure}},
    )
    refused(run, answer, archive, database)
    assert not (database.parent.parent / "intrus.txt").exists()


def test_an_archive_of_a_later_version_is_refused(run, answer, archive, database):
    rewritten(archive, manifest_changes={"format": 2})
    assert "version plus récente" in refused(run, answer, archive, database)


def test_a_database_of_a_later_version_is_refused(run, answer, database, tmp_path):
    newer = tmp_path / "autre" / "campaign.db"
    assert run("verify", "--db", newer).exit_code == 0
    later = connect(newer)
    with transaction(later):
        later.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('base', 'm099_later', '2030')"
        )
    archives.pack(later, tmp_path / "files", tmp_path / "newer.tar.gz", {})
    later.close()
    assert "version plus récente" in refused(run, answer, tmp_path / "newer.tar.gz", database)


def test_a_database_of_another_departement_is_refused(run, answer, database, tmp_path, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "53")
    assert run("backup", tmp_path / "53.tar.gz", "--db", tmp_path / "autre" / "campaign.db").exit_code == 0
    monkeypatch.delenv("CAMPAIGN_DEPARTEMENT")
    assert "département" in refused(run, answer, tmp_path / "53.tar.gz", database)


@pytest.mark.parametrize(
    "content",
    [b"", b"bonjour", gzip.compress(b"bonjour", mtime=0), b"PK\x03\x04", gzip.compress(b"\0" * 20000, mtime=0)],
)
def test_another_file_is_refused(run, answer, database, tmp_path, content):
    (tmp_path / "autre.tar.gz").write_bytes(content)
    assert "sauvegarde" in refused(run, answer, tmp_path / "autre.tar.gz", database)


def test_a_missing_file_is_refused(run, answer, database, tmp_path):
    assert "n’existe pas" in refused(run, answer, tmp_path / "absente.tar.gz", database)


def test_a_damaged_present_database_is_replaced_and_kept(run, answer, archive, database):
    content = bytearray(database.read_bytes())
    content[:100] = b"x" * 100
    database.write_bytes(bytes(content))
    damaged = database.read_bytes()
    result = run("verify")
    assert (result.exit_code, "abîmée" in result.stderr) == (1, True)
    kept = answer("restore", archive)["kept"]
    assert Path(kept).read_bytes() == damaged
    assert answer("verify")["shops"] == 3


def test_a_backup_never_replaces_the_database_nor_another_file(run, database, tmp_path):
    run("verify")
    assert "n’est pas une sauvegarde" in run("backup", database).stderr
    (tmp_path / "rapport.pdf").write_bytes(b"%PDF")
    assert run("backup", tmp_path / "rapport.pdf").exit_code == 1
    assert (tmp_path / "rapport.pdf").read_bytes() == b"%PDF"
    assert "n’existe pas" in run("backup", tmp_path / "nulle-part" / "s.tar.gz").stderr


def test_a_backup_replaces_an_older_one(run, answer, archive):
    assert run("backup", archive).exit_code == 0
    assert answer("restore", archive)["shops"] == 3


def test_nobody_but_the_machine_backs_up_or_restores(database, tmp_path):
    from campaign.accounts.model import Actor, Role
    from campaign.base.errors import NotAllowed

    for role in Role:
        if role is not Role.SYSTEM:
            with pytest.raises(NotAllowed):
                backups.restore(database, Actor(role, 1), tmp_path / "s", tmp_path, "49")
    db = open_database()
    assert backups.verify(db, SYSTEM).shops == 0
    db.close()


def test_what_is_written_during_a_restoration_is_in_the_kept_database_or_the_restored_one(answer, archive, database):
    """A writer that was told « written » before the swap finds its line again in one of the two files."""
    told: list[int] = []
    stop = threading.Event()

    def write():
        db = connect(database)
        number = 0
        while not stop.is_set():
            number += 1
            with transaction(db):
                db.conn.execute("INSERT INTO attempts VALUES (?, '2026')", [f"n{number}"])
            told.append(number)
            stop.wait(0.01)
        db.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        kept = answer("restore", archive)["kept"]
    finally:
        stop.set()
        thread.join()
    found = set()
    for path in (kept, database):
        db = connect(path, read_only=True)
        found |= {key for (key,) in db.conn.execute("SELECT key FROM attempts").fetchall()}
        db.close()
    assert told
    assert {f"n{number}" for number in told} - found == set()


def test_whoever_was_erased_since_the_backup_is_erased_again_and_nobody_else(answer, archive):
    db = open_database()
    first, second = rows(db, "SELECT id, name, email FROM contacts ORDER BY id LIMIT 2")
    erase_contact(db, SYSTEM, first["id"], new_operation())
    db.close()
    answer("restore", archive)
    db = open_database()
    names = {one["id"]: one["name"] for one in rows(db, "SELECT id, name FROM contacts")}
    assert names[first["id"]] == f"Contact effacé n° {first['id']}"
    assert names[second["id"]] == second["name"]
    assert first["email"] not in {one["email"] for one in rows(db, "SELECT email FROM contacts")}
    assert json.loads(value(db, "SELECT details FROM journal WHERE verb = 'restore_backup'")) == {"erased_again": 1}
    db.close()


def test_a_line_of_another_database_is_not_taken_for_an_erased_one(answer, archive):
    db = open_database()
    one = rows(db, "SELECT id, name FROM contacts ORDER BY id LIMIT 1")[0]
    erase_contact(db, SYSTEM, one["id"], new_operation())
    with transaction(db):
        db.conn.execute("UPDATE contacts SET created_at = '2001-01-01T00:00:00+00:00' WHERE id = ?", [one["id"]])
    db.close()
    answer("restore", archive)
    db = open_database()
    assert value(db, "SELECT name FROM contacts WHERE id = ?", [one["id"]]) == one["name"]
    db.close()
