"""Which area of a GeoJSON collection holds a point."""

from collections.abc import Sequence
from itertools import pairwise


def contains(geometry: dict, latitude: float, longitude: float) -> bool:
    """Whether a GeoJSON Polygon or MultiPolygon (longitude first) holds the point; holes are outside."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return any(
        _inside(rings[0], latitude, longitude) and not any(_inside(hole, latitude, longitude) for hole in rings[1:])
        for rings in polygons
    )


def _inside(ring: Sequence[Sequence[float]], latitude: float, longitude: float) -> bool:
    """Even-odd rule: a line towards the east crosses the border an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
