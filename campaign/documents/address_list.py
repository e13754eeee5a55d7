"""The numbered list of the shops on a flyer: large, in two lines, name and town, or by town, as many as they are.

Each way goes from its best size down to the floor of lists before the next one (brand.md, « Number of shops »).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from campaign.base.french import NBSP, enumerate_in_words
from campaign.base.text import search_key
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Shop
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.map_drawing import EMPTY, colours_of, pin
from campaign.documents.sheet import Sheet

SHORT_ENOUGH = 40  # signs
LEAST = 7.0  # points (brand.md, « Floors »)
_GAP = 17.0  # points between columns: 6 mm


@dataclass(frozen=True, slots=True)
class Way:
    """How a list is set: ``columns``, the ``size`` of names and the largest of them in points, what each shop says."""

    columns: int
    size: float
    largest: float
    says: str  # « all », « town and hours », « town », « towns »


ALL = Way(1, 10.5, 15.0, "all")
ALL_IN_TWO = Way(2, 9.5, 10.5, "all")
TWO_LINES = Way(2, 7.9, 10.5, "town and hours")
TOWN = Way(3, 7.4, 8.4, "town")
BY_TOWN = Way(3, 8.4, 12.0, "towns")


def ways(count: int) -> tuple[Way, ...]:
    """The way for so many shops, then those that take less room."""
    every = (ALL, ALL_IN_TWO, TWO_LINES, TOWN, BY_TOWN)
    return every[0 if count <= 10 else 2 if count <= 24 else 3 if count <= 40 else 4 :]


def draw(sheet: Sheet, shops: Sequence[Shop], left: float, top: float, width: float, height: float) -> float:
    """The list in the box below ``top``; its bottom. What even the last way cannot hold blocks the sheet."""
    tried = ways(len(shops))
    for way in tried:
        room = (width - (way.columns - 1) * _GAP) / way.columns
        size = way.largest
        while True:
            columns = shared_out(_blocks(sheet, shops, way, size, room), way.columns)
            if len(columns) <= way.columns and tallest(columns) <= height:
                _say(sheet, shops, way, tried[0], size)
                return _pour(columns, left, top, height, room, size * (0.4 if way.says == "towns" else 1.3))
            if size <= LEAST:
                break
            size = max(LEAST, size * 0.97)
    sheet.notices.block(
        _longest(shops).name, "nom et commune", "la liste ne tient pas sur cette page. Donnez un nom court."
    )
    return _pour(columns, left, top, height, room, 0)


def _say(sheet: Sheet, shops: Sequence[Shop], way: Way, first: Way, size: float) -> None:
    if way.says != first.says:
        longest = _longest(shops)
        named = longest.short_name or longest.name
        if len(named) > SHORT_ENOUGH:
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
    colours = colours_of(shops)
    ordered = sorted(shops, key=lambda shop: shop.number)
    town_size = _town_size(shops, size, room)
    blocks, group = [], None
    for shop in ordered:
        if len(colours) > 1 and shop.territory and shop.territory != group:
            group = shop.territory
            head = min(size, 1.12 * town_size) if way.says == "towns" else size
            blocks.append(_heading(sheet, group, colours.get(group, EMPTY), head, room))
            if way.says == "towns":
                blocks += _towns(sheet, [one for one in ordered if one.territory == group], town_size, room)
        if way.says != "towns":
            blocks.append(_shop(sheet, shop, way, size, room))
    if way.says == "towns" and not any(block.heading for block in blocks):
        blocks = _towns(sheet, ordered, town_size, room)
    return blocks


def _heading(sheet: Sheet, name: str, colour: str, size: float, room: float) -> Block:
    """The territory in its colour, as a pill."""
    size = max(LEAST, size * 0.98)
    done = _fitted(sheet, name, fonts.STRONG, size, room - 1.7 * size, name, "nom du territoire")
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
        parts.append((_fitted(sheet, text, fonts.TEXT, small, room - inset, shop.name, field), "prune"))
    under = 0.16 * size if way.says == "all" else 0.0  # the title font hangs lower
    high = max(2 * radius, sum(part.height for part, _ in parts) + under)

    def put(x: float, top: float) -> None:
        pin(sheet, x + radius, top - radius, radius, str(shop.number))
        y = top - max(0.0, radius - 0.58 * parts[0][0].size)
        for index, (part, colour) in enumerate(parts):
            y = sheet.lines(x + inset, y - (under if index == 1 else 0), part, colour, rise=0.88)

    return Block(high + 0.55 * size, put)


def _details(shop: Shop, way: Way) -> list[tuple[str, str]]:
    if way.says == "town":
        return [(shop.commune, "commune")]
    if way.says == "town and hours":
        return [(", ".join(part for part in (shop.commune, shop.hours) if part), "commune et horaires")]
    address = ", ".join(part for part in (shop.address, shop.commune) if part)
    lines = [(address, "adresse"), (shop.hours, "horaires"), (", ".join(shop.activities), "animations")]
    return [(text, field) for text, field in lines if text]


def _towns(sheet: Sheet, shops: Sequence[Shop], size: float, room: float) -> list[Block]:
    """« Angers (7) » and the numbers of the map, in the alphabetical order of French."""
    found: dict[str, list[int]] = {}
    for shop in shops:
        found.setdefault(shop.commune, []).append(shop.number)
    names = {town: _counted(town, len(numbers)) for town, numbers in found.items()}
    small = max(LEAST, size * 0.86)
    blocks = []
    for town in sorted(found, key=search_key):
        numbers = found[town]
        text, font = set_text(names[town], fonts.STRONG, sheet.notices, town, "commune")
        name = fit(text, font, size, LEAST, Room(room, leading=1.22))
        which = _fitted(sheet, f"n°{NBSP}{_ranges(numbers)}", fonts.TEXT, small, room, town, "commune")
        blocks.append(Block(name.height + which.height + 0.3 * size, _lines(sheet, name, which)))
    return blocks


def _counted(town: str, count: int) -> str:
    return f"{town}{NBSP}({count})" if count > 1 else town


def _town_size(shops: Sequence[Shop], size: float, room: float) -> float:
    """The same for all the towns, none looks lesser: each on one line when 8 points allow it, else by words."""
    names = [_counted(shop.commune, sum(other.commune == shop.commune for other in shops)) for shop in shops]
    alone = room / max(width_of(name, fonts.STRONG) for name in names)
    by_words = room / max(width_of(word, fonts.STRONG) for name in names for word in name.split(" "))
    return max(LEAST, min(size, alone if alone >= 8 else by_words))


def _ranges(numbers: Sequence[int]) -> str:
    """« 4, 7 à 12 et 20 »."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]} à {run[-1]}" if len(run) > 2 else enumerate_in_words(str(one) for one in run) for run in runs]
    return enumerate_in_words(words)


def _lines(sheet: Sheet, *texts: Set) -> Callable[[float, float], None]:
    def put(x: float, top: float) -> None:
        for text in texts:
            top = sheet.lines(x, top, text, "prune", rise=0.85)

    return put


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


def _fitted(sheet: Sheet, text: str, font: str, size: float, room: float, about: str, field: str) -> Set:
    """One line a little smaller rather than a second one; smaller still only for a word longer than the line."""
    ready, used = set_text(text, font, sheet.notices, about, field)
    if width_of(ready, used, size * 0.9) <= room:
        return fit(ready, used, size, max(LEAST, size * 0.9), Room(room, lines=1, leading=1.22))
    return fit(ready, used, size, LEAST, Room(room, leading=1.22))
