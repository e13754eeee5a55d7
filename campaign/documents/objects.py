"""The second-hand objects of the identity, as vectors, in the colours the palette asks for."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svglib.svglib import svg2rlg

from campaign.base.settings import ASSETS
from campaign.documents import office_text as fonts
from campaign.documents.colours import TOKENS, printed
from campaign.documents.recording import Recorded, recorded
from campaign.documents.sheet import Sheet

_FOLDER = ASSETS / "illustrations"
_AROUND = 8  # empty units around each object in its file


def place(
    sheet: Sheet, name: str, x: float, bottom: float, width: float, colours: Mapping[str, str] | None = None
) -> None:
    """An object ``width`` points wide standing at (x, bottom); ``colours`` maps a token of its file to another name."""
    turned = tuple((TOKENS[old][0], sheet.palette.hex(new)) for old, new in (colours or {}).items())
    drawn = _drawn(name, turned, sheet.ink_limit if sheet.preset.finish.inks else 0)
    around = width * _AROUND / (drawn.units - 2 * _AROUND)
    scale = (width + 2 * around) / drawn.width
    sheet.canvas.saveState()
    sheet.canvas.translate(x - around, bottom - around)
    sheet.canvas.scale(scale, scale)
    drawn.operators.play(sheet.canvas)
    sheet.canvas.restoreState()


@lru_cache(maxsize=128)
def ratio(name: str) -> float:
    """Its height over its width."""
    text = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    wide, high = re.search(r'viewBox="\S+ \S+ (\S+) ([^"\s]+)"', text).groups()
    return (float(high) - 2 * _AROUND) / (float(wide) - 2 * _AROUND)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """``width`` is in points, ``units`` those of the file, which svglib turns into points as if they were pixels."""

    operators: Recorded
    width: float
    units: float


@lru_cache(maxsize=512)
def _drawn(name: str, turned: tuple[tuple[str, str], ...], ink_limit: int) -> _Drawn:
    """An object in these colours; 0 as ``ink_limit`` keeps those of screens."""
    text = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    wanted = dict(turned)
    text = re.sub(r"#[0-9A-Fa-f]{6}", lambda found: wanted.get(found[0].upper(), found[0]), text)
    drawing = svg2rlg(io.StringIO(text))
    font = drawing.initialFontName = fonts.registered(fonts.TEXT)  # else Helvetica, which no file carries
    operators = recorded(drawing, font, printed(ink_limit) if ink_limit else None)
    return _Drawn(operators, drawing.width, float(re.search(r'viewBox="\S+ \S+ (\S+)', text)[1]))
