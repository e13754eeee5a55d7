"""The first edition's sheet is the reference campaign's: the facts of docs/domain.md, one by one, and nothing else."""

from datetime import date

import pytest

from campaign.accounts.model import SYSTEM
from campaign.editions.views import editions
from campaign.experience.model import ExperienceSheet, State, line_key
from campaign.experience.views import experience_sheet

# part: the facts of domain.md that it must tell, in the words of this page's sentences.
FACTS = {
    "context": ("plan de prévention des déchets", "moins de ressources", "moins de déchets", "moins nocifs",
                "croissance de la population", "première année : la consommation responsable",
                "deuxième année : le gaspillage alimentaire, les ressources et le réemploi",
                "un mercredi et un samedi"),
    "general_objectives": ("économie sociale et solidaire", "connaître les lieux", "le réflexe occasion",
                           "le travail qui est derrière chaque objet", "surprendre les clients", "moment convivial"),
    "quantitative_results": ("17 boutiques ont participé",),
    "qualitative_results": ("certains se sont rencontrés pour la première fois", "le mercredi et le samedi",
                            "deux boutiques ont ensuite changé leurs jours d’ouverture"),
    "description": ("mercredi 13 et samedi 16 novembre 2013", "17 boutiques",
                    "musique, jeux, promotions, café offert, crêpes, constructions insolites",
                    "2 et 5 avril 2014 avec 20 boutiques", "mars 2014"),
    "planning": ("octobre à décembre 2012", "premier trimestre 2013", "1er juillet 2013", "été 2013", "septembre 2013",
                 "local et solidaire", "octobre 2013", "novembre 2013", "13 et 16 novembre 2013", "14 janvier 2014",
                 "représentants des 17 boutiques", "fin mars 2014"),
    "human_means": ("chargée de prévention", "communication", "informatique", "logistique", "salariés",
                    "bénévoles", "animateurs prévention"),
    "financial_means": ("41 500 € ttc", "fournitures, supports imprimés, espaces publicitaires, impression", "salaires",
                        "transport", "à part, hors de ce total"),
    "technical_means": ("4 roues", "4 échelles", "4 plateaux du jeu des saisons", "véhicules", "hangar",
                        "salles de réunion", "abribus", "bannière"),
    "partners": ("emmaüs", "secours catholique", "envie anjou", "apivet", "arceau anjou", "ressourceries",
                 "insertion sociale", "epci et syndicats", "maisons des solidarités", "ccas"),
    "success_factors": ("impact", "toute la population", "mutualisation", "visibilité", "pas le droit"),
    "difficulties": ("isolés",),
    "recommendations": ("anticiper", "le rôle de chaque acteur", "fixer la date avec les acteurs",
                        "dossier de presse avec une trame commune"),
    "keywords": ("reemploi", "recyclerie"),
}  # fmt: skip


@pytest.fixture
def sheet(filled, then) -> ExperienceSheet:
    first = editions(filled, SYSTEM)[0]
    return experience_sheet(filled, SYSTEM, first.id)


def read(sheet: ExperienceSheet, code: str) -> str:
    return sheet.part(code).to_copy.lower().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("code", FACTS)
def test_each_part_tells_the_facts_of_the_reference_campaign(sheet, code):
    text = read(sheet, code)
    assert [fact for fact in FACTS[code] if fact not in text] == []


def test_the_officer_signed_it_complete_with_nothing_left_to_answer(sheet):
    assert (sheet.state, sheet.missing, sheet.to_look_at) == (State.READY, (), 0)
    assert sheet.updated_on == date(2014, 6, 16)
    assert {one.who for one in sheet.parts if one.own} == {"Camille Roussel"}


def test_the_three_successes_are_among_the_factors_not_among_the_difficulties(sheet):
    assert sheet.part("difficulties").doubts == ()
    heads = [line_key(line).split()[0] for line in sheet.part("success_factors").text.splitlines()]
    assert heads == ["impact", "mutualisation", "visibilite"]


def test_no_figure_of_the_reference_campaign_is_invented(sheet):
    """Whatever the officer wrote, its numbers are those of domain.md (2 441 is 41 500 over 17)."""
    known = {"13", "16", "17", "2013", "2012", "2014", "2", "5", "20", "14", "1er", "41 500", "2 441", "4"}
    for one in sheet.parts:
        if one.own and one.part.code != "qualitative_results":
            text = read(sheet, one.part.code).replace("41 500", "17").replace("2 441", "17")
            words = (word.strip(".,;:()*-’") for word in text.split())
            assert {word for word in words if any(sign.isdigit() for sign in word)} <= known, one.part.code


def test_the_other_editions_are_drafts_that_the_software_proposes(filled, then):
    for edition in editions(filled, SYSTEM)[1:]:
        other = experience_sheet(filled, SYSTEM, edition.id)
        assert other.state is State.DRAFT
        assert not any(one.own for one in other.parts)
