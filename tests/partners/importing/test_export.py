"""The registry as files, and back: an exported table imports again as the same shops."""

import json

import pytest

from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.exporting import ENDINGS, shops_file
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.verdicts import Verdict
from campaign.schema import open_database

LIST = [
    {
        "id": "m-1", "Nom": "La Malle à Félicie", "Structure": "Les Copains", "Réseau": "Réseau d’essai",
        "Adresse": "31 rue des Artisans", "Complément": "Bâtiment B", "CP": "49100", "Ville": "Angers",
        "lat": "47.47361", "lon": "-0.55412", "Téléphone": "02 41 00 00 05", "SIRET": "73282932000074",
        "Horaires": "mar. au sam. 10h-12h / 14h-18h", "Rayons": "meubles|vêtements", "Site web": "www.exemple.fr",
        "Publicité": "non",
    },
    {"id": "m-2", "Nom": '=HYPERLINK("http://x","y")', "Adresse": "16 rue des Essais", "Ville": "Cholet"},
    {"id": "", "Nom": "Grenier du Layon", "Adresse": "2 place du Puits", "CP": "49540", "Ville": "Martigné-Briand",
     "Horaires": "Mo-Fr 10:00-18:00", "lat": "47.23", "lon": "-0.43"},
    {"id": "m-4", "Nom": "Emmaüs & Fils « L'Écho » 🎉", "Réseau": "Emmaüs", "Ville": "Segré", "Adresse": "",
     "Horaires": "sur rendez-vous"},
]  # fmt: skip
KEPT = (
    "external_id", "name", "organisation", "network", "address", "address_more", "postcode", "commune", "insee_code",
    "epci_siren", "latitude", "longitude", "location_source", "location_quality", "opening_hours", "opening_hours_text",
    "categories", "phone", "website", "siret", "may_advertise",
)  # fmt: skip


def records(db, by) -> list[dict]:
    return json.loads(shops_file(db, by, ".json")[0])


def test_json_has_the_stable_names(db, officer, imported):
    imported(LIST)
    shop = records(db, officer)[0]
    contract = {
        "id", "external_id", "name", "organisation", "network", "address", "postcode", "commune", "insee_code",
        "epci_siren", "latitude", "longitude", "location_source", "location_quality", "opening_hours",
        "opening_hours_text", "categories", "website", "siret", "may_advertise", "duplicate_of", "warnings",
    }  # fmt: skip
    assert contract <= shop.keys()
    assert (shop["external_id"], shop["insee_code"], shop["opening_hours"]) == (
        "m-1", "49007", "Tu-Sa 10:00-12:00,14:00-18:00",
    )  # fmt: skip
    assert (shop["latitude"], shop["longitude"], shop["location_source"]) == (47.47361, -0.55412, "file")
    assert (shop["categories"], shop["may_advertise"]) == (["meubles", "vetements"], False)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_exported_table_imports_again_as_the_same_shops(db, officer, imported, tmp_path, ending):
    imported(LIST)
    expected = records(db, officer)
    table, count = shops_file(db, officer, ending)
    assert count == 4
    other = open_database(tmp_path / "other.db")
    try:
        plan = prepare_import(other, officer, f"boutiques{ending}", table)
        assert {line.verdict for line in plan.lines} == {Verdict.NEW}
        apply_import(other, officer, plan, None, new_operation())
        found = records(other, officer)
    finally:
        other.close()
    for before, after in zip(expected, found, strict=True):
        assert {name: after[name] for name in KEPT} == {name: before[name] for name in KEPT}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_exported_table_changes_nothing_at_home(db, officer, imported, ending):
    imported(LIST)
    place_id = records(db, officer)[1]["id"]
    actions.set_point(db, officer, place_id, 1, 47.0601, -0.8801, new_operation())
    plan = prepare_import(db, officer, f"boutiques{ending}", shops_file(db, officer, ending)[0])
    assert [(line.verdict, line.why) for line in plan.lines if line.verdict is not Verdict.UNCHANGED] == []


def test_formulas_leave_neutralised(db, officer, imported):
    imported(LIST)
    text = shops_file(db, officer, ".csv")[0].decode("utf-8-sig")
    assert "\"'=HYPERLINK" in text
    assert '"=HYPERLINK' not in text


def test_geojson_places_longitude_first(db, officer, imported):
    imported(LIST)
    features = json.loads(shops_file(db, officer, ".geojson")[0])["features"]
    assert features[0]["geometry"]["coordinates"] == [-0.55412, 47.47361]
    assert features[0]["properties"]["name"] == "La Malle à Félicie"


def test_archived_shops_stay_at_home(db, officer, imported, registry):
    imported(LIST)
    actions.archive_place(db, officer, registry()["Grenier du Layon"].id, new_operation())
    assert all(shops_file(db, officer, ending)[1] == 3 for ending in ENDINGS)


def test_another_ending_is_refused(db, officer):
    with pytest.raises(Refused, match=r"\.csv, \.xlsx, \.geojson ou \.json"):
        shops_file(db, officer, ".ods")
