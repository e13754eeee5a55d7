"""An import done by the worker, so that the officer may close the tab: the file waits on the disk, the work in jobs."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import timedelta

from campaign.accounts.authors import acting
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import jobs, kept_files, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound, Refused
from campaign.base.jobs import Job
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.headings import Column
from campaign.partners.importing.plan import file_name, prepare_import

KIND = "import_shops"
KEPT = timedelta(days=30)
FILES = "imports"  # the purpose under which lists wait (base.kept_files)


def forget_stashed_files() -> int:
    """Delete lists kept for more than 30 days; how many. For the worker's daily care."""
    return kept_files.forget_older(FILES, KEPT)


@guarded
def start_import(
    db: Database,
    by: Actor,
    name: str,
    data: bytes,
    mapping: Mapping[Column, int | None] | None,
    lines: Collection[int] | None,
    operation: str,
    *,
    departement: str | None = None,
    heading_row: int | None = None,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Ask the worker to import the taken lines of a file; the job's number, to follow its progress.

    ``seen`` is ``plan.versions()`` of the plan the officer looked at: sheets changed since are left as they are.
    """
    fingerprint = kept_files.keep(FILES, data)
    with transaction(db):
        if (done := operations.replay(db, operation, "start_import")) is not None:
            return done["job"]
        job_id = jobs.enqueue(
            db,
            KIND,
            {
                "file": fingerprint,
                "name": file_name(name),
                "mapping": None if mapping is None else {str(column): index for column, index in mapping.items()},
                "lines": None if lines is None else sorted(lines),
                "operation": hashlib.sha256(operation.encode()).hexdigest(),
                "departement": departement,
                "heading_row": heading_row,
                "seen": None if seen is None else {str(line): version for line, version in seen.items()},
            },
            by.journal_name,
        )
        operations.remember(db, operation, "start_import", result={"job": job_id})
    return job_id


@guarded
def import_job(db: Database, by: Actor, job_id: int) -> Job:
    """An import asked for, as far as it is.

    Raises:
        NotFound.
    """
    found = jobs.job(db, job_id)
    if found is None or found.kind != KIND:
        raise NotFound("Cet import n’existe pas.")
    return found


@guarded
def imports_under_way(db: Database, by: Actor) -> list[Job]:
    """The imports that wait or run, oldest first: whoever comes back to the screen sees them."""
    return [one for one in reversed(jobs.recent(db)) if one.kind == KIND and one.state in ("waiting", "running")]


@guarded
def run_import_job(db: Database, worker: Actor, job: Job) -> None:
    """The worker's part, in the name of whoever asked: read and judge again, write and mark done in one transaction.

    Raises:
        UnreadableFile; NotAllowed: the account was closed since; Refused: the file is gone, or the job was cancelled.
    """
    asked = job.parameters
    by = acting(db, job.actor)
    mapping = asked["mapping"]
    plan = prepare_import(
        db,
        by,
        str(asked["name"]),
        kept_files.read(FILES, str(asked["file"])),
        None if mapping is None else {Column(code): index for code, index in mapping.items()},
        asked.get("departement"),
        heading_row=asked.get("heading_row"),
        progress=lambda done, total: jobs.progress(db, job, done, total, "Lecture du fichier…"),
    )
    total = len(plan.lines)
    if not jobs.progress(db, job, total, total, "Écriture au registre…"):
        return
    seen = asked.get("seen")
    with transaction(db):
        result = apply_import(
            db,
            by,
            plan,
            None if asked["lines"] is None else set(asked["lines"]),
            str(asked["operation"]),
            seen=None if seen is None else {int(line): version for line, version in seen.items()},
        )
        told = {
            "import_id": result.import_id,
            "counts": result.counts.as_dict(),
            "left": [list(x) for x in result.left],
            "suggested": result.suggested,
        }
        if not jobs.finish(db, job, told, result.in_words):
            raise Refused("Cet import a été arrêté : rien n’a été écrit.")
