"""A row of a table becomes cleaned texts under our names."""

import pytest

from campaign.base.errors import InvalidInput
from campaign.partners.importing.columns import guess_columns
from campaign.partners.importing.headings import Column
from campaign.partners.importing.reading import read_table
from campaign.partners.importing.rows import read_row, read_rows, split_point, yes_or_no


def table(text):
    return read_table("liste.csv", text.encode())


def test_a_row_is_cleaned_and_keeps_its_number():
    read = table("Nom;CP;Ville\n\n  La\u200b  Malle\u00a0à\u202e Félicie ;01000; Bourg\n")
    row = read_row(read, 0, guess_columns(read))
    assert (row.number, row.name, row.postcode, row.commune) == (3, "La Malle à Félicie", "01000", "Bourg")
    assert row.siret == ""


def test_the_mapping_can_be_changed_by_hand():
    read = table("Nom;Ville\nA;Angers\n")
    row = read_row(read, 0, {Column.NAME: 1, Column.COMMUNE: 0, Column.PHONE: None, Column.EMAIL: 99})
    assert (row.name, row.commune, row.email) == ("Angers", "A", "")


def test_all_rows_are_read_in_order_with_their_notes():
    read = table("Nom;Ville\nA;Angers\nB;Cholet;de trop\n")
    rows = list(read_rows(read, guess_columns(read)))
    assert [row.name for row in rows] == ["A", "B"]
    assert [len(row.notes) for row in rows] == [0, 1]


@pytest.mark.parametrize(
    ("text", "halves"),
    [("47.47, -0.55", ("47.47", "-0.55")), ("47,47 ; -0,55", ("47,47", "-0,55")), ("(47.47 -0.55)", ("47.47", "-0.55")),
     ("47.47,-0.55", ("47.47", "-0.55")), ("47,47 -0,55", ("47,47", "-0,55")), ("47.47", ("", "")), ("", ("", "")),
     ("1,2,3", ("", ""))],
)  # fmt: skip
def test_a_point_is_cut_in_two(text, halves):
    assert split_point(text) == halves


def test_yes_and_no_are_understood():
    assert [yes_or_no(text) for text in ("Oui", "x", "1", "NON", "faux", "")] == [True, True, True, False, False, None]
    with pytest.raises(InvalidInput, match="oui ou non"):
        yes_or_no("peut-être")
