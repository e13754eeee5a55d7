"""What a map is made of. Colour never speaks alone: each kind of pin has its shape, each area its name."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.base.labels import Labelled

INK, PAPER, SAND = "#34142E", "#FFFDF8", "#FFF8EC"
# brand.md, territory palette: eight colours that all take prune text at 8:1 or more.
TINTS = {
    "menthe": "#8FD3C4",
    "field": "#FFBE2E",
    "rose": "#FFA9B0",
    "tilleul": "#CBD27A",
    "ciel": "#A9CDEB",
    "peche": "#FFC59A",
    "lilas": "#CDB4E3",
    "sable": "#F3DFBC",
}

# From near to far: one hue, darker where more is reached, so that order is read without colour too; ink stands on the
# two paler at 4.5:1 or more, and no text is written on the darkest.
BANDS = {"near": "#12807F", "middle": "#7FC4BA", "far": "#CFE8E0"}


def fill_of(tint: str) -> str:
    """The colour of a tint or of a band, by its name."""
    return TINTS[tint] if tint in TINTS else BANDS[tint]


class Shape(Labelled):
    """The four marks, told apart without colour; the label is for legends read aloud."""

    DISC = "disc", "rond plein"
    DIAMOND = "diamond", "losange"
    SQUARE = "square", "carré"
    DASHED = "dashed", "rond en tirets"


FILLS = {Shape.DISC: "#00666B", Shape.DIAMOND: "#FFBE2E", Shape.SQUARE: "#FFFFFF", Shape.DASHED: "#6B5166"}
LETTERS = {Shape.DISC: "#FFFFFF", Shape.DIAMOND: INK, Shape.SQUARE: INK, Shape.DASHED: "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class Area:
    """A piece of territory: a GeoJSON Polygon or MultiPolygon in WGS84. ``tint`` is a name of ``TINTS`` or
    ``BANDS``, or empty when nothing happens there: the area is then hatched or dashed."""

    name: str
    geometry: Mapping[str, object]
    tint: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map (WGS84). ``key`` comes back from a click; texts are shown as text."""

    key: int
    number: str
    latitude: float
    longitude: float
    shape: Shape
    title: str
    note: str = ""
