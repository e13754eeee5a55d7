"""What is typed in a debrief: numbers, ranges, « je ne sais pas », and what cannot be taken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Unit, is_abnormal
from campaign.debrief.reading import LONGEST_TEXT, UNKNOWN, read_figure, read_quotes, read_section, typed_of

WEDNESDAY, SATURDAY = date(2027, 11, 10), date(2027, 11, 13)
VISITORS = Question("visitors", "visits", "Visiteurs", AnswerKind.FIGURE, (Unit.PEOPLE,), per_day=True, most=2000)
SOLD = Question("sold", "sales", "Vendu", AnswerKind.FIGURE, (Unit.ARTICLES, Unit.KILOS, Unit.LITRES))
AGAIN = Question("again", "after", "Partants ?", AnswerKind.CHOICE, choices=(("yes", "Oui"), ("no", "Non")))
LASTING = Question("lasting", "after", "Depuis", AnswerKind.CHOICES, choices=(("days", "Jours"), ("people", "Gens")))
MOMENT = Question("moment", "plus", "Le plus beau moment", AnswerKind.TEXT, max_length=400, quotable=True)
WORDS = Question("words", "plus", "Suggestions", AnswerKind.TEXT)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("50", 50, 50), (" 1 200 ", 1200, 1200), ("1 200", 1200, 1200), ("20 à 50", 20, 50), ("20-50", 20, 50),
        ("20 – 50", 20, 50), ("de 20 à 50", 20, 50), ("entre 20 et 50", 20, 50), ("De 20 à 50 personnes", 20, 50),
        ("50 personnes", 50, 50), ("20 personnes à 50 personnes", 20, 50), ("0", 0, 0), ("1 000 à 1 200", 1000, 1200),
    ],
)  # fmt: skip
def test_a_number_of_people_or_a_range_is_read(typed, low, high):
    assert read_figure(typed, Unit.PEOPLE) == Figure(low, high, Unit.PEOPLE)


@pytest.mark.parametrize(
    "typed",
    ["-3", "−3", "1e9", "12,5", "١٢", "NaN", "inf", "environ 50", "50 €", "50 kg", "", "à", "20 à", "à 50", "-",
     "100001", "1" * 5000, "1 à " * 5000, "20 à 50 à 80", "20-50-80", "0x10", "1_000",
     "½", "20 à -50", "99999999999999999999999999"],
)  # fmt: skip
def test_what_is_no_number_of_people_is_refused_in_one_sentence(typed):
    with pytest.raises(InvalidInput) as refused:
        read_figure(typed, Unit.PEOPLE, "visitors")
    assert str(refused.value).replace("\u202f", " ") == "Nombre entier entre 0 et 100 000."
    assert refused.value.field == "visitors"


@pytest.mark.parametrize("typed", ["1 234,56", "1.234,56", "1,234.56", "1234.56", "1234,56 €", "1 234,56 euros"])
def test_an_amount_is_read_however_it_is_written(typed):
    assert read_figure(typed, Unit.EUROS) == Figure(1234.56, 1234.56, Unit.EUROS)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "1.234 à 2000"])
def test_an_amount_that_reads_two_ways_is_asked_again(typed):
    with pytest.raises(InvalidInput, match="peut se lire de deux façons"):
        read_figure(typed, Unit.EUROS)


def test_euros_are_not_read_as_kilos():
    assert read_figure("12,5 kg", Unit.KILOS) == Figure(12.5, 12.5, Unit.KILOS)
    for typed, unit in (("12 kg", Unit.EUROS), ("12 €", Unit.KILOS), ("12 €", Unit.LITRES)):
        with pytest.raises(InvalidInput):
            read_figure(typed, unit)


def test_a_percentage_stops_at_a_hundred():
    assert read_figure("50 %", Unit.PERCENT).low == 50
    with pytest.raises(InvalidInput):
        read_figure("101", Unit.PERCENT)


def test_a_range_upside_down_is_proposed_the_right_way_round():
    with pytest.raises(InvalidInput) as refused:
        read_figure("50 à 20", Unit.PEOPLE)
    assert refused.value.proposal == "20 à 50"


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.sampled_from([" à ", "-", " – ", " et "]))
def test_every_range_is_read_as_it_was_meant(one, other, between):
    low, high = sorted((one, other))
    assert read_figure(f"{low}{between}{high}", Unit.PEOPLE) == Figure(low, high, Unit.PEOPLE)


@given(st.text(max_size=40), st.sampled_from(list(Unit)))
def test_anything_typed_is_a_sound_figure_or_a_refusal(typed, unit):
    try:
        figure = read_figure(typed, unit)
    except InvalidInput:
        return
    assert 0 <= figure.low <= figure.high <= 10_000_000
    assert figure.unit is unit


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000), st.sampled_from([Unit.EUROS, Unit.PEOPLE]))
def test_a_kept_figure_fills_a_form_that_reads_back_the_same(one, other, unit):
    scale = 100 if unit is Unit.EUROS else 1
    low, high = (min(end, 100_000) / scale if scale > 1 else min(end, 100_000) for end in sorted((one, other)))
    question = Question("x", "s", "X", AnswerKind.FIGURE, (Unit.PEOPLE, Unit.EUROS))
    answer = Answer("x", None, Figure(low, high, unit))
    assert read_section([question], [], typed_of(question, answer)) == (answer,)


def test_unknown_is_kept_apart_from_zero_and_from_no_answer():
    typed = {"visitors-2027-11-10": "0", "visitors-2027-11-13-unknown": "yes"}
    zero, unknown = read_section([VISITORS, SOLD], [WEDNESDAY, SATURDAY], typed)
    assert (zero.figure, zero.unknown) == (Figure(0, 0, Unit.PEOPLE), False)
    assert (unknown.figure, unknown.unknown, unknown.day) == (None, True, SATURDAY)


def test_a_number_and_i_do_not_know_together_are_asked_again():
    with pytest.raises(InvalidForm) as refused:
        read_section([VISITORS], [WEDNESDAY], {"visitors-2027-11-10": "50", "visitors-2027-11-10-unknown": "yes"})
    assert "pas les deux" in str(refused.value.problems[0])


def test_the_unit_chosen_goes_with_the_number_and_another_is_refused():
    assert read_section([SOLD], [], {"sold": "30", "sold-unit": "kilos"})[0].figure == Figure(30, 30, Unit.KILOS)
    assert read_section([SOLD], [], {"sold": "30"})[0].figure.unit is Unit.ARTICLES
    with pytest.raises(InvalidForm):
        read_section([SOLD], [], {"sold": "30", "sold-unit": "euros"})


def test_every_problem_of_a_part_is_said_at_once():
    with pytest.raises(InvalidForm) as refused:
        read_section([VISITORS], [WEDNESDAY, SATURDAY], {"visitors-2027-11-10": "-3", "visitors-2027-11-13": "1e9"})
    assert [one.field for one in refused.value.problems] == ["visitors-2027-11-10", "visitors-2027-11-13"]


def test_choices_keep_the_order_of_the_question_and_refuse_what_it_does_not_offer():
    assert read_section([LASTING], [], {"lasting": ["people", "days"]})[0].choices == ("days", "people")
    assert read_section([AGAIN], [], {"again": UNKNOWN}) == (Answer("again", unknown=True),)
    for typed in ({"again": "perhaps"}, {"again": ["yes", "no"]}, {"lasting": ["days", "x"]}):
        with pytest.raises(InvalidForm):
            read_section([AGAIN, LASTING], [], typed)


def test_a_text_too_long_is_refused_with_its_length_and_left_to_the_person():
    assert len(read_section([WORDS], [], {"words": "a" * LONGEST_TEXT})[0].text) == LONGEST_TEXT
    with pytest.raises(InvalidForm) as refused:
        read_section([WORDS], [], {"words": "a" * (LONGEST_TEXT + 1)})
    assert "5 001 saisis" in str(refused.value.problems[0]).replace("\u202f", " ")


def test_a_permission_to_quote_counts_only_with_words():
    typed = {"moment": "Une file dès 9 h !", "moment-quote": "yes", "moment-name": "Félicie"}
    answers = read_section([MOMENT], [], typed)
    assert [(one.question, one.name) for one in read_quotes([MOMENT], answers, typed)] == [("moment", "Félicie")]
    assert read_quotes([MOMENT], (), typed) == ()
    assert read_quotes([MOMENT], answers, {**typed, "moment-quote": ""}) == ()


def people(*middles):
    return [Figure(one, one, Unit.PEOPLE) for one in middles]


def test_a_figure_is_abnormal_above_its_bound_or_five_times_the_median_of_the_others():
    assert is_abnormal(VISITORS, Figure(4500, 4500, Unit.PEOPLE))
    assert is_abnormal(VISITORS, Figure(100, 2001, Unit.PEOPLE))
    assert not is_abnormal(VISITORS, Figure(2000, 2000, Unit.PEOPLE))
    # the median of 20, 40, 60 is 40: 200 is five times, 201 more
    assert not is_abnormal(VISITORS, Figure(200, 200, Unit.PEOPLE), people(20, 40, 60))
    assert is_abnormal(VISITORS, Figure(201, 201, Unit.PEOPLE), people(20, 40, 60))
    assert not is_abnormal(VISITORS, Figure(1000, 1000, Unit.PEOPLE), people(20, 40)), "deux réponses ne disent rien"
    assert not is_abnormal(VISITORS, Figure(1000, 1000, Unit.PEOPLE), people(0, 0, 0))


def test_figures_of_another_unit_say_nothing_of_what_is_usual():
    assert not is_abnormal(SOLD, Figure(900, 900, Unit.KILOS), [Figure(10, 10, Unit.ARTICLES)] * 5)
