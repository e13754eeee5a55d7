"""The experience sheet in a browser: accessible with its dialogs and its copy open, a doubt answered."""

import re

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts.model import Role
from tests.browser.conftest import ready, unsound
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE, sign_in

PATH = "/fiche-experience?edition=2"


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.slow
def test_the_sheet_its_dialog_and_its_copy_are_accessible(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    page.goto(PATH)
    ready(page)
    found = unsound(page)
    page.locator(".st-key-copy-context button").click()
    expect(page.locator('[data-testid="stCode"]').first).to_be_visible()
    found += unsound(page, "experience-copy")
    page.keyboard.press("Escape")
    for part in ("context", "keywords"):
        page.locator(f".st-key-edit-{part} button").click()
        expect(page.get_by_role("dialog", name=re.compile("Écrire cette partie"))).to_be_visible()
        ready(page)
        found += unsound(page, f"experience-{part}")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert found == []


@pytest.mark.slow
def test_a_success_typed_as_a_difficulty_is_asked_about_then_moved(demonstration_server, open_page):
    page = open_page(demonstration_server, LAPTOP)
    sign_in(page, Role.COMMUNICATION)
    page.goto(PATH)
    ready(page)
    page.locator(".st-key-edit-difficulties button").click()
    area = page.get_by_label("Difficultés rencontrées")
    area.fill("- Annuaires livrés trop tard\n- Visibilité : toutes les boutiques sont connues")
    area.blur()
    ready(page)
    page.get_by_role("button", name="Enregistrer").click()
    question = page.locator(".st-key-doubt-0")
    expect(question).to_contain_text("Est-ce bien une difficulté ?")
    question.get_by_role("button", name="La mettre dans les facteurs de réussite").click()
    expect(question).to_have_count(0)
    ready(page)
    expect(page.get_by_text("C’est maintenant un facteur de réussite.")).to_be_visible()
    page.goto(PATH)
    ready(page)
    expect(page.get_by_text("Visibilité : toutes les boutiques sont connues")).to_be_visible()
    page.get_by_role("link", name="Difficultés rencontrées").click()
    expect(page).to_have_url(re.compile("#partie-difficulties"))
