"""Documents already made, kept beside the database: they can always be made again, so no backup holds them."""

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from campaign.base import clock
from campaign.base.errors import DiskFull
from campaign.base.settings import ASSETS, ROOT, settings
from campaign.documents.catalogue import Built
from campaign.documents.notices import Notice
from campaign.documents.preflight import Check, Verdict

KEPT, DRAFTS_KEPT = timedelta(days=30), timedelta(days=1)
PIECES, PREVIEWS, KITS = "pieces", "previews", "kits"
# What draws: our code and what it opens, then the libraries. A test draws everything and looks at what was used.
DRAWN_WITH = (
    ROOT / "campaign" / "documents",
    ROOT / "campaign" / "base",
    *(ASSETS / name for name in ("fonts", "illustrations", "print")),
)
DRAWN_BY = (
    "reportlab", "pikepdf", "uharfbuzz", "pyphen", "segno", "svglib", "lxml", "cssselect2", "tinycss2", "coloraide",
    "numpy", "pillow", "pypdfium2", "zxing-cpp", "markdown-it-py", "python-docx",
)  # fmt: skip


def folder(purpose: str) -> Path:
    """Where one purpose's files are: « pieces », « previews », « kits »."""
    return settings().database.parent / "documents" / purpose


@lru_cache(maxsize=1)
def template_version() -> str:
    """Changes with the drawing code, its illustrations, its fonts and its libraries: nothing to remember to raise."""
    digest = hashlib.sha256()
    for source in DRAWN_WITH:
        for path in sorted(source.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for library in DRAWN_BY:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def key_of(*parts: object) -> str:
    """The fingerprint of whatever decides a file's bytes: texts, numbers, dates, dataclasses; the template added."""
    said = json.dumps([template_version(), *parts], ensure_ascii=False, default=_written)
    return hashlib.sha256(said.encode()).hexdigest()


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def holds(key: str) -> bool:
    """Whether a document is kept under that key."""
    return (folder(PIECES) / key).is_file()


def piece(key: str) -> Built | None:
    """A document made before; None when it is not there any more, or damaged."""
    path = folder(PIECES) / key
    try:
        head, _, data = path.read_bytes().partition(b"\n")
        kept = json.loads(head)
        if fingerprint(data) != kept.pop("sha256"):
            return None
        made = {name: tuple(Notice(**one) for one in kept.pop(name)) for name in ("notices", "blocking")}
        checks = tuple(Check(**(one | {"verdict": Verdict(one["verdict"])})) for one in kept.pop("checks"))
        found = Built(data=data, trim_mm=tuple(kept.pop("trim_mm")), checks=checks, **made, **kept)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    with suppress(OSError):
        os.utime(path)  # whatever serves stays
    return found


def keep_piece(key: str, built: Built) -> None:
    """Keep a document under its key.

    Raises:
        DiskFull.
    """
    about = {one.name: getattr(built, one.name) for one in fields(built) if one.name != "data"}
    head = json.dumps(
        {
            **about,
            "notices": [asdict(one) for one in built.notices],
            "blocking": [asdict(one) for one in built.blocking],
            "checks": [asdict(one) for one in built.checks],
            "sha256": fingerprint(built.data),
        },
        ensure_ascii=False,
    )
    write(folder(PIECES) / key, head.encode() + b"\n" + built.data)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, its folders made at need.

    Raises:
        DiskFull.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            partial = Path(file.name)
            try:
                file.write(data)
            except OSError:
                partial.unlink(missing_ok=True)
                raise
        partial.replace(path)
    except OSError as error:
        raise DiskFull() from error


def forget_old_documents() -> int:
    """Delete pieces, previews and kits that nobody asked for since 30 days; how many. For the worker's daily care.

    What a process that was killed left half written, hidden by its name, goes after a day.
    """
    now, forgotten = clock.now(), 0
    for purpose in (PIECES, PREVIEWS, KITS):
        for path in folder(purpose).glob("*") if folder(purpose).is_dir() else ():
            kept = DRAFTS_KEPT if path.name.startswith(".") else KEPT
            with suppress(FileNotFoundError):
                if path.stat().st_mtime >= (now - kept).timestamp():
                    continue
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()
                forgotten += 1
    return forgotten


def _written(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, bytes):
        return fingerprint(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no fingerprint")
