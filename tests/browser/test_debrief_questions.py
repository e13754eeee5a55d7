"""A question added and saved by the officer is the one a shop is asked on its link; every dialog is accessible."""

from playwright.sync_api import Page, expect

from campaign.debrief.model import Audience, Unit
from campaign.debrief.store import latest_set
from tests.browser.conftest import PHONE, listening_for_errors, ready, unsound
from tests.browser.test_agents_screens import TELEPHONE
from tests.browser.test_debrief import told  # noqa: F401 - a fixture
from tests.conftest import PASSWORD


def fine(page: Page, name: str) -> None:
    """Nothing serious for axe, nothing wider than the screen, on a telephone and on a desk."""
    ready(page)
    assert unsound(page, name) == []


def test_a_question_the_officer_adds_is_asked_of_the_shop(db, officer, signed_in, told, server, open_page):  # noqa: F811
    signed_in(officer)
    page = open_page(server, TELEPHONE)
    with listening_for_errors(page) as heard:
        page.goto("/connexion")
        page.fill("#email", officer.email)
        page.fill("#passe", PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        ready(page)
        page.goto("/questions-du-bilan")
        fine(page, "questions")
        page.get_by_role("button", name="Ajouter une question").click()
        page.get_by_label("Question", exact=True).fill("Réparations faites")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Garder").click()
        expect(page.get_by_text("Choisissez l’unité")).to_be_visible()
        expect(page.get_by_label("Question", exact=True)).to_have_value("Réparations faites")
        page.get_by_label("Unités possibles").click()
        page.get_by_role("option", name="articles").click()
        page.keyboard.press("Escape")
        fine(page, "question-a-ajouter")
        page.get_by_role("button", name="Garder").click()
        expect(page.get_by_text("Ajoutée : « Réparations faites ».")).to_be_visible()
        fine(page, "questions-changees")
        page.get_by_role("button", name="Enregistrer la version 2").click()
        expect(page.get_by_text("Les bilans déjà commencés gardent leurs questions")).to_be_visible()
        fine(page, "questions-a-enregistrer")
        page.get_by_role("button", name="Enregistrer la version 2").last.click()
        expect(page.get_by_text("La version 2 est enregistrée")).to_be_visible()
    assert heard == []
    made = latest_set(db, Audience.SHOP).question("q_reparations_faites")
    assert (made.section, made.units) == ("visits", (Unit.ARTICLES,))
    phone = open_page(server, PHONE, javascript=False)
    phone.goto(told[1])
    phone.get_by_label("Réparations faites", exact=True).fill("12")
    phone.get_by_role("button", name="Enregistrer et continuer : Les passages").click()
    expect(phone.get_by_text("12 articles")).to_be_visible()
