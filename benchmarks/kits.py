"""« Tout le kit »: every document of an edition, drawn, checked and put in one archive, as the worker does it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from benchmarks.processes import children, memory
from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.communication import assembling, cache, workshop
from campaign.communication.kit import Kit, latest_kit, start_kit
from campaign.documents.presets import Preset
from campaign.worker import run_jobs

SIZES, RUNS = (20, 60), 1


def run() -> Figure:
    """Two sizes of campaign, for screens and for the printer; with two processes, with one, then with all kept."""
    lines = []
    for shops in SIZES:
        with data.folder():
            db, edition_id = data.campaign_of(shops)
            lines += [line_of(db, edition_id, shops, preset) for preset in (Preset.SCREEN, Preset.PRINTER)]
            db.close()
    return Figure(
        "kits",
        "Tout le kit",
        [
            [
                "boutiques",
                "sortie",
                "pièces",
                "deux processus (s)",
                "un seul (s)",
                "tout déjà fait (s)",
                "archive (Mo)",
                "mémoire, deux processus (Mo)",
            ],
            *lines,
        ],
        [
            f"{plural(RUNS, 'passage')} ; sauf à « tout déjà fait », rien n’est gardé du précédent.",
            "Le contrôle de chaque fichier, la mise en archive et le départ des processus de dessin sont compris.",
            "Mémoire : le plus haut de la somme du travail de fond et de ses processus, vingt relevés par seconde.",
            "Vérifié : deux processus et un seul donnent la même archive, à l’octet près.",
        ],
    )


def line_of(db: Database, edition_id: int, shops: int, preset: Preset) -> list[str]:
    """Its figures."""
    by_two, by_one, kept, peaks, archives = [], [], [], [], set()
    for _ in range(RUNS):
        for hands, times in ((workshop.MOST_HANDS, by_two), (0, by_one)):
            shutil.rmtree(cache.folder(cache.PIECES), ignore_errors=True)
            with drawn_by(hands), peak() as highest:
                seconds, found = one_kit(db, edition_id, preset)
            times.append(seconds)
            archives.add(found.path.name)  # its fingerprint
            if hands:
                peaks.append(highest())
        kept.append(one_kit(db, edition_id, preset)[0])
    assert len(archives) == 1, archives
    return [
        shown(shops), preset.label, shown(found.pieces), spread(by_two, 1), spread(by_one, 1), spread(kept, 2),
        shown(found.bytes / 1_000_000), spread(peaks),
    ]  # fmt: skip


def one_kit(db: Database, edition_id: int, preset: Preset) -> tuple[float, Kit]:
    """Seconds from the worker's first look at the queue to the finished archive."""
    job_id = start_kit(db, SYSTEM, edition_id, preset, new_operation())
    began = time.perf_counter()
    run_jobs(db)
    seconds = time.perf_counter() - began
    found = latest_kit(db, SYSTEM, edition_id, preset)
    assert found.job_id == job_id
    return seconds, found


@contextmanager
def drawn_by(hands: int) -> Iterator[None]:
    """Kits made meanwhile are drawn by so many processes, whatever the machine."""
    usual = assembling.hands_for
    assembling.hands_for = lambda pieces: hands
    try:
        yield
    finally:
        assembling.hands_for = usual


@contextmanager
def peak() -> Iterator:
    """Afterwards, a function that tells the highest memory of this process and its children, in MB."""
    seen, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            try:
                seen.append(sum(memory(one) for one in (os.getpid(), *children(os.getpid()))))
            except (OSError, RuntimeError):  # one has just ended
                continue

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield lambda: max(seen)
    finally:
        over.set()
        watching.join()
