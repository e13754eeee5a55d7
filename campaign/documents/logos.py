"""Partners in a zone: logos of equal area, names in text for those who sent none that can be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from campaign.documents import office_text as fonts
from campaign.documents.colours import in_inks
from campaign.documents.content import Partner
from campaign.documents.file_operators import named
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.sheet import Sheet

LEAST_DPI = 150  # below, the name is set instead (brand.md)
BEST_DPI = 350  # more adds weight, not sharpness
_MAX_SIDE, _MOST_PIXELS = 3000, 64_000_000
_TALLEST, _WIDEST = 0.6, 4.5  # widths for one height: beyond, a logo has less than its area
_FILLED, _LARGEST = 0.9, 1.5  # height of the tallest logo, and largest area, in heights of a row
_GAP, _AIR = 0.35, 1.1  # least and most between two logos, in heights of a row
_HIGH = {1: 1.0, 2: 0.9}  # of its share, what a row takes
_WIDE_NAME = 5.5
_PALE = 225  # of 255


@dataclass(frozen=True, slots=True)
class _Cell:
    """One partner: a picture with its size in points, or lines; ``plate`` behind a logo paler than the paper."""

    partner: str
    picture: Image.Image | None
    width: float
    height: float
    name: Set | None
    plate: str = ""


def zone(sheet: Sheet, partners: Sequence[Partner], x: float, bottom: float, width: float, height: float) -> None:
    """One row or two, whichever shows the largest logos, all of one area and on one line. The ground is crème.

    Names alone stand in even columns.
    """
    if not partners:
        return
    if not any(_shown(partner) for partner in partners):
        rows = _rows(partners, 2 if len(partners) > 4 else 1)
        best = [_names(sheet, row, len(rows[0]), width, height / len(rows) * _HIGH[len(rows)]) for row in rows]
        starts = [[x + width / len(rows[0]) * rank for rank in range(len(row))] for row in rows]
    else:
        most = max((1, 2), key=lambda count: _area(partners, count, width, height) * (1.15 if count == 1 else 1))
        rows, area = _rows(partners, most), _area(partners, most, width, height)
        high = height / most * _HIGH[most]
        best = [[_cell(sheet, one, area, _rest(row, area, width, high), high) for one in row] for row in rows]
        starts = [_flow(row, x, width, high) for row in best]
    share = height / len(best)
    high = share * _HIGH[len(best)]
    for rank, row in enumerate(best):
        low = bottom + height - (rank + 1) * share + (share - high) * rank / max(1, len(best) - 1)
        tallest = max((cell.height for cell in row if cell.picture), default=0.0)
        for cell, left in zip(row, starts[rank], strict=True):
            _draw(sheet, cell, left, low + (high - tallest) / 2, low, high)


def _rows(partners: Sequence[Partner], count: int) -> list[list[Partner]]:
    first = -(-len(partners) // count)
    return [list(row) for row in (partners[:first], partners[first:]) if row]


def _shown(partner: Partner) -> Image.Image | None:
    return opened(partner.logo) if partner.logo else None


def _ratio(picture: Image.Image) -> float:
    return picture.width / picture.height


def _area(partners: Sequence[Partner], count: int, width: float, height: float) -> float:
    """The area of every logo so that the longest row and the tallest logo hold; a name counts as a wide logo."""
    rows = _rows(partners, count)
    high = height / len(rows) * _HIGH[len(rows)]
    area = _LARGEST * high * high
    for row in rows:
        ratios = [min(_WIDEST, max(_TALLEST, _ratio(found))) if (found := _shown(one)) else _WIDE_NAME for one in row]
        area = min(area, *((_FILLED * high) ** 2 * ratio for ratio in ratios))
        room = width - (len(row) - 1) * _GAP * high
        area = min(area, (room / sum(ratio**0.5 for ratio in ratios)) ** 2)
    return area


def _rest(row: Sequence[Partner], area: float, width: float, high: float) -> float:
    """What the logos of a row leave to each of its names."""
    logos = [found for one in row if (found := _shown(one))]
    used = sum((area * min(_WIDEST, _ratio(found))) ** 0.5 for found in logos) + (len(row) - 1) * _GAP * high
    return (width - used) / max(1, len(row) - len(logos))


def _flow(row: Sequence[_Cell], x: float, width: float, high: float) -> list[float]:
    """Left of each: even gaps, wide while there is room."""
    gaps = max(1, len(row) - 1)
    gap = min(_AIR * high, max(0.0, width - sum(cell.width for cell in row)) / gaps)
    starts = [x]
    for cell in row[:-1]:
        starts.append(starts[-1] + cell.width + gap)
    return starts


def _cell(sheet: Sheet, partner: Partner, area: float, width: float, height: float) -> _Cell:
    picture = _shown(partner)
    if picture:
        ratio = _ratio(picture)
        wide = min((area * min(_WIDEST, max(_TALLEST, ratio))) ** 0.5, height * ratio)
        dpi = picture.width / (wide / 72)
        if dpi >= LEAST_DPI or not sheet.preset.finish.inks:
            pixels = max(1, min(picture.width, round(wide / 72 * BEST_DPI)))
            plate = "prune" if _pale(partner.logo) else ""
            paper = sheet.palette.hex(plate or "creme") if sheet.preset.finish.inks else ""
            ready = _ready(partner.logo, pixels, paper, sheet.ink_limit)
            return _Cell(partner.name, ready, wide, wide / ratio, None, plate)
        sheet.notices.say(
            partner.name, "logo", f"trop petit pour l’impression ({dpi:.0f} points par pouce) : nom écrit."
        )
    elif partner.logo:
        sheet.notices.say(partner.name, "logo", "ne s’ouvre pas : son nom est écrit à la place.")
    name = _name(sheet, partner, width, height)
    return _Cell(partner.name, None, name.width, name.height, name)


def _names(sheet: Sheet, row: Sequence[Partner], columns: int, width: float, height: float) -> list[_Cell]:
    return [_cell(sheet, partner, 0.0, width / columns * 0.92, height) for partner in row]


def _name(sheet: Sheet, partner: Partner, width: float, height: float) -> Set:
    """Two even lines when they hold, else three smaller ones."""
    text, font = set_text(partner.name, fonts.STRONG, sheet.notices, "Partenaire", "nom")
    size = min(height * 0.48, sheet.width * 0.0135)
    alone, longest = width_of(text, font, size), max(width_of(word, font, size) for word in text.split(" "))
    for share in (0.62, 0.72, 0.85, 1.0):  # two even lines rather than a long one
        narrow = min(width, max(share * alone, longest, min(0.4 * width, alone)))
        name = fit(text, font, size, size, Room(narrow, height, 2, 1.1))
        if name.held:
            break
    if not name.held:
        name = fit(text, font, size, max(5.2, size * 0.5), Room(width, height, 4, 1.1))
    sheet.notices.shrunk(partner.name, "nom du partenaire", size, name.size)
    if not name.held:
        sheet.notices.block(partner.name, "nom du partenaire", "trop long pour cette pièce. Raccourcissez-le.")
    return name


def _draw(sheet: Sheet, cell: _Cell, x: float, line: float, bottom: float, height: float) -> None:
    """A logo stands on the ``line`` of its row, a name is in the middle of its height."""
    if cell.name:
        sheet.lines(x, bottom + (height + cell.height) / 2, cell.name, "prune", rise=0.82)
        return
    if cell.plate:
        air = 0.06 * height
        sheet.fill(cell.plate)
        sheet.canvas.roundRect(
            x - air, line - air, cell.width + 2 * air, cell.height + 2 * air, min(2 * mm, 2 * air), fill=1, stroke=0
        )
    picture = ImageReader(cell.picture)
    if not sheet.preset.finish.inks:
        sheet.canvas.drawImage(picture, x, line, cell.width, cell.height, mask="auto")
        return
    with named(sheet.canvas, cell.partner):
        sheet.canvas.drawImage(picture, x, line, cell.width, cell.height)


@lru_cache(maxsize=32)
def _pale(logo: bytes) -> bool:
    """Whether a logo would vanish on crème: a white one without ground, made for dark papers."""
    small = opened(logo).resize((32, 32))
    seen = zip(small.convert("L").tobytes(), small.getchannel("A").tobytes(), strict=True)
    light = [grey for grey, alpha in seen if alpha > 96]
    return bool(light) and sum(one > _PALE for one in light) > 0.93 * len(light)


@lru_cache(maxsize=32)
def _ready(logo: bytes, pixels: int, paper: str, ink_limit: int) -> Image.Image:
    """At its printed size, in inks on ``paper`` when there is one: a whole kit prepares each logo once."""
    picture = opened(logo)
    if pixels < picture.width:
        high = max(1, round(picture.height * pixels / picture.width))
        picture = picture.resize((pixels, high), Image.Resampling.LANCZOS)
    return in_inks(picture, paper, ink_limit) if paper else picture


@lru_cache(maxsize=32)
def opened(logo: bytes) -> Image.Image | None:
    """The picture in RGBA, trimmed of its empty edges; none when the file cannot be read."""
    try:
        with Image.open(io.BytesIO(logo)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_MAX_SIDE, _MAX_SIDE))
            picture.thumbnail((_MAX_SIDE, _MAX_SIDE))
            made = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    edges = made.getchannel("A").getbbox()
    return made.crop(edges) if edges else None
