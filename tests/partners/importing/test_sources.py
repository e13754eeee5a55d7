"""The columns chosen for a list are those of the next one with the same headings."""

import pytest

from campaign.base.database import value
from campaign.base.operations import new_operation
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.headings import Column, headings_key
from campaign.partners.importing.plan import prepare_import

FIRST = "Enseigne;Intitulé;Ville;;\nLa Remise;à rappeler;Tiercé;;joindre Léa\n"


@pytest.fixture
def chosen(db, officer):
    """An officer imports a list with other columns than guessed: (**columns) -> the plan imported."""

    def choose(**columns: int):
        guessed = prepare_import(db, officer, "a.csv", FIRST.encode()).mapping
        mapping = {**guessed, **{Column(name): index for name, index in columns.items()}}
        plan = prepare_import(db, officer, "a.csv", FIRST.encode(), mapping)
        apply_import(db, officer, plan, None, new_operation())
        return plan

    return choose


def test_they_come_back_with_the_same_headings_however_they_are_written(db, officer, chosen):
    kept = chosen(name=1)
    again = prepare_import(db, officer, "b.csv", b"ENSEIGNE,intitule,ville\nLe Fil,x,Cholet\n")
    assert again.chosen_before
    assert again.mapping[Column.NAME] == kept.mapping[Column.NAME] == 1
    assert again.guessed[Column.NAME] != 1


@pytest.mark.parametrize("headings", ["Enseigne;Ville;Intitulé", "Enseigne;Intitulé;Ville;Horaires", "Nom;Ville"])
def test_other_headings_are_another_list(db, officer, chosen, headings):
    chosen(name=1)
    cells = ";".join("A" for _ in headings.split(";"))
    assert not prepare_import(db, officer, "b.csv", f"{headings}\n{cells}\n".encode()).chosen_before


def test_a_column_that_is_no_longer_there_is_forgotten(db, officer, chosen):
    chosen(name=1, address_more=4)
    again = prepare_import(db, officer, "b.csv", b"Enseigne;Intitul\xc3\xa9;Ville\nLe Fil;x;Cholet\n")
    assert (again.mapping[Column.NAME], again.mapping[Column.ADDRESS_MORE]) == (1, None)


def test_an_import_with_the_guessed_columns_forgets_the_choice(db, officer, chosen):
    chosen(name=1)
    plan = prepare_import(db, officer, "a.csv", FIRST.encode())
    back = prepare_import(db, officer, "a.csv", FIRST.encode(), plan.guessed)
    assert not back.chosen_before
    apply_import(db, officer, back, None, new_operation())
    assert value(db, "SELECT count(*) FROM import_sources") == 0


def test_a_preview_alone_remembers_nothing(db, officer):
    prepare_import(db, officer, "a.csv", FIRST.encode(), {Column.NAME: 1, Column.COMMUNE: 2})
    assert value(db, "SELECT count(*) FROM import_sources") == 0


def test_a_list_without_headings_has_no_key():
    assert headings_key([]) == headings_key(["", " "]) == ""
    assert headings_key(["Nom ", "Code postal", ""]) == headings_key(["NOM", "code-postal"]) == "nom|code postal"
