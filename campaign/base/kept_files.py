"""Files kept beside the database, under their content's hash: what people named them never becomes a path."""

import hashlib
import os
import re
import tempfile
from datetime import timedelta
from pathlib import Path

from campaign.base import clock
from campaign.base.errors import DiskFull, NotFound
from campaign.base.settings import settings

_NAME = re.compile(r"[0-9a-f]{64}")


def folder(purpose: str) -> Path:
    """Where the files of one purpose are (« imports », « logos »…), inside the configured folder."""
    return settings().files / purpose


def keep(purpose: str, data: bytes) -> str:
    """Write ``data`` whole or not at all; its fingerprint (SHA-256), by which it is read again.

    Raises:
        DiskFull.
    """
    fingerprint = hashlib.sha256(data).hexdigest()
    place = folder(purpose)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:
            partial = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(place / fingerprint)
    except OSError as error:
        raise DiskFull() from error
    return fingerprint


def read(purpose: str, fingerprint: str) -> bytes:
    """The content of a kept file.

    Raises:
        NotFound: no such file, or not a fingerprint.
    """
    path = folder(purpose) / fingerprint
    if not _NAME.fullmatch(fingerprint) or not path.is_file():
        raise NotFound("Ce fichier n’est plus là. Envoyez-le de nouveau.")
    return path.read_bytes()


def held(purpose: str, fingerprint: str) -> bool:
    """Whether the file is there, without reading it."""
    return bool(_NAME.fullmatch(fingerprint)) and (folder(purpose) / fingerprint).is_file()


def forget(purpose: str, fingerprint: str) -> None:
    """Delete a kept file; one that is gone already is no trouble. Nothing must refer to it any more."""
    if _NAME.fullmatch(fingerprint):
        (folder(purpose) / fingerprint).unlink(missing_ok=True)


def older(purpose: str, age: timedelta) -> int:
    """How many files were written longer ago than ``age``. Deletes nothing."""
    return sum(_older(path, age) for path in folder(purpose).glob("*")) if folder(purpose).is_dir() else 0


def forget_older(purpose: str, age: timedelta) -> int:
    """Delete the files written longer ago than ``age``; how many."""
    forgotten = 0
    for path in folder(purpose).glob("*") if folder(purpose).is_dir() else ():
        if _older(path, age):
            path.unlink(missing_ok=True)
            forgotten += 1
    return forgotten


def _older(path: Path, age: timedelta) -> bool:
    return path.stat().st_mtime < (clock.now() - age).timestamp()
