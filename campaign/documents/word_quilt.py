"""Tiles over the first page of a Word file, as on printed covers."""

from datetime import datetime

from docx.document import Document
from reportlab.lib.units import mm

from campaign.documents import patchwork
from campaign.documents.colours import Palette
from campaign.documents.presets import Preset
from campaign.documents.preview import page_picture
from campaign.documents.sheet import Sheet
from campaign.documents.word_file import INSIDE_MM
from campaign.documents.word_parts import add_picture

_TILES = 6  # in a row


def add_quilt(made: Document, palette: Palette, made_at: datetime, rows: int) -> None:
    """So many rows of tiles, as wide as the text."""
    side = INSIDE_MM / _TILES
    sheet = Sheet("Mosaïque", (INSIDE_MM, rows * side), Preset.SCREEN, palette)
    patchwork.quilt(sheet, 0, 0, side * mm, _TILES, rows)
    drawn = page_picture(sheet.finish(made_at), width=1600)
    add_picture(made, drawn, "Mosaïque colorée d’objets de seconde main")
