"""How the confirmed shops of an edition cover the département, and whom to call where it is left out."""

import pytest

from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.maps.coverage import coverage_svg
from campaign.participation import actions as participation
from campaign.participation.coverage import coverage, shops_around
from campaign.participation.coverage_drawing import band_words, coverage_areas, coverage_pins, km_words
from campaign.participation.model import Presence
from campaign.partners import actions
from campaign.territory import views as territory


@pytest.fixture
def cholet(db, officer, shop, edition, answered):
    """An edition with one confirmed shop, at Cholet's own point."""
    edition_id = edition()
    place_id = shop("Tout repart", commune="Cholet", postcode="49300")
    answered(edition_id, place_id)
    return edition_id, place_id


def test_only_confirmed_shops_cover_anybody(db, officer, shop, cholet, answered):
    edition_id, _ = cholet
    before = coverage(db, officer, edition_id).everyone
    answered(edition_id, shop("Non merci", commune="Saumur", postcode="49400"), presence=Presence.NO, days=())
    participation.invite(
        db, officer, edition_id, [shop("Peut-être", commune="Segré-en-Anjou Bleu", postcode="49500")], new_operation()
    )
    after = coverage(db, officer, edition_id)
    assert after.everyone == before
    # Counted apart, commune by commune, with the distances of the territory.
    town = territory.commune("49099")
    near = [
        one.population
        for one in territory.communes_of("49")
        if territory.distance_km(one.latitude, one.longitude, town.latitude, town.longitude) <= 10
    ]
    assert after.everyone.within[1] == sum(near)
    assert after.everyone.population == sum(one.population for one in territory.communes_of("49"))


def test_a_shop_without_a_point_counts_at_its_commune_and_it_is_said(db, officer, shop, edition, answered):
    edition_id = edition()
    placed, lost, nowhere = (
        shop("Placée"), shop("Sans point", commune="Cholet", postcode="49300"),
        shop("Nulle part", commune="", postcode="", address=""),
    )  # fmt: skip
    actions.set_point(db, officer, placed, 1, 47.4701, -0.5512, new_operation())
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL, location_quality = 'none' WHERE id <> ?",
                    [placed])  # fmt: skip
    db.conn.commit()
    for one in (placed, lost, nowhere):
        answered(edition_id, one)
    found = coverage(db, officer, edition_id)
    assert {(one.name, one.is_at_commune) for one in found.spots} == {("Placée", False), ("Sans point", True)}
    assert found.nowhere == ("Nulle part",)
    nearest = {one.commune.insee_code: one for one in found.reached}
    assert (nearest["49099"].distance_km, nearest["49099"].nearest.place_id) == (0, lost)


def test_epcis_share_the_whole_between_them(db, officer, cholet):
    found = coverage(db, officer, cholet[0])
    assert sum(one.population for one in found.by_epci) == found.everyone.population
    assert sum(one.within[2] for one in found.by_epci) == found.everyone.within[2]
    by_name = {one.name: one for one in found.by_epci}
    assert by_name["Cholet Agglomération"].percent(20) > 80
    assert by_name["Baugeois Vallée"].within == (0, 0, 0)


def test_shops_to_call_are_those_near_that_do_not_take_part(db, officer, shop, cholet, answered):
    edition_id, _ = cholet
    town = territory.commune("49328")
    near, invited = (
        shop("Près", commune="Saumur", postcode="49400"),
        shop("Invitée", commune="Saumur", postcode="49400"),
    )
    taking_part = shop("Déjà là", commune="Saumur", postcode="49400")
    participation.invite(db, officer, edition_id, [invited], new_operation())
    answered(edition_id, taking_part)
    around = shops_around(db, officer, edition_id, [town], 5)["49328"]
    assert [(one.place.id, one.status is None) for one in around] == [(near, True), (invited, False)]
    actions.archive_place(db, officer, near, new_operation())
    assert [one.place.id for one in shops_around(db, officer, edition_id, [town], 5)["49328"]] == [invited]


def test_the_drawing_tints_each_commune_by_its_distance(db, officer, cholet):
    found = coverage(db, officer, cholet[0])
    areas = {one.name: one for one in coverage_areas(found)}
    assert len(areas) >= 175
    assert (areas["Cholet"].tint, areas["Saumur"].tint) == ("near", "")
    assert areas["Saumur"].note.startswith("26")
    assert "Tout repart à" in areas["Saumur"].note
    svg = coverage_svg(coverage_areas(found), coverage_pins(found), "Couverture")
    assert svg.count("url(#h)") > 100
    assert "#12807F" in svg


def test_a_departement_without_contours_gets_a_disc_a_commune(db, officer, cholet, monkeypatch):
    found = coverage(db, officer, cholet[0])
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "44")
    settings.cache_clear()
    elsewhere = coverage_areas(found)
    assert elsewhere[0].name == "Loire-Atlantique"
    disc = next(one for one in elsewhere if one.name == "Cholet").geometry["coordinates"][0]
    assert len(disc) == 13
    town = territory.commune("49099")
    for longitude, latitude in disc:
        assert 2.1 < territory.distance_km(latitude, longitude, town.latitude, town.longitude) < 2.3


def test_distances_and_bands_are_said_in_words():
    assert [km_words(one) for one in (0.01, 3.24, 9.96, 41.4)] == ["0 km", "3,2 km", "10,0 km", "41 km"]
    assert [band_words(one) for one in (5, 10, 20, None)] == [
        "À 5 km ou moins", "De 5 à 10 km", "De 10 à 20 km", "À plus de 20 km",
    ]  # fmt: skip
