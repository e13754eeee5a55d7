"""What a shop sells, in anybody's words."""

import pytest

from campaign.partners.importing.categories import categories
from campaign.partners.model import Category


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Électroménager", ["electromenager"]), ("habits", ["vetements"]), ("Textile, chaussures", ["vetements"]),
     ("meubles|livres|vélos", ["meubles", "livres", "velos"]), ("clothes;appliance", ["vetements", "electromenager"]),
     ("livres/bd/cd/dvd", ["livres", "multimedia"]), ("Petits meubles et vaisselle", ["meubles", "vaisselle"]),
     ("jeux et jouets", ["jouets"]), ("jeux vidéo", ["multimedia"]), ("arts de la table", ["vaisselle"]),
     ("vêtements d’occasion pour enfants", ["vetements"]), ("Matériaux de construction", ["materiaux"]),
     ("bricolage + outillage", ["bricolage"]), ("mercerie & tissus", ["mercerie"]),
     ("électromenagé", ["electromenager"]),
     ("décoration - bibelots", ["decoration"]), ("", [])],
)  # fmt: skip
def test_a_word_is_known_by_its_synonyms(text, codes):
    assert categories(text) == (tuple(Category(code) for code in codes), ())


def test_our_own_codes_and_labels_are_understood():
    for category in Category:
        assert categories(category.value) == ((category,), ())
        assert categories(category.label) == ((category,), ())


def test_words_that_are_not_sure_are_given_back_as_written():
    assert categories("Divers, puériculture | livres, Divers") == ((Category.BOOKS,), ("Divers", "puériculture"))


def test_a_denial_is_not_taken_for_a_category():
    assert categories("pas de vêtements") == ((), ("pas de vêtements",))


def test_categories_come_once_in_our_order():
    assert categories("vaisselle, livres, meubles, livre")[0] == (Category.FURNITURE, Category.BOOKS, Category.DISHES)
