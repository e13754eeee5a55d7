"""The back of the flyer, from one shop to sixty: every shop is there, nothing overlaps nor leaves the page."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.documents import address_list, flyer_verso, map_drawing
from campaign.documents.colours import TOKENS, Palette, contrast
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Campaign, Place, Shop
from campaign.documents.map_plan import APART, projection, simplified, spread
from campaign.documents.notices import Notices
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents import reading
from tests.documents.shops_at_hand import LONGEST, shops, territories

AT = datetime(2013, 9, 16, 8, 42, tzinfo=UTC)
DAYS = (date(2013, 11, 13), date(2013, 11, 16))
MAINE = Place("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire")


def verso(those: tuple[Shop, ...], preset: Preset = Preset.SCREEN, **changes) -> tuple[bytes, Notices]:
    values = {
        "title": ("Les bons", "jours de", "l’occasion"), "days": DAYS, "place": MAINE, "shops": those,
        "url": "https://lesbonsjours-occasion.fr", "hours": (time(10), time(18)),
        "printer": "Imprimerie Exemple, Angers", "paper": "papier recyclé",
    }  # fmt: skip
    sheet = Sheet("Flyer", (148, 210), preset, Palette())
    flyer_verso.draw(sheet, Campaign(**{**values, **changes}), territories())
    return sheet.finish(AT), sheet.notices


@pytest.mark.parametrize("count", [1, 2, 8, 20, 30])
def test_every_shop_is_named_with_its_number_and_town(count):
    those = shops(count)
    file, notices = verso(those)
    text = reading.texts(file)[0]
    assert not notices.blocking
    for shop in those:
        assert shop.commune.split()[-1] in text
        assert shop.name.split(" ")[-1].replace("\u00a0", " ") in text


def test_sixty_shops_are_told_town_by_town_with_their_numbers():
    file, notices = verso(shops(60))
    text = reading.texts(file)[0]
    assert not notices.blocking
    assert "Angers (8)" in text
    assert "60 adresses" in text


def scattered(count: int, territory: str = "") -> tuple[Shop, ...]:
    """As many towns of long names as shops, all over the département; in one territory when it is named."""
    saints = ("Georges-sur-Loire", "Barthélemy-des-Bois", "Mathurin-de-la-Potherie", "Clément-de-la-Place")
    return tuple(
        replace(
            shop, number=rank + 1, commune=f"Saint-{saints[rank % 4]} {rank}", territory=territory or shop.territory,
            point=(47.1 + (rank * 37 % 60) / 100, -1.1 + (rank * 53 % 97) / 97),
        )
        for rank, shop in enumerate(shops(count))
    )  # fmt: skip


@pytest.mark.parametrize("count", [41, 60, 79, 120, 200])
@pytest.mark.parametrize("territory", ["", "Angers Loire Métropole"])
def test_so_many_shops_that_no_list_holds_still_have_a_page_and_nothing_blocks(count, territory):
    file, notices = verso(scattered(count, territory))
    text = reading.texts(file)[0]
    assert not notices.blocking
    assert f"{count} adresses" in text
    assert "Adresses, animations et horaires" in text
    assert all(
        sign.left >= 5 and sign.right <= 143 and sign.top >= 5 and sign.bottom <= 205 for sign in reading.pages(file)[0]
    )


def test_a_crowded_map_takes_the_room_that_the_list_of_towns_leaves():
    def numbers(count: int) -> float:
        """How far down the map's numbers go, in mm."""
        signs = reading.pages(verso(shops(count))[0])[0]
        title = min(sign.top for sign in signs)
        return max(sign.bottom for sign in signs if sign.text.isdigit() and sign.bottom < 118 and sign.top > title + 25)

    assert "zoom" in reading.texts(verso(shops(60))[0])[0]
    assert numbers(60) > 95
    assert "zoom" not in reading.texts(verso(shops(8))[0])[0]


def heights(file: bytes, sign: str) -> float:
    return max(one.bottom - one.top for one in reading.pages(file)[0] if one.text == sign and one.top > 70)


def test_fewer_shops_are_told_larger():
    one, three, eight, twenty = (heights(verso(shops(count))[0], "L") for count in (1, 3, 8, 20))
    assert one >= three > eight > twenty
    assert eight > 2.3  # mm: a capital of 9 points and more


@pytest.mark.parametrize("count", [2, 8, 20, 35, 60])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_comes_within_three_millimetres_of_the_edge(count, long):
    file, _ = verso(shops(count, long))
    for sign in reading.pages(file)[0]:
        assert sign.left >= 3
        assert sign.right <= 145
        assert sign.top >= 3
        assert sign.bottom <= 207


def test_names_of_a_hundred_signs_are_printed_whole():
    file, notices = verso(shops(8, long=True))
    assert "".join(LONGEST.split()) in "".join(reading.texts(file)[0].split())
    assert not notices.blocking


def test_names_too_long_for_so_many_shops_are_said_with_what_to_do():
    _, notices = verso(shops(35, long=True))
    assert any(str(each).startswith(LONGEST) and "nom court" in str(each) for each in notices.found)


@pytest.mark.parametrize("name", ["<b>Troc</b> & Cie", "Chez 🎉 Zoé", "שלום", "A" * 120, "漢字"])
def test_a_hostile_name_neither_breaks_the_page_nor_prints_a_box(name):
    file, _ = verso((Shop(1, name, "Angers"), *shops(3)[1:]))
    text = reading.texts(file)[0]
    assert "□" not in text
    assert "Angers" in text


