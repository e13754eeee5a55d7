"""The real application on a free port of this machine, with its own database: for tests that ask it from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import httpx

from tests import warm

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60  # a shared machine may be slow; nothing is asserted about it
STOP_SECONDS = 15


class LiveServer:
    """``streamlit run campaign_app.py`` in its own process; use it in a ``with``, or call ``start`` and ``stop``.

    ``folder`` receives the database, the secret and the log. Prepare ``database`` before or while it runs, with
    ``open_database(server.database)``. No worker by default; ``environment`` adds settings to those of the server.
    ``is_warm``: a fork of a process that has loaded the application already, for tests that are not about starting.
    """

    def __init__(
        self, folder: Path, *, worker: str = "none", environment: dict[str, str] | None = None, is_warm: bool = False
    ) -> None:
        self.is_warm = is_warm
        self.database = Path(folder) / "campaign.db"
        self.log = Path(folder) / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_", "STREAMLIT_"))}
        self.environment = own | {
            "CAMPAIGN_DB": str(self.database),
            "CAMPAIGN_SETTINGS": str(Path(folder) / "none.env"),
            "CAMPAIGN_PUBLIC_URL": self.url,
            "CAMPAIGN_TILES_URL": "",  # nothing leaves this machine
            "CAMPAIGN_WORKER": worker,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            **(environment or {}),
        }
        self._process: subprocess.Popen[bytes] | warm.WarmProcess | None = None

    def __enter__(self) -> "LiveServer":
        return self.start()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The server's process id."""
        assert self._process is not None, "the server is not started"
        return self._process.pid

    def start(self) -> "LiveServer":
        """Start, or start again on the same port and database; returns once ``/sante`` answers, well or ill.

        Raises:
            RuntimeError: it stopped or never answered, with its log.
        """
        self.launch()
        self.wait()
        return self

    def launch(self) -> None:
        """Start the process without waiting for it to answer."""
        arguments = ["run", str(ROOT / "campaign_app.py")]
        arguments += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        if self.is_warm:
            self._process = warm.start(arguments, self.environment, self.log)
            return
        with self.log.open("ab") as log:
            # Its own group, so that stopping it also stops the worker it may have started.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", *arguments], cwd=ROOT, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait(self) -> None:
        """Wait until ``/sante`` answers, well or ill."""
        ends_at = time.monotonic() + START_SECONDS
        while time.monotonic() < ends_at and self._process.poll() is None:
            try:
                if httpx.get(f"{self.url}/sante", timeout=10).headers["content-type"].startswith("application/json"):
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the server did not start:\n{self.log_text()}")

    def stop(self) -> None:
        """Ask it to stop, then end whatever is left of its group."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """``kill -9`` of the server and of its worker, as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        try:
            if how is signal.SIGTERM and process.poll() is None:
                process.terminate()
                process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log_text(self) -> str:
        """All it wrote on its standard output and error, restarts included."""
        return self.log.read_text("utf-8", errors="replace") if self.log.exists() else ""

    def client(self, **options: object) -> httpx.Client:
        """An HTTP client of this server; close it, or use it in a ``with``."""
        return httpx.Client(base_url=self.url, timeout=60, **options)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
