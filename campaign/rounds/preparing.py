"""From the registry, the kits and the choices of an edition to a problem that can be solved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.base.french import enumerate_in_words, plural
from campaign.base.opening_hours import OpeningHours, Spans, known_hours
from campaign.base.working_days import is_public_holiday
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where
from campaign.rounds.keeping import latest_plan_id, plan_by_id
from campaign.rounds.model import Load, Problem, Purpose, Settings, Task, Unserved, Vehicle, Window
from campaign.rounds.store import exclusions_of
from campaign.territory.model import PointQuality, short_epci_name
from campaign.territory.roads import Legs, PointPair

USUAL = (Window(9 * 60, 12 * 60), Window(14 * 60, 17 * 60))
NO_POINT = "Pas de point sur la carte : complétez sa fiche."
EXCLUDED = "Laissée de côté à la main."
_NO_LEGS = Legs((), (), "")
_MOST_NAMES = 5


@guarded
def prepare(
    db: Database, by: Actor, edition_id: int, purpose: Purpose, depot: str, loads: Sequence[Load],
    vehicles: Sequence[Vehicle], chosen: Settings,
) -> Problem:  # fmt: skip
    """Everything but the ways between places, which ``planning`` asks for.

    Raises:
        Refused: nothing to carry, no vehicle, no day.
    """
    if not loads:
        raise Refused(_NOTHING[purpose])
    if not vehicles:
        raise Refused("Ajoutez un véhicule : sans lui, pas de tournée.")
    if not chosen.days:
        raise Refused("Choisissez au moins un jour de tournée.")
    by_place = {one.place_id: one for one in loads}
    excluded, tasks, left = exclusions_of(db, edition_id, purpose), [], []
    marks = ", ".join(str(int(place_id)) for place_id in by_place)
    for place in places_where(db, f"id IN ({marks})"):
        if place.id in excluded:
            left.append(Unserved(place.id, place.name, EXCLUDED))
        elif place.latitude is None or place.longitude is None or place.location_quality is PointQuality.NONE:
            left.append(Unserved(place.id, place.name, NO_POINT))
        else:
            tasks.append(_task(place, by_place[place.id], chosen.days))
    tasks.sort(key=lambda task: task.place_id)
    pins, forgotten = _pins(db, edition_id, purpose, vehicles, chosen.days)
    served = {task.place_id for task in tasks}
    pins = {place_id: kept for place_id, kept in pins.items() if place_id in served}
    notes = (*_notes(tasks), *forgotten)
    return Problem(purpose, depot, tuple(vehicles), tuple(tasks), chosen, _NO_LEGS, pins, tuple(left), notes)


_NOTHING = {
    Purpose.DELIVERY: "Rien à livrer pour cette édition : composez d’abord les kits.",
    Purpose.RETURN: "Rien à reprendre : plus aucun lieu ne détient de matériel à rendre.",
}


def points(depot: PointPair, problem: Problem) -> list[PointPair]:
    """The depot, then the places, in the order of ``Problem.legs``."""
    return [depot, *((task.latitude, task.longitude) for task in problem.tasks)]


def with_legs(problem: Problem, legs: Legs) -> Problem:
    """The same, with its ways."""
    return replace(problem, legs=legs)


def _task(place: Place, load: Load, days: Sequence[date]) -> Task:
    hours = hours_of(place)
    windows = {day: _windows(place, hours, day) for day in days}
    return Task(
        place.id, place.short_name or place.name, place.latitude, place.longitude, load.volume_litres, load.weight_kg,
        {day: spans for day, spans in windows.items() if spans}, place.commune, short_epci_name(place.epci_name),
        usual_hours=any(_spans(hours, day) is None for day in days),
    )  # fmt: skip


def hours_of(place: Place) -> OpeningHours | None:
    """The hours a round counts on; None when the place's are unknown or not understood."""
    return known_hours(place.opening_hours, place.opening_hours_text)


def _spans(hours: OpeningHours | None, day: date) -> Spans | None:
    return hours.on(day) if hours else None


def _windows(place: Place, hours: OpeningHours | None, day: date) -> tuple[Window, ...]:
    """When a place opens that day, its exceptions obeyed: nobody is there on a public holiday, nor, hours unknown or by
    appointment only, on Sundays (offices: on Saturdays either)."""
    if is_public_holiday(day):
        return ()
    spans = _spans(hours, day)
    if spans is not None:
        return tuple(Window(span.starts, span.ends) for span in spans)
    last = 5 if place.kind is Kind.SHOP else 4
    return USUAL if day.weekday() <= last else ()


def _notes(tasks: Sequence[Task]) -> list[str]:
    guessed = [task.name for task in tasks if task.usual_hours]
    if not guessed:
        return []
    first = guessed[:_MOST_NAMES]
    rest = [f"{plural(len(guessed) - len(first), 'autre')}"] if len(guessed) > len(first) else []
    return [f"Horaires inconnus, 9 h – 12 h et 14 h – 17 h supposés : {enumerate_in_words([*first, *rest])}."]


def _pins(
    db: Database, edition_id: int, purpose: Purpose, vehicles: Sequence[Vehicle], days: Sequence[date]
) -> tuple[dict[int, tuple[int, date]], list[str]]:
    """Where stops pinned in the current plan stay, and what is said of pins that can no longer be kept."""
    plan_id = latest_plan_id(db, edition_id, purpose)
    known, pins, lost = {one.id for one in vehicles}, {}, []
    for one in plan_by_id(db, plan_id).rounds if plan_id else ():
        for stop in one.stops:
            if stop.pinned and one.vehicle.id in known and one.day in days:
                pins[stop.place_id] = (one.vehicle.id, one.day)
            elif stop.pinned:
                lost.append(stop.name)
    said = f"Épingle levée, son véhicule ou son jour n’est plus là : {enumerate_in_words(lost)}."
    return pins, [said] if lost else []
