"""The answer sheet: one page whatever the shop, its code, what is known, and nothing over anything else."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.base.errors import Refused
from campaign.documents.answer_sheet import answer_sheets
from campaign.documents.answer_sheet_content import AnswerSheet, SheetDay, SheetNeed
from campaign.documents.catalogue import build
from campaign.documents.preflight import Verdict, examined
from campaign.documents.presets import Preset
from tests.documents.campaigns import campaign
from tests.documents.reading import (
    MM,
    colour_operators,
    inks_used,
    is_sound,
    pages,
    picture,
    stay_on_the_page,
    texts,
)
from tests.documents.test_letters import TYPED

DAYS = tuple(
    SheetDay(weekday, number, "novembre", "10 h", "18 h")
    for weekday, number in (("mercredi", 11), ("jeudi", 12), ("vendredi", 13), ("samedi", 14))
)
SHEET = AnswerSheet(
    code="4F-7K2",
    edition="Novembre 2026",
    days_text="mercredi 11 et samedi 14 novembre 2026",
    shop="La Malle à Félicie",
    address=("31 rue des Artisans", "49100 Angers"),
    contact="Félicie Martin",
    sheet=(("Horaires habituels", "mar.-sam. 10 h – 18 h"), ("Téléphone", "02 41 00 00 05"), ("Courriel", "")),
    presences=(("yes", "Oui, on en est"), ("undecided", "Pas encore décidé"), ("no", "Non, pas cette fois")),
    presence="",
    days=DAYS[::3],
    activities=tuple((name, name == "Musique") for name in ("Café offert", "Musique", "Crêpes", "Jeux", "Vente flash")),
    other_activity="",
    needs=(SheetNeed("Affiches A3", "pour la vitrine", 20), SheetNeed("Flyers", "paquets de 100")),
    access_note="",
    deadline="vendredi 25 septembre",
    body="Département d’essai",
    officer="Camille Roussel",
    phone="02 41 00 00 00",
    email="prevention@exemple.fr",
    return_address=("Département d’essai", "1 place de l’Essai", "49000 Angers"),
)  # fmt: skip


def printed(sheet, *others):
    return answer_sheets([sheet, *others], "Fiches-réponse", "Département d’essai")


def place_of(page, words):
    """(top, bottom) in mm of the first place where these words are printed."""
    wanted, said = "".join(words.split()), "".join(sign.text for sign in page)
    start = said.index(wanted)
    signs = page[start : start + len(wanted)]
    return min(sign.top for sign in signs), max(sign.bottom for sign in signs)


def test_the_sheet_says_the_shop_its_code_the_deadline_and_where_to_send_it():
    (text,) = texts(printed(SHEET))
    for said in ("4F-7K2", "La Malle à Félicie", "31 rue des Artisans", "vendredi 25 septembre", "49000 Angers"):
        assert said in text


def test_the_code_is_the_biggest_thing_to_read_after_the_title():
    (page,) = pages(printed(SHEET))
    top, bottom = place_of(page, SHEET.code)
    assert bottom - top > 5.5  # mm, capitals of 25 points
    assert bottom < 33


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_one_to_four_days_hold_on_one_page_with_every_part_above_the_next(count):
    note = "Quai à l’arrière, sonner deux fois. " * 8
    sheet = replace(SHEET, days=DAYS[:count], presence="yes", access_note=note, shop="Ressourcerie intercommunale " * 4)
    (page,) = pages(printed(sheet))
    parts = ("Votre contact", "Serez-vous", "Vos horaires", "Votre petit plus", "Votre kit", "Votre fiche")
    parts = (*parts, "Nom, date, signature", "Comment la renvoyer")
    places = [place_of(page, part) for part in parts]
    assert all(above[1] < below[0] for above, below in pairwise(places))
    last_words = place_of(page, "sonner deux fois. Quai")  # somewhere in the note
    assert places[5][1] < last_words[0] < places[6][0]
    assert stay_on_the_page(printed(sheet))


def test_a_former_answer_is_recalled_and_this_years_is_noted():
    (before,) = texts(printed(SHEET))
    (given_now,) = texts(printed(replace(SHEET, presence="yes")))
    assert before.count("La dernière fois :") == 4  # two days, activities, posters
    assert "La dernière fois : musique." in before
    assert "Noté : 20" in given_now
    assert "La dernière fois" not in given_now


def darkness(file, left, top, side):
    """How dark a square of the page is, from 0 to 1."""
    scale = 4 * 72 / 25.4
    square = picture(file).convert("L").crop(tuple(round(one * scale) for one in (left, top, left + side, top + side)))
    levels = list(square.tobytes())
    return 1 - sum(levels) / len(levels) / 255


def test_a_ticked_box_shows_in_black_and_white():
    plain, ticked = printed(SHEET), printed(replace(SHEET, presence="yes"))
    (page,) = pages(plain)
    top, _ = place_of(page, "Oui, on en est")
    assert darkness(ticked, 16, top - 0.4, 2.4) > darkness(plain, 16, top - 0.4, 2.4) + 0.15


def test_each_shop_has_its_page_and_its_bookmark():
    file = printed(SHEET, replace(SHEET, shop="Le Fil retrouvé", code="2V-P1K"))
    assert [code in text for code, text in zip(("4F-7K2", "2V-P1K"), texts(file), strict=True)] == [True, True]


def test_a_name_no_font_can_print_is_said_so_rather_than_shown_as_boxes():
    (text,) = texts(printed(replace(SHEET, contact="بوتيك", shop="Chez 🧦 Zoé")))
    assert "Chez Zoé" in text
    assert "\ufffd" not in text


def test_the_file_is_french_titled_and_carries_its_fonts():
    assert is_sound(printed(SHEET), "Fiches-réponse")


@settings(max_examples=25)
@given(TYPED, TYPED, st.integers(1, 4))
def test_whatever_is_typed_the_sheet_stays_one_page(shop, note, count):
    known = tuple((label, note) for label, _ in SHEET.sheet)
    sheet = replace(
        SHEET, shop=shop, contact=note, access_note=note, other_activity=shop, days=DAYS[:count], sheet=known,
        address=(shop, "49100 Angers"), presence="yes",
    )  # fmt: skip
    file = printed(sheet)
    assert len(pages(file)) == 1
    assert stay_on_the_page(file)


@pytest.mark.parametrize("preset", Preset)
def test_the_sheet_is_a_piece_of_a_kit_whatever_it_is_made_for(preset):
    built = build("fiche-reponse", campaign(sheet=replace(SHEET, presence="yes", days=DAYS)), preset)
    assert (built.pages, built.trim_mm, built.blocking) == (1, (210, 297), ())
    assert "4F-7K2" in texts(built.data)[0]
    assert is_sound(built.data, "Fiche-réponse – La Malle à Félicie")
    verdicts = {one.subject: one.verdict for one in examined(built.data, preset, built.trim_mm)}
    assert set(verdicts.values()) == {Verdict.GOOD}, verdicts


def test_its_bands_reach_the_end_of_the_bleed():
    file = build("fiche-reponse", campaign(sheet=SHEET), Preset.PRINTER).data
    page = picture(file, scale=10 / MM)  # ten pixels a millimetre: the bleed begins 10 mm inside the sheet
    width, height = page.size
    for x, y in ((102, 102), (width - 103, 102), (102, height - 103), (width - 103, height - 103)):
        assert page.getpixel((x, y)) != (255, 255, 255)
    assert page.getpixel((98, 300)) == (255, 255, 255)


def test_its_print_file_holds_no_screen_colour_and_small_text_is_black_alone():
    file = build("fiche-reponse", campaign(sheet=SHEET), Preset.ONLINE_PRINTER).data
    assert colour_operators(file) <= {"k", "K"}
    assert (0, 0, 0, 1) in inks_used(file)


def test_the_same_answers_make_the_same_sheet():
    content = campaign(sheet=SHEET)
    assert build("fiche-reponse", content, Preset.PRINTER) == build("fiche-reponse", content, Preset.PRINTER)


def test_without_a_shop_there_is_no_sheet_to_draw():
    with pytest.raises(Refused, match="boutique par boutique"):
        build("fiche-reponse", campaign(), Preset.SCREEN)
