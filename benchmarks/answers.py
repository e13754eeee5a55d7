"""500 shops answer through their personal link: open the page, answer, send the same answer again. Twenty at once."""

import gzip
import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from benchmarks import data
from benchmarks.figures import Figure, percentile, shown, spread
from benchmarks.processes import processor_seconds
from campaign.accounts.model import SYSTEM
from campaign.base.database import Database, value
from campaign.editions.views import edition as edition_view
from campaign.participation.views import link_rows, participations
from tests.servers import LiveServer

SHOPS, AT_ONCE, RUNS, GOAL_SECONDS = 500, 20, 3, 10
_OPERATION = re.compile(r'name="operation" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Burst:
    """One run: seconds in all and of the server's processor, milliseconds of requests by kind, shops that failed."""

    seconds: float
    processor: float
    opening: list[float]
    answering: list[float]
    again: list[float]
    errors: int


def run() -> Figure:
    """Three bursts, each on a fresh edition of the same shops."""
    bursts = []
    for _ in range(RUNS):
        with data.folder() as folder:
            db = data.filled(SHOPS)
            edition_id = data.next_edition(db)
            with LiveServer(folder) as server:
                warm(server)
                bursts.append(burst(server, doors(db, edition_id), edition_view(db, edition_id).days))
            verify(db, edition_id)
            db.close()
    return _figure(bursts)


def doors(db: Database, edition_id: int) -> list[tuple[str, int]]:
    """The (path of the link, shop) of every invited shop."""
    listed = {one.place.id: one for one in participations(db, SYSTEM, edition_id)}
    return [
        (urlsplit(row.url).path, place_id)
        for row in link_rows(db, SYSTEM, edition_id)
        for place_id in row.contact.place_ids
        if place_id in listed
    ]


def warm(server: LiveServer) -> None:
    """The first requests of a server load its templates: they are not part of the burst."""
    with server.client() as client:
        for path in ("/carte", "/p/inconnu", "/sante"):
            client.get(path)
    time.sleep(8)  # heavy libraries are loaded in the background after the start


def burst(server: LiveServer, asked: list[tuple[str, int]], days: tuple) -> Burst:
    """Every shop opens, answers and answers again, ``AT_ONCE`` shops at a time."""
    filled = {"presence": "yes", "animation": "cafe", "besoin-posters": "20", "role": "on", "fiche": "juste"}
    for day in days:
        filled |= {f"jour-{day}": "on", f"debut-{day}": "10:00", f"fin-{day}": "18:00"}
    shares = [asked[start::AT_ONCE] for start in range(AT_ONCE)]
    began, before = time.perf_counter(), processor_seconds(server.pid)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = [one for share in pool.map(lambda mine: answer_all(server.port, mine, filled), shares) for one in share]
    seconds = time.perf_counter() - began
    times = [[one[position] for one in done] for position in range(3)]
    return Burst(seconds, processor_seconds(server.pid) - before, *times, errors=sum(not one[3] for one in done))


def answer_all(
    port: int, asked: list[tuple[str, int]], filled: dict[str, str]
) -> list[tuple[float, float, float, bool]]:
    """One client's shops in turn: milliseconds of the three requests, and whether all went well."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    done = []
    for path, place_id in asked:
        opening, status, page = request(connection, "GET", f"{path}?boutique={place_id}")
        found = _OPERATION.findall(page)
        form = urlencode({**filled, "operation": found[-1] if found else "", "version": "0", "boutique": place_id})
        answering, first, _ = request(connection, "POST", path, form)
        again, second, _ = request(connection, "POST", path, form)
        done.append((opening, answering, again, (status, first, second) == (200, 303, 303)))
    connection.close()
    return done


def request(connection: HTTPConnection, method: str, path: str, body: str | None = None) -> tuple[float, int, str]:
    """Milliseconds until the whole answer is here, its status and its text."""
    headers = {"Accept-Encoding": "gzip", **({"Content-Type": "application/x-www-form-urlencoded"} if body else {})}
    began = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    milliseconds = 1000 * (time.perf_counter() - began)
    text = gzip.decompress(content) if answer.headers["Content-Encoding"] == "gzip" else content
    return milliseconds, answer.status, text.decode()


def verify(db: Database, edition_id: int) -> None:
    """Exactly one answer each, written once."""
    found = value(db, "SELECT count(*) FROM answers WHERE edition_id = ? AND version = 1", [edition_id])
    days = value(db, "SELECT count(*) FROM open_days WHERE edition_id = ?", [edition_id])
    lines = value(
        db,
        "SELECT count(*) FROM journal WHERE verb = 'confirm_participation' AND json_extract(details, '$.edition') = ?",
        [edition_id],
    )
    assert (found, days, lines) == (SHOPS, 2 * SHOPS, SHOPS), (found, days, lines)


def _figure(bursts: list[Burst]) -> Figure:
    def line(name: str, times: list[list[float]]) -> list[str]:
        p50, p95 = ([percentile(one, percent) for one in times] for percent in (50, 95))
        return [name, spread(p50), spread(p95)]

    seconds = [one.seconds for one in bursts]
    rate = [3 * SHOPS / one.seconds for one in bursts]
    errors = sum(one.errors for one in bursts)
    verdict = "tenu" if statistics.median(seconds) <= GOAL_SECONDS else "manqué"
    total = f"En tout : **{spread(seconds, 1)} s** pour {shown(3 * SHOPS)} requêtes, soit {spread(rate)} par seconde "
    total += f"(but : {GOAL_SECONDS} s, {verdict})."
    return Figure(
        "answers",
        f"{SHOPS} boutiques répondent, {AT_ONCE} à la fois",
        [
            ["requête", "médiane (ms)", "95 % sous (ms)"],
            line("ouvrir la page", [one.opening for one in bursts]),
            line("répondre", [one.answering for one in bursts]),
            line("renvoyer la même réponse", [one.again for one in bursts]),
        ],
        [
            total,
            f"Temps processeur du serveur : {spread([one.processor for one in bursts], 1)} s.",
            f"Erreurs : {shown(errors)}. Vérifié dans la base : une réponse par boutique, écrite une seule fois.",
            f"{RUNS} passages, chacun sur une base neuve de {SHOPS} boutiques et une édition déjà passée.",
        ],
    )
