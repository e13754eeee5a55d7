"""Days counted from J and put back on other days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.working_days import is_public_holiday, previous_working_day
from campaign.handover.dates import days_from, due_again, new_deadline, renamed, same_season
from campaign.handover.model import Outline

NO_HOLIDAY = lambda day: False  # noqa: E731


def outline(first_day: date, days=(0, 3), deadline=-30) -> Outline:
    return Outline("Novembre 2013", "", first_day, days, deadline, None, None)


def test_the_days_proposed_are_the_same_weekdays_of_the_same_season():
    days = same_season(outline(date(2013, 11, 13)), date(2027, 3, 1), NO_HOLIDAY)
    assert days == (date(2027, 11, 10), date(2027, 11, 13))
    assert [one.strftime("%u") for one in days] == ["3", "6"]


def test_a_season_too_near_to_prepare_is_left_for_the_next_one():
    # 72 days before would be 30 August 2027: at the end of September it is too late.
    assert same_season(outline(date(2013, 11, 13)), date(2027, 9, 30), NO_HOLIDAY)[0] == date(2028, 11, 15)


def test_the_days_of_an_edition_still_to_come_are_not_proposed_again():
    assert same_season(outline(date(2027, 11, 10)), date(2026, 11, 2), NO_HOLIDAY)[0] == date(2028, 11, 8)


def test_a_public_holiday_moves_the_proposal_by_a_week():
    # The Thursday nearest to 8 November 2027 is the 11th, a holiday.
    proposed = same_season(outline(date(2018, 11, 8), (0,)), date(2027, 1, 4), is_public_holiday)
    assert proposed == (date(2027, 11, 18),)


def test_the_deadline_keeps_its_distance_and_is_the_eve_when_it_is_past():
    known = outline(date(2013, 11, 13), deadline=-21)
    assert new_deadline(known, date(2027, 11, 10), date(2027, 1, 4)) == date(2027, 10, 20)
    assert new_deadline(known, date(2027, 11, 10), date(2027, 10, 20)) == date(2027, 11, 9)


def test_what_was_due_before_the_next_autumn_is_due_before_this_one_on_a_working_day():
    # Due on 1 September 2014, 292 days after 13 November 2013; 292 - 364 = 72 days before 10 November 2027:
    # Monday 30 August.
    assert days_from(date(2013, 11, 13), date(2014, 9, 1)) == 292
    assert due_again(292, date(2027, 11, 10), previous_working_day) == date(2027, 8, 30)
    # 14 July 2027 is a holiday: the day before.
    assert due_again(-119, date(2027, 11, 10), previous_working_day) == date(2027, 7, 13)


@given(st.integers(-3000, 3000), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_what_was_due_is_always_due_in_the_year_before_j(offset, first_day):
    due = due_again(offset, first_day, lambda day: day)
    assert timedelta(0) < first_day - due <= timedelta(364)
    assert (first_day - due).days % 7 == -offset % 7


@given(
    st.dates(date(1985, 1, 1), date(2085, 12, 31)), st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    st.lists(st.integers(1, 30), max_size=3, unique=True),
)  # fmt: skip
def test_the_proposal_keeps_weekdays_and_leaves_time_whatever_the_date(first_day, today, more):
    known = outline(first_day, (0, *sorted(more)))
    days = same_season(known, today, NO_HOLIDAY)
    assert [one.weekday() for one in days] == [one.weekday() for one in known.dates]
    assert days[0] >= today + timedelta(days=63)
    assert days[0] > known.dates[-1]
    # Within four days of the same date of a year, whichever side of the first of January.
    near = range(days[0].year - 1, days[0].year + 2)
    assert min(abs((days[0] - _same_date(first_day, year)).days) for year in near) <= 4


def _same_date(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("Novembre 2013", "Octobre 2027"),
        ("Les bons jours de novembre 2013", "Les bons jours d’octobre 2027"),
        ("Édition 2013", "Édition 2027"),
        ("Édition d’essai", "Édition d’essai"),
        ("Mars 2013", "Mars 2027"),
    ],
)
def test_a_name_that_tells_a_date_tells_the_new_one(name, now):
    assert renamed(name, [date(2013, 11, 13), date(2013, 11, 16)], [date(2027, 10, 27), date(2027, 10, 30)]) == now


def test_a_month_that_is_still_that_of_a_day_stays():
    former, days = [date(2014, 4, 2), date(2014, 4, 5)], [date(2027, 3, 31), date(2027, 4, 3)]
    assert renamed("Avril 2014", former, days) == "Avril 2027"
