"""The colours of the identity: what screens show, what presses print (brand.md, « Colours »).

A département replaces three of them; their shades follow with the same distance in OKLCH (Ottosson 2020).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from coloraide import Color as Measured
from PIL import Image, ImageCms
from reportlab.lib.colors import CMYKColor, Color, HexColor, toColor

from campaign.base.settings import ASSETS

PROFILE = ASSETS / "print" / "FOGRA39L.icc"
SHEET_INK, LARGE_INK = 280, 225  # % of ink a sheet, and a backlit poster, can take (documents.md)

# name: (screen, cyan, magenta, yellow, black in %), tuned by hand against FOGRA39.
TOKENS = {
    "prune": ("#34142E", 65, 95, 28, 70),
    "tomate": ("#CE3418", 9, 90, 100, 0),
    "moutarde": ("#FFBE2E", 0, 28, 88, 0),
    "canard": ("#00666B", 92, 40, 51, 25),
    "rose": ("#FFA9B0", 0, 46, 21, 0),
    "menthe": ("#8FD3C4", 45, 0, 28, 0),
    "creme": ("#FFF3DC", 0, 4, 16, 0),
    "brique": ("#A3260F", 14, 92, 100, 20),
    "nuit": ("#00474B", 98, 49, 58, 45),
    "miel": ("#E89A00", 7, 43, 100, 0),
    "bonbon": ("#F57F8C", 0, 63, 31, 0),
    "soleil": ("#FFD36B", 0, 18, 68, 0),
    "paille": ("#FFE3A3", 0, 11, 44, 0),
    "sable": ("#F3DFBC", 5, 11, 29, 0),
    "tilleul": ("#CBD27A", 28, 6, 65, 0),
    "ciel": ("#A9CDEB", 38, 10, 2, 0),
    "peche": ("#FFC59A", 0, 30, 44, 0),
    "lilas": ("#CDB4E3", 24, 36, 0, 0),
    "chene": ("#8A4B2A", 29, 73, 92, 36),
    "encre60": ("#6B5166", 50, 65, 35, 30),
    "blanc": ("#FFFFFF", 0, 0, 0, 0),
    "noir": ("#000000", 0, 0, 0, 100),
}
_CMYK = {screen: inks for screen, *inks in TOKENS.values()}
# What follows each replaceable colour: (the token it stands for, its shades).
_FOLLOWERS = {"field": ("moutarde", ("soleil",)), "accent": ("tomate", ("brique",)), "second": ("canard", ("nuit",))}


@dataclass(frozen=True, slots=True)
class Palette:
    """The three colours of a département, « #RRGGBB »; read by name, the neutral ones included."""

    field: str = TOKENS["moutarde"][0]
    accent: str = TOKENS["tomate"][0]
    second: str = TOKENS["canard"][0]

    def hex(self, name: str) -> str:
        """« field », « field-shade » (its follower), « field-dusk » (in shadow), « accent »…, or a token."""
        role, _, shade = name.partition("-")
        if role not in _FOLLOWERS:
            return TOKENS[name][0]
        asked = getattr(self, role).upper()
        token, shades = _FOLLOWERS[role]
        if not shade:
            return asked
        if shade == "dusk":
            return _in_shadow(asked)
        return TOKENS[shades[0]][0] if asked == TOKENS[token][0] else _moved(asked, token, shades[0])

    def colour(self, name: str) -> Color:
        """For ReportLab."""
        return HexColor(self.hex(name))

    def reads(self, text: str, ground: str, least: float = 3.0) -> bool:
        """Whether ``text`` can be read on ``ground`` (WCAG 2; 3 from 18 points, 4.5 below)."""
        return contrast(self.hex(text), self.hex(ground)) >= least

    def near(self, one: str, other: str) -> bool:
        """Whether an object of one colour would vanish on the other (ΔE 2000 under 20)."""
        return _difference(self.hex(one), self.hex(other)) < 20


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """WCAG 2, from 1 to 21."""
    return Measured(one).contrast(Measured(other), method="wcag21")


