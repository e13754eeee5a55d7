"""The public pages of an edition as a folder that any server, or none, can show: the same routes, asked in process."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import anyio
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.types import Message

from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.base.settings import settings
from campaign.editions.model import Edition, State
from campaign.editions.views import current_edition
from campaign.web.server import ROUTES
from campaign.web.site_addresses import (
    SEEDS,
    asked_as,
    file_of,
    page_in_folder,
    style_in_folder,
    without_addresses,
)
from campaign.web.visit import SNAPSHOT, Snapshot

MANIFEST = "site.json"
_MADE_BY = "campaign site build"
_HERE = ("localhost", "127.0.0.1", "::1")
_STYLE, _PAGE, _DIARY = "text/css", "text/html", "text/calendar"


@dataclass(frozen=True, slots=True)
class Built:
    """What a copy holds."""

    pages: int
    shops: int
    files: int

    def as_dict(self) -> dict[str, int]:
        """The three counts, under the names of docs/contract.md."""
        return {"pages": self.pages, "shops": self.shops, "files": self.files}


def live_site(db: Database, edition: Edition) -> str:
    """Where the same edition is shown by a server, for what a copy cannot do; empty when nobody can reach it."""
    current = current_edition(db)
    known = (urlsplit(settings().public_url).hostname or "") not in _HERE
    return settings().public_url if known and current is not None and current.id == edition.id else ""


def build_site(
    edition: Edition, folder: Path, live: str = "", show: Callable[[int, int], None] = lambda done, total: None
) -> Built:
    """Write the copy, whole or not at all; a former copy in that folder is replaced.

    Raises:
        Refused: an edition residents do not see, a folder that holds something else, a page that cannot be made.
    """
    if edition.state(clock.today()) in (State.PREPARING, State.CANCELLED):
        raise Refused(f"« {edition.name} » n’est pas ouverte au public : il n’y a rien à copier.")
    folder = folder.absolute()
    _check_former(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        written = anyio.run(_copy, Snapshot(edition.id, live), draft, show)
        shops = sum(re.fullmatch(r"boutiques/[^/]+\.html", one) is not None for one in written)
        built = Built(sum(one.endswith(".html") for one in written), shops, len(written))
        told = {"made_by": _MADE_BY, "made_at": clock.stamp(), "edition": edition.id, **built.as_dict()}
        (draft / MANIFEST).write_text(json.dumps(told | {"written": sorted(written)}, indent=1), "utf-8")
        draft.chmod(0o755)  # a web server reads it
        if folder.exists():
            former = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            folder.replace(former)
            draft.replace(folder)
            shutil.rmtree(former, ignore_errors=True)
        else:
            draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return built


def _check_former(folder: Path) -> None:
    """Nothing but a former copy may be replaced: what somebody put there is theirs."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(f"{folder.name} n’est pas un dossier : choisissez-en un autre.")
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        ours = {*told["written"], MANIFEST} if told["made_by"] == _MADE_BY else set()
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    if foreign := sorted(there - ours):
        raise Refused(
            f"Le dossier {folder.name} contient autre chose qu’une copie du site ({foreign[0]}) : choisissez un "
            "dossier vide, ou retirez ce qui s’y trouve."
        )


async def _copy(snapshot: Snapshot, draft: Path, show: Callable[[int, int], None]) -> set[str]:
    app = Starlette(routes=ROUTES)
    waiting, written = list(SEEDS), set()
    while waiting:
        address = waiting.pop(0)
        file = file_of(address)
        if file is None or file in written:
            continue
        kind, body = await _ask(app, snapshot, asked_as(address))
        body, needed = _in_folder(kind, body, address, file, snapshot.live)
        path = draft / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        written.add(file)
        waiting += needed
        show(len(written), len(written) + len({file_of(one) for one in waiting} - written))
    return written


def _in_folder(kind: str, body: bytes, address: str, file: str, live: str) -> tuple[bytes, list[str]]:
    """(what is written, the other addresses it needs)."""
    if kind == _PAGE:
        text, needed = page_in_folder(body.decode(), file, live, settings().public_url)
        return text.encode(), needed
    if kind == _STYLE:
        return body, style_in_folder(body.decode(), address)
    if kind == _DIARY and not live:
        calendar = Calendar.from_ical(body)
        for event in calendar.walk("VEVENT"):
            event.pop("url", None)
        return calendar.to_ical(), []
    if address.startswith("/donnees/") and not live:
        # Data travels alone: its addresses are said from the top of the folder.
        return without_addresses(body.decode(), "index.html", settings().public_url).encode(), []
    return body, []


async def _ask(app: Starlette, snapshot: Snapshot, address: str) -> tuple[str, bytes]:
    """(type, content) of one address, asked as a browser would."""
    parts = urlsplit(address)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 0), "server": ("localhost", 80),
        SNAPSHOT: snapshot,
    }  # fmt: skip
    status, kind, body = 0, "", bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            kind = dict(message["headers"]).get(b"content-type", b"").decode().partition(";")[0]
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, send)
    if status != 200:
        raise Refused(f"La page {parts.path} ne peut pas être faite (réponse {status}) : rien n’est écrit.")
    return kind, bytes(body)
