"""A routing service, asked politely and believed with care; nothing here runs unless CAMPAIGN_ROUTING_URL is set.

Two kinds, told apart by the address: an OSRM server (its table service: many ways in one request), or the national
itinerary of the Géoplateforme (…/navigation/itineraire: one way per request, 5 requests a second at most says IGN).
A service that fails raises ``RoutingUnavailable``: it is for whoever asks to accept distances as the crow flies.
"""

import json
import math
import time
from collections.abc import Callable, Sequence
from itertools import product
from typing import Protocol
from urllib.parse import urlsplit

import requests

from campaign.base.errors import BadSetting, RoutingUnavailable
from campaign.territory.roads import Legs, PointPair

TIMEOUT_S = 3
TRIES = 3
PAUSE_BETWEEN_TRIES_S = 1.0
WAITS_AT_MOST_S = 10  # however long a service asked too much wants us to wait
BLOCK = 50  # points a side: OSRM takes 100 in a request unless told otherwise (--max-table-size)
CALLS_PER_SECOND = 5
LARGEST_ANSWER = 5_000_000  # bytes: a block of 50 × 50 is some 50 kB

Progress = Callable[[int, int], None]
Way = tuple[int, int]  # metres, seconds


class KeptWays(Protocol):
    """Where ways already asked for are kept, by point."""

    def find(self, start: PointPair, end: PointPair) -> Way | None: ...
    def keep(self, start: PointPair, end: PointPair, way: Way) -> None: ...


class RoutingService:
    """One service, at one address. ``names``, where given, say which points have no road between them."""

    def __init__(
        self,
        url: str,
        *,
        timeout_s: float = TIMEOUT_S,
        pause_s: float = PAUSE_BETWEEN_TRIES_S,
        calls_per_second: float = CALLS_PER_SECOND,
        block: int = BLOCK,
    ) -> None:
        """
        Raises:
            BadSetting: not an https address (plain http is for this very machine only).
        """
        parts = urlsplit(url.strip())
        is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme not in (("https", "http") if is_local else ("https",)) or not parts.hostname or parts.query:
            raise BadSetting(f"CAMPAIGN_ROUTING_URL doit être une adresse en https:// (lu : {url}).")
        self._url = url.strip().rstrip("/")
        self._timeout_s, self._pause_s, self._block = timeout_s, pause_s, block
        self._between_s = 1 / calls_per_second
        self._last_call = -math.inf
        self.is_national = parts.path.rstrip("/").endswith("/itineraire")

    @property
    def source(self) -> str:
        """Where distances come from, as a plan writes it."""
        if self.is_national:
            return "itinéraires de la Géoplateforme (IGN)"
        return f"itinéraires du service {urlsplit(self._url).hostname}"

    def legs(
        self,
        points: Sequence[PointPair],
        names: Sequence[str] = (),
        kept: KeptWays | None = None,
        progress: Progress | None = None,
    ) -> Legs:
        """Every way between these points. ``kept`` spares the national service what it already said.

        Raises:
            RoutingUnavailable: no usable answer after three tries, or no road between two of the points.
        """
        size = len(points)
        ways: list[list[Way | None]] = [[(0, 0) if row == column else None for column in range(size)]
                                        for row in range(size)]  # fmt: skip
        with requests.Session() as session:
            if self.is_national:
                self._ask_each(session, points, ways, kept, progress)
            else:
                self._ask_tables(session, points, ways, progress)
        for row, column in product(range(size), repeat=2):
            if ways[row][column] is None:
                raise _no_road(names, row, column)
        return Legs(
            tuple(tuple(way[0] for way in line) for line in ways),
            tuple(tuple(way[1] for way in line) for line in ways),
            self.source,
        )

    def _ask_tables(
        self, session: requests.Session, points: Sequence[PointPair], ways: list, progress: Progress
    ) -> None:
        every = tuple(range(len(points)))
        blocks = [every[first : first + self._block] for first in range(0, len(points), self._block)]
        pairs = list(product(blocks, blocks))
        for done, (rows, columns) in enumerate(pairs):
            same = rows == columns
            asked = rows if same else rows + columns
            coordinates = ";".join(_lon_lat(points[one]) for one in asked)
            query = {"annotations": "duration,distance"}
            if not same:
                query["sources"] = ";".join(str(one) for one in range(len(rows)))
                query["destinations"] = ";".join(str(one) for one in range(len(rows), len(asked)))
            answer = self._ask(session, f"{self._url}/table/v1/driving/{coordinates}", query)
            metres, seconds = _table(answer, "distances", rows, columns), _table(answer, "durations", rows, columns)
            for (i, row), (j, column) in product(enumerate(rows), enumerate(columns)):
                if row != column and metres[i][j] is not None and seconds[i][j] is not None:
                    ways[row][column] = (round(metres[i][j]), round(seconds[i][j]))
            if progress:
                progress(done + 1, len(pairs))

    def _ask_each(
        self, session: requests.Session, points: Sequence[PointPair], ways: list, kept: KeptWays | None,
        progress: Progress | None,
    ) -> None:  # fmt: skip
        pairs = [(row, column) for row, column in product(range(len(points)), repeat=2) if row != column]
        for done, (row, column) in enumerate(pairs):
            start, end = points[row], points[column]
            way = (0, 0) if start == end else kept.find(start, end) if kept else None
            if way is None:
                way = self._ask_one(session, start, end)
                if way and kept:
                    kept.keep(start, end, way)
            ways[row][column] = way
            if progress:
                progress(done + 1, len(pairs))

    def _ask_one(self, session: requests.Session, start: PointPair, end: PointPair) -> Way | None:
        time.sleep(max(0.0, self._last_call + self._between_s - time.monotonic()))
        self._last_call = time.monotonic()
        query = {
            "resource": "bdtopo-osrm", "profile": "car", "optimization": "fastest", "start": _lon_lat(start),
            "end": _lon_lat(end), "getSteps": "false", "getBbox": "false", "distanceUnit": "meter",
            "timeUnit": "second",
        }  # fmt: skip
        answer = self._ask(session, self._url, query)
        found = [answer.get("distance"), answer.get("duration")]
        if not all(_is_figure(one) or one is None for one in found):
            raise RoutingUnavailable
        return None if None in found else (round(found[0]), round(found[1]))

    def _ask(self, session: requests.Session, url: str, query: dict[str, str]) -> dict:
        """The service's JSON object; tried again when it is down, busy or answers nonsense."""
        for left in reversed(range(TRIES)):
            wait = self._pause_s
            try:
                with session.get(
                    url, params=query, timeout=self._timeout_s, allow_redirects=False, stream=True,
                    headers={"User-Agent": "campaign", "Accept": "application/json"},
                ) as response:  # fmt: skip
                    if response.status_code == 200 and (said := _object(_body(response, self._timeout_s))) is not None:
                        return _accepted(said)
                    if response.status_code in (400, 404) and _says_no_road(_body(response, self._timeout_s)):
                        return {"code": "NoRoute"}
                    wait = _asked_to_wait(response, wait)
            except (requests.RequestException, TimeoutError):
                pass
            if left:
                time.sleep(wait)
        raise RoutingUnavailable


