"""What is asked to be confirmed is what a report keeps out of its totals: one rule, however many tell."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from campaign.debrief.concerns import figures_to_confirm, unusual_among
from campaign.debrief.counted import Participant
from campaign.debrief.counting import unusual_figures
from campaign.debrief.model import (
    Answer,
    AnswerKind,
    Audience,
    Debrief,
    Figure,
    Question,
    QuestionSet,
    Section,
    Source,
    Unit,
    is_abnormal,
)

WED, SAT = date(2027, 11, 13), date(2027, 11, 16)
SOLD = Question("sold", "sales", "Vendu", AnswerKind.FIGURE, (Unit.KILOS, Unit.ARTICLES), per_day=True, most=500)
SETS = {(Audience.SHOP, 1): QuestionSet(Audience.SHOP, 1, (Section("sales", "Les ventes"),), (SOLD,))}


def debrief(place_id, *answers, version=1) -> Debrief:
    moment = datetime(2027, 11, 20, 9, 0, tzinfo=UTC)
    return Debrief(place_id, 1, place_id, Audience.SHOP, version, Source.LINK, moment, answers=answers)


def sold(number, day=WED, unit=Unit.KILOS, **more) -> Answer:
    return Answer("sold", day, Figure(number, number, unit), **more)


FIGURES = st.builds(
    lambda low, span, unit: Figure(low, low + span, unit),
    st.sampled_from([0, 1, 2, 10, 11, 50, 51, 55, 400, 600]), st.sampled_from([0, 0, 9]),
    st.sampled_from([Unit.KILOS, Unit.ARTICLES]),
)  # fmt: skip
ANSWERS = st.builds(
    lambda day, figure, confirmed: Answer("sold", day, figure, unknown=figure is None, confirmed=confirmed),
    st.sampled_from([WED, SAT]), st.none() | FIGURES, st.booleans(),
)  # fmt: skip
TOLD = st.lists(st.lists(ANSWERS, max_size=2, unique_by=lambda one: one.day), max_size=9)


@given(TOLD)
def test_what_is_asked_again_is_what_a_report_keeps_out_of_its_totals(told):
    asked = figures_to_confirm([debrief(number, *answers) for number, answers in enumerate(told)], SETS)
    listed = [Participant(number, str(number), answers=tuple(answers)) for number, answers in enumerate(told)]
    held = unusual_figures(SOLD, listed)
    assert {(one.place_id, one.day) for one in asked} == {(one.place_id, one.day) for one in held}


@given(st.lists(FIGURES, max_size=12))
def test_each_figure_is_judged_beside_all_the_others(figures):
    expected = [
        rank for rank, one in enumerate(figures) if is_abnormal(SOLD, one, figures[:rank] + figures[rank + 1 :])
    ]
    assert unusual_among([(SOLD, one) for one in figures]) == expected


def test_a_day_is_judged_with_that_day_only():
    # 60 kg beside 10, 10, 10 on Wednesday (above 5 x 10), and beside 40, 50, 60 on Saturday (usual)
    told = [debrief(number, sold(10), sold(10 * number + 30, SAT)) for number in (1, 2, 3)]
    alerts = figures_to_confirm([*told, debrief(4, sold(60), sold(60, SAT))], SETS)
    assert [(one.place_id, one.day) for one in alerts] == [(4, WED)]


def test_each_version_keeps_its_own_bound_and_all_are_compared_together():
    wider = QuestionSet(Audience.SHOP, 2, (Section("sales", "Les ventes"),),
                        (Question("sold", "sales", "Vendu", AnswerKind.FIGURE, (Unit.KILOS,), most=900),))  # fmt: skip
    sets = SETS | {(Audience.SHOP, 2): wider}
    listed = [debrief(1, sold(600)), debrief(2, sold(600), version=2), debrief(3, sold(700), version=2)]
    assert [one.place_id for one in figures_to_confirm(listed, sets)] == [1]
    crowd = [debrief(number, sold(100), version=number % 2 + 1) for number in range(4, 8)]
    assert [one.place_id for one in figures_to_confirm([*listed, *crowd], sets)] == [1, 2, 3]


def test_two_thousand_shops_are_judged_without_comparing_each_with_each():
    many = 2_000
    compared = 0

    class Counted(float):
        """A number that says how often it is put in order; adding and halving keep it so."""

        def __lt__(self, other):
            nonlocal compared
            compared += 1
            return float(self) < float(other)

        def __add__(self, other):
            return Counted(float(self) + other)

        def __truediv__(self, other):
            return Counted(float(self) / other)

    figures = [Figure(Counted(number), Counted(number), Unit.KILOS) for number in range(many)]
    assert len(unusual_among([(SOLD, one) for one in figures])) == many - 501  # above 500, whatever the median
    assert many - 1 <= compared < many * 40
