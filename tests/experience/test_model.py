"""The parts in the order of the national base; texts copied, lines moved, keywords written as the base does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.experience.model import (
    PARTS,
    Chapter,
    copied,
    keywords_of,
    line_key,
    lines_of,
    with_line,
    without_line,
    written_keywords,
)

ORDER = [
    "Acteur et territoire", "Contexte", "Objectifs généraux", "Objectifs quantitatifs", "Résultats quantitatifs",
    "Résultats qualitatifs", "Description", "Planning", "Moyens humains", "Moyens financiers", "Moyens techniques",
    "Partenaires mobilisés", "Facteurs de réussite", "Difficultés rencontrées", "Recommandations", "Mots clés",
]  # fmt: skip


def test_the_parts_are_those_of_the_national_base_in_its_order():
    assert [one.label for one in PARTS] == ORDER
    assert [one.label for one in Chapter] == [
        "Acteur et territoire", "Contexte", "Objectifs et résultats", "Mise en œuvre",
        "Valorisation de cette expérience", "Mots clés", "Dernière actualisation",
    ]  # fmt: skip


def test_the_parts_of_the_sheet_are_named_by_the_domain(shared_dir):
    sentence = " ".join((shared_dir / "docs" / "domain.md").read_text("utf-8").split()).lower().replace("'", "’")
    places = [sentence.index(one.lower(), sentence.index("acteur et territoire")) for one in ORDER]
    assert places == sorted(places)


def test_a_text_is_copied_without_our_signs():
    text = "Deux **jours** :\n\n- café\n- [le site](https://exemple.example)\n\nFin."
    assert copied(text) == "Deux jours :\n\n- café\n- le site (https://exemple.example)\n\nFin."
    assert copied("1. un\n2. deux") == "1. un\n2. deux"


def test_a_line_goes_from_one_text_to_the_end_of_the_other_once():
    text = "- Trop tard\n- **Impact** fort\n- Trop cher"
    assert lines_of(text) == ["Trop tard", "Impact fort", "Trop cher"]
    assert without_line(text, "Impact fort") == "- Trop tard\n- Trop cher"
    moved = with_line("Ce qui a aidé :\n\n- la presse", "Impact fort")
    assert moved == "Ce qui a aidé :\n\n- la presse\n- Impact fort"
    assert with_line(moved, "Impact fort") == moved
    assert with_line("", "Impact fort") == "- Impact fort"
    assert with_line("Tout.", "Impact fort") == "Tout.\n\n- Impact fort"


@given(st.lists(st.text(alphabet="abcdeéèà XYZ", min_size=1).filter(lambda one: line_key(one)), min_size=1, max_size=6))
def test_a_line_taken_out_is_there_no_more_and_the_others_stay(lines):
    text = "\n".join(f"- {one}" for one in lines)
    left = without_line(text, lines[0])
    assert line_key(lines[0]) not in {line_key(one) for one in lines_of(left)}
    assert {line_key(one) for one in lines_of(left)} == {line_key(one) for one in lines} - {line_key(lines[0])}


@pytest.mark.parametrize("typed", ["REEMPLOI | RECYCLERIE", "REEMPLOI,RECYCLERIE; REEMPLOI", "REEMPLOI\nRECYCLERIE\n"])
def test_keywords_are_written_as_the_base_writes_them(typed):
    assert written_keywords(keywords_of(typed)) == "REEMPLOI | RECYCLERIE"
