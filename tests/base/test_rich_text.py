"""Bold, lists, links; nothing else means anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.rich_text import Bullets, Paragraph, Run, filled, pasted, plain, read, signs


def test_a_paragraph_has_its_bold_words_and_its_link():
    assert read("Venez **tous** sur [la carte](https://exemple.fr/carte).") == (
        Paragraph(
            (Run("Venez "), Run("tous", bold=True), Run(" sur "), Run("la carte", href="https://exemple.fr/carte"),
             Run("."))
        ),
    )  # fmt: skip


def test_lines_that_begin_with_a_dash_are_a_list():
    assert read("Au programme :\n\n- café\n- **troc**") == (
        Paragraph((Run("Au programme :"),)),
        Bullets(((Run("café"),), (Run("troc", bold=True),))),
    )


def test_a_line_end_inside_a_paragraph_is_a_space():
    assert plain(read("Un mercredi\net un samedi")) == "Un mercredi et un samedi"


@pytest.mark.parametrize(
    "typed",
    [
        "<b>gras</b>",
        "# Titre",
        "`code`",
        "*penché*",
        "![image](https://exemple.fr/a.png"[:8],
        "&amp; &lt;",
        "a | b",
        "~~x~~",
    ],
)
def test_every_other_sign_is_text_as_it_was_typed(typed):
    assert plain(read(typed)) == typed


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//exemple.fr", "/connexion", "file:///x"]
)
def test_a_link_that_is_neither_a_page_nor_a_mailbox_keeps_its_words_only(target):
    assert all(not run.href for one in read(f"[cliquez]({target})") for run in one.line)
    assert "cliquez" in plain(read(f"[cliquez]({target})"))


def test_a_value_with_signs_stays_text_once_filled():
    done = filled(
        read("Chez **{{boutique}}**"), lambda text: text.replace("{{boutique}}", "La **Malle** - [x](https://y.fr)")
    )
    assert done == (Paragraph((Run("Chez "), Run("La **Malle** - [x](https://y.fr)", bold=True))),)


def test_signs_are_counted_without_markup_nor_line_ends():
    assert signs(read("**Oui**\n\n- un\n- deux")) == 3 + 2 + 4


def test_a_text_pasted_from_word_has_its_lists_and_no_invisible_sign():
    word = "Au programme\u00a0:\r\n\uf0b7\tcafé offert\r\n•\u00a0\u00a0troc\u200b\r\n\r\n\r\n \r\nSuite\u00ad"
    assert pasted(word) == "Au programme\u00a0:\n- café offert\n- troc\n\nSuite"


@given(st.text())
def test_no_text_breaks_the_reader_and_no_letter_is_lost(typed):
    letters = [sign for sign in typed if sign.isalnum() and sign.isascii()]
    if "](" not in typed and "]:" not in typed:
        kept = [sign for sign in plain(read(typed)) if sign.isalnum() and sign.isascii()]
        digits_of_lists = sum(sign.isdigit() for sign in letters)
        assert len(letters) - len(kept) <= digits_of_lists


def test_what_follows_a_list_pasted_from_word_is_not_its_last_item():
    word = "Au programme :\r\n•\tcafé\r\n•\ttroc\r\nEntrée libre.\r\nPour tous."
    assert pasted(word) == "Au programme :\n- café\n- troc\n\nEntrée libre.\n\nPour tous."


def test_lines_typed_here_are_left_as_they_were_typed():
    assert pasted("- café\n- troc\nsuite du troc") == "- café\n- troc\nsuite du troc"
