"""Le patchwork: square tiles, one object each, for covers, opening pages and rooms left empty (brand.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle, islice

from campaign.documents import objects
from campaign.documents.sheet import Sheet

_FILLED = 0.66  # of a tile's side


@dataclass(frozen=True, slots=True)
class Tile:
    """An ``object`` whose ``main`` colour must not be that of its ``ground``; ``colours`` as for ``objects.place``."""

    object: str
    main: str
    ground: str
    colours: Mapping[str, str] = field(default_factory=dict)


_RED = {"tomate": "accent", "brique": "accent-shade"}
_BLUE = {"canard": "second", "nuit": "second-shade"}
TILES = (
    Tile("teapot", "accent", "field", _RED),
    Tile("chair", "second", "rose", _BLUE),
    Tile("lamp", "rose", "menthe", _BLUE),
    Tile("bike", "accent", "creme", _RED),
    Tile("jumper", "second", "paille", _BLUE),
    Tile("books", "paille", "second", _RED),
    Tile("suitcase", "chene", "creme"),
    Tile("radio", "moutarde", "menthe"),
    Tile("commode", "accent", "paille", _RED),
    Tile("armchair-moutarde", "moutarde", "second"),
    Tile("clock", "rose", "field"),
    Tile("duck", "moutarde", "rose", _BLUE),
    Tile("cat", "prune", "paille"),
    Tile("vase", "creme", "second", {"canard": "prune"}),
    Tile("camera", "prune", "field"),
    Tile("mug", "rose", "creme"),
    Tile("jumper-tomate", "accent", "menthe", _RED),
    Tile("armchair-tomate", "accent", "creme", _RED),
)


def chosen(sheet: Sheet, count: int, start: int = 0) -> list[Tile]:
    """``count`` tiles from the one of that rank on; none whose object would vanish on its ground."""
    seen = [tile for tile in TILES if not sheet.palette.near(tile.main, tile.ground)] or list(TILES)
    return list(islice(cycle(seen), start % len(seen), start % len(seen) + count))


def draw(sheet: Sheet, tile: Tile, x: float, bottom: float, side: float) -> None:
    """One tile; where it touches an edge of the page its ground goes into the bleed."""
    over = sheet.bleed
    left = x - (over if x <= 0.1 else 0)
    right = x + side + (over if x + side >= sheet.width - 0.1 else 0)
    low = bottom - (over if bottom <= 0.1 else 0)
    high = bottom + side + (over if bottom + side >= sheet.height - 0.1 else 0)
    sheet.fill(tile.ground)
    sheet.canvas.rect(left, low, right - left, high - low, fill=1, stroke=0)
    stand(sheet, tile, x, bottom, side)


def stand(sheet: Sheet, tile: Tile, x: float, bottom: float, side: float) -> None:
    """Its object alone, in the middle of the square."""
    ratio = objects.ratio(tile.object)
    wide = side * _FILLED / max(1.0, ratio)
    objects.place(
        sheet, tile.object, x + (side - wide) / 2, bottom + (side - wide * ratio) / 2, wide, dict(tile.colours)
    )


def quilt(
    sheet: Sheet, x: float, bottom: float, side: float, columns: int, rows: int, start: int = 0, paper: str = ""
) -> None:
    """Rows of tiles from the top left; two neighbours never share their ground, nor any that of the ``paper``."""
    tiles = [tile for tile in chosen(sheet, 2 * columns * rows + 16, start) if tile.ground != paper]
    placed: dict[tuple[int, int], str] = {}
    for row in range(rows):
        for column in range(columns):
            around = (placed.get((row - 1, column)), placed.get((row, column - 1)))
            tile = next((one for one in tiles if one.ground not in around), tiles[0])
            tiles.remove(tile)
            placed[row, column] = tile.ground
            draw(sheet, tile, x + column * side, bottom + (rows - 1 - row) * side, side)
