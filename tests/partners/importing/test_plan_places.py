"""Where the shops of a list are: communes found, addresses cut, points mended or doubted."""

import pytest

from campaign.partners.importing.verdicts import Verdict
from campaign.territory import views as territory

CHOLET = territory.commune("49099")
# A door of Cholet, 1 km from the commune's own point.
NORTH, EAST = round(CHOLET.latitude + 0.009, 6), round(CHOLET.longitude + 0.001, 6)


def at(line) -> tuple:
    return (
        line.columns.get("latitude"),
        line.columns.get("longitude"),
        line.columns.get("location_source"),
        line.columns.get("location_quality"),
    )


@pytest.mark.parametrize(
    ("cells", "code", "postcode", "to_review"),
    [
        ({"Ville": "CHOLET", "CP": "49300"}, "49099", "49300", False),
        ({"Ville": "Cholet", "CP": ""}, "49099", "49300", False),
        ({"Ville": "Cholet", "CP": "49321"}, "49099", "49300", True),
        ({"Ville": "CHOLET CEDEX", "CP": "49321"}, "49099", "49300", False),
        ({"Ville": "Angers", "CP": ""}, "49007", "", False),
        ({"Ville": "Angers", "CP": "49045"}, "49007", "49000", True),
        ({"Ville": "Martigné-Briand", "CP": "49540"}, "49086", "49540", False),
        ({"Ville": "", "CP": "49300"}, "49099", "49300", True),
        ({"Ville": "Cholt", "CP": "49300"}, "49099", "49300", True),
        ({"Ville": "Bourg-en-Bresse", "CP": "1000"}, "01053", "01000", False),
    ],
)
def test_the_commune_is_found_through_what_is_wrong(judged, cells, code, postcode, to_review):
    line = judged(Nom="Le Fil Retrouvé", Adresse="16 rue des Essais", **cells)
    assert line.verdict is Verdict.NEW
    found = (line.columns["insee_code"], line.columns.get("postcode", ""), line.to_review)
    assert found == (code, postcode, to_review)


def test_the_epci_comes_with_the_commune(judged):
    line = judged(Nom="Le Fil", Ville="Cholet")
    assert line.columns["epci_siren"] == CHOLET.epci_siren
    assert line.columns["departement"] == "49"


@pytest.mark.parametrize(
    "cells",
    [
        {"Adresse": "16 rue des Essais 49300 Cholet", "CP": "", "Ville": ""},
        {"Adresse": "16 rue des Essais - 49300 CHOLET", "CP": "49300", "Ville": ""},
        {"Adresse complète": "16 rue des Essais, 49300 Cholet"},
        {"Adresse": "16 rue des Essais", "CP": "49300", "Ville": "Cholet"},
    ],
)
def test_an_address_in_one_block_is_cut(judged, cells):
    line = judged(Nom="Le Fil", **cells)
    told = (line.columns["address"], line.columns["postcode"], line.columns["commune"])
    assert told == ("16 rue des Essais", "49300", "Cholet")


def test_an_unknown_town_with_an_address_is_kept_to_review(judged):
    line = judged(Nom="Le Fil", Adresse="16 rue des Essais", Ville="Zzyzx-les-Bains")
    assert (line.verdict, line.to_review) == (Verdict.NEW, True)
    assert "n’est pas une commune connue" in line.why
    assert line.label == "À vérifier"


def test_a_credible_point_is_the_files(judged):
    line = judged(Nom="Le Fil", Ville="Cholet", Adresse="16 rue des Essais", lat=f"{NORTH}", lon=f"{EAST}")
    assert at(line) == (NORTH, EAST, "file", "exact")
    assert not line.to_review
    assert line.sheet.warnings == ()


def test_a_point_whose_address_has_no_number_is_at_the_street(judged):
    line = judged(Nom="Le Fil", Ville="Cholet", Adresse="rue des Essais", lat=f"{NORTH}", lon=f"{EAST}")
    assert at(line)[3] == "street"


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (NORTH, -EAST, "La longitude avait le signe inversé"),
        (EAST, NORTH, "Latitude et longitude étaient échangées"),
    ],
)
def test_the_usual_accidents_are_mended_and_said(judged, lat, lon, said):
    line = judged(Nom="Le Fil", Ville="Cholet", Adresse="16 rue des Essais", lat=f"{lat}", lon=f"{lon}")
    assert at(line) == (NORTH, EAST, "file", "exact")
    assert said in line.why
    assert line.to_review
    assert said in line.sheet.warnings[0]


def test_a_point_far_from_its_commune_gives_way_to_the_communes(judged):
    line = judged(Nom="Le Fil", Ville="Cholet", Adresse="16 rue des Essais", lat="47.4736", lon="-0.5541")
    assert at(line) == (CHOLET.latitude, CHOLET.longitude, "commune", "commune")
    assert "km de la commune (Cholet)" in line.why
    assert line.to_review


def test_a_list_without_coordinates_is_not_reproached_for_it(judged):
    line = judged(Nom="Le Fil", Ville="Cholet", Adresse="16 rue des Essais")
    assert at(line)[2:] == ("commune", "commune")
    assert (line.why, line.to_review) == ("", False)


def test_a_hole_among_coordinates_is_said_without_review(planned):
    rows = [
        {"Nom": "Le Fil", "Ville": "Cholet", "lat": f"{NORTH}", "lon": f"{EAST}"},
        {"Nom": "Tout Repart", "Ville": "Angers", "lat": "", "lon": ""},
    ]
    line = planned(rows).lines[1]
    assert "Pas de coordonnées" in line.why
    assert not line.to_review


def test_a_point_alone_gives_the_commune_to_review(judged):
    line = judged(Nom="Le Fil", Ville="", lat=f"{NORTH}", lon=f"{EAST}")
    assert line.columns["insee_code"] == "49099"
    assert line.to_review
    assert "Commune déduite du point" in line.why


def test_namesakes_are_told_apart_by_the_point(judged):
    # Two communes of the département begin with « Montreuil »; Montreuil-Juigné is next to Angers.
    juigne = next(one for one in territory.communes_of("49") if one.name == "Montreuil-Juigné")
    line = judged(Nom="Le Fil", Ville="Montreuil", CP="", lat=f"{juigne.latitude}", lon=f"{juigne.longitude}")
    assert line.columns["commune"] == "Montreuil-Juigné"
    assert line.to_review
