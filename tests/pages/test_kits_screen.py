"""« Kits et besoins »: each part opens for its roles, says what to do when empty, and writes for those who may."""

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.editions import views as editions_views
from campaign.kits.actions import add_model
from campaign.kits.deciding import adjust
from campaign.kits.views import forecast, kit_of, models, proposals
from campaign.loans.asking import ask_game
from campaign.participation.model import Need
from campaign.partners import actions as partners
from campaign.partners.model import Kind
from campaign.stock import items, moving
from campaign.stock.ledger import post
from campaign.stock.model import Move, Reason, at_depot, at_partner
from campaign.ui.kits_model_form import typed_lines
from tests.pages.conftest import bare, said

TABS = ("besoins", "modeles", "prevision", "derniere-fois")


def shown(at) -> str:
    return bare(said(at)) + "".join(str(frame.value.to_dict()) for frame in at.dataframe)


def press(at, key: str):
    return at.button(key=key).click().run()


@pytest.fixture
def told(db, officer, shop, edition, answered):
    """A shop that asked for 50 posters, 30 in stock, a flag to number, a model; the edition before left 18 of 50."""
    posters = {"code": "AFF-A3", "name": "Affiches A3", "kind": "consumable", "family": "papers"}
    flag = {"code": "ORI", "name": "Oriflamme", "kind": "numbered", "family": "signage"}
    wheel = {"code": "ROUE", "name": "Roue de la prévention", "kind": "numbered", "family": "games"}
    ids = [items.add_item(db, officer, one, new_operation()) for one in (posters, flag, wheel)]
    depot = items.add_depot(db, officer, {"name": "Hangar", "address": "Angers"}, new_operation())
    moving.receive(db, officer, ids[0], depot, 50, "", new_operation())
    items.add_pieces(db, officer, ids[1], 1, depot, new_operation())
    before, now, place = edition(40, name="Avant"), edition(90, name="Maintenant"), shop()
    answered(before, place, needs={Need.POSTERS: 50})
    answered(now, place, needs={Need.POSTERS: 50}, access_note="Sonner au quai.")
    there = at_partner(before, place)
    moves = [
        Move(ids[0], at_depot(depot), there, 50, Reason.DELIVERY),
        Move(ids[0], there, at_depot(depot), 18, Reason.RETURN),
    ]
    post(db, officer, moves, new_operation())
    lines = [
        {"item_id": ids[0], "rule": "asked", "need": "posters", "small": 10, "medium": 20, "large": 30},
        {"item_id": ids[1], "rule": "fixed", "need": "", "small": 1, "medium": 1, "large": 1},
    ]
    add_model(db, officer, {"name": "Boutique", "kind": "shop"}, lines, new_operation())
    db.conn.commit()
    return now, place, ids


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_each_part_opens_for_each_role_and_only_two_may_write(told, enter, page, tab, role):
    enter(role)
    at = page("kits.py", onglet=tab, edition=told[0])
    assert not at.exception
    writing = {"adjust-kit", "share-pieces", "primary", "kit-model-1-save", "accept-proposals"}
    may = role in (Role.OFFICER, Role.LOGISTICS)
    keys = {one.key for one in at.button}
    assert bool(keys & writing) == (may and tab != "prevision")


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_database_says_what_to_do(enter, page, edition, tab):
    edition()
    enter(Role.LOGISTICS)
    expected = {
        "besoins": "Ajoutez-les d’abord au stock",
        "modeles": "Partez des kits de la campagne",
        "prevision": "écrivez un modèle",
        "derniere-fois": "notez ce qui reste",
    }
    assert expected[tab] in bare(said(page("kits.py", onglet=tab)))


def test_the_table_and_the_panel_say_who_gets_what_and_why(told, enter, page):
    enter(Role.LOGISTICS)
    at = page("kits.py", edition=told[0])
    text = shown(at)
    assert "1\u00a0destinataire" in text
    assert "La Malle à Félicie" in text
    assert "50** × Affiches A3" in text
    assert "demandé par la boutique" in text
    assert "Sonner au quai." in text


