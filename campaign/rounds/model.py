"""Vehicles, what has to be carried where and when, and the plan of rounds that answers; pure.

A problem counts in whole minutes since midnight of the day, metres and litres. Its places are numbered as in ``legs``:
0 is the depot, the n-th task is n + 1. Ways are rounded up to the minute, so that every hour of a plan is a whole one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from campaign.base.french import days_in_words, hours_in_words
from campaign.base.labels import Labelled
from campaign.territory.roads import ROAD_FACTOR, Legs

SERVICE_MINUTES = 12  # park, unload, have the slip signed
LOADING_MINUTES = 20  # between two trips of one vehicle
MOST_TRIPS = 3
MOST_STOPS = 40
SECONDS = 15
DAY_MINUTES = 24 * 60


class Purpose(Labelled):
    """Why vans drive."""

    DELIVERY = "delivery", "Livraison"
    RETURN = "return", "Reprise"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A van and its working day, local time; what it holds in one trip."""

    id: int
    name: str
    volume_litres: float
    payload_kg: float
    shift_from: time
    shift_to: time
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1

    @property
    def shift(self) -> "Window":
        """Its working day, in minutes."""
        return Window(minutes_of(self.shift_from), minutes_of(self.shift_to))


@dataclass(frozen=True, slots=True)
class Settings:
    """How rounds of an edition are planned; ``seconds`` is what the solver may take, ``max_stops`` is per trip."""

    days: tuple[date, ...] = ()
    service_minutes: int = SERVICE_MINUTES
    loading_minutes: int = LOADING_MINUTES
    road_factor: float = ROAD_FACTOR
    max_stops: int = MOST_STOPS
    max_trips: int = MOST_TRIPS
    seconds: int = SECONDS
    version: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """What one place gets, or gives back: litres and kilograms."""

    place_id: int
    volume_litres: float
    weight_kg: float


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From a minute of the day to another."""

    opens: int
    closes: int

    @property
    def words(self) -> str:
        """« 9 h – 12 h »."""
        return hours_in_words(time_of(self.opens), time_of(self.closes))


@dataclass(frozen=True, slots=True)
class Task:
    """A place to serve once. ``windows`` are its opening hours, day by day; a day left out is a day it is closed."""

    place_id: int
    name: str
    latitude: float
    longitude: float
    volume_litres: float
    weight_kg: float
    windows: Mapping[date, tuple[Window, ...]]
    commune: str = ""
    territory: str = ""  # short name of its EPCI
    usual_hours: bool = False  # its own are not known


@dataclass(frozen=True, slots=True)
class Unserved:
    """A place that no round serves, and why."""

    place_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is made from. ``pins`` keep a place on the vehicle and day where somebody put it;
    ``left_out`` never reach the solver (no point on the map, excluded by hand…)."""

    purpose: Purpose
    depot: str
    vehicles: tuple[Vehicle, ...]
    tasks: tuple[Task, ...]
    settings: Settings
    legs: Legs
    pins: Mapping[int, tuple[int, date]] = field(default_factory=dict)
    left_out: tuple[Unserved, ...] = ()
    notes: tuple[str, ...] = ()

    def number_of(self, place_id: int) -> int:
        """A place's row in ``legs``.

        Raises:
            KeyError: not a place of this problem.
        """
        for index, task in enumerate(self.tasks):
            if task.place_id == place_id:
                return index + 1
        raise KeyError(place_id)

    def minutes(self, start: int, end: int) -> int:
        """Whole minutes from one place to another, rounded up."""
        return math.ceil(self.legs.seconds[start][end] / 60)

    def vehicle(self, vehicle_id: int) -> Vehicle:
        """One of the vehicles.

        Raises:
            KeyError.
        """
        for one in self.vehicles:
            if one.id == vehicle_id:
                return one
        raise KeyError(vehicle_id)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a round: ``arrive`` is when its door opens to us, ``depart`` when we leave."""

    id: int
    round_id: int
    position: int
    place_id: int
    arrive: time
    depart: time
    pinned: bool
    volume_litres: float
    weight_kg: float
    name: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One trip of one vehicle on one day, from the depot and back. ``started_at``: it is on the road, or was."""

    id: int
    plan_id: int
    number: str
    name: str
    day: date
    vehicle: Vehicle
    trip: int
    leaves: time
    back: time
    km: float
    minutes: int
    driver: str
    stops: tuple[Stop, ...]
    started_at: datetime | None = None

    @property
    def volume_litres(self) -> float:
        """What is loaded, or brought back."""
        return sum(one.volume_litres for one in self.stops)

    @property
    def weight_kg(self) -> float:
        """The same, in weight."""
        return sum(one.weight_kg for one in self.stops)


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of the rounds of an edition. ``km`` is the sum of its rounds; ``notes`` say what was taken for
    granted; ``distances`` where they come from."""

    id: int
    edition_id: int
    purpose: Purpose
    rounds: tuple[Round, ...]
    unserved: tuple[Unserved, ...]
    km: float
    made_at: datetime
    distances: str
    notes: tuple[str, ...] = ()
    adopted_at: datetime | None = None
    again: bool = False  # a second passage: it adds to the plan that is driven, it does not replace it
    version: int = 1

    @property
    def minutes(self) -> int:
        """Of all rounds."""
        return sum(one.minutes for one in self.rounds)

    @property
    def started(self) -> tuple[Round, ...]:
        """The rounds that already left."""
        return tuple(one for one in self.rounds if one.started_at)


@dataclass(frozen=True, slots=True)
class Trip:
    """An order of places for one vehicle, one day, before hours are computed; ``trip`` counts from 1."""

    vehicle_id: int
    day: date
    trip: int
    place_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What moving a stop does: the plan before and after, in km and minutes, and the rules it would break."""

    km_before: float
    km_after: float
    minutes_before: int
    minutes_after: int
    broken: tuple[str, ...] = ()

    @property
    def km(self) -> float:
        """More kilometres; less when negative."""
        return round(self.km_after - self.km_before, 1)

    @property
    def minutes(self) -> int:
        """More minutes; less when negative."""
        return self.minutes_after - self.minutes_before


def minutes_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def time_of(minutes: int) -> time:
    """The hour of a minute of the day; past midnight it begins again, and the checker says so."""
    return time(*divmod(minutes % DAY_MINUTES, 60))


def why_never_served(problem: Problem, task: Task) -> str | None:
    """Why no vehicle could serve a place even alone, in French; None when one may."""
    days = problem.settings.days
    if not any(_fits(task, vehicle) for vehicle in problem.vehicles):
        return "Trop volumineux ou trop lourd pour un véhicule : prévoyez-en un plus grand, ou deux passages."
    if not any(task.windows.get(day) for day in days):
        return f"Fermée le {days_in_words(days, year=False)} : choisissez un autre jour de tournée."
    number = problem.number_of(task.place_id)
    out, home = problem.minutes(0, number), problem.minutes(number, 0)
    for day in days:
        for window in task.windows.get(day, ()):
            for vehicle in problem.vehicles:
                begins = max(vehicle.shift.opens + out, window.opens)
                ends = begins + problem.settings.service_minutes
                if _fits(task, vehicle) and ends <= window.closes and ends + home <= vehicle.shift.closes:
                    return None
    return "Aucun véhicule ne peut y être pendant ses heures d’ouverture et rentrer à temps : allongez une journée."


def _fits(task: Task, vehicle: Vehicle) -> bool:
    return task.volume_litres <= vehicle.volume_litres and task.weight_kg <= vehicle.payload_kg
