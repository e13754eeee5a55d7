"""kill -9 of the server: who was filling a form does not notice, and nothing is left running behind it."""

import os
import signal
import time
from pathlib import Path

import pytest

from campaign.accounts.links import token_of
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.participation.link_again import ask_link_again
from campaign.participation.model import Presence
from campaign.participation.store import answers_of_edition
from tests.forms import form_holding
from tests.servers import LiveServer

pytestmark = pytest.mark.slow


def test_a_form_opened_before_the_server_died_is_taken_after_its_restart_and_counts_once(db, linked, tmp_path):
    edition_id, place_id, _, link = linked
    address = f"/p/{token_of(link)}"
    with LiveServer(tmp_path) as server, server.client() as phone:
        typed = form_holding(phone.get(address).text, "version") | {"presence": ["yes"], "autre": ["Une tombola"]}
        typed |= {name: ["on"] for name in days_of(typed)}
        server.kill()
        server.start()
        for _ in range(2):
            kept = phone.post(address, data=typed)
            assert (kept.status_code, kept.headers["location"]) == (303, f"{address}/merci?boutique={place_id}")
        assert "Une tombola" in phone.get(kept.headers["location"]).text
    (answer,) = answers_of_edition(db, edition_id).values()
    assert (answer.presence, answer.version, len(answer.days)) == (Presence.YES, 1, 2)


def days_of(form: dict[str, list[str]]) -> list[str]:
    """The names of the « ouvert ce jour-là » boxes, ticked or not."""
    return [name.replace("debut-", "jour-") for name in form if name.startswith("debut-")]


def worker_of(server: LiveServer) -> int | None:
    """The process id of the worker the server started."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    found = [pid for pid in children if b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return int(found[0]) if found else None


def eventually(what, seconds=60):
    """Waits until ``what()`` is true; what it gave."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        if found := what():
            return found
        time.sleep(0.05)
    return what()


def is_running(pid: int) -> bool:
    """Whether a process lives (one that has ended and waits for its parent does not)."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_a_killed_worker_is_started_again_and_does_what_waits(db, linked, tmp_path):
    with LiveServer(tmp_path, worker="child") as server:
        first = eventually(lambda: worker_of(server))
        os.kill(first, signal.SIGKILL)
        ask_link_again(db, "felicie@exemple.fr", "127.0.0.1", new_operation())
        assert eventually(lambda: outbox.recent(db)[0].state is outbox.State.SENT)
        assert worker_of(server) not in (None, first)
    assert len(list((tmp_path / "courriels").glob("*.eml"))) == 1


def test_the_worker_ends_with_a_server_that_was_killed_alone(tmp_path):
    with LiveServer(tmp_path, worker="child") as server:
        worker = eventually(lambda: worker_of(server))
        os.kill(server.pid, signal.SIGKILL)
        assert eventually(lambda: not is_running(worker), seconds=30)
