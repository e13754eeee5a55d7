"""The département drawn from its contours alone: short JSON for the live map, one SVG for pages without script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import cos, radians

from campaign.participation.public_shop import PublicShop
from campaign.territory.model import short_epci_name
from campaign.territory.views import departement_outline, epci_contours

# The same colours as app.css; a territory without a shop stays pale.
TINTS = {
    "menthe": "#8FD3C4", "field": "#FFBE2E", "rose": "#FFA9B0", "tilleul": "#CBD27A", "ciel": "#A9CDEB",
    "peche": "#FFC59A", "lilas": "#CDB4E3", "sable": "#F3DFBC",
}  # fmt: skip
PALE = "#FBE6BF"
WIDTH = 400


def territory_name(name: str) -> str:
    """The EPCI as residents know it, or « Hors territoire »."""
    return short_epci_name(name) or "Hors territoire"


def tints_of(shops: Iterable[PublicShop]) -> tuple[tuple[str, str], ...]:
    """(EPCI SIREN, tint) of every territory with a shop."""
    return tuple(sorted({(shop.epci_siren, shop.tint) for shop in shops if shop.epci_siren}))


def areas(departement: str) -> list[dict]:
    """GeoJSON Features: the EPCI of the département, else its outline alone; empty where nothing is known."""
    contours = epci_contours(departement)
    if contours:
        return contours["features"]
    outline = departement_outline(departement)
    return [outline] if outline else []


@dataclass(frozen=True, slots=True)
class Area:
    """A territory to draw: its name, its colour, its rings in thousandths of a degree (100 m; shared borders agree)."""

    name: str
    fill: str
    polygons: tuple[tuple[tuple[tuple[int, int], ...], ...], ...]


@lru_cache(maxsize=8)
def coloured_areas(departement: str, tints: tuple[tuple[str, str], ...]) -> tuple[Area, ...]:
    """The territories of a département, each in its shops' colour."""
    colours = dict(tints)
    found = []
    for area in areas(departement):
        properties = area["properties"]
        polygons = tuple(
            rings
            for polygon in _polygons(area["geometry"])
            if (rings := tuple(ring for ring in map(_thousandths, polygon) if len(ring) > 3))
        )
        name = territory_name(properties["name"]) if properties.get("siren") else ""
        found.append(Area(name, TINTS.get(colours.get(properties.get("siren", ""), ""), PALE), polygons))
    return tuple(found)


def contours(departement: str, tints: tuple[tuple[str, str], ...]) -> list[dict[str, object]]:
    """What the live map draws: ``{name, fill, polygons}``; a ring is « x y dx dy dx dy… » in thousandths of a degree,
    each position told by its distance to the one before (a third of the same GeoJSON)."""
    return [
        {
            "name": area.name,
            "fill": area.fill,
            "polygons": [[_steps(ring) for ring in rings] for rings in area.polygons],
        }
        for area in coloured_areas(departement, tints)
    ]


def _thousandths(ring: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        point = (round(longitude * 1000), round(latitude * 1000))
        if not found or found[-1] != point:
            found.append(point)
    return tuple(found)


def _steps(ring: Sequence[tuple[int, int]]) -> list[int]:
    steps = list(ring[0])
    for (x1, y1), (x2, y2) in pairwise(ring):
        steps += [x2 - x1, y2 - y1]
    return steps


def _polygons(geometry: dict) -> list:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees become SVG units: a plate carrée squeezed at the middle latitude, ``WIDTH`` units wide."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """(x, y) of a point, one decimal."""
        return (
            round((longitude - self.west) * self.squeeze * self.scale, 1),
            round((self.north - latitude) * self.scale, 1),
        )


@lru_cache(maxsize=4)
def frame(departement: str) -> Frame | None:
    """The frame of a département; None where no contour is known."""
    points = [point for area in areas(departement) for polygon in _polygons(area["geometry"]) for point in polygon[0]]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)
    return Frame(west, north, scale, squeeze, round((north - south) * scale, 1))


def drawing(departement: str, shops: Sequence[PublicShop], *, dots: bool) -> str:
    """The département as an SVG image; ``dots`` adds a mark per shop."""
    found = frame(departement)
    if found is None:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"/>'
    paths = []
    for area in coloured_areas(departement, tints_of(shops)):
        path = "".join(
            "M" + "L".join(f"{x} {y}" for x, y in (found.at(y / 1000, x / 1000) for x, y in ring)) + "Z"
            for rings in area.polygons
            for ring in rings
        )
        paths.append(f'<path fill="{area.fill}" d="{path}"/>')
    marks = []
    for shop in shops if dots else ():
        if shop.latitude is not None and shop.longitude is not None:
            x, y = found.at(shop.latitude, shop.longitude)
            marks.append(f'<circle cx="{x}" cy="{y}" r="5"><title>{escape(shop.name)}</title></circle>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {WIDTH + 8} {found.height + 8}">'
        f'<g stroke="#fff" stroke-width="1.5" stroke-linejoin="round" fill-rule="evenodd">{"".join(paths)}</g>'
        f'<g fill="#34142E" stroke="#FFF3DC" stroke-width="1.5">{"".join(marks)}</g></svg>'
    )
