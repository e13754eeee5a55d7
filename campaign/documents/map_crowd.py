"""Where numbers of a map are too many for their place: who is in the crowd, and how large its own map must be."""

import math
from collections.abc import Sequence

from campaign.documents.map_plan import APART, Point

MOST = 9  # numbers in one place before they have a map of their own (brand.md, « Pins »)
_LEAST_SPAN = 0.02  # degrees: a crowd at one door still shows its streets' whereabouts


def crowded(places: Sequence[Point], radius: float) -> tuple[int, ...]:
    """The ranks of the largest group of more than nine numbers that touch one another, with all that its frame holds.

    Places and ``radius`` are in points. Empty when numbers have room enough.
    """
    groups = _touching(places, APART * radius)
    largest = max(groups, key=len, default=())
    if len(largest) <= MOST:
        return ()
    xs, ys = [places[index][0] for index in largest], [places[index][1] for index in largest]
    return tuple(
        index
        for index, (x, y) in enumerate(places)
        if min(xs) - radius <= x <= max(xs) + radius and min(ys) - radius <= y <= max(ys) + radius
    )


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
