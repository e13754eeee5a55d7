"""What is doubtful about a point, and a point set by hand that nothing moves but a hand."""

import json
from dataclasses import replace

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.errors import InvalidInput
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.geocoding import place_shops
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.location import KEPT_BY_HAND, is_at_commune, location_doubts, without_doubts_of_point
from campaign.partners.model import Kind, Place
from campaign.partners.store import place_by_id, places_where
from campaign.territory.model import PointQuality, PointSource

BY_HAND = (47.4701, -0.5512)
ANGERS = Place(
    1, Kind.SHOP, "La Remise", "la-remise", insee_code="49007", commune="Angers", departement="49",
    latitude=47.4711, longitude=-0.5522, location_source=PointSource.BAN, location_quality=PointQuality.EXACT,
    location_score=0.96,
)  # fmt: skip


def test_a_sure_point_in_its_commune_is_not_doubtful():
    assert location_doubts(ANGERS) == ()
    assert not is_at_commune(ANGERS)
    assert is_at_commune(replace(ANGERS, location_quality=PointQuality.COMMUNE))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"latitude": None}, "Aucun point sur la carte."),
        ({"latitude": 47.06, "longitude": -0.88}, "Le point est à 52 km de la commune (Angers)."),
        ({"latitude": -0.5522, "longitude": 47.4711}, "Le point n’est pas en France."),
        ({"location_score": 0.59}, "Le service d’adresses n’est sûr de ce point qu’à 59 %."),
        ({"insee_code": "", "latitude": 47.22, "longitude": -1.55}, "Le point n’est pas en Maine-et-Loire."),
        ({"insee_code": "", "latitude": 0.0, "longitude": 0.0}, "Le point n’est pas en France."),
    ],
)
def test_a_doubt_is_said_in_words(changes, said):
    assert any(one.startswith(said) for one in location_doubts(replace(ANGERS, **changes))), location_doubts(
        replace(ANGERS, **changes)
    )


def test_a_code_that_no_commune_has_breaks_nothing():
    assert location_doubts(replace(ANGERS, insee_code="49999")) == ()


def test_a_score_of_exactly_six_tenths_is_sure_enough():
    assert location_doubts(replace(ANGERS, location_score=0.6)) == ()


def test_whoever_places_a_shop_beyond_the_border_by_hand_has_seen_it():
    border = replace(ANGERS, insee_code="", latitude=47.22, longitude=-1.55, location_source=PointSource.MANUAL)
    assert location_doubts(border) == ()


def test_warnings_about_other_things_than_the_point_stay():
    said = (
        "Horaires non compris.", "Commune déduite du point donné (Angers (49000)) : vérifiez.",
        "Adresse imprécise : placez le point sur la carte.", KEPT_BY_HAND,
        "Pas de coordonnées. Placé au centre de la commune : à préciser.",
        "Latitude et longitude étaient échangées : elles ont été remises dans l’ordre.",
    )  # fmt: skip
    assert without_doubts_of_point(said) == said[:2]


@pytest.fixture
def by_hand(db, officer, shop):
    place_id = shop("La Remise", external_id="X1")
    actions.set_point(db, officer, place_id, 1, *BY_HAND, new_operation())
    return place_id


def stands(db, place_id):
    found = place_by_id(db, place_id)
    return (found.latitude, found.longitude, found.location_source)


def test_the_search_for_addresses_leaves_a_point_set_by_hand(db, officer, by_hand):
    # Even one whose quality says it may be bettered.
    db.conn.execute("UPDATE places SET location_quality = 'commune'")
    db.conn.commit()

    class Nobody:
        is_resting = False

        def locate(self, *arguments, **options):
            raise AssertionError("asked")

    assert place_shops(db, officer, new_operation(), Nobody()).moved == 0
    assert stands(db, by_hand) == (*BY_HAND, PointSource.MANUAL)


def test_another_commune_leaves_a_point_set_by_hand_and_says_so(db, officer, by_hand):
    version = place_by_id(db, by_hand).version
    town = {"commune": "Saumur", "postcode": "49400"}
    actions.change_place(db, officer, by_hand, version, town, new_operation())
    found = place_by_id(db, by_hand)
    assert stands(db, by_hand) == (*BY_HAND, PointSource.MANUAL)
    assert (found.commune, found.warnings) == ("Saumur", (KEPT_BY_HAND,))
    assert "km de la commune (Saumur)" in location_doubts(found)[0]
    # Back in Angers, then said right by hand: nothing is left to check.
    actions.change_place(
        db, officer, by_hand, found.version, {"commune": "Angers", "postcode": "49100"}, new_operation()
    )
    found = place_by_id(db, by_hand)
    assert found.warnings == (KEPT_BY_HAND,)
    actions.set_point(db, officer, by_hand, found.version, *BY_HAND, new_operation())
    assert place_by_id(db, by_hand).warnings == ()


def test_another_commune_moves_a_point_nobody_set(db, officer, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET location_source = 'ban', location_score = 0.9, located_at = '2026-01-01'")
    db.conn.commit()
    actions.change_place(db, officer, place_id, 1, {"commune": "Saumur", "postcode": "49400"}, new_operation())
    found = place_by_id(db, place_id)
    assert (found.location_source, found.location_score, found.located_at) == (PointSource.COMMUNE, None, None)


def test_an_import_leaves_a_point_set_by_hand_even_when_it_moves_the_shop(db, officer, by_hand):
    for town, latitude in (("49100;Angers", "47.4800"), ("49400;Saumur", "47.2600")):
        text = (
            f"Nom;Adresse;Code postal;Ville;Latitude;Longitude\nLa Remise;31 rue des Artisans;{town};{latitude};-0.55\n"
        )
        plan = prepare_import(db, SYSTEM, "liste.csv", text.encode())
        apply_import(db, SYSTEM, plan, None, new_operation())
        assert stands(db, by_hand) == (*BY_HAND, PointSource.MANUAL)
    for one in places_where(db, "commune = 'Saumur'"):
        if one.id == by_hand:
            assert KEPT_BY_HAND in one.warnings


def test_saying_that_a_point_is_right_makes_it_ones_own(db, officer, shop):
    place_id = shop()
    before = place_by_id(db, place_id)
    db.conn.execute("UPDATE places SET warnings = ?", [json.dumps(["Horaires non compris.", "Position à vérifier."])])
    db.conn.commit()
    actions.set_point(db, officer, place_id, 1, before.latitude, before.longitude, new_operation())
    found = place_by_id(db, place_id)
    assert (found.location_source, found.location_quality) == (PointSource.MANUAL, PointQuality.EXACT)
    assert found.warnings == ("Horaires non compris.",)


def test_no_point_at_all_is_not_a_place(db, officer, shop):
    place_id = shop()
    with pytest.raises(InvalidInput, match="Cliquez sur la carte"):
        actions.set_point(db, officer, place_id, 1, "", " ", new_operation())
