"""The calendar of sets: a line a pattern, a column a week, whatever the sets; what the calendar holds against one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.opening_hours import from_french
from campaign.consultation.candidates import candidates, read_search
from campaign.consultation.model import ConsultedShop, RivalEvent, day_set
from campaign.consultation.scoring import calendar_of, score_sets
from campaign.ui.dates_chart import against, calendar_chart, calendar_in_words
from campaign.ui.dates_words import read_back

SHOPS = [ConsultedShop(1, "La Malle", from_french("mer. et sam. 10 h – 18 h"))]
TYPED = {"first": "2/11/2026", "last": "28/11/2026", "day_count": "2", "gap": "3"}


def scored(weekdays=(2, 5), rivals=(), **changes):
    search = read_search({**TYPED, **changes}, weekdays, date(2026, 6, 1))
    sets = candidates(search)
    return score_sets(sets, SHOPS, calendar_of(sets, "49"), rivals)


def rows(chart) -> list[dict]:
    """The rows drawn, and the whole written as Vega takes it."""
    (found,) = chart.to_dict()["datasets"].values()
    return found


def test_each_set_stands_in_its_week_and_those_proposed_are_ringed():
    listed = scored()
    drawn = rows(calendar_chart(listed, {listed[0].days}, phone=False))
    assert [(one["week"].replace("\u00a0", " "), one["line"], one["score"]) for one in drawn] == [
        ("2 nov.", "mer. + sam.", 1),
        ("9 nov.", "mer. + sam.", -2),  # 11 November
        ("16 nov.", "mer. + sam.", 1),
        ("23 nov.", "mer. + sam.", 1),
    ]
    assert [one["proposed"] for one in drawn] == [True, False, False, False]
    assert [one["is_against"] for one in drawn] == [False, True, False, False]


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize(
    ("weekdays", "changes"),
    [
        ((2,), {"day_count": "1", "gap": ""}),
        ((2, 5), {"gap": "11"}),
        ((0, 1, 2), {"day_count": "3"}),
        ((2, 5), {"first": "1/12/2026", "last": "15/5/2027"}),
        ((5,), {"day_count": "1", "first": "28/11/2026"}),
    ],
)
def test_any_search_makes_a_chart_with_every_set_in_it(weekdays, changes, phone):
    listed = scored(weekdays, **changes)
    assert len(rows(calendar_chart(listed, set(), phone=phone))) == len(listed)
    assert f"{len(listed)}\u00a0" in calendar_in_words(listed)


def test_what_is_against_a_set_is_named():
    fair = RivalEvent("Foire *de* Saint-Martin", date(2026, 11, 14), date(2026, 11, 14))
    by_days = {one.days: one for one in scored(rivals=[fair])}
    said = against(by_days[day_set([date(2026, 11, 11), date(2026, 11, 14)])]).replace("\u00a0", " ")
    assert said == "jour férié, « Foire *de* Saint-Martin »"
    assert against(by_days[day_set([date(2026, 11, 18), date(2026, 11, 21)])]) == ""


@given(st.text(max_size=30))
def test_whatever_is_typed_is_said_back_on_one_line(typed):
    said = read_back(typed)
    assert said
    assert "\n" not in said
    assert said.startswith((":gray[", ":red["))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_written_in_figures_is_said_in_full(day):
    assert str(day.year) in read_back(f"{day:%d/%m/%Y}")
    assert read_back(f"{day:%d/%m/%Y}") == read_back(day.isoformat())
    assert read_back(f"{day + timedelta(days=0):%d.%m.%Y}").startswith(":gray[soit **")
