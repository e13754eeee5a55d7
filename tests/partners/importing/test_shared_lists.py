"""Real lists of shops, read where they are: every row, its identifier kept, no value altered."""

import csv

import pytest

from campaign.partners.importing.columns import guess_columns
from campaign.partners.importing.headings import Column
from campaign.partners.importing.reading import read_table
from campaign.partners.importing.rows import read_rows

FILES = ["boutiques_reemploi_open.csv", "boutiques_reemploi_open_corrige.csv", "structures_iae_open.csv"]
WRITTEN_AS = {
    Column.EXTERNAL_ID: "id", Column.NAME: "nom", Column.POSTCODE: "code_postal", Column.COMMUNE: "ville",
    Column.LATITUDE: "lat", Column.LONGITUDE: "lon", Column.SIRET: "siret", Column.ADDRESS: "adresse",
    Column.OPENING_HOURS: "horaires", Column.CATEGORIES: "categories", Column.WEBSITE: "site_web",
    Column.NETWORK: "reseau_devine", Column.ADDRESS_MORE: "complement", Column.DEPARTEMENT: "departement",
}  # fmt: skip


@pytest.fixture
def shops(shared_dir):
    return shared_dir / "data" / "shops"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("cp1252", ";"), ("utf-16", "\t")])
def test_every_row_of_a_real_list_is_read_unaltered(shops, name, encoding, separator):
    with (shops / name).open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    lines = []
    for row in expected:
        lines.append(separator.join('"' + cell.replace('"', '""') + '"' for cell in row))
    if encoding == "cp1252":
        expected = [[cell.encode("cp1252", "replace").decode("cp1252") for cell in row] for row in expected]
    table = read_table(name, "\r\n".join(lines).encode(encoding, "replace"))
    assert table.headers == expected[0]
    assert table.rows == expected[1:]
    assert table.separator == separator


@pytest.mark.parametrize("name", ["boutiques_reemploi_open.csv", "structures_iae_open.csv"])
def test_the_columns_of_a_real_list_are_recognised_and_its_identifiers_kept(shops, name):
    data = (shops / name).read_bytes()
    table = read_table(name, data)
    mapping = guess_columns(table)
    for column, heading in WRITTEN_AS.items():
        assert table.headers[mapping[column]] == heading, column
    with (shops / name).open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    rows = list(read_rows(table, mapping))
    assert [(row.external_id, row.siret, row.postcode) for row in rows] == [
        (row["id"], row["siret"], row["code_postal"]) for row in expected
    ]
