"""The coverage drawing: north up, hatched where nobody takes part, pins that do not hide each other."""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.maps.coverage import apart, coverage_svg, projection
from campaign.maps.model import TINTS, Area, Pin, Shape

SQUARE = {"type": "Polygon", "coordinates": [[[0, 47], [1, 47], [1, 48], [0, 48], [0, 47]]]}
TWO = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[2, 47], [3, 47], [3, 48], [2, 47]]]]}
SVG = "{http://www.w3.org/2000/svg}"


def pin(key: int, latitude: float = 47.5, longitude: float = 0.5, shape: Shape = Shape.DISC) -> Pin:
    return Pin(key, str(key), latitude, longitude, shape, f"Boutique {key}")


def test_north_is_up_and_east_is_right():
    project, height = projection(SQUARE["coordinates"])
    (x1, y1), (x2, y2) = project(0, 48), project(1, 47)
    assert x1 < x2
    assert y1 < y2
    assert (x1, y1) == (8, 8)
    # One degree of longitude at 47.5° is cos(47.5°) of one of latitude: 384 wide, so 384 / 0.6756 high.
    assert height == pytest.approx(384 / math.cos(math.radians(47.5)) + 16)


def test_an_area_without_a_tint_is_hatched_and_a_tinted_one_is_filled():
    drawn = coverage_svg([Area("Vide", SQUARE), Area("Prise", TWO, "rose")], [], "Couverture")
    assert 'fill="url(#h)"' in drawn
    assert f'fill="{TINTS["rose"]}"' in drawn


def test_the_title_and_the_numbers_are_escaped():
    drawn = coverage_svg([Area("A", SQUARE)], [Pin(1, "<1>", 47.5, 0.5, Shape.SQUARE, "x")], "Ici & <là>")
    assert ElementTree.fromstring(drawn).find(f"{SVG}title").text == "Ici & <là>"
    assert "<1>" not in drawn


def test_without_a_contour_there_is_no_drawing():
    assert coverage_svg([], [pin(1)], "Couverture") == ""


def test_each_shape_is_drawn_differently():
    drawings = {coverage_svg([Area("A", SQUARE)], [pin(1, shape=shape)], "x") for shape in Shape}
    assert len(drawings) == 4


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), max_size=6))
def test_points_already_apart_do_not_move(points):
    far = all(math.dist(a, b) >= 20 for i, a in enumerate(points) for b in points[:i])
    if far:
        assert apart(points, 20) == [(x, y) for x, y in points]


@given(st.integers(2, 6))
def test_pins_of_one_point_are_separated(count):
    placed = apart([(100.0, 100.0)] * count, 15)
    gaps = [math.dist(a, b) for i, a in enumerate(placed) for b in placed[:i]]
    assert min(gaps) > 10
