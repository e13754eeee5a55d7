"""A crowd of numbers has a map of its own; wherever they stand, two numbers never cover each other."""

from itertools import combinations
from math import dist, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.documents import map_drawing
from campaign.documents.colours import Palette
from campaign.documents.content import Shop
from campaign.documents.map_crowd import crowds, widened, zoom_side
from campaign.documents.map_plan import APART, spread
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents.shops_at_hand import shops, territories

PLACES = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=40)


@given(PLACES)
def test_numbers_never_cover_each_other_once_pushed_apart(places):
    pins = spread([(rank, x, y) for rank, (x, y) in enumerate(places)], 5, (300, 300), rounds=3000)
    for one, other in combinations(pins, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= 2 * 5
    assert [pin.number for pin in pins] == list(range(len(places)))


def test_ten_numbers_at_one_door_are_a_crowd_and_nine_are_not():
    assert crowds([(50, 50)] * 10, 5) == [tuple(range(10))]
    assert crowds([(50, 50)] * 9, 5) == []


def test_numbers_with_room_are_no_crowd_however_many():
    assert crowds([(12 * step, 0) for step in range(40)], 5) == []


def test_numbers_in_a_long_line_have_no_map_that_would_not_be_larger():
    assert crowds([(10 * step, 0) for step in range(40)], 5) == []


def test_two_crowded_towns_have_each_a_map_and_what_links_them_stays():
    towns = [(50, 50)] * 12 + [(250, 200)] * 10
    road = [(50 + 10 * step, 50 + 7.5 * step) for step in range(3, 18)]
    assert crowds(towns, 5) == [tuple(range(12)), tuple(range(12, 22))]
    first, second = crowds(towns + road, 5)
    assert set(range(12)) <= set(first)
    assert set(range(12, 22)) <= set(second)
    assert len(first) + len(second) < 30


@given(PLACES)
def test_whoever_stands_in_the_frame_of_a_crowd_is_in_it_and_in_no_other(places):
    found = crowds(places, 5)
    taken = [rank for crowd in found for rank in crowd]
    assert len(taken) == len(set(taken))
    for crowd in found:
        assert len(crowd) > 9
        xs, ys = [places[rank][0] for rank in crowd], [places[rank][1] for rank in crowd]
        for rank, (x, y) in enumerate(places):
            if min(xs) < x < max(xs) and min(ys) < y < max(ys) and rank not in crowd:
                # Only between the frame of those that touch and that of all it holds: a number's width.
                assert min(x - min(xs), max(xs) - x, y - min(ys), max(ys) - y) <= 5


@given(st.integers(10, 60))
def test_the_square_of_a_crowd_holds_it_with_air(count):
    side = zoom_side(count, 5)
    assert count * (APART * 5) ** 2 <= side**2 / 1.5
    assert side >= APART * 5 * sqrt(count)


def test_a_crowd_at_one_point_still_has_a_map():
    points = widened([(-0.55, 47.47)] * 12)
    assert max(x for x, _ in points) - min(x for x, _ in points) >= 0.0199
    assert max(y for _, y in points) - min(y for _, y in points) >= 0.0199


def drawn(those: tuple[Shop, ...], radius: float = 5.6, box: tuple[float, float] = (370, 250)):
    sheet = Sheet("Carte", (148, 210), Preset.SCREEN, Palette())
    look = map_drawing.Look(radius, names=6.4, zooms=True)
    return map_drawing.draw(sheet, those, territories(), (20, 100), box, look)


def told_once(pins, count: int, radius: float, box: tuple[float, float]) -> bool:
    """Whether each number is drawn once, whole, and covers no other."""
    apart = all(dist((one.x, one.y), (other.x, other.y)) >= 2 * radius for one, other in combinations(pins, 2))
    inside = all(0 <= pin.x <= box[0] and 0 <= pin.y <= box[1] for pin in pins)
    return apart and inside and sorted(pin.number for pin in pins) == list(range(1, count + 1))


@pytest.mark.parametrize(("radius", "box"), [(5.6, (370, 250)), (3.9, (195, 150)), (4.6, (370, 190))])
@pytest.mark.parametrize("count", [20, 35, 60])
def test_every_number_is_drawn_once_whether_in_a_crowd_or_not(count, radius, box):
    assert told_once(drawn(shops(count), radius, box), count, radius, box)


def test_sixty_shops_at_one_door_all_have_their_number():
    door = tuple(Shop(number, f"Boutique {number}", "Angers", point=(47.47, -0.55)) for number in range(1, 61))
    assert told_once(drawn(door), 60, 5.6, (370, 250))


def test_three_crowded_towns_have_three_maps_where_numbers_keep_their_room():
    doors = ((47.47, -0.55), (47.06, -0.88), (47.26, -0.08))
    those = tuple(
        Shop(number, f"Boutique {number}", "Ville", point=(doors[number % 3][0] + number / 5e4, doors[number % 3][1]))
        for number in range(1, 46)
    )
    pins = drawn(those)
    assert told_once(pins, 45, 5.6, (370, 250))
    assert len({round(pin.x) for pin in pins if pin.x > 260}) > 10  # in the maps apart, at the right
