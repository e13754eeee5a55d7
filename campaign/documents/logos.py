"""Partners in a zone: logos of equal area, names in text for those who sent none that can be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
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


@dataclass(frozen=True, slots=True)
class _Cell:
    """One partner: a picture with its size in points, or lines."""

    partner: str
    picture: Image.Image | None
    width: float
    height: float
    name: Set | None


def zone(sheet: Sheet, partners: Sequence[Partner], x: float, bottom: float, width: float, height: float) -> None:
    """One row up to four partners, two beyond; the room of each follows what it holds. The ground is crème."""
    if not partners:
        return
    rows = [list(partners)] if len(partners) <= 4 else [list(partners[: (len(partners) + 1) // 2])]
    if len(partners) > 4:
        rows.append(list(partners[len(rows[0]) :]))
    gap = height * 0.12 if len(rows) > 1 else 0.0
    high = (height - gap * (len(rows) - 1)) / len(rows)
    columns = len(rows[0])
    share = width / columns
    for index, row in enumerate(rows):
        low = bottom + height - (index + 1) * high - index * gap
        for column, partner in enumerate(row):
            cell = _cell(sheet, partner, share * 0.92, high)
            _draw(sheet, cell, x + column * share, low, high)


def _cell(sheet: Sheet, partner: Partner, width: float, height: float) -> _Cell:
    picture = opened(partner.logo) if partner.logo else None
    if picture:
        # Equal area: a wide logo is lower, a square one narrower.
        ratio = picture.width / picture.height
        area = 0.8 * height * min(width, 1.8 * height)
        wide = min(width, (area * ratio) ** 0.5, height * ratio)
        dpi = picture.width / (wide / 72)
        if dpi >= LEAST_DPI or not sheet.preset.finish.inks:
            pixels = max(1, min(picture.width, round(wide / 72 * BEST_DPI)))
            paper = sheet.palette.hex("creme") if sheet.preset.finish.inks else ""
            return _Cell(partner.name, _ready(partner.logo, pixels, paper, sheet.ink_limit), wide, wide / ratio, None)
        sheet.notices.say(
            partner.name, "logo", f"trop petit pour l’impression ({dpi:.0f} points par pouce) : nom écrit."
        )
    elif partner.logo:
        sheet.notices.say(partner.name, "logo", "ne s’ouvre pas : son nom est écrit à la place.")
    name = _name(sheet, partner, width, height)
    return _Cell(partner.name, None, name.width, name.height, name)


def _name(sheet: Sheet, partner: Partner, width: float, height: float) -> Set:
    """Two even lines when they hold, else three smaller ones."""
    text, font = set_text(partner.name, fonts.STRONG, sheet.notices, "Partenaire", "nom")
    size = min(height * 0.48, sheet.width * 0.0135)
    alone = width_of(text, font, size)
    narrow = min(width, max(0.62 * alone, *(width_of(word, font, size) for word in text.split(" ")), 0.4 * width))
    name = fit(text, font, size, size, Room(narrow, height, 2, 1.1))
    if not name.held:
        name = fit(text, font, size, max(5.2, size * 0.5), Room(width, height, 3, 1.1))
    sheet.notices.shrunk(partner.name, "nom du partenaire", size, name.size)
    if not name.held:
        sheet.notices.block(partner.name, "nom du partenaire", "trop long pour cette pièce. Raccourcissez-le.")
    return name


def _draw(sheet: Sheet, cell: _Cell, x: float, bottom: float, height: float) -> None:
    if cell.name:
        sheet.lines(x, bottom + (height + cell.height) / 2, cell.name, "prune", rise=0.82)
        return
    low = bottom + (height - cell.height) / 2
    picture = ImageReader(cell.picture)
    if not sheet.preset.finish.inks:
        sheet.canvas.drawImage(picture, x, low, cell.width, cell.height, mask="auto")
        return
    with named(sheet.canvas, cell.partner):
        sheet.canvas.drawImage(picture, x, low, cell.width, cell.height)


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
