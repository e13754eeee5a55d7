"""What must not leave a text: addresses, telephones, names that are known, names behind a civility."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.handover.model import Mark, Part, has_marks
from campaign.handover.scrubbing import Scrubber, folded

PEOPLE = ("Félicie Martin", "Jean-Noël Le Goff", "Rose Boutique")
PLACES = ("La Malle à Félicie", "Maine-et-Loire", "Angers", "La boutique solidaire", "La Boutique", "Envie")
COMMON = frozenset({"la", "le", "boutique", "solidaire", "de", "a", "et"})


def scrubbed(text: str) -> str:
    return Scrubber(PEOPLE, PLACES, COMMON).text(text, Part.LESSONS, "un point")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Écrire à felicie.martin@exemple.fr avant mars", "Écrire à [adresse électronique retirée] avant mars"),
        ("felicie (at) exemple.fr", "[adresse électronique retirée]"),
        ("FELICIE＠EXEMPLE.FR", "[adresse électronique retirée]"),
        ("Appeler le 02 41 00 00 00.", "Appeler le [téléphone retiré]."),
        ("Tél. 0241000000", "Tél. [téléphone retiré]"),
        ("02.41-00/00 00", "[téléphone retiré]"),
        ("06\u00a012\u202f34\u00a056\u00a078", "[téléphone retiré]"),
        ("+33 (0)6 12 34 56 78", "[téléphone retiré]"),
        ("0033612345678", "[téléphone retiré]"),
        ("Voir https://exemple.org/page?x=1, puis", "Voir [adresse web retirée] puis"),
        ("sur lesbonsjours-occasion.fr", "sur [adresse web retirée]"),
        ("[notre page](https://exemple.org)", "notre page"),
        ("Merci à Félicie Martin !", "Merci à [nom retiré] !"),
        ("merci à FELICIE MARTIN", "merci à [nom retiré]"),
        ("Félicie a tout préparé", "[nom retiré] a tout préparé"),
        ("Mme Durand-Petit est passée", "Mme [nom retiré] est passée"),
        ("M. de La Fontaine et Monsieur DUPONT", "M. [nom retiré] et Monsieur [nom retiré]"),
        ("Jean Noel le goff", "[nom retiré]"),
        ("À La Malle à Félicie, trop tard", "À [lieu retiré], trop tard"),
        ("dans tout le maine et loire", "dans tout le [lieu retiré]"),
        ("en Maine-et-Loire", "en [lieu retiré]"),
        ("Chez La Boutique, samedi", "Chez [lieu retiré], samedi"),
        ("Angers, samedi", "[lieu retiré], samedi"),
    ],
)
def test_what_must_not_leave_is_replaced(text, left):
    assert scrubbed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "20 affiches et 500 flyers, du 13 au 16 novembre 2013, 41 500 € TTC",
        "Cela donne envie de revenir",
        "La boutique solidaire, le samedi",
        "Bonjour {{nom}}, avant le {{date_limite}} : {{lien}}",
        "Sainte-Rose-Angers-Nord",
        "Monsieur le maire et Madame la présidente",
        "10 h – 18 h ; 2 fois 3 heures",
        "",
    ],
)
def test_ordinary_words_stay(text):
    assert scrubbed(text) == text


def test_what_was_taken_is_told_to_who_makes_the_kit():
    scrub = Scrubber(PEOPLE, PLACES, COMMON)
    scrub.text("Félicie Martin, 02 41 00 00 00", Part.LESSONS, "un atout")
    assert {(one.mark, one.was) for one in scrub.masked} == {
        (Mark.PERSON, "Félicie Martin"), (Mark.PHONE, "02 41 00 00 00"),
    }  # fmt: skip
    assert {(one.part, one.where) for one in scrub.masked} == {(Part.LESSONS, "un atout")}


def test_our_own_variable_takes_the_place_of_what_the_team_wrote_in_full():
    scrub = Scrubber(PEOPLE, PLACES, COMMON)
    said = scrub.text("Les boutiques en Maine-et-Loire", Part.TEXTS, "x", {"en Maine-et-Loire": "{{departement}}"})
    assert said == "Les boutiques {{departement}}"
    assert scrub.masked == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_name_never_stays_whatever_stands_around_it(before, after):
    said = scrubbed(f"{before} Félicie Martin {after}")
    assert "félicie martin" not in said.lower()
    assert has_marks(said)


@given(st.text(max_size=80))
def test_a_text_scrubbed_twice_is_scrubbed_once(text):
    once = scrubbed(text)
    assert scrubbed(once) == once


@given(st.text(max_size=40))
def test_folding_knows_no_case(word):
    assert folded(word) == folded(folded(word))
