"""The hang-tags that carry the dates: one tag, one date, slightly tilted (brand.md). Letters are outlines."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from campaign.base.french import DAYS, MONTHS, days_in_words
from campaign.base.settings import ASSETS

INK = "#34142E"
# (field, numeral): never the same colour for two days; the first numeral alone is tomate.
_COLOURS = (("#FFF3DC", "#CE3418"), ("#FFA9B0", INK), ("#8FD3C4", INK), ("#FFBE2E", INK))
_TILTS = (-2.5, 2, -1.5, 2.5)
WIDTH, HEIGHT, STEP = 96, 128, 100  # SVG units of one tag, and from one to the next


@lru_cache(maxsize=1)
def _faces() -> dict[str, dict]:
    return json.loads((ASSETS / "agents" / "outlines.json").read_text("utf-8"))


def written(text: str, face: str, size: float, middle: float, baseline: float, colour: str, widest: float) -> str:
    """A text centred on ``middle``, shrunk when it would be wider than ``widest``."""
    font = _faces()[face]
    glyphs = [font["glyphs"][letter] for letter in text if letter in font["glyphs"]]
    advance = sum(glyph["advance"] for glyph in glyphs)
    scale = min(size / font["em"], widest / max(advance, 1))
    x, paths = 0, []
    for glyph in glyphs:
        if glyph["path"]:
            paths.append(f'<path transform="translate({x} 0)" d="{glyph["path"]}"/>')
        x += glyph["advance"]
    left = middle - advance * scale / 2
    return f'<g fill="{colour}" transform="translate({left:.1f} {baseline}) scale({scale:.5f})">{"".join(paths)}</g>'


def tags_svg(days: Sequence[date]) -> str:
    """The tags of an edition's days, in one drawing."""
    tags = "".join(_tag(day, position) for position, day in enumerate(days))
    width = STEP * len(days) + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + 10}" width="{width}" '
        f'height="{HEIGHT + 10}" role="img"><title>{days_in_words(days)}</title>{tags}</svg>'
    )


def _tag(day: date, position: int) -> str:
    field, numeral = _COLOURS[position % 4]
    number = "1er" if day.day == 1 else str(day.day)
    return (
        f'<g transform="translate({4 + STEP * position} 5) rotate({_TILTS[position % 4]} {WIDTH / 2} {HEIGHT / 2})">'
        f'<path d="M20 1.5H76L94 24V123Q94 126 91 126H5Q2 126 2 123V24Z" fill="{field}" stroke="{INK}" '
        'stroke-width="1.8" stroke-linejoin="round"/>'
        f'<circle cx="48" cy="17" r="7" fill="#FFFDF8" stroke="{INK}" stroke-width="1.8"/>'
        + written(DAYS[day.weekday()], "figtree", 15, 48, 42, INK, 84)
        + written(number, "caprasimo", 50, 48, 87, numeral, 80)
        + written(MONTHS[day.month - 1], "caprasimo", 18.5, 48, 111, INK, 84)
        + "</g>"
    )
