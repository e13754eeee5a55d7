"""Workbooks: what people see in each cell, and the dangerous ones refused (reliability.md, nos 43 to 46, 49, 52)."""

import tracemalloc
import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.reading import read_table

NOT_RECOGNISED = r"^Format non reconnu : \.xlsx ou \.csv\.$"
TOO_BIG = r"^Fichier trop volumineux une fois décompressé\.$"


def workbook(rows, title="Boutiques"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(book, name="liste.xlsx", **options):
    return read_table(name, saved(book), **options)


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data, member, change):
    """The same archive, one member's bytes changed (added when missing)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for name in names:
            target.writestr(name, change(source.read(name)) if name == member else source.read(name))
        if member not in names:
            target.writestr(member, change(b""))
    return out.getvalue()


def test_every_cell_is_the_text_people_see():
    book = workbook([["Nom", "SIRET", "Ouvre", "Depuis", "Adhérent", "Latitude", "Note"]])
    book.active.append(["Félicie", 73282932000074, time(9, 30), date(2027, 5, 4), True, 47.4736, 12.0])
    book.active.append(["Le Relais", "00123456700012", datetime(2027, 5, 4, 9, 30), None, False, -0.5, "a\nb"])
    table = read(book)
    assert table.rows == [
        ["Félicie", "73282932000074", "09:30", "04/05/2027", "oui", "47.4736", "12"],
        ["Le Relais", "00123456700012", "04/05/2027 09:30", "", "non", "-0.5", "a\nb"],
    ]
    assert table.sheet == "Boutiques"
    assert (table.encoding, table.separator) == (None, None)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [(1000, "00000", "01000"), (241000005, '0#" "##" "##" "##" "##', "0241000005"), (1234, "#,##0", "1234"),
     (12, "0.00", "12"), (7, "General", "7"), (73282932000074, "0", "73282932000074"),
     (5, '000" "000" "000" "00000', "00000000000005")],
)  # fmt: skip
def test_the_zeros_that_a_format_shows_are_kept(value, number_format, shown):
    book = workbook([["Nom", "Valeur"], ["A", value]])
    book.active["B2"].number_format = number_format
    assert read(book).rows[0][1] == shown


def test_the_calendar_from_1904_is_honoured():
    book = workbook([["Nom", "Date"]])
    book.epoch = datetime(1904, 1, 1)
    book.active.append(["A", datetime(2027, 5, 4)])
    assert read(book).rows == [["A", "04/05/2027"]]


def test_a_formula_without_a_computed_value_is_told_with_its_row_and_column():
    book = workbook([["Nom", "Ville"], *[["A", "Angers"]] * 10, ["B", "=VLOOKUP(1,A1:B2,2)"]])
    table = read(book)
    sentence = "Ligne 12, colonne Ville : formule sans valeur. Enregistrez le fichier dans Excel ou collez les valeurs."
    assert table.rows[-1] == ["B", ""]
    assert table.row_notes == {12: [sentence]}
    assert table.notes == [sentence]


def test_a_formula_computed_by_excel_gives_its_value():
    data = changed(
        saved(workbook([["Nom", "Ville"], ["A", "=A1"]])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b'<c r="B2"><f>A1</f><v /></c>', b'<c r="B2" t="str"><f>A1</f><v>Angers</v></c>'
        ).replace(b'<c r="B2"><f>A1</f><v></v></c>', b'<c r="B2" t="str"><f>A1</f><v>Angers</v></c>'),
    )
    table = read_table("liste.xlsx", data)
    assert table.rows == [["A", "Angers"]]
    assert table.notes == []


def test_an_error_cell_is_told_and_left_empty():
    book = workbook([["Nom", "Ville"], ["A", "#REF!"]])
    book.active["B2"].data_type = "e"
    table = read(book)
    assert table.rows == [["A", ""]]
    assert table.row_notes[2][0].startswith("Ligne 2, colonne Ville : formule sans valeur.")


def test_cells_merged_over_rows_have_their_value_on_each():
    book = workbook(
        [["Structure", "Nom", "Ville"], ["Emmaüs", "A", "Angers"], [None, "B", "Cholet"], ["Envie", "C", "Saumur"]]
    )
    book.active.merge_cells("A2:A3")
    table = read(book)
    assert [row[0] for row in table.rows] == ["Emmaüs", "Emmaüs", "Envie"]
    assert any("fusionnées" in note for note in table.notes)


def test_a_merged_title_above_the_headings_is_left_aside():
    book = workbook([["Nos boutiques"], [], ["Nom", "Code postal", "Ville"], ["A", "49000", "Angers"]])
    book.active.merge_cells("A1:C1")
    table = read(book)
    assert table.headers == ["Nom", "Code postal", "Ville"]
    assert table.row_numbers == [4]


def test_the_first_visible_sheet_that_holds_something_is_read():
    book = workbook([], title="Vide")
    hidden = book.create_sheet("Cachée")
    hidden.append(["Nom", "Ville"])
    hidden.sheet_state = "hidden"
    for title in ("Bonne", "Autre"):
        sheet = book.create_sheet(title)
        sheet.append(["Nom", "Ville"])
        sheet.append([title, "Angers"])
    table = read(book)
    assert (table.sheet, table.rows) == ("Bonne", [["Bonne", "Angers"]])
    assert "Seule la feuille « Bonne » est lue." in table.notes


def test_blank_rows_and_a_wrong_declared_size_do_not_matter():
    book = workbook([["Nom", "Ville"], [], ["A", "Angers"], [], ["B", "Cholet"]])
    data = changed(
        saved(book),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1:B5"', b'<dimension ref="A1:A1"'),
    )
    table = read_table("liste.xlsx", data)
    assert table.rows == [["A", "Angers"], ["B", "Cholet"]]
    assert table.row_numbers == [3, 5]


def test_a_workbook_under_a_csv_name_is_read_by_its_bytes():
    assert read(workbook([["Nom", "Ville"], ["A", "Angers"]]), name="liste.csv").rows == [["A", "Angers"]]


def test_an_empty_workbook_is_refused():
    with pytest.raises(UnreadableFile, match=r"^Ce fichier est vide\.$"):
        read(workbook([]))


def test_more_than_5000_rows_are_refused():
    book = workbook([["Nom", "Ville"], *([f"Boutique {number}", "Angers"] for number in range(5001))])
    with pytest.raises(UnreadableFile, match="lignes au plus"):
        read(book)


def test_a_stray_row_far_below_ends_the_list():
    data = changed(
        saved(workbook([["Nom", "Ville"], ["A", "Angers"], ["B", "Cholet"]])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="3">', b'<row r="99999999999">'),
    )
    assert read_table("liste.xlsx", data).rows == [["A", "Angers"]]


def test_more_than_200_columns_are_refused():
    with pytest.raises(UnreadableFile, match="200 colonnes au plus"):
        read(workbook([["Nom", "Ville", *(f"C{number}" for number in range(300))], ["A", "Angers", *["x"] * 300]]))


def test_a_bomb_is_refused_without_being_inflated_in_memory():
    bomb = changed(saved(workbook([["Nom"], ["A"]])), "xl/worksheets/sheet2.xml", lambda _: b" " * (45 << 20))
    assert len(bomb) < 200_000
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match=TOO_BIG):
        read_table("liste.xlsx", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 << 20


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = changed(saved(workbook([["Nom"], ["A"]])), "xl/worksheets/sheet2.xml", lambda _: b" " * (60 << 20))
    size = (60 << 20).to_bytes(4, "little")
    assert bomb.count(size) == 2
    with pytest.raises(UnreadableFile):
        read_table("liste.xlsx", bomb.replace(size, (1000).to_bytes(4, "little")))


def test_too_many_members_are_refused():
    out = BytesIO(saved(workbook([["Nom"], ["A"]])))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/media/{number}.png", b"x")
    with pytest.raises(UnreadableFile, match=TOO_BIG):
        read_table("liste.xlsx", out.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_an_xml_entity_is_refused(member, encoding):
    hostile = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'.encode(encoding)
    data = changed(saved(workbook([["Nom"], ["A"]])), member, lambda _: hostile)
    with pytest.raises(UnreadableFile, match="d’autres fichiers"):
        read_table("liste.xlsx", data)


def external(kind, target):
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def test_a_call_to_another_file_is_refused():
    data = changed(
        saved(workbook([["Nom"], ["A"]])),
        "xl/worksheets/_rels/sheet1.xml.rels",
        lambda _: external("image", "http://exemple.fr/a.png"),
    )
    with pytest.raises(UnreadableFile, match="d’autres fichiers"):
        read_table("liste.xlsx", data)


def test_a_link_in_a_cell_is_only_text():
    book = workbook([["Nom", "Site"], ["A", "https://exemple.fr"]])
    book.active["B2"].hyperlink = "https://exemple.fr"
    assert read(book).rows == [["A", "https://exemple.fr"]]


def macro_workbook():
    return changed(saved(workbook([["Nom"], ["A"]])), "xl/vbaProject.bin", lambda _: b"\xd0\xcf")


def macro_type():
    return changed(
        saved(workbook([["Nom"], ["A"]])),
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )


def archive_of(*names):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [macro_workbook, macro_type, lambda: archive_of("mimetype", "content.xml"),
     lambda: archive_of("[Content_Types].xml", "word/document.xml"),
     lambda: archive_of("[Content_Types].xml", "xl/workbook.xml"),
     lambda: saved(workbook([["Nom"], ["A"]]))[:-60],
     lambda: changed(saved(workbook([["Nom"]])), "xl/workbook.xml", lambda _: b"<x/>"),
     lambda: changed(saved(workbook([["Nom"]])), "xl/workbook.xml", lambda _: b"pas du xml")],
    ids=["macros", "macro type", "ods", "docx", "hollow", "cut", "another xml", "no xml"],
)  # fmt: skip
def test_another_document_under_the_name_of_a_workbook_is_refused(make):
    with pytest.raises(UnreadableFile, match=NOT_RECOGNISED):
        read_table("liste.xlsx", make())


def test_a_workbook_with_macros_is_refused_by_its_name_too():
    with pytest.raises(UnreadableFile, match=NOT_RECOGNISED):
        read(workbook([["Nom"], ["A"]]), name="liste.xlsm")
