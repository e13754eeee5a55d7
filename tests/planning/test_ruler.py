"""Working days counted fast give what counting them one by one gives."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.working_days import is_working_day
from campaign.planning.ruler import Ruler

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CLOSED = st.sampled_from([frozenset(), frozenset({8}), frozenset({1, 12})])


def walked(day, step, count, closed):
    while count:
        day += step
        count -= is_working_day(day) and day.month not in closed
    return day


@given(DAYS, st.integers(1, 300), CLOSED)
def test_the_nth_working_day_is_the_one_found_by_walking(day, count, closed):
    ruler = Ruler(closed)
    assert ruler.before(day, count) == walked(day, -DAY, count, closed)
    assert ruler.after(day, count) == walked(day, DAY, count, closed)


@given(DAYS, st.integers(-800, 800), CLOSED)
def test_working_days_between_two_dates_are_those_met_on_the_way(day, gap, closed):
    ruler, other = Ruler(closed), day + timedelta(days=gap)
    met = [day + timedelta(days=rank) for rank in range(max(0, gap))]
    assert ruler.count(day, other) == sum(is_working_day(one) and one.month not in closed for one in met)


def test_the_wednesday_before_all_saints_is_two_working_days_before_the_monday_after():
    ruler = Ruler()
    assert ruler.before(date(2013, 11, 4), 2) == date(2013, 10, 30)  # Friday 1 November is a holiday
    assert ruler.on_or_before(date(2013, 11, 3)) == date(2013, 10, 31)
    assert ruler.on_or_after(date(2013, 11, 9)) == date(2013, 11, 12)  # Monday 11 November is a holiday
    assert ruler.on_or_after(date(2013, 11, 12)) == date(2013, 11, 12)


def test_a_closed_august_goes_from_july_to_september():
    ruler = Ruler(frozenset({8}))
    assert ruler.before(date(2013, 9, 2)) == date(2013, 7, 31)
    assert ruler.after(date(2013, 7, 31)) == date(2013, 9, 2)


def test_a_deadline_of_friday_is_one_day_late_on_monday():
    ruler = Ruler()
    assert [ruler.late(date(2026, 11, 20), date(2026, 11, day)) for day in (19, 20, 21, 22, 23)] == [0, 0, 0, 0, 1]


def test_a_year_without_known_holidays_says_so():
    with pytest.raises(InvalidInput, match="2101"):
        Ruler().after(date(2100, 12, 31))
