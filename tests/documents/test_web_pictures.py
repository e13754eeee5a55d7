"""The square and the banner: pictures of the right size, words that go beside them."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from campaign.documents import web_pictures
from campaign.documents.catalogue import KINDS, build
from campaign.documents.colours import Palette
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents import reading
from tests.documents.campaigns import DAYS, HOSTILE, LONG, LONG_PLACE, campaign

SIZES = {"carre-social": (1080, 1080), "banniere": (1500, 375)}
DRAWN = {"carre-social": web_pictures.square, "banniere": web_pictures.banner}
APRIL = tuple(date(2014, 4, day) for day in (2, 5, 9, 12))


def page(kind: str, content) -> tuple[str, list, Sheet]:
    """The words and signs of the page a picture is made of."""
    sheet = Sheet("Essai", KINDS[kind].format_mm, Preset.SCREEN, content.colours)
    DRAWN[kind](sheet, content)
    file = sheet.finish(content.made_at)
    return reading.texts(file)[0], reading.pages(file)[0], sheet


@pytest.mark.parametrize("kind", list(SIZES))
@pytest.mark.parametrize("preset", list(Preset))
def test_a_picture_has_its_pixels_whatever_the_preset(kind, preset):
    built = build(kind, campaign(), preset)
    picture = Image.open(io.BytesIO(built.data))
    assert (built.extension, picture.format, picture.size, picture.mode) == ("png", "PNG", SIZES[kind], "RGB")
    assert built.blocking == ()


def test_the_square_is_pink_unless_the_departement_has_its_own_field():
    def corner(content):
        return Image.open(io.BytesIO(build("carre-social", content, Preset.SCREEN).data)).getpixel((3, 3))

    assert corner(campaign()) == (0xFF, 0xA9, 0xB0)
    assert corner(campaign(colours=Palette(field="#9CC9F0"))) == (0x9C, 0xC9, 0xF0)


@pytest.mark.parametrize("kind", list(SIZES))
def test_a_picture_says_the_days_and_the_shops(kind):
    text, _, _ = page(kind, campaign())
    assert "Les bons jours de l’occasion" in text
    assert "13 & 16 novembre" in text
    assert "20 boutiques solidaires en Maine-et-Loire" in text


@pytest.mark.parametrize("kind", list(SIZES))
@pytest.mark.parametrize("days", [DAYS[:1], APRIL, (date(2013, 11, 30), date(2013, 12, 1))])
@pytest.mark.parametrize("change", [{"focus": LONG}, {"place": LONG_PLACE}])
def test_long_names_hold_whole(kind, days, change):
    content = campaign(days=days, **change)
    text, signs, sheet = page(kind, content)
    assert (LONG.name if "focus" in change else "dans les Alpes-de-Haute-Provence") in text
    assert sheet.notices.blocking == ()
    width, height = KINDS[kind].format_mm
    assert all(sign.left > 0 and sign.right < width and sign.top > 0 and sign.bottom < height for sign in signs)


def test_a_name_that_ends_by_a_mark_takes_no_comma():
    shop = replace(LONG, name="Tout repart !", address="25 rue de Bordeaux", commune="Cholet")
    assert "Tout repart ! – Cholet" in page("banniere", campaign(focus=shop))[0]
    assert "Tout repart ! – 25 rue de Bordeaux, Cholet" in build("banniere", campaign(focus=shop), Preset.SCREEN).words
    square = page("carre-social", campaign(focus=shop))[0]
    assert "Tout repart ! 25 rue de Bordeaux, Cholet" in square


def test_a_long_place_takes_two_lines_of_the_square_rather_than_small_letters():
    _, _, sheet = page("carre-social", campaign(place=LONG_PLACE, days=(date(2013, 11, 30), date(2013, 12, 1))))
    assert sheet.notices.found == ()


@pytest.mark.parametrize("kind", list(SIZES))
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_stops_a_picture(kind, name):
    _, signs, _ = page(kind, campaign(focus=replace(LONG, name=name)))
    width, height = KINDS[kind].format_mm
    assert all(sign.left > 0 and sign.right < width and sign.top > 0 and sign.bottom < height for sign in signs)


def test_the_words_beside_a_picture_are_ready_to_paste():
    words = build("carre-social", campaign(), Preset.SCREEN).words
    caption, hashtags, alternative = words.split("\n\n")[1:]
    assert "mercredi 13 et samedi 16 novembre 2013, 10\u00a0h\u00a0–\u00a018\u00a0h" in caption
    assert "https://lesbonsjours-occasion.fr" in caption
    assert hashtags.splitlines()[1] == "#LesBonsJoursDeLOccasion #Reemploi #SecondeMain"
    assert "20\u00a0boutiques solidaires en Maine-et-Loire" in alternative


def test_the_words_of_a_shop_say_where_it_is():
    words = build("banniere", campaign(focus=LONG), Preset.SCREEN).words
    assert f"{LONG.name}, {LONG.address}, {LONG.commune}" in words
