"""Distances by road: the rule without a service, and services played by a small local server, well or badly."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import BadSetting, RoutingUnavailable
from campaign.territory.roads import as_the_crow_flies, seconds_for, without_service
from campaign.territory.routing import TRIES, RoutingService, configured_routing

ANGERS, SAUMUR, CHOLET = (47.4711, -0.5518), (47.2600, -0.0769), (47.0590, -0.8797)


def test_a_way_is_the_crow_s_times_the_factor():
    legs = as_the_crow_flies([ANGERS, SAUMUR])
    # 42.8 km as the crow flies on a great circle, × 1.3.
    assert legs.metres[0][1] == legs.metres[1][0] == pytest.approx(55_650, abs=150)
    assert (legs.metres[0][0], legs.seconds[0][0]) == (0, 0)
    assert legs.source == "à vol d’oiseau × 1,3"
    assert as_the_crow_flies([ANGERS, SAUMUR], 1).metres[0][1] == pytest.approx(42_810, abs=120)


def test_time_is_counted_by_town_road_and_dual_carriageway():
    # 2 km in town at 25 km/h; 4 of town and 6 at 60; 4 of town, 26 at 60 and 10 at 80.
    assert seconds_for(0) == 0
    assert seconds_for(2) == 288
    assert seconds_for(10) == 576 + 360
    assert seconds_for(40) == 576 + 1560 + 450


@given(st.floats(0, 300), st.floats(0, 300))
def test_a_longer_way_never_takes_less(one, other):
    short, long = sorted((one, other))
    assert seconds_for(short) <= seconds_for(long)


def test_a_plan_says_that_the_service_did_not_answer():
    said = without_service(as_the_crow_flies([ANGERS])).source
    assert said == "à vol d’oiseau × 1,3, le service d’itinéraire n’a pas répondu"


class Server(ThreadingHTTPServer):
    """Speaks both protocols: a metre per micro-degree, a second per ten metres; ``trouble`` is answered first."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.trouble: list[object] = []
        self.no_road_to: tuple[float, float] | None = None
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.released = threading.Event()

    @property
    def osrm(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def national(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/navigation/itineraire"

    def metres(self, start, end) -> float | None:
        if self.no_road_to in (start, end):
            return None
        return round(sum(abs(a - b) for a, b in zip(start, end, strict=True)) * 1e6) + 0.4


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        self.server.asked.append((parts.path, query))
        if self.server.trouble:
            planned = self.server.trouble.pop(0)
            if planned == "silence":
                self.server.released.wait(10)
                return None
            return self.answer(*planned)
        if parts.path.startswith("/table/"):
            return self.answer(200, self.table(parts.path, query))
        start, end = (point(query[name][0]) for name in ("start", "end"))
        metres = self.server.metres(start, end)
        if metres is None:
            return self.answer(404, {"error": {"message": "No path found"}})
        return self.answer(200, {"distance": metres, "duration": metres / 10})

    def table(self, path: str, query: dict) -> dict:
        points = [point(one) for one in unquote(path.rsplit("/", 1)[1]).split(";")]
        chosen = [
            [points[int(index)] for index in query[name][0].split(";")] if name in query else points
            for name in ("sources", "destinations")
        ]
        metres = [[self.server.metres(one, other) for other in chosen[1]] for one in chosen[0]]
        seconds = [[None if one is None else one / 10 for one in line] for line in metres]
        return {"code": "Ok", "distances": metres, "durations": seconds}

    def answer(self, status: int, body: object, headers: tuple = ()) -> None:
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Silent."""


def point(text: str) -> tuple[float, float]:
    longitude, latitude = text.split(",")
    return float(latitude), float(longitude)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


def service(url: str, **changes) -> RoutingService:
    return RoutingService(url, **{"timeout_s": 0.5, "pause_s": 0.01, "calls_per_second": 1000, **changes})


def line_of(count: int) -> list[tuple[float, float]]:
    return [(47 + index / 100, -0.5) for index in range(count)]


def test_an_osrm_server_is_asked_once_for_a_small_table(server):
    legs = service(server.osrm).legs(line_of(3))
    assert legs.metres == ((0, 10_000, 20_000), (10_000, 0, 10_000), (20_000, 10_000, 0))
    assert legs.seconds[0] == (0, 1000, 2000)
    assert legs.source == "itinéraires du service 127.0.0.1"
    [(path, query)] = server.asked
    assert path.startswith("/table/v1/driving/-0.500000,47.000000;")
    assert query["annotations"] == ["duration,distance"]


def test_a_large_table_is_asked_in_blocks_and_put_together(server):
    told = []
    legs = service(server.osrm, block=2).legs(line_of(5), progress=lambda done, total: told.append((done, total)))
    assert legs == service(server.osrm, block=50).legs(line_of(5))
    assert told[-1] == (9, 9)
    assert len(server.asked) == 9 + 1
    assert all(len(path.rsplit("/", 1)[1].split(";")) <= 4 for path, _ in server.asked[:-1])


def test_the_national_service_is_asked_way_by_way_and_what_it_said_is_kept(server):
    kept = Kept()
    legs = service(server.national).legs(line_of(3), kept=kept)
    assert legs.metres[0] == (0, 10_000, 20_000)
    assert legs.source == "itinéraires de la Géoplateforme (IGN)"
    assert len(server.asked) == 6
    assert server.asked[0][1] | {"start": [], "end": []} == {
        "resource": ["bdtopo-osrm"], "profile": ["car"], "optimization": ["fastest"], "start": [], "end": [],
        "getSteps": ["false"], "getBbox": ["false"], "distanceUnit": ["meter"], "timeUnit": ["second"],
    }  # fmt: skip
    assert service(server.national).legs(line_of(3), kept=kept) == legs
    assert len(server.asked) == 6


class Kept:
    def __init__(self) -> None:
        self.ways = {}

    def find(self, start, end):
        return self.ways.get((start, end))

    def keep(self, start, end, way):
        self.ways[start, end] = way


@pytest.mark.parametrize("address", ["osrm", "national"])
@pytest.mark.parametrize(
    "planned",
    [
        (500, "Internal Server Error"),
        (429, {"message": "too many"}, (("Retry-After", "0"),)),
        (200, "<!doctype html><title>Portail</title>"),
        (200, '{"code":"Ok","distances":[[0,12'),
        (302, "", (("Location", "/ailleurs"),)),
        "silence",
    ],
    ids=["500", "429", "html", "truncated", "redirection", "silence"],
)
def test_a_service_in_trouble_is_asked_again_then_refused_with_a_sentence(server, address, planned):
    url = getattr(server, address)
    server.trouble = [planned] * TRIES
    with pytest.raises(RoutingUnavailable, match="Réessayez plus tard, ou acceptez des distances à vol d’oiseau"):
        service(url).legs(line_of(2))
    assert len(server.asked) == TRIES
    assert not any(path == "/ailleurs" for path, _ in server.asked)
    server.trouble = [planned]
    assert service(url).legs(line_of(2)).metres[0][1] == 10_000


@pytest.mark.parametrize(
    "body",
    [
        {"code": "Ok"},
        {"code": "Ok", "distances": [[0]], "durations": [[0]]},
        {"code": "Ok", "distances": [[0, -5], [1, 0]], "durations": [[0, 1], [1, 0]]},
        {"code": "Ok", "distances": [[0, "9"], [1, 0]], "durations": [[0, 1], [1, 0]]},
        {"code": "TooBig", "message": "Too many table coordinates"},
    ],
)
def test_a_table_that_is_not_one_is_refused(server, body):
    server.trouble = [(200, body)] * TRIES
    with pytest.raises(RoutingUnavailable):
        service(server.osrm).legs(line_of(2))


@pytest.mark.parametrize("address", ["osrm", "national"])
def test_two_points_without_a_road_are_named(server, address):
    server.no_road_to = (47.01, -0.5)
    with pytest.raises(RoutingUnavailable, match=r"pas de route entre « Hangar » et « L’Île ».*point sur la carte"):
        service(getattr(server, address)).legs(line_of(3), ["Hangar", "L’Île", "La Remise"])


def test_a_service_that_says_no_road_by_an_error_is_understood(server):
    server.trouble = [(400, {"code": "NoSegment", "message": "Could not find a matching segment"})]
    with pytest.raises(RoutingUnavailable, match="ne trouve pas de route"):
        service(server.osrm).legs(line_of(2))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["http://routeur.exemple.fr", "ftp://routeur.exemple.fr", "routeur", "https://x.fr?k=1"]
)
def test_an_address_that_is_not_https_is_refused(url):
    with pytest.raises(BadSetting, match="CAMPAIGN_ROUTING_URL"):
        RoutingService(url)


def test_nobody_is_asked_without_a_setting():
    assert configured_routing(None) is None
    assert configured_routing("https://data.geopf.fr/navigation/itineraire").is_national
    assert not configured_routing("https://routeur.exemple.fr/osrm").is_national
