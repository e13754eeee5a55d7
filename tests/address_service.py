"""The national address service, played by a small local server that speaks its protocol, well or badly."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SAMPLES = Path(__file__).parent / "territory" / "ban"
EMPTY = json.loads((SAMPLES / "search_vide.json").read_text("utf-8"))
PARIS = json.loads((SAMPLES / "search_ok.json").read_text("utf-8"))


def answer(longitude=-0.5522, latitude=47.4711, **properties):
    """One feature in the shape of search_ok.json, in Angers unless said otherwise."""
    said = {"label": "4 Rue X 49100 Angers", "score": 0.96, "type": "housenumber", "citycode": "49007"} | properties
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return PARIS | {"features": [{"type": "Feature", "geometry": geometry, "properties": said}]}


class Server(ThreadingHTTPServer):
    """Gives the planned answers in turn, the last one for ever, or what ``by_address`` says; remembers what it was
    asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.planned: list[object] = [EMPTY]
        self.asked: list[dict[str, list[str]]] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        self.by_address: Callable[[str], object] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/geocodage"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.paths.append(parts.path)
        self.server.asked.append(parse_qs(parts.query))
        planned = self.server.planned.pop(0) if len(self.server.planned) > 1 else self.server.planned[0]
        if self.server.by_address:
            planned = self.server.by_address(self.server.asked[-1]["q"][0])
        if planned == "silence":
            self.server.released.wait(30)
            return
        if planned == "drops":
            self._in_drops()
            return
        status, body = planned if isinstance(planned, tuple) else (200, planned)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.url}/ailleurs")
        if status == 429:
            self.send_header("retry-after", "5")
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _in_drops(self) -> None:
        """A right answer of which a byte comes now and then: never a silence, never an end."""
        content = json.dumps(answer()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):
            for byte in content:
                self.wfile.write(bytes([byte]))
                if self.server.released.wait(0.05):
                    return

    def log_message(self, *arguments: object) -> None:
        """Silent."""