@lru_cache(maxsize=1024)
def _difference(one: str, other: str) -> float:
    return Measured(one).delta_e(Measured(other), method="2000")


@lru_cache(maxsize=64)
def _in_shadow(colour: str) -> str:
    return Measured(colour).mix(TOKENS["prune"][0], 0.28, space="srgb").to_string(hex=True).upper()


@lru_cache(maxsize=64)
def _moved(asked: str, token: str, shade: str) -> str:
    base, first, second = (Measured(each).convert("oklch") for each in (asked, TOKENS[token][0], TOKENS[shade][0]))
    light = min(0.98, max(0.05, base["lightness"] + second["lightness"] - first["lightness"]))
    return base.set("lightness", light).convert("srgb").fit().to_string(hex=True).upper()


def inks(colour: Color, limit: int = SHEET_INK) -> tuple[float, float, float, float]:
    """Cyan, magenta, yellow, black in %, never more than ``limit`` in all: tokens by table, others by FOGRA39."""
    screen = f"#{colour.hexval()[2:8].upper()}"
    return _limited(tuple(_CMYK[screen]) if screen in _CMYK else _through_profile(screen), limit)


@cache
def printed(limit: int = SHEET_INK) -> Callable[[object], CMYKColor]:
    """What ReportLab asks for each colour (``enforceColorSpace``), so that no RGB reaches a print file."""

    @lru_cache(maxsize=512)
    def turned(screen: str, alpha: float) -> CMYKColor:
        return CMYKColor(*(part / 100 for part in inks(HexColor(screen), limit)), alpha=alpha)

    def turn(value: object) -> CMYKColor:
        colour = toColor(value)
        if isinstance(colour, CMYKColor):
            return colour
        return turned(f"#{colour.hexval()[2:8]}", colour.alpha)

    return turn


def in_inks(picture: Image.Image, ground: str, limit: int = SHEET_INK) -> Image.Image:
    """An RGBA picture in CMYK on the token ``ground``: the paper around it does not show as a box."""
    turned = ImageCms.applyTransform(picture.convert("RGB"), _transform())
    turned = _within(turned, limit)
    paper = tuple(round(part * 2.55) for part in inks(HexColor(ground), limit))
    return Image.composite(turned, Image.new("CMYK", picture.size, paper), picture.convert("RGBA").getchannel("A"))


def _within(picture: Image.Image, limit: int) -> Image.Image:
    """Colour inks lowered where the sum passes the limit, black kept, so that darkness stays."""
    import numpy as np

    parts = np.asarray(picture, dtype=np.float32)
    colours, black = parts[..., :3].sum(axis=-1), parts[..., 3]
    room = np.maximum(limit * 2.55 - black - 2, 0)
    scale = np.where(colours > room, room / np.maximum(colours, 1), 1)
    parts = np.dstack([parts[..., :3] * scale[..., None], black])
    return Image.fromarray(parts.astype(np.uint8), "CMYK")


def _limited(parts: tuple[float, ...], limit: int) -> tuple[float, float, float, float]:
    *colours, black = parts
    total = sum(colours)
    scale = min(1.0, (limit - black) / total) if total else 1.0
    cyan, magenta, yellow = (int(100 * part * scale) / 100 for part in colours)
    return cyan, magenta, yellow, black


@lru_cache(maxsize=256)
def _through_profile(screen: str) -> tuple[float, ...]:
    pixel = Image.new("RGB", (1, 1), screen)
    return tuple(round(part / 2.55) for part in ImageCms.applyTransform(pixel, _transform()).getpixel((0, 0)))


@lru_cache(maxsize=1)
def _transform() -> ImageCms.ImageCmsTransform:
    """sRGB to FOGRA39, relative colorimetric with black point compensation."""
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(PROFILE), "RGB", "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
