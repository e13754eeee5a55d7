"""Heavy workbooks are read by a process of their own: what they hold is the same, and a hostile one ends it alone."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.archive import inflated_size
from campaign.partners.importing.reading import read_table
from campaign.partners.importing.workbook import read_workbook_records
from campaign.partners.importing.workbook_apart import read_apart

TOO_HEAVY = (
    r"^(?:Ce classeur est trop lourd à lire\. Copiez la liste seule|Fichier trop volumineux une fois décompressé)"
)


def workbook(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


SMALL = workbook([["Nom", "Ville"], ["L’Écho 🎉", "=VLOOKUP(1,A1:B2,2)"], ["B", "Cholet"]])
ROWS = [[f"Boutique {number}", "Rue de l’Évêché " * 8, "Angers"] for number in range(4000)]
HEAVY = workbook([["Nom", "Adresse", "Ville"], *ROWS])
LIMITS = {"max_rows": 10, "max_columns": 5}


def test_a_heavy_list_is_read_as_a_light_one():
    assert inflated_size(HEAVY) > 256 * 1024
    read = read_table("liste.xlsx", HEAVY)
    assert read.rows == ROWS
    assert read.row_numbers[-1] == 4001


def test_what_comes_back_is_what_would_have_been_read_here():
    assert read_apart(SMALL, **LIMITS) == read_workbook_records(SMALL, **LIMITS)


def test_its_refusals_are_the_same_sentences():
    with pytest.raises(UnreadableFile, match=r"^Format non reconnu : \.xlsx ou \.csv\.$"):
        read_apart(b"PK\x03\x04" + b"\0" * 50, **LIMITS)


@pytest.mark.parametrize("limits", [{"memory": 1 << 20}, {"seconds": 0}], ids=["memory", "time"])
def test_one_that_takes_too_much_is_refused_in_french(limits):
    with pytest.raises(UnreadableFile, match=TOO_HEAVY):
        read_apart(HEAVY, max_rows=5000, max_columns=5, **limits)


def test_rows_merged_thousands_of_times_cost_no_more_than_once():
    merged = Workbook()
    for row in [["Nom", "Ville"], *[[None, "Angers"]] * 1500]:
        merged.active.append(row)
    merged.active["A2"] = "Emmaüs"
    merged.active.merge_cells("A2:A1501")
    out = BytesIO()
    merged.save(out)
    found = read_workbook_records(out.getvalue(), max_rows=2000, max_columns=5)
    assert {cells[0] for _, cells in found.records[1:]} == {"Emmaüs"}