def test_a_shop_without_a_point_is_listed_and_its_absence_from_the_map_is_said():
    _, notices = verso((Shop(1, "La Remise", "Tiercé"), *shops(3)[1:]))
    assert any(str(each).startswith("La Remise, position") for each in notices.found)


def test_without_any_point_nor_outline_there_is_no_map_but_a_page():
    sheet = Sheet("Flyer", (148, 210), Preset.SCREEN, Palette())
    campaign = Campaign(("Titre",), DAYS, MAINE, (Shop(1, "La Remise", "Tiercé"),), "https://exemple.fr")
    flyer_verso.draw(sheet, campaign, ())
    text = reading.texts(sheet.finish(AT))[0]
    assert "La Remise" in text
    assert "Fond de carte" not in text


@pytest.mark.parametrize("days", [
    (date(2013, 11, 13),), (date(2013, 11, 30), date(2013, 12, 4)),
    (date(2014, 4, 2), date(2014, 4, 5), date(2014, 4, 30), date(2014, 5, 12)),
    tuple(date(2014, 4, day) for day in range(2, 13)),
])  # fmt: skip
def test_days_hold_however_many(days):
    file, notices = verso(shops(20), days=days)
    assert not notices.blocking
    assert str(days[0].day) in reading.texts(file)[0]


def test_the_code_of_the_site_is_read_on_the_page():
    assert "https://lesbonsjours-occasion.fr" in reading.codes(verso(shops(20))[0], scale=3)


@pytest.mark.parametrize("preset", [Preset.PRINTER, Preset.ONLINE_PRINTER])
def test_a_print_file_has_no_rgb_and_respects_the_ink(preset):
    file, notices = verso(shops(20), preset)
    assert not notices.blocking
    assert reading.colour_operators(file) <= {"k", "K"}
    assert max(sum(inks) for inks in reading.inks_used(file)) <= 2.8


@given(st.lists(st.tuples(st.floats(20, 180), st.floats(20, 180)), min_size=1, max_size=25))
def test_numbers_never_touch_on_the_map(points):
    pins = spread([(number, x, y) for number, (x, y) in enumerate(points, 1)], 4.0, (200, 200))
    assert all(dist((a.x, a.y), (b.x, b.y)) >= APART * 4.0 - 0.3 for a, b in combinations(pins, 2))
    assert [pin.number for pin in pins] == list(range(1, len(points) + 1))


def test_twenty_shops_at_one_door_fan_out_with_a_line_back():
    pins = spread([(number, 100, 100) for number in range(20)], 4.0, (200, 200))
    assert all(dist((a.x, a.y), (b.x, b.y)) >= APART * 4.0 - 0.3 for a, b in combinations(pins, 2))
    assert sum(pin.has_moved(4.0) for pin in pins) >= 18


def test_the_map_keeps_the_proportions_of_the_land():
    turn = projection([(-1.0, 47.0), (0.0, 48.0)], 1000, 1000)
    east, north = turn(0.0, 47.0)[0] - turn(-1.0, 47.0)[0], turn(-1.0, 48.0)[1] - turn(-1.0, 47.0)[1]
    assert east / north == pytest.approx(0.6756, abs=0.001)  # the cosine of 47.5 degrees


def test_a_simplified_outline_keeps_its_corners():
    square = tuple((float(x), 0.0) for x in range(11)) + tuple((10.0, float(y)) for y in range(1, 11)) + ((0.0, 0.0),)
    assert {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)} <= set(simplified(square, 0.1))
    assert len(simplified(square, 0.1)) < 8


@given(st.lists(st.tuples(st.floats(5, 40), st.booleans()), min_size=1, max_size=60), st.integers(1, 3))
def test_columns_keep_every_block_in_order_and_none_ends_by_a_heading(heights, count):
    blocks = [Block(height, lambda _x, _y: None, heading) for height, heading in heights]
    blocks.append(Block(10, lambda _x, _y: None))
    columns = shared_out(blocks, count)
    seen = list(dict.fromkeys(id(block) for column in columns for block in column))
    assert seen == [id(block) for block in blocks]
    assert not any(column[-1].heading for column in columns[:-1])


def test_columns_are_even():
    blocks = [Block(10, lambda _x, _y: None) for _ in range(20)]
    columns = shared_out(blocks, 2)
    assert [len(column) for column in columns] == [10, 10]
    assert tallest(columns) == 100


def test_the_way_follows_the_number_of_shops():
    assert [address_list.ways(count)[0].says for count in (10, 11, 24, 25, 40, 41)] == [
        "all", "town and hours", "town and hours", "town", "town", "towns",
    ]  # fmt: skip


def test_every_territory_colour_has_its_inks_by_table():
    known = {screen for screen, *_ in TOKENS.values()}
    assert set(map_drawing.TERRITORY_COLOURS) <= known


def test_territories_bear_their_plain_name():
    text = reading.texts(verso(shops(20))[0])[0]
    assert "Cholet Agglomération" in text
    assert "CA Cholet" not in text


def test_every_territory_colour_bears_prune_text():
    assert all(contrast("#34142E", colour) >= 8 for colour in map_drawing.TERRITORY_COLOURS)
