"""What the texts say of an edition, in French that agrees."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.base.french import NBSP
from campaign.participation.model import Activity, OpenDay
from campaign.press.facts import VARIABLES, Setting, allowed, at, values, with_article
from campaign.press.model import Figure
from tests.press.press_shops import DAYS, edition, shop

MAINE = ("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire")


def setting(days=DAYS):
    return Setting(edition(days), MAINE, MAINE, MAINE[1], "Département de Maine-et-Loire", "Camille, 02", "exemple.fr")


def test_every_variable_has_a_value_and_every_value_a_label():
    assert set(values(setting(), [shop(1)])) == set(VARIABLES)


def test_one_shop_agrees_in_the_singular():
    said = values(setting(), [shop(1)])
    assert (said["boutiques_solidaires"], said["ouvrent"], said["leurs_portes"]) == (
        "une boutique solidaire", "ouvre", "sa porte",
    )  # fmt: skip
    assert said["boutiques_solidaires_capitale"] == "Une boutique solidaire"


@pytest.mark.parametrize(
    ("count", "start", "inside"),
    [
        (2, "Deux boutiques solidaires", f"2{NBSP}boutiques solidaires"),
        (20, "Vingt boutiques solidaires", f"20{NBSP}boutiques solidaires"),
        (21, f"21{NBSP}boutiques solidaires", f"21{NBSP}boutiques solidaires"),
    ],
)
def test_several_shops_are_in_letters_at_the_start_of_a_sentence_up_to_twenty(count, start, inside):
    said = values(setting(), [shop(one) for one in range(1, count + 1)])
    assert (said["boutiques_solidaires_capitale"], said["boutiques_solidaires"]) == (start, inside)


def test_days_are_said_in_words_and_in_brief():
    said = values(setting((date(2026, 11, 28), date(2026, 12, 1))), [shop(1)])
    assert said["les_jours"] == "les samedi 28 novembre et mardi 1er décembre"
    assert said["jours_courts"] == "les 28 novembre et 1er décembre"
    assert said["nb_jours"] == "deux jours"


def test_hours_are_said_only_when_every_shop_has_the_same():
    same = [shop(1), shop(2)]
    assert values(setting(), same)["horaires"] == f"de 10{NBSP}h à 18{NBSP}h"
    other = replace(same[1], days=(OpenDay(DAYS[0], same[1].days[0].opens, same[1].days[0].closes),))
    assert values(setting(), [same[0], other])["horaires"] == ""


def test_a_shop_that_may_not_advertise_is_never_cited_alone():
    allowed_one, forbidden = shop(1, "La Remise"), replace(shop(2, "Le Fil retrouvé"), may_advertise=False)
    assert values(setting(), [allowed_one, forbidden])["boutiques_a_citer"] == (
        f"à La Remise et dans 1{NBSP}autre boutique"
    )
    assert "Fil" not in values(setting(), [forbidden])["boutiques_a_citer"]


def test_a_shops_version_counts_the_whole_event_and_cites_the_shop():
    everyone = [shop(one, f"Boutique {one}") for one in range(1, 18)]
    said = values(setting(), everyone, everyone[:1])
    assert said["nb_boutiques"] == "17"
    assert said["boutiques_a_citer"] == "à Boutique 1"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Saumur", "à Saumur"),
        ("Le Lion-d’Angers", "au Lion-d’Angers"),
        ("Les Ponts-de-Cé", "aux Ponts-de-Cé"),
        ("La Remise", "à La Remise"),
        ("L’Échoppe solidaire", "à L’Échoppe solidaire"),
        ("Le", "à Le"),
    ],
)
def test_to_and_the_are_contracted(name, said):
    assert at(name) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Département de Maine-et-Loire", "le Département de Maine-et-Loire"),
        ("Communauté urbaine d’Arras", "la Communauté urbaine d’Arras"),
        ("Grand Reims", "Grand Reims"),
    ],
)
def test_the_body_takes_its_article(body, said):
    assert with_article(body) == said


def test_activities_are_the_most_frequent_first():
    shops = [
        replace(shop(1), activities=(Activity.COFFEE, Activity.PANCAKES)),
        replace(shop(2), activities=(Activity.PANCAKES,)),
    ]
    assert values(setting(), shops)["animations"] == "crêpes et café offert"
    assert values(setting(), [replace(shop(1), activities=())])["animations"] == ""


def test_each_figure_is_a_variable_of_its_own():
    visitors = Figure("visiteurs", "4 500", "visiteurs", "Bilan de novembre 2013")
    assert values(setting(), [shop(1)], figures=[visitors])["chiffre_visiteurs"] == "4 500"
    assert allowed([visitors])["chiffre_visiteurs"].label == "visiteurs"
