"""The foundation of every printed piece: inks, signs, kerned widths, lines that hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.colors import CMYKColor, HexColor

from campaign.documents import office_text as fonts
from campaign.documents.colours import TOKENS, Palette, contrast, in_inks, inks, printed
from campaign.documents.fitting import Room, balanced, fit, wrapped
from campaign.documents.letters import cuts, ink, set_text, width
from campaign.documents.notices import Notices

HOSTILE = ["<b>Troc</b> & Cie", "Chez 🎉 Zoé", "שלום עולם", "مرحبا", "A" * 120, "漢字", "\u202eevil\u200b", "Ÿ ŒUVRE"]


def test_the_table_of_inks_is_that_of_the_identity():
    assert inks(HexColor("#FFBE2E")) == (0, 28, 88, 0)
    assert inks(HexColor("#34142E")) == (65, 95, 28, 70)
    assert inks(HexColor("#000000")) == (0, 0, 0, 100)


def test_a_backlit_poster_takes_a_lighter_prune_of_the_same_hue():
    cyan, magenta, yellow, black = inks(HexColor("#34142E"), 225)
    assert black == 70
    assert cyan + magenta + yellow == pytest.approx(155, abs=0.1)
    assert magenta / cyan == pytest.approx(95 / 65, abs=0.01)


@given(st.integers(0, 0xFFFFFF), st.sampled_from([280, 225]))
def test_no_colour_whatever_it_is_passes_the_ink_limit(value, limit):
    parts = inks(HexColor(value), limit)
    assert sum(parts) <= limit
    assert all(0 <= part <= 100 for part in parts)


def test_what_goes_to_print_is_always_in_inks_and_keeps_its_transparency():
    turn = printed()
    assert isinstance(turn(HexColor("#123456")), CMYKColor)
    assert turn(HexColor("#80FFBE2E", hasAlpha=True)).alpha == pytest.approx(0x2E / 255)
    assert turn(HexColor("#FFBE2E")).cmyk() == pytest.approx((0, 0.28, 0.88, 0))


def test_a_logo_in_inks_melts_into_its_paper_and_keeps_within_the_limit():
    logo = Image.new("RGBA", (4, 2), (0, 0, 40, 255))
    logo.putpixel((0, 0), (255, 0, 0, 0))
    turned = in_inks(logo, "#FFF3DC")
    assert turned.mode == "CMYK"
    assert turned.getpixel((0, 0)) == tuple(round(part * 2.55) for part in (0, 4, 16, 0))
    assert sum(turned.getpixel((2, 1))) / 2.55 <= 280


def test_a_replaced_colour_takes_its_shades_along():
    assert Palette().hex("field-shade") == TOKENS["soleil"][0]
    blue = Palette(field="#7FB2E5")
    assert blue.hex("field") == "#7FB2E5"
    assert contrast(blue.hex("field-shade"), "#34142E") > contrast("#7FB2E5", "#34142E")
    assert blue.hex("moutarde") == "#FFBE2E"


def test_an_object_is_not_put_on_a_ground_of_its_own_colour():
    assert Palette(field="#FFB0B5").near("field", "rose")
    assert not Palette().near("field", "rose")


@pytest.mark.parametrize("value", HOSTILE)
def test_every_sign_kept_has_a_drawing_in_its_font(value):
    text, font = set_text(value, fonts.TITLE, Notices(), "Boutique n° 3", "nom")
    assert all(ord(sign) in fonts.signs(font) for sign in text)


def test_a_sign_no_font_has_is_said_with_the_shop_and_the_field():
    notices = Notices()
    text, _ = set_text("Chez 🎉 Zoé", fonts.TITLE, notices, "Chez Zoé", "nom")
    assert text == "Chez Zoé"
    assert str(notices.found[0]).startswith("Chez Zoé, nom\u00a0: signes")


def test_a_title_with_a_letter_its_font_lacks_changes_font_whole():
    assert set_text("Chez Zoé", fonts.TITLE, Notices(), "", "")[1] == fonts.TITLE
    lacking = next(
        chr(code) for code in fonts.signs(fonts.STRONG) if code not in fonts.signs(fonts.TITLE) and code > 255
    )
    assert set_text(f"Chez {lacking}", fonts.TITLE, Notices(), "", "") == (f"Chez {lacking}", fonts.STRONG)


def test_markup_is_text():
    assert set_text("<b>Troc</b> & Cie", fonts.TEXT, Notices(), "", "")[0] == "<b>Troc</b> & Cie"


def test_widths_are_kerned():
    apart = width("T", fonts.LEAD, 100) + width("o", fonts.LEAD, 100)
    assert width("To", fonts.LEAD, 100) < apart


def test_digits_are_measured_by_their_real_drawing():
    low, high = ink("2", fonts.TITLE)
    assert low == pytest.approx(0, abs=0.05)
    assert 0.4 < high < 0.75


def test_lines_are_balanced_and_none_is_left_alone():
    lines = balanced("Ressourcerie de la vallée du Loir et des coteaux", fonts.LEAD, 10, 190)
    widths = [width(line, fonts.LEAD, 10) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Département de Maine-et-Loire", 90, ["Département", "de Maine-et-Loire"]),
        ("20 boutiques solidaires dans les Alpes-de-Haute-Provence", 190, None),
        ("Réseau des ressourceries", 100, ["Réseau", "des ressourceries"]),
    ],
)
def test_a_line_does_not_end_by_a_small_word(text, room, lines):
    found = balanced(text, fonts.LEAD, 10, room)
    assert lines is None or found == lines
    assert not any(line.split()[-1] in ("de", "des", "dans", "les") for line in found[:-1])


@given(st.lists(st.sampled_from(["de", "la", "Grange", "Communauté", "et", "Bois"]), min_size=1, max_size=14))
def test_keeping_small_words_with_the_next_never_takes_a_line_more_nor_loses_one(words):
    lines = balanced(" ".join(words), fonts.LEAD, 10, 90)
    assert " ".join(lines) == " ".join(words)
    assert len(lines) == len(wrapped(" ".join(words), fonts.LEAD, 10, 90))


def test_a_word_is_cut_as_french_cuts_it():
    assert "anticonsti-" in [start for start, _ in cuts("anticonstitutionnellement")]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=383), min_size=1, max_size=120), st.integers(60, 400))
def test_a_set_text_never_leaves_its_width_nor_loses_a_word(value, room):
    text, font = set_text(value, fonts.LEAD, Notices(), "", "")
    done = fit(text, font, 20, 8, Room(room))
    assert done.width <= room * 1.001
    assert "".join(done.lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_what_cannot_hold_even_at_the_floor_says_so():
    assert not fit("A" * 120, fonts.TITLE, 30, 18, Room(200, lines=2)).held
    assert fit("Troc", fonts.TITLE, 30, 18, Room(200, lines=2)).size == 30


def test_what_is_shrunk_in_two_places_is_said_once_by_the_most():
    notices = Notices()
    for used in (8, 6, 7):
        notices.shrunk("Alpes", "ligne du lieu", 10, used)
    assert [str(each) for each in notices.found] == ["Alpes, ligne du lieu\u00a0: réduit de 40\u00a0% pour tenir."]


def test_a_notice_is_said_once_and_only_when_it_shows():
    notices = Notices()
    for used in (10, 9.9, 8.6, 8.6):
        notices.shrunk("La Malle", "nom", 10, used)
    assert [str(each) for each in notices.found] == ["La Malle, nom\u00a0: réduit de 14\u00a0% pour tenir."]
