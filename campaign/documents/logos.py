"""Partners in a zone: logos of equal area, names in text for those who sent none that can be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.utils import ImageReader

from campaign.documents import office_text as fonts
from campaign.documents.colours import in_inks
from campaign.documents.content import Partner
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.sheet import Sheet

LEAST_DPI = 150  # below, the name is set instead (brand.md)
_MAX_SIDE = 3000  # pixels: more adds weight, not sharpness


@dataclass(frozen=True, slots=True)
class _Cell:
    """One partner: a picture with its size in points, or lines."""

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
    picture = _opened(sheet, partner)
    if picture:
        # Equal area: a wide logo is lower, a square one narrower.
        ratio = picture.width / picture.height
        area = 0.8 * height * min(width, 1.8 * height)
        wide = min(width, (area * ratio) ** 0.5, height * ratio)
        dpi = picture.width / (wide / 72)
        if dpi >= LEAST_DPI or not sheet.preset.finish.inks:
            return _Cell(picture, wide, wide / ratio, None)
        sheet.notices.say(
            partner.name, "logo", f"trop petit pour l’impression ({dpi:.0f} points par pouce) : nom écrit."
        )
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
    return _Cell(None, name.width, name.height, name)


def _draw(sheet: Sheet, cell: _Cell, x: float, bottom: float, height: float) -> None:
    if cell.name:
        sheet.lines(x, bottom + (height + cell.height) / 2, cell.name, "prune", rise=0.82)
        return
    low = bottom + (height - cell.height) / 2
    if sheet.preset.finish.inks:
        picture = in_inks(cell.picture, sheet.palette.hex("creme"), sheet.ink_limit)
        sheet.canvas.drawImage(ImageReader(picture), x, low, cell.width, cell.height)
    else:
        sheet.canvas.drawImage(ImageReader(cell.picture), x, low, cell.width, cell.height, mask="auto")


def _opened(sheet: Sheet, partner: Partner) -> Image.Image | None:
    """The picture in RGBA, trimmed of its empty edges; none, with a notice, when the file cannot be read."""
    if not partner.logo:
        return None
    try:
        with Image.open(io.BytesIO(partner.logo)) as picture:
            picture.draft("RGB", (_MAX_SIDE, _MAX_SIDE))
            picture.thumbnail((_MAX_SIDE, _MAX_SIDE))
            made = picture.convert("RGBA")
        edges = made.getchannel("A").getbbox()
        if not edges:
            raise ValueError("nothing visible")
        return made.crop(edges)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        sheet.notices.say(partner.name, "logo", "ne s’ouvre pas : son nom est écrit à la place.")
        return None
