"""The map of a round: its order, its frame, its texts; nothing from another server."""

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from campaign.maps.model import Area, Pin, Shape
from campaign.maps.round_map import APART, SIDE, round_map, shifts

SQUARE = {"type": "Polygon", "coordinates": [[[-2, 46], [2, 46], [2, 49], [-2, 49], [-2, 46]]]}
DEPOT = Pin(0, "D", 47.5, -0.6, Shape.SQUARE, "Hangar")
FIRST, SECOND = (Pin(n, str(n), 47.4 + n / 10, -0.5, Shape.DISC, f"Arrêt {n}") for n in (1, 2))
OTHER = Pin(9, "", 47.1, -0.9, Shape.DISC, '<img src=x onerror="alert(1)">', "T2")


def rendered(*parts) -> str:
    return round_map(*parts).get_root().render()


def line_of(page: str) -> str:
    return re.sub(r"\s", "", re.search(r"L\.polyline\(\s*(\[\[.*?\]\])", page, re.DOTALL)[1])


def test_the_line_leaves_the_depot_follows_the_order_and_comes_back():
    page = rendered([], DEPOT, [FIRST, SECOND])
    assert line_of(page) == "[[47.5,-0.6],[47.5,-0.5],[47.6,-0.5],[47.5,-0.6]]"
    assert line_of(rendered([], DEPOT, [SECOND, FIRST])) == "[[47.5,-0.6],[47.6,-0.5],[47.5,-0.5],[47.5,-0.6]]"


def test_the_frame_is_the_round_not_the_territory():
    page = re.sub(r"\s", "", rendered([Area("Anjou", SQUARE)], DEPOT, [FIRST, SECOND], [OTHER]))
    assert "fitBounds([[47.5,-0.6],[47.6,-0.5]]" in page


def test_without_a_depot_or_a_stop_it_still_draws():
    assert "L.polyline" in rendered([], None, [FIRST, SECOND])
    assert "L.polyline" not in rendered([Area("Anjou", SQUARE)], None, [])


def test_names_are_text_and_nothing_is_asked_from_another_server():
    page = rendered([], DEPOT, [FIRST], [OTHER])
    assert "<img src=x" not in page
    assert "\\u0026lt;img" in page
    for host in ("cdn.", "unpkg", "jsdelivr", "openstreetmap"):
        assert host not in page


def test_numbers_far_from_each_other_stay_on_their_points():
    assert shifts([DEPOT, FIRST, SECOND]) == [(0.0, 0.0)] * 3
    assert shifts([]) == []


@given(st.integers(2, 6))
def test_numbers_of_one_street_are_set_aside_until_each_is_read(many):
    far = Pin(99, "99", 48.0, -0.5, Shape.DISC, "Loin")
    street = [Pin(n, str(n), 47.0, -0.5 + n / 100_000, Shape.DISC, f"Arrêt {n}") for n in range(many)]
    moved = shifts([*street, far])[:-1]
    placed = [(right + (pin.longitude + 0.5) * SIDE, down) for pin, (right, down) in zip(street, moved, strict=True)]
    for rank, one in enumerate(placed):
        for other in placed[:rank]:
            assert math.dist(one, other) > APART * 0.8
