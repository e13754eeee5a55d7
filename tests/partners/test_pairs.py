"""Sheets of the registry that look like one shop: found without any file, said with their grounds."""

import pytest

from campaign.base.database import transaction
from campaign.base.errors import NotFound, Refused
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.pairs import compare_again, keep_apart, pairs_apart, probable_pairs
from campaign.partners.store import place_by_id

SIRET, OTHER_SIRET = "73282932000074", "55210055400013"


def said(db, officer) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(one.kept.id, one.copy.id, one.grounds) for one in probable_pairs(db, officer)]


@pytest.mark.parametrize(
    ("name", "values", "grounds"),
    [
        ("ASSOC. Le fil retrouvé EURL", {"address": ""}, ("même commune", "même nom")),
        ("Le Fil Rètrouvé", {"address": "rue des Artisans"}, ("même rue", "même nom")),
        ("Le Fils Retrouvés", {"address": "31, r. des Artisans"}, ("même adresse", "noms proches")),
        ("Arceau Anjou - Le Fil Retrouvé", {"address": "", "organisation": "Arceau Anjou"},
         ("même commune", "même nom")),
        ("Tout autre nom", {"address": "1 rue Loin", "siret": SIRET}, ("même SIRET", "même commune")),
        ("Tout autre nom", {"commune": "Cholet", "postcode": "49300", "siret": SIRET},
         ("même SIRET", "autre commune")),
        ("Le Fil Retrouvé", {"commune": "Cholet", "postcode": "49300", "siret": SIRET},
         ("même SIRET", "même nom", "autre commune")),
    ],
)  # fmt: skip
def test_two_sheets_of_the_registry_are_compared_without_any_file(db, officer, shop, name, values, grounds):
    one = shop("Le Fil retrouvé", siret=SIRET)
    other = shop(name, **values)
    assert said(db, officer) == [(one, other, grounds)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "La Remise 1"}, {"name": "La Remise 2"}),
        ({"name": "La Remise 1"}, {"name": "La Remise 2", "address": "31 rue des Artisans"}),
        ({"name": "Emmaüs", "address": "1 rue A"}, {"name": "Emmaüs", "address": "2 rue B"}),
        ({"name": "Emmaüs Boutique", "organisation": "Emmaüs", "address": "1 rue A"},
         {"name": "Emmaüs Librairie", "organisation": "Emmaüs", "address": "2 rue B"}),
        ({"name": "Le Fil", "siret": SIRET}, {"name": "La Malle", "siret": OTHER_SIRET, "address": "2 rue B"}),
        ({"name": "Le Fil"}, {"name": "Le Fil", "commune": "Cholet", "postcode": "49300"}),
    ],
)  # fmt: skip
def test_shops_named_to_be_told_apart_are_not_proposed(db, officer, shop, one, other):
    shop(**one)
    shop(**other)
    assert said(db, officer) == []


def test_what_an_import_marked_comes_first(db, officer, shop):
    like, alike = shop("Le Fil"), shop("Le Fil !")
    one, marked = shop("Une", address="1 rue A"), shop("Deux", address="2 rue B")
    with transaction(db):
        db.conn.execute("UPDATE places SET duplicate_of = ? WHERE id = ?", [one, marked])
    first, second = probable_pairs(db, officer)
    assert (first.kept.id, first.copy.id, first.marked, first.grounds) == (
        one,
        marked,
        True,
        ("signalées par un import",),
    )
    assert (second.kept.id, second.copy.id, second.marked, second.score) == (like, alike, False, 95)


def test_two_shops_said_apart_are_not_proposed_again_until_it_is_taken_back(db, officer, shop):
    one, other = shop("Le Fil"), shop("Le Fil !")
    with transaction(db):
        db.conn.execute("UPDATE places SET duplicate_of = ? WHERE id = ?", [one, other])
    operation = new_operation()
    keep_apart(db, officer, other, one, operation)
    keep_apart(db, officer, other, one, operation)
    assert said(db, officer) == []
    assert place_by_id(db, other).duplicate_of is None
    (apart,) = pairs_apart(db, officer)
    assert (apart.first_name, apart.second_name, apart.who) == ("Le Fil", "Le Fil !", "Alex Officer")
    compare_again(db, officer, one, other, new_operation())
    assert [pair[:2] for pair in said(db, officer)] == [(one, other)]
    assert place_by_id(db, other).duplicate_of == one
    with pytest.raises(NotFound):
        compare_again(db, officer, one, other, new_operation())
    with pytest.raises(Refused):
        keep_apart(db, officer, one, one, new_operation())


def test_the_answer_follows_the_registry(db, officer, shop):
    one, other = shop("Le Fil"), shop("Le Fil !")
    assert len(said(db, officer)) == 1
    actions.change_place(db, officer, other, place_by_id(db, other).version,
                         {"name": "La Malle", "address": "9 rue du Bac"}, new_operation())  # fmt: skip
    assert said(db, officer) == []
    third = shop("Le Fil retrouvé", address="31 rue des Artisans")
    assert [pair[:2] for pair in said(db, officer)] == [(one, third)]
    actions.archive_place(db, officer, third, new_operation())
    assert said(db, officer) == []
