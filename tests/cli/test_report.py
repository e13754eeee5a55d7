"""``report``: one command, four kinds of file; and the report among the documents of an edition."""

import json

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook


@pytest.fixture
def demo(run):
    assert run("demo").exit_code == 0


def test_the_four_files_of_the_demonstrations_first_edition(demo, run, answer, tmp_path):
    printed, word, book, data = (tmp_path / f"bilan.{ending}" for ending in ("pdf", "docx", "xlsx", "json"))
    figures = answer("report", 1, "--out", printed)
    assert figures["debriefs"] == {"asked": 17, "done": 14, "started": 1}
    assert figures["spent"] == {"ttc": 4_150_000}
    assert len(pypdfium2.PdfDocument(printed.read_bytes())) == figures["pages"]
    for file in (word, book, data):
        assert run("report", 1, "--out", file).exit_code == 0
    headings = [one.text for one in Document(word).paragraphs if one.style.name.startswith("Heading")]
    assert "Les visiteurs" in headings
    assert load_workbook(book).sheetnames[:3] == ["Lisez-moi", "Totaux", "Par jour"]
    kept = json.loads(data.read_text("utf-8"))
    visitors = next(one for one in kept["figures"] if one["question"] == "visitors")
    assert (visitors["total"], visitors["answered"], visitors["asked"]) == ([5200, 6400], 14, 17)
    assert kept["lasting"][0].startswith("2\u00a0boutiques ont changé leurs jours d’ouverture")

    made = answer(
        "documents", "build", 1, "--out", tmp_path / "pieces", "--kind", "bilan", "--kind", "fiche-experience"
    )
    assert [(one["kind"], one["path"]) for one in made] == [
        ("bilan", "05_bilan/bilan-novembre-2013.pdf"),
        ("fiche-experience", next(one["path"] for one in made if one["kind"] == "fiche-experience")),
    ]
    assert all((tmp_path / "pieces" / one["path"]).stat().st_size > 10_000 for one in made)


def test_another_ending_or_edition_is_refused_in_words(run, tmp_path):
    assert run("migrate").exit_code == 0
    refused = run("report", 99, "--out", tmp_path / "bilan.pdf")
    assert (refused.exit_code, refused.stderr.strip()) == (1, "Cette édition n’existe pas.")
    wrong = run("report", 99, "--out", tmp_path / "bilan.odt")
    assert wrong.exit_code == 1
    assert "changez la fin du nom du fichier" in wrong.stderr
