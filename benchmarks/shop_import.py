"""Importing a real list of 2 393 rows: the preview, the writing, and the same file again."""

import io
import time
from csv import reader, writer
from pathlib import Path

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM
from campaign.base.operations import new_operation
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.schema import open_database

LIST = Path(__file__).resolve().parents[2] / "shared" / "data" / "shops" / "structures_iae_open.csv"
SIZES, RUNS = (500, 1000, 2393), 3


def run() -> Figure:
    """The first lines of the list, more and more of them, three times each."""
    assert LIST.exists(), f"Cette mesure lit {LIST.name}, dans le dossier « shared » à côté du projet."
    lines = []
    for size in SIZES:
        runs = [one_run(first_lines(size), size) for _ in range(RUNS)]
        lines.append([shown(size), *[spread(column, 1) for column in zip(*runs, strict=True)]])
    return Figure(
        "shop_import",
        "Importer une vraie liste",
        [["lignes", "aperçu (s)", "écriture (s)", "même fichier, aperçu (s)", "même fichier, écriture (s)"], *lines],
        [
            "La liste publique des structures d’insertion, toute la France, sur un registre vide.",
            f"{RUNS} passages, base neuve à chaque fois ; vérifié : le même fichier ne change rien.",
        ],
    )


def first_lines(count: int) -> bytes:
    """The heading and the first ``count`` rows of the list."""
    rows = list(reader(io.StringIO(LIST.read_text("utf-8-sig"))))
    text = io.StringIO()
    writer(text).writerows(rows[: count + 1])
    return text.getvalue().encode()


def one_run(content: bytes, size: int) -> tuple[float, ...]:
    """Seconds of the preview and of the writing, then of both for the same file again."""
    with data.folder():
        db = open_database()
        times = []
        for again in (False, True):
            began = time.perf_counter()
            plan = prepare_import(db, SYSTEM, LIST.name, content)
            planned = time.perf_counter()
            result = apply_import(db, SYSTEM, plan, None, new_operation())
            times += [planned - began, time.perf_counter() - planned]
            counts = result.counts
            assert counts.read == size, counts
            if again:
                assert counts.added == counts.updated == 0, counts
        db.close()
    return tuple(times)
