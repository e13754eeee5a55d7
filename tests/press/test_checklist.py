"""The conventions of a press release: told in French, with what is missing."""

from dataclasses import replace

import pytest

from campaign.press.checklist import checklist, length_advice, missing_w
from campaign.press.default_framework import DEFAULT_BLOCKS
from campaign.press.model import Quote, QuoteState, for_audience
from campaign.press.views import default_blocks

QUOTE = Quote(1, 1, "", "Amina Kaci", "bénévole", "On répare ensemble.", "", QuoteState.APPROVED)


def blocks(**texts):
    kept = [replace(one, text=texts.get(one.code, one.text)) for one in default_blocks(1)]
    return [for_audience(one, None) for one in kept]


def test_the_default_opening_says_all_five():
    assert missing_w(next(one.text for one in DEFAULT_BLOCKS if one.code == "lead")) == []


@pytest.mark.parametrize(
    ("lead", "missing"),
    [
        ("Bonjour.", ["qui", "quoi", "quand", "où", "pourquoi"]),
        ("Les 13 et 16 novembre, les boutiques solidaires ouvrent à Saumur pour donner une deuxième vie.", []),
        ("Le 13 novembre, les recycleries vous accueillent.", ["où", "pourquoi"]),
        ("{{les_jours_capitale}}, {{boutiques_solidaires}} {{territoire_de}} {{ouvrent}}.", ["pourquoi"]),
        ("{{contact_presse}} {{horaires}}", ["quoi", "où", "pourquoi"]),
    ],
)
def test_each_of_the_five_is_looked_for(lead, missing):
    assert missing_w(lead) == missing


@pytest.mark.parametrize(
    ("count", "good", "said"),
    [
        (1089, True, "1\u202f089 signes sur 1\u202f500."),
        (1500, True, "1\u202f500 signes sur 1\u202f500."),
        (1620, False, "120 de trop. Un journaliste"),
        (2100, False, "600 de trop. Il ne tiendra pas en une page."),
    ],
)
def test_the_length_is_told_against_fifteen_hundred(count, good, said):
    advice = length_advice(count)
    assert advice.good is good
    assert said in advice.sentence


def test_a_quote_counts_once_its_author_approved_it():
    said = {
        state: checklist(blocks(), [replace(QUOTE, state=state)], None)[1]
        for state in (QuoteState.APPROVED, QuoteState.ASKED)
    }
    assert said[QuoteState.APPROVED].good
    assert said[QuoteState.ASKED].sentence == "Citation en attente de validation : Amina Kaci."
    assert not checklist(blocks(), [], None)[1].good


def test_a_figure_typed_by_hand_is_named_with_its_block():
    advice = checklist(blocks(context="Plus de 4 500 visiteurs, 12 tonnes."), [QUOTE], 1200)[-1]
    assert not advice.good
    assert "(Le contexte)" in advice.sentence
    assert checklist(blocks(context="{{chiffre_boutiques}} boutiques."), [QUOTE], 1200)[-1].good
