"""Text files of every kind that spreadsheets and people make (reliability.md, nos 45, 47, 48, 49)."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.reading import MAX_BYTES, read_table

TEXT = "Nom;Code postal;Commune\nL’Écho d’Anjou;01000;Bourg-en-Bresse\nÀ la bonne fée;49100;Angers\n"
ROWS = [["L’Écho d’Anjou", "01000", "Bourg-en-Bresse"], ["À la bonne fée", "49100", "Angers"]]
NOT_RECOGNISED = r"^Format non reconnu : \.xlsx ou \.csv\.$"


def table(text, name="liste.csv", encoding="utf-8", **options):
    return read_table(name, text.encode(encoding), **options)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman")],
)  # fmt: skip
def test_a_list_is_read_whatever_its_encoding(encoding, named):
    read = table(TEXT, encoding=encoding)
    assert read.headers == ["Nom", "Code postal", "Commune"]
    assert read.rows == ROWS
    assert read.encoding == named


def test_the_csv_of_an_old_dos_program_is_read():
    assert table("Nom;Ville\nÀ la bonne fée;Écouflant\nLe Relais d'été;Trélazé\n", encoding="cp850").rows == [
        ["À la bonne fée", "Écouflant"],
        ["Le Relais d'été", "Trélazé"],
    ]


def test_latin_1_is_read():
    assert table("Nom;Ville\nFélicie;Trélazé\n", encoding="latin-1").rows == [["Félicie", "Trélazé"]]


def test_two_files_put_end_to_end_in_two_encodings_are_read_with_a_note():
    data = "Nom;Ville\nÉté;Trélazé\nForêt;Écouflant\n".encode() + "Fée;Angers\n".encode("cp1252")
    read = read_table("liste.csv", data)
    assert read.rows[-1] == ["Fée", "Angers"]
    assert any("autre encodage" in note for note in read.notes)


def test_accents_damaged_before_us_are_said_and_left():
    read = table("Nom;Ville\nFélicie;Angers\n".encode().decode("cp1252"))
    assert read.rows == [["FÃ©licie", "Angers"]]
    assert any("accents semblent abîmés" in note for note in read.notes)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_list_is_read_whatever_its_separator_and_line_ends(separator, line_end):
    read = table(TEXT.replace(";", separator).replace("\n", line_end))
    assert read.rows == ROWS
    assert read.separator == separator


def test_commas_inside_addresses_do_not_hide_the_separator():
    read = table("Nom;Adresse;Ville\nA;1 rue X, bât. B, 2e étage;Angers\nB;2 rue Y, bât. C;Cholet\nC;3, rue Z;Saumur\n")
    assert read.separator == ";"
    assert read.rows[0] == ["A", "1 rue X, bât. B, 2e étage", "Angers"]


def test_several_values_in_a_cell_do_not_hide_the_separator():
    read = table("nom,categories,ville\nA,livres|jouets,Angers\nB,livres|jouets|vélos,Cholet\n")
    assert read.separator == ","
    assert read.rows[1] == ["B", "livres|jouets|vélos", "Cholet"]


def test_the_separator_announced_on_the_first_line_is_obeyed():
    read = table("sep=;\nNom;Ville\nA, B et C;Angers\n")
    assert read.headers == ["Nom", "Ville"]
    assert read.rows == [["A, B et C", "Angers"]]
    assert read.row_numbers == [3]


def test_titles_without_a_separator_do_not_hide_it():
    read = table("Liste 2013\nmise à jour le 4 mai\nrelue\nNom;Ville\nA;Angers\n")
    assert (read.headers, read.rows) == (["Nom", "Ville"], [["A", "Angers"]])


def test_a_list_of_one_column_is_read():
    read = table("Nom\nLe Relais, à Angers\nFélicie; à Cholet\n")
    assert read.headers == ["Nom"]
    assert read.rows == [["Le Relais, à Angers"], ["Félicie; à Cholet"]]
    assert read.separator == ""


def test_quoted_line_breaks_separators_and_quotation_marks_stay_in_their_cell():
    read = table('Nom;Horaires;Ville\n"La ""Malle""; à Félicie";"mardi 9h-12h\nsamedi 14h-18h";Angers\nB;;Cholet\n')
    assert read.rows[0] == ['La "Malle"; à Félicie', "mardi 9h-12h\nsamedi 14h-18h", "Angers"]
    # A spreadsheet counts a record as one row.
    assert read.row_numbers == [2, 3]


def test_a_quotation_mark_left_open_is_told_with_its_line():
    lines = [
        "Nom;Ville",
        *(f"Boutique {number};Angers" for number in range(2, 7)),
        '"Boutique 7;Angers',
        "Boutique 8;Cholet",
    ]
    with pytest.raises(UnreadableFile, match=r"^Ligne 7 : guillemet non fermé\.$"):
        table("\n".join(lines))
    with pytest.raises(UnreadableFile, match=r"^Ligne 7 : guillemet non fermé\.$"):
        table("\n".join([*lines, '"Boutique 9";Saumur']))


def test_quotation_marks_inside_quotation_marks_are_understood():
    read = table('Nom;Ville\n"Le "Relais" d\'Angers";"Angers"\n"A";"Cholet"\n12" pouces;Saumur\n"Le" Vrac;Segré\n')
    assert read.rows == [
        ['Le "Relais" d\'Angers', "Angers"],
        ["A", "Cholet"],
        ['12" pouces', "Saumur"],
        ['"Le" Vrac', "Segré"],
    ]


def test_a_cell_without_end_is_refused():
    with pytest.raises(UnreadableFile, match="une case est trop longue"):
        table("Nom;Ville\n" + "x" * 200_000)


def test_blank_lines_are_left_out_and_counted():
    read = table("Nom;Ville\n\nA;Angers\n;\n\nB;Cholet\n\n")
    assert read.rows == [["A", "Angers"], ["B", "Cholet"]]
    assert read.row_numbers == [3, 6]
    assert read.first_row_number == 3


def test_titles_above_the_headings_are_left_aside_with_a_note():
    read = table("Liste des boutiques 2013;;\nmise à jour le 4 mai;;\n\nNom;Code postal;Ville\nA;49000;Angers\n")
    assert read.headers == ["Nom", "Code postal", "Ville"]
    assert read.row_numbers == [5]
    assert any("2 lignes au-dessus" in note for note in read.notes)


def test_duplicate_and_empty_headings_get_names_of_their_own():
    read = table("Nom;Ville;Ville;;Ville\nA;Angers;Cholet;x;Saumur\n")
    assert read.headers == ["Nom", "Ville", "Ville (2)", "Colonne 4", "Ville (3)"]
    assert any("« Ville »" in note for note in read.notes)


def test_short_rows_are_filled_and_long_rows_are_kept_and_noted():
    read = table("Nom;Code postal;Ville\nA;49000\nB;49000;Angers;de trop;encore\n")
    assert read.rows == [["A", "49000", "", "", ""], ["B", "49000", "Angers", "de trop", "encore"]]
    assert read.row_notes == {3: ["Ligne 3 : 5 cases pour 3\u00a0colonnes."]}
    assert read.row_notes[3][0] in read.notes


def test_a_list_without_headings_gets_numbered_columns():
    read = table("Félicie;12 rue des Lices;49100;Angers\nLe Relais;3 place du Ralliement;49300;Cholet\n")
    assert not read.has_headings
    assert read.headers == ["Colonne 1", "Colonne 2", "Colonne 3", "Colonne 4"]
    assert read.row_numbers == [1, 2]


def test_the_row_of_headings_can_be_told():
    text = "Alpha;Bêta\nA;1\nB;2\n"
    assert table(text).headers == ["Alpha", "Bêta"]
    assert table(text, heading_row=0).rows[0] == ["Alpha", "Bêta"]
    assert table(text, heading_row=2).headers == ["A", "1"]
    with pytest.raises(UnreadableFile, match="ligne 9"):
        table(text, heading_row=9)


def test_headings_repeated_further_down_are_not_a_shop():
    assert table("Nom;Ville\nA;Angers\nNom;Ville\nB;Cholet\n").rows == [["A", "Angers"], ["B", "Cholet"]]


@pytest.mark.parametrize("value", ["00123", "4,98E+13", "1.0", "=1+1", "  x ", "31/02/2027", "NULL", "nan", "TRUE"])
def test_no_value_is_altered(value):
    assert table(f"Nom;Valeur\nA;{value}\n".replace("  x ", '"  x "')).rows[0][1] == value


def test_a_file_of_5000_rows_is_read_and_one_more_is_refused():
    rows = [f"Boutique {number};49000" for number in range(5000)]
    assert len(table("\n".join(["Nom;CP", *rows])).rows) == 5000
    with pytest.raises(UnreadableFile, match=r"^5.000 lignes au plus"):
        table("\n".join(["Nom;CP", *rows, "De trop;49000"]))


def test_a_file_over_5_megabytes_is_refused():
    with pytest.raises(UnreadableFile, match="5 Mo au plus"):
        read_table("liste.csv", b"a;b\n" * (MAX_BYTES // 4 + 1))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n ;;\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableFile, match=r"^Ce fichier est vide\.$"):
        read_table("liste.csv", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [("liste.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), ("liste.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
     ("liste.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600), ("liste.xls", b"Nom;Ville\nA;Angers"),
     ("liste.ods", b"PK\x03\x04x"),
     ("liste.xlsx", b"Nom;Ville\nA;Angers"), ("liste.csv", b"%PDF-1.7\n1 0 obj"),
     ("liste.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
     ("liste", b"Nom;Ville\nA;Angers"), ("liste.exe", b"Nom;Ville\nA;Angers"),
     ("liste.csv", b"MZ\x90\0\x03\0\0\0\x04\0\xff\xff" * 9),
     ("liste.csv", b"<!DOCTYPE html><html><table><tr><td>Nom"), ("liste.csv", b'[{"nom": "A", "ville": "Angers"}]'),
     ("liste.csv", b'{"type": "FeatureCollection"}'), ("liste.xlsx", b"PK\x03\x04" + b"\0" * 50)],
)  # fmt: skip
def test_any_other_format_is_refused_by_its_bytes_or_its_name(name, data):
    with pytest.raises(UnreadableFile, match=NOT_RECOGNISED):
        read_table(name, data)


written = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n"),
    max_size=12,
)  # fmt: skip


@given(st.lists(st.lists(written, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(";,\t"))
def test_what_a_spreadsheet_writes_is_read_as_it_was(rows, separator):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["Nom", "Code postal", "Ville"], *rows])
    read = table(out.getvalue())
    assert read.rows == [
        row for row in rows if any(cell.strip() for cell in row) and row != ["Nom", "Code postal", "Ville"]
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.sampled_from(["a.csv", "a.xlsx", "a.txt"]))
def test_no_bytes_make_the_reader_fail_otherwise_than_in_french(data, name):
    try:
        read = read_table(name, data)
    except UnreadableFile:
        return
    assert all(len(row) == len(read.headers) for row in read.rows)
    assert len(set(read.headers)) == len(read.headers)
