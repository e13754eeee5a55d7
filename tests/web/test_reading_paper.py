"""A paper to read as a plain page: the same words as on paper, real tables, no inline style, nothing typed is code."""

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from campaign.base.rich_text import Paragraph, Run, read
from campaign.documents.paper_content import (
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
from campaign.web.reading_paper import reading
from campaign.web.rendering import environment
from tests.documents.papers_to_read import HOSTILE, RANGES, REPORT, STEPS

PAGE = '{% from "reading_paper.html" import paper %}<h1>Titre</h1>{{ paper(reading) }}'


class Outline(HTMLParser):
    """The tags, their attributes and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).replace("\u00a0", " ").replace("\u202f", " ").split())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [about for name, about in self.tags if name == tag]


def page(content=REPORT) -> str:
    return environment().from_string(PAGE).render(reading=reading(content))


def only(*blocks) -> Outline:
    return Outline(page(replace(REPORT, chapters=(Chapter("Un", blocks),))))


def test_it_says_what_the_printed_paper_says():
    shown = Outline(page())
    for words in (
        "Sommaire", "L’essentiel", "5 200 à 6 400", "9 répondants sur 17 : peu", "médiane : 215", "de 520 à 600",
        "n’a pas répondu", "12 sur 14", "novembre 2013", "non connu", "2 340,00 €", "Rien de noté.",
        "« On a vu arriver des gens", "Crédit : Prénom Nom", "Fait le 14 janvier 2014",
    ):  # fmt: skip
        assert words in shown.text, words
    assert "Sans rien" not in shown.text


def test_titles_go_down_one_by_one_and_the_contents_lead_to_them():
    shown = Outline(page())
    levels = [int(tag[1]) for tag, _ in shown.tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = {about["id"] for _, about in shown.tags if "id" in about}
    assert {about["href"][1:] for about in shown.of("a") if about["href"].startswith("#")} <= ids
    assert len(ids) == len([about for _, about in shown.tags if "id" in about])


def test_charts_and_tables_are_real_ones():
    shown = Outline(page())
    assert len(shown.of("table")) == len(shown.of("caption")) == 4
    rows = [about for about in shown.of("th") if about["scope"] == "row"]
    assert len(rows) == len(RANGES) + 5 + len(STEPS) + 4
    assert all(about["aria-hidden"] == "true" for about in shown.of("svg") if "class" in about)


def test_nothing_needs_what_our_policy_forbids():
    shown = Outline(page())
    assert not [about for _, about in shown.tags if "style" in about or any(name.startswith("on") for name in about)]
    assert not shown.of("style")
    assert not shown.of("script")
    assert all(about["src"].startswith(("data:image/jpeg;base64,", "/ressources/")) for about in shown.of("img"))
    assert all("alt" in about for about in shown.of("img"))


def test_places_are_in_percent_of_the_drawing():
    rows = (Span("A", 20, 50, "de 20 à 50"), Span("B", 100, 100, "100"), Span("C", None, None, "?"))
    steps = Steps("T", "avant", "après", (Step("A", 5, 10, "5", "10"), Step("B", None, 3, "?", "3")))
    content = replace(REPORT, chapters=(Chapter("Un", (Spans("T", "", rows, 60), steps)),))
    chart, other = (one.block for one in reading(content).parts[0].blocks)
    nowhere = (None, None, None)
    assert [(row.start, row.end, row.dot) for row in chart.rows] == [(20, 50, 35), (None, None, 100), nowhere]
    assert chart.mark == 60
    assert [(row.square, row.dot, row.start) for row in other.rows] == [(50, 100, 50), (None, 100, None)]


@pytest.mark.parametrize("text", [one for one in HOSTILE if one.strip()])
def test_hostile_texts_are_texts(text):
    shown = only(
        Words(read(text)), Note(text), Heading(text), Points((text,)), Cards((Card(text, text, text, weak=True),)),
        Table(text, (text, text), ((text, text),), (1,), text), Spans(text, text, (Span(text, 1, 2, text),), 1, text),
        Steps(text, text, text, (Step(text, 1, 2, text, text),)), Quotes((Quoted(text, text),)),
        Matrix((Corner(text, (text,), text),) * 4), Photos((Photo(b"", text, text, text),)),
    )  # fmt: skip
    assert not shown.of("script")
    assert all(about.get("src", "").startswith("/ressources/") for about in shown.of("img"))
    if "<b>" in text:
        assert "<b>gras" in shown.text


def test_a_link_leads_to_a_page_or_a_mailbox_only():
    line = (Run("un", href="javascript:alert(1)"), Run("deux", href="https://exemple.fr/"), Run("trois", href="data:x"))
    shown = only(Words((Paragraph(line),)))
    assert [about["href"] for about in shown.of("a")] == ["https://exemple.fr/"]


def test_empty_lists_are_said_or_left_out():
    shown = only(
        Table("Dépenses", ("Poste",), (), empty="Aucune dépense."), Spans("V", "", ()), Bars("R", "", ()), Cards(())
    )
    assert "Aucune dépense." in shown.text
    assert shown.text.count("Aucune réponse.") == 2
    assert not shown.of("table")
