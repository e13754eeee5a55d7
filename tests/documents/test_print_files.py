"""What a printer checks in a file before anything else."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from campaign.documents import office_text as fonts
from campaign.documents.colours import PROFILE, Palette
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents import reading

AT = datetime(2013, 9, 16, 8, 42, tzinfo=UTC)


def drawn(preset: Preset, palette: Palette = Palette()) -> bytes:
    sheet = Sheet("Essai", (105, 148), preset, palette)
    sheet.band(0, sheet.height, "field")
    sheet.text(40, 200, "To", fonts.TITLE, 60, "prune")
    sheet.text(40, 40, "petit", fonts.TEXT, 6, "prune")
    return sheet.finish(AT)


@pytest.mark.parametrize(("preset", "slug", "bleed"), [(Preset.PRINTER, 15, 5), (Preset.ONLINE_PRINTER, 3, 3)])
def test_boxes_say_where_the_page_is_cut_and_how_far_colours_go(preset, slug, bleed):
    with pikepdf.open(io.BytesIO(drawn(preset))) as pdf:
        page = pdf.pages[0]
        media, trim, bled = (
            [float(v) / reading.MM for v in page[box]] for box in ("/MediaBox", "/TrimBox", "/BleedBox")
        )
    assert media == pytest.approx([0, 0, 105 + 2 * slug, 148 + 2 * slug], abs=0.01)
    assert trim == pytest.approx([slug, slug, 105 + slug, 148 + slug], abs=0.01)
    assert bled == pytest.approx([slug - bleed, slug - bleed, 105 + slug + bleed, 148 + slug + bleed], abs=0.01)


def test_a_screen_file_has_the_very_size_of_the_page():
    with pikepdf.open(io.BytesIO(drawn(Preset.SCREEN))) as pdf:
        assert [float(v) / reading.MM for v in pdf.pages[0].MediaBox] == pytest.approx([0, 0, 105, 148], abs=0.01)
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize("preset", [Preset.PRINTER, Preset.ONLINE_PRINTER])
def test_a_print_file_holds_its_print_condition_and_no_rgb(preset):
    file = drawn(preset, Palette(field="#7FB2E5"))
    assert reading.colour_operators(file) <= {"k", "K"}
    with pikepdf.open(io.BytesIO(file)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


def test_a_screen_file_is_in_rgb():
    assert "rg" in reading.colour_operators(drawn(Preset.SCREEN))
    assert "k" not in reading.colour_operators(drawn(Preset.SCREEN))


@pytest.mark.parametrize("preset", list(Preset))
def test_every_file_is_titled_french_and_carries_its_fonts(preset):
    assert reading.is_sound(drawn(preset), "Essai")


def test_colours_reach_the_end_of_the_bleed_and_stop_there():
    page = reading.picture(drawn(Preset.PRINTER), scale=10 / reading.MM)  # ten pixels a millimetre
    width, height = page.size
    for x, y in ((103, 103), (width - 104, height - 104)):  # the bleed ends 10 mm inside the sheet
        assert page.getpixel((x, y)) != (255, 255, 255)
    assert page.getpixel((97, 400)) == (255, 255, 255)


def test_small_print_is_black_alone():
    blacks = [inks for inks in reading.inks_used(drawn(Preset.PRINTER)) if inks == (0, 0, 0, 1)]
    assert len(blacks) >= 2  # the marks and the small text


def test_the_same_data_make_the_same_file():
    assert drawn(Preset.PRINTER) == drawn(Preset.PRINTER)


def test_the_letters_of_a_first_day_are_raised_and_smaller():
    sheet = Sheet("Essai", (105, 148), Preset.SCREEN, Palette())
    long = sheet.text(40, 200, "1er mai", fonts.TITLE, 40, "prune")
    signs = {sign.text: sign for sign in reading.pages(sheet.finish(AT))[0]}
    assert signs["e"].bottom < signs["1"].bottom - 2
    assert signs["e"].bottom - signs["e"].top < 0.75 * (signs["a"].bottom - signs["a"].top)
    assert signs["i"].right * reading.MM <= 40 + long + 1
