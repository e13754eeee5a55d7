"""Importing a list on its screen: headings lower down, columns changed and remembered, cells only proposed."""

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.store import places_where
from campaign.partners.suggesting import pending_suggestions
from campaign.worker import run_once
from tests.pages.conftest import bare, said

COLUMN = "import-column-{}"
REMEMBERED = "Colonnes reprises de votre dernier import de ce fichier."


def press(at, key: str):
    return at.button(key=key).click().run()


def give(at, content: str):
    return at.file_uploader[0].set_value(("liste.csv", content.encode(), "text/csv")).run()


def imported(db, at):
    press(at, "import")
    run_once(db)
    return at.run()


def names(db) -> set[str]:
    return {one.name for one in places_where(db)}


def test_headings_on_line_3_are_found_or_told(db, enter, page):
    enter(Role.OFFICER)
    at = give(page("shop_import.py"), "Annuaire 2013;;\nAlpha;Bêta;Ville\nNom;CP;Commune\nLa Remise;49125;Tiercé\n")
    chosen = at.selectbox(key="import-heading-row")
    assert chosen.value == 3
    assert chosen.options[:3] == ["1 : Annuaire 2013", "2 : Alpha, Bêta, Ville", "3 : Nom, CP, Commune"]
    assert [*at.dataframe[0].value["Nom"]] == ["La Remise"]


def test_the_row_of_headings_can_be_changed_and_the_columns_follow(db, enter, page):
    enter(Role.OFFICER)
    at = give(page("shop_import.py"), "Nom;Ville\nBoutique;Lieu de vente\nLa Remise;Tiercé\n")
    assert len(at.dataframe[0].value) == 2
    at.selectbox(key="import-heading-row").set_value(2).run()
    assert at.selectbox(key=COLUMN.format("name")).options[1:] == ["Boutique", "Lieu de vente"]
    at.selectbox(key=COLUMN.format("commune")).set_value(1).run()
    assert [*at.dataframe[0].value["Nom"]] == ["La Remise"]
    imported(db, at)
    assert names(db) == {"La Remise"}


def test_columns_changed_once_are_those_of_the_next_file_with_a_way_back(db, enter, page):
    enter(Role.OFFICER)
    first = "Enseigne;Intitulé;Ville\nLa Remise;à rappeler;Tiercé\n"
    at = give(page("shop_import.py"), first)
    guessed = at.selectbox(key=COLUMN.format("name")).value
    other = 1 - guessed
    at.selectbox(key=COLUMN.format("name")).set_value(other).run()
    imported(db, at)
    assert names(db) == {["La Remise", "à rappeler"][other]}

    at = give(page("shop_import.py"), "enseigne;INTITULE;ville\nLe Fil;relancée;Cholet\n")
    assert REMEMBERED in bare(said(at))
    assert at.selectbox(key=COLUMN.format("name")).value == other
    at = press(at, "import-guess-again")
    assert at.selectbox(key=COLUMN.format("name")).value == guessed
    assert REMEMBERED not in bare(said(at))
    imported(db, at)
    assert ["Le Fil", "relancée"][guessed] in names(db)

    at = give(page("shop_import.py"), "Enseigne;Intitulé;Ville\nTout Repart;joindre;Angers\n")
    assert REMEMBERED not in bare(said(at))
    assert at.selectbox(key=COLUMN.format("name")).value == guessed


def test_headings_told_once_are_found_again_in_the_next_file(db, enter, page):
    enter(Role.OFFICER)
    at = give(page("shop_import.py"), "Nom;Ville\nBoutique;Où\nLa Remise;Tiercé\n")
    at.selectbox(key="import-heading-row").set_value(2).run()
    at.selectbox(key=COLUMN.format("commune")).set_value(1).run()
    imported(db, at)
    at = give(page("shop_import.py"), "Nom;Ville\nBoutique;Où\nLe Fil;Cholet\n")
    assert REMEMBERED in bare(said(at))
    assert at.selectbox(key="import-heading-row").value == 2
    assert [*at.dataframe[0].value["Nom"]] == ["Le Fil"]


def test_a_cell_against_an_agents_correction_is_proposed_and_a_way_leads_to_deciding(db, enter, page):
    officer = enter(Role.OFFICER)
    content = "id;Nom;Ville;Téléphone\na;La Remise;Tiercé;02 41 00 00 0{}\n"
    imported(db, give(page("shop_import.py"), content.format(5)))
    (shop,) = places_where(db)
    actions.change_place(db, officer, shop.id, shop.version, {"phone": "0241000009"}, new_operation())
    at = give(page("shop_import.py"), content.format(6))
    assert [*at.dataframe[0].value["Verdict"]] == [["Proposition"]]
    assert at.dataframe[0].value["Pourquoi"][0].startswith("Proposition : Téléphone « 02 41 00 00 06 »")
    at = imported(db, at)
    assert "1\u00a0proposition attend votre décision" in bare(said(at))
    assert any("Décider des propositions" in one.label for one in at.button)
    assert [*at.dataframe[0].value["Verdict"]] == [["Identique"]]
    assert [one.proposed for one in pending_suggestions(db, officer)] == ["+33241000006"]


def test_a_row_of_headings_that_gives_nothing_goes_back_to_the_guess(db, enter, page):
    enter(Role.OFFICER)
    at = give(page("shop_import.py"), "Nom;Ville\nLa Remise;Tiercé\n")
    at.selectbox(key="import-heading-row").set_value(0).run()
    assert "Dites quelle colonne est laquelle" in bare(said(at))
    at.selectbox(key="import-heading-row").set_value(1).run()
    assert [*at.dataframe[0].value["Nom"]] == ["La Remise"]
