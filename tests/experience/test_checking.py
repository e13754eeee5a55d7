"""« Est-ce bien une difficulté ? »: successes are asked about, difficulties are not."""

import pytest

from campaign.experience.checking import doubts_of, reads_like_a_success
from campaign.experience.model import Doubt, line_key

# The three successes that the reference sheet has under « difficultés rencontrées » (domain.md), in our words.
REFERENCE = (
    "Impact : l’action touche toute la population, sur tout le territoire, au même moment.",
    "Mutualisation : les outils ont été préparés une fois, par l’initiateur, pour tous.",
    "Visibilité : des structures qui n’ont pas le droit de faire de publicité, ou n’en ont pas les moyens, sont vues.",
)
SUCCESSES = (
    "Un véritable impact sur la fréquentation.",
    "L’événement a permis aux acteurs de se rencontrer pour la première fois.",
    "Les clients étaient ravis, les bénévoles aussi.",
    "IMPACT",
    "La mutualisation des moyens",
    "Une meilleure visibilité pour les structures d’insertion",
)
DIFFICULTIES = (
    "Annuaires livrés trop tard.",
    "Manque de bénévoles le mercredi.",
    "Peu de visibilité en zone rurale.",
    "L’impact sur les ventes reste difficile à mesurer.",
    "La mutualisation des outils a été compliquée à organiser.",
    "Les boutiques n’ont pas gagné en visibilité.",
    "Aucun impact visible sur les dons.",
    "Les acteurs ne se rencontrent jamais.",
    "Certaines structures n’ont pas le droit de faire de publicité.",
    "Trouver une date qui convienne à tous.",
    "La réussite dépend de la météo.",
    "Faute de visibilité, deux boutiques ont vu passer trop de monde ailleurs.",
    "La presse n’est pas venue.",
    "Visibilité : la presse n’a pas suivi.",
    "Les bénévoles, contents de venir, n’étaient pas assez nombreux.",
    "Réunir des acteurs isolés, qui ne se connaissaient pas.",
    "Le stationnement autour des boutiques.",
    "Budget non reconduit.",
    "Anticiper : les supports se préparent six mois avant.",
    "Sans visibilité, pas de clients.",
    "",
)


@pytest.mark.parametrize("line", [*REFERENCE, *SUCCESSES])
def test_a_success_typed_as_a_difficulty_is_asked_about(line):
    assert reads_like_a_success(line)


@pytest.mark.parametrize("line", DIFFICULTIES)
def test_a_true_difficulty_is_left_alone(line):
    assert not reads_like_a_success(line)


def test_only_the_lines_in_doubt_are_asked_about_one_by_one():
    text = f"Ce qui a gêné :\n\n- {DIFFICULTIES[0]}\n- **{REFERENCE[0]}**\n- {REFERENCE[1]}"
    assert doubts_of(text) == (Doubt(REFERENCE[0]), Doubt(REFERENCE[1]))


def test_what_was_said_to_be_a_difficulty_is_not_asked_again_however_it_is_typed():
    text = "\n".join(f"- {one}" for one in REFERENCE)
    said = (line_key(f"-  {REFERENCE[0].upper()}"),)
    assert [one.line for one in doubts_of(text, said)] == list(REFERENCE[1:])


def test_the_question_quotes_the_line():
    assert Doubt("Visibilité").question == "« Visibilité » Est-ce bien une difficulté ?"
