"""The directory whole: pages by four, every shop once with its number, and what print files must hold."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.documents import ready
from campaign.documents.catalogue import build
from campaign.documents.colours import Palette
from campaign.documents.content import Shop
from campaign.documents.directory_plan import planned
from campaign.documents.directory_words import in_runs
from campaign.documents.presets import Preset
from tests.documents import reading
from tests.documents.campaigns import HOSTILE, LONG_PLACE, URL, campaign
from tests.documents.shops_at_hand import LONGEST, shops, territories

CATEGORIES = ("meubles", "vêtements", "livres", "vaisselle", "vélos", "électroménager", "jouets")


def those(count: int, long: bool = False):
    return tuple(
        replace(
            shop, name=shop.name if long else f"{shop.name} {shop.number}", phone=f"02 41 00 00 {shop.number:02d}",
            categories=CATEGORIES[: 1 + shop.number % 4],
        )
        for shop in shops(count, long)
    )  # fmt: skip


def made(count: int, preset: Preset = Preset.SCREEN, **changes):
    return build("annuaire", campaign(**({"shops": those(count), "territories": territories()} | changes)), preset)


def said(file: bytes) -> str:
    return " ".join(reading.texts(file)).replace("\ufffe", "").replace("\x02", "")


@pytest.mark.parametrize(("count", "pages"), [(1, 8), (2, 8), (8, 8), (20, 12), (60, 24)])
def test_pages_are_a_multiple_of_four_with_three_shops_a_page(count, pages):
    built = made(count)
    assert built.pages == pages == len(reading.pages(built.data))
    assert not built.blocking


@pytest.mark.parametrize("count", [2, 20, 60])
def test_every_shop_is_there_once_with_its_telephone(count):
    text = said(made(count).data)
    for shop in those(count):
        assert len(re.findall(rf"{re.escape(shop.phone)}(?!\d)", text)) == 1
        words = shop.name.replace("\u00a0", " ").split()
        # Titles are read in other lines than typed: the last words suffice, « … 12 » is each shop's own.
        assert len(re.findall(rf"{re.escape(words[-2])}\s+{words[-1]}(?!\d)", text)) == 1


def test_numbers_of_the_list_are_one_to_sixty_each_on_a_chapter_page():
    document = pypdfium2.PdfDocument(io.BytesIO(made(60).data))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in list(document)[4:-4])
    for shop in those(60):
        assert f" {shop.number} " in f" {text} "


def test_a_territory_over_several_pages_says_so():
    assert "(suite)" in said(made(60).data)
    assert "(suite)" not in said(made(8).data)


def test_readers_find_chapters_in_the_outline():
    document = pypdfium2.PdfDocument(io.BytesIO(made(20).data))
    entries = [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
    assert (0, "La carte", 4) in entries
    chapters = [page for level, _, page in entries if level == 1]
    assert chapters == sorted(chapters)
    assert chapters[0] == 5
    assert any(name == "Angers Loire Métropole" for _, name, _ in entries)


def test_the_legend_gives_the_very_page_of_each_chapter():
    file = made(20).data
    texts = reading.texts(file)
    told = re.findall(r"· page (\d+)", texts[3])
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    entries = [one for one in document.get_toc() if one.level == 1]
    assert sorted(int(page) for page in told) == sorted(one.get_dest().get_index() + 1 for one in entries)


@pytest.mark.parametrize("preset", [Preset.PRINTER, Preset.ONLINE_PRINTER])
def test_a_print_file_has_no_rgb_and_every_page_its_boxes(preset):
    built = made(20, preset)
    assert reading.colour_operators(built.data) <= {"k", "K"}
    assert max(sum(inks) for inks in reading.inks_used(built.data)) <= 2.801
    slug = preset.finish.slug
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        for page in pdf.pages:
            trim = [float(value) / reading.MM for value in page.TrimBox]
            assert trim == pytest.approx([slug, slug, 148 + slug, 210 + slug], abs=0.01)


@pytest.mark.parametrize("preset", list(Preset))
def test_fonts_title_and_language_are_in_the_file(preset):
    assert reading.is_sound(made(8, preset).data, "Annuaire A5 – Les bons jours de l’occasion")


def test_telephones_read_the_site_on_the_map_and_on_the_back():
    file = made(20).data
    assert reading.codes(file, 3, scale=4) == [URL]
    assert reading.codes(file, 11, scale=4) == [URL]


def test_the_imprint_carries_the_line_of_the_law():
    assert "Ne pas jeter sur la voie publique. Impression : Imprimerie Exemple, Angers" in said(made(8).data)
    content = campaign(shops=those(8), territories=territories(), printer="")
    assert any("1881" in str(one) for one in ready.made("annuaire", content, Preset.PRINTER).blocking)


def test_a_name_beyond_three_lines_gives_way_to_the_short_one_else_it_blocks_by_name():
    name = f"{LONGEST}, section locale du Haut-Anjou, des Mauges et du Saumurois"
    one = replace(those(1)[0], name=name, short_name="La Malle solidaire")
    crowd = tuple(replace(one, number=number, phone="") for number in range(1, 7))
    built = made(1, shops=crowd)
    assert not built.blocking
    assert said(built.data).count("La Malle solidaire") == 6
    built = made(1, shops=tuple(replace(shop, short_name="") for shop in crowd))
    assert {(one.about, one.field) for one in built.blocking} == {(name, "nom court")}
    assert "Association intermédiaire" in said(built.data)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_only_text(name):
    shop = replace(
        those(1)[0], name=name, address=name, commune=name, hours=name, phone=name, categories=(name,), territory=name,
        activities=(name,),
    )  # fmt: skip
    built = made(1, shops=tuple(replace(shop, number=number) for number in range(1, 6)))
    assert built.pages % 4 == 0
    assert_inside(built.data)
    assert "□" not in said(built.data)
    if "<b>" in name:
        assert "<script>" in said(built.data)


@pytest.mark.parametrize("count", [2, 8, 20, 60])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_comes_near_the_edge_nor_is_there_an_ellipsis_in_a_name(count, long):
    built = made(count, shops=those(count, long))
    assert built.pages % 4 == 0
    assert_inside(built.data)
    for text in reading.texts(built.data)[4:-4]:
        assert "…" not in text


def test_five_days_two_months_and_a_long_place_hold():
    days = (date(2013, 11, 29), date(2013, 11, 30), date(2013, 12, 1), date(2013, 12, 4), date(2013, 12, 7))
    built = made(20, days=days, place=LONG_PLACE, hours=None)
    assert not built.blocking
    assert "samedi 7 décembre" in said(built.data)
    assert_inside(built.data)


def test_shops_without_territory_nor_point_still_make_a_booklet():
    bare = tuple(replace(shop, territory="", point=None) for shop in those(12))
    built = made(12, shops=bare, territories=())
    assert built.pages == 8
    assert "Maine-et-Loire" in reading.texts(built.data)[3] + reading.texts(built.data)[4]


def test_a_departement_may_have_its_own_colours():
    built = made(8, Preset.PRINTER, colours=Palette(field="#FFA9B0", accent="#00666B", second="#34142E"))
    assert reading.colour_operators(built.data) <= {"k", "K"}


def test_the_same_data_make_the_same_file():
    assert made(8).data == made(8).data


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([4], "4"), ([4, 5], "4 et 5"), ([4, 5, 6], "4 à 6"), ([1, 3, 5, 6, 7, 8, 12], "1, 3, 5 à 8 et 12")],
)
def test_numbers_in_a_row_are_told_by_their_ends(numbers, words):
    assert in_runs(numbers) == words


def measured(parts) -> float:
    """A page holds six shops, less at the largest size; two territories share one when they have four shops in all."""
    count = sum(len(part.shops) for part in parts)
    most = 4 if len(parts) > 1 else 6
    return 0.0 if count > most else 1.18 if count <= 4 else 1.0


@given(st.lists(st.integers(1, 12), min_size=1, max_size=12))
def test_the_booklet_is_a_multiple_of_four_with_every_shop_once_in_order(sizes):
    territories_of = [name for name, size in enumerate(sizes) for _ in range(size)]
    shops_of = tuple(
        Shop(number, f"Boutique {number}", "Angers", territory=f"Territoire {name}")
        for number, name in enumerate(territories_of, 1)
    )
    plan = planned(shops_of, "Ici", measured)
    assert plan.total % 4 == 0
    printed = [shop.number for page in plan.chapters for part in page for shop in part.shops]
    assert printed == list(range(1, len(shops_of) + 1))
    for page in plan.chapters:
        assert measured(page)
        assert len(page) <= 2
    assert plan.giving or plan.total == 4 + len(plan.chapters)


def assert_inside(file: bytes) -> None:
    for page in reading.pages(file):
        for sign in page:
            assert sign.left >= 5, sign
            assert sign.right <= 143, sign
            assert sign.top >= 5, sign
            assert sign.bottom <= 205.2, sign
