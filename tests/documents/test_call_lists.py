"""The call list on paper: every person whole on one page, boxes to tick, pages numbered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.documents.call_list import CallEntry, CallPaper, call_list_paper
from tests.documents.reading import is_sound, pages, stay_on_the_page, texts
from tests.documents.test_letters import TYPED

OUTCOMES = ("A répondu au téléphone", "Va répondre en ligne", "À rappeler", "Pas de réponse", "Mauvais numéro", "Non")


def printed(*entries):
    paper = CallPaper("Liste d’appels", "Novembre 2026", "Imprimée le lundi 14 septembre à 10 h 42", OUTCOMES, entries)
    return call_list_paper(paper, "Département d’essai")


def person(number=0, **changes):
    usual = {"name": f"Personne n° {number},", "phone": "02 41 00 00 00", "shops": ("La Remise",), "task": "à rappeler"}
    return CallEntry(**{**usual, **changes})


def test_a_line_says_who_at_what_number_for_what_and_what_was_said():
    last = "Dernier appel le 3 nov. : à rappeler le 6 nov. « absente le lundi »"
    (text,) = texts(printed(person(shops=("La Remise", "Le Fil retrouvé"), tag="sans courriel", last=last)))
    for said in ("Personne n° 0", "02 41 00 00 00", "La Remise, Le Fil retrouvé", "sans courriel", "absente le lundi"):
        assert said in text
    assert all(outcome in text for outcome in OUTCOMES)


def test_forty_people_are_each_on_one_page_with_their_boxes():
    found = texts(printed(*(person(number) for number in range(40))))
    assert len(found) > 1
    for number in range(40):
        (holding,) = [text for text in found if f"Personne n° {number}," in text]
        assert holding.count("Pas de réponse") == holding.count("02 41 00 00 00")
    assert [f"page {number} sur {len(found)}" in text for number, text in enumerate(found, 1)] == [True] * len(found)


def test_who_has_no_number_is_said_so():
    assert "sans téléphone" in texts(printed(person(phone="")))[0]


def test_an_empty_list_says_everybody_answered():
    (text,) = texts(printed())
    assert "tout le monde a répondu" in text


def test_the_file_is_french_titled_and_carries_its_fonts():
    assert is_sound(printed(person()), "Liste d’appels")


@settings(max_examples=20)
@given(st.lists(TYPED, min_size=1, max_size=12))
def test_whatever_is_typed_stays_on_its_page(typed):
    file = printed(*(person(name=text, shops=(text, text), last=text, task=text) for text in typed))
    assert stay_on_the_page(file)
    assert len(pages(file)) <= len(typed)
