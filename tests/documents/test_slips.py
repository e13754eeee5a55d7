"""Slips: what they say, how they flow over pages, that they read in black and white, that nothing is lost."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.documents.colours import Palette, contrast
from campaign.documents.preflight import Verdict
from campaign.documents.slip_content import ReturnLine, SlipLine, SlipPlace
from campaign.documents.van_papers import paper
from tests.documents.reading import codes, colour_operators, is_sound, operations, pages, stay_on_the_page
from tests.documents.reading import texts as texts_of
from tests.documents.reading_aloud import aloud, problems
from tests.documents.slips_at_hand import HOSTILE, LINES, PLACE, SITE, delivery, many, slips, taking
from tests.documents.test_letters import TYPED


def made(*listed, **changes) -> bytes:
    built = paper(slips(*listed, **changes))
    assert built.blocking == ()
    return built.data


def grey(file: bytes, page: int = 0, dpi: int = 150):
    """The page as a black and white printer shows it."""
    return pypdfium2.PdfDocument(io.BytesIO(file))[page].render(scale=dpi / 72, grayscale=True).to_pil()


def test_a_slip_says_its_number_round_place_and_what_is_brought():
    (text,) = texts_of(made(delivery()))
    for said in (
        "Bon de livraison", "Les bons jours de l’occasion, édition novembre 2026", "BL-2026-0017", "T3 Saumurois",
        "jeudi 5 novembre, matin", "Boutique n° 14", "Recyclerie des Troglos", "49700 Doué-en-Anjou", "Mme Prénom Nom",
        "02 41 00 00 14", "sonner à la grille verte", "Équipe logistique", "ROUE n° 3", "Pour la boutique",
        "Pour le Département", "Total : 8 articles, 42 unités.",
        "Matériel prêté (8 panneaux, roue n° 3, malle n° 2, oriflamme n° 6) à rendre le lundi 18 novembre.",
    ):  # fmt: skip
        assert said in text, said


def test_the_stub_has_its_own_number_and_a_box_for_each_thing_to_give_back():
    file = made(delivery())
    (text,) = texts_of(file)
    stub = text[text.index("Bon de reprise") :]
    for said in ("BR-2026-0017", "8 panneaux", "Roue n° 3", "Malle n° 2", "Oriflamme n° 6", "complet", "manquant"):
        assert said in stub
    assert sorted(codes(file)) == [f"{SITE}BL-2026-0017", f"{SITE}BR-2026-0017"]


def test_numbers_are_the_largest_figures_of_the_fields_and_stub():
    (page,) = pages(made(delivery()))
    said = "".join(sign.text for sign in page)
    for number in ("BL-2026-0017", "BR-2026-0017"):
        first = page[said.index(number)]
        assert first.bottom - first.top > 3.2  # mm, capitals of 13 points


@pytest.mark.parametrize("black", [False, True])
def test_codes_read_from_a_grey_page_at_the_resolution_of_a_fax(black):
    read = zxingcpp.read_barcodes(grey(made(delivery(), black=black), dpi=100))
    assert sorted(one.text for one in read) == [f"{SITE}BL-2026-0017", f"{SITE}BR-2026-0017"]


def test_a_code_is_25_mm_wide_with_four_modules_of_white_around():
    file = made(delivery(stub=None, lines=LINES[:3]))
    dots = 300 / 25.4
    picture = grey(file, dpi=300)
    (found,) = zxingcpp.read_barcodes(picture)
    left, right = found.position.top_left.x, found.position.top_right.x
    assert (right - left) / dots == pytest.approx(25, abs=0.5)
    assert found.ec_level in ("M", "Q", "H")
    module = (right - left) / 33
    middle = (found.position.top_left.y + found.position.bottom_left.y) // 2
    for shift in (1, 2, 3):
        assert picture.getpixel((int(left - shift * module), middle)) > 250
        assert picture.getpixel((int(right + shift * module), middle)) > 250


def test_every_text_keeps_its_contrast_once_grey():
    palette = Palette()

    def shade(name: str) -> str:
        red, green, blue = (int(palette.hex(name)[at : at + 2], 16) for at in (1, 3, 5))
        return "#" + 3 * f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}"

    pairs = (
        ("prune", "field"), ("prune", "menthe"), ("prune", "rose"), ("prune", "creme"), ("prune", "blanc"),
        ("creme", "prune"), ("encre60", "creme"), ("encre60", "blanc"), ("accent", "blanc"),
    )  # fmt: skip
    for text, ground in pairs:
        assert contrast(shade(text), shade(ground)) >= 4.5, (text, ground)


def test_black_alone_sets_no_colour_and_saves_ink():
    file = made(delivery(), taking(18), black=True)
    set_to = {
        tuple(float(one) for one in operands)
        for operands, operator in operations(file)
        if operator in ("rg", "RG", "g", "G")
    }
    assert set_to <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0,), (1.0,)}
    assert colour_operators(file) <= {"rg", "RG", "g", "G"}

    def inked(page: bytes) -> float:
        levels = grey(page, dpi=50).tobytes()
        return sum(255 - level for level in levels) / len(levels) / 255

    assert inked(file) < 0.6 * inked(made(delivery(), taking(18)))
    assert texts_of(file)[0] == texts_of(made(delivery()))[0]  # same words


def test_many_lines_flow_with_their_head_repeated_and_the_stub_last():
    file = made(delivery(lines=LINES + many(32)))
    said = texts_of(file)
    assert len(said) > 1
    assert all(f"page {rank} sur {len(said)}" in text for rank, text in enumerate(said, 1))
    assert all("Matériel" in text and "Prévu" in text for text in said)
    assert all("BL-2026-0017" in text for text in said)
    assert ["Bon de reprise" in text for text in said] == [False] * (len(said) - 1) + [True]
    whole = " ".join(said)
    for rank in range(1, 33):
        assert f"PAN n° {rank} " in whole
    assert stay_on_the_page(file)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 60), st.booleans())
def test_however_many_lines_each_is_there_once_and_a_signature_is_never_alone(count, back):
    file = made(delivery(lines=many(count, back=back), place=replace(PLACE, access_note="")))
    said = texts_of(file)
    whole = " ".join(said)
    for rank in range(1, count + 1):
        assert whole.count(f"PAN n° {rank} ") == 1
    (last,) = [text for text in said if "Pour la boutique" in text]
    assert "PAN n°" in last
    assert stay_on_the_page(file)


def test_nothing_to_give_back_means_no_stub_and_says_so():
    file = made(delivery(lines=LINES[:4]))
    (text,) = texts_of(file)
    assert "Rien à rendre : tout est pour la boutique." in text
    assert "Bon de reprise" not in text
    assert codes(file) == [f"{SITE}BL-2026-0017"]


def test_only_things_to_give_back_and_no_date_yet():
    (text,) = texts_of(made(delivery(lines=LINES[4:], due="")))
    assert "Total : 4 articles, 11 unités." in text
    assert "à rendre, la date vous sera dite." in text


def test_hostile_words_are_printed_as_words_whole_and_within_the_page():
    lines = tuple(SlipLine(HOSTILE, f"{HOSTILE} {rank}", 99999, f"{HOSTILE} n° {rank}") for rank in range(40))
    place = SlipPlace(HOSTILE, HOSTILE, (HOSTILE, HOSTILE), HOSTILE, HOSTILE, HOSTILE * 3)
    file = made(delivery(lines=lines, place=place, round_name=HOSTILE, when=HOSTILE, by=HOSTILE, phone=HOSTILE))
    signs = ["".join(sign.text for sign in page) for page in pages(file)]
    whole = "".join(signs)
    assert whole.count("<imgsrc=xonerror=alert(1)>" + "A" * 90) >= 80  # each name and reference
    assert all(f"n°{rank}" in signs[-1] for rank in range(40))  # the stub tells them apart by their end
    assert "\ufffd" not in whole
    assert "🎉" not in whole
    assert stay_on_the_page(file)


@settings(max_examples=20, deadline=None)
@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_a_slip_is_made(name, note, back):
    place = SlipPlace("Boutique n° 1", name, (note,), note, name, note)
    file = made(delivery(place=place, lines=(SlipLine(name, note, 1, back),)), taking(place=place))
    assert stay_on_the_page(file)


def test_a_return_slip_is_checked_piece_by_piece():
    file = made(taking())
    (text,) = texts_of(file)
    for said in ("Bon de reprise", "BR-2026-0017", "Rendu", "Abîmé", "Manque", "Restes repris", "ROUE n° 3"):
        assert said in text
    assert "À reprendre : 4 articles, 11 unités." in text
    assert codes(file) == [f"{SITE}BR-2026-0017"]


def test_a_round_is_one_file_in_the_order_given_with_a_bookmark_a_slip():
    order = (9, 4, 7)
    file = made(*(delivery(number) for number in order))
    with pikepdf.open(io.BytesIO(file)) as pdf, pdf.open_outline() as outline:
        assert [str(one.title) for one in outline.root] == [f"BL-2026-{one:04} Recyclerie des Troglos" for one in order]
    assert [f"BL-2026-{one:04}" in text for one, text in zip(order, texts_of(file), strict=True)] == [True] * 3


def test_a_code_that_cannot_be_read_blocks_the_file():
    built = paper(slips(delivery(url=SITE + "é" * 1200)))
    assert any("Codes QR" in str(one) for one in built.blocking)
    good = {one.subject: one.verdict for one in paper(slips(delivery())).checks}
    assert good["Codes QR"] is Verdict.GOOD


def test_a_slip_is_read_aloud_in_order_and_checkers_find_nothing():
    file = made(delivery(), taking(18), delivery(19, lines=LINES + many(32)))
    assert problems(file) == ([], [])
    heard = [one.words for one in aloud(file)]
    for before, after in (
        ("Bon de livraison", "N° du bon BL-2026-0017"),
        ("N° du bon BL-2026-0017", "Affiches A3 AFF-A3"),
        ("Affiches A3 AFF-A3", "Roue n° 3"),
        ("Roue n° 3", "État : à cocher, complet, abîmé ou manquant."),
    ):
        assert heard.index(before) < heard.index(after)
    assert any(words.startswith("Code QR : bon de reprise BR-2026-0017") for words in heard)


def test_the_file_is_french_titled_carries_its_fonts_and_is_the_same_each_time():
    file = made(delivery())
    assert is_sound(file, "Bons de livraison, T3 Saumurois")
    assert file == made(delivery())


def test_a_round_of_twenty_slips_is_one_page_each():
    file = made(*(delivery(number) for number in range(1, 21)))
    assert len(texts_of(file)) == 20
    assert len(file) < 400_000


def test_a_long_list_of_returns_keeps_its_boxes_in_columns():
    lines = tuple(ReturnLine(f"Panneau {rank}", f"PAN n° {rank}") for rank in range(1, 41))
    said = texts_of(made(taking(lines=lines)))
    assert all("Rendu" in text for text in said)
    assert sum(text.count("PAN n°") for text in said) == 40
