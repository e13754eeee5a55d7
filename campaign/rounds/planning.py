"""A plan asked for, made by the worker or at once, checked by rules of its own, kept as a new version."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from campaign.accounts.authors import acting
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import jobs, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound, Refused, RoutingUnavailable
from campaign.base.french import number, plural
from campaign.base.jobs import Job
from campaign.base.settings import settings
from campaign.editions.views import edition as edition_view
from campaign.rounds.checking import broken_rules
from campaign.rounds.keeping import add_plan, driven_plan_ids, latest_plan_id, plan_by_id, refuse_if_started
from campaign.rounds.loads import departure, loads_of_edition
from campaign.rounds.model import Load, Problem, Purpose, Vehicle
from campaign.rounds.preparing import points, prepare, with_legs
from campaign.rounds.solving import solve
from campaign.rounds.store import WaysInDatabase, all_vehicles
from campaign.rounds.timing import timed
from campaign.rounds.views import planning_settings
from campaign.territory.roads import Legs, PointPair, as_the_crow_flies, without_service
from campaign.territory.routing import configured_routing

KIND = "plan_rounds"
_TELLS = 0.5  # seconds: each sign of progress is written to the disk, and that is all an eye can follow
_LOOKED_AT = 200  # jobs: plans are few among the others

Tell = Callable[[int, int, str], bool]  # done, total, French words -> whether to go on


class _Stopped(Exception):
    """Cancelled, or taken over by another worker."""


@guarded
def start_plan(
    db: Database, by: Actor, edition_id: int, purpose: Purpose, operation: str, *, crow_flies_if_down: bool = False,
    again: Sequence[int] = (),
) -> int:  # fmt: skip
    """Ask the worker for a plan; the job's number, to follow it. ``crow_flies_if_down`` accepts distances as the crow
    flies, said in the plan, when the routing service does not answer. ``again`` are the places of a second passage:
    that plan adds to the one that is driven, and may be asked for once rounds have left.

    Raises:
        NotFound; Refused: nothing to carry, no vehicle, no depot, or a round has already left.
    """
    _problem(db, by, edition_id, purpose, None, None, again)
    with transaction(db):
        if (done := operations.replay(db, operation, KIND, edition_id)) is not None:
            return done["job"]
        asked = {
            "edition_id": edition_id, "purpose": str(purpose), "crow_flies_if_down": crow_flies_if_down,
            "again": list(again),
        }  # fmt: skip
        job_id = jobs.enqueue(db, KIND, asked, by.journal_name)
        details = {"edition": edition_id, "purpose": str(purpose)}
        journal.record(db, by.journal_name, "plan_rounds", "planning", job_id, operation, details)
        operations.remember(db, operation, KIND, edition_id, {"job": job_id})
    return job_id


@guarded
def cancel_planning(db: Database, by: Actor, job_id: int, operation: str) -> None:
    """Stop a plan that waits or is being made.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "cancel_planning", job_id) is not None:
            return
        _known(db, job_id)
        jobs.cancel(db, job_id)
        journal.record(db, by.journal_name, "cancel_planning", "planning", job_id, operation)
        operations.remember(db, operation, "cancel_planning", job_id)


@guarded
def planning_job(db: Database, by: Actor, job_id: int) -> Job:
    """A plan asked for, as far as it is.

    Raises:
        NotFound.
    """
    return _known(db, job_id)


@guarded
def plannings_under_way(db: Database, by: Actor, edition_id: int, purpose: Purpose) -> list[Job]:
    """The plans of an edition that wait or are being made, oldest first."""
    asked = [one for one in reversed(jobs.recent(db, _LOOKED_AT)) if one.kind == KIND]
    mine = [one for one in asked if one.parameters.get("edition_id") == edition_id]
    of_purpose = [one for one in mine if one.parameters.get("purpose") == str(purpose)]
    return [one for one in of_purpose if one.state in ("waiting", "running")]


@guarded
def run_plan_job(db: Database, worker: Actor, job: Job) -> None:
    """The worker's part, in the name of whoever asked.

    Raises:
        NotAllowed: the account was closed since; NotFound, Refused, RoutingUnavailable: no plan can be made.
    """
    by, purpose = acting(db, job.actor), Purpose(job.parameters["purpose"])
    edition_id = int(job.parameters["edition_id"])

    told = 0.0

    def tell(done: int, total: int, words: str) -> bool:
        nonlocal told
        if done < total and time.monotonic() - told < _TELLS:
            return True
        told = time.monotonic()
        return jobs.progress(db, job, done, total, words)

    try:
        again = job.parameters.get("again", [])
        made = _made(db, by, edition_id, purpose, None, None, bool(job.parameters["crow_flies_if_down"]), tell, again)
    except _Stopped:
        return
    with transaction(db):
        plan = plan_by_id(db, _keep(db, by, edition_id, *made, again=bool(again)))
        served = sum(len(one.stops) for one in plan.rounds)
        said = f"{plural(len(plan.rounds), 'tournée')}, {plural(served, 'arrêt')}, {number(plan.km, 1)} km."
        if plan.unserved:
            said += f" {plural(len(plan.unserved), 'lieu non servi', 'lieux non servis')}."
        if not jobs.finish(db, job, {"plan": plan.id}, said):
            raise Refused("Ce calcul a été repris par un autre : rien n’a été enregistré deux fois.")


