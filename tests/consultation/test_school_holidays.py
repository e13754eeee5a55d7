"""School holidays of the département's zone; a time without a published calendar says so."""

from datetime import date, timedelta

import pytest

from campaign.consultation.school_holidays import last_known, school_holidays, school_zone

ALL_DEPARTEMENTS = {f"{number:02d}" for number in range(1, 96)} - {"20"}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        # All Saints' from Saturday 19 October to Sunday 3 November 2013, every zone.
        (date(2013, 10, 18), ""),
        (date(2013, 10, 19), "Vacances de la Toussaint"),
        (date(2013, 11, 3), "Vacances de la Toussaint"),
        (date(2013, 11, 4), ""),
        (date(2013, 11, 13), ""),
        # Zone A, then Nantes's: spring from Saturday 26 April 2014.
        (date(2014, 4, 5), ""),
        (date(2014, 4, 25), ""),
        (date(2014, 4, 26), "Vacances de printemps"),
    ],
)
def test_the_school_days_of_the_reference_editions_in_maine_et_loire(day, told):
    assert school_holidays(day, "49") == told


def test_maine_et_loire_went_from_zone_a_to_zone_b_in_january_2016():
    assert school_zone("49", date(2015, 12, 31)) == "A"
    assert school_zone("49", date(2016, 1, 1)) == "B"


def test_winter_2025_is_told_for_each_zone():
    # Arrêté of 7 December 2022: zone B from 8 February, zone C from 15, zone A from 22 February 2025.
    told = {code: school_holidays(date(2025, 2, 10), code) for code in ("49", "75", "69")}
    assert told == {"49": "Vacances d'hiver", "75": "", "69": ""}


@pytest.mark.parametrize("departement", ["2A", "974", "", "999"])
def test_a_departement_with_a_calendar_of_its_own_is_not_known(departement):
    assert school_holidays(date(2025, 2, 10), departement) is None


def test_beyond_the_published_calendars_nothing_is_told():
    assert last_known() >= date(2028, 8, 31)
    assert school_holidays(last_known(), "49") == "Vacances d'été"
    assert school_holidays(last_known() + timedelta(days=1), "49") is None
    assert school_holidays(date(2099, 11, 13), "49") is None
    assert school_holidays(date(1990, 11, 13), "49") is None


def test_every_mainland_departement_has_a_zone_before_and_after_2016():
    for code in ALL_DEPARTEMENTS:
        assert school_zone(code, date(2015, 1, 1)), code
        assert school_zone(code, date(2025, 1, 1)), code
