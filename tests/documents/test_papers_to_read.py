"""Papers to read: everything said once, true page numbers, charts read as tables, nothing cut whatever the lengths."""

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.rich_text import read
from campaign.documents.paper_content import (
    Bar,
    Bars,
    Quoted,
    Quotes,
    Span,
    Spans,
    Table,
    Words,
)
from campaign.documents.reading_charts import scale
from campaign.documents.reading_paper import paper_pdf
from tests.documents.papers_to_read import RANGES, REPORT, paper, said
from tests.documents.reading import is_sound, operations, stay_on_the_page
from tests.documents.reading import pages as pages_of
from tests.documents.reading import texts as texts_of
from tests.documents.reading_aloud import aloud, problems


def outline(file: bytes) -> list[tuple[str, int]]:
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    return [(one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]


# What it says


def test_a_report_says_everything_once_in_order():
    file = paper_pdf(REPORT).data
    text = said(file)
    order = [
        "Bilan", "Les bons jours de l’occasion", "Mercredi 13 et samedi 16 novembre 2013", "Sommaire", "L’essentiel",
        "5 200 à 6 400", "14 répondants sur 17", "Pendant deux jours", "Les totaux sont des fourchettes",
        "La fréquentation", "Visiteurs par boutique", "médiane : 215", "de 520 à 600", "n’a pas répondu",
        "D’où viennent les visiteurs", "12 sur 14", "Ce qui change", "non connu", "Dépenses", "2 340,00 €",
        "Une date commune", "Rien de noté.", "On a vu arriver", "Le rayon vaisselle", "Crédit : Prénom Nom",
        "Fait le 14 janvier 2014",
    ]  # fmt: skip
    places, start = [], 0
    for words in order:
        start = text.index(words, start)
        places.append(start)
    assert places == sorted(places)
    for one in RANGES:
        assert text.count(one.label) == 1, one.label
    assert "Sans rien" not in text


def test_the_contents_lead_to_the_true_pages():
    file = paper_pdf(REPORT).data
    pages = texts_of(file)
    entries = [one for one in outline(file) if one[0] != REPORT.title]
    assert [title for title, _ in entries] == [one.title for one in REPORT.told]
    contents = pages[0][pages[0].index("Sommaire") :]
    for title, page in entries:
        assert title in pages[page - 1]
        assert f"{page} {title}" in contents
    assert all(f"{rank} / {len(pages)}" in text for rank, text in enumerate(pages, 1))


def test_a_short_paper_has_no_contents():
    assert "Sommaire" not in said(paper(Words(read("Bonjour."))))


def test_it_is_sound_and_two_checkers_of_tagged_files_find_nothing():
    file = paper_pdf(REPORT).data
    assert is_sound(file, "Bilan – Les bons jours de l’occasion")
    assert problems(file) == ([], [])
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert pdf.Root.MarkInfo.Marked
    assert stay_on_the_page(file)


def test_the_same_content_gives_the_same_bytes():
    assert paper_pdf(REPORT).data == paper_pdf(REPORT).data


def test_a_chart_is_read_as_a_table_of_labels_and_words():
    heard = [
        (one.kind, one.words) for one in aloud(paper(Spans("Visiteurs", "Par jour", RANGES[:3], 400, "médiane : 400")))
    ]
    start = heard.index(("TH", "Par jour"))
    assert heard[start - 1][0] == "Caption"
    assert heard[start + 1 :][:6] == [
        ("TH", "Le Comptoir du réemploi"), ("TD", "de 520 à 600"), ("TH", "La Malle à Félicie"), ("TD", "de 420 à 480"),
        ("TH", "Électro Seconde Vie"), ("TD", "380"),
    ]  # fmt: skip
    assert "200" not in [words for _, words in heard]  # numbers of the grid are decoration


@pytest.mark.parametrize(("rows", "columns"), [(1, 2), (1, 3), (8, 2), (1, 5), (3, 2), (2, 3), (12, 4)])
def test_a_table_never_holds_more_names_than_values(rows, columns):
    values = tuple(tuple(f"{row}-{column}" for column in range(columns)) for row in range(rows))
    assert problems(paper(Table("Titre", tuple(f"Colonne {rank}" for rank in range(columns)), values))) == ([], [])


def test_two_small_charts_stand_side_by_side_and_are_read_one_after_the_other():
    charts = [Bars(f"Question {name}", "Réponses", (Bar("Oui", 2, f"2 {name}"), Bar("Non", 0, "0"))) for name in "AB"]
    file = paper(*charts)
    (page,) = pages_of(file)
    text = "".join(sign.text for sign in page)
    first, second = (page[text.index(f"Question{name}")] for name in "AB")
    assert abs(first.top - second.top) < 0.1
    assert second.left - first.left > 80
    heard = [one.words for one in aloud(file)]
    assert heard.index("2 A") < heard.index("Question B") < heard.index("2 B")
    assert problems(file) == ([], [])


def test_short_quotes_stand_two_by_two_and_long_ones_alone():
    short, long = "Une phrase courte.", "Une phrase bien plus longue que les autres. " * 5
    (page,) = pages_of(paper(Quotes((Quoted(short, "Anne"), Quoted(short, "Luc"), Quoted(long, "Zoé")))))
    text = "".join(sign.text for sign in page)
    anne, luc, zoe = (page[text.index(name)] for name in ("Anne", "Luc", "Zoé"))
    assert abs(anne.top - luc.top) < 0.5
    assert luc.left > 105 > zoe.left
    assert zoe.top > anne.top


def test_a_photo_is_said_by_what_it_shows():
    heard = aloud(paper_pdf(REPORT).data)
    assert [one.words for one in heard if one.kind == "Figure"] == [
        "Une étagère de vaisselle dépareillée", "Une file devant une boutique", "Un atelier de vélos",
    ]  # fmt: skip


def test_what_is_not_known_draws_neither_bar_nor_dot():
    """Only the grid, which is the same whatever the rows say."""

    def shapes(*rows: Span) -> int:
        return sum(operator in ("f", "f*", "B", "b") for _, operator in operations(paper(Spans("Titre", "", rows))))

    unknown, known = Span("A", None, None, "ne sait pas"), Span("A", 20, 50, "de 20 à 50")
    assert shapes(known) == shapes(unknown) + 2
    assert shapes(Span("A", 20, 20, "20")) == shapes(unknown) + 1


# Scales


def test_scales_begin_at_zero_with_round_steps():
    assert scale([600.0], 0, 100).ticks == [0, 100, 200, 300, 400, 500, 600]
    assert scale([17.0], 0, 100).ticks == [0, 5, 10, 15]
    assert scale([0.3], 0, 100).at(0.3) == pytest.approx(100)
    assert scale([], 0, 100).at(0) == 0


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=5))
def test_every_value_stands_inside_its_scale(values):
    made = scale(values, 10, 200)
    assert all(10 <= made.at(one) <= 210.0001 for one in values)
    assert 1 <= len(made.ticks) <= 8
