"""Pieces drawn by other processes: the same as in one, in their order, whatever happens to a process."""

import logging
import os
import zipfile
from dataclasses import replace
from datetime import date
from multiprocessing import active_children

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import jobs
from campaign.base.operations import new_operation
from campaign.communication import assembling, cache, kit, workshop
from campaign.communication.content import read_source
from campaign.communication.workshop import Outcome, Task, outcomes
from campaign.documents.content import Campaign, Place
from campaign.documents.presets import Preset
from tests.communication import drawings

PLACE = Place("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire")
CONTENT = Campaign(
    ("Les", "bons", "jours"), (date(2026, 11, 14),), PLACE, (), "https://exemple.fr", offers="Félicie Martin"
)
KINDS = ("affiche-a3", "affiche-a2", "abribus", "flyer-a5", "annuaire", "banniere")


def tasks(tmp_path, count: int = 18) -> list[Task]:
    """As many, of six kinds, each with its number in ``printer``."""
    told = replace(CONTENT, paper=str(tmp_path / "told"))
    return [Task(KINDS[one % 6], replace(told, printer=str(one)), Preset.SCREEN) for one in range(count)]


def texts(found: list[Outcome]) -> list[str]:
    return [one.built.data.decode() if one.built else one.why for one in found]


def nothing() -> None:
    pass


def expected(count: int = 18) -> list[str]:
    return [f"{KINDS[one % 6]} {one}" for one in range(count)]


def test_outcomes_come_in_the_order_of_their_tasks(tmp_path):
    assert texts(list(outcomes(tasks(tmp_path), 2, nothing, drawings.plain))) == expected()


def test_what_was_made_before_keeps_its_place(tmp_path):
    given = tasks(tmp_path, 9)
    given[3:5] = [Outcome(why="la règle"), Outcome(why="déjà")]
    wanted = expected(9)
    wanted[3:5] = ["la règle", "déjà"]
    assert texts(list(outcomes(given, 2, nothing, drawings.plain))) == wanted


def test_a_piece_whose_process_is_killed_is_drawn_again(tmp_path):
    assert texts(list(outcomes(tasks(tmp_path), 2, nothing, drawings.dies_once))) == expected()


def test_a_piece_that_kills_its_process_twice_is_said_and_costs_no_other(tmp_path):
    found = texts(list(outcomes(tasks(tmp_path), 2, nothing, drawings.dies)))
    assert [one for one in found if one != workshop.FELL] == [one for one in expected() if "affiche-a2" not in one]
    assert [index for index, one in enumerate(found) if one == workshop.FELL] == [1, 7, 13]
    assert (tmp_path / "told").read_text() == "dead\n" * 6  # three pieces, twice each


@pytest.mark.parametrize("hands", [0, 2])
def test_an_error_is_said_the_same_here_or_elsewhere_without_its_words(tmp_path, hands):
    found = list(outcomes(tasks(tmp_path, 6), hands, nothing, drawings.breaks))
    assert texts(found) == [
        "affiche-a3 0", workshop.BROKEN, "Il manque quelque chose.", "flyer-a5 3", "annuaire 4", "banniere 5",
    ]  # fmt: skip
    assert found[1].trace.startswith("ZeroDivisionError")
    assert "drawings.py" in found[1].trace
    assert not any("Félicie" in one.trace for one in found)
    assert found[2].trace == ""


def test_where_no_process_can_start_the_pieces_are_drawn_all_the_same(tmp_path, caplog):
    with caplog.at_level(logging.ERROR, "campaign.communication"):
        assert texts(list(outcomes(tasks(tmp_path), 2, nothing, drawings.NeverStarts()))) == expected()
    assert "could not start (status 3)" in caplog.text


def test_only_a_few_pieces_are_drawn_before_their_turn(tmp_path):
    came = []
    found = outcomes((came.append(one) or one for one in tasks(tmp_path, 60)), 2, nothing, drawings.plain)
    for went, _ in enumerate(found):
        assert len(came) <= went + 1 + workshop.AHEAD


def test_stopping_ends_every_process(tmp_path):
    class Enough(Exception):
        pass

    found = outcomes(tasks(tmp_path, 60), 2, nothing, drawings.plain)
    assert next(found).built
    assert len(hands()) == 2
    found.close()
    assert hands() == []

    calls = []

    def pulse() -> None:
        calls.append(1)
        if len(calls) > 4:
            raise Enough

    with pytest.raises(Enough):
        list(outcomes(tasks(tmp_path, 60), 2, pulse, drawings.plain))
    assert hands() == []


def hands() -> list[int]:
    """Processes of ours that draw."""
    return [one.pid for one in active_children()]


def test_one_processor_or_a_few_pieces_are_drawn_here(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert workshop.hands_for(1_000) == 2
    assert workshop.hands_for(workshop.WORTH_HANDS - 1) == 0
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert workshop.hands_for(1_000) == 0


def test_two_processes_make_the_archive_that_one_makes(db, told, printer, monkeypatch):
    made = []
    for hands_wanted in (0, 2):
        monkeypatch.setattr(assembling, "hands_for", lambda _, hands_wanted=hands_wanted: hands_wanted)
        if cache.folder(cache.PIECES).exists():
            for path in cache.folder(cache.PIECES).iterdir():
                path.unlink()
        job_id = kit.start_kit(db, SYSTEM, told.edition, Preset.PRINTER, new_operation())
        worker.run_jobs(db)
        found = kit.latest_kit(db, SYSTEM, told.edition)
        assert found.job_id == job_id
        assert zipfile.ZipFile(found.path).testzip() is None
        made.append(found.path.read_bytes())
    assert made[0] == made[1]


def test_a_kit_cancelled_while_it_is_drawn_stops_and_leaves_nothing(db, told, officer, monkeypatch):
    monkeypatch.setattr(assembling, "hands_for", lambda _: 2)
    monkeypatch.setattr(kit, "_TELLS", 0)
    job_id = kit.start_kit(db, officer, told.edition, Preset.SCREEN, new_operation())
    said = jobs.progress

    def cancelled_midway(db, job, done, total, message=""):
        if done == 5:
            kit.cancel_kit(db, officer, job_id, new_operation())
        return said(db, job, done, total, message)

    monkeypatch.setattr(jobs, "progress", cancelled_midway)
    worker.run_jobs(db)
    assert kit.kit_job(db, officer, job_id).state == "cancelled"
    assert kit.latest_kit(db, officer, told.edition) is None
    assert hands() == []
    assert list(cache.folder(cache.KITS).iterdir()) == []


def test_a_piece_damaged_on_the_disk_is_made_again(db, told):
    source = read_source(db, SYSTEM, told.edition)
    pieces = assembling.wanted(source, ["banniere"])
    first = assembling.assemble(source, pieces, Preset.SCREEN, lambda *_: None)
    for path in cache.folder(cache.PIECES).iterdir():
        path.write_bytes(path.read_bytes()[:-10])
    again = assembling.assemble(source, pieces, Preset.SCREEN, lambda *_: None)
    assert again == first
    assert all(cache.piece(path.name) for path in cache.folder(cache.PIECES).iterdir())
