"""An import done by the worker: the tab may be closed, the work is done once, the file is kept 30 days at most."""

import os
from datetime import timedelta

import pytest

from campaign import worker
from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM
from campaign.base import clock, jobs, kept_files
from campaign.base.database import value
from campaign.base.errors import NotAllowed
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.queue import FILES, forget_stashed_files, start_import
from campaign.partners.importing.undo import recent_imports
from tests.partners.importing.conftest import LIST, as_csv

MALLE = {"Nom": "La Malle à Félicie", "Adresse": "31 rue des Artisans", "CP": "49100", "Ville": "Angers"}
FIL = {"Nom": "Le Fil Retrouvé", "Adresse": "16 rue des Essais", "CP": "49300", "Ville": "Cholet"}


def test_the_worker_imports_the_lines_taken(db, officer, registry):
    data = as_csv([MALLE, FIL])
    job_id = start_import(db, officer, "C:\\Listes\\boutiques.csv", data, None, [3], new_operation())
    assert registry() == {}
    worker.run_once(db)
    done = jobs.job(db, job_id)
    assert (done.state, done.message) == ("done", "1\u00a0ajout.")
    assert done.result["counts"]["added"] == 1
    assert set(registry()) == {"Le Fil Retrouvé"}
    listed = recent_imports(db, officer)
    assert [(one.file_name, one.who) for one in listed] == [("boutiques.csv", officer.name)]


def test_asking_twice_imports_once(db, officer, registry):
    operation = new_operation()
    first = start_import(db, officer, LIST, as_csv([MALLE]), None, None, operation)
    assert start_import(db, officer, LIST, as_csv([MALLE]), None, None, operation) == first
    worker.run_once(db)
    assert len(registry()) == 1


def test_a_job_taken_up_again_after_its_worker_died_imports_once(db, officer, registry):
    start_import(db, officer, LIST, as_csv([MALLE]), None, None, new_operation())
    lost = jobs.lease_next(db)
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        worker.run_once(db)
        assert len(registry()) == 1
        # The first worker comes back: its lease is lost, it writes nothing.
        worker.import_shops(db, lost)
    assert len(registry()) == 1
    assert value(db, "SELECT count(*) FROM imports") == 1


def test_the_columns_chosen_by_the_officer_are_kept(db, officer, registry):
    data = as_csv([{"Remarque": "Le Fil", "Nom": "à rappeler", "Ville": "Angers"}])
    plan = prepare_import(db, officer, LIST, data)
    chosen = {**plan.mapping, "name": 0}
    start_import(db, officer, LIST, data, {column: chosen[column] for column in plan.mapping}, None, new_operation())
    worker.run_once(db)
    assert set(registry()) == {"Le Fil"}


def test_a_sheet_changed_after_the_preview_is_left(db, officer, imported, registry):
    imported([MALLE])
    data = as_csv([{**MALLE, "Téléphone": "0241000006"}])
    seen = prepare_import(db, officer, LIST, data).versions()
    shop = registry()["La Malle à Félicie"]
    actions.change_place(db, officer, shop.id, shop.version, {"phone": "0241000099"}, new_operation())
    job_id = start_import(db, officer, LIST, data, None, None, new_operation(), seen=seen)
    worker.run_once(db)
    assert registry()["La Malle à Félicie"].phone == "+33241000099"
    assert jobs.job(db, job_id).result["left"][0][0] == 2


def test_an_account_closed_since_imports_nothing(db, communication, registry):
    job_id = start_import(db, communication, LIST, as_csv([MALLE]), None, None, new_operation())
    accounts.disable_agent(db, SYSTEM, communication.id, new_operation())
    worker.run_once(db)
    assert jobs.job(db, job_id).state == "failed"
    assert registry() == {}


def test_logistics_start_no_import_and_leave_no_file(db, logistics):
    with pytest.raises(NotAllowed):
        start_import(db, logistics, LIST, as_csv([MALLE]), None, None, new_operation())
    assert not kept_files.folder(FILES).exists()


def test_a_lost_file_is_asked_for_again(db, officer):
    job_id = start_import(db, officer, LIST, as_csv([MALLE]), None, None, new_operation())
    for path in kept_files.folder(FILES).iterdir():
        path.unlink()
    worker.run_once(db)
    assert jobs.job(db, job_id).message == "Ce fichier n’est plus là. Envoyez-le de nouveau."


def test_a_broken_list_fails_with_its_sentence(db, officer):
    job_id = start_import(db, officer, LIST, b"%PDF-1.7", None, None, new_operation())
    worker.run_once(db)
    assert jobs.job(db, job_id).message == "Format non reconnu : .xlsx ou .csv."


def test_a_kept_file_is_named_by_its_content_and_forgotten_after_30_days(db):
    fingerprint = kept_files.keep(FILES, b"Nom;Ville\n")
    assert kept_files.keep(FILES, b"Nom;Ville\n") == fingerprint
    kept = kept_files.folder(FILES) / fingerprint
    assert [path.name for path in kept_files.folder(FILES).iterdir()] == [fingerprint]
    assert forget_stashed_files() == 0
    old = (clock.now() - timedelta(days=31)).timestamp()
    os.utime(kept, (old, old))
    worker.daily_care(db)
    assert not kept.exists()
