"""« Placer les boutiques sur la carte »: asked from a screen, done by the worker, followed, stopped at will."""

import hashlib
import time
from dataclasses import dataclass

from campaign.accounts.authors import acting
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import jobs, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound
from campaign.base.french import number, plural
from campaign.base.jobs import Job
from campaign.base.settings import settings
from campaign.partners.geocoding import Placing, left_sentence, place_shops
from campaign.partners.location import is_at_commune, location_doubts, without_doubts_of_point
from campaign.partners.model import Place
from campaign.partners.store import places_where
from campaign.territory.geocoder import configured_geocoder
from campaign.territory.model import PointQuality

KIND = "place_shops"
_TELLS = 0.5  # seconds: each sign of progress is written to the disk, and that is all an eye can follow
_LOOKED_AT = 200  # jobs: placings are few among the others


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A sheet whose point an agent should see, and why (French sentences); ``at_commune`` when it stands at the centre
    of its commune, which is not a mistake but says little."""

    place: Place
    why: tuple[str, ...]
    at_commune: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The points of all active shops: how many of each quality, and those to look at, doubtful ones first."""

    counts: dict[PointQuality, int]
    to_look_at: tuple[ToLookAt, ...]


@guarded
def places_to_look_at(db: Database, by: Actor) -> Standing:
    """How well the shops of the registry are placed."""
    counts = dict.fromkeys(PointQuality, 0)
    listed = []
    for place in places_where(db, "kind = 'shop' AND archived_at IS NULL"):
        counts[place.location_quality if place.latitude is not None else PointQuality.NONE] += 1
        said = tuple(one for one in place.warnings if not without_doubts_of_point((one,)))
        doubts = tuple(dict.fromkeys((*location_doubts(place), *said)))
        if doubts or is_at_commune(place):
            listed.append(ToLookAt(place, doubts, is_at_commune(place)))
    return Standing(counts, tuple(sorted(listed, key=lambda one: not one.why)))


@guarded
def start_placing(db: Database, by: Actor, operation: str) -> int:
    """Ask the worker to place the shops that have no sure point; the job's number. One at a time: asked again while one
    waits or runs, it is that one."""
    with transaction(db):
        if (done := operations.replay(db, operation, "start_placing")) is not None:
            return done["job"]
        under_way = _under_way(db)
        job_id = under_way[0].id if under_way else None
        if job_id is None:
            fingerprint = hashlib.sha256(operation.encode()).hexdigest()[:40]  # each shop adds its number
            job_id = jobs.enqueue(db, KIND, {"operation": fingerprint}, by.journal_name)
            journal.record(db, by.journal_name, "start_placing", "placing", job_id, operation)
        operations.remember(db, operation, "start_placing", result={"job": job_id})
    return job_id


@guarded
def stop_placing(db: Database, by: Actor, job_id: int, operation: str) -> None:
    """Stop a placing that waits or runs; what is placed stays so.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "stop_placing", job_id) is not None:
            return
        _known(db, job_id)
        jobs.cancel(db, job_id)
        journal.record(db, by.journal_name, "stop_placing", "placing", job_id, operation)
        operations.remember(db, operation, "stop_placing", job_id)


@guarded
def placing_job(db: Database, by: Actor, job_id: int) -> Job:
    """A placing asked for, as far as it is.

    Raises:
        NotFound.
    """
    return _known(db, job_id)


@guarded
def placing_under_way(db: Database, by: Actor) -> Job | None:
    """The placing that waits or runs, whoever asked for it; None when there is none."""
    return next(iter(_under_way(db)), None)


@guarded
def last_placing(db: Database, by: Actor) -> Job | None:
    """The latest placing that ended, well or badly; None when there was none lately."""
    ended = (one for one in jobs.recent(db, _LOOKED_AT) if one.kind == KIND and one.state not in ("waiting", "running"))
    return next(ended, None)


@guarded
def run_placing_job(db: Database, worker: Actor, job: Job) -> None:
    """The worker's part, in the name of whoever asked. Taken up again after a crash, it goes on where it was.

    Raises:
        NotAllowed: the account was closed since; BadSetting: the service's address is not one.
    """
    by = acting(db, job.actor)
    told, goes_on = 0.0, True

    def tell(done: int, total: int) -> bool:
        nonlocal told, goes_on
        if done == total or time.monotonic() - told >= _TELLS:
            told = time.monotonic()
            goes_on = jobs.progress(db, job, done, total, "Recherche des adresses…")
        return goes_on

    geocoder = configured_geocoder(settings().geocoder_url)
    placed = place_shops(db, by, str(job.parameters["operation"]), geocoder, None, tell)
    if goes_on:
        result = {
            "counts": {str(quality): count for quality, count in placed.counts.items()},
            "moved": placed.moved,
            "left": placed.left,
            "to_look_at": list(placed.to_look_at),
            "asked_the_service": geocoder is not None,
        }
        jobs.finish(db, job, result, _said(placed))


def _said(placed: Placing) -> str:
    moved = plural(placed.moved, "boutique placée", "boutiques placées") if placed.moved else "Aucune nouvelle place"
    detail = ", ".join(f"{number(count)} {quality.label.lower()}" for quality, count in placed.counts.items() if count)
    words = f"{moved} ({detail})." if detail else f"{moved}."
    return f"{words} {left_sentence(placed.left)}" if placed.left else words


def _under_way(db: Database) -> list[Job]:
    listed = [one for one in jobs.recent(db, _LOOKED_AT) if one.kind == KIND and one.state in ("waiting", "running")]
    return listed[::-1]


def _known(db: Database, job_id: int) -> Job:
    found = jobs.job(db, job_id)
    if found is None or found.kind != KIND:
        raise NotFound("Ce placement sur la carte n’existe pas.")
    return found
