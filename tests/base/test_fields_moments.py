"""Dates and hours (reliability.md, nos 20, 21, 23 and 52)."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.fields import date_fr, time_fr
from campaign.base.french import day_in_words, short_date, time_in_words


def message(check, *values, **options):
    with pytest.raises(InvalidInput) as caught:
        check(*values, **options)
    return caught.value.message


@pytest.mark.parametrize(
    "typed",
    ["04/05/27", "4/5/2027", "04-05-2027", "04.05.2027", "2027-05-04", "4 mai 2027", "mardi 4 mai 2027",
     "le 4 mai 2027",
     "2027-05-04T00:00:00", "2027-05-04 00:00:00", " 04/05/2027 "],
)  # fmt: skip
def test_a_date_is_read_day_first(typed):
    assert date_fr(typed) == date(2027, 5, 4)


def test_a_day_that_does_not_exist_is_named():
    assert message(date_fr, "31/02/2027") == "Le 31 février n’existe pas."
    assert message(date_fr, "2027-04-31") == "Le 31 avril n’existe pas."
    assert message(date_fr, "29/02/2027") == "Le 29 février n’existe pas en 2027."
    assert date_fr("29/02/2028") == date(2028, 2, 29)


def test_a_date_written_month_first_is_proposed_the_other_way():
    with pytest.raises(InvalidInput) as caught:
        date_fr("05/13/2027", "deadline")
    assert caught.value.message.startswith("Il n’y a pas de mois 13")
    assert (caught.value.field, caught.value.proposal) == ("deadline", "13/05/2027")


def test_a_count_of_days_is_a_date_only_when_told():
    assert message(date_fr, "45292").startswith("Date illisible")
    assert date_fr("45292", excel_serial=True) == date(2024, 1, 1)
    # The two calendars are 1 462 days apart.
    assert date_fr("43830", excel_serial=True, epoch_1904=True) == date(2024, 1, 1)


@pytest.mark.parametrize("typed", ["", "hier", "04/05", "5 ju 2027", "13/11/1027", "٠٤/٠٥/٢٠٢٧"])
def test_what_is_not_a_date_is_refused(typed):
    assert message(date_fr, typed)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_date_we_write_is_read_back(day):
    assert date_fr(day_in_words(day)) == day
    assert date_fr(short_date(day, year=True)) == day
    assert date_fr(f"{day:%d/%m/%Y}") == day
    assert date_fr(day.isoformat()) == day


@pytest.mark.parametrize(
    "typed", ["9h30", "9 h 30", "09:30", "9.30", "9H30", "9 h 30 mn", "9 heures 30", "9\u00a0h\u00a030"]
)
def test_an_hour_is_read_however_it_was_typed(typed):
    assert time_fr(typed) == time(9, 30)


def test_whole_hours_and_midday_are_read():
    assert time_fr("9h") == time_fr("9") == time_fr("09:00") == time(9)
    assert time_fr("midi") == time(12)


@pytest.mark.parametrize("typed", ["25:00", "9h75", "24:00", "99"])
def test_an_hour_that_cannot_be_is_repeated(typed):
    assert message(time_fr, typed) == f"Heure impossible : {typed}."


@pytest.mark.parametrize("typed", ["", "930", "9:3", "tôt", "-1h"])
def test_what_is_not_an_hour_is_refused(typed):
    assert message(time_fr, typed)


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_an_hour_we_write_is_read_back(at):
    assert time_fr(time_in_words(at)) == at
    assert time_fr(f"{at:%H:%M}") == at
