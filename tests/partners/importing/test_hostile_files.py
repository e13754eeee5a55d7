"""What people send and what they should not: refused in one sentence that says where, or read without harm
(reliability.md, nos 43 to 46, 51 and 52; the others stand beside the reader they try)."""

import socket
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from campaign.base.errors import UnreadableFile
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.reading import read_table
from campaign.partners.importing.verdicts import Verdict

NOT_RECOGNISED = r"^Format non reconnu : \.xlsx ou \.csv\.$"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


SMALL = workbook([["Nom", "Ville"], ["A", "Angers"]])


def with_member(name: str, content: bytes, data: bytes = SMALL) -> bytes:
    """The same archive with one member replaced, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for other in source.namelist():
            if other != name:
                target.writestr(other, source.read(other))
        target.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_a_million_rows_are_refused_before_they_are_read():
    rows = '<row><c t="inlineStr"><is><t>A</t></is></c></row>' * 1_000_000
    with pytest.raises(UnreadableFile, match=r"^Fichier trop volumineux une fois décompressé\.$"):
        read_table("liste.xlsx", with_member(SHEET, sheet_of(rows)))
    with pytest.raises(UnreadableFile, match=r"^5\u202f000 lignes au plus\. Découpez le fichier en plusieurs\.$"):
        read_table("liste.csv", b"a;b\n" * 1_000_000)


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#NOM?", "#NAME?", "#VALEUR!", "#DIV/0!", "#NOMBRE!"])
def test_an_error_of_a_spreadsheet_is_no_value_and_is_told_with_its_row_and_column(shown):
    sentence = (
        f"Ligne 3, colonne Ville : « {shown} » est une erreur de tableur, pas une valeur. "
        "Corrigez-la dans le fichier ou écrivez la valeur."
    )
    for name, data in (
        ("liste.csv", f"Nom;Ville\nA;Angers\nB;{shown}\n".encode()),
        ("liste.xlsx", workbook([["Nom", "Ville"], ["A", "Angers"], ["B", f"{shown} "]])),
    ):
        table = read_table(name, data)
        assert [row[0] for row in table.rows] == ["A", "B"]
        assert table.rows[1][1] == ""
        assert table.row_notes == {3: [sentence]}


def test_a_line_refused_for_want_of_a_value_names_the_cell_at_fault(db, officer):
    data = workbook([["Nom", "Ville"], ["=VLOOKUP(1,A1:B2,2)", "Angers"]])
    line = prepare_import(db, officer, "liste.xlsx", data).lines[0]
    assert line.verdict is Verdict.REJECTED
    assert line.why == (
        "Le nom de la boutique est vide ou illisible. Ligne 2, colonne Nom : formule sans valeur. "
        "Enregistrez le fichier dans Excel ou collez les valeurs."
    )


def test_a_formula_is_never_computed():
    table = read_table("liste.xlsx", workbook([["Nom", "Ville"], ["A", "=1+1"], ["B", '=HYPERLINK("http://x","y")']]))
    assert table.rows == [["A", ""], ["B", ""]]
    assert list(table.row_notes) == [2, 3]
    assert read_table("liste.csv", b"Nom;Ville\nA;=1+1\n").rows == [["A", "=1+1"]]


def encrypted() -> bytes:
    data = bytearray(SMALL)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    "make",
    [encrypted, lambda: with_member("xl/workbook.bin", b"\x83\x01"), lambda: SMALL[:40] + SMALL[60:]],
    ids=["encrypted", "xlsb", "damaged"],
)
def test_a_workbook_that_cannot_be_opened_is_refused(make):
    with pytest.raises(UnreadableFile, match=NOT_RECOGNISED):
        read_table("liste.xlsx", make())


def test_nothing_a_workbook_points_to_is_called():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        there = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        relation = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" '
            f'Target="{there}" TargetMode="External"/></Relationships>'
        )
        entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{there}">]><x>&e;</x>'
        schema = f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "{there}"><x/>'
        for member, content in (
            ("xl/_rels/workbook.xml.rels", relation), (SHEET, entity), ("xl/styles.xml", schema),
        ):  # fmt: skip
            with pytest.raises(UnreadableFile, match="d’autres fichiers"):
                read_table("liste.xlsx", with_member(member, content.encode()))
        with pytest.raises(TimeoutError):
            server.accept()


def test_last_years_file_says_what_would_change(planned, imported):
    rows = [{"id": f"b{n}", "Nom": f"Boutique {n}", "Adresse": f"{n} rue {n}", "Ville": "Cholet"} for n in range(40)]
    imported(rows)
    newer = [{**one, "Site web": "https://exemple.fr"} if index < 12 else one for index, one in enumerate(rows)]
    assert planned(newer).counts.in_words == "28\u00a0boutiques déjà au registre : 12\u00a0mises à jour."


def test_figures_of_excel_are_read_as_they_were_meant(db, officer):
    data = workbook([["Nom", "CP", "Ville", "SIRET", "Adresse"], ["La Remise", 1000, "Bourg-en-Bresse", 4.98e13, 12]])
    line = prepare_import(db, officer, "liste.xlsx", data).lines[0]
    assert (line.postcode, line.columns["insee_code"], line.columns["address"]) == ("01000", "01053", "12")
    assert "siret" not in line.columns
    assert "SIRET laissé vide. SIRET invalide" in line.why


@pytest.mark.parametrize(("epoch", "shown"), [("", "01/01/2024"), ('<workbookPr date1904="1"/>', "02/01/2028")])
def test_a_day_kept_as_a_number_of_days_is_read_in_its_calendar(epoch, shown):
    book = Workbook()
    book.active.append(["Nom", "Depuis"])
    book.active.append(["A", 45292])
    book.active["B2"].number_format = "dd/mm/yyyy"
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        main = archive.read("xl/workbook.xml").replace(b"<workbookPr />", epoch.encode() or b"<workbookPr />")
    assert read_table("liste.xlsx", with_member("xl/workbook.xml", main, out.getvalue())).rows == [["A", shown]]


def test_a_half_character_is_dropped_rather_than_stored(db, officer):
    data = workbook([["Nom", "Ville"], ["Fé_xD800_licie", "Angers"]])
    assert prepare_import(db, officer, "liste.xlsx", data).lines[0].name == "Félicie"
