"""How far and how long from each point to each other, by road: computed by rule here, or asked of a routing service
(``routing``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import number
from campaign.territory.distance import distance_km

PointPair = tuple[float, float]  # latitude, longitude (WGS84)

ROAD_FACTOR = 1.3  # roads are longer than the crow's way; usual between 1.2 (plains) and 1.4 (valleys, few bridges)
_TOWN_KM, _TOWN_KMH = 4.0, 25.0
_ROAD_KM, _ROAD_KMH = 30.0, 60.0
_FAR_KMH = 80.0


@dataclass(frozen=True, slots=True)
class Legs:
    """Every way between some points: ``metres[i][j]`` and ``seconds[i][j]`` from the i-th to the j-th, by road.

    ``source`` says in French where they come from, as plans write it.
    """

    metres: tuple[tuple[int, ...], ...]
    seconds: tuple[tuple[int, ...], ...]
    source: str


def seconds_for(road_km: float) -> int:
    """How long a way takes by van, in seconds, without a service to ask.

    The first 4 km (two at each end) go at 25 km/h, up to 30 km at 60 km/h, the rest at 80 km/h: half, three quarters
    and about two thirds of the limits in towns (50), on roads (80) and on dual carriageways (110 to 130) of the Code de
    la route, articles R413-2 and R413-3. The shares are ours, cautious on purpose: a driver ahead of time waits five
    minutes, a driver behind finds a closed door.
    """
    town = min(road_km, _TOWN_KM)
    road = min(max(road_km - _TOWN_KM, 0), _ROAD_KM - _TOWN_KM)
    far = max(road_km - _ROAD_KM, 0)
    return round(3600 * (town / _TOWN_KMH + road / _ROAD_KMH + far / _FAR_KMH))


def as_the_crow_flies(points: Sequence[PointPair], factor: float = ROAD_FACTOR) -> Legs:
    """Distances as the crow flies × ``factor``, and durations by ``seconds_for``."""
    kilometres = [[factor * distance_km(*one, *other) for other in points] for one in points]
    return Legs(
        tuple(tuple(round(1000 * km) for km in line) for line in kilometres),
        tuple(tuple(seconds_for(km) for km in line) for line in kilometres),
        f"à vol d’oiseau × {number(factor)}",
    )


def without_service(legs: Legs) -> Legs:
    """The same, saying that the service was asked first and did not answer."""
    return Legs(legs.metres, legs.seconds, f"{legs.source}, le service d’itinéraire n’a pas répondu")
