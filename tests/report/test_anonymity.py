"""What is published without names says the same: no question, unit, day nor group changes, and files add up."""

from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.settings import settings as own_settings_of
from campaign.debrief.counted import Participant, anonymous
from campaign.debrief.counting import by_epci, by_network, count_choices, count_figures, count_figures_by
from campaign.debrief.default_questions import ANIMATOR, SHOP
from campaign.debrief.model import Answer, AnswerKind, Figure
from campaign.debrief.reading import choices_of
from campaign.demonstration.volume import fill_volume
from campaign.editions.views import editions
from campaign.report.counts import TAKINGS, groups_of, is_family, lines_of
from campaign.report.counts import choices_of as counted_choices
from campaign.report.exports import anonymous_sheets, report_json, report_record
from campaign.report.views import report
from campaign.schema import open_database

WED, SAT = DAYS = (date(2013, 11, 13), date(2013, 11, 16))
EPCIS, NETWORKS = ("Angers", "Saumur", "Cholet", "Baugé", ""), ("Emmaüs", "Envie", "")
EVERY_QUESTION = (*SHOP.questions, *ANIMATOR.questions)
CENTS = st.integers(0, 900_000).map(lambda cents: cents / 100)


@st.composite
def one_answer(draw, question, day):
    """Nothing, « je ne sais pas », or what its kind awaits, in any of its units."""
    kind = draw(st.sampled_from(("silent", "unknown", "told", "told", "told")))
    if kind == "silent":
        return None
    if kind == "unknown":
        return Answer(question.code, day, unknown=True)
    if question.kind is AnswerKind.FIGURE:
        unit = draw(st.sampled_from(question.units))
        low = draw(CENTS) if unit.decimals == 2 else float(draw(st.integers(0, 9000)))
        figure = Figure(low, low + draw(st.sampled_from((0, 0, 1, 40))), unit)
        return Answer(question.code, day, figure, confirmed=draw(st.booleans()))
    if question.kind is AnswerKind.TEXT:
        return Answer(question.code, day, text=draw(st.text(min_size=1, max_size=5)))
    codes = [code for code, _ in choices_of(question)]
    many = 3 if question.kind is AnswerKind.CHOICES else 1
    chosen = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=many, unique=True))
    return Answer(question.code, day, choices=tuple(chosen))


@st.composite
def some_shops(draw, questions):
    """Up to a dozen that answered these questions, in a few EPCI and networks."""
    listed = []
    for rank in range(1, draw(st.integers(0, 9)) + 1):
        days, epci = draw(st.sampled_from((DAYS, (WED,), (SAT,)))), draw(st.sampled_from(EPCIS))
        drawn = [draw(one_answer(one, day)) for one in questions for day in (days if one.per_day else (None,))]
        answers = tuple(one for one in drawn if one)
        network = draw(st.sampled_from(NETWORKS))
        listed.append(Participant(rank, f"La Boutique Nommée {rank}", epci, network, days, answers=answers))
    return listed


ONE_QUESTION = st.sampled_from(EVERY_QUESTION).flatmap(lambda one: st.tuples(st.just(one), some_shops([one])))
SEVERAL = st.lists(st.sampled_from(SHOP.questions), min_size=1, max_size=4, unique=True).flatmap(
    lambda chosen: st.tuples(st.just(chosen), some_shops(chosen))
)


def said(counts):
    found = []
    for one in counts:
        held = sorted(str((apart.day, apart.figure)) for apart in one.held)
        found.append((one.unit, one.total, one.median, dict(one.standings), held))
    return found


@given(ONE_QUESTION)
def test_no_count_of_any_question_in_any_unit_day_or_group_changes_without_names(case):
    question, listed = case
    hidden = anonymous(listed)
    for day in (None, WED, SAT) if question.per_day else (None,):
        if question.kind is AnswerKind.FIGURE:
            assert said(count_figures(question, hidden, day)) == said(count_figures(question, listed, day))
            for group in (by_epci, by_network):
                before, after = (count_figures_by(question, shops, group, day) for shops in (listed, hidden))
                assert {name: said(one) for name, one in after.items()} == {
                    name: said(one) for name, one in before.items()
                }
        elif question.kind is not AnswerKind.TEXT:
            assert count_choices(question, hidden, day) == count_choices(question, listed, day)


@pytest.fixture(scope="module")
def report_on(tmp_path_factory):
    """Makes the report of these shops, every line, choice and group of these questions: (questions, shops)."""
    folder = tmp_path_factory.mktemp("anonymity")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_DB", str(folder / "campaign.db"))
        own_settings_of.cache_clear()
        db = open_database()
        fill_volume(db, SYSTEM, 4, 2, 1)
        past = next(one for one in editions(db, SYSTEM) if one.last_day < clock.today())
        bare = report(db, SYSTEM, past.id)
        db.close()
        own_settings_of.cache_clear()

    def made(questions, listed):
        figures = [one for one in questions if one.kind is AnswerKind.FIGURE]
        lines = [line for one in figures for line in lines_of(one, listed, DAYS, "boutique")]
        chosen = [one for one in questions if one.kind not in (AnswerKind.FIGURE, AnswerKind.TEXT)]
        return replace(
            bare,
            shops=tuple(listed),
            figures=tuple(one for one in lines if not is_family(one.question)),
            families=tuple(one for one in lines if is_family(one.question)),
            choices=tuple(count for one in chosen for count in counted_choices(one, listed, DAYS)),
            groups=tuple(groups_of(questions, lambda question: listed)),
        )

    return made


@given(case=SEVERAL)
@settings(deadline=None)
def test_the_json_and_the_workbook_of_shops_without_names_say_the_same(report_on, case):
    questions, listed = case
    told, hidden = report_on(questions, listed), report_on(questions, anonymous(listed))
    assert report_record(hidden) == report_record(told)
    assert anonymous_sheets(hidden) == anonymous_sheets(told)
    assert "Nommée" not in report_json(told).decode()
    assert not any("Nommée" in str(cell) for one in anonymous_sheets(told) for row in one.rows for cell in row)


@given(case=SEVERAL)
@settings(deadline=None)
def test_answers_and_groups_of_the_workbook_add_up_to_its_totals(report_on, case):
    questions, listed = case
    told = report_on(questions, listed)
    sheets = {one.name: one for one in anonymous_sheets(told)}

    def sums(name, label, unit, low, high):
        mine = [row for row in sheets[name].rows if row[0] == label and unit in row[1:3]]
        return [round(fsum(row[at] or 0 for row in mine), 2) for at in (low, high)], mine

    lines = (*told.figures, *told.families)
    assert len(sheets["Totaux"].rows) == len(lines)
    for row, line in zip(sheets["Totaux"].rows, lines, strict=True):
        label, unit, total = row[0], row[1], line.count.total
        answers, rows = sums("Réponses", label, unit, 2, 3)
        if line.question.code == TAKINGS:
            assert rows == []  # « jamais publié seul »
        elif total is not None:
            assert len(rows) == line.count.answered == len(line.count.figures)
            assert answers == [total.low, total.high]
        if total is None:
            continue
        for grouping in ("Par EPCI", "Par réseau"):
            groups, mine = sums(grouping, label, unit, 4, 5)
            if mine:
                assert groups == [total.low, total.high]
                assert sum(one[3] for one in mine) == line.count.answered
