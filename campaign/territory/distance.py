"""Distances on the Earth."""

from geopy.distance import great_circle


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Kilometres as the crow flies between two WGS84 points, on a sphere (0.5 % at worst)."""
    return great_circle((latitude1, longitude1), (latitude2, longitude2)).km
