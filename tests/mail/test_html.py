"""The HTML side of a message: what a text becomes, and what it never becomes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.mail.html import Button, Items, Paragraph, blocks, page

LINK = "https://occasion.example/p/jeton"
NOT_WEB = ("javascript:alert(1)", "data:text/html,x", "//x.fr", 'https://x.fr/" onclick="', "")
TAGS = {"html", "head", "meta", "title", "body", "div", "h1", "span", "p", "ul", "li", "a", "br"}


class Reader(HTMLParser):
    """Tags, addresses of links with their words, attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: dict[str, str] = {}
        self._link = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "a":
            self._link = dict(attrs)["href"]

    def handle_endtag(self, tag):
        if tag == "a":
            self._link = ""

    def handle_data(self, data):
        if self._link:
            self.links[data] = self._link


def test_paragraphs_lists_and_the_button_are_told_apart():
    text = f"Bonjour,\nvoici :\n- un\n- deux\n\n{LINK}\n\nÀ bientôt."
    assert blocks(text, LINK, "Je réponds") == [
        Paragraph("Bonjour,\nvoici :"),
        Items(("un", "deux")),
        Button("Je réponds", LINK),
        Paragraph("À bientôt."),
    ]


@pytest.mark.parametrize("text", ["", "  \n\n ", "\n"])
def test_an_empty_text_has_no_block(text):
    assert [one for one in blocks(text) if one != Paragraph("")] == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.fr", 'https://x.fr/" onclick="', ""]
)
def test_a_button_leads_to_a_web_address_only(address):
    with pytest.raises(ValueError, match="web address"):
        page("Sujet", [Button("Cliquez", address)])


def test_the_page_speaks_french_has_one_title_and_one_main_part():
    html = page("À faire", [Paragraph("Bonjour")], "Camille", "Pourquoi ?")
    assert '<html lang="fr">' in html
    assert html.count("<h1") == html.count('role="main"') == 1
    assert "<title>À faire</title>" in html
    # Everything read aloud is inside the main part.
    assert re.search(r"<body[^>]*>\s*<div role=\"main\"", html)


def test_nothing_is_fetched_from_anywhere():
    html = page("Sujet", blocks(f"Bonjour\n\n{LINK}", LINK, "Je réponds"), "Camille", f"Vos droits : {LINK}")
    found = Reader(html)
    assert set(found.tags) <= TAGS
    assert not {"src", "background", "srcset"} & found.names
    assert "url(" not in html


def test_addresses_become_links_without_the_signs_that_follow():
    found = Reader(page("Sujet", [Paragraph("Voir https://a.fr/x?y=1&z=2, puis (https://b.fr/c). http://d.fr !")]))
    assert found.links == {
        "https://a.fr/x?y=1&z=2": "https://a.fr/x?y=1&z=2",
        "https://b.fr/c": "https://b.fr/c",
        "http://d.fr": "http://d.fr",
    }


def test_the_foot_is_a_link_in_words_where_the_text_shows_a_long_address():
    stop = f"https://occasion.example/p/arret/{'x' * 43}"
    html = page(
        "Sujet", [], "", f"Pourquoi ce message ?\n\nNe plus recevoir d’invitation\u00a0: {stop}\nLes autres restent."
    )
    assert Reader(html).links == {"Ne plus recevoir d’invitation": stop}
    assert "Les autres restent." in html
    assert html.count(stop) == 1


def test_markup_in_a_text_is_shown_as_text():
    nasty = "<script>alert(1)</script> <img src=x onerror=1> **gras** [a](javascript:b) \"&'"
    html = page(nasty, [Paragraph(nasty), Items((nasty,)), Button(nasty, LINK)], nasty, f"{nasty} : {LINK}\n{nasty}")
    found = Reader(html)
    assert set(found.tags) <= TAGS
    assert set(found.links.values()) == {LINK}
    assert "javascript:" not in "".join(found.links.values())


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=100))
def test_whatever_is_written_only_our_tags_come_out_and_links_lead_to_the_web(text, signature, footer):
    found = Reader(page(text, blocks(text, LINK, text), signature, footer))
    assert set(found.tags) <= TAGS
    assert found.tags.count("h1") == 1
    assert all(re.match(r"https?://", address) for address in found.links.values())
