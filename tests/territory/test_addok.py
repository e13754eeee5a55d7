"""Our geocoder in front of the real open-source one, addok, with invented streets: skipped, loudly, where it is not."""

import pytest

from campaign.territory.geocoder import IMPRECISE, NationalGeocoder
from campaign.territory.model import PointQuality
from campaign.territory.views import commune, distance_km
from tests.addok import addok_running, ask, missing

lacks = missing()
pytestmark = pytest.mark.skipif(bool(lacks), reason=f"addok, le vrai géocodeur, {lacks} (voir tools/try_addok.py)")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with addok_running(tmp_path_factory.mktemp("addok")) as url:
        yield url


@pytest.fixture(scope="module")
def geocoder(address):
    with NationalGeocoder(address) as running:
        yield running


@pytest.mark.parametrize(
    ("typed", "code", "quality"),
    [
        ("4 rue de la Théière", "49007", PointQuality.EXACT),
        ("4, RUE DE LA THEIERE", "49007", PointQuality.EXACT),
        ("4 rue de la theillere", "49007", PointQuality.EXACT),
        ("99 rue de la Théière", "49007", PointQuality.STREET),
        ("31 av. du Buffet Chinois", "49099", PointQuality.EXACT),
        ("zone artisanale introuvable", "49007", PointQuality.NONE),
    ],
)
def test_an_address_is_found_as_precisely_as_it_is_known(geocoder, typed, code, quality):
    town = commune(code)
    point = geocoder.locate(typed, commune=town)
    assert point.quality is quality
    if quality is PointQuality.NONE:
        assert point.warnings == (IMPRECISE,)
    else:
        assert 0.4 <= point.score <= 1
        assert distance_km(point.latitude, point.longitude, town.latitude, town.longitude) < 3


def test_the_same_street_of_two_towns_is_told_apart_by_the_code(geocoder):
    angers, saumur = (geocoder.locate("4 rue de la Théière", commune=commune(code)) for code in ("49007", "49328"))
    assert distance_km(angers.latitude, angers.longitude, saumur.latitude, saumur.longitude) > 30


def test_a_street_that_the_town_has_not_is_at_most_the_town_and_to_be_checked(geocoder):
    point = geocoder.locate("4 rue de la Théière", commune=commune("49246"))
    assert point.quality in (PointQuality.COMMUNE, PointQuality.NONE)
    assert point.warnings


def test_what_is_beyond_the_departement_is_refused(geocoder):
    point = geocoder.locate("4 rue de la Théière", postcode="44000", departement="49")
    assert point.quality is PointQuality.NONE


def test_its_answers_have_the_shape_that_the_local_server_plays(address):
    answer = ask(address, "/search/?q=4+rue+de+la+theiere&citycode=49007&limit=1&autocomplete=0")
    said = answer["features"][0]["properties"]
    assert {"label", "score", "type", "citycode"} <= said.keys()
    assert ask(address, "/search/?q=xyzxyz&limit=1")["features"] == []
