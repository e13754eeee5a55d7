"""Papers to read at any length: thousands of rows, long texts, empty lists, what breaks layouts; nothing is cut."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.base.rich_text import read
from campaign.documents.colours import Palette
from campaign.documents.paper_content import (
    Bar,
    Bars,
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
    Step,
    Steps,
    Table,
    Words,
)
from campaign.documents.reading_paper import paper_pdf
from tests.documents.papers_to_read import CORNERS, HOSTILE, LONG, REPORT, paper, said, whole
from tests.documents.reading import operations, overlapping, stay_on_the_page
from tests.documents.reading import texts as texts_of
from tests.documents.reading_aloud import aloud, problems
from tests.documents.test_letters import TYPED

# Whatever the lengths


def test_a_thousand_rows_go_on_under_their_repeated_head():
    rows = tuple(Span(f"Boutique n° {rank}", rank, rank + 30, f"de {rank} à {rank + 30}") for rank in range(1000))
    file = paper(Spans("Visiteurs par boutique", "Visiteurs venus", rows, 500, "médiane : 500", "Une note."))
    pages = texts_of(file)
    text = " ".join(pages)
    assert all(f"Boutique n° {rank} de {rank} à" in text for rank in range(1000))
    assert all("Visiteurs venus" in page for page in pages if "Boutique n°" in page)
    assert len(pages) < 32
    heads = [one for one in aloud(file) if one.words == "Visiteurs venus"]
    assert len(heads) == 1
    assert stay_on_the_page(file)


def test_a_long_text_and_long_cells_are_whole_and_nothing_overlaps():
    text = "Une phrase ordinaire qui raconte ce que la boutique a vécu pendant ces deux journées. " * 60
    cell = "Une remarque longue, avec des virgules, des parenthèses (comme celle-ci) et des chiffres : 12 345. " * 3
    used: list[str] = []

    def long() -> str:
        used.append(f"{LONG} n° {len(used) + 1000}")
        return used[-1]

    file = paper(
        Words(read(text)),
        Table(long(), (long(), "Remarque", "Montant"), tuple((long(), cell, "1 234,50 €") for _ in range(40)), (2,)),
        Cards(tuple(Card(long(), long(), long(), weak=rank % 2 == 0) for rank in range(5))),
        Spans(long(), long(), tuple(Span(long(), 3, 9, long()) for _ in range(30)), 5, long(), text),
        Bars(long(), long(), tuple(Bar(long(), rank, long()) for rank in range(20))),
        Steps(long(), long(), long(), tuple(Step(long(), 3, 4, long(), long()) for _ in range(20))),
        Matrix(tuple(replace(one, points=tuple(long() for _ in range(30))) for one in CORNERS)),
        Quotes((Quoted(text, long()), Quoted(cell, long()))),
        Points(tuple(long() for _ in range(30))),
        title=long(), kind="Fiche retour d’expérience", under=long(),
    )  # fmt: skip
    bare = whole(file)
    assert [one for one in used if one.replace(" ", "") not in bare] == []
    assert bare.count(cell.replace(" ", "")) == 41
    assert overlapping(file) == []
    assert stay_on_the_page(file)
    assert problems(file)[0] == []


def test_a_cell_higher_than_a_page_goes_on_over_the_next():
    cell = " ".join(f"mot{rank}" for rank in range(2500))
    file = paper(Table("", ("Qui", "Quoi"), (("La Malle", cell), ("La Remise", "oui"))))
    text = said(file)
    assert all(f"mot{rank}" in text for rank in range(2500))
    assert overlapping(file) == []
    assert stay_on_the_page(file)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_print_as_texts_everywhere(text):
    built = paper_pdf(
        replace(
            REPORT, kind=text, title=text, under=text, closing=text,
            chapters=(Chapter(text, (
                Words(read(text)), Note(text), Heading(text), Points((text, text)), Cards((Card(text, text, text),)),
                Table(text, (text, text), ((text, text),), (1,), text),
                Spans(text, text, (Span(text, 1, 2, text),), 1, text),
                Bars(text, text, (Bar(text, 1, text),)), Steps(text, text, text, (Step(text, 1, 2, text, text),)),
                Quotes((Quoted(text, text),)), Matrix((Corner(text, (text,), text),) * 4),
                Photos((Photo(b"", text, text, text),)),
            )),) * 2,
        )
    )  # fmt: skip
    assert problems(built.data)[0] == []  # what is typed itself may be warned of
    assert stay_on_the_page(built.data)
    assert overlapping(built.data) == []
    if text in ("<script>alert(1)</script>", "{{7*7}} {% for %}"):
        assert text in said(built.data)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TYPED, TYPED, TYPED), min_size=1, max_size=12), TYPED)
def test_whatever_is_typed_stays_on_the_page_and_apart(rows, title):
    file = paper(
        Table(title, ("Un", "Deux", "Trois"), tuple(rows), (2,)),
        Spans(title, "", tuple(Span(one, 1, 2, other) for one, other, _ in rows)),
        Cards(tuple(Card(*row) for row in rows)),
    )
    assert stay_on_the_page(file)
    assert overlapping(file) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 60), st.integers(1, 40), st.integers(1, 9))
def test_no_title_stands_alone_at_the_foot_of_a_page(before, rows, chapters):
    lines = Points(tuple(f"ligne {rank}" for rank in range(before)))
    chart = Bars(
        "Le titre du graphique", "Réponses", tuple(Bar(f"barre {rank}", rank, f"n° {rank}") for rank in range(rows))
    )
    listed = tuple(Chapter(f"Partie {rank}", (lines, Heading("Intertitre"), chart)) for rank in range(chapters))
    for page in texts_of(paper(chapters=listed)):
        for title in ("Intertitre", "Le titre du graphique Réponses", *(one.title for one in listed)):
            foot = page[: page.rindex("Bilan –")].rstrip()
            assert not foot.endswith(title)


@settings(max_examples=15, deadline=None)
@given(st.integers(20, 60), st.booleans())
def test_the_closing_line_is_never_alone_on_the_last_page(count, charted):
    lines = tuple(f"ligne {rank}" for rank in range(count))
    block = Bars("Titre", "", tuple(Bar(line, 1, line) for line in lines)) if charted else Points(lines)
    pages = texts_of(paper(block))
    assert "Fait le 14 janvier" in pages[-1]
    assert "ligne" in pages[-1]


def test_empty_lists_are_said_or_left_out():
    file = paper(
        Table("Les dépenses", ("Poste", "Montant"), (), empty="Aucune dépense notée."), Spans("Les visiteurs", "", ()),
        Bars("Les réponses", "", ()), Steps("Ce qui change", "avant", "après", ()), Cards(()), Quotes(()), Photos(()),
        Points(()), Words(()), Note(""), Heading("Titre de rien"),
    )  # fmt: skip
    text = said(file)
    assert "Les dépenses Aucune dépense notée." in text
    assert text.count("Aucune réponse.") == 3
    assert "Titre de rien" not in text
    assert problems(file) == ([], [])
    empty = paper_pdf(replace(REPORT, chapters=(), closing=""))
    assert (empty.pages, empty.blocking) == (1, ())


def test_a_row_with_fewer_or_more_values_than_heads_keeps_its_columns():
    file = paper(Table("", ("Un", "Deux", "Trois"), (("a",), ("b", "", "c"), ("d", "e", "f", "trop")), (2,)))
    assert problems(file) == ([], [])
    assert "trop" not in said(file)


def test_a_picture_that_does_not_open_is_replaced_and_said():
    built = paper_pdf(replace(REPORT, chapters=(Chapter("Photos", (Photos((Photo(b"x", "La file", "", ""),)),)),)))
    assert [one.about for one in built.notices] == ["Visuel « La file »"]
    assert built.blocking == ()


@pytest.mark.parametrize(
    "palette",
    [Palette(field="#7FC8A9", accent="#8A1C7C", second="#1B3A6B"), Palette("#FFFFFF", "#FFD0D0", "#E0F0FF")],
    ids=["other", "pale"],
)
def test_the_palette_of_a_departement_is_followed_as_long_as_it_can_be_read(palette):
    file = paper_pdf(replace(REPORT, palette=palette)).data
    fills = {
        tuple(round(float(one) * 255) for one in operands)
        for operands, operator in operations(file)
        if operator == "rg"
    }
    assert tuple(bytes.fromhex(palette.field[1:])) in fills
    legible = palette.reads("accent", "blanc", 4.5)
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    assert len(document) >= 4
    assert legible or palette.accent == "#FFD0D0"
