"""The sticker and the arrow panels: what they say, however long, and what a printer finds in them."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.documents import signs
from campaign.documents.catalogue import build
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign
from campaign.documents.notices import Notices
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents import reading
from tests.documents.campaigns import HOSTILE, LONG, campaign

FOUR_DAYS = (date(2014, 4, 2), date(2014, 4, 5), date(2014, 4, 30), date(2014, 5, 12))


def sticker(content: Campaign, preset: Preset = Preset.SCREEN) -> tuple[bytes, Notices]:
    sheet = Sheet("Autocollant", signs.STICKER_MM, preset, content.colours)
    signs.sticker(sheet, content)
    return sheet.finish(content.made_at), sheet.notices


def panels(content: Campaign, preset: Preset = Preset.SCREEN) -> tuple[bytes, Notices]:
    sheet = Sheet("Fléchage", signs.PANEL_MM, preset, content.colours)
    signs.panels(sheet, content)
    return sheet.finish(content.made_at), sheet.notices


def unspaced(text: str) -> str:
    return "".join(text.split())


def test_a_sticker_says_the_title_that_one_takes_part_and_who_printed_it():
    file, notices = sticker(campaign())
    text = unspaced(reading.texts(file)[0])
    assert "Lesbonsjoursdel’occasion" in text
    assert "Ici,onparticipe" in text
    assert "Impression:ImprimerieExemple,Angers." in text
    assert not notices.found
    assert not notices.blocking


@pytest.mark.parametrize("title", [("La grande", "quinzaine départementale", "du réemploi"), ("Vide-grenier",)])
def test_every_sign_of_a_sticker_stays_five_millimetres_inside_its_round_cut(title):
    file, _ = sticker(campaign(title=title))
    for sign in reading.pages(file)[0]:
        for x, y in ((sign.left, sign.top), (sign.right, sign.bottom), (sign.left, sign.bottom)):
            assert (x - 75) ** 2 + (y - 75) ** 2 <= 70**2


def test_no_small_word_stands_alone_on_a_sticker():
    file, _ = sticker(campaign(title=("La quinzaine", "du réemploi")))
    tops = {sign.text: round(sign.bottom) for sign in reading.pages(file)[0] if sign.text in "Lqd"}
    assert tops["L"] == tops["q"] or abs(tops["L"] - tops["q"]) < 5  # « La quinzaine » on one line


def test_the_printer_is_told_where_to_cut_by_a_spot_colour_and_online_printers_are_not():
    assert b"CutContour" in b"".join(_names(sticker(campaign(), Preset.PRINTER)[0]))
    assert b"CutContour" not in b"".join(_names(sticker(campaign(), Preset.ONLINE_PRINTER)[0]))


def test_panels_show_both_ways_and_leave_the_distance_to_be_written():
    right, left = map(unspaced, reading.texts(panels(campaign())[0]))
    for text in (right, left):
        assert "boutiquesolidaire" in text
        assert "Lesbonsjoursdel’occasion" in text
        assert "13&16novembre" in text
        assert "àm" in text


def test_the_arrow_points_to_the_right_then_to_the_left():
    file, _ = panels(campaign())
    first, second = (reading.picture(file, page, 0.5) for page in (0, 1))
    width, height = first.size
    prune = (0x34, 0x14, 0x2E)
    near_the_tip = int(height * 0.2)  # above the point of an arrow there is the field, at its tail there is prune
    edge = int(width * 0.04)
    assert first.getpixel((width - edge, near_the_tip)) != prune
    assert first.getpixel((edge, near_the_tip)) == prune
    assert second.getpixel((edge, near_the_tip)) != prune
    assert second.getpixel((width - edge, near_the_tip)) == prune


def test_the_panel_of_a_shop_bears_its_name_whole():
    file, notices = panels(campaign(focus=LONG, days=FOUR_DAYS))
    assert unspaced(LONG.name) in unspaced(reading.texts(file)[0])
    assert not notices.blocking


def test_a_name_that_would_be_too_small_gives_way_to_the_short_name():
    shop = replace(LONG, name="Association " * 9 + "du Maine", short_name="Électro Seconde Vie")
    file, notices = panels(campaign(focus=shop))
    assert "Électro Seconde Vie" in reading.texts(file)[0]
    assert not notices.blocking


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_inside_the_panel(name):
    file, notices = panels(campaign(focus=replace(LONG, name=name)))
    for page in reading.pages(file):
        for sign in page:
            assert sign.left >= 5
            assert sign.right <= 595
            assert sign.top >= 5
            assert sign.bottom <= 195
    assert "□" not in reading.texts(file)[0]
    assert all(LONG.address not in str(each) for each in notices.found)


@pytest.mark.parametrize("preset", [Preset.PRINTER, Preset.ONLINE_PRINTER])
@pytest.mark.parametrize("draw", [sticker, panels])
def test_a_print_file_holds_inks_only_within_the_limit_and_its_fonts(draw, preset):
    content = campaign(colours=Palette(field="#7FB2E5", accent="#7A1F5C"))
    file, notices = draw(content, preset)
    assert not notices.blocking
    assert reading.colour_operators(file) <= {"k", "K", "SCN"}
    assert max(sum(inks) for inks in reading.inks_used(file)) <= 2.8
    assert reading.is_sound(file, "Autocollant" if draw is sticker else "Fléchage")


def _names(file: bytes) -> list[bytes]:
    """The names of the separations of each page."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(file)) as pdf:
        spaces = [space for page in pdf.pages for space in page.Resources.get("/ColorSpace", {}).values()]
        return [str(space).encode() for space in spaces]


def test_signs_are_asked_for_by_their_code():
    assert build("autocollant", campaign(), Preset.PRINTER).trim_mm == (150, 150)
    built = build("flechage", campaign(), Preset.SCREEN)
    assert (built.pages, built.trim_mm) == (2, (600, 200))
