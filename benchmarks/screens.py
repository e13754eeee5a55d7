"""An agent's screens with 20, 200 and 1 000 shops: opening, running again, and what travels each time."""

import time

from benchmarks import data
from benchmarks.browser import Websocket, chromium, median_of_reruns, ready, signed_in
from benchmarks.figures import Figure, shown, spread
from tests.servers import LiveServer

SIZES, RERUNS = (20, 200, 1000), 9
SCREENS = {"tableau de bord": "/", "participations": "/participations", "registre": "/registre"}


def run() -> Figure:
    """Each screen at each size, in a real browser."""
    lines = {name: [] for name in SCREENS}
    for size in SIZES:
        with data.folder() as folder:
            db = data.filled(size)
            data.add_officer(db)
            db.close()
            with LiveServer(folder) as server, chromium() as browser:
                page = signed_in(browser, server)
                ready(page)
                for name, path in SCREENS.items():
                    lines[name].append([name, shown(size), *measure(page, path)])
    return Figure(
        "screens",
        "Les écrans des agents selon le nombre de boutiques",
        [
            ["écran", "boutiques", "ouvrir (ms)", "exécuter de nouveau (ms)", "reçu à chaque fois (Ko)"],
            *[line for screen in lines.values() for line in screen],
        ],
        [
            "« Exécuter de nouveau » : de la demande à la fin de l’affichage, dans Chromium. C’est le coût d’un clic.",
            f"{RERUNS} exécutions par écran ; « ouvrir » est mesuré une fois, sur un serveur déjà visité.",
        ],
    )


def measure(page, path: str) -> list[str]:
    """The cells of one screen: opening, reruns, kilobytes."""
    counted = Websocket(page)
    began = time.perf_counter()
    page.goto(path)
    ready(page)
    opening = 1000 * (time.perf_counter() - began)
    page.wait_for_timeout(1500)  # maps and tables settle by themselves
    milliseconds, kilobytes = median_of_reruns(page, counted, RERUNS)
    return [shown(opening), spread(milliseconds), shown(kilobytes)]
