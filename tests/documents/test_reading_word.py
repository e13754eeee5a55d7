"""The Word file of a paper to read: real styles, every chart as its table, the same bytes each time."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from campaign.base.rich_text import read
from campaign.documents.paper_content import (
    Card,
    Cards,
    Chapter,
    Corner,
    Heading,
    Matrix,
    Note,
    Photo,
    Photos,
    Points,
    Quoted,
    Quotes,
    Span,
    Spans,
    Table,
    Words,
)
from campaign.documents.reading_word import paper_word
from tests.documents.papers_to_read import HOSTILE, RANGES, REPORT

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(content=REPORT) -> docx.document.Document:
    return docx.Document(io.BytesIO(paper_word(content)))


def under(file: docx.document.Document, style: str) -> list[str]:
    return [one.text for one in file.paragraphs if one.style.name == style]


def rows(file: docx.document.Document, rank: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in file.tables[rank].rows]


def test_its_parts_stand_under_real_headings_and_contents_lead_to_them():
    file = opened()
    titles = [one.title for one in REPORT.told]
    assert under(file, "Heading 1") == titles
    assert under(file, "toc 1") == titles
    assert under(file, "Title") == [REPORT.title]
    assert under(file, "Heading 2") == ["D’où viennent les visiteurs", "Ce que l’édition a coûté"]
    assert "le mercredi attire les familles, le samedi les habitués ;" in under(file, "List Bullet")
    body = file.element.body
    anchors = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    assert anchors == [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(under(file, "Caption")) == 2  # the third picture has neither caption nor credit


def test_a_chart_is_its_table_of_words():
    file = opened()
    assert rows(file, 0)[3] == ["Premières visites", "38 %", "9 répondants sur 17 : peu"]
    visitors = rows(file, 1)
    assert visitors[0] == ["", "Visiteurs"]
    assert visitors[1:] == [[one.label, one.said] for one in RANGES]
    assert rows(file, 3)[0] == ["", "novembre 2013", "avril 2014"]
    assert rows(file, 3)[-1] == ["Communes servies par la presse locale", "non connu", "12"]
    assert rows(file, 5)[4] == ["Menaces", "Rien de noté."]
    assert "médiane : 215" in under(file, "Intertitre")


def test_heads_come_again_no_row_is_cut_and_figures_stand_to_the_right():
    (table,) = [one for one in opened().tables if one.rows[0].cells[0].text == "Poste"]
    first, second = table.rows[0]._tr, table.rows[1]._tr
    assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert second.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert [cell.paragraphs[0].alignment is not None for cell in table.rows[1].cells] == [False, False, True, True]


def test_the_same_content_gives_the_same_bytes():
    assert paper_word(REPORT) == paper_word(REPORT)


def test_a_thousand_rows_are_all_there():
    listed = tuple(Span(f"Boutique {rank}", rank, rank, str(rank)) for rank in range(1000))
    made = rows(opened(replace(REPORT, chapters=(Chapter("Un", (Spans("T", "V", listed),)),))), 0)
    assert made[1:] == [[one.label, one.said] for one in listed]


def test_empty_lists_are_said_or_left_out():
    blocks = (Table("Dépenses", ("Poste",), (), empty="Aucune dépense."), Spans("Visiteurs", "", ()), Cards(()),
              Quotes(()), Heading("Rien dessous"))  # fmt: skip
    file = opened(replace(REPORT, chapters=(Chapter("Un", blocks), Chapter("Vide", (Cards(()),)))))
    said = [one.text for one in file.paragraphs]
    assert "Aucune dépense." in said
    assert "Aucune réponse." in said
    assert under(file, "Heading 1") == ["Un"]
    assert under(file, "Heading 2") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text):
    blocks = (
        Words(read(text)), Note(text), Heading(text), Points((text,)), Cards((Card(text, text),)),
        Table(text, (text, text), ((text, text),), (1,), text), Quotes((Quoted(text, text),)),
        Matrix((Corner(text, (text,), "menthe"),) * 4), Photos((Photo(b"", text, text, text),)),
    )  # fmt: skip
    data = paper_word(replace(REPORT, kind=text, title=text, under=text, chapters=(Chapter(text, blocks),)))
    file = docx.Document(io.BytesIO(data))
    if text == "<script>alert(1)</script>":
        assert rows(file, 0)[1][0] == text
    links = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    assert "evil/p.png" not in links


@pytest.mark.skipif(
    OFFICE is None,
    reason="AUCUN LIBREOFFICE : le fichier Word n’est pas ouvert pour de vrai (libreoffice-writer-nogui)",
)
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "bilan.docx").write_bytes(paper_word(REPORT))
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "bilan.docx")], check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert (tmp_path / "bilan.pdf").stat().st_size > 20_000
