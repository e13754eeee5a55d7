"""Where a printed map puts things: outlines projected, numbers pushed apart, names beside them; nothing is drawn here.

Lengths are in points from the bottom left corner of the map's box; positions are WGS84.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]
APART = 2.15  # between the centres of two numbers, in radii (brand.md, « Pins »)


@dataclass(frozen=True, slots=True)
class Territory:
    """An EPCI, or the whole département; ``rings`` are closed outlines, longitude first as in GeoJSON."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """A number: where it is drawn, and where the shop really is."""

    number: int
    x: float
    y: float
    true_x: float
    true_y: float

    def has_moved(self, radius: float) -> bool:
        """Far enough for a line to lead back to the place."""
        return math.hypot(self.x - self.true_x, self.y - self.true_y) > radius / 2


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular around the middle latitude: within a département the shapes stay true to a hair."""

    west: float
    south: float
    shrink: float
    scale: float
    left: float
    bottom: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        x = self.left + (longitude - self.west) * self.shrink * self.scale
        return x, self.bottom + (latitude - self.south) * self.scale


def projection(positions: Sequence[Point], width: float, height: float) -> Projection:
    """The largest that shows every (longitude, latitude) in the box, centred."""
    west, east = min(x for x, _ in positions), max(x for x, _ in positions)
    south, north = min(y for _, y in positions), max(y for _, y in positions)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-4), max(north - south, 1e-4)
    scale = min(width / wide, height / high)
    return Projection(west, south, shrink, scale, (width - wide * scale) / 2, (height - high * scale) / 2)


def simplified(ring: Ring, tolerance: float) -> Ring:
    """Fewer points, none of those left out farther than ``tolerance`` from the line (Douglas and Peucker 1973)."""
    if len(ring) < 4:
        return ring
    keep, spans = {0, len(ring) - 1}, [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    keep.add(len(ring) // 2)  # a closed line has no chord between its ends
    while spans:
        first, last = spans.pop()
        far, index = max(
            ((_away(ring[between], ring[first], ring[last]), between) for between in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return tuple(ring[index] for index in sorted(keep))


def spread(places: Sequence[tuple[int, float, float]], radius: float, box: Point, rounds: int = 300) -> list[Pin]:
    """(number, x, y) as pins at least ``APART`` radii from each other, inside the box when it can hold them."""
    where = [[x, y] for _, x, y in places]
    for _ in range(rounds):
        if not _pushed(where, APART * radius):
            break
        for one in where:
            one[0] = min(max(one[0], radius), max(box[0] - radius, radius))
            one[1] = min(max(one[1], radius), max(box[1] - radius, radius))
    return [Pin(number, x, y, true_x, true_y) for (number, true_x, true_y), (x, y) in zip(places, where, strict=True)]


def _pushed(where: list[list[float]], least: float) -> bool:
    moved = False
    for index, one in enumerate(where):
        for before in range(index):
            other = where[before]
            across, up = one[0] - other[0], one[1] - other[1]
            apart = math.hypot(across, up)
            if apart >= least - 1e-6:
                continue
            if apart < 0.05:  # the same door: away in a direction of their own, the same at every run
                angle = 2.4 * index  # close to the golden angle, so that many fan out evenly
                across, up, apart = math.cos(angle), math.sin(angle), 1.0
                push = least / 2
            else:
                push = (least - apart) / 2
            for moving, sign in ((one, 1), (other, -1)):
                moving[0] += sign * across / apart * push
                moving[1] += sign * up / apart * push
            moved = True
    return moved


def _away(point: Point, start: Point, end: Point) -> float:
    across, up = end[0] - start[0], end[1] - start[1]
    long = math.hypot(across, up)
    if not long:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / long**2
    along = min(1.0, max(0.0, along))
    return math.dist(point, (start[0] + along * across, start[1] + along * up))
