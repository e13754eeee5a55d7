"""A process that has loaded the application once, and becomes a server each time it is asked: ``python -m tests.warm``.

Loading Streamlit and our code takes six seconds of processor, fifty times over the browser's tests; a fork takes less
than one. It is taken before anything runs: its own environment, its own log, its own session. The tests of starting,
stopping and killing a server start it cold, as an administrator does (``LiveServer`` without ``is_warm``).
"""

import atexit
import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


class WarmProcess:
    """A server forked from the warm process: what ``LiveServer`` asks of a ``subprocess.Popen``."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs; its status is not known afterwards."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def terminate(self) -> None:
        """Ask it to stop."""
        os.kill(self.pid, signal.SIGTERM)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has stopped.

        Raises:
            subprocess.TimeoutExpired.
        """
        handle = os.pidfd_open(self.pid) if self.poll() is None else None
        if handle is None:
            return 0
        try:
            if not select.select([handle], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("warm server", timeout or 0)
        finally:
            os.close(handle)
        return 0


@cache
def _loaded() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def start(arguments: list[str], environment: dict[str, str], log: Path) -> WarmProcess:
    """``streamlit`` with these arguments, in a fork of the warm process (made at the first call)."""
    warm = _loaded()
    json.dump({"arguments": arguments, "environment": environment, "log": str(log)}, warm.stdin)
    warm.stdin.write("\n")
    warm.stdin.flush()
    return WarmProcess(int(warm.stdout.readline()))


def _load() -> None:
    """Everything a server loads by the time its first screens are shown."""
    import streamlit.web.bootstrap
    import streamlit.web.cli  # noqa: F401 - loaded for the forks

    import campaign.ui
    import campaign.web.server

    for found in pkgutil.iter_modules(campaign.ui.__path__, "campaign.ui."):
        importlib.import_module(found.name)
    # A component tells Streamlit of itself as it is loaded, which counts only in a running server: loaded here, its
    # frame would say « Component not found » and no test would ever see a map.
    gone = {name for name in sys.modules if name.startswith("streamlit_folium")}
    ours = {name: module for name, module in sys.modules.items() if name.startswith("campaign.ui.")}
    while found := {name for name, module in ours.items() if name not in gone and _takes_from(module, gone)}:
        gone |= found
    for name in gone:
        del sys.modules[name]


def _takes_from(module: ModuleType, gone: set[str]) -> bool:
    return any(getattr(value, "__module__", "") in gone or value in map(sys.modules.get, gone)
               for value in vars(module).values() if callable(value) or isinstance(value, ModuleType))  # fmt: skip


def _serve(asked: dict) -> None:
    """In the fork: its own session, environment and log, then Streamlit's own command."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.clear()
    os.environ.update(asked["environment"])
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    from streamlit.web.cli import main

    from campaign.base.settings import settings

    settings.cache_clear()
    sys.argv = ["streamlit", *asked["arguments"]]
    sys.exit(main(prog_name="streamlit"))


def _wait_for_questions() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for: a pid that is gone has stopped
    _load()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _serve(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _wait_for_questions()
