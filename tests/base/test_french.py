"""Dates, hours, numbers and typography as the French write them."""

from datetime import UTC, date, datetime, time

import pytest

from campaign.base import french
from campaign.base.clock import exists_in_paris, frozen, today


def test_days_share_their_month_and_year():
    assert french.days_in_words([date(2013, 11, 13), date(2013, 11, 16)]) == "mercredi 13 et samedi 16 novembre 2013"


def test_days_of_two_months_and_years_each_say_theirs():
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 4)]
    assert french.days_in_words(days) == "mercredi 31 décembre 2025, jeudi 1er janvier et mercredi 4 février 2026"


def test_the_first_of_a_month_is_written_1er():
    assert french.day_in_words(date(2013, 7, 1)) == "lundi 1er juillet 2013"


def test_hours_never_break_at_the_dash():
    assert french.hours_in_words(time(10), time(18, 30)) == "10\u00a0h\u00a0–\u2060\u00a018\u00a0h\u00a030"


def test_an_instant_is_told_in_paris_time_in_winter_and_in_summer():
    assert french.moment_in_words(datetime(2013, 9, 16, 8, 42, tzinfo=UTC)) == "lundi 16 septembre à 10\u00a0h\u00a042"
    assert french.moment_in_words(datetime(2013, 11, 13, 8, 42, tzinfo=UTC)).endswith("9\u00a0h\u00a042")


def test_today_is_tomorrow_in_paris_late_in_the_utc_evening():
    with frozen(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)):
        assert today() == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12345.6, "12\u202f345,6"),
        (41500, "41\u202f500"),
        (-3, "−3"),
        (0, "0"),
        (2.0, "2"),
        (1234567.89, "1\u202f234\u202f567,89"),
    ],
)
def test_numbers_have_thin_spaces_and_a_comma(value, written):
    assert french.number(value) == written


def test_zero_and_one_are_singular_two_is_plural():
    assert [french.plural(n, "boutique") for n in (0, 1, 2)] == [
        "0\u00a0boutique",
        "1\u00a0boutique",
        "2\u00a0boutiques",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("L'heure", "L’heure"),
        ("Prêt ?", "Prêt\u00a0?"),
        ("Bravo!!", "Bravo\u00a0!!"),
        ("Vraiment ?!", "Vraiment\u00a0?!"),
        ("![image](x)", "![image](x)"),
        ("Attention: danger", "Attention\u00a0: danger"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("10h30", "10\u00a0h\u00a030"),
        ("de 10 h – 18 h", "de 10\u00a0h\u00a0–\u2060\u00a018\u00a0h"),
        ("n° 5", "n°\u00a05"),
        ("http://exemple.fr", "http://exemple.fr"),
    ],
)
def test_typography_is_french(typed, shown):
    assert french.typographic(typed) == shown


def test_the_hour_skipped_in_march_does_not_exist():
    assert not exists_in_paris(date(2026, 3, 29), time(2, 30))
    assert exists_in_paris(date(2026, 3, 29), time(3, 30))
    assert exists_in_paris(date(2026, 10, 25), time(2, 30))


def test_days_in_brief_say_each_month_once():
    assert french.short_days_in_words([date(2013, 11, 16), date(2013, 11, 13)]) == "13 et 16 novembre"
    assert french.short_days_in_words([date(2013, 11, 30), date(2013, 12, 1)]) == "30 novembre et 1er décembre"
    assert french.short_days_in_words([date(2013, 11, 13)]) == "13 novembre"
