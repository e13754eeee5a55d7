"""The report says how much of the evidence is there, without who keeps it nor where."""

from campaign.base.operations import new_operation
from campaign.documents.page_texts import page_texts
from campaign.documents.reading_paper import paper_pdf
from campaign.documents.reading_word import paper_word
from campaign.evidence.actions import add_piece
from campaign.evidence.giving import give_file
from campaign.report.paper import report_paper
from campaign.report.views import report
from tests.evidence import samples

TITLE = "Les preuves"


def told(db, officer, edition_id):
    return report_paper(report(db, officer, edition_id))


def test_an_edition_without_a_list_says_nothing_of_it(db, officer, edition):
    assert TITLE not in {one.title for one in told(db, officer, edition()).told}


def test_the_report_tells_what_is_there_and_what_is_missing(db, officer, edition):
    edition_id = edition()
    first, *_ = (
        add_piece(db, officer, edition_id, values, new_operation())
        for values in (
            {"title": "Bons de livraison", "proves": "Ce qui a été remis", "person": "Claude Dupont"},
            {"title": "Factures", "kept_at": "armoire de Camille"},
            {"title": "Revue de presse", "person": "Dominique Petit"},
            {"title": "Captures d’écran", "why_not": "La page est restée en ligne"},
        )
    )
    give_file(db, officer, first, "bon de Félicie.pdf", samples.pdf(), new_operation())
    give_file(db, officer, first, "autre.pdf", samples.pdf(2), new_operation())
    paper = told(db, officer, edition_id)
    cards, table = next(one for one in paper.told if one.title == TITLE).blocks
    assert [(one.label, one.value) for one in cards.cards] == [("Preuves réunies", "2 sur 3")]
    assert [(row[0], row[2]) for row in table.rows] == [
        ("Bons de livraison", "2\u00a0fichiers"), ("Factures", "Gardée par le service"),
        ("Revue de presse", "À créer"), ("Captures d’écran", "Sans objet"),
    ]  # fmt: skip
    printed = "".join(page_texts(paper_pdf(paper).data))
    written = str(samples.members(paper_word(paper))["word/document.xml"].decode())
    for text in (printed, written):
        assert "Revue de presse" in text
        for personal in ("Claude Dupont", "Dominique Petit", "armoire de Camille", "Félicie"):
            assert personal not in text
