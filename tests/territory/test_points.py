"""Points of a file: kept, mended or replaced."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.territory.model import PointQuality, PointSource
from campaign.territory.views import commune, distance_km, mended_point, point_is_credible, read_coordinate

ANGERS, SAUMUR, SAINT_DENIS, POINTE_A_PITRE = (commune(code) for code in ("49007", "49328", "97411", "97120"))


def test_a_distance_is_that_of_the_map():
    # One degree of latitude is a 360th of the Earth's turn: 6 371 km x 2 pi / 360 = 111.2 km.
    assert distance_km(47, -0.5, 48, -0.5) == pytest.approx(111.2, abs=0.1)


def test_a_point_near_its_commune_is_kept_as_it_is():
    point = mended_point(47.4804, -0.5385, ANGERS)
    assert (point.latitude, point.longitude, point.source, point.quality, point.warnings) == (
        47.4804, -0.5385, PointSource.FILE, PointQuality.EXACT, (),
    )  # fmt: skip


def test_a_longitude_of_the_wrong_sign_is_mended():
    point = mended_point(47.4804, 0.5385, ANGERS)
    assert (point.latitude, point.longitude, point.source) == (47.4804, -0.5385, PointSource.FILE)
    assert point.warnings == ("La longitude avait le signe inversé : elle a été corrigée.",)


def test_a_wrong_sign_is_seen_even_near_greenwich():
    # Saumur stands at 0.08° West: its mirror is only 12 km away, beyond the commune all the same.
    assert mended_point(47.26, 0.08, SAUMUR).longitude == -0.08


@pytest.mark.parametrize(("latitude", "longitude"), [(20.93, 55.44), (55.44, -20.93), (55.44, 20.93), (-20.93, -55.44)])
def test_points_of_la_reunion_are_mended_too(latitude, longitude):
    point = mended_point(latitude, longitude, SAINT_DENIS)
    assert (point.latitude, point.longitude, point.source) == (-20.93, 55.44, PointSource.FILE)
    assert len(point.warnings) == 1


def test_a_point_of_guadeloupe_keeps_its_western_longitude():
    assert mended_point(16.24, -61.53, POINTE_A_PITRE).longitude == -61.53
    assert mended_point(16.24, 61.53, POINTE_A_PITRE).longitude == -61.53


def test_latitude_and_longitude_exchanged_are_put_back():
    point = mended_point(-0.5385, 47.4804, ANGERS)
    assert (point.latitude, point.longitude) == (47.4804, -0.5385)
    assert point.warnings == ("Latitude et longitude étaient échangées : elles ont été remises dans l’ordre.",)


def test_a_lost_decimal_comma_is_put_back():
    point = mended_point(474804, -5385, ANGERS)
    assert (point.latitude, point.longitude) == (47.4804, -0.5385)


def test_a_point_far_from_its_commune_gives_way_to_the_communes():
    point = mended_point(48.8566, 2.3522, ANGERS)
    assert (point.latitude, point.longitude) == (ANGERS.latitude, ANGERS.longitude)
    assert (point.source, point.quality) == (PointSource.COMMUNE, PointQuality.COMMUNE)
    assert point.warnings == (
        "Le point donné est à 265 km de la commune (Angers). Placé au centre de la commune : à préciser.",
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(None, None), (47.48, None), (0, 0), (math.nan, -0.5), (math.inf, 0), (364275, 6959751)]
)
def test_what_is_not_a_point_gives_way_to_the_communes(latitude, longitude):
    point = mended_point(latitude, longitude, ANGERS)
    assert (point.latitude, point.source) == (ANGERS.latitude, PointSource.COMMUNE)
    assert point.warnings


def test_without_a_commune_a_point_in_france_is_kept_to_be_checked():
    point = mended_point(47.48, -0.54, None)
    assert (point.latitude, point.quality, len(point.warnings)) == (47.48, PointQuality.EXACT, 1)


def test_without_a_commune_nor_a_credible_point_nothing_is_placed():
    point = mended_point(0, 0, None)
    assert (point.latitude, point.longitude, point.source, point.quality) == (None, None, None, PointQuality.NONE)
    assert "Placez le point sur la carte." in point.warnings


def test_large_communes_are_given_room():
    arles = commune("13004")
    assert point_is_credible(43.39, 4.73, arles)  # Salin-de-Giraud, 18 km from the middle of Arles
    assert not point_is_credible(43.39, 4.73, commune("13001"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("47,4736", 47.4736),
        ("-0.55", -0.55),
        ("−0,55°", -0.55),
        ("0.5541 O", -0.5541),
        ("47.4 N", 47.4),
        ("", None),
        ("douze", None),
        ("47.4.7", None),
        ("1e5", None),
        ("NaN", None),
    ],
)
def test_coordinates_are_read_as_people_write_them(text, value):
    assert read_coordinate(text) == value


@given(st.floats(-200, 200), st.floats(-200, 200))
def test_a_point_kept_is_always_credible(latitude, longitude):
    point = mended_point(latitude, longitude, SAUMUR)
    assert point_is_credible(point.latitude, point.longitude, SAUMUR)
    assert bool(point.warnings) == ((point.latitude, point.longitude) != (latitude, longitude))
