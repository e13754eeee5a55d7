"""The days chosen for an edition to come."""

from datetime import date, timedelta

import holidays
from hypothesis import given
from hypothesis import strategies as st

from campaign.demonstration.days import next_days


def test_the_first_wednesday_from_sixty_days_away_is_taken():
    # 11 June 2026 is a Thursday; 60 days later is Monday 10 August, and Wednesday is the 12th; the 15th is Assumption.
    assert next_days(date(2026, 6, 11)) == (date(2026, 8, 19), date(2026, 8, 22))
    # Saturday 21 November 2026 + 60 days is Wednesday 20 January 2027 itself.
    assert next_days(date(2026, 11, 21)) == (date(2027, 1, 20), date(2027, 1, 23))


def test_armistice_day_is_avoided():
    # 11 November 2026 is a Wednesday.
    assert next_days(date(2026, 9, 10)) == (date(2026, 11, 18), date(2026, 11, 21))


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_days_are_a_wednesday_and_its_saturday_open_to_all(today):
    wednesday, saturday = next_days(today)
    assert (wednesday.weekday(), saturday.weekday()) == (2, 5)
    assert saturday - wednesday == timedelta(days=3)
    assert timedelta(days=60) <= wednesday - today <= timedelta(days=60 + 27)
    closed = holidays.country_holidays("FR", years=[wednesday.year, saturday.year])
    assert wednesday not in closed
    assert saturday not in closed
