"""« Jeux »: requests with their reasons, sharing out seen before it is applied, decisions by hand, swaps, settings."""

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.loans import asking, views
from campaign.loans.deciding import decide_loans
from campaign.loans.model import Answer
from campaign.partners import actions as partners
from campaign.stock import items as stock
from campaign.stock import views as stock_views
from tests.pages.conftest import bare, said


@pytest.fixture
def told(db, officer, shop, edition, answered) -> int:
    """One wheel and one ladder; Angers then Saumur ask for the wheel."""
    edition_id = edition()
    answered(edition_id, shop())
    stock.add_depot(db, officer, {"name": "Hangar"}, new_operation())
    depot = stock_views.depots(db, officer)[0].id
    for code, name in (("ROUE", "Roue de la prévention"), ("ECH", "Échelle de réduction")):
        values = {"code": code, "name": name, "kind": "numbered", "family": "games"}
        stock.add_pieces(db, officer, stock.add_item(db, officer, values, new_operation()), 1, depot, new_operation())
    wheel = next(one.id for one in stock_views.items(db, officer) if one.code == "ROUE")
    day = views.demands(db, officer, edition_id)[0].day
    for name, commune, postcode in (("Angers Loire Métropole", "Angers", "49100"),
                                    ("Saumur Val de Loire", "Saumur", "49400")):  # fmt: skip
        sheet = {"kind": "epci", "name": name, "address": "1 place de la Mairie", "postcode": postcode,
                 "commune": commune}  # fmt: skip
        epci = partners.add_place(db, officer, sheet, new_operation())
        typed = {"epci": epci, "item": wheel, "day": day, "site": "Mairie", "animator": "Élodie Vasseur"}
        asking.ask_game(db, officer, edition_id, typed, new_operation())
    return edition_id


def shown(at) -> str:
    tables = [str(one.value.to_dict()) for kind in (at.dataframe, at.table) for one in kind]
    captions = "\n".join(str(one.value) for one in at.caption)
    return (bare(said(at)) + captions + "".join(tables)).replace("\u00a0", " ")


def press(at, key: str):
    return at.button(key=key).click().run()


def answers(db, officer, edition_id) -> list[Answer]:
    return [one.answer for one in sorted(views.requests(db, officer, edition_id), key=lambda one: one.request.id)]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_everyone_reads_the_requests_and_goods_people_write(told, enter, page, role):
    enter(role)
    at = page("games.py")
    writes = role in (Role.OFFICER, Role.LOGISTICS)

    assert not at.exception
    assert "2 demandes de 2 collectivités" in shown(at)
    assert "demandes pour 1 exemplaire" in shown(at)
    assert ("games-grant" in {one.key for one in at.button}) == writes
    assert ("primary" in {one.key for one in at.button}) == writes
    assert ("Élodie Vasseur" in shown(at)) == (role is not Role.READER)


def test_sharing_out_is_seen_before_it_is_applied(db, officer, told, enter, page, dialog):
    enter(Role.LOGISTICS)
    at = dialog("games_dialogs.share_out", told)
    assert "1 collectivité servie sur 2" in shown(at)
    assert "Angers Loire Métropole, roue" in shown(at)
    assert answers(db, officer, told) == [Answer.WAITING] * 2

    at = press(at, f"games-share-{told}-save")

    assert not at.exception
    assert answers(db, officer, told) == [Answer.GRANTED, Answer.REFUSED]
    at = page("games.py")
    assert "Angers Loire Métropole" in shown(at)
    assert "1 accordée" in shown(at)


def test_two_requests_are_exchanged_and_it_is_undone(db, officer, told, enter, page, dialog):
    enter(Role.OFFICER)
    decide_loans(db, officer, told, new_operation())
    first, _ = sorted(views.requests(db, officer, told), key=lambda one: one.request.id)
    at = dialog("games_dialogs.swap_two", told, first.request.id)
    at = press(at, f"games-swap-{first.request.id}-save")
    assert not at.exception
    assert answers(db, officer, told) == [Answer.REFUSED, Answer.GRANTED]


def test_a_request_is_granted_refused_with_words_and_reopened(db, officer, told, enter, page, dialog):
    enter(Role.LOGISTICS)
    at = press(page("games.py"), "games-grant")
    assert not at.exception
    assert answers(db, officer, told)[0] is Answer.GRANTED

    number = min(one.request.id for one in views.requests(db, officer, told))
    at = dialog("games_dialogs.refuse_one", told, number)
    at.text_area(key=f"games-refuse-{number}-words").set_value("La salle est *trop* petite.")
    press(at, f"games-refuse-{number}-save")
    at = page("games.py")
    at = at.selectbox(key="games-answer").select(Answer.REFUSED).run()
    assert "La salle est *trop* petite." in shown(at)

    press(at, "games-reopen")
    assert answers(db, officer, told) == [Answer.WAITING] * 2


def test_a_withdrawn_request_comes_back_with_undo(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = press(page("games.py"), "games-withdraw")
    assert len(answers(db, officer, told)) == 1
    undo = next(one.key for one in at.button if (one.key or "").startswith("undo-game-request"))
    press(at, undo)
    assert len(answers(db, officer, told)) == 2


def test_an_agent_asks_in_the_name_of_an_epci_and_errors_are_said(db, officer, told, enter, dialog):
    enter(Role.LOGISTICS)
    at = press(dialog("games_dialogs.ask_for", told), "games-ask-save")
    assert "Choisissez la collectivité." in shown(at)
    at.selectbox(key="games-ask-epci").select_index(0)
    at.selectbox(key="games-ask-item").select_index(0)
    at = at.run()
    place = next(one for one in at.selectbox if (one.key or "").startswith("games-ask-shop"))
    at = place.select_index(len(place.options) - 1).run()
    at.text_input(key="games-ask-site").set_value("Halle")
    at = press(at, "games-ask-save")
    assert not at.exception
    assert len(answers(db, officer, told)) == 3


def test_settings_are_kept_and_wrong_ones_refused(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("games_dialogs.settings_of", told)
    at.text_input(key=f"games-rules-{told}-km").set_value("loin")
    at = press(at, f"games-rules-{told}-save")
    assert at.error
    at.text_input(key=f"games-rules-{told}-km").set_value("25")
    press(at, f"games-rules-{told}-save")
    assert views.rules(db, officer, told).travel_km == 25


def test_without_edition_game_or_request_the_screen_says_what_to_do(db, officer, edition, enter, page):
    enter(Role.OFFICER)
    assert "Rien à prêter encore." in shown(page("games.py"))
    edition()
    assert "Aucun jeu à prêter." in shown(page("games.py"))