def configured_routing(url: str | None) -> RoutingService | None:
    """The service at that address (``settings().routing_url``); None when none is set: then nobody is asked.

    Raises:
        BadSetting: see ``RoutingService``.
    """
    return RoutingService(url) if url else None


def _lon_lat(point: PointPair) -> str:
    return f"{point[1]:.6f},{point[0]:.6f}"


def _body(response: requests.Response, timeout_s: float) -> bytes:
    """The whole answer, unless it is too long or comes in drops."""
    read, ends_at = bytearray(), time.monotonic() + 4 * timeout_s
    for piece in response.iter_content(65_536):
        read += piece
        if len(read) > LARGEST_ANSWER or time.monotonic() > ends_at:
            raise TimeoutError
    return bytes(read)


def _object(body: bytes) -> dict | None:
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _accepted(said: dict) -> dict:
    if said.get("code") not in (None, "Ok", "NoRoute", "NoTable"):
        raise RoutingUnavailable
    return said


def _says_no_road(body: bytes) -> bool:
    said = _object(body) or {}
    words = " ".join(str(said.get(name, "")) for name in ("code", "message", "error")).casefold()
    return "noroute" in words or "nosegment" in words or "no path" in words or "no route" in words


def _asked_to_wait(response: requests.Response, usual: float) -> float:
    said = response.headers.get("Retry-After", "")
    return min(float(said), WAITS_AT_MOST_S) if said.isascii() and said.isdigit() else usual


def _table(answer: dict, name: str, rows: Sequence[int], columns: Sequence[int]) -> list[list[float | None]]:
    if answer.get("code") in ("NoRoute", "NoTable"):
        return [[None] * len(columns) for _ in rows]
    table = answer.get(name)
    right = (
        isinstance(table, list)
        and len(table) == len(rows)
        and all(isinstance(line, list) and len(line) == len(columns) for line in table)
        and all(one is None or _is_figure(one) for line in table for one in line)
    )
    if not right:
        raise RoutingUnavailable
    return table


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


def _no_road(names: Sequence[str], row: int, column: int) -> RoutingUnavailable:
    between = f" entre « {names[row]} » et « {names[column]} »" if names else " entre deux des lieux"
    return RoutingUnavailable(
        f"Le service d’itinéraires ne trouve pas de route{between}. Vérifiez leur point sur la carte, ou acceptez des "
        "distances à vol d’oiseau."
    )
