"""The hours of one day as they are typed in the grid, and what the grid lists."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import Span, read_opening_hours
from campaign.ui.hours_parts import parts
from campaign.ui.hours_typed import day_typed, typed_back
from tests.base.drawn_hours import SPANS, all_hours

TODAY = date(2026, 11, 22)
MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(14), time(18))


@pytest.mark.parametrize(
    "typed",
    ["9-12, 14-18", "9h-12h 14h-18h", "9 h – 12 h, 14 h – 18 h", "9 à 12 / 14 à 18", "09:00-12:00,14:00-18:00",
     "900-1200 1400-1800", "de 9h à 12h et de 14h à 18h", "9.00-12.00, 14.00-18.00"],
)  # fmt: skip
def test_a_day_is_typed_as_one_likes(typed):
    assert day_typed(typed) == (MORNING, AFTERNOON)


def test_half_hours_and_an_empty_day():
    assert day_typed("9h30-12") == day_typed("9 h 30 – 12") == (Span(time(9, 30), time(12)),)
    assert day_typed("") == day_typed("fermé") == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("18-9", "La fermeture précède l’ouverture."),
        ("9-12, 11-14", "Deux plages se chevauchent."),
        ("25-26", "Heure impossible"),
        ("matin", "Écrivez les heures ainsi"),
        ("9-12, mardi 14-18", "Écrivez les heures ainsi"),
        ("9-12, fermé en août", "Écrivez les heures ainsi"),
        ("9-12 sur rendez-vous", "Écrivez les heures ainsi"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(typed, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        day_typed(typed)


@settings(max_examples=60, deadline=None)
@given(SPANS)
def test_what_the_grid_shows_can_be_typed_again(spans):
    assert day_typed(typed_back(spans)) == spans


@settings(max_examples=40, deadline=None)
@given(all_hours())
def test_taking_every_sentence_away_leaves_the_week(hours):
    while listed := parts(hours, TODAY):
        hours = listed[0].without
    assert hours == replace(hours, rules=(), exceptions=(), comment="")


def test_each_thing_that_departs_from_the_week_is_one_sentence():
    hours = read_opening_hours(
        "mar-ven 10h-18h, 1er et 3e samedis du mois 10h-12h ; en juillet et août : 10h-13h ; "
        "fermé le 24 décembre 2026 ; fermé le 3 mars 2026"
    )
    said = [one.sentence.replace("\u00a0", " ").replace("\u2060", "") for one in parts(hours, TODAY)]
    assert said == [
        "1er et 3e sam. du mois 10 h – 12 h",
        "En juillet et août : mar. au ven. 10 h – 13 h",
        "Fermé le 3 mars 2026 (passée)",
        "Fermé le 24 décembre 2026",
    ]
