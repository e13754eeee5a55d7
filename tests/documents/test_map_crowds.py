"""A crowd of numbers has a map of its own; wherever they stand, two numbers never cover each other."""

from itertools import combinations
from math import dist, sqrt

from hypothesis import given
from hypothesis import strategies as st

from campaign.documents import map_drawing
from campaign.documents.colours import Palette
from campaign.documents.content import Shop
from campaign.documents.map_crowd import crowded, widened, zoom_side
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
    assert crowded([(50, 50)] * 10, 5) == tuple(range(10))
    assert crowded([(50, 50)] * 9, 5) == ()


def test_numbers_with_room_are_no_crowd_however_many():
    assert crowded([(12 * step, 0) for step in range(40)], 5) == ()
    assert crowded([(10 * step, 0) for step in range(40)], 5) == tuple(range(40))


@given(PLACES)
def test_whoever_stands_in_the_frame_of_the_crowd_is_in_it(places):
    crowd = crowded(places, 5)
    assert not crowd or len(crowd) > 9
    if crowd:
        xs, ys = [places[i][0] for i in crowd], [places[i][1] for i in crowd]
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


def drawn(those: tuple[Shop, ...]):
    sheet = Sheet("Carte", (148, 210), Preset.SCREEN, Palette())
    look = map_drawing.Look(5.6, names=6.4, zooms=True)
    return map_drawing.draw(sheet, those, territories(), (20, 100), (370, 250), look)


def test_every_number_is_drawn_once_whether_in_the_crowd_or_not():
    pins = drawn(shops(60))
    assert sorted(pin.number for pin in pins) == list(range(1, 61))
    for one, other in combinations(pins, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= 2 * 5.6
    for pin in pins:
        assert 0 <= pin.x <= 370
        assert 0 <= pin.y <= 250


def test_sixty_shops_at_one_door_all_have_their_number():
    door = tuple(Shop(number, f"Boutique {number}", "Angers", point=(47.47, -0.55)) for number in range(1, 61))
    pins = drawn(door)
    assert sorted(pin.number for pin in pins) == list(range(1, 61))
    for one, other in combinations(pins, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= 2 * 5.6
