"""The hours of one event day, with the sentences of the answer page."""

from datetime import time

import pytest

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import Span, day_hours


def refusal(*hours, **options):
    with pytest.raises(InvalidInput) as caught:
        day_hours(*hours, **options)
    return caught.value


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_day_without_a_break_is_one_span():
    assert day_hours(time(10), time(18)) == (Span(time(10), time(18)),)


def test_a_break_cuts_the_day_in_two():
    spans = day_hours(time(9), time(18), time(12), time(14))
    assert spans == (Span(time(9), time(12)), Span(time(14), time(18)))


@pytest.mark.parametrize(
    ("opens", "closes", "meant"),
    [(10, 9, "19:00"), (10, 8, "18:00"), (9, 7, "19:00"), (14, 6, "18:00"), (9, 5, "17:00"), (14, 1, None)],
)
def test_a_closing_before_the_opening_proposes_the_likely_hour(opens, closes, meant):
    refused = refusal(time(opens), time(closes), field="saturday_")
    assert refused.field == "saturday_closes"
    assert refused.proposal == meant


def test_the_sentence_is_the_one_of_the_answer_page():
    refused = refusal(time(10), time(9))
    assert plain(refused.message) == "L’heure de fermeture (9 h) est avant l’ouverture (10 h). Vouliez-vous dire 19 h ?"


def test_the_same_hour_twice_is_refused():
    assert "même heure" in refusal(time(10), time(10)).message


def test_a_missing_hour_is_asked_for():
    assert refusal(None, time(18)).field == "opens"
    assert refusal(time(10), None).field == "closes"
    assert refusal(time(10), time(18), time(12)).field == "break_ends"
    assert refusal(time(10), time(18), None, time(14)).field == "break_starts"


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [(14, 12, "break_ends"), (12, 12, "break_ends"), (9, 12, "break_starts"), (10, 12, "break_starts"),
     (12, 18, "break_ends"), (12, 19, "break_ends")],
)  # fmt: skip
def test_a_break_stands_inside_the_opening(starts, ends, field):
    assert refusal(time(10), time(18), time(starts), time(ends)).field == field
