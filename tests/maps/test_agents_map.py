"""The agents' map: our own scripts, escaped texts, complete without tiles."""

import pytest

from campaign.maps.agents_map import agents_map, area_style, areas_geojson, bounds, pins_geojson, spread
from campaign.maps.model import TINTS, Area, Pin, Shape
from campaign.territory.distance import distance_km

SQUARE = {"type": "Polygon", "coordinates": [[[0, 47], [1, 47], [1, 48], [0, 48], [0, 47]]]}
AREA = Area("Pays <b>vert</b>", SQUARE, "menthe", "1 boutique")
PIN = Pin(7, "7", 47.5, 0.5, Shape.DIAMOND, '<img src=x onerror="alert(1)">', "Angers · Lien ouvert")


def test_nothing_is_asked_from_another_server():
    page = agents_map([AREA], [PIN]).get_root().render()
    assert "/ressources/leaflet/leaflet.js" in page
    for host in ("cdn.", "unpkg", "jsdelivr", "googleapis", "cdnjs", "openstreetmap"):
        assert host not in page


def test_tiles_are_asked_only_when_they_are_set():
    assert "L.tileLayer(" not in agents_map([AREA], [PIN]).get_root().render()
    assert "tuiles.exemple" in agents_map([AREA], [PIN], "https://tuiles.exemple/{z}/{x}/{y}").get_root().render()


def test_typed_names_are_text_in_what_is_shown_on_hover():
    page = agents_map([AREA], [PIN]).get_root().render()
    assert "<img src=x" not in page
    assert "Pays <b>vert" not in page
    assert "&lt;img" in pins_geojson([PIN])["features"][0]["properties"]["text"]
    assert "Pays &lt;b&gt;" in areas_geojson([AREA])["features"][0]["properties"]["text"]


def test_an_area_where_nothing_happens_is_dashed():
    plain, tinted = areas_geojson([Area("A", SQUARE), AREA])["features"]
    assert "dashArray" in area_style(plain)
    assert area_style(tinted)["fillColor"] == TINTS["menthe"]


def test_the_frame_holds_the_areas_else_the_pins_else_nothing():
    assert bounds([AREA], [PIN]) == [[47, 0], [48, 1]]
    assert bounds([], [PIN]) == [[47.5, 0.5], [47.5, 0.5]]
    assert bounds([], []) is None


def test_shops_known_to_the_commune_only_stand_on_a_ring_of_700_metres():
    same = [Pin(key, str(key), 47.5, 0.5, Shape.DISC, "x") for key in (1, 2, 3)]
    alone = Pin(4, "4", 47.0, 0.0, Shape.DISC, "x")
    placed = spread([*same, alone])
    assert placed[3] is alone
    for one in placed[:3]:
        assert distance_km(47.5, 0.5, one.latitude, one.longitude) == pytest.approx(0.7, rel=0.02)
    assert len({(one.latitude, one.longitude) for one in placed}) == 4
