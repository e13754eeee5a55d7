"""A cell that contradicts what somebody set since the last import is proposed, never written."""

import pytest

from campaign.base.database import rows, value
from campaign.base.operations import new_operation
from campaign.partners import actions, views
from campaign.partners.confirmations import How, confirmations_of
from campaign.partners.importing.undo import UndoResult, undo_import
from campaign.partners.importing.verdicts import Verdict
from campaign.partners.suggesting import accept_suggestion, pending_suggestions, refuse_suggestion
from campaign.partners.suggestions import SuggestionSource

MALLE = {
    "id": "m-1", "Nom": "La Malle à Félicie", "Structure": "Les Copains de Félicie", "Adresse": "31 rue des Artisans",
    "CP": "49100", "Ville": "Angers", "Téléphone": "02 41 00 00 05", "Rayons": "meubles",
}  # fmt: skip
NEWER = {**MALLE, "Téléphone": "02 41 00 00 06"}


@pytest.fixture
def edited(db, officer, imported, registry):
    """The list imported, then some fields of its shop changed by an agent: (**fields) -> the sheet."""

    def edit(**values):
        imported([MALLE])
        shop = registry()["La Malle à Félicie"]
        actions.change_place(db, officer, shop.id, shop.version, values, new_operation())
        return registry()[values.get("name", "La Malle à Félicie")]

    return edit


def waiting(db, officer):
    return [(one.source, one.field, one.proposed) for one in pending_suggestions(db, officer)]


def test_the_preview_says_what_it_would_propose(edited, planned):
    edited(phone="02 41 00 00 99")
    plan = planned([NEWER])
    line = plan.lines[0]
    assert (line.verdict, line.to_review, dict(line.changes)) == (Verdict.UPDATED, True, {})
    assert line.suggested == {"phone": "+33241000006"}
    assert line.why == (
        "Proposition : Téléphone « 02 41 00 00 06 » au lieu de « 02 41 00 00 99 », confirmé au registre."
    )
    assert (plan.counts.updated, plan.counts.to_review, plan.counts.read) == (1, 1, 1)
    assert plan.proposed == (2,)


def test_it_waits_beside_the_sheet_which_does_not_change(db, officer, edited, imported, registry):
    before = edited(phone="02 41 00 00 99")
    result = imported([NEWER])
    assert registry()["La Malle à Félicie"] == before
    assert waiting(db, officer) == [(SuggestionSource.FILE, "phone", "+33241000006")]
    assert result.suggested == 1
    assert result.in_words.endswith("1\u00a0proposition attend votre décision.")


def test_what_nobody_touched_is_written_by_the_same_line(db, officer, edited, imported, registry):
    edited(phone="02 41 00 00 99")
    imported([{**NEWER, "Rayons": "meubles|livres"}])
    shop = registry()["La Malle à Félicie"]
    assert shop.phone == "+33241000099"
    assert [category.value for category in shop.categories] == ["meubles", "livres"]
    how = {name: one.how for name, one in confirmations_of(db, shop.id).items()}
    assert (how["phone"], how["categories"], how["name"]) == (How.AGENT, How.FILE, How.FILE)


def test_the_same_file_again_proposes_nothing_twice(db, officer, edited, imported, planned):
    edited(phone="02 41 00 00 99")
    imported([NEWER])
    assert planned([NEWER]).lines[0].verdict is Verdict.UNCHANGED
    assert imported([NEWER]).import_id is None
    assert len(waiting(db, officer)) == 1


def test_two_files_in_turn_leave_one_proposal(db, officer, edited, imported):
    edited(phone="02 41 00 00 99")
    for number in ("06", "07", "06"):
        imported([{**MALLE, "Téléphone": f"02 41 00 00 {number}"}])
    assert waiting(db, officer) == [(SuggestionSource.FILE, "phone", "+33241000006")]


def test_a_proposal_accepted_is_the_sheets_and_the_next_file_writes_again(db, officer, edited, imported, registry):
    edited(phone="02 41 00 00 99")
    imported([NEWER])
    accept_suggestion(db, officer, pending_suggestions(db, officer)[0].id, new_operation())
    assert registry()["La Malle à Félicie"].phone == "+33241000006"
    imported([{**MALLE, "Téléphone": "02 41 00 00 07"}])
    assert registry()["La Malle à Félicie"].phone == "+33241000007"


