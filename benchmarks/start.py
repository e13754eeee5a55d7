"""From the start of the process to the first pages, and the memory it takes."""

import time

from benchmarks import data
from benchmarks.answers import SHOPS, burst, doors, warm
from benchmarks.browser import chromium, ready, signed_in
from benchmarks.figures import Figure, spread
from benchmarks.processes import children, memory
from campaign.editions.views import edition
from tests.servers import LiveServer

RUNS, SCREENS_SEEN = 3, 20
_SCREENS = ("/", "/participations", "/registre", "/contacts", "/editions")


def run() -> Figure:
    """Three starts on a database of 500 shops."""
    runs = [one_run() for _ in range(RUNS)]
    names = (
        ("jusqu’à `/sante`", "s", 1),
        ("jusqu’à la première page publique", "s", 1),
        ("premier écran d’agent, navigateur compris", "s", 1),
        ("écran suivant", "s", 1),
        ("mémoire du serveur au repos", "Mo", 0),
        (f"après {SCREENS_SEEN} écrans d’agents", "Mo", 0),
        (f"après {SHOPS} réponses", "Mo", 0),
        ("mémoire du travail de fond", "Mo", 0),
    )
    columns = zip(*runs, strict=True)
    lines = [
        [name, f"{spread(column, digits)} {unit}"] for (name, unit, digits), column in zip(names, columns, strict=True)
    ]
    return Figure(
        "start",
        "Démarrer, et la mémoire occupée",
        [["mesure", "valeur"], *lines],
        [f"{RUNS} démarrages sur une base de {SHOPS} boutiques ; le système a déjà lu les fichiers du programme."],
    )


def one_run() -> tuple[float, ...]:
    """Seconds and megabytes of one start, in the order of the table."""
    with data.folder() as folder:
        db = data.filled(SHOPS)
        data.add_officer(db)
        edition_id = data.next_edition(db)
        server = LiveServer(folder, worker="child")
        began = time.perf_counter()
        with server, chromium() as browser:
            healthy = time.perf_counter() - began
            with server.client() as client:
                client.get("/carte")
            public = time.perf_counter() - began
            warm(server)
            idle, worker = memory(server.pid), memory(children(server.pid)[0])
            page = signed_in(browser, server)
            first, following = screen_seconds(page, "/"), screen_seconds(page, "/registre")
            for turn in range(SCREENS_SEEN - 2):
                screen_seconds(page, _SCREENS[turn % len(_SCREENS)])
            after_screens = memory(server.pid)
            burst(server, doors(db, edition_id), edition(db, edition_id).days)
            after_answers = memory(server.pid)
        db.close()
    return healthy, public, first, following, idle, after_screens, after_answers, worker


def screen_seconds(page, path: str) -> float:
    """Seconds from asking for a screen to its end."""
    began = time.perf_counter()
    page.goto(path)
    ready(page)
    return time.perf_counter() - began
