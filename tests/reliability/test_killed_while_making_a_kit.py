"""kill -9 of the worker in the middle of « Tout le kit »: taken up again, the archive is whole and nothing is twice."""

import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base import clock, jobs
from campaign.base.operations import new_operation
from campaign.communication import cache, kit
from campaign.communication.assembling import wanted
from campaign.communication.content import read_source
from campaign.documents.presets import Preset

ROOT = Path(__file__).resolve().parents[2]
SHOPS = 8  # enough pieces for the worker to share the drawing between processes, where the machine allows it


def kept() -> dict[str, int]:
    """The documents finished so far, with the number of their file: one drawn again has another."""
    place = cache.folder(cache.PIECES)
    return {one.name: one.stat().st_ino for one in place.glob("[!.]*")} if place.is_dir() else {}


def children_of(parent: int) -> set[int]:
    """The processes that this one started, whatever their state but dead."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, owner = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(owner) == parent and state not in "ZX":
            found.add(int(path.parent.name))
    return found


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def killed_midway(job_id: int, db) -> set[int]:
    """Run the worker as the server does, until a few pieces are done; the processes it had started."""
    command = [sys.executable, "-m", "campaign", "work"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as run:
        until = time.monotonic() + 120
        while len(kept()) < 5:
            assert run.poll() is None, "the worker stopped by itself"
            assert time.monotonic() < until, "no piece was drawn"
            time.sleep(0.02)
        started = children_of(run.pid)
        run.kill()
    assert jobs.job(db, job_id).state == "running"
    return started


def test_a_kit_whose_worker_is_killed_midway_is_taken_up_again_whole_and_without_doubles(db, shop, edition, answered):
    edition_id = edition()
    for number in range(SHOPS):
        answered(edition_id, shop(f"Boutique {number}"))
    job_id = kit.start_kit(db, SYSTEM, edition_id, Preset.PRINTER, new_operation())
    started = killed_midway(job_id, db)
    assert kit.latest_kit(db, SYSTEM, edition_id) is None
    done = kept()
    asked = wanted(read_source(db, SYSTEM, edition_id))
    assert 5 <= len(done) < len(asked)
    for _ in range(200):  # what it had started ends with it
        if not any(map(is_alive, started)):
            break
        time.sleep(0.05)
    assert not any(map(is_alive, started))

    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        worker.run_jobs(db)
        found = kit.latest_kit(db, SYSTEM, edition_id)
    assert jobs.job(db, job_id).attempts == 2
    assert {name: number for name, number in kept().items() if name in done} == done  # none drawn again

    with zipfile.ZipFile(found.path) as archive:
        assert archive.testzip() is None
        lines = json.loads(archive.read("manifest.json"))
        assert Counter(archive.namelist()).most_common(1)[0][1] == 1
        assert Counter((one["kind"], one["audience"]) for one in lines if one["format"] != "docx") == Counter(
            (piece.kind.code, str(piece.audience)) for piece in asked
        )
        for line in lines:
            assert hashlib.sha256(archive.read(line["path"])).hexdigest() == line["sha256"]
    assert [one.name for one in cache.folder(cache.KITS).glob("[!.]*")] == [found.path.name]
