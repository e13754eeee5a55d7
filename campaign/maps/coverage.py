"""Where the campaign is, at a glance: territories tinted when somebody takes part, hatched when nobody does."""

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

from campaign.maps.marks import mark
from campaign.maps.model import INK, Area, Pin, fill_of

Ring = Sequence[Sequence[float]]
Projection = Callable[[float, float], tuple[float, float]]
WIDTH, MARGIN = 400, 8  # SVG units
PIN_SCALE, APART = 0.62, 15.5
CROWD = 150


def coverage_svg(areas: Sequence[Area], pins: Sequence[Pin], title: str) -> str:
    """The SVG of a département's areas and pins; '' without any area.

    Pins that would hide each other are pushed apart. ``title`` is read by screen readers when the SVG stands alone.
    """
    rings = [ring for area in areas for ring in _rings(area)]
    if not rings:
        return ""
    project, height = projection(rings)
    drawn = "".join(_area(area, project) for area in areas)
    placed = apart([project(pin.longitude, pin.latitude) for pin in pins], APART)
    marks = "".join(
        f'<g transform="translate({x:.1f} {y:.1f}) scale({PIN_SCALE})">{mark(pin.shape, pin.number)}</g>'
        for pin, (x, y) in zip(pins, placed, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img">'
        f"<title>{escape(title)}</title>"
        '<defs><pattern id="h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="7" height="7" fill="#FFFDF8"/><path d="M0 0V7" stroke="#B98F5A" stroke-width="1.6"/>'
        "</pattern></defs>"
        f'<g stroke="#FFFDF8" stroke-width="1.6" stroke-linejoin="round">{drawn}</g>{marks}</svg>'
    )


def projection(rings: Iterable[Ring]) -> tuple[Projection, float]:
    """From longitude and latitude to the drawing, north up, and the drawing's height (equirectangular: a département
    is small enough for shapes to stay true)."""
    points = [(point[0], point[1]) for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, 1e-9)
    height = (north - south) * scale + 2 * MARGIN

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        return MARGIN + (longitude - west) * squeeze * scale, MARGIN + (north - latitude) * scale

    return project, height


def apart(points: Sequence[tuple[float, float]], distance: float, rounds: int = 40) -> list[tuple[float, float]]:
    """The points moved as little as needed so that no two are nearer than ``distance`` (up to ``rounds`` passes).

    A crowd of more than ``CROWD`` points has no room to be spread: it stays where it is (1 000 points took 3 s).
    """
    if len(points) > CROWD:
        return list(points)
    placed = [list(point) for point in points]
    for _ in range(rounds):
        moved = False
        for first in range(len(placed)):
            for second in range(first + 1, len(placed)):
                dx, dy = placed[second][0] - placed[first][0], placed[second][1] - placed[first][1]
                gap = math.hypot(dx, dy)
                if gap >= distance - 1e-6:
                    continue
                # Two pins of one commune stand on the same point: each pair goes its own way.
                angle = math.atan2(dy, dx) if gap > 1e-9 else 2.4 * second + first
                push = (distance - gap) / 2
                for index, sign in ((first, -1), (second, 1)):
                    placed[index][0] += sign * push * math.cos(angle)
                    placed[index][1] += sign * push * math.sin(angle)
                moved = True
        if not moved:
            break
    return [(x, y) for x, y in placed]


def _rings(area: Area) -> list[Ring]:
    polygons = area.geometry["coordinates"]
    if area.geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def _area(area: Area, project: Projection) -> str:
    path = "".join(_path([project(point[0], point[1]) for point in ring]) for ring in _rings(area))
    fill = fill_of(area.tint) if area.tint else "url(#h)"
    edge = "" if area.tint else f' stroke="{INK}" stroke-opacity=".25" stroke-width=".8"'
    return f'<path d="{path}" fill="{fill}" fill-rule="evenodd"{edge}/>'


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A closed path in tenths of a unit, points nearer than a unit dropped: 20 kB instead of 60."""
    kept = [points[0]]
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= 0.9:
            kept.append(point)
    if len(kept) < 3:
        return ""
    first, *others = kept
    steps, (x, y) = [], (round(first[0], 1), round(first[1], 1))
    text = f"M{x:g} {y:g}l"
    for point in others:
        dx, dy = round(point[0] - x, 1), round(point[1] - y, 1)
        x, y = x + dx, y + dy
        steps.append(f"{dx:g} {dy:g}")
    return text + " ".join(steps) + "z"
