"""An animator's games in a real browser: a phone without script, accessible in every state, from request to booking."""

import pytest

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import all_agents, link_of
from campaign.base.operations import new_operation
from campaign.editions.views import current_edition
from campaign.loans import views
from campaign.loans.deciding import decide_loans
from campaign.loans.model import Answer
from campaign.partners.views import contacts_of, places
from campaign.stock import items as stock
from campaign.stock import views as stock_views
from tests.browser.conftest import DESKTOP, PHONE, ready, shoot, violations
from tests.browser.test_agents_screens import sign_in
from tests.browser.test_plain_pages import NARROW, database_of

LINK = "/p/{}/jeux"


@pytest.fixture
def told(demonstration_server, monkeypatch):
    """The demonstration with one more game, a single kite, that nobody has asked for: (db, edition, address, game)."""
    with database_of(demonstration_server, monkeypatch) as db:
        edition = current_edition(db)
        if not stock_views.depots(db, SYSTEM):
            stock.add_depot(db, SYSTEM, {"name": "Hangar"}, new_operation())
        known = {one.code: one.id for one in stock_views.items(db, SYSTEM)}
        if "CERF" not in known:
            values = {"code": "CERF", "name": "Cerf-volant du tri", "kind": "numbered", "family": "games"}
            known["CERF"] = stock.add_item(db, SYSTEM, values, new_operation())
            depot = stock_views.depots(db, SYSTEM)[0].id
            stock.add_pieces(db, SYSTEM, known["CERF"], 1, depot, new_operation())
        epci = next(one for one in places(db, SYSTEM, "epci") if one.name.startswith("Angers"))
        contact = contacts_of(db, SYSTEM, epci.id)[0]
        address = LINK.format(token_of(link_of(db, contact.id, edition.id)))
        yield db, edition, address, known["CERF"]


def mine(db, edition, item) -> list[views.RequestLine]:
    return [one for one in views.requests(db, SYSTEM, edition.id) if one.item.id == item]


def test_from_the_request_to_the_answer_and_a_booking_on_a_phone_without_script(
    told, demonstration_server, open_page
):  # fmt: skip
    db, edition, address, item = told
    page = open_page(demonstration_server, PHONE, javascript=False)
    page.goto(address)
    assert page.inner_text("h1") == "Vos jeux"
    decided = views.rules(db, SYSTEM, edition.id).decided_at is not None
    game = page.get_by_role("group", name="Cerf-volant du tri").first
    game.locator("summary").first.click()
    game.get_by_label("Où animez-vous ?").select_option(label="Un autre lieu, écrit ci-dessous")
    send = game.get_by_role("button", name="Réserver" if decided else "Envoyer ma demande")
    send.click()
    assert "Indiquez le lieu où vous animez." in page.inner_text("main")
    game = page.get_by_role("group", name="Cerf-volant du tri").first
    game.get_by_label("Autre lieu").fill("Place du Ralliement")
    game.get_by_role("button", name="Réserver" if decided else "Envoyer ma demande").click()
    assert "fait=" in page.url
    assert [one.site for one in mine(db, edition, item)] == ["Place du Ralliement"]
    if not decided:
        officer = next(one for one in all_agents(db) if one.role is Role.OFFICER)
        decide_loans(db, officer, edition.id, new_operation())
    page.goto(address)
    assert "Accordé : CERF n°\u00a01" in page.inner_text("main")
    shoot(page, "jeux-390")

    # The one kite is free on the other day, at the same place, for the same animator.
    other = page.get_by_role("group", name="Cerf-volant du tri").nth(1)
    other.locator("summary").first.click()
    other.get_by_label("Où animez-vous ?").select_option(label="Un autre lieu, écrit ci-dessous")
    other.get_by_label("Autre lieu").fill("Place du Ralliement")
    other.get_by_role("button", name="Réserver").click()
    assert [one.answer for one in mine(db, edition, item)] == [Answer.GRANTED] * 2

    second = page.get_by_role("group", name="Cerf-volant du tri").nth(1)
    second.locator("summary", has_text="Retirer cette demande").click()
    second.get_by_role("button", name="Oui, retirer").click()
    assert len(mine(db, edition, item)) == 1


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP])
def test_the_page_is_accessible_folded_open_and_after_an_error(told, demonstration_server, open_page, size):
    _, _, address, _ = told
    page = open_page(demonstration_server, size)
    page.goto(address)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    form = page.locator("form", has=page.get_by_label("Où animez-vous ?")).last
    form.get_by_label("Où animez-vous ?").select_option(index=0)
    form.get_by_label("Où animez-vous ?").select_option(label="Un autre lieu, écrit ci-dessous")
    form.get_by_label("Autre lieu").fill("")
    form.get_by_role("button").last.click()
    assert page.title().startswith("Erreur")
    assert violations(page) == []


def test_the_agents_screen_is_accessible(told, demonstration_server, open_page):
    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, Role.LOGISTICS)
    page.goto("/jeux")
    ready(page)
    page.get_by_role("heading", name="Jeux", exact=True).wait_for()
    assert violations(page, ("serious", "critical")) == []
    shoot(page, "ecran-jeux")