@guarded
def plan_now(
    db: Database, by: Actor, edition_id: int, purpose: Purpose = Purpose.DELIVERY, *,
    vehicles: Sequence[Vehicle] | None = None, seconds: int | None = None, crow_flies_if_down: bool = False,
    tell: Tell | None = None, steps: int | None = None,
) -> int:  # fmt: skip
    """Make a plan at once; its number. ``vehicles`` take the place of the recorded ones; after so many ``steps`` the
    search stops, so that the same plan is found whatever the machine does meanwhile.

    Raises:
        NotFound, Refused, RoutingUnavailable: no plan can be made.
    """
    going = tell or (lambda *_: True)
    made = _made(db, by, edition_id, purpose, vehicles, seconds, crow_flies_if_down, going, steps=steps)
    with transaction(db):
        plan_id = _keep(db, by, edition_id, *made)
        journal.record(db, by.journal_name, "plan_rounds", "plan", plan_id, None, {"edition": edition_id})
    return plan_id


def _problem(
    db: Database, by: Actor, edition_id: int, purpose: Purpose, vehicles: Sequence[Vehicle] | None,
    seconds: int | None, again: Sequence[int] = (),
) -> tuple[Problem, PointPair]:  # fmt: skip
    edition = edition_view(db, edition_id)
    if edition.cancelled_on:
        raise Refused("Cette édition est annulée : il n’y a rien à livrer.")
    if not again:
        refuse_if_started(db, edition_id, purpose)
    elif latest_plan_id(db, edition_id, purpose, adopted=True) is None:
        raise Refused("Un second passage suit des tournées adoptées : adoptez d’abord un plan.")
    chosen = planning_settings(db, by, edition_id, purpose)
    if seconds:
        chosen = replace(chosen, seconds=seconds)
    loads: list[Load] = loads_of_edition(db, by, edition_id, purpose)
    if again:
        loads = [one for one in loads if one.place_id in set(again)]
    depot = departure(db, by)
    fleet = all_vehicles(db) if vehicles is None else vehicles
    problem = prepare(db, by, edition_id, purpose, depot.name, loads, fleet, chosen)
    return problem, (depot.latitude, depot.longitude)


def _made(
    db: Database, by: Actor, edition_id: int, purpose: Purpose, vehicles: Sequence[Vehicle] | None,
    seconds: int | None, crow_flies_if_down: bool, tell: Tell, again: Sequence[int] = (), steps: int | None = None,
) -> tuple:  # fmt: skip
    problem, depot = _problem(db, by, edition_id, purpose, vehicles, seconds, again)
    problem = with_legs(problem, _legs(db, problem, depot, crow_flies_if_down, tell))
    most = problem.settings.seconds
    searching = "Recherche des meilleures tournées…"
    found = solve(problem, most, lambda spent: _told(tell, int(spent), most, searching), steps=steps)
    if not tell(most, most, "Contrôle du plan…"):
        raise _Stopped
    first = 1
    if again:
        known = driven_plan_ids(db, edition_id, purpose)
        first += sum(len(plan_by_id(db, one).rounds) for one in known)
    rounds = timed(problem, found.trips, frozenset(problem.pins), first)
    if broken := broken_rules(problem, rounds, found.unserved):
        raise Refused(f"Le plan trouvé ne peut pas être suivi, il n’est pas gardé. {' '.join(broken[:3])}")
    return problem, rounds, found.unserved


def _legs(db: Database, problem: Problem, depot: PointPair, crow_flies_if_down: bool, tell: Tell) -> Legs:
    places, factor = points(depot, problem), problem.settings.road_factor
    service = configured_routing(settings().routing_url)
    if service is None:
        return as_the_crow_flies(places, factor)
    names = [problem.depot, *(task.name for task in problem.tasks)]
    try:
        return service.legs(
            places, names, WaysInDatabase(db),
            lambda done, total: _told(tell, done, total, "Distances demandées au service d’itinéraires…"),
        )  # fmt: skip
    except RoutingUnavailable:
        if not crow_flies_if_down:
            raise
        return without_service(as_the_crow_flies(places, factor))


def _told(tell: Tell, done: int, total: int, words: str) -> bool:
    if not tell(done, total, words):
        raise _Stopped
    return True


def _keep(
    db: Database, by: Actor, edition_id: int, problem: Problem, rounds: Sequence, unserved: Sequence, *,
    again: bool = False,
) -> int:  # fmt: skip
    if not again:
        refuse_if_started(db, edition_id, problem.purpose)
    return add_plan(db, edition_id, problem, rounds, unserved, problem.settings.seconds, by.journal_name, again=again)


def _known(db: Database, job_id: int) -> Job:
    found = jobs.job(db, job_id)
    if found is None or found.kind != KIND:
        raise NotFound("Ce calcul de tournées n’existe pas.")
    return found
