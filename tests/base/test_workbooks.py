"""Typed workbooks: what is a number adds up, what is text never runs."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from campaign.base.workbooks import typed_book


def page_of(headers, rows):
    return load_workbook(io.BytesIO(typed_book([("Feuille", headers, rows)]))).active


def test_numbers_dates_amounts_and_yes_or_no_stay_what_they_are():
    instant = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)
    page = page_of(
        ["Nombre", "Jour", "Instant", "Somme", "Accord"], [[47.5, date(2013, 11, 13), instant, Decimal("12.50"), True]]
    )
    number, day, moment, amount, yes = (cell for cell in page[2])
    assert number.value == 47.5
    assert (day.value.date(), day.number_format) == (date(2013, 11, 13), "dd/mm/yyyy")
    assert moment.value == datetime(2026, 7, 1, 10, 5), "Paris time in summer"
    assert (amount.value, amount.number_format) == (12.5, "#,##0.00")
    assert yes.value is True


def test_a_column_with_one_text_is_text_throughout():
    page = page_of(["SIRET", "Vide", "Rang"], [["00012345678901", None, 3], [12, "", None]])
    assert [cell.value for cell in page["A"]] == ["SIRET", "00012345678901", "12"]
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert [cell.value for cell in page["C"]] == ["Rang", 3, None]


def test_a_row_that_stops_early_leaves_its_last_cells_empty():
    page = page_of(["Nom", "Ville", "Rang"], [["La Remise"], ["Tout repart !", "Cholet", 2]])
    assert [[cell.value for cell in line] for line in page.iter_rows(min_row=2)] == [
        ["La Remise", None, None],
        ["Tout repart !", "Cholet", 2],
    ]


def test_what_does_not_fit_a_spreadsheet_s_numbers_is_text():
    rows = [[12345678901234567890, float("inf"), date(1789, 7, 14)]]
    assert {cell.data_type for cell in page_of(["a", "b", "c"], rows)[2]} == {"s"}


def test_the_heading_stays_in_sight_filters_and_is_printed_on_each_page():
    page = page_of(["Nom", "Ville"], [["La Remise", "Tiercé"], ["Tout repart !", "Cholet"]])
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.print_title_rows == "$1:$1"
    assert page.column_dimensions["A"].width > len("Tout repart !")


@given(st.lists(st.tuples(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), st.integers()), max_size=4))
def test_no_text_ever_becomes_a_formula(rows):
    page = page_of(["Nom", "Nombre"], [["=1+1", 1], *rows])
    assert all(cell.data_type != "f" for line in page.iter_rows() for cell in line)
    assert page["A2"].data_type == "s"