def test_a_proposal_refused_does_not_come_back(db, officer, edited, imported, planned):
    edited(phone="02 41 00 00 99")
    imported([NEWER])
    refuse_suggestion(db, officer, pending_suggestions(db, officer)[0].id, new_operation())
    assert planned([NEWER]).lines[0].verdict is Verdict.UNCHANGED


def test_a_sheet_typed_by_hand_is_proposed_to_not_overwritten(db, officer, imported, registry):
    typed = {"name": "La Malle à Félicie", "commune": "Angers", "postcode": "49100", "address": "31 rue des Artisans"}
    actions.add_place(db, officer, {**typed, "phone": "02 41 00 00 99"}, new_operation())
    imported([MALLE])
    shop = registry()["La Malle à Félicie"]
    assert (shop.phone, shop.external_id) == ("+33241000099", "m-1")
    assert shop.organisation == "Les Copains de Félicie"
    assert waiting(db, officer) == [(SuggestionSource.FILE, "phone", "+33241000005")]


def test_a_value_taken_away_by_an_agent_is_proposed_and_one_nobody_had_is_written(edited, planned):
    edited(phone="")
    line = planned([{**NEWER, "Site web": "https://exemple.fr"}]).lines[0]
    assert (set(line.suggested), set(line.changes)) == ({"phone"}, {"website"})
    assert "« 02 41 00 00 06 » au lieu de la case vide, confirmé au registre." in line.why


def test_street_postcode_and_commune_are_proposed_together(db, officer, edited, imported, registry):
    before = edited(address="33 rue des Artisans")
    imported([{**MALLE, "Adresse": "2 rue Neuve", "CP": "49300", "Ville": "Cholet"}])
    shop = registry()["La Malle à Félicie"]
    assert (shop.address, shop.postcode, shop.commune) == ("33 rue des Artisans", "49100", "Angers")
    assert (shop.latitude, shop.longitude) == (before.latitude, before.longitude)
    assert {field for _, field, _ in waiting(db, officer)} == {"address", "postcode", "commune"}


def test_categories_proposed_can_be_accepted(db, officer, edited, imported, registry):
    edited(categories=["livres"])
    imported([{**MALLE, "Rayons": "meubles|jouets"}])
    accept_suggestion(db, officer, pending_suggestions(db, officer)[0].id, new_operation())
    assert [one.value for one in registry()["La Malle à Félicie"].categories] == ["meubles", "jouets"]


def test_undoing_the_import_withdraws_what_it_proposed(db, officer, edited, imported, planned, registry):
    before = edited(phone="02 41 00 00 99")
    result = imported([NEWER])
    assert undo_import(db, officer, result.import_id, new_operation()) == UndoResult(0, 0, (), 1)
    assert waiting(db, officer) == []
    assert registry()["La Malle à Félicie"] == before
    assert planned([NEWER]).lines[0].suggested == {"phone": "+33241000006"}


def test_undoing_gives_back_who_had_confirmed_the_fields_written(db, officer, imported, registry):
    imported([MALLE])
    place_id = registry()["La Malle à Félicie"].id
    before = rows(db, "SELECT * FROM field_confirmations ORDER BY field")
    assert {one["how"] for one in before} == {"file"}
    newer = imported([NEWER])
    assert confirmations_of(db, place_id)["phone"].at > confirmations_of(db, place_id)["name"].at
    undo_import(db, officer, newer.import_id, new_operation())
    assert rows(db, "SELECT * FROM field_confirmations ORDER BY field") == before


def test_the_history_names_the_fields_proposed_without_their_values(db, officer, edited, imported):
    edited(phone="02 41 00 00 99")
    imported([NEWER])
    details = value(db, "SELECT details FROM journal WHERE verb = 'import_place' ORDER BY id DESC LIMIT 1")
    assert "+33241000006" not in details
    latest = views.history(db, officer, value(db, "SELECT id FROM places"))[0]
    assert latest.text == "Importée d’un fichier « boutiques.csv » ; il propose : téléphone"
    assert (latest.changes, latest.undoable) == ((), False)
