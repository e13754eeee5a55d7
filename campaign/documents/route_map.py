"""The maps of a driver's sheet, as vectors: the département with the round on it, and the round from closer.

Lengths are in points; a stop or a depot that nobody placed is left out, and the sheet says so.
"""

from collections.abc import Sequence

from campaign.documents import office_text as fonts
from campaign.documents.map_drawing import pin
from campaign.documents.map_plan import Pin, Point, Projection, projection, simplified, spread
from campaign.documents.round_content import RouteSheet
from campaign.documents.van_frame import VanSheet

_FINE = 0.3
_RADIUS = 7.5  # of a number
_WHOLE = 0.36  # of the width, the map of the whole département
_GAP = 12.0
_LEAST = 0.08  # degrees: a round within one town is not shown from nearer


def drawable(route: RouteSheet) -> bool:
    """Whether there is anything to place."""
    return any(stop.point for stop in route.stops)


def draw(sheet: VanSheet, route: RouteSheet, left: float, bottom: float, wide: float, high: float) -> None:
    """Both maps side by side; the second alone where no outline is known."""
    for stop in route.stops:
        if not stop.point:
            sheet.notices.say(stop.name, "position", "absente de la carte : placez-la dans sa fiche.")
    path = _path(route)
    if route.territories:
        _whole(sheet, route, path, left, bottom, wide * _WHOLE, high)
        left += wide * _WHOLE + _GAP
        wide -= wide * _WHOLE + _GAP
    _close(sheet, route, path, (left, bottom, wide, high))


def _path(route: RouteSheet) -> list[Point]:
    """(longitude, latitude) from the depot back to it."""
    depot = [_turned(route.depot_point)] if route.depot_point else []
    return [*depot, *(_turned(stop.point) for stop in route.stops if stop.point), *depot]


def _turned(point: Point) -> Point:
    return point[1], point[0]


def _whole(
    sheet: VanSheet, route: RouteSheet, path: Sequence[Point], left: float, bottom: float, wide: float, high: float
) -> None:
    outline = [point for territory in route.territories for ring in territory.rings for point in ring]
    turn = projection([*outline, *path], wide - 4, high - 4)
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(left + 2, bottom + 2)
    _territories(sheet, route, turn, 0.9)
    _line(sheet, [turn(*point) for point in path], 1.5, dotted=False)
    for point in path:
        sheet.disc(*turn(*point), 2.2, "prune")
    if route.depot_point:
        _depot(sheet, *turn(*_turned(route.depot_point)), 3.2)
    canvas.restoreState()


def _close(sheet: VanSheet, route: RouteSheet, path: Sequence[Point], frame: tuple[float, float, float, float]) -> None:
    left, bottom, wide, high = frame
    edge = 3 * _RADIUS
    turn = projection(_widened(path), wide - 2 * edge, high - 2 * edge)
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(left, bottom)
    clip = canvas.beginPath()
    clip.roundRect(0, 0, wide, high, 6)
    sheet.fill("blanc")
    canvas.drawPath(clip, fill=1, stroke=0)
    canvas.saveState()
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(edge, edge)
    _territories(sheet, route, turn, 1.6)
    numbered = [(rank, stop.point) for rank, stop in enumerate(route.stops, 1) if stop.point]
    pins = _pins(numbered, route, turn, (wide - 2 * edge, high - 2 * edge))
    drawn = [(one.x, one.y) for one in pins if one.number]
    depot = [(one.x, one.y) for one in pins if not one.number]
    _line(sheet, [*depot, *drawn, *depot], 2.4, dotted=True)
    for one in pins:
        if one.has_moved(_RADIUS):
            sheet.stroke("prune", 0.7)
            sheet.curve([(one.x, one.y), (one.true_x, one.true_y)])
            sheet.disc(one.true_x, one.true_y, 1.6, "prune")
    for one in pins:
        if one.number:
            pin(sheet, one.x, one.y, _RADIUS, str(one.number))
        else:
            _depot(sheet, one.x, one.y, _RADIUS * 0.95)
    canvas.restoreState()
    sheet.stroke("prune", 1.1)
    canvas.roundRect(0, 0, wide, high, 6, fill=0, stroke=1)
    canvas.restoreState()


def _pins(numbered: Sequence[tuple[int, Point]], route: RouteSheet, turn: Projection, box: Point) -> tuple[Pin, ...]:
    """The depot, number 0, first; then the stops in order."""
    places = [(number, *turn(*_turned(point))) for number, point in numbered]
    if route.depot_point:
        places.insert(0, (0, *turn(*_turned(route.depot_point))))
    return tuple(spread(places, _RADIUS, box))


def _widened(path: Sequence[Point]) -> list[Point]:
    """The corners of what is shown, never smaller than a town and its surroundings."""
    xs, ys = [x for x, _ in path], [y for _, y in path]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    half = (max(_LEAST, max(xs) - min(xs)) / 2, max(_LEAST, max(ys) - min(ys)) / 2)
    return [(middle[0] + side * half[0], middle[1] + side * half[1]) for side in (-1, 1)]


def _territories(sheet: VanSheet, route: RouteSheet, turn: Projection, line: float) -> None:
    sheet.fill("sable")
    sheet.stroke("prune" if sheet.plain else "blanc", 0.5 if sheet.plain else line)
    for territory in route.territories:
        path = sheet.canvas.beginPath()
        for ring in territory.rings:
            for index, (x, y) in enumerate(simplified(tuple(turn(*point) for point in ring), _FINE)):
                (path.lineTo if index else path.moveTo)(x, y)
            path.close()
        sheet.canvas.drawPath(path, fill=1, stroke=1)


def _line(sheet: VanSheet, points: Sequence[Point], wide: float, *, dotted: bool) -> None:
    if len(points) < 2:
        return
    sheet.stroke("prune" if dotted else "accent", wide)
    if dotted:
        sheet.canvas.setDash(0.1, 5)
    sheet.curve(points)
    sheet.canvas.setDash()


def _depot(sheet: VanSheet, x: float, y: float, half: float) -> None:
    """A square, so that nobody takes it for a stop."""
    sheet.fill("field")
    sheet.stroke("prune", max(0.8, half * 0.18))
    sheet.canvas.rect(x - half, y - half, 2 * half, 2 * half, fill=1, stroke=1)
    if half > 5:
        sheet.text(x, y - 0.36 * 1.4 * half, "D", fonts.PILL, 1.4 * half, "prune", "centre")
