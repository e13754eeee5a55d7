"""Where numbers of a map are too many for their place: who is in each crowd, and how large its own map must be."""

import math
from collections.abc import Sequence

from campaign.documents.map_plan import APART, Point

MOST = 9  # numbers in one place before they have a map of their own (brand.md, « Pins »)
_MOST_MAPS = 3
_WORTH = 1.4  # how much larger a map of its own must be
_LEAST_SPAN = 0.02  # degrees: a crowd at one door still shows its streets' whereabouts


def crowds(places: Sequence[Point], radius: float) -> list[tuple[int, ...]]:
    """The ranks of each group of more than nine numbers that touch one another, with all that its frame holds.

    The largest first, three at most; frames do not meet. Places and ``radius`` are in points. A group spread so wide
    that its own map would hardly be larger gives way to the thickest of its parts. Empty when there is room enough.
    """
    found: list[tuple[int, ...]] = []
    for group in sorted(_worth_a_map(places, tuple(range(len(places))), APART * radius, radius), key=len, reverse=True):
        inside = _framed(places, group, radius)
        apart = all(_apart(_frame(places, inside, radius), _frame(places, other, radius)) for other in found)
        if apart and len(found) < _MOST_MAPS:
            found.append(inside)
    return found


def _worth_a_map(places: Sequence[Point], ranks: tuple[int, ...], apart: float, radius: float) -> list[tuple[int, ...]]:
    found = []
    for group in _touching([places[rank] for rank in ranks], apart):
        members = tuple(ranks[index] for index in group)
        if len(members) <= MOST:
            continue
        west, south, east, north = _frame(places, members, radius)
        if zoom_side(len(members), radius) >= _WORTH * max(east - west, north - south):
            found.append(members)
        elif apart > 0.3 * APART * radius:
            found += _worth_a_map(places, members, 0.8 * apart, radius)
    return found


def _framed(places: Sequence[Point], group: Sequence[int], radius: float) -> tuple[int, ...]:
    west, south, east, north = _frame(places, group, radius)
    return tuple(rank for rank, (x, y) in enumerate(places) if west <= x <= east and south <= y <= north)


def _frame(places: Sequence[Point], group: Sequence[int], radius: float) -> tuple[float, float, float, float]:
    xs, ys = [places[rank][0] for rank in group], [places[rank][1] for rank in group]
    return min(xs) - radius, min(ys) - radius, max(xs) + radius, max(ys) + radius


def _apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def zoom_side(count: int, radius: float) -> float:
    """The side of a square where so many numbers stand with air around them, in points."""
    return APART * radius * (math.sqrt(1.9 * count) + 1.6)


def widened(points: Sequence[Point]) -> list[Point]:
    """(longitude, latitude) with two more, so that they span at least 0.02 degree in both directions."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    half = (max(_LEAST_SPAN, max(xs) - min(xs)) / 2, max(_LEAST_SPAN, max(ys) - min(ys)) / 2)
    return [*points, (middle[0] - half[0], middle[1] - half[1]), (middle[0] + half[0], middle[1] + half[1])]


def _touching(places: Sequence[Point], apart: float) -> list[tuple[int, ...]]:
    """Groups of ranks, each within ``apart`` of another of its group."""
    left, groups = set(range(len(places))), []
    while left:
        group, edge = [], [min(left)]
        left.discard(edge[0])
        while edge:
            index = edge.pop()
            group.append(index)
            near = [other for other in sorted(left) if math.dist(places[index], places[other]) < apart]
            left.difference_update(near)
            edge += near
        groups.append(tuple(sorted(group)))
    return groups
