"""Exports open in a spreadsheet as text, never as formulas."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from campaign.base.exports import as_text, csv_bytes, neutral, xlsx_book, xlsx_bytes


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_csv_begins_with_the_utf8_mark_and_quotes_every_cell():
    assert csv_bytes(["Nom", "Commune"], [["Le Fil", "Angers"]]) == (
        b"\xef\xbb\xbf" + b'"Nom";"Commune"\r\n"Le Fil";"Angers"\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-Malle", "@somme", "\tx", "\rx", " =1+1", "＝1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3", "+47,5", "-0.55", "2024", "Le Fil", "l’Écho", ""])
def test_true_numbers_and_plain_words_stay_as_they_are(text):
    assert neutral(text) == text


@given(st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8")), min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_csv_starts_like_a_formula(rows):
    for line in read_csv(csv_bytes(["a", "b"], rows))[1:]:
        for cell in line:
            bare = cell.lstrip(" \u00a0")
            assert not bare.startswith(("=", "@", "\t", "\r")), cell


def test_an_xlsx_holds_only_text_so_a_siret_keeps_its_digits():
    data = xlsx_bytes("Boutiques", ["Nom", "SIRET"], [["=1+1", "00012345678901"], ["\x00Nul", 12]])
    page = load_workbook(io.BytesIO(data)).active
    assert [[cell.value for cell in line] for line in page.iter_rows()] == [
        ["Nom", "SIRET"],
        ["=1+1", "00012345678901"],
        ["Nul", "12"],
    ]
    assert {cell.data_type for line in page.iter_rows() for cell in line} == {"s"}


def test_a_sheet_name_excel_refuses_is_mended():
    assert load_workbook(io.BytesIO(xlsx_bytes("a/b:c?" + "x" * 40, ["h"], []))).sheetnames == ["a b c " + "x" * 25]


def test_values_are_written_as_the_french_read_them():
    assert as_text(True) == "oui"
    assert as_text(date(2013, 11, 13)) == "13/11/2013"
    assert as_text(datetime(2026, 7, 1, 8, 5, tzinfo=UTC)) == "01/07/2026 10:05"
    assert as_text(47.5) == "47,5"
    assert as_text(("Meubles", "Livres")) == "Meubles, Livres"
    assert as_text(None) == ""


def test_an_amount_is_a_number_with_two_decimals_in_a_workbook_and_a_comma_in_a_csv():
    amount = Decimal("1234.50")
    cell = load_workbook(io.BytesIO(xlsx_book([("Lignes", ["Prévu"], [[amount]])], numbers=True))).active["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (1234.5, "n", "#,##0.00")
    assert read_csv(csv_bytes(["Prévu"], [[amount]]))[1] == ["1234,50"]


def test_letters_that_look_like_a_code_of_a_workbook_stay_letters():
    cell = load_workbook(io.BytesIO(xlsx_bytes("Feuille", ["Nom"], [["_x0041_"]]))).active["A2"]
    assert cell.value == "_x005F_x0041_"  # « _x005F_ » is how Excel writes the sign « _ » before a code
