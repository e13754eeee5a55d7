"""The report of an edition, from its debriefs: read and counted, then written as files."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.base.french import plural
from campaign.demonstration.days import on
from campaign.demonstration.volume import fill_volume
from campaign.demonstration.volume_debriefs import tell_debriefs
from campaign.documents.colours import Palette
from campaign.editions.views import editions
from campaign.identity.views import brand
from campaign.participation.model import Presence
from campaign.participation.store import answers_of_edition
from campaign.report.files import file_of
from campaign.report.views import report
from campaign.schema import open_database

SIZES, RUNS = (20, 200, 1000), 5
SHARE = 0.7  # of the shops that took part, those whose debrief came, at most
_YES = 0.8  # of the shops of a volume, those that take part
FILES = (".pdf", ".docx", ".xlsx")


def run() -> Figure:
    """Three sizes of edition; each file from a report already made."""
    lines, medians = [], []
    for debriefs in SIZES:
        with data.folder():
            db, edition_id, asked = told_by(debriefs)
            line, median = line_of(db, edition_id, debriefs, asked)
            lines.append(line)
            medians.append(median)
            db.close()
    growth = medians[-1] / medians[0]
    return Figure(
        "report",
        "Le bilan d’une édition",
        [
            ["bilans reçus", "boutiques", "lire et compter (s)", "PDF (s)", "pages", "Word (s)", "Excel (s)",
             "PDF (Ko)"],
            *lines,
        ],
        [
            f"{plural(RUNS, 'passage')} après un premier ; deux pour les fichiers du plus grand.",
            "« Boutiques » : toutes celles qui ont participé, bilan reçu ou non.",
            "Lire et compter : de la base au bilan entier, dépenses, matériel et édition précédente compris.",
            "Chaque fichier part d’un bilan déjà compté ; le contrôle du PDF est compris.",
            f"{shown(SIZES[-1] / SIZES[0])} fois plus de bilans : lire et compter dure {shown(growth, 1)} fois plus.",
        ],
    )  # fmt: skip


def told_by(debriefs: int) -> tuple[Database, int, int]:
    """A database whose past edition got that many debriefs; the edition's id, and how many shops took part."""
    db = open_database()
    wanted = round(debriefs / SHARE)
    fill_volume(db, SYSTEM, round(1.1 * wanted / _YES) + 3, 2, 49)
    past = next(one for one in editions(db, SYSTEM) if one.last_day < clock.today())
    people = {one["place_id"]: one["contact_id"] for one in rows(db, "SELECT place_id, contact_id FROM contact_places")}
    answers = answers_of_edition(db, past.id).items()
    took_part = [place_id for place_id, answer in answers if answer.presence is Presence.YES]
    telling = [(place_id, Actor(Role.CONTACT, people[place_id])) for place_id in took_part[:debriefs]]
    with on(past.last_day + timedelta(days=10), 10):
        made = tell_debriefs(db, past.id, past.days, telling, 1, random.Random(49))
    assert made == debriefs
    return db, past.id, len(took_part)


def line_of(db: Database, edition_id: int, debriefs: int, asked: int) -> tuple[list[str], float]:
    """Its figures, and the median time to read and count."""
    told = report(db, SYSTEM, edition_id)
    assert (told.received.done, told.received.asked) == (debriefs, asked)
    counting = sorted(_seconds(lambda: report(db, SYSTEM, edition_id)) for _ in range(RUNS))
    kept, times, made = brand(db), {}, {}
    palette = Palette(kept.field, kept.accent, kept.second)
    for ending in FILES:
        made[ending] = file_of(told, ending, palette)
        runs = RUNS if debriefs < SIZES[-1] else 2
        times[ending] = [_seconds(partial(file_of, told, ending, palette)) for _ in range(runs)]
    pdf = made[".pdf"]
    return [
        shown(debriefs), shown(asked), spread(counting, 2), spread(times[".pdf"], 2), shown(pdf.pages),
        spread(times[".docx"], 2), spread(times[".xlsx"], 2), shown(len(pdf.data) / 1000),
    ], counting[len(counting) // 2]  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
