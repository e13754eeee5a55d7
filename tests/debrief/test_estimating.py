"""Estimates for all: asked for, with their method, and refused when the answers do not allow them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.debrief.counted import Participant
from campaign.debrief.counting import count_figures
from campaign.debrief.estimating import estimate, student
from campaign.debrief.model import Answer, AnswerKind, Figure, Question, Unit

WED = date(2013, 11, 13)
VISITORS = Question("visitors", "visits", "Visiteurs", AnswerKind.FIGURE, (Unit.PEOPLE, Unit.PERCENT, Unit.KILOS))


def counted(figures, asked, unit=Unit.PEOPLE):
    told = [
        Participant(rank, f"Boutique {rank}", answers=(Answer("visitors", figure=Figure(low, high, unit)),))
        for rank, (low, high) in enumerate(figures)
    ]
    silent = [Participant(100 + rank, f"Boutique {rank}") for rank in range(asked - len(told))]
    return count_figures(VISITORS, [*told, *silent])[0]


def exact(*values):
    return [(one, one) for one in values]


# The tables of Student's t, two-sided 95 %.
@pytest.mark.parametrize(
    ("degrees", "point"), [(4, 2.776), (5, 2.571), (9, 2.262), (11, 2.201), (19, 2.093), (199, 1.972)]
)
def test_the_points_of_student_are_those_of_the_tables(degrees, point):
    assert student(degrees) == pytest.approx(point, abs=0.001)


def test_five_of_ten_give_an_interval_computed_by_hand():
    # Mean 30, so 300 for ten; s = √250; 2,776 × 10 × √250 / √5 × √(1 − 5/10) = 138,8.
    found = estimate(counted(exact(10, 20, 30, 40, 50), 10))
    assert found.interval == Figure(161, 439, Unit.PEOPLE)
    assert found.sentence.replace("\u00a0", " ") == (
        "Estimation pour les 10 boutiques, d’après 5 réponses complètes : de 161 à 439 personnes. C’est la moyenne des "
        "répondants étendue à tous, avec sa marge d’erreur à 95 % (loi de Student, population finie) ; elle ne vaut "
        "que si les autres ressemblent à ceux qui ont répondu."
    )


def test_ranges_widen_the_interval_by_their_own_ends():
    assert estimate(counted([(10, 20)] * 5, 10)).interval == Figure(100, 200, Unit.PEOPLE)


def test_an_estimate_never_goes_below_what_was_observed():
    assert estimate(counted(exact(0, 0, 0, 0, 100), 10)).interval.low == 100


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (counted(exact(1, 2, 3, 4), 20), "moins de 5 réponses complètes"),
        (counted(exact(1, 2, 3, 4, 5), 5), "tout le monde a répondu"),
        (counted(exact(1, 2, 3, 4, 5), 20, Unit.PERCENT), "des pourcentages ne s’additionnent pas"),
        (counted([], 0), "Aucune estimation à faire."),
    ],
)
def test_no_estimate_is_given_when_there_is_nothing_to_stand_on(count, reason):
    found = estimate(count)
    assert found.interval is None
    assert reason in found.sentence


def test_answers_in_several_units_are_not_extended_to_all():
    told = [
        Participant(rank, "", answers=(Answer("visitors", figure=Figure(5, 5, unit)),))
        for rank, unit in enumerate([Unit.PEOPLE] * 6 + [Unit.KILOS])
    ]
    people, kilos = count_figures(VISITORS, [*told, Participant(99, "")])
    assert "plusieurs unités" in estimate(people).sentence
    assert estimate(kilos).interval is None


def test_the_observed_total_does_not_move_when_an_estimate_is_asked():
    count = counted(exact(10, 20, 30, 40, 50), 10)
    estimate(count)
    assert count.total == Figure(150, 150, Unit.PEOPLE)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=5, max_size=20), st.integers(1, 10))
def test_an_interval_holds_what_was_observed_and_the_extended_mean(spans, silent):
    figures = [(low, low + more) for low, more in spans]
    count = counted([(low, min(high, 4 * low + 1)) for low, high in figures], len(figures) + silent)
    found = estimate(count)
    if found.interval is None:
        return  # too few are left once unusual figures are put apart
    kept = [count.figures[one] for one in count.complete]
    middle = sum(one.middle for one in kept) / len(kept) * count.asked
    assert count.total.low <= found.interval.low <= max(middle, count.total.low)
    assert found.interval.high >= max(middle, count.total.high) - 1e-6
