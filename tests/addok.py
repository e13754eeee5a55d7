"""addok, the open-source geocoder behind the national service, run here with a handful of invented streets.

Needs ``redis-server`` (Debian) and ``addok`` with its French plugins (PyPI: addok, addok-fr, addok-france), outside of
the project's own environment: ADDOK names the program when it is not on the path.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.territory.views import commune

# Invented streets, in real communes at invented points near their town hall.
STREETS = (
    ("49007", "Rue de la Théière", (1, 4, 12)),
    ("49007", "Impasse du Grelot", (2, 3)),
    ("49007", "Place des Trois Chaises", ()),
    ("49328", "Rue de la Théière", (4, 9)),
    ("49099", "Avenue du Buffet Chinois", (31, 33)),
    ("49246", "Chemin de l’Armoire", (7,)),
    ("44109", "Rue de la Théière", (4,)),
)
_SETTINGS = """
FILTERS = ["type", "postcode", "citycode"]
ATTRIBUTION, LICENCE = "BAN", "ETALAB-2.0"
SYNONYMS_PATHS = []
"""
_WAITS_S = 20


def missing() -> str:
    """What is not installed, in a sentence; empty when all is there."""
    absent = [
        name for name, found in (("redis-server", shutil.which("redis-server")), ("addok", program())) if not found
    ]
    return f"pas installé ici : {', '.join(absent)}" if absent else ""


def program() -> str | None:
    """The addok program: the one that ADDOK names, else the one on the path."""
    return shutil.which(os.environ.get("ADDOK", "addok"))


@contextmanager
def addok_running(folder: Path) -> Iterator[str]:
    """The address of an addok that knows ``STREETS``, alone on this machine, gone afterwards."""
    redis_port, port = _free_port(), _free_port()
    (folder / "addok.conf").write_text(_SETTINGS, "utf-8")
    (folder / "adresses.json").write_text("\n".join(_documents()), "utf-8")
    environment = {**os.environ, "REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(redis_port), "ADDOK_LOG_DIR": str(folder)}
    command = [program(), "--config", str(folder / "addok.conf")]
    started = []
    try:
        started.append(_start(["redis-server", "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "",
                               "--dir", str(folder)], environment))  # fmt: skip
        _wait_for(redis_port)
        for step in (["batch", str(folder / "adresses.json")], ["ngrams"]):
            subprocess.run([*command, *step], env=environment, check=True, capture_output=True, timeout=60)
        started.append(_start([*command, "serve", "--host", "127.0.0.1", "--port", str(port)], environment))
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(10)


def ask(url: str, path: str) -> dict[str, object]:
    """One raw answer."""
    with urllib.request.urlopen(f"{url}{path}", timeout=5) as response:
        return json.load(response)


def _documents() -> Iterator[str]:
    for number, (code, name, houses) in enumerate(STREETS):
        town = commune(code)
        latitude, longitude = town.latitude + 0.002 * (number + 1), town.longitude - 0.002
        yield json.dumps(
            {
                "id": f"{code}_{number}", "type": "street", "name": name, "postcode": town.postcodes[0],
                "citycode": code, "city": town.name, "context": town.departement, "importance": 0.4,
                "lat": latitude, "lon": longitude,
                "housenumbers": {
                    str(one): {"id": f"{code}_{number}_{one}", "lat": latitude + one / 10_000, "lon": longitude}
                    for one in houses
                },
            },
            ensure_ascii=False,
        )  # fmt: skip
    for code in dict.fromkeys(code for code, *_ in STREETS):
        town = commune(code)
        yield json.dumps(
            {
                "id": code, "type": "municipality", "name": town.name, "postcode": town.postcodes[0],
                "citycode": code, "city": town.name, "context": town.departement, "importance": 0.6,
                "lat": town.latitude, "lon": town.longitude,
            },
            ensure_ascii=False,
        )  # fmt: skip


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    ends_at = time.monotonic() + _WAITS_S
    while time.monotonic() < ends_at:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port}")
