"""The residents' map and list with 20, 200 and 1 000 confirmed shops: bytes, time of the server, time until ready."""

import statistics
import time

from playwright.sync_api import Browser

from benchmarks import data
from benchmarks.answers import warm
from benchmarks.browser import chromium
from benchmarks.figures import Figure, shown, spread
from tests.servers import LiveServer

SIZES, TIMES, VISITS = (20, 200, 1000), 20, 5
PATHS = {"carte": "/carte", "liste": "/boutiques"}


def run() -> Figure:
    """Both pages at each size."""
    lines = []
    for size in SIZES:
        with data.folder() as folder:
            db = data.filled(size)
            data.confirm_everyone(db)
            db.close()
            with LiveServer(folder) as server, chromium() as browser:
                warm(server)
                lines += [[name, shown(size), *measure(server, browser, path)] for name, path in PATHS.items()]
    return Figure(
        "public",
        "La carte et la liste des habitants selon le nombre de boutiques confirmées",
        [
            ["page", "boutiques", "serveur (ms)", "page (Ko)", "points (Ko)", "reçu en tout (Ko)", "prête (ms)"],
            *sorted(lines, key=lambda line: list(PATHS).index(line[0])),
        ],
        [
            "« Serveur » : jusqu’à la fin de la page, sans navigateur. « Page » et « points » : avant compression.",
            "« Reçu en tout » : une première visite, styles, lettres, dessins et carte compris, après compression.",
            "« Prête » : première visite dans Chromium ; pour la carte, contours et repères dessinés.",
            f"{TIMES} demandes et {VISITS} visites par page.",
        ],
    )


def measure(server: LiveServer, browser: Browser, path: str) -> list[str]:
    """The cells of one page."""
    milliseconds, size, points = [], 0, 0
    with server.client() as client:
        for _ in range(TIMES):
            began = time.perf_counter()
            page = client.get(path)
            milliseconds.append(1000 * (time.perf_counter() - began))
            size = len(page.content)
        if path == "/carte":
            points = len(client.get("/carte/points.json").content)
    visits = [visit(browser, server.url + path, with_map=path == "/carte") for _ in range(VISITS)]
    received, ready = zip(*visits, strict=True)
    return [
        spread(milliseconds),
        shown(size / 1024),
        shown(points / 1024, 1) if points else "—",
        shown(statistics.median(received) / 1024),
        spread(ready),
    ]


def visit(browser: Browser, address: str, *, with_map: bool) -> tuple[int, float]:
    """One first visit: (bytes received, milliseconds until ready)."""
    context = browser.new_context(
        locale="fr-FR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address)
    if with_map:
        page.wait_for_selector("html.map-ready", state="attached", timeout=60_000)
        ready = page.evaluate("performance.now()")
    else:
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.wait_for_load_state("networkidle")
    context.close()
    return round(sum(received)), ready