def test_numbered_things_get_their_numbers_in_one_gesture(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = press(page("kits.py", edition=told[0]), "share-pieces")
    assert "1\u00a0exemplaire attribué." in bare(said(at))
    assert "(n°\u00a01)" in bare(said(at))
    assert "share-pieces" not in {one.key for one in at.button}


def test_an_adjustment_is_written_with_its_reason_and_undone(db, officer, told, enter, page, dialog):
    edition_id, place_id, ids = told
    enter(Role.LOGISTICS)
    form = f"adjust-{edition_id}-{place_id}-{ids[0]}"
    at = dialog("kits_one.adjust_kit", edition_id, place_id)
    at.text_input(key=f"{form}-quantity").input("40")
    press(at, f"{form}-save")
    assert "raison" in bare(at.error[0].value)  # without a reason nothing is written, and what was typed stays
    assert at.text_input(key=f"{form}-quantity").value == "40"
    at.text_input(key=f"{form}-reason").input("vitrine *étroite*")
    press(at, f"{form}-save")
    at = page("kits.py", edition=edition_id)
    assert "40 au lieu de 50 : vitrine *étroite*" in bare(said(at))
    press(at, f"button-undo-{edition_id}-{place_id}-{ids[0]}")
    assert all(not line.adjusted for line in kit_of(db, officer, edition_id, place_id).lines)


def test_the_forecast_says_how_many_lack_and_what_to_do(told, enter, page):
    enter(Role.READER)
    text = shown(page("kits.py", onglet="prevision", edition=told[0]))
    assert "il en manque 32" in text  # 18 in the depot, 50 asked for
    assert "Réimprimer 50\u00a0affiches" in text
    assert "Pour La Malle à Félicie (50)." in text
    assert "1\u00a0article manquera" in text


def test_the_unit_of_order_changes_the_advice(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = page("kits.py", onglet="prevision", edition=told[0])
    item_id = told[2][0]
    at.text_input(key=f"order-step-{item_id}-step").input("40")
    press(at, f"order-step-{item_id}-save")
    assert "Réimprimer 40\u00a0affiches" in next(one.advice for one in forecast(db, officer, told[0]) if one.missing)


def test_games_asked_for_are_named_with_who_asked(db, officer, told, enter, page):
    edition_id, _, ids = told
    sheet = {"kind": "epci", "name": "Angers Loire Métropole", "postcode": "49000", "commune": "Angers"}
    epci = partners.add_place(db, officer, sheet, new_operation())
    day = editions_views.edition(db, edition_id).days[0]
    wanted = {"epci": epci, "item": ids[2], "day": day, "site": "Salle des fêtes", "animator": "Élodie"}
    ask_game(db, officer, edition_id, wanted, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    text = shown(page("kits.py", onglet="prevision", edition=edition_id))
    assert "Demandes : Angers Loire Métropole. À départager" in text
    assert "Élodie" not in text


def test_proposals_are_all_accepted_and_the_line_says_why(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = page("kits.py", onglet="derniere-fois", edition=told[0])
    assert "35 au lieu de 50 : 18 restaient" in shown(at)
    press(at, "accept-proposals")
    assert proposals(db, officer, told[0]) == []
    line = next(one for one in kit_of(db, officer, told[0], told[1]).lines if one.item.code == "AFF-A3")
    assert (line.quantity, line.reason) == (35, "35 au lieu de 50 : 18 restaient")


def test_proposals_are_refused_and_seen_again(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = press(page("kits.py", onglet="derniere-fois", edition=told[0]), "refuse-proposals")
    assert proposals(db, officer, told[0]) == []
    press(at, f"undo-proposals-{told[0]}")
    assert len(proposals(db, officer, told[0])) == 1


def test_proposed_models_are_made_only_when_asked(db, officer, enter, page):
    posters = {"code": "AFF-A3", "name": "Affiches A3", "kind": "consumable", "family": "papers"}
    items.add_item(db, officer, posters, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("kits.py", onglet="modeles")
    assert models(db, officer) == []
    press(at, "start-kits")
    assert {one.name for one in models(db, officer)} == {"Boutique", "Collectivité", "Relais"}


def test_a_model_is_renamed_copied_archived_and_taken_back(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = page("kits.py", onglet="modeles")
    (model,) = models(db, officer)
    at.text_input(key=f"kit-model-{model.id}-name").input("Boutique ordinaire")
    press(at, f"kit-model-{model.id}-save")
    (renamed,) = models(db, officer)
    assert (renamed.name, renamed.lines) == ("Boutique ordinaire", model.lines)
    press(at, f"copy-model-{model.id}")
    assert {one.name for one in models(db, officer)} == {"Boutique ordinaire", "Boutique ordinaire (copie)"}
    copy = next(one for one in models(db, officer) if one.id != model.id)
    press(at, f"archive-model-{copy.id}")
    assert [one.id for one in models(db, officer)] == [model.id]
    press(at, f"undo-kit-model-{copy.id}")
    assert len(models(db, officer)) == 2


def test_a_new_model_is_made_empty_and_opened(db, officer, told, enter, dialog):
    enter(Role.LOGISTICS)
    at = dialog("kits_models.new_model")
    at.text_input(key="new-model-name").input("Boutique qui anime")
    press(at, "new-model-save")
    assert {one.name: len(one.lines) for one in models(db, officer)} == {"Boutique": 2, "Boutique qui anime": 0}


def test_hostile_names_stay_text(db, officer, told, enter, page):
    edition_id, place_id, ids = told
    adjust(db, officer, edition_id, place_id, ids[0], 1, "![](//x/p.png) <b>gras</b>", 0, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("kits.py", edition=edition_id)
    text = said(at)
    assert "\\!\\[\\]" in text
    assert "<b>" not in text


def test_the_grid_takes_an_item_in_by_its_figures_and_out_by_its_way_of_counting():
    def row(how, small, medium, large):
        return {"Comment compter": how, "Petite": small, "Moyenne": medium, "Grande": large}

    base = [
        (1, "Affiches A3", "Demandé : affiches A3", 10, 20, 30),
        (2, "Autocollants", "Quantité fixe", 2, 3, 6),
        (3, "Sacs", "Pas dans ce kit", 0, 0, 0),
        (4, "Rubans", "Pas dans ce kit", 0, 0, 0),
    ]
    typed = [
        row("Demandé : affiches A3", 11.0, 20, None),  # pandas makes 11 a float beside an emptied cell
        row("Pas dans ce kit", 2, 3, 6),
        row("Pas dans ce kit", 0, 3, 0),
        row(None, 0, 0, 0),
    ]
    assert typed_lines(base, typed, Kind.SHOP) == [
        {"item_id": 1, "rule": "asked", "need": "posters", "small": 11, "medium": 20, "large": 0},
        {"item_id": 3, "rule": "fixed", "need": "", "small": 0, "medium": 3, "large": 0},
    ]
