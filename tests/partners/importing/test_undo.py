"""Taking an import back within 30 days, without undoing anybody's work."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.partners import actions, views
from campaign.partners.importing.undo import UndoResult, recent_imports, undo_import
from campaign.partners.importing.verdicts import Verdict

MALLE = {"id": "m-1", "Nom": "La Malle à Félicie", "Adresse": "31 rue des Artisans", "CP": "49100", "Ville": "Angers"}
FIL = {"id": "m-2", "Nom": "Le Fil Retrouvé", "Adresse": "16 rue des Essais", "CP": "49300", "Ville": "Cholet"}


def test_what_was_added_is_put_away(db, officer, imported, registry):
    result = imported([MALLE, FIL])
    assert undo_import(db, officer, result.import_id, new_operation()) == UndoResult(2, 0)
    assert registry() == {}
    assert len(views.places(db, officer, archived=True)) == 2


def test_what_was_changed_is_put_back(db, officer, imported, registry):
    imported([MALLE])
    before = registry()["La Malle à Félicie"]
    newer = imported([
        {**MALLE, "Téléphone": "02 41 00 00 06", "Adresse": "2 rue Neuve", "Structure": "Les Amis", "Réseau": "R"}
    ])  # fmt: skip
    assert registry()["La Malle à Félicie"].address == "2 rue Neuve"
    assert undo_import(db, officer, newer.import_id, new_operation()) == UndoResult(0, 1)
    after = registry()["La Malle à Félicie"]
    for name in ("address", "phone", "organisation", "network", "warnings", "latitude"):
        assert getattr(after, name) == getattr(before, name)


def test_what_somebody_changed_or_used_since_is_left(db, officer, imported, registry, edition):
    result = imported([MALLE, FIL, {"Nom": "Grenier du Layon", "Ville": "Terranjou", "Adresse": "2 place du Puits"}])
    shops = registry()
    actions.change_place(db, officer, shops["La Malle à Félicie"].id, 1, {"note": "Appelée"}, new_operation())
    participation.invite(db, officer, edition(), [shops["Le Fil Retrouvé"].id], new_operation())
    undone = undo_import(db, officer, result.import_id, new_operation())
    assert undone == UndoResult(1, 0, ("La Malle à Félicie", "Le Fil Retrouvé"))
    assert set(registry()) == {"La Malle à Félicie", "Le Fil Retrouvé"}


def test_the_contact_goes_with_the_shop_and_comes_back_with_it(db, officer, imported):
    rows = [{**MALLE, "Responsable": "Félicie Martin", "E-mail": "felicie@exemple.fr"}]
    result = imported(rows)
    undo_import(db, officer, result.import_id, new_operation())
    assert views.contacts(db, officer) == []
    imported(rows)
    assert [one.name for one in views.contacts(db, officer)] == ["Félicie Martin"]


def test_a_file_taken_back_can_be_imported_again(db, officer, imported, planned, registry):
    twins = [MALLE, FIL, {**FIL, "id": "m-9", "Nom": "Fil retrouvé"}]
    result = imported(twins)
    ids = {shop.id for shop in registry().values()}
    undo_import(db, officer, result.import_id, new_operation())
    assert [line.verdict for line in planned(twins).lines] == [Verdict.NEW, Verdict.NEW, Verdict.DUPLICATE]
    again = imported(twins)
    assert again.counts == result.counts
    assert {shop.id for shop in registry().values()} == ids
    assert {line.verdict for line in planned(twins).lines} == {Verdict.UNCHANGED}


def test_an_import_is_undone_once_and_the_same_operation_answers_the_same(db, officer, imported):
    result, operation = imported([MALLE]), new_operation()
    first = undo_import(db, officer, result.import_id, operation)
    assert undo_import(db, officer, result.import_id, operation) == first
    with pytest.raises(Refused, match="déjà annulé"):
        undo_import(db, officer, result.import_id, new_operation())


def test_after_30_days_an_import_stays(db, officer, imported, registry):
    result = imported([MALLE])
    with clock.frozen(clock.now() + timedelta(days=30, minutes=1)):
        assert not recent_imports(db, officer)[0].can_be_undone
        with pytest.raises(Refused, match="30 jours"):
            undo_import(db, officer, result.import_id, new_operation())
    assert set(registry()) == {"La Malle à Félicie"}


def test_an_unknown_import_is_not_found(db, officer):
    with pytest.raises(NotFound):
        undo_import(db, officer, 12, new_operation())


def test_logistics_undo_nothing(db, logistics):
    with pytest.raises(NotAllowed):
        undo_import(db, logistics, 1, new_operation())


def test_the_latest_imports_are_listed_first_with_their_figures(db, officer, imported):
    imported([MALLE])
    latest = imported([FIL, {"Nom": "", "Ville": "Cholet"}])
    listed = recent_imports(db, officer)
    assert [one.id for one in listed] == [latest.import_id, latest.import_id - 1]
    assert (listed[0].who, listed[0].file_name) == (officer.name, "boutiques.csv")
    assert (listed[0].counts["added"], listed[0].counts["rejected"]) == (1, 1)
    assert (listed[0].can_be_undone, listed[0].undone_at) == (True, None)
    undo_import(db, officer, latest.import_id, new_operation())
    assert not recent_imports(db, officer)[0].can_be_undone
