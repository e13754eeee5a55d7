"""The numbered map of the shops, as vectors: territories in their colours, numbers, names of towns where they hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor

from campaign.documents import office_text as fonts
from campaign.documents.content import Shop
from campaign.documents.letters import ink, set_text
from campaign.documents.letters import width as width_of
from campaign.documents.map_crowd import crowds, widened, zoom_side
from campaign.documents.map_plan import Pin, Point, Projection, Territory, projection, simplified, spread
from campaign.documents.sheet import Sheet

# Every one takes prune text at 8 to 1 or more (brand.md, « Territory palette »).
TERRITORY_COLOURS = (
    "#8FD3C4", "#FFBE2E", "#FFA9B0", "#CBD27A", "#A9CDEB", "#FFC59A", "#CDB4E3", "#F3DFBC",
)  # fmt: skip
EMPTY, EMPTY_ON_COLOUR = "#FFFFFF", "#FFF3DC"  # a territory without a shop, on crème paper or on a colour
_ROUNDS = 3
_FINE = 0.25  # points: less is not seen on paper


@dataclass(frozen=True, slots=True)
class Look:
    """``radius`` of a number, ``names`` the size of the towns (0: none), in points; ``edge`` is between territories.

    With ``zooms``, each crowd of numbers has a map of its own at the right, where they stand closer to their places.
    """

    radius: float
    edge: str = "creme"
    names: float = 0.0
    zooms: bool = False


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
    sheet.canvas.saveState()
    sheet.canvas.translate(corner[0], corner[1])
    turn = projection(known, box[0] - 2 * margin, box[1] - 2 * margin)
    apart, side, main = [], 0.0, box
    for _ in range(_ROUNDS if look.zooms else 0):  # the room of the maps apart shrinks the main one, which crowds it
        found = crowds([turn(shop.point[1], shop.point[0]) for shop in placed], look.radius)
        if found == apart:
            break
        apart = found
        side, main = _panels(apart, box, look)
        turn = projection(known, main[0] - 2 * margin, main[1] - 2 * margin)
    colours = colours_of(shops)
    near = [[placed[rank] for rank in crowd] for crowd in apart]
    far = [shop for shop in placed if not any(shop in crowd for crowd in near)]
    frames = [_frame(crowd, (turn, margin), look) for crowd in near]
    pins = _numbered(sheet, far, territories, colours, (turn, margin), main, look, frames)
    order = sorted(range(len(near)), key=lambda rank: -frames[rank][3])  # from north to south, as their frames
    share = box[1] / max(1, len(near))
    for place, rank in enumerate(order):
        word = "zoom" if len(near) == 1 else f"zoom {'ABC'[place]}"
        middle = (frames[rank][1] + frames[rank][3]) / 2 if len(near) == 1 else box[1] - (place + 0.5) * share
        bottom = min(max(middle - side / 2, 0), box[1] - side - look.radius * 2)
        panel = (main[0] + look.radius, bottom, side)
        pins += _zoomed(sheet, near[rank], territories, colours, frames[rank], panel, word, look)
    sheet.canvas.restoreState()
    return pins


def _panels(apart: Sequence[Sequence[int]], box: Point, look: Look) -> tuple[float, Point]:
    """The side of the maps apart, one above the other, and what they leave to the main one."""
    if not apart:
        return 0.0, box
    share = box[1] / len(apart) - look.radius * (2 if len(apart) == 1 else 2.6)
    side = min(max(zoom_side(len(crowd), look.radius) for crowd in apart), share, box[0] * 0.45)
    return side, (box[0] - side - look.radius, box[1])


def _numbered(
    sheet: Sheet,
    shops: Sequence[Shop],
    territories: Sequence[Territory],
    colours: dict[str, str],
    at: tuple[Projection, float],
    box: Point,
    look: Look,
    kept: Sequence[tuple[float, float, float, float]] = (),
) -> tuple[Pin, ...]:
    """Territories, then numbers pushed apart, then the towns; ``at`` is the projection and its margin in the box."""
    turn, margin = at
    _territories(sheet, territories, colours, turn, look, margin)
    places = [(shop.number, *turn(shop.point[1], shop.point[0])) for shop in shops]
    pins = tuple(spread([(number, x + margin, y + margin) for number, x, y in places], look.radius, box))
    _leaders(sheet, pins, look.radius)
    for one in pins:
        pin(sheet, one.x, one.y, look.radius, str(one.number))
    if look.names:
        _towns(sheet, shops, pins, box, look, kept)
    return pins


def _frame(shops: Sequence[Shop], at: tuple[Projection, float], look: Look) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a crowd on the map."""
    turn, margin = at
    where = [turn(shop.point[1], shop.point[0]) for shop in shops]
    low, high = margin - 0.8 * look.radius, margin + 0.8 * look.radius
    xs, ys = [x for x, _ in where], [y for _, y in where]
    return min(xs) + low, min(ys) + low, max(xs) + high, max(ys) + high


