"""When a shop opens on a given date: months, seasons, holidays, exceptions, appointments."""

from datetime import date, time

import pytest

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import (
    Dated,
    Rule,
    Span,
    in_words,
    known_hours,
    opening_hours,
    period,
    read_opening_hours,
    shown_hours,
)  # fmt: skip

TEN_TO_SIX = (Span(time(10), time(18)),)
WEEK = {weekday: [(time(10), time(18))] for weekday in range(1, 6)}


def on(text, *day):
    return read_opening_hours(text).on(date(*day))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_the_first_and_third_saturdays_are_open_and_the_others_are_not():
    text = "mar-ven 10h-18h, 1er et 3e samedis du mois 10h-18h"
    saturdays = [day for day in (2, 9, 16, 23, 30) if on(text, 2027, 1, day)]
    assert saturdays == [2, 16]
    assert on(text, 2027, 1, 5) == TEN_TO_SIX


def test_the_last_saturday_is_the_fourth_or_the_fifth():
    text = "dernier samedi du mois 10h-18h"
    assert [day for day in (2, 9, 16, 23, 30) if on(text, 2027, 1, day)] == [30]
    assert [day for day in (6, 13, 20, 27) if on(text, 2027, 2, day)] == [27]


def test_a_season_replaces_the_week_and_goes_over_the_new_year():
    text = "mar-sam 10h-18h ; de novembre à mars : 14h-17h"
    assert on(text, 2026, 10, 31) == TEN_TO_SIX
    assert on(text, 2026, 11, 3) == on(text, 2027, 3, 31) == (Span(time(14), time(17)),)
    assert on(text, 2027, 4, 1) == TEN_TO_SIX
    assert on(text, 2026, 11, 2) == ()


def test_a_holiday_closes_only_when_the_door_says_so():
    assert on("mar-sam 10h-18h, fermé les jours fériés", 2026, 11, 11) == ()
    assert on("mar-sam 10h-18h", 2026, 11, 11) == TEN_TO_SIX


def test_an_exception_wins_over_everything():
    text = "mar-sam 10h-18h, fermé les jours fériés ; fermé du 24 décembre 2026 au 3 janvier 2027 ; 11/11/2026 : 9h-12h"
    assert on(text, 2026, 12, 23) == TEN_TO_SIX
    assert on(text, 2026, 12, 24) == on(text, 2027, 1, 2) == ()
    assert on(text, 2027, 1, 5) == TEN_TO_SIX
    assert on(text, 2026, 11, 11) == (Span(time(9), time(12)),)
    assert read_opening_hours(text).usually(date(2026, 12, 24)) == TEN_TO_SIX


def test_by_appointment_nobody_knows():
    assert on("sur rendez-vous", 2026, 12, 1) is None
    assert on("lundi sur rendez-vous, mar-sam 10h-18h", 2026, 11, 30) is None
    assert on("mar-sam 10h-18h ou sur rendez-vous", 2026, 11, 30) == ()


def test_holidays_nobody_knows_make_the_day_unknown():
    assert on("mar-sam 10h-18h, fermé les jours fériés", 2150, 1, 6) is None


def test_the_words_are_those_of_a_door():
    hours = read_opening_hours(
        "Tu-Sa 10:00-18:00; Sa[1] 10:00-12:00; Jul-Aug Tu-Sa 10:00-13:00; Sep 01-Sep 15 off; PH off; "
        '2026 Dec 24-2027 Jan 03 off; 2027 Jan 09 14:00-16:00 || "by appointment"'
    )
    assert hours is None  # the first Saturday of July: until noon, or until one o'clock?
    hours = read_opening_hours(
        "Tu-Fr 10:00-18:00; Sa[1,-1] 10:00-12:00; Jul-Aug Tu-Fr 10:00-13:00; Sep 01-Sep 15 off; PH off; "
        '2026 Dec 24-2027 Jan 03 off; 2027 Jan 09 14:00-16:00 || "by appointment"'
    )
    assert plain(in_words(hours)) == (
        "mar. au ven. 10 h – 18 h ; 1er et dernier sam. du mois 10 h – 12 h ; "
        "en juillet et août : mar. au ven. 10 h – 13 h ; fermé du 1er au 15 septembre ; "
        "fermé les jours fériés ; fermé du 24 décembre 2026 au 3 janvier 2027 ; "
        "le 9 janvier 2027 : 14 h – 16 h ; ou sur rendez-vous"
    )


def test_exceptions_that_are_over_are_no_longer_shown():
    text = "mar-sam 10h-18h ; fermé du 1er au 8 mars 2026 ; fermé le 24 décembre 2026"
    assert shown_hours(text, date(2026, 3, 8)) == text
    assert plain(shown_hours(text, date(2026, 3, 9))) == "mar. au sam. 10 h – 18 h ; fermé le 24 décembre 2026"
    assert shown_hours("selon l’humeur", date(2026, 3, 9)) == "selon l’humeur"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"exceptions": [Dated(date(2026, 12, 24), date(2026, 12, 23), ())]}, "précède son début"),
        ({"exceptions": [Dated(date(2026, 12, 24), date(2026, 12, 26), ()),
                         Dated(date(2026, 12, 26), date(2026, 12, 26), TEN_TO_SIX)]}, "exceptions se chevauchent"),
        ({"rules": [Rule(5, 1, None, TEN_TO_SIX), Rule(5, 1, None, ())]}, "se contredisent"),
        ({"rules": [Rule(5, 4, None, TEN_TO_SIX), Rule(5, -1, None, ())]}, "se contredisent"),
        ({"rules": [Rule(5, 0, period((8, 1), (8, 31)), ()), Rule(5, 1, period((8, 1), (8, 31)), TEN_TO_SIX)]},
         "se contredisent"),
        ({"exceptions": [Dated(date(2027, 3, 28), date(2027, 3, 28), (Span(time(2, 30), time(5)),))]}, "heure d’été"),
        ({"appointment_days": [1]}, "sur rendez-vous"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(said, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        opening_hours(WEEK, **said)


def test_a_closing_wins_over_a_monthly_opening():
    hours = opening_hours(
        {}, rules=[Rule(5, 1, None, TEN_TO_SIX), *(Rule(day, 0, period((8, 1), (8, 31)), ()) for day in range(7))]
    )
    assert hours.on(date(2026, 8, 1)) == ()
    assert hours.on(date(2026, 9, 5)) == TEN_TO_SIX


def test_the_first_text_that_can_be_read_is_used():
    assert known_hours("", "mardi 25h-26h", "mardi 9h-12h") == read_opening_hours("Tu 09:00-12:00")
    assert known_hours("selon l’humeur") is None
