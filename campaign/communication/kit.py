"""« Tout le kit »: every piece of an edition in one archive, made by the worker, so that the tab may be closed."""

import hashlib
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from campaign.accounts.authors import acting
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, jobs, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import DiskFull, NotFound
from campaign.base.french import plural
from campaign.base.jobs import Job
from campaign.base.text import slug
from campaign.communication import cache, kit_papers
from campaign.communication.assembling import Line, assemble, wanted
from campaign.communication.content import Source, read_source
from campaign.communication.press_content import PRESS_KINDS
from campaign.documents.presets import Preset

KIND = "build_kit"
_TELLS = 0.5  # seconds: each sign of progress is written to the disk, and that is all an eye can follow
_BEGINS = {PRESS_KINDS: "presse"}  # what the name of an archive of some kinds begins with
_LOOKED_AT = 200  # jobs: kits are few among the others


@dataclass(frozen=True, slots=True)
class Kit:
    """A finished archive: ``name`` is that of the download; sizes in bytes; ``to_mend`` must not be printed yet."""

    job_id: int
    edition_id: int
    preset: Preset
    name: str
    bytes: int
    pieces: int
    to_mend: int
    refused: int
    asked_at: datetime
    path: Path


@guarded
def start_kit(
    db: Database, by: Actor, edition_id: int, preset: Preset, operation: str, kinds: Sequence[str] = ()
) -> int:
    """Ask the worker for the whole kit of an edition, or for some kinds of pieces; the job's number, to follow it.

    Raises:
        NotFound, Refused: no document can be made of this edition.
    """
    read_source(db, by, edition_id)
    with transaction(db):
        if (done := operations.replay(db, operation, "build_kit", edition_id)) is not None:
            return done["job"]
        asked = {"edition_id": edition_id, "preset": str(preset), "kinds": list(kinds)}
        job_id = jobs.enqueue(db, KIND, asked, by.journal_name)
        details = {"edition": edition_id, "preset": str(preset)}
        journal.record(db, by.journal_name, "build_kit", "kit", job_id, operation, details)
        operations.remember(db, operation, "build_kit", edition_id, {"job": job_id})
    return job_id


@guarded
def cancel_kit(db: Database, by: Actor, job_id: int, operation: str) -> None:
    """Stop a kit that waits or is being made; what was drawn serves the next one.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "cancel_kit", job_id) is not None:
            return
        _known(db, job_id)
        jobs.cancel(db, job_id)
        journal.record(db, by.journal_name, "cancel_kit", "kit", job_id, operation)
        operations.remember(db, operation, "cancel_kit", job_id)


@guarded
def kit_job(db: Database, by: Actor, job_id: int) -> Job:
    """A kit asked for, as far as it is.

    Raises:
        NotFound.
    """
    return _known(db, job_id)


@guarded
def kits_under_way(db: Database, by: Actor, edition_id: int, kinds: Sequence[str] = ()) -> list[Job]:
    """The kits of an edition that wait or are being made, oldest first: whole ones, or those of these kinds."""
    return [one for one in reversed(_kits(db, edition_id, kinds)) if one.state in ("waiting", "running")]


@guarded
def latest_kit(
    db: Database, by: Actor, edition_id: int, preset: Preset | None = None, kinds: Sequence[str] = ()
) -> Kit | None:
    """The last finished kit of an edition whose archive is still there (30 days), of one preset or of any."""
    for job in _kits(db, edition_id, kinds):
        found = _kit(job) if job.state == "done" and job.result else None
        if found and preset in (None, found.preset) and found.path.is_file():
            return found
    return None


@guarded
def run_kit_job(db: Database, worker: Actor, job: Job) -> None:
    """The worker's part, in the name of whoever asked. Killed midway and taken up again, it draws only the rest.

    Raises:
        NotAllowed: the account was closed since; NotFound, Refused: no document can be made any more; DiskFull.
    """
    edition_id, preset = int(job.parameters["edition_id"]), Preset(job.parameters["preset"])
    kinds = tuple(job.parameters.get("kinds", ()))  # absent from kits asked for before there was a choice
    source = read_source(db, acting(db, job.actor), edition_id)
    place = cache.folder(cache.KITS)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".kit-") as drafts:
            draft = Path(drafts) / "kit.zip"
            lines = _write(db, job, source, preset, kinds, draft)
            if lines is None:
                return
            fingerprint, size = _measured(draft)
            draft.replace(place / fingerprint)
    except OSError as error:
        raise DiskFull() from error
    made = [line for line in lines if line.path]
    to_mend = sum(bool(line.blocking) for line in made)
    told = {
        "edition_id": edition_id,
        "preset": str(preset),
        "file": fingerprint,
        "bytes": size,
        "name": f"{_BEGINS.get(kinds, 'kit')}-{slug(source.edition.name)}-{preset}.zip",
        "pieces": len(made),
        "to_mend": to_mend,
        "refused": len(lines) - len(made),
    }
    said = f"{plural(len(made), 'pièce')}"
    jobs.finish(db, job, told, f"{said}, {to_mend} à corriger." if to_mend else f"{said}.")


def _write(
    db: Database, job: Job, source: Source, preset: Preset, kinds: Sequence[str], draft: Path
) -> list[Line] | None:
    """The archive, piece after piece; None when the job was cancelled or taken over."""
    moment = source.changed_at.astimezone(clock.PARIS)
    at = (max(1980, moment.year), moment.month, moment.day, moment.hour, moment.minute, 0)

    with zipfile.ZipFile(draft, "w") as archive:

        def put(path: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(path, at)
            entry.external_attr = 0o644 << 16
            squeezed = zipfile.ZIP_STORED if path.endswith((".pdf", ".png")) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, squeezed)

        told = 0.0

        def progress(done: int, total: int, label: str) -> bool:
            nonlocal told
            if label and time.monotonic() - told < _TELLS:
                return True
            told = time.monotonic()
            return jobs.progress(db, job, done, total, f"{label}…" if label else "Mise en archive…")

        lines = assemble(source, wanted(source, kinds), preset, put, progress)
        if lines is None:
            return None
        put(kit_papers.READ_ME, kit_papers.read_me(source, lines, preset))
        put(kit_papers.ORDER, kit_papers.order_form(source, lines, preset))
        put(kit_papers.CHECKS, kit_papers.check_table(source, lines, preset))
        put(kit_papers.MANIFEST, kit_papers.manifest_bytes(lines))
    return lines


def _measured(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _kits(db: Database, edition_id: int, kinds: Sequence[str]) -> list[Job]:
    """Latest first."""
    asked = [one for one in jobs.recent(db, _LOOKED_AT) if one.kind == KIND]
    mine = [one for one in asked if one.parameters.get("edition_id") == edition_id]
    return [one for one in mine if one.parameters.get("kinds", []) == list(kinds)]


def _known(db: Database, job_id: int) -> Job:
    found = jobs.job(db, job_id)
    if found is None or found.kind != KIND:
        raise NotFound("Ce kit n’existe pas.")
    return found


def _kit(job: Job) -> Kit:
    told = job.result
    return Kit(
        job_id=job.id,
        edition_id=int(told["edition_id"]),
        preset=Preset(told["preset"]),
        name=str(told["name"]),
        bytes=int(told["bytes"]),
        pieces=int(told["pieces"]),
        to_mend=int(told["to_mend"]),
        refused=int(told["refused"]),
        asked_at=job.created_at,
        path=cache.folder(cache.KITS) / str(told["file"]),
    )