def _zoomed(
    sheet: Sheet,
    shops: Sequence[Shop],
    territories: Sequence[Territory],
    colours: dict[str, str],
    around: tuple[float, float, float, float],
    panel: tuple[float, float, float],
    word: str,
    look: Look,
) -> tuple[Pin, ...]:
    """A square at ``panel`` (left, bottom, side) for a crowd, under the word of its frame on the map."""
    left, bottom, side = panel
    frame = (around[0], around[1], around[2] - around[0], around[3] - around[1])
    sheet.stroke("prune", 0.9)
    sheet.canvas.roundRect(*frame, look.radius * 0.5, fill=0, stroke=1)
    short = word.removeprefix("zoom ")
    size = min(look.names or 1.5 * look.radius, 0.86 * frame[2] / width_of(short, fonts.LEAD), 0.9 * frame[3])
    sheet.text(
        frame[0] + frame[2] / 2, frame[1] + frame[3] / 2 - size * 0.3, short, fonts.LEAD, size, "prune", "centre"
    )
    size = max(size, look.names or 1.5 * look.radius)
    pale = "prune" if look.edge == "creme" else "creme"
    sheet.text(left + side / 2, bottom + side + look.radius * 0.5, word, fonts.LEAD, size, pale, "centre")
    sheet.canvas.saveState()
    sheet.canvas.translate(left, bottom)
    path = sheet.canvas.beginPath()
    path.roundRect(0, 0, side, side, look.radius * 0.6)
    sheet.fill("blanc")
    sheet.canvas.drawPath(path, fill=1, stroke=0)
    sheet.canvas.saveState()
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    edge = look.radius * 1.6
    points = widened([(shop.point[1], shop.point[0]) for shop in shops])
    closer = projection(points, side - 2 * edge, side - 2 * edge)
    pins = _numbered(sheet, shops, territories, colours, (closer, edge), (side, side), look)
    sheet.canvas.restoreState()
    sheet.stroke("prune", 0.9)
    sheet.canvas.roundRect(0, 0, side, side, look.radius * 0.6, fill=0, stroke=1)
    sheet.canvas.restoreState()
    return tuple(
        replace(one, x=one.x + left, y=one.y + bottom, true_x=one.true_x + left, true_y=one.true_y + bottom)
        for one in pins
    )


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
    empty = EMPTY if look.edge == "creme" else EMPTY_ON_COLOUR
    for territory in territories:
        path = canvas.beginPath()
        for ring in territory.rings:
            for index, (x, y) in enumerate(simplified(tuple(turn(*point) for point in ring), _FINE)):
                (path.lineTo if index else path.moveTo)(x + margin, y + margin)
            path.close()
        canvas.setFillColor(HexColor(colours.get(territory.name, empty)))
        canvas.drawPath(path, fill=1, stroke=1)


def _leaders(sheet: Sheet, pins: Sequence[Pin], radius: float) -> None:
    for one in pins:
        if one.has_moved(radius):
            sheet.stroke("prune", max(0.5, radius * 0.1))
            sheet.curve([(one.x, one.y), (one.true_x, one.true_y)])
            sheet.disc(one.true_x, one.true_y, radius * 0.2, "prune")


def _towns(
    sheet: Sheet,
    shops: Sequence[Shop],
    pins: Sequence[Pin],
    box: Point,
    look: Look,
    kept: Sequence[tuple[float, float, float, float]],
) -> None:
    """Each town under, right of, above or left of its numbers; left out when none is free: the number remains.

    Nothing is written over the boxes ``kept`` (left, bottom, right, top).
    """
    taken = [(one.x - look.radius, one.y - look.radius, one.x + look.radius, one.y + look.radius) for one in pins]
    taken += kept
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
