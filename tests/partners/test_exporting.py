"""The registry as files: typed workbooks, maps, and tables that come back without changing anything."""

import io
import json

import pytest
from openpyxl import load_workbook

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.partners.actions import add_place, archive_place
from campaign.partners.exporting import shops_file
from campaign.partners.importing.plan import prepare_import

SHEETS = (
    {"name": "La Malle à Félicie", "address": "31 rue des Artisans", "postcode": "49100", "commune": "Angers",
     "latitude": 47.4667, "longitude": -0.5777, "categories": ["velos", "jouets"], "phone": "02 41 00 00 04",
     "opening_hours_text": "mardi au vendredi 14h-18h, samedi 10h-18h", "organisation": "Les Amis de Félicie",
     "website": "https://felicie.exemple.fr", "siret": "73282932000074"},
    {"name": "Le Fil retrouvé", "postcode": "49130", "commune": "Les Ponts-de-Cé", "may_advertise": False,
     "opening_hours_text": "quand il fait beau ; « sonnez »"},
    {"name": "+ d’occasion", "postcode": "49400", "commune": "Saumur", "address": "-1 bis, rue \"de\" Rouen"},
)  # fmt: skip


@pytest.fixture
def shops(db, officer) -> list[int]:
    return [add_place(db, officer, sheet, new_operation()) for sheet in SHEETS]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_exported_table_imported_again_changes_nothing(db, officer, shops, ending):
    content, count = shops_file(db, SYSTEM, ending)
    assert count == 3
    counts = prepare_import(db, SYSTEM, f"boutiques{ending}", content).counts
    assert (counts.read, counts.unchanged) == (3, 3)


def test_the_workbook_holds_numbers_and_yes_or_no_and_keeps_a_siret_as_text(db, shops):
    page = load_workbook(io.BytesIO(shops_file(db, SYSTEM, ".xlsx")[0]))["Boutiques"]
    headings = [cell.value for cell in page[1]]
    first = dict(zip(headings, page[2], strict=True))
    assert (first["latitude"].value, first["longitude"].value) == (47.4667, -0.5777)
    assert first["may_advertise"].value is True
    assert (first["siret"].value, first["siret"].data_type) == ("73282932000074", "s")
    assert (first["postcode"].value, first["postcode"].data_type) == ("49100", "s")
    assert page["C4"].data_type == "s", "a name like a formula is text"


def test_the_map_and_the_list_say_the_same(db, shops):
    listed = json.loads(shops_file(db, SYSTEM, ".json")[0])
    features = json.loads(shops_file(db, SYSTEM, ".geojson")[0])["features"]
    assert [one["name"] for one in listed] == [one["properties"]["name"] for one in features]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-0.5777, 47.4667]}
    assert listed[0]["siret"] == "73282932000074"


def test_what_is_asked_for_leaves_in_its_order_and_nothing_else(db, officer, shops):
    archive_place(db, officer, shops[1], new_operation())
    assert shops_file(db, SYSTEM, ".json")[1] == 2
    listed = json.loads(shops_file(db, SYSTEM, ".json", [shops[2], shops[1], 999])[0])
    assert [one["id"] for one in listed] == [shops[2], shops[1]]


def test_another_ending_is_refused(db):
    with pytest.raises(Refused, match=r"\.csv, \.xlsx, \.geojson ou \.json"):
        shops_file(db, SYSTEM, ".pdf")
