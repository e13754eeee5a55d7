"""``geocode``: shops placed by an address service, played by a small local server."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign.base.database import rows
from campaign.base.settings import settings
from campaign.schema import open_database

LIST = "Nom;Adresse;Code postal;Ville\nLa Malle;4 rue X;49000;Angers\nLe Grenier;5 rue Y;49000;Angers\n"


class Service(BaseHTTPRequestHandler):
    """Finds « rue X » at the door, « rue Y » in the street; « rue Z » breaks it."""

    def do_GET(self):
        asked = parse_qs(urlsplit(self.path).query)["q"][0]
        kind = "housenumber" if "rue X" in asked else "street"
        said = {"label": asked, "score": 0.95, "type": kind, "citycode": "49007"}
        feature = {"geometry": {"type": "Point", "coordinates": [-0.5522, 47.4711]}, "properties": said}
        body = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", **feature}]}).encode()
        self.send_response(500 if "rue Z" in asked else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Silent."""


@pytest.fixture
def service(monkeypatch, database):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("CAMPAIGN_GEOCODER_URL", f"http://127.0.0.1:{server.server_port}/geocodage")
    settings.cache_clear()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def imported(answer, tmp_path):
    """Imports a list of shops without coordinates."""

    def load(text=LIST):
        (tmp_path / "liste.csv").write_text(text, "utf-8")
        answer("shops", "import", tmp_path / "liste.csv")

    return load


def placed():
    db = open_database()
    found = rows(db, "SELECT name, latitude, location_source, location_quality, version FROM places ORDER BY id")
    db.close()
    return [tuple(one.values()) for one in found]


def test_shops_are_placed_by_the_service_as_precisely_as_it_knows(service, imported, answer):
    imported()
    assert answer("geocode") == {"exact": 1, "street": 1, "commune": 0, "none": 0}
    assert placed() == [
        ("La Malle", 47.4711, "ban", "exact", 2),
        ("Le Grenier", 47.4711, "ban", "street", 2),
    ]
    # Nothing is left to place: nobody is asked again.
    assert answer("geocode") == {"exact": 0, "street": 0, "commune": 0, "none": 0}


def test_a_limit_is_kept(service, imported, answer):
    imported()
    assert sum(answer("geocode", "--limit", 1).values()) == 1
    assert [quality for *_, quality, _ in placed()] == ["exact", "commune"]


def test_when_the_service_stops_what_was_placed_stays_and_a_sentence_says_what_is_left(service, imported, run):
    imported("Nom;Adresse;Code postal;Ville\nA;4 rue X;49000;Angers\nB;1 rue Z;49000;Angers\nC;2 rue Y;49000;Angers\n")
    result = run("geocode", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "il reste 1\N{NO-BREAK SPACE}boutique à placer" in result.stderr
    # One address that breaks the service does not keep the next from being placed.
    assert [quality for *_, quality, _ in placed()] == ["exact", "commune", "street"]
