"""The point of a sheet: said before it is saved, put back in one gesture, kept once said right."""

import pytest

from campaign.accounts.model import Role
from campaign.partners.store import place_by_id
from campaign.territory.model import PointQuality, PointSource
from campaign.ui.point_picker import degrees, known_by, metres_words
from tests.pages.conftest import bare, said


def field(at, label):
    return next(one for one in at.text_input if one.label == label)


def words(at) -> str:
    return bare(said(at)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def sheet(db, shop, enter, page):
    place_id = shop()
    db.conn.execute(
        "UPDATE places SET latitude = 47.4711, longitude = -0.5522, location_source = 'ban', "
        "location_quality = 'street', location_score = 0.55, located_at = '2026-05-03T08:00:00+00:00'"
    )
    db.conn.commit()
    enter(Role.COMMUNICATION)
    return place_id, page("shop_sheet.py", fiche=place_id)


def test_what_is_known_of_a_point_and_its_doubt_are_said(sheet):
    told = words(sheet[1])
    assert "Trouvé par le service d’adresses" in told
    assert "sûr à 55 %" in told
    assert "Le service d’adresses n’est sûr de ce point qu’à 55 %." in told


def test_the_distance_moved_is_said_before_the_point_is_placed_and_it_is_put_back_in_one_gesture(db, sheet):
    place_id, at = sheet
    at = field(at, "Latitude").set_value("47,4811").run()
    assert "À **1,1 km** du point actuel" in words(at)
    assert place_by_id(db, place_id).latitude == 47.4711
    at = at.button(key="set-point").click().run()
    moved = place_by_id(db, place_id)
    assert (moved.latitude, moved.location_source, moved.location_score) == (47.4811, PointSource.MANUAL, None)
    assert "Point placé" in words(at)
    undo = next(one for one in at.button if str(one.key).startswith("undo-point-"))
    undo.click().run()
    back = place_by_id(db, place_id)
    assert (back.latitude, back.location_source, back.location_score) == (47.4711, PointSource.BAN, 0.55)


def test_a_point_far_from_the_commune_is_told_before_it_is_placed(sheet):
    at = field(sheet[1], "Latitude").set_value("47,06").run()
    assert "Ce point est loin d’Angers" in words(at)


def test_a_right_point_is_said_right_and_is_ones_own_from_then_on(db, sheet):
    place_id, at = sheet
    button = at.button(key="set-point")
    assert button.label == "C’est le bon point"
    button.click().run()
    found = place_by_id(db, place_id)
    assert (found.latitude, found.longitude) == (47.4711, -0.5522)
    assert (found.location_source, found.location_quality) == (PointSource.MANUAL, PointQuality.EXACT)


def test_a_shop_at_the_centre_of_its_commune_says_so(db, shop, enter, page):
    place_id = shop()
    enter(Role.LOGISTICS)
    assert "Au centre de la commune (Angers)" in words(page("shop_sheet.py", fiche=place_id))
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL, location_quality = 'none'")
    db.conn.commit()
    assert known_by(place_by_id(db, place_id)).startswith("Aucun point")
    assert not page("shop_sheet.py", fiche=place_id).exception


def test_figures_are_written_as_people_do():
    assert [metres_words(one) for one in (0.32, 1.44, 52.2)] == ["320 m", "1,4 km", "52 km"]
    assert degrees(-0.5342) == "-0,53420"
    assert degrees(None) == ""
