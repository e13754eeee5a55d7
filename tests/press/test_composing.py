"""From blocks to the press kit: every variable filled, nothing printed that nobody said or approved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.rich_text import plain
from campaign.base.variables import names_in
from campaign.documents.press_text import PressContact
from campaign.press.composing import Frame, composed, unsourced_numbers
from campaign.press.default_framework import DEFAULT_BLOCKS
from campaign.press.facts import VARIABLES
from campaign.press.model import Block, BlockState, Figure, LocalText, Quote, QuoteState, for_audience
from campaign.press.views import default_blocks

FRAME = Frame(date(2013, 11, 4), "Département de Maine-et-Loire", PressContact("Camille"))
VALUES = {name: one.example for name, one in VARIABLES.items()}


def block(code="context", text="Un texte.", *, locked=False, version=1, custom=False, title="Le contexte"):
    return Block(7, 1, code, title, text, locked, 1, custom, version=version)


def local(text, based_on=1):
    return LocalText(7, "epci:244900015", text, based_on)


def test_the_default_framework_names_only_known_variables():
    for one in DEFAULT_BLOCKS:
        assert set(names_in(one.text)) <= set(VARIABLES)


def test_the_default_framework_leaves_no_variable_and_says_nothing_missing():
    press = composed(FRAME, [for_audience(one, None) for one in default_blocks(1)], VALUES)
    said = " ".join(
        [press.title, plain(press.lead), plain(press.release), *(plain(one.text) for one in press.sections)]
    )
    assert "{" not in said
    assert (press.notices, press.missing) == ((), ())


def test_a_line_that_needs_something_unknown_is_left_out_and_said():
    blocks = [for_audience(block(text="Venez.\n\nAu programme : {{animations}}."), None)]
    press = composed(FRAME, blocks, {**VALUES, "animations": ""})
    assert plain(press.sections[0].text) == "Venez."
    assert press.notices == (
        ("Le contexte", "ce que dirait {{animations}} n’est pas connu : la phrase est retirée."),
    )  # fmt: skip


def test_only_approved_quotes_print_and_those_awaited_are_said():
    quotes = [
        Quote(1, 1, "", "Anne", "présidente", "Oui !", "", QuoteState.APPROVED),
        Quote(2, 1, "", "Bob", "", "Peut-être", "", QuoteState.ASKED),
        Quote(3, 1, "", "Cléo", "", "Non", "", QuoteState.REFUSED),
    ]
    press = composed(FRAME, [], VALUES, quotes=quotes)
    assert [one.author for one in press.voices] == ["Anne"]
    assert press.notices == (("Citation de Bob", "pas encore validée : elle ne s’imprime pas."),)


def test_an_empty_title_lead_or_release_must_be_mended_before_it_leaves():
    assert {name for name, _ in composed(FRAME, [], VALUES).missing} == {"Titre", "Chapô", "Le communiqué"}


def test_optional_sections_appear_only_when_filled():
    voices = for_audience(block("voices", "", title="Paroles d’acteurs"), None)
    custom = for_audience(block("bloc-7", "", custom=True, title="Jeu-concours"), None)
    assert composed(FRAME, [voices, custom], VALUES).sections == ()
    quote = Quote(1, 1, "", "Anne", "", "Oui.", "", QuoteState.APPROVED)
    assert [one.code for one in composed(FRAME, [voices], VALUES, quotes=[quote]).sections] == ["voices"]
    filled = for_audience(block("bloc-7", "À gagner.", custom=True, title="Jeu-concours"), None)
    assert [one.title for one in composed(FRAME, [filled], VALUES).sections] == ["Jeu-concours"]


def test_every_figure_keeps_its_source():
    figures = [Figure("visiteurs", "4 500", "visiteurs", "Bilan 2013", "https://exemple.fr/bilan")]
    (figure,) = composed(FRAME, [], VALUES, figures).figures
    assert (figure.value, figure.source, figure.source_url) == ("4 500", "Bilan 2013", "https://exemple.fr/bilan")


def test_a_locked_block_prints_the_common_text_whatever_was_written_locally():
    seen = for_audience(block(locked=True), local("À nous."))
    assert (seen.text, seen.state) == ("Un texte.", BlockState.LOCKED)


def test_a_newer_common_text_never_erases_a_local_one():
    seen = for_audience(block(text="Nouveau.", version=3), local("À nous.", based_on=1))
    assert (seen.text, seen.state, seen.behind) == ("À nous.", BlockState.ADAPTED, True)


def test_back_to_the_framework_prints_the_common_text():
    seen = for_audience(block(), local(None))
    assert (seen.text, seen.state, seen.behind) == ("Un texte.", BlockState.COMMON, False)


def test_a_shop_reads_its_territorys_text_when_it_wrote_none():
    assert for_audience(block(), None, local("Ici.")).text == "Ici."
    assert for_audience(block(), LocalText(7, "shop:1", "Chez moi.", 1), local("Ici.")).text == "Chez moi."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4 500 visiteurs et 12 tonnes", ["4 500", "12 tonnes"]),
        ("{{chiffre_visiteurs}} visiteurs le 13 novembre 2013 de 10 h à 18 h 30", []),
        ("les 13 et 16 novembre, 02 41 00 00 00, https://exemple.fr/2013", []),
        ("1. Premier\n2. Second", []),
        ("75 % des visiteurs", ["75 %"]),
    ],
)
def test_a_number_typed_rather_than_taken_from_the_figures_is_found(typed, found):
    assert unsourced_numbers(typed) == found


@given(st.lists(st.sampled_from(sorted(VARIABLES)), max_size=6), st.text(max_size=40).filter(lambda x: "{" not in x))
def test_whatever_is_written_no_variable_is_left(names, words):
    text = words.join(f"{{{{{name}}}}}" for name in names)
    press = composed(FRAME, [for_audience(block("lead", text), None)], VALUES)
    assert "{{" not in plain(press.lead)
