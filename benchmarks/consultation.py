"""The vote on the days: 200 shops, 30 candidate sets, every shop answering; what a screen or a phone then waits for."""

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.consulted import MAX_PROPOSED
from campaign.consultation.own_page import own_dates
from campaign.consultation.preparing import propose, save_search
from campaign.consultation.replying import reply
from campaign.consultation.views import candidates_scored, consultation, places_to_ask, results_of
from campaign.consultation.votes import Choice
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition

SIZES, CANDIDATES, RUNS = (20, 200), 30, 15


def run() -> Figure:
    """Two sizes of registry, always thirty candidates, twelve of them submitted to the vote."""
    lines = []
    for shops in SIZES:
        with data.folder():
            lines.append(_line(shops))
    return Figure(
        "consultation",
        "La consultation sur les jours",
        [
            [
                "boutiques", "candidats", "peser et expliquer (ms)", "jeux au vote", "réponses",
                "écran de l’équipe (ms)", "résultats par EPCI (ms)", "page d’une boutique (ms)", "répondre (ms)",
            ],
            *lines,
        ],
        [
            f"{plural(RUNS, 'passage')} de chaque, après un premier ; « répondre » est mesuré à chaque réponse.",
            "Peser et expliquer : de la base aux jeux de jours notés, dans l’ordre, chacun avec sa phrase.",
            "Sans le dessin des écrans ni des pages, ni le réseau.",
        ],
    )  # fmt: skip


def _line(shops: int) -> list[str]:
    db = data.filled(shops)
    edition_id, codes = _searched(db)
    weighing = _times(lambda: candidates_scored(db, SYSTEM, edition_id))
    propose(db, SYSTEM, edition_id, codes[:MAX_PROPOSED], new_operation())
    asked = [one.id for one in places_to_ask(db, SYSTEM, edition_id)]
    open_consultation(db, SYSTEM, edition_id, clock.today() + timedelta(days=20), 50, asked, new_operation())
    replying, someone = _answered(db, edition_id, asked, codes[:MAX_PROPOSED])
    assert results_of(db, SYSTEM, edition_id).answered == len(asked)
    screen = _times(lambda: consultation(db, SYSTEM, edition_id))
    results = _times(lambda: results_of(db, SYSTEM, edition_id))
    page = _times(lambda: own_dates(db, someone, edition_id))
    db.close()
    return [
        shown(shops), shown(len(codes)), spread(weighing), shown(MAX_PROPOSED), shown(len(asked)), spread(screen),
        spread(results), spread(page), spread(replying),
    ]  # fmt: skip


def _searched(db: Database) -> tuple[int, list[str]]:
    """An edition to come whose search finds thirty Wednesdays with the Saturday after; its id, the sets best first."""
    first = clock.today() + timedelta(days=60)
    first += timedelta(days=(2 - first.weekday()) % 7)
    last = first + timedelta(days=7 * (CANDIDATES - 1) + 3)
    values = check_edition("Édition mesurée", "", [date(last.year + 1, 3, 6)], last)
    edition_id = add_edition(db, SYSTEM, values, new_operation())
    typed = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "day_count": "2", "gap": "3"}
    assert save_search(db, SYSTEM, edition_id, typed, [2, 5], new_operation()) == CANDIDATES
    return edition_id, [one.scored.days.code for one in candidates_scored(db, SYSTEM, edition_id)]


def _answered(db: Database, edition_id: int, asked: Sequence[int], codes: Sequence[str]) -> tuple[list[float], Actor]:
    """Every place answers to every set; how long each took (ms), and a contact."""
    chance, times = random.Random(49), []
    for place_id in asked:
        form = {f"choice-{code}": str(chance.choice(list(Choice))) for code in codes}
        began = time.perf_counter()
        reply(db, SYSTEM, edition_id, place_id, form, new_operation())
        times.append((time.perf_counter() - began) * 1000)
    found = rows(db, "SELECT contact_id FROM links WHERE edition_id = ? ORDER BY id LIMIT 1", [edition_id])
    return times, Actor(Role.CONTACT, found[0]["contact_id"])


def _times(work: Callable[[], object]) -> list[float]:
    """Milliseconds of each run, after a first one."""
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return times
