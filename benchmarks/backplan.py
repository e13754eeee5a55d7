"""The backplan counted again at each reading, with 33 to 300 tasks: read, moved, drawn, followed, printed."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.documents.colours import Palette
from campaign.documents.reading_paper import paper_pdf
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition
from campaign.planning.plan_paper import plan_paper
from campaign.planning.plan_store import planned
from campaign.planning.plan_views import backplan, moved
from campaign.planning.plan_writing import write_plan
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import Anchor, Task
from campaign.planning.template import TEMPLATE
from campaign.ui.backplan_chart import drawn
from campaign.ui.backplan_words import rows_of
from campaign.web.calendars import calendar_file, role_events

SIZES, RUNS = (33, 100, 200, 300), 15


def run() -> Figure:
    """Four sizes of plan on the same days."""
    lines = []
    for size in SIZES:
        with data.folder():
            lines.append(_line(size))
    return Figure(
        "backplan",
        "Le rétroplanning recalculé à chaque lecture",
        [
            [
                "tâches", "liens", "dates seules (ms)", "lire (ms)", "où en est chacune (ms)",
                "déplacer de 3 semaines (ms)", "frise (ms)", "agenda (ms)", "PDF (ms)",
            ],
            *lines,
        ],
        [
            f"{plural(RUNS, 'passage')} de chaque, après un premier (3 pour le PDF).",
            "Dates seules : le calcul, sans la base. Lire : de la base aux dates. Déplacer : les deux plans comparés.",
            "Au-delà de 33, le calendrier de référence est répété, chaque copie reliée comme la première.",
        ],
    )  # fmt: skip


def tasks_of(size: int) -> list[Task]:
    """The template, again and again under other codes, until there are as many; one event for all."""
    found = list(TEMPLATE)
    turn = 1
    while len(found) < size:
        turn += 1
        for one in TEMPLATE:
            if one.anchor is Anchor.EVENT or len(found) >= size:
                continue
            known = {task.code for task in found}
            after = [code if code == "event" else f"{code}-{turn}" for code in one.after]
            found.append(replace(one, code=f"{one.code}-{turn}", title=f"{one.title} {turn}",
                                 after=tuple(code for code in after if code in known)))  # fmt: skip
    return found


def _line(size: int) -> list[str]:
    db = data.filled(1)
    edition_id = _planned(db, size)
    seen = backplan(db, SYSTEM, edition_id)
    days, today = seen.edition.days, clock.today()
    assert len(seen.kept) == size
    later = [day + timedelta(days=21) for day in days]
    tasks = planned(seen.kept)
    since, until = min(one.start for one in seen.plan.dated), max(one.deadline for one in seen.plan.dated)
    made_at = datetime(2026, 1, 1, tzinfo=UTC)
    paper = plan_paper(seen.edition, seen.plan, today, Palette(), made_at)
    rows = rows_of(seen, today)
    works = [
        lambda: schedule(tasks, days),
        lambda: backplan(db, SYSTEM, edition_id),
        lambda: rows_of(seen, today),
        lambda: moved(db, SYSTEM, edition_id, later),
        lambda: drawn(rows, days, today, since, until).to_dict(),
        lambda: calendar_file(role_events(seen.edition, seen.plan.dated)),
    ]
    times = [spread(_times(work, RUNS), 1) for work in works]
    links = sum(len(one.after) for one in tasks)
    printing = spread(_times(lambda: paper_pdf(paper), 3))
    db.close()
    return [shown(size), shown(links), *times, printing]


def _planned(db: Database, size: int) -> int:
    first = clock.today() + timedelta(days=120)
    values = check_edition("Édition mesurée", "", [first, first + timedelta(days=3)], first - timedelta(days=40))
    edition_id = add_edition(db, SYSTEM, values, new_operation())
    write_plan(db, SYSTEM, edition_id, tasks_of(size), {}, "begin_plan", new_operation())
    return edition_id


def _times(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after a first one."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return times
