"""What a shop's public page says of its hours: the event's week, the rest of the year, exceptions that are near."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.base import clock
from campaign.base.opening_hours import from_french, to_osm
from campaign.web.opening_data import opening_data
from campaign.web.shop_page import event_week, notices, rest_of_year
from campaign.web.structured_data import shop_page_data
from tests.press.press_shops import edition, shop

TODAY = date(2026, 11, 22)
HOURS = (
    "mar. au ven. 10h-12h, 14h-18h ; 1er samedi du mois 10h-17h ; en juillet et août : mar. au ven. 10h-13h ; "
    "fermé les jours fériés ; fermé du 24 décembre 2026 au 3 janvier 2027 ; fermé du 2 au 8 mars 2026"
)


def with_hours(text):
    return replace(shop(1), opening_hours=to_osm(from_french(text)), opening_hours_text=text)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_the_week_of_the_event_says_the_hours_of_those_dates():
    week = event_week(edition(), with_hours("mar. au ven. 10h-12h ; lundi sur rendez-vous ; fermé le 14 novembre 2013"))
    said = {plain(day): plain(hours) for day, hours, _ in week}
    assert said["Lundi 11"] == "sur rendez-vous"
    assert said["Mardi 12"] == "10 h – 12 h"
    assert said["Jeudi 14"] == "fermé"
    assert said["Mercredi 13"] == "10 h – 18 h"


def test_the_rest_of_the_year_is_told_without_what_is_over():
    assert [plain(one) for one in rest_of_year(with_hours(HOURS), TODAY)] == [
        "mar. au ven. 10 h – 12 h, 14 h – 18 h",
        "1er sam. du mois 10 h – 17 h",
        "en juillet et août : mar. au ven. 10 h – 13 h",
        "fermé les jours fériés",
        "fermé du 24 décembre 2026 au 3 janvier 2027",
    ]
    assert rest_of_year(with_hours("mardi 10h-18h"), TODAY) == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 23), []),  # 31 days before
        (date(2026, 11, 24), ["Fermée exceptionnellement du 24 décembre 2026 au 3 janvier 2027"]),
        (date(2027, 1, 3), ["Fermée exceptionnellement du 24 décembre 2026 au 3 janvier 2027"]),
        (date(2027, 1, 4), []),
    ],
)
def test_a_closing_is_announced_when_it_is_near_and_until_it_is_over(today, said):
    assert notices(from_french(HOURS), today) == said


def test_search_engines_are_told_the_week_the_next_season_and_the_special_days():
    found = opening_data(from_french(HOURS), TODAY)
    days = ["Tuesday", "Wednesday", "Thursday", "Friday"]
    line = {"@type": "OpeningHoursSpecification", "dayOfWeek": days}
    assert found["openingHoursSpecification"] == [
        {**line, "opens": "10:00", "closes": "12:00"},
        {**line, "opens": "14:00", "closes": "18:00"},
        {**line, "opens": "10:00", "closes": "13:00", "validFrom": "2027-07-01", "validThrough": "2027-08-31"},
    ]
    special = [(one["validFrom"], one["validThrough"], one["opens"], one["closes"])
               for one in found["specialOpeningHoursSpecification"]]  # fmt: skip
    # The first Saturday of January is in the closing, and 25 December and 1 January too.
    assert special == [
        ("2026-12-24", "2027-01-03", "00:00", "00:00"),
        ("2026-12-05", "2026-12-05", "10:00", "17:00"),
        ("2027-02-06", "2027-02-06", "10:00", "17:00"),
    ]


def test_a_season_that_is_running_and_holidays_are_told_too():
    found = opening_data(from_french("jeu. 10h-minuit ; de novembre à mars : jeu. 14h-17h ; fermé les jours fériés"),
                         date(2027, 1, 15))  # fmt: skip
    assert [(one.get("validFrom"), one.get("validThrough"), one["closes"]) for one in
            found["openingHoursSpecification"]] == [
        (None, None, "23:59"), ("2026-11-01", "2027-03-31", "17:00"),
    ]  # fmt: skip
    assert "specialOpeningHoursSpecification" not in found
    found = opening_data(from_french("jeu. 10h-12h, fermé les jours fériés"), date(2027, 5, 1))
    assert [one["validFrom"] for one in found["specialOpeningHoursSpecification"]] == ["2027-05-06"]


def test_hours_by_appointment_say_nothing_to_search_engines():
    assert opening_data(from_french("sur rendez-vous"), TODAY) == {}
    assert "openingHoursSpecification" not in shop_page_data(
        edition(), replace(shop(1), opening_hours="We 25:00-26:00")
    )
    with clock.frozen(clock.now()):
        assert "openingHoursSpecification" in shop_page_data(edition(), with_hours("mardi 10h-18h"))
