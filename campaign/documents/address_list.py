"""The numbered list of the shops on a flyer: large, in two lines, name and town, or by town, as many as they are.

Each way goes from its best size down to the floor of lists before the next one (brand.md, « Number of shops »).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor

from campaign.documents import office_text as fonts
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Shop, capital
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.list_lines import LEAST, fitted
from campaign.documents.map_drawing import EMPTY, colours_of, pin
from campaign.documents.sheet import Sheet
from campaign.documents.town_list import counted_only, town_size, towns, towns_in_lines, where_told

SHORT_ENOUGH = 40  # signs
_GAP = 17.0  # points between columns: 6 mm


@dataclass(frozen=True, slots=True)
class Way:
    """How a list is set: ``columns``, the ``size`` of names, the ``largest`` and ``least`` in points, what it says."""

    columns: int
    size: float
    largest: float
    says: str  # « all », « rows », « town and hours », « town », « towns », « towns in lines », « territories »
    least: float = LEAST


ALL = Way(1, 10.5, 22.0, "all", 11.0)
ROWS = Way(1, 10.5, 14.0, "rows", 9.0)
ALL_IN_TWO = Way(2, 9.5, 10.5, "all")
TWO_LINES = Way(2, 7.9, 10.5, "town and hours")
TOWN = Way(3, 7.4, 8.4, "town")
TOWNS_IN_TWO = Way(2, 9.5, 12.0, "towns", 9.5)
TOWNS = Way(3, 8.4, 12.0, "towns")
TOWNS_IN_LINES = Way(1, 8.0, 10.0, "towns in lines")
TERRITORIES = Way(2, 9.5, 13.0, "territories")
_BY_TOWN = ("towns", "towns in lines", "territories")
_WHOLE = ("all", "rows")  # nothing of a shop is left to the site


def ways(count: int) -> tuple[Way, ...]:
    """The way for so many shops, then those that take less room."""
    every = (
        ALL, ROWS, ALL_IN_TWO, TWO_LINES, TOWN, TOWNS_IN_TWO, TOWNS, TOWNS_IN_LINES, TERRITORIES,
    )  # fmt: skip
    return every[0 if count <= 10 else 3 if count <= 24 else 4 if count <= 40 else 5 :]


def draw(sheet: Sheet, shops: Sequence[Shop], left: float, top: float, width: float, height: float) -> float:
    """The list in the box below ``top``; its bottom. What even the last way cannot hold blocks the sheet."""
    tried = ways(len(shops))
    found = _set(sheet, shops, tried, width, height)
    if found:
        columns, way, size = found
        _say(sheet, shops, way, tried[0], size)
    else:
        way, size = tried[-1], tried[-1].least
        columns = shared_out(_blocks(sheet, shops, way, size, _room(way, width)), way.columns)
        sheet.notices.block(
            _longest(shops).name, "commune et territoire", "trop longs pour la liste. Raccourcissez-les."
        )
    between = {"towns": 0.4, "towns in lines": 0.12, "territories": 0.9}.get(way.says, 1.3)
    return _pour(columns, left, top, height, _room(way, width), size * between if found else 0)


def lowest(sheet: Sheet, shops: Sequence[Shop], width: float, heights: Sequence[float]) -> float:
    """The first of ``heights``, growing, where the list holds at its best size; what it says matters more than height.

    In the last one it may be smaller.
    """
    tried = ways(len(shops))
    for says in dict.fromkeys(way.says for way in tried):
        such = [way for way in tried if way.says == says]
        best = [replace(way, least=way.size) for way in such]
        for height in heights[:-1]:
            if _set(sheet, shops, best, width, height):
                return height
        if _set(sheet, shops, such, width, heights[-1]):
            return heights[-1]
    return heights[-1]


def whole(shops: Sequence[Shop]) -> bool:
    """Whether so few shops are told with their addresses."""
    return ways(len(shops))[0].says in _WHOLE


def _set(
    sheet: Sheet, shops: Sequence[Shop], tried: Sequence[Way], width: float, height: float
) -> tuple[list[list[Block]], Way, float] | None:
    """The first way that holds, as large as it can."""
    for way in tried:
        size = way.largest
        while True:
            columns = shared_out(_blocks(sheet, shops, way, size, _room(way, width)), way.columns)
            if len(columns) <= way.columns and tallest(columns) <= height:
                return columns, way, size
            if size <= way.least:
                break
            size = max(way.least, size * 0.97)
    return None


def _room(way: Way, width: float) -> float:
    """The width of a column."""
    return (width - (way.columns - 1) * _GAP) / way.columns


def _say(sheet: Sheet, shops: Sequence[Shop], way: Way, first: Way, size: float) -> None:
    if way.says != first.says and not (way.says in _WHOLE and first.says in _WHOLE):
        longest = _longest(shops)
        named = longest.short_name or longest.name
        if len(named) > SHORT_ENOUGH and first.says not in _BY_TOWN:
            sheet.notices.say(
                longest.name, "nom", "si long que la liste dit moins de chaque boutique. Donnez un nom court."
            )
        else:
            sheet.notices.say("Liste des boutiques", "", "moins de détails, pour que toutes y soient.")
    sheet.notices.shrunk("Liste des boutiques", "texte", way.size, size)


def _longest(shops: Sequence[Shop]) -> Shop:
    return max(shops, key=lambda shop: len(shop.short_name or shop.name) + len(shop.commune))


def _pour(columns: Sequence[Sequence[Block]], left: float, top: float, height: float, room: float, most: float) -> None:
    """The room left over goes between the blocks, the same everywhere, up to ``most``; none under a heading."""
    spare = [(height - sum(b.height for b in column)) / max(1, _gaps(column)) for column in columns]
    between, bottom = max(0.0, min([*spare, most])), top
    for index, column in enumerate(columns):
        y = top
        for block in column:
            block.draw(left + index * (room + _GAP), y)
            y -= block.height + (0 if block.heading else between)
        bottom = min(bottom, y)
    return bottom


def _gaps(column: Sequence[Block]) -> int:
    return sum(not block.heading for block in column[:-1])


def _blocks(sheet: Sheet, shops: Sequence[Shop], way: Way, size: float, room: float) -> list[Block]:
    """Each territory under its heading when there are several."""
    colours = colours_of(shops)
    ordered = sorted(shops, key=lambda shop: shop.number)
    several = len(colours) > 1
    by_town = town_size(shops, size, room)
    blocks = []
    for territory in dict.fromkeys(shop.territory for shop in ordered) if several else ("",):
        inside = [shop for shop in ordered if shop.territory == territory] if several else ordered
        if several and territory:
            head = min(size, 1.12 * by_town) if way.says == "towns" else size
            blocks.append(_heading(sheet, territory, colours.get(territory, EMPTY), head, room))
        if way.says == "towns":
            blocks += towns(sheet, inside, by_town, room)
        elif way.says == "towns in lines":
            blocks += towns_in_lines(sheet, inside, size, room)
        elif way.says == "territories":
            blocks.append(counted_only(sheet, inside, size, room))
        elif way.says == "rows":
            blocks += [_row(sheet, shop, size, room) for shop in inside]
        else:
            blocks += [_shop(sheet, shop, way, size, room) for shop in inside]
    if way.says == "territories":
        blocks.append(where_told(sheet, size, room))
    return blocks


def _heading(sheet: Sheet, name: str, colour: str, size: float, room: float) -> Block:
    """The territory in its colour, as a pill."""
    size = max(LEAST, size * 0.98)
    done = fitted(sheet, name, fonts.STRONG, size, room - 1.7 * size, name, "nom du territoire")
    high, above = done.height + 0.62 * size, 0.45 * size

    def put(x: float, top: float) -> None:
        top -= above
        sheet.canvas.setFillColor(HexColor(colour))
        sheet.canvas.roundRect(x, top - high, room, high, min(high, 1.85 * size) / 2, fill=1, stroke=0)
        sheet.lines(x + 0.85 * size, top - 0.31 * size, done, "prune", rise=0.98)

    return Block(above + high + 0.55 * size, put, heading=True)


def _shop(sheet: Sheet, shop: Shop, way: Way, size: float, room: float) -> Block:
    radius = 0.88 * size if way.says != "all" else 1.05 * size
    inset = 2 * radius + 0.55 * size
    font = fonts.TITLE if way.says == "all" else fonts.STRONG
    parts = [(_name(sheet, shop, font, size, room - inset), "prune")]
    small = max(LEAST, size * (0.82 if way.says == "all" else 0.9))
    for text, field in _details(shop, way):
        parts.append((fitted(sheet, text, fonts.TEXT, small, room - inset, shop.name, field), "prune"))
    under = 0.16 * size if way.says == "all" else 0.0  # the title font hangs lower
    high = max(2 * radius, sum(part.height for part, _ in parts) + under)

    def put(x: float, top: float) -> None:
        pin(sheet, x + radius, top - radius, radius, str(shop.number))
        y = top - max(0.0, radius - 0.58 * parts[0][0].size)
        for index, (part, colour) in enumerate(parts):
            y = sheet.lines(x + inset, y - (under if index == 1 else 0), part, colour, rise=0.88)

    return Block(high + 0.55 * size, put)


def _row(sheet: Sheet, shop: Shop, size: float, room: float) -> Block:
    """Name and animations at the left, address and hours at the right."""
    radius = 1.05 * size
    inset, half = 2 * radius + 0.55 * size, 0.54 * room
    small = max(LEAST, 0.82 * size)
    under = 0.16 * size  # the title font hangs lower
    name = _name(sheet, shop, fonts.TITLE, size, half - inset - size)
    told = capital(", ".join(shop.activities))
    said = fitted(sheet, told, fonts.TEXT, small, half - inset - size, shop.name, "animations") if told else None
    lines = [(capital(shop.address), "adresse"), (shop.commune, "commune"), (shop.hours, "horaires")]
    wide = ", ".join(text for text, _ in lines[:2] if text)
    if width_of(wide, fonts.TEXT, small) <= room - half:
        lines = [(wide, "adresse"), lines[2]]
    others = [fitted(sheet, text, fonts.TEXT, small, room - half, shop.name, field) for text, field in lines if text]
    left_high = name.height + (under + said.height if said else 0)
    right_high = sum(other.height for other in others)
    high = max(2 * radius, left_high, right_high)

    def put(x: float, top: float) -> None:
        pin(sheet, x + radius, top - radius, radius, str(shop.number))
        first = radius - 0.58 * name.size  # the first line stands beside the number
        y = sheet.lines(x + inset, top - max(0.0, first), name, "prune", rise=0.88)
        if said:
            sheet.lines(x + inset, y - under, said, "prune", rise=0.88)
        y = top - max(0.0, radius - 0.58 * small - 0.1 * size)
        for other in others:
            y = sheet.lines(x + half, y, other, "prune", rise=0.88)

    return Block(high + 0.45 * size, put)


def _details(shop: Shop, way: Way) -> list[tuple[str, str]]:
    if way.says == "town":
        return [(shop.commune, "commune")]
    if way.says == "town and hours":
        return [(", ".join(part for part in (shop.commune, shop.hours) if part), "commune et horaires")]
    address = ", ".join(part for part in (capital(shop.address), shop.commune) if part)
    told = capital(", ".join(shop.activities))
    lines = [(address, "adresse"), (shop.hours, "horaires"), (told, "animations")]
    return [(text, field) for text, field in lines if text]


def _name(sheet: Sheet, shop: Shop, font: str, size: float, room: float) -> Set:
    """Two lines, a little smaller, three lines, then the short name; never an ellipsis (brand.md, « Long names »)."""
    tries = [(shop.name, 2, 1.0), (shop.name, 2, 0.85), (shop.name, 3, 0.85)]
    tries += [(shop.short_name, 2, 1.0)] if shop.short_name else []
    tries += [(shop.name, 0, 0.85)]  # a list only grows taller
    for name, lines, factor in tries:
        text, used = set_text(name, font, sheet.notices, shop.name, "nom")
        floor = max(LEAST, factor * size)
        done = fit(text or f"Boutique {shop.number}", used, size, floor, Room(room, lines=lines, leading=1.06))
        if done.held:
            break
    return done
