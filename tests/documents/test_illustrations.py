"""Illustrations recorded once and played on every page look as if they had been drawn there."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageChops
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, String
from svglib.svglib import svg2rlg

from campaign.base.settings import ASSETS
from campaign.documents import objects, office_text, patchwork
from campaign.documents.colours import Palette
from campaign.documents.presets import Preset
from campaign.documents.preview import page_picture
from campaign.documents.recording import recorded
from campaign.documents.sheet import Sheet

NAMES = sorted({tile.object for tile in patchwork.TILES} | {"books-three"})
MOMENT = datetime(2026, 11, 2, tzinfo=UTC)


def drawn_there(name: str, preset: Preset) -> bytes:
    """The object walked through node by node on the page itself, 200 points wide at (20, 20), as a picture."""
    sheet = Sheet("Essai", (100, 130), preset, Palette())
    drawing = svg2rlg(str(ASSETS / "illustrations" / f"{name}.svg"))
    drawing.initialFontName = office_text.registered(office_text.TEXT)
    around = 8 * 0.75  # of the empty units around the object, as svglib sizes them
    scale = 200 / (drawing.width - 2 * around)
    sheet.canvas.saveState()
    sheet.canvas.translate(20 - around * scale, 20 - around * scale)
    sheet.canvas.scale(scale, scale)
    renderPDF.draw(drawing, sheet.canvas, 0, 0)
    sheet.canvas.restoreState()
    return page_picture(sheet.finish(MOMENT), width=400)


@pytest.mark.parametrize("preset", [Preset.SCREEN, Preset.PRINTER])
@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_object_is_the_one_that_would_be_drawn(name, preset):
    sheet = Sheet("Essai", (100, 130), preset, Palette())
    objects.place(sheet, name, 20, 20, 200)
    assert page_picture(sheet.finish(MOMENT), width=400) == drawn_there(name, preset)


def test_an_object_whose_shade_is_faint_leaves_the_next_one_as_it_is():
    alone, after = (Sheet("Essai", (100, 130), Preset.SCREEN, Palette()) for _ in range(2))
    objects.place(alone, "clock", 20, 120, 150)
    objects.place(after, "clock", 20, 120, 150)
    for _ in range(2):
        objects.place(after, "teapot", 20, 20, 80)
    after.fill("creme")
    after.canvas.rect(0, 0, after.width, 110, fill=1, stroke=0)
    alone.fill("creme")
    alone.canvas.rect(0, 0, alone.width, 110, fill=1, stroke=0)
    assert page_picture(after.finish(MOMENT)) == page_picture(alone.finish(MOMENT))


def test_the_same_object_twice_is_faint_twice():
    once, twice = (Sheet("Essai", (100, 130), Preset.SCREEN, Palette()) for _ in range(2))
    objects.place(once, "teapot", 20, 20, 200)
    objects.place(twice, "teapot", 20, 20, 200)
    objects.place(twice, "teapot", 20, 20, 200)
    pictures = [page_picture(one.finish(MOMENT)) for one in (once, twice)]
    assert _pixel_differences(*pictures) < 0.02  # edges alone, drawn over themselves


def test_a_drawing_with_words_is_not_recorded():
    drawing = Drawing(10, 10)
    drawing.add(String(0, 0, "mot", fontName=office_text.registered(office_text.TEXT)))
    with pytest.raises(ValueError, match="only shapes"):
        recorded(drawing, office_text.registered(office_text.TEXT), None)


def _pixel_differences(one: bytes, other: bytes) -> float:
    pictures = [Image.open(io.BytesIO(each)).convert("L") for each in (one, other)]
    difference = ImageChops.difference(*pictures)
    return sum(difference.histogram()[24:]) / (difference.width * difference.height)
