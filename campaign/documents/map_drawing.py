"""The numbered map of the shops, as vectors: territories in their colours, numbers, names of towns where they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from campaign.documents import office_text as fonts
from campaign.documents.content import Shop
from campaign.documents.letters import ink, set_text
from campaign.documents.letters import width as width_of
from campaign.documents.map_plan import Pin, Point, Projection, Territory, projection, simplified, spread
from campaign.documents.sheet import Sheet

# Every one takes prune text at 8 to 1 or more (brand.md, « Territory palette »).
TERRITORY_COLOURS = (
    "#8FD3C4", "#FFBE2E", "#FFA9B0", "#CBD27A", "#A9CDEB", "#FFC59A", "#CDB4E3", "#F3DFBC",
)  # fmt: skip
EMPTY = "#FFFFFF"  # a territory without a shop
_FINE = 0.25  # points: less is not seen on paper


@dataclass(frozen=True, slots=True)
class Look:
    """``radius`` of a number, ``names`` the size of the towns (0: none), in points; ``edge`` is between territories."""

    radius: float
    edge: str = "creme"
    names: float = 0.0


def colours_of(shops: Sequence[Shop]) -> dict[str, str]:
    """The colour of each territory that has shops, in the order of their numbers; beyond eight they come again."""
    names = dict.fromkeys(shop.territory for shop in sorted(shops, key=lambda shop: shop.number))
    return {name: TERRITORY_COLOURS[index % len(TERRITORY_COLOURS)] for index, name in enumerate(names)}


def draw(
    sheet: Sheet, shops: Sequence[Shop], territories: Sequence[Territory], corner: Point, box: Point, look: Look
) -> tuple[Pin, ...]:
    """The map within ``box`` (width, height) whose bottom left is ``corner``; the pins, in the box's own points.

    A shop without a point is not on the map, and the sheet says so; without any outline nor point nothing is drawn.
    """
    placed = [shop for shop in shops if shop.point]
    for shop in shops:
        if not shop.point:
            sheet.notices.say(shop.name, "position", "absente de la carte\u00a0: placez la boutique.")
    known = [point for territory in territories for ring in territory.rings for point in ring]
    known += [(shop.point[1], shop.point[0]) for shop in placed if shop.point]
    if not known:
        return ()
    margin = look.radius * 1.2  # numbers on the border stay whole
    turn = projection(known, box[0] - 2 * margin, box[1] - 2 * margin)
    sheet.canvas.saveState()
    sheet.canvas.translate(corner[0], corner[1])
    _territories(sheet, territories, colours_of(shops), turn, look, margin)
    places = [(shop.number, *turn(shop.point[1], shop.point[0])) for shop in placed if shop.point]
    pins = tuple(spread([(number, x + margin, y + margin) for number, x, y in places], look.radius, box))
    _leaders(sheet, pins, look.radius)
    for one in pins:
        pin(sheet, one.x, one.y, look.radius, str(one.number))
    if look.names:
        _towns(sheet, placed, pins, box, look)
    sheet.canvas.restoreState()
    return pins


def pin(sheet: Sheet, x: float, y: float, radius: float, number: str) -> None:
    """A number in its disc, centred by its real drawing."""
    sheet.fill("prune")
    sheet.stroke("creme", radius * 0.14)
    sheet.canvas.circle(x, y, radius, fill=1, stroke=1)
    size = radius * (1.2, 1.05, 0.82)[min(len(number), 3) - 1]
    low, high = ink(number, fonts.STRONG)
    sheet.text(x, y - (low + high) / 2 * size, number, fonts.STRONG, size, "creme", "centre")


def _territories(
    sheet: Sheet, territories: Sequence[Territory], colours: dict[str, str], turn: Projection, look: Look, margin: float
) -> None:
    canvas = sheet.canvas
    sheet.stroke(look.edge, max(0.8, look.radius * 0.22))
    for territory in territories:
        path = canvas.beginPath()
        for ring in territory.rings:
            for index, (x, y) in enumerate(simplified(tuple(turn(*point) for point in ring), _FINE)):
                (path.lineTo if index else path.moveTo)(x + margin, y + margin)
            path.close()
        canvas.setFillColor(HexColor(colours.get(territory.name, EMPTY)))
        canvas.drawPath(path, fill=1, stroke=1)


def _leaders(sheet: Sheet, pins: Sequence[Pin], radius: float) -> None:
    for one in pins:
        if one.has_moved(radius):
            sheet.stroke("prune", max(0.5, radius * 0.1))
            sheet.curve([(one.x, one.y), (one.true_x, one.true_y)])
            sheet.disc(one.true_x, one.true_y, radius * 0.2, "prune")


def _towns(sheet: Sheet, shops: Sequence[Shop], pins: Sequence[Pin], box: Point, look: Look) -> None:
    """Each town under, right of, above or left of its numbers; left out when none is free: the number remains."""
    taken = [(one.x - look.radius, one.y - look.radius, one.x + look.radius, one.y + look.radius) for one in pins]
    towns: dict[str, list[Pin]] = {}
    for shop, one in zip(shops, pins, strict=True):
        towns.setdefault(shop.commune, []).append(one)
    size, radius = look.names, look.radius
    for name, group in sorted(towns.items(), key=lambda town: (-len(town[1]), town[0])):
        text, font = set_text(name, fonts.LEAD, sheet.notices, name, "commune")
        long = width_of(text, font, size)
        left, right = min(one.x for one in group) - radius, max(one.x for one in group) + radius
        low, high = min(one.y for one in group) - radius, max(one.y for one in group) + radius
        middle, level = (left + right - long) / 2, (low + high) / 2 - size * 0.35
        for x, y in ((middle, low - size), (right + 2, level), (middle, high + size * 0.35), (left - 2 - long, level)):
            around = (x - 1, y - size * 0.25, x + long + 1, y + size * 0.8)
            if around[0] < 0 or around[1] < 0 or around[2] > box[0] or around[3] > box[1]:
                continue
            if all(
                around[2] < other[0] or around[0] > other[2] or around[3] < other[1] or around[1] > other[3]
                for other in taken
            ):
                sheet.text(x, y, text, font, size, "prune")
                taken.append(around)
                break
