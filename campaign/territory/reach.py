"""Who lives near a shop: each commune's inhabitants, and the distance from its reference point to the nearest one.

As the crow flies, from the town hall or the centre of the commune (its point in our assets) to the shop: a simple rule,
the same everywhere, which says less than a journey by road.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from campaign.territory.distance import distance_km
from campaign.territory.model import Commune

BANDS_KM = (5, 10, 20)
_DEGREE_KM = 111.1  # a little less than a degree of latitude: two points that far apart in latitude are further


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a shop stands (WGS84). ``is_at_commune``: it has no point of its own, its commune's takes its place."""

    place_id: int
    name: str
    latitude: float
    longitude: float
    is_at_commune: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """A commune and its nearest shop; both are None without any shop, or when the commune has no reference point."""

    commune: Commune
    nearest: Spot | None
    distance_km: float | None

    @property
    def band_km(self) -> int | None:
        """The smallest of ``BANDS_KM`` that holds the nearest shop; None beyond them all."""
        return next((km for km in BANDS_KM if self.is_within(km)), None)

    def is_within(self, km: float) -> bool:
        """Whether a shop stands at ``km`` kilometres or less."""
        return self.distance_km is not None and self.distance_km <= km


@dataclass(frozen=True, slots=True)
class Share:
    """Inhabitants within each of ``BANDS_KM`` (the wider hold the narrower) out of ``population``."""

    name: str
    communes: int
    population: int
    within: tuple[int, ...]

    def percent(self, km: int) -> float:
        """Percent of the inhabitants within ``km``, one of ``BANDS_KM``; 0 where nobody lives."""
        reached = self.within[BANDS_KM.index(km)]
        return 100 * reached / self.population if self.population else 0.0


def reached(communes: Iterable[Commune], spots: Sequence[Spot]) -> tuple[Reached, ...]:
    """Each commune with its nearest shop, in the order given."""
    return tuple(_nearest(commune, spots) for commune in communes)


def _nearest(commune: Commune, spots: Sequence[Spot]) -> Reached:
    if commune.latitude is None or commune.longitude is None:
        return Reached(commune, None, None)
    best, best_km = None, float("inf")
    # From the nearest in latitude on: most shops are then too far north or south to be measured (200 shops, 177
    # communes: a tenth of the distances).
    for spot in sorted(spots, key=lambda one: (abs(one.latitude - commune.latitude), one.place_id)):
        if abs(spot.latitude - commune.latitude) * _DEGREE_KM > best_km:
            break
        km = distance_km(commune.latitude, commune.longitude, spot.latitude, spot.longitude)
        if km < best_km:
            best, best_km = spot, km
    return Reached(commune, best, best_km if best else None)


def within(commune: Commune, spot: Spot, km: float) -> float | None:
    """How far the spot is from the commune's reference point, when it is at ``km`` or less; else None."""
    if commune.latitude is None or commune.longitude is None:
        return None
    if abs(spot.latitude - commune.latitude) * _DEGREE_KM > km:
        return None
    far = distance_km(commune.latitude, commune.longitude, spot.latitude, spot.longitude)
    return far if far <= km else None


def share(name: str, of: Iterable[Reached]) -> Share:
    """The inhabitants of these communes, by distance to a shop."""
    listed = list(of)
    within = tuple(sum(one.commune.population for one in listed if one.is_within(km)) for km in BANDS_KM)
    return Share(name, len(listed), sum(one.commune.population for one in listed), within)


def shares_by(of: Iterable[Reached], key: Callable[[Commune], Hashable]) -> dict[Hashable, Share]:
    """One share per value of ``key``, named by it, in the order in which they come."""
    groups: dict[Hashable, list[Reached]] = {}
    for one in of:
        groups.setdefault(key(one.commune), []).append(one)
    return {name: share(str(name), listed) for name, listed in groups.items()}


def left_out(of: Iterable[Reached], km: float) -> tuple[Reached, ...]:
    """Communes without a shop within ``km``, the most populated first."""
    beyond = [one for one in of if not one.is_within(km)]
    return tuple(sorted(beyond, key=lambda one: (-one.commune.population, one.commune.insee_code)))
