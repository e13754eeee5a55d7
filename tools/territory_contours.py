"""Contours that stay neighbours: simplified and merged without a gap opening between two areas.

Borders are cut into arcs where three areas meet; each arc is simplified once and given to both its neighbours. An
EPCI or a département is then what remains of its communes' borders once those between two of them are taken away.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

Position = tuple[float, float]  # longitude, latitude
Ring = list[Position]  # closed: the first position is also the last
Polygon = list[Ring]  # its outside, then its holes
Feature = tuple[dict, list[Polygon]]

DECIMALS = 4  # 11 m


def read_features(path: Path) -> list[Feature]:
    features = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        features.append(
            (
                feature["properties"],
                [[list(map(tuple, ring)) for ring in rings] for rings in polygons],
            )
        )
    return features


def write_features(path: Path, features: list[Feature]) -> None:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {"type": "Polygon", "coordinates": polygons[0]}
                if len(polygons) == 1
                else {"type": "MultiPolygon", "coordinates": polygons},
            }
            for properties, polygons in features
        ],
    }
    path.write_text(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n",
        "utf-8",
    )


def simplified(features: list[Feature], tolerance: float) -> list[Feature]:
    """The same areas with fewer positions, none farther than ``tolerance`` degrees from where it was."""
    neighbours = defaultdict(set)
    for ring in _rings(features):
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    junctions = {position for position, others in neighbours.items() if len(others) > 2}
    areas = []
    for properties, polygons in features:
        shapes = ([_simplified_ring(ring, junctions, tolerance) for ring in rings] for rings in polygons)
        # An islet smaller than the tolerance shrinks to a line or a dot: it goes.
        areas.append(
            (
                properties,
                [[r for r in rings if len(r) > 3] for rings in shapes if len(rings[0]) > 3],
            )
        )
    return areas


def _rings(features: list[Feature]) -> Iterator[Ring]:
    for _, polygons in features:
        for rings in polygons:
            yield from rings


def _simplified_ring(ring: Ring, junctions: set[Position], tolerance: float) -> Ring:
    """The ring, arc by arc. A ring without junction (an island, an enclave) starts at its smallest position, so that
    the hole around an enclave is cut like the enclave itself."""
    open_ring = ring[:-1]
    cuts = [index for index, position in enumerate(open_ring) if position in junctions]
    start = cuts[0] if cuts else open_ring.index(min(open_ring))
    turned = open_ring[start:] + open_ring[: start + 1]
    kept, arc = [], [turned[0]]
    for position in turned[1:]:
        arc.append(position)
        if position in junctions:
            kept += _simplified_arc(arc, tolerance)[:-1]
            arc = [position]
    if len(arc) > 1:
        kept += _simplified_arc(arc, tolerance)[:-1]
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in kept]
    distinct = [position for index, position in enumerate(rounded) if position != rounded[index - 1]]
    return [*distinct, distinct[0]]


def _simplified_arc(arc: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker, always walked from the smaller end, so that both neighbours get the same positions."""
    if arc[0] == arc[-1]:
        # A closed arc has no chord to measure from: it is cut in two at its farthest position.
        middle = max(
            range(1, len(arc) - 1),
            key=lambda index: (math.dist(arc[0], arc[index]), arc[index]),
        )
        return _simplified_arc(arc[: middle + 1], tolerance)[:-1] + _simplified_arc(arc[middle:], tolerance)
    if arc[0] > arc[-1]:
        return _simplified_arc(arc[::-1], tolerance)[::-1]
    kept, waiting = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        farthest = max(
            range(first + 1, last),
            key=lambda index: _offset(arc[index], arc[first], arc[last]),
        )
        if _offset(arc[farthest], arc[first], arc[last]) > tolerance:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [arc[index] for index in sorted(kept)]


def _offset(position: Position, start: Position, end: Position) -> float:
    """Distance from a position to a segment, in degrees of latitude."""
    shrink = math.cos(math.radians(start[1]))
    px, py = (position[0] - start[0]) * shrink, position[1] - start[1]
    ex, ey = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = ex * ex + ey * ey
    along = 0 if length == 0 else max(0, min(1, (px * ex + py * ey) / length))
    return math.hypot(px - along * ex, py - along * ey)


def merged(polygons: list[Polygon]) -> list[Polygon]:
    """One area out of neighbours whose common borders have exactly the same positions."""
    edges = Counter()
    for rings in polygons:
        for index, ring in enumerate(rings):
            # Outsides turn one way, holes the other: what is left chains into rings that turn the same way.
            turned = ring if (_signed_area(ring) > 0) == (index == 0) else ring[::-1]
            edges.update(pairwise(turned))
    following = defaultdict(list)
    for start, end in sorted(edges):
        if (end, start) not in edges:
            following[start].append(end)
    rings = []
    while following:
        start = min(following)
        ring = [start]
        while True:
            ends = following[ring[-1]]
            ring.append(ends.pop())
            if not ends:
                del following[ring[-2]]
            if ring[-1] == start:
                break
        rings.append(ring)
    outsides = sorted(
        ([ring] for ring in rings if _signed_area(ring) > 0),
        key=lambda rings: -_signed_area(rings[0]),
    )
    for hole in (ring for ring in rings if _signed_area(ring) < 0):
        next(outside for outside in reversed(outsides) if _contains(outside[0], hole)).append(hole)
    return outsides


def _signed_area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _contains(ring: Ring, other: Ring) -> bool:
    x, y = next((position for position in other if position not in set(ring)), other[0])
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
