"""find_commune: from what people type to one commune, a question, or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.territory.model import MatchQuality
from campaign.territory.store import commune_at, gazetteer
from campaign.territory.views import find_commune

EXACT, FORMER, WRONG, FUZZY = (
    MatchQuality.EXACT, MatchQuality.FORMER, MatchQuality.POSTCODE_WRONG, MatchQuality.FUZZY,
)  # fmt: skip


def found(name, postcode="", departement=None, **more):
    match = find_commune(name, postcode, departement, **more)
    return (match.commune.insee_code if match.commune else None), match.quality


@pytest.mark.parametrize(
    ("name", "postcode", "insee_code"),
    [
        ("Angers", "49000", "49007"),
        ("ANGERS", "49100", "49007"),
        ("angers", "", "49007"),
        ("49000 Angers", "", "49007"),
        ("Angers (49)", "", "49007"),
        ("Angers, France", "49000", "49007"),
        ("Angers, Maine-et-Loire", "", "49007"),
        ("\u202eAngers\u0000", "49000", "49007"),
        ("Angers", "49000.0", "49007"),
        ("Angers", "49 000", "49007"),
        ("trelaze", "49800", "49353"),
        ("SAINT HERBLAIN", "44800", "44162"),
        ("SaintHerblain", "44800", "44162"),
        ("St Barthelemy d'Anjou", "49124", "49267"),
        ("Ste-Gemmes s/ Loire", "49130", "49278"),
        ("Ponts de Cé (Les)", "49130", "49246"),
        ("Ponts-de-Cé", "", "49246"),
        ("Bourg en Bresse", "1000", "01053"),
        ("FORT DE FRANCE", "97200", "97209"),
        ("Tremblay-en-France", "93290", "93073"),
        ("Bastia", "20200", "2B033"),
        ("Saint-Paul", "97460", "97415"),
    ],
)
def test_a_commune_is_found_however_it_is_written(name, postcode, insee_code):
    assert found(name, postcode) == (insee_code, EXACT)


@pytest.mark.parametrize("name", ["PARIS 18", "Paris 18e", "Paris XVIIIe", "Paris 18e Arrondissement", "paris 01"])
def test_an_arrondissement_of_paris_is_paris(name):
    assert found(name) == ("75056", EXACT)


def test_an_arrondissement_of_lyon_or_marseille_is_its_city():
    assert found("Lyon 3e", "69003") == ("69123", EXACT)
    assert found("MARSEILLE 13ème") == ("13055", EXACT)


def test_a_cedex_and_its_postcode_are_no_mistake():
    match = find_commune("ANGERS CEDEX 02", "49020")
    assert (match.commune.insee_code, match.quality, match.notes) == ("49007", EXACT, ())


def test_a_cedex_postcode_without_the_word_is_told():
    match = find_commune("Nantes", "44015")
    assert (match.commune.insee_code, match.quality) == ("44109", WRONG)
    assert match.notes == (
        "Le code postal 44015 n’existe pas, ou c’est un CEDEX ; celui de Nantes est 44000, 44100 ou 44200.",
    )


def test_a_former_commune_leads_to_todays_and_says_so():
    match = find_commune("Segré", "49500")
    assert (match.commune.insee_code, match.former_name, match.quality) == ("49331", "Segré", FORMER)
    assert match.notes == ("Segré fait aujourd’hui partie de Segré-en-Anjou Bleu.",)
    assert found("Martigné-Briand", "49540") == ("49086", FORMER)
    assert found("ST MARS LA JAILLE", "44540") == ("44180", FORMER)


def test_the_postcode_of_the_town_next_door_is_told():
    match = find_commune("Rezé", "44000")
    assert (match.commune.insee_code, match.quality) == ("44143", WRONG)
    assert match.notes == ("44000 n’est pas un code postal de Rezé (44400).",)


def test_a_postcode_with_two_figures_exchanged_does_not_hide_the_commune():
    assert found("Angers", "94000") == ("49007", WRONG)


def test_an_insee_code_typed_for_a_postcode_is_understood():
    match = find_commune("Ajaccio", "2A004")
    assert (match.commune.insee_code, match.quality) == ("2A004", WRONG)
    assert match.notes == ("« 2A004 » est le code INSEE d’Ajaccio, pas un code postal.",)


@pytest.mark.parametrize(
    ("name", "postcode", "departement", "insee_code"),
    [
        ("BOUGENAIS", "44340", None, "44020"),
        ("Trélasé", "", "49", "49353"),
        ("AULANY-SOUS-BOIS", "93600", None, "93005"),
        ("Ancenis", "44150", None, "44003"),
        ("Chalonnes Loire", "49290", None, "49063"),
        ("Cholet Centre", "49300", None, "49099"),
        ("Boussac-Burg", "23600", None, "23032"),
    ],
)
def test_a_name_with_a_mistake_is_found_and_to_be_checked(name, postcode, departement, insee_code):
    match = find_commune(name, postcode, departement)
    assert (match.commune.insee_code, match.quality) == (insee_code, FUZZY)
    assert match.notes[0].startswith(f"« {name} » a été lu ")


def test_names_that_share_only_their_small_words_are_not_confused():
    # 85 has Saint-Hilaire-de-Riez and Saint-Hilaire-des-Loges, nothing named after Brethmas.
    assert found("Saint-Hilaire-de-Brethmas-le-Vieux", "", "85")[0] is None


def test_namesakes_are_told_apart_by_the_postcode_then_by_the_departement():
    assert found("Saint-Denis", "93200") == ("93066", EXACT)
    assert found("Saint-Denis", "", "974") == ("97411", EXACT)


def test_namesakes_without_a_clue_are_a_question():
    match = find_commune("Saint-Denis")
    assert (match.commune, match.quality) == (None, MatchQuality.AMBIGUOUS)
    assert {"93066", "97411"} <= {commune.insee_code for commune in match.candidates}


def test_the_position_that_came_along_answers_the_question():
    assert found("Saint-Denis", near=(-20.9, 55.45)) == ("97411", FUZZY)
    assert found("Saint-Denis", near=(47.47, -0.55)) == (None, MatchQuality.AMBIGUOUS)
    assert found("Saint-Denis", near=(None, None)) == (None, MatchQuality.AMBIGUOUS)


def test_a_name_and_a_postcode_far_apart_are_a_question():
    match = find_commune("Strasbourg", "40220")
    assert (match.commune, match.quality) == (None, MatchQuality.AMBIGUOUS)
    assert [commune.name for commune in match.candidates] == ["Strasbourg", "Tarnos"]


def test_a_well_known_town_of_another_departement_is_told():
    match = find_commune("Nantes", "", "49")
    assert (match.commune.insee_code, match.quality) == ("44109", EXACT)
    assert match.notes == ("Nantes est en Loire-Atlantique, pas en Maine-et-Loire.",)


def test_a_postcode_alone_is_enough_when_it_serves_one_commune():
    assert found("", "44400") == ("44143", FUZZY)
    assert found("Zone artisanale", "44400") == ("44143", FUZZY)
    shared = find_commune("", "49000")
    assert [commune.name for commune in shared.candidates] == ["Angers", "Écouflant"]


@pytest.mark.parametrize(("name", "postcode"), [("", ""), ("   ", ""), ("12", ""), ("", "99999"), ("x" * 10_000, "")])
def test_nothing_to_go_by_gives_nothing_and_a_sentence(name, postcode):
    match = find_commune(name, postcode)
    assert (match.commune, match.quality) == (None, MatchQuality.NONE)
    assert match.notes
    assert len(match.notes[0]) < 200


def test_an_unknown_postcode_is_named_so():
    assert find_commune("", "99999").notes == ("Code postal introuvable.",)


def test_every_commune_is_found_by_its_name_and_each_of_its_postcodes():
    places = gazetteer()
    # One in seven, in capitals without accents as delivery files write them: the whole of France takes seconds.
    for row in range(0, len(places.rows), 7):
        commune = commune_at(row)
        for postcode in commune.postcodes:
            match = find_commune(places.words[places.names_of(row)[0]].upper(), postcode)
            assert match.commune == commune


def test_every_former_commune_leads_to_its_own():
    places = gazetteer()
    for number in list(places.former_names)[::5]:
        commune = commune_at(places.owners[number])
        answers = [find_commune(places.former_names[number], postcode).commune for postcode in commune.postcodes]
        assert set(answers) == {commune}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=8))
def test_whatever_is_typed_gets_an_answer(name, postcode):
    match = find_commune(name, postcode)
    assert (match.commune is None) == (match.quality in (MatchQuality.AMBIGUOUS, MatchQuality.NONE))
