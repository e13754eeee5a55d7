"""The hours of a sheet as text and as a grid: two views of one value."""

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import DAYS
from campaign.partners.store import place_by_id
from tests.pages.conftest import bare, said


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.fixture
def sheet(enter, page, shop):
    """Opens the sheet of a shop with these hours: (its page, the prefix of its fields, its id)."""

    def opened(text=""):
        place_id = shop("La Remise", opening_hours_text=text)
        enter(Role.OFFICER)
        return page("shop_sheet.py", fiche=place_id), f"sheet-{place_id}-shop-hours", place_id

    return opened


def field(at, label):
    return next(one for one in at.text_input if one.label == label)


def text_of(at):
    return plain(field(at, "Horaires habituels").value)


def day(at, weekday):
    return field(at, DAYS[weekday].capitalize())


def box(at, label):
    return next(one for one in at.checkbox if one.label == label)


def test_the_text_fills_the_grid(sheet):
    at, _, _ = sheet("mar. au sam. 10h-18h, fermé les jours fériés")
    assert [plain(day(at, weekday).value) for weekday in range(7)] == ["", *["10 h – 18 h"] * 5, ""]
    assert box(at, "Fermé les jours fériés").value
    field(at, "Horaires habituels").set_value("lundi 9h-12h").run()
    assert plain(day(at, 0).value) == "9 h – 12 h"
    assert day(at, 1).value == ""


def test_the_grid_writes_the_text_and_the_sheet_keeps_it(db, sheet):
    at, _, place_id = sheet("mardi 10h-18h")
    day(at, 1).set_value("9-12, 14-18").run()
    day(at, 2).set_value("=").run()
    box(at, "Ou sur rendez-vous").check().run()
    assert text_of(at) == "mar. et mer. 9 h – 12 h, 14 h – 18 h ; ou sur rendez-vous"
    at.button(key="primary").click().run()
    kept = place_by_id(db, place_id)
    assert kept.opening_hours == 'Tu-We 09:00-12:00,14:00-18:00 || unknown "sur rendez-vous"'
    assert plain(kept.opening_hours_text) == text_of(at)


def test_a_text_that_is_not_understood_stays_until_the_grid_is_used_and_comes_back(sheet):
    at, key, _ = sheet("selon l’humeur")
    assert "gardé tel quel. La grille" in said(at)
    assert text_of(at) == "selon l’humeur"
    day(at, 5).set_value("10-17").run()
    assert text_of(at) == "sam. 10 h – 17 h"
    at.button(key=f"{key}-back").click().run()
    assert text_of(at) == "selon l’humeur"
    assert day(at, 5).value == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("18-9", "La fermeture précède l’ouverture."), ("9-12, 11-14", "Deux plages se chevauchent.")],
)
def test_a_wrong_day_is_said_under_it_and_changes_nothing(sheet, typed, sentence):
    at, _, _ = sheet("mardi 10h-18h")
    day(at, 3).set_value(typed).run()
    assert sentence in bare(said(at))
    assert text_of(at) == "mardi 10h-18h"
    day(at, 3).set_value("9-12").run()
    assert text_of(at) == "mar. 10 h – 18 h ; jeu. 9 h – 12 h"


def test_a_day_is_copied_to_others(sheet):
    at, key, _ = sheet("lundi 9h-12h")
    at.button_group(key=f"{key}-copy-to").set_value([1, 3]).run()
    at.button(key=f"{key}-copy").click().run()
    assert text_of(at) == "lun., mar. et jeu. 9 h – 12 h"


def test_a_day_by_appointment_has_no_hours(sheet):
    at, _, _ = sheet("lun. au mar. 9h-12h")
    day(at, 0).set_value("rdv").run()
    assert text_of(at) == "mar. 9 h – 12 h ; lun. sur rendez-vous"
    day(at, 0).set_value("9-12").run()
    assert text_of(at) == "lun. et mar. 9 h – 12 h"


def test_months_seasons_and_exceptions_are_added_and_taken_away(sheet):
    at, key, _ = sheet("mar. au ven. 10h-18h")
    at.button_group(key=f"{key}-month-ranks").set_value([1, 3]).run()
    at.text_input(key=f"{key}-month-hours").set_value("10-12").run()
    at.button(key=f"{key}-month-add").click().run()
    at.text_input(key=f"{key}-season-hours").set_value("10-13").run()
    at.button(key=f"{key}-season-add").click().run()
    at.date_input(key=f"{key}-from").set_value(clock.today().replace(month=12, day=24)).run()
    at.button(key=f"{key}-dated-add").click().run()
    year = clock.today().year
    assert text_of(at) == (
        "mar. au ven. 10 h – 18 h ; 1er et 3e sam. du mois 10 h – 12 h ; "
        f"en juillet et août : mar. au ven. 10 h – 13 h ; fermé le 24 décembre {year}"
    )
    at.button(key=f"{key}-part-1").click().run()
    assert "juillet" not in text_of(at)
    assert "1er et 3e sam." in text_of(at)


def test_an_exception_that_ends_before_it_begins_is_refused_and_forgotten(sheet):
    at, key, _ = sheet("mardi 10h-18h")
    today = clock.today()
    at.date_input(key=f"{key}-from").set_value(today.replace(month=12, day=24)).run()
    at.date_input(key=f"{key}-until").set_value(today.replace(month=12, day=20)).run()
    at.button(key=f"{key}-dated-add").click().run()
    assert "La fin de l’exception précède son début." in bare(said(at))
    day(at, 2).set_value("9-12").run()
    assert text_of(at) == "mar. 10 h – 18 h ; mer. 9 h – 12 h"


def test_exceptions_that_are_over_are_proposed_to_be_cleaned(sheet):
    at, key, _ = sheet("mardi 10h-18h ; fermé du 1er au 8 mars 2020 ; fermé le 3 mars 2021")
    at.button(key=f"{key}-clean").click().run()
    assert text_of(at) == "mar. 10 h – 18 h"
