"""Posters read back from the page, with the data of every day and those that break layouts."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from campaign.documents import office_text as fonts
from campaign.documents.catalogue import KINDS, build
from campaign.documents.colours import Palette
from campaign.documents.content import Partner, Place, few_days, period
from campaign.documents.fitting import broken
from campaign.documents.presets import Preset
from tests.documents import reading
from tests.documents.campaigns import DAYS, HOSTILE, LONG, LONG_PLACE, URL, campaign, logo
from tests.documents.shops_at_hand import LONGEST

POSTERS = ("affiche-a3", "affiche-a2", "abribus")
APRIL = tuple(date(2014, 4, day) for day in (2, 5, 9, 12))


def text_of(content, kind="affiche-a3", preset=Preset.SCREEN) -> str:
    return reading.texts(build(kind, content, preset).data)[0]


def inside(built, margin: float) -> bool:
    """Whether every sign stays that far, in mm, from the edges of a screen page."""
    width, height = built.trim_mm
    return all(
        sign.left >= margin and sign.top >= margin and sign.right <= width - margin and sign.bottom <= height - margin
        for sign in reading.pages(built.data)[0]
    )


@pytest.mark.parametrize("kind", POSTERS)
def test_a_poster_says_what_when_where_and_who_pays(kind):
    built = build(kind, campaign(), Preset.SCREEN)
    text = reading.texts(built.data)[0]
    for words in (
        "Les bons", "jours de", "l’occasion", "mercredi", "13", "samedi", "16", "novembre", "10 h – 18 h",
        "20 boutiques", "solidaires", "ouvrent grand leurs portes", "partout en Maine-et-Loire",
        "lesbonsjours-occasion.fr", "Imprimerie Exemple, Angers",
    ):  # fmt: skip
        assert words in text
    assert "…" not in text.replace("jouets…", "")
    assert built.notices == ()


@pytest.mark.parametrize("kind", POSTERS)
@pytest.mark.parametrize("preset", list(Preset))
def test_every_poster_is_ready_for_its_use(kind, preset):
    built = build(kind, campaign(partners=(Partner("Ville", logo(1800, 700)),)), preset)
    assert built.blocking == ()
    assert reading.is_sound(built.data, f"{KINDS[kind].label} – Les bons jours de l’occasion")
    operators = reading.colour_operators(built.data)
    assert operators <= ({"k", "K"} if preset.finish.inks else {"rg", "RG"})
    if preset.finish.inks:
        limit = 2.25 if kind == "abribus" else 2.8
        assert max(sum(inks) for inks in reading.inks_used(built.data)) <= limit + 1e-6
        assert reading.image_spaces(built.data) <= {"/DeviceCMYK"}
    assert reading.codes(built.data, scale=1.5 if kind != "abribus" else 0.4) == [URL]


def test_a_poster_has_its_printed_size():
    built = build("affiche-a2", campaign(), Preset.SCREEN)
    assert built.trim_mm == (420, 594)
    assert built.pages == 1


def test_the_same_data_make_the_same_poster():
    assert build("affiche-a3", campaign(), Preset.PRINTER) == build("affiche-a3", campaign(), Preset.PRINTER)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_each_day_has_its_tag(count):
    text = text_of(campaign(days=APRIL[:count]))
    assert text.count("avril") == count
    assert all(str(day.day) in text for day in APRIL[:count])


def test_days_of_two_months_each_say_their_month_and_the_first_is_written_first():
    text = text_of(campaign(days=(date(2013, 11, 30), date(2013, 12, 1))))
    assert "novembre" in text
    assert "décembre" in text
    assert " er" in text.split("dimanche")[1]  # raised beside the numeral


def test_beyond_four_days_one_tag_says_the_period_and_a_notice_says_so():
    built = build("affiche-a3", campaign(days=(*APRIL, date(2014, 4, 16))), Preset.SCREEN)
    text = reading.texts(built.data)[0]
    assert "du 2" in text
    assert "au 16 avril" in text
    assert any("période" in str(notice) for notice in built.notices)


@pytest.mark.parametrize("kind", POSTERS)
@pytest.mark.parametrize("focus", [None, LONG])
def test_a_period_over_two_months_is_as_large_as_its_wide_tag_allows(kind, focus):
    days = (*(date(2013, 11, day) for day in (26, 27, 28, 29)), date(2013, 12, 4))
    built = build(kind, campaign(days=days, focus=focus), Preset.SCREEN)
    text = reading.texts(built.data)[0]
    assert "du 26 novembre au 4 décembre" in text
    width = built.trim_mm[0]
    heights = [
        sign.bottom - sign.top for sign in reading.pages(built.data)[0]
        if sign.text == "b" and sign.left < 0.45 * width and sign.top > 0.5 * width
    ]  # fmt: skip
    assert max(heights) > 0.02 * width  # 6 mm on an A3, against 3 before


def test_hours_that_differ_are_not_printed_on_the_tags():
    assert "18 h" not in text_of(campaign(hours=None))
    assert "horaires sur" in text_of(campaign(hours=None))


def test_a_long_departement_holds_on_its_line():
    built = build("affiche-a3", campaign(place=LONG_PLACE, days=DAYS), Preset.SCREEN)
    assert "partout dans les Alpes-de-Haute-Provence" in reading.texts(built.data)[0]
    assert built.blocking == ()
    assert inside(built, 5)


def test_lines_under_the_headline_are_broken_so_that_none_looks_small():
    built = build("affiche-a3", campaign(place=LONG_PLACE), Preset.SCREEN)
    lost = [int(number) for notice in built.notices for number in re.findall(r"réduit de (\d+)", str(notice))]
    assert max(lost, default=0) <= 30
    assert len({(one.about, one.field) for one in built.notices}) == len(built.notices)


def test_the_poster_of_a_shop_says_its_address_and_its_own_hours():
    shop = replace(
        LONG,
        name="Tout repart !",
        address="25 rue de Bordeaux",
        commune="Cholet",
        hours="mer. 14 h – 18 h, sam. 10 h – 12 h",
    )
    text = text_of(campaign(focus=shop, hours=None))
    assert "Tout repart ! ouvre grand ses portes 25 rue de Bordeaux" in text
    assert "Cholet" in text
    assert "mer. 14 h – 18 h, sam. 10 h – 12 h" in text
    assert "mer. 14 h" not in text_of(campaign(focus=shop))  # said by the tags


def test_a_line_of_its_own_begins_by_a_capital():
    shop = replace(LONG, name="La Remise", address="route de Cheffes", commune="Tiercé", activities=("café offert",))
    assert "Route de Cheffes" in text_of(campaign(focus=shop))
    back = reading.texts(build("flyer-a5", campaign(shops=(shop,)), Preset.SCREEN).data)[1]
    assert "Route de Cheffes, Tiercé" in back
    assert "Café offert" in back


def test_a_shop_without_address_is_said_by_its_commune_with_no_wrong_preposition():
    text = text_of(campaign(focus=replace(LONG, address="", commune="Les Ponts-de-Cé")))
    assert "à Les" not in text
    assert "Les Ponts-de-Cé" in text


@pytest.mark.parametrize("days", [DAYS[:1], DAYS, APRIL])
def test_a_name_of_a_hundred_and_twenty_signs_holds_on_a_poster(days):
    built = build("affiche-a3", campaign(focus=replace(LONG, name=LONGEST), days=days), Preset.SCREEN)
    assert LONGEST in reading.texts(built.data)[0]
    assert built.blocking == ()


def test_one_shop_is_written_in_the_singular():
    text = text_of(campaign(count=1))
    assert "1 boutique solidaire ouvre grand ses portes en Maine-et-Loire" in text


@pytest.mark.parametrize("days", [DAYS[:1], DAYS, APRIL])
def test_a_shop_with_a_very_long_name_keeps_it_whole(days):
    built = build("affiche-a3", campaign(focus=LONG, days=days), Preset.SCREEN)
    text = reading.texts(built.data)[0]
    assert LONG.name in text
    assert "12 bis, boulevard" in text
    assert built.blocking == ()
    assert inside(built, 5)


def test_a_name_too_long_for_any_layout_gives_way_to_the_short_one():
    shop = replace(LONG, name="A" * 120, short_name="Troc de l’Anjou", address="")
    built = build("affiche-a3", campaign(focus=shop), Preset.SCREEN)
    assert "Troc de l’Anjou" in reading.texts(built.data)[0]
    assert any(notice.about == shop.name and notice.field == "nom" for notice in built.notices)
    assert built.blocking == ()


def test_a_name_too_long_without_a_short_one_blocks_and_says_which_shop():
    built = build("affiche-a3", campaign(focus=replace(LONG, name="A" * 120)), Preset.SCREEN)
    assert [notice.about for notice in built.blocking] == ["A" * 120]
    assert inside(built, 5)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("days", [DAYS, APRIL])
def test_no_name_leaves_the_page_or_stops_the_poster(name, days):
    built = build("affiche-a3", campaign(focus=replace(LONG, name=name), days=days), Preset.PRINTER)
    assert built.pages == 1
    screen = build("affiche-a3", campaign(focus=replace(LONG, name=name), days=days), Preset.SCREEN)
    assert inside(screen, 5)
    assert "\ufffe" not in reading.texts(screen.data)[0]


def test_a_name_no_font_can_print_is_said_and_blocks():
    built = build("affiche-a3", campaign(focus=replace(LONG, name="שלום")), Preset.SCREEN)
    assert "Boutique n° 3" in reading.texts(built.data)[0]
    assert [(notice.about, notice.field) for notice in built.blocking] == [("שלום", "nom")]


def test_partners_without_a_usable_logo_are_named():
    partners = (
        Partner("Sans logo"), Partner("Cassé", b"\x89PNG\r\n\x1a\n!"), Partner("Petit", logo(60, 30)),
        Partner("Vide", logo(40, 40, (0, 0, 0, 0))), Partner("Grand", logo(1800, 700)),
    )  # fmt: skip
    built = build("affiche-a3", campaign(partners=partners), Preset.PRINTER)
    text = reading.texts(built.data)[0]
    assert all(name in text for name in ("Sans logo", "Cassé", "Petit", "Vide"))
    assert "Grand" not in text
    assert {notice.about for notice in built.notices if notice.field == "logo"} == {"Cassé", "Petit", "Vide"}


def drawn_sizes(file: bytes) -> list[tuple[float, float, float]]:
    """Width, height and bottom of each picture of the page, in points."""
    found, matrix = [], None
    for operands, operator in reading.operations(file):
        if operator == "cm":
            matrix = [float(one) for one in operands]
        elif operator == "Do" and matrix and matrix[1] == matrix[2] == 0 and matrix[0] > 5:
            found.append((matrix[0], matrix[3], matrix[5]))
    return found


@pytest.mark.parametrize("kind", ["affiche-a3", "abribus", "flyer-a5"])
@pytest.mark.parametrize(
    "shapes", [((1600, 400), (900, 900)), ((1600, 400), (900, 900), (700, 1100), (1400, 700), (1200, 800))]
)
def test_logos_of_all_shapes_have_one_area_and_stand_on_one_line(kind, shapes):
    partners = tuple(Partner(f"P{rank}", logo(*shape)) for rank, shape in enumerate(shapes))
    sizes = drawn_sizes(build(kind, campaign(partners=partners), Preset.SCREEN).data)
    areas = [wide * high for wide, high, _ in sizes]
    assert len(sizes) == len(shapes)
    assert max(areas) < 1.03 * min(areas)
    assert len({round(bottom, 1) for _, _, bottom in sizes}) == 1


def test_an_a5_shows_five_partners_and_names_the_others():
    partners = tuple(Partner(f"Partenaire {rank}", logo(900, 400)) for rank in range(1, 8))
    built = build("flyer-a5", campaign(partners=partners), Preset.SCREEN)
    front, back = reading.texts(built.data)
    assert len(drawn_sizes(built.data)) == 5
    assert "Et leurs partenaires : Partenaire 6 et Partenaire 7." in front
    assert "Partenaire" not in back


def test_a_white_logo_made_for_dark_papers_has_a_dark_plate():
    white = Partner("Blanc", logo(1200, 600, (255, 255, 255, 255)))
    page = reading.picture(build("affiche-a3", campaign(partners=(white,)), Preset.SCREEN).data, scale=1)
    strip = page.crop((0, int(page.height * 0.94), page.width // 2, page.height))
    assert any(colour == (0x34, 0x14, 0x2E) and count > 50 for count, colour in strip.getcolors(100_000))


def test_without_partner_the_legal_line_has_the_whole_strip():
    built = build("affiche-a3", campaign(partners=()), Preset.SCREEN)
    legal = [sign for sign in reading.pages(built.data)[0] if sign.top > 405]
    assert min(sign.left for sign in legal) < 18
    assert max(sign.bottom for sign in legal) - min(sign.top for sign in legal) < 4  # one line


def test_partners_beyond_eight_are_in_the_legal_line():
    partners = tuple(Partner(f"Partenaire {number}") for number in range(1, 12))
    text = text_of(campaign(partners=partners))
    assert all(partner.name in text for partner in partners)
    assert "Et leurs partenaires" in text


def test_long_partners_and_credits_hold_in_the_strip():
    partners = tuple(Partner(f"Communauté d’agglomération du Val numéro {n} et des Collines") for n in range(8))
    built = build("affiche-a3", campaign(partners=partners, credits="Prénom Nom, " * 12), Preset.SCREEN)
    assert inside(built, 5)
    assert built.blocking == ()


def test_a_long_address_of_the_site_is_cut_and_still_read_by_a_telephone():
    url = "https://www.maine-et-loire.fr/environnement/les-bons-jours-de-l-occasion-2013"
    built = build("affiche-a3", campaign(url=url), Preset.PRINTER)
    assert reading.codes(built.data) == [url]
    assert built.blocking == ()


@pytest.mark.parametrize(
    "palette", [Palette("#FFB0B5", "#7A1FA2", "#2B4A8B"), Palette("#9CC9F0", "#B3261E", "#1D5C2E")]
)
def test_other_colours_stay_within_the_inks(palette):
    built = build("affiche-a3", campaign(colours=palette), Preset.PRINTER)
    assert reading.colour_operators(built.data) <= {"k", "K"}
    assert max(sum(inks) for inks in reading.inks_used(built.data)) <= 2.8


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=120), st.text(max_size=80), st.integers(1, 4))
def test_a_poster_is_made_whatever_people_typed(name, place, count):
    content = campaign(
        focus=replace(LONG, name=name, address=place),
        days=APRIL[:count],
        place=Place(place, f"en {place}", f"de {place}"),
    )
    built = build("affiche-a3", content, Preset.SCREEN)
    assert inside(built, 4)


def test_days_are_written_short_and_the_period_too():
    assert few_days(DAYS) == "13 & 16\u00a0novembre"
    assert few_days((date(2013, 11, 30), date(2013, 12, 1))) == "30\u00a0novembre & 1er\u00a0décembre"
    assert few_days(APRIL) == "2, 5, 9 & 12\u00a0avril"
    assert period(APRIL) == "du\u00a02 au\u00a012\u00a0avril"


def test_logos_of_any_make_are_drawn_or_named_and_never_stop_the_poster():
    def saved(picture, kind: str) -> bytes:
        out = io.BytesIO()
        picture.save(out, kind)
        return out.getvalue()

    partners = (
        Partner("CMJN", saved(Image.new("CMYK", (1500, 600), (255, 100, 0, 0)), "JPEG")),
        Partner("Immense", saved(Image.new("L", (20_000, 200), 90), "PNG")),
        Partner("Vecteurs", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Partner("Animé", saved(Image.new("P", (900, 900), 3), "GIF")),
    )
    for preset in Preset:
        built = build("affiche-a3", campaign(partners=partners), preset)
        assert [notice.about for notice in built.notices if notice.field == "logo"] == ["Vecteurs"]
        assert len(built.data) < 400_000


def test_nothing_is_set_under_the_smallest_legal_size():
    built = build("affiche-a3", campaign(focus=LONG, days=APRIL), Preset.SCREEN)
    heights = {sign.bottom - sign.top for sign in reading.pages(built.data)[0] if sign.text in "ABCDEFGHLM"}
    assert min(heights) > 5.2 * 0.68 / reading.MM


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Les bons jours de l’occasion", ("Les bons", "jours de", "l’occasion")),
        ("Bons plans", ("Bons", "plans")),
        ("Troc", ("Troc",)),
    ],
)
def test_a_title_typed_on_one_line_is_staggered(title, lines):
    assert broken(title, fonts.TITLE, 3) == lines
    built = build("affiche-a3", campaign(title=(title,)), Preset.SCREEN)
    assert built.blocking == ()
    assert all(line in reading.texts(built.data)[0] for line in lines)


@pytest.mark.parametrize("title", [("A" * 60,), ("🎉",), ("mot " * 30,), ("Un", "deux", "trois", "quatre", "cinq")])
def test_no_title_leaves_the_page(title):
    assert inside(build("affiche-a3", campaign(title=title), Preset.SCREEN), 5)
