"""The three colours a département may make its own, and the nearest shade that can be read.

Contrasts are those of WCAG 2 (RGAA 3.2): 4.5 for text, 3 from 18 points. The neutral inks, prune and crème, stay.
"""

import re
from dataclasses import dataclass

from coloraide import Color

from campaign.base.errors import InvalidInput
from campaign.base.french import number
from campaign.base.labels import Labelled

PRUNE, CREME = "#34142E", "#FFF3DC"
TEXT, LARGE = 4.5, 3.0
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_STEP = 0.002  # of OKLCH lightness: finer than the eye


class Replaceable(Labelled):
    """A colour of the identity that a département may replace."""

    FIELD = "field", "Grand aplat (moutarde)"
    ACCENT = "accent", "Accent (tomate)"
    SECOND = "second", "Second aplat (canard)"


DEFAULTS = {Replaceable.FIELD: "#FFBE2E", Replaceable.ACCENT: "#CE3418", Replaceable.SECOND: "#00666B"}
# What is written on, or with, each: (the other colour, the least contrast, what it is for).
USES = {
    Replaceable.FIELD: ((PRUNE, TEXT, "le titre et les textes prune sur cet aplat"),),
    Replaceable.ACCENT: ((CREME, TEXT, "les textes de cette couleur sur papier crème"),),
    Replaceable.SECOND: ((CREME, TEXT, "les textes crème sur cet aplat"),),
}


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour ready to use: ``hex`` passes; ``asked`` is what was typed when it did not, with the reason."""

    hex: str
    asked: str = ""
    reason: str = ""


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast of two colours, 1 to 21."""
    return Color(one).contrast(other, method="wcag21")


def read_colour(typed: str, which: Replaceable) -> str:
    """« ffbe2e », « #FB2 »… as « #FFBB22 ».

    Raises:
        InvalidInput.
    """
    found = _HEX.fullmatch(typed.strip())
    if not found:
        raise InvalidInput(which, "Couleur attendue sous la forme #FFBE2E.", DEFAULTS[which])
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits.upper()}"


def readable(which: Replaceable, typed: str) -> Shade:
    """The typed colour if everything written with it can be read, else its nearest shade that passes.

    The hue and the strength are kept; only the lightness moves, both ways, in OKLCH (Ottosson 2020).

    Raises:
        InvalidInput: not a colour.
    """
    asked = read_colour(typed, which)
    failing = [(use, contrast(asked, other)) for other, least, use in USES[which] if contrast(asked, other) < least]
    if not failing:
        return Shade(asked)
    use, found = failing[0]
    reason = f"Contraste de {number(round(found, 1))} pour {use} : il en faut {number(TEXT)}."
    return Shade(_nearest(which, asked), asked, reason)


def _nearest(which: Replaceable, asked: str) -> str:
    base = Color(asked).convert("oklch")
    for count in range(1, int(1 / _STEP) + 1):
        for way in (count, -count):
            lightness = base["lightness"] + way * _STEP
            if 0 <= lightness <= 1:
                shade = base.clone().set("lightness", lightness).convert("srgb").fit().to_string(hex=True).upper()
                if all(contrast(shade, other) >= least for other, least, _ in USES[which]):
                    return shade
    return DEFAULTS[which]
