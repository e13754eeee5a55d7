"""Days when offices work, against days read on a calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.settings import settings
from campaign.base.working_days import is_working_day, next_working_day, previous_working_day

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 21),  # a Saturday
        date(2026, 11, 22),  # a Sunday
        date(2026, 11, 11),  # 1918, a Wednesday
        date(2026, 7, 14),
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),  # Whit Monday
        date(2027, 1, 1),
    ],
)
def test_nobody_works_on_a_weekend_or_a_holiday(day):
    assert not is_working_day(day)


def test_an_ordinary_day_is_worked():
    assert is_working_day(date(2026, 11, 23))


def test_the_next_working_day_jumps_over_holidays_and_weekends():
    # Friday 1 May 2026 is a holiday: Monday 4 follows.
    assert next_working_day(date(2026, 5, 1)) == date(2026, 5, 4)
    assert next_working_day(date(2026, 5, 4)) == date(2026, 5, 4)


def test_the_previous_working_day_jumps_backwards():
    # Easter Monday 6 April 2026: Thursday 2 April would be wrong, Friday 3 is worked outside Alsace-Moselle.
    assert previous_working_day(date(2026, 4, 6)) == date(2026, 4, 3)


def test_good_friday_is_a_holiday_where_the_departement_has_it(monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "67")
    settings.cache_clear()
    assert previous_working_day(date(2026, 4, 6)) == date(2026, 4, 2)


@pytest.mark.parametrize("year", [1802, 2101])
def test_a_year_whose_holidays_are_unknown_is_said(year):
    with pytest.raises(InvalidInput, match=f"jours fériés de {year} ne sont pas connus"):
        is_working_day(date(year, 6, 1))


@given(DAYS)
def test_a_working_day_is_found_within_five_days_on_each_side(day):
    after, before = next_working_day(day), previous_working_day(day)
    assert is_working_day(after)
    assert is_working_day(before)
    assert 0 <= (after - day).days <= 5
    assert 0 <= (day - before).days <= 5
    assert (after == day) == (before == day) == is_working_day(day)
