"""What the report counts: hand-computed cases, and what must hold whatever was answered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.debrief.counted import Participant, Standing, anonymous
from campaign.debrief.counting import (
    by_epci,
    by_network,
    count_choices,
    count_figures,
    count_figures_by,
    unusual_figures,
)
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Unit, is_abnormal

WED, SAT = date(2013, 11, 13), date(2013, 11, 16)
VISITORS = Question("visitors", "visits", "Visiteurs", AnswerKind.FIGURE, (Unit.PEOPLE,), per_day=True, most=2000)
SOLD = Question("sold", "sales", "Vendu", AnswerKind.FIGURE, (Unit.KILOS, Unit.ARTICLES, Unit.LITRES), most=10_000)
NEW = Question("new", "visits", "Nouvelles têtes", AnswerKind.FIGURE, (Unit.PERCENT,), most=100)


def people(low, high=None):
    return Figure(low, low if high is None else high, Unit.PEOPLE)


def shop(rank, *answers, days=(WED,), epci="Angers", network="", has=()):
    return Participant(rank, f"Boutique {rank}", epci, network, days, frozenset(has), answers)


def visits(rank, figure=None, day=WED, **more):
    return shop(rank, Answer("visitors", day, figure, unknown=figure is None), **more)


def twenty():
    """12 of 20 gave a figure (8 exact, 3 ranges, 1 abnormal), 2 do not know, 6 said nothing."""
    figures = [people(ten) for ten in range(10, 90, 10)]
    figures += [people(20, 50), people(100, 200), people(0, 10), people(4500)]
    told = [visits(rank, figure) for rank, figure in enumerate(figures, start=1)]
    return [*told, visits(13), visits(14), *(shop(rank) for rank in range(15, 21))]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_twelve_of_twenty_answered_with_ranges_and_one_abnormal_figure():
    (count,) = count_figures(VISITORS, twenty(), WED)
    assert count.standings == {
        Standing.KNOWN: 11,
        Standing.PARTLY: 0,
        Standing.TO_CONFIRM: 1,
        Standing.OTHER_UNIT: 0,
        Standing.UNKNOWN: 2,
        Standing.NOT_ANSWERED: 6,
    }
    assert count.asked == 20
    # 360 in exact figures; 20 + 100 + 0 and 50 + 200 + 10 in ranges; 4 500 left out.
    assert count.total == people(480, 620)
    # Middles: 5 10 20 30 35 (40) 50 60 70 80 150.
    assert count.median == 40
    assert [(one.place_id, one.figure) for one in count.held] == [(12, people(4500))]
    assert plain(count.in_words) == (
        "11 répondants sur 20 : de 480 à 620 personnes au total, 40 personnes en médiane. 2 ne savent pas. "
        "6 n’ont pas répondu. Hors du total, à confirmer : 1 chiffre inhabituel (4 500 personnes)."
    )


def test_a_figure_once_confirmed_is_counted():
    listed = twenty()
    listed[11] = shop(12, Answer("visitors", WED, people(4500), confirmed=True))
    (count,) = count_figures(VISITORS, listed, WED)
    assert count.total == people(4980, 5120)
    assert count.median == 45
    assert count.held == ()
    assert count.answered == 12


def test_one_unknown_is_counted_as_unknown_and_never_as_zero():
    (count,) = count_figures(VISITORS, [visits(1, people(50)), visits(2, people(0)), visits(3)], WED)
    assert count.standings[Standing.UNKNOWN] == 1
    assert count.answered == 2
    assert count.total == people(50)
    assert count.median == 25


def test_nobody_who_knows_gives_no_total_rather_than_zero():
    (count,) = count_figures(VISITORS, [visits(1), shop(2)], WED)
    assert (count.total, count.median) == (None, None)
    assert plain(count.in_words) == "0 répondant sur 2. 1 ne sait pas. 1 n’a pas répondu."


def test_units_are_never_mixed_nor_converted():
    figures = [
        Figure(100, 100, Unit.KILOS),
        Figure(50, 100, Unit.KILOS),
        Figure(12.5, 12.5, Unit.KILOS),
        Figure(300, 300, Unit.LITRES),
        Figure(20, 20, Unit.LITRES),
    ]
    listed = [shop(rank, Answer("sold", figure=figure)) for rank, figure in enumerate(figures, start=1)]
    listed += [shop(6, Answer("sold", unknown=True)), shop(7)]
    kilos, litres = count_figures(SOLD, listed)
    assert kilos.total == Figure(162.5, 212.5, Unit.KILOS)
    assert kilos.median == 75
    assert litres.total == Figure(320, 320, Unit.LITRES)
    assert (kilos.answered, kilos.standings[Standing.OTHER_UNIT]) == (3, 2)
    assert (litres.answered, litres.standings[Standing.OTHER_UNIT]) == (2, 3)
    assert kilos.asked == litres.asked == 7
    assert "2 ont répondu dans une autre unité" in kilos.in_words


def test_percentages_have_a_median_and_no_total():
    listed = [shop(rank, Answer("new", figure=Figure(low, low, Unit.PERCENT))) for rank, low in enumerate((10, 50, 90))]
    (count,) = count_figures(NEW, listed)
    assert count.total is None
    assert count.median == 50


def test_over_two_days_a_shop_is_complete_only_when_both_days_are_known():
    both = (WED, SAT)
    listed = [
        shop(1, Answer("visitors", WED, people(10)), Answer("visitors", SAT, people(20, 40)), days=both),
        shop(2, Answer("visitors", WED, people(30)), Answer("visitors", SAT, unknown=True), days=both),
        shop(3, Answer("visitors", WED, unknown=True), days=both),
        shop(4, Answer("visitors", SAT, people(100)), days=(SAT,)),
        shop(5, days=()),
    ]
    (count,) = count_figures(VISITORS, listed)
    assert count.total == people(160, 180)
    assert count.median == 70  # 40 and 100: the shop that gave one day of two is not in it
    assert count.figures == {1: people(30, 50), 2: people(30), 4: people(100)}
    assert count.complete == (1, 4)
    assert {name: n for name, n in count.standings.items() if n} == {
        Standing.KNOWN: 2,
        Standing.PARTLY: 1,
        Standing.UNKNOWN: 1,
    }
    (wednesday,) = count_figures(VISITORS, listed, WED)
    assert (wednesday.asked, wednesday.answered, wednesday.total) == (3, 2, people(40))
    (saturday,) = count_figures(VISITORS, listed, SAT)
    assert (saturday.asked, saturday.answered, saturday.total) == (4, 2, people(120, 140))


def test_an_answer_for_a_day_the_sheet_does_not_know_is_still_counted():
    (count,) = count_figures(VISITORS, [visits(1, people(7), day=SAT, days=(WED,))])
    assert count.total == people(7)
    assert count.standings[Standing.PARTLY] == 1


def test_a_question_for_some_is_counted_over_those_who_were_asked():
    bikes = replace(SOLD, code="sold_velos", only_for="family:velos")
    five = Answer("sold_velos", figure=Figure(5, 5, Unit.ARTICLES))
    listed = [shop(1, five, has={"family:velos"}), shop(2, has={"family:velos"}), shop(3, has={"family:livres"})]
    (count,) = count_figures(bikes, listed)
    assert count.respondents == "1\u00a0répondant sur 2"
    (count,) = count_figures(bikes, [*listed, shop(4, five)])
    assert count.asked == 3  # it answered: its sheet has changed since


def test_an_unusual_figure_is_judged_against_the_others_of_its_day():
    listed = [visits(1, people(10)), visits(2, people(10)), visits(3, people(10)), visits(4, people(51))]
    assert [one.place_id for one in unusual_figures(VISITORS, listed)] == [4]
    assert unusual_figures(VISITORS, [*listed[:3], visits(4, people(50))]) == []
    assert unusual_figures(VISITORS, [*listed[:3], visits(4, people(51), day=SAT, days=(SAT,))]) == []
    assert unusual_figures(VISITORS, listed[1:]) == []  # two others say nothing of what is usual


def test_groups_judge_what_is_unusual_among_all():
    listed = [visits(rank, people(10)) for rank in (1, 2, 3)] + [visits(4, people(60), epci="Saumur")]
    found = count_figures_by(VISITORS, listed, by_epci, WED)
    assert list(found) == ["Angers", "Saumur"]
    assert found["Saumur"][0].total is None
    assert found["Saumur"][0].held[0].figure == people(60)
    assert found["Angers"][0].total == people(30)


def test_shops_without_network_or_epci_have_their_own_group():
    listed = [visits(1, people(10), network="Emmaüs"), visits(2, people(5), epci="")]
    assert sorted(count_figures_by(VISITORS, listed, by_network)) == ["Emmaüs", "Sans réseau"]
    assert sorted(count_figures_by(VISITORS, listed, by_epci)) == ["Angers", "Collectivité inconnue"]


def test_a_shop_sees_its_figure_beside_the_median_only_when_enough_others_stand_behind():
    (count,) = count_figures(VISITORS, [visits(rank, people(10 * rank)) for rank in range(1, 7)], WED)
    assert count.beside(1) == (people(10), 35)
    assert count.beside(99) == (None, 35)
    (count,) = count_figures(VISITORS, [visits(rank, people(10 * rank)) for rank in range(1, 6)], WED)
    assert count.beside(1) == (people(10), None)


def test_choices_are_counted_with_the_unknown_apart():
    asked = Question("again", "after", "Partants ?", AnswerKind.CHOICE, choices=(("yes", "Oui"), ("no", "Non")))
    given_choices = [("yes",), ("yes",), ("no",), ("maybe",)]
    listed = [shop(rank, Answer("again", choices=one)) for rank, one in enumerate(given_choices, start=1)]
    listed += [shop(5, Answer("again", unknown=True)), shop(6), shop(7)]
    count = count_choices(asked, listed)
    assert (count.asked, count.answered, count.unknown, count.not_answered) == (7, 4, 1, 2)
    assert count.counts == (("yes", "Oui", 2), ("no", "Non", 1), ("maybe", "maybe", 1))
    assert plain(count.respondents) == "4 répondants sur 7"


def test_a_text_only_counts_as_given():
    asked = Question("moment", "activities", "Le plus beau moment", AnswerKind.TEXT)
    count = count_choices(asked, [shop(1, Answer("moment", text="La fanfare")), shop(2, Answer("moment")), shop(3)])
    assert (count.answered, count.counts) == (1, ())


def test_yes_and_no_have_their_words_without_being_listed():
    asked = Question("held", "activities", "Tenue ?", AnswerKind.YES_NO)
    assert count_choices(asked, [shop(1, Answer("held", choices=("no",)))]).counts == (
        ("yes", "Oui", 0),
        ("no", "Non", 1),
    )


AMOUNTS = st.integers(0, 300_000).map(lambda cents: cents / 100)


@st.composite
def answers_of_any_kind(draw, question):
    days = (WED, SAT) if question.per_day else (None,)
    given_answers = []
    for day in days:
        kind = draw(st.sampled_from(("silent", "unknown", "exact", "range")))
        if kind == "silent":
            continue
        figure = None
        if kind != "unknown":
            low = draw(AMOUNTS)
            figure = Figure(low, low if kind == "exact" else low + draw(AMOUNTS), draw(st.sampled_from(question.units)))
        text, sure = draw(st.text(max_size=5)), draw(st.booleans())
        given_answers.append(Answer(question.code, day, figure, (), text, figure is None, sure))
    return tuple(given_answers)


@st.composite
def listed_shops(draw, question):
    return [
        Participant(
            rank,
            draw(st.text(max_size=8)),
            draw(st.sampled_from(("Angers", "Saumur", "Cholet", ""))),
            draw(st.sampled_from(("Emmaüs", "Envie", ""))),
            (WED, SAT),
            frozenset(),
            draw(answers_of_any_kind(question)),
        )
        for rank in range(1, draw(st.integers(0, 12)) + 1)
    ]


QUESTIONS = st.sampled_from((replace(SOLD, most=2000), replace(VISITORS, units=(Unit.KILOS, Unit.LITRES), most=2000)))
CASES = QUESTIONS.flatmap(lambda question: st.tuples(st.just(question), listed_shops(question)))


def said(counts):
    return [
        (one.unit, one.total, one.median, one.standings, sorted(held.figure.high for held in one.held))
        for one in counts
    ]


@given(CASES)
def test_making_everything_anonymous_changes_no_total(case):
    question, listed = case
    hidden = anonymous(listed)
    assert said(count_figures(question, hidden)) == said(count_figures(question, listed))
    for group in (by_epci, by_network):
        before, after = (count_figures_by(question, shops, group) for shops in (listed, hidden))
        assert {name: said(one) for name, one in after.items()} == {name: said(one) for name, one in before.items()}
    assert not any(given_answer.text for one in hidden for given_answer in one.answers)
    assert {one.name for one in hidden} == {f"Boutique {rank}" for rank in range(1, len(listed) + 1)}


@given(CASES, st.sampled_from((by_epci, by_network)))
def test_totals_by_group_add_up_to_the_whole(case, group):
    question, listed = case
    groups = [one for counts in count_figures_by(question, listed, group).values() for one in counts]
    for whole in count_figures(question, listed):
        totals = [one.total for one in groups if one.unit is whole.unit and one.total]
        if whole.total is None:
            assert totals == []
        else:
            assert sum(one.low for one in totals) == pytest.approx(whole.total.low, abs=0.001)
            assert sum(one.high for one in totals) == pytest.approx(whole.total.high, abs=0.001)
        assert sum(len(one.held) for one in groups if one.unit is whole.unit) == len(whole.held)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_the_shops_changes_nothing(case, random):
    question, listed = case
    shuffled = random.sample(listed, len(listed))
    assert count_figures(question, shuffled) == count_figures(question, listed)


@given(CASES)
def test_what_is_unusual_is_what_the_rule_says_of_each_figure(case):
    question, listed = case
    told = [(one, found) for one in listed for found in one.answers if found.figure]
    expected = set()
    for one, found in told:
        others = [other.figure for someone, other in told if other.day == found.day and someone is not one]
        if not found.confirmed and is_abnormal(question, found.figure, others):
            expected.add((one.place_id, found.day))
    assert {(one.place_id, one.day) for one in unusual_figures(question, listed)} == expected


@given(CASES)
def test_everyone_asked_stands_somewhere_once(case):
    question, listed = case
    for count in count_figures(question, listed):
        assert count.asked == len(listed)
        assert len(count.figures) == count.answered
        assert count.standings[Standing.KNOWN] == len(count.complete)
