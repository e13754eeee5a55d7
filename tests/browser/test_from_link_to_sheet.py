"""From a shop's link on a phone to the agent's report and to the experience sheet: what is unknown is never zero."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import agent_by_id
from campaign.base import clock
from campaign.base.operations import new_operation
from tests.browser.conftest import DESKTOP, PHONE, listening_for_errors, ready, shoot, violations
from tests.web.conftest import seed

EMAIL, PASSWORD = "camille@exemple.example", "quatre tasses rouges empilees"


@pytest.fixture
def over(db, officer):
    """An edition that is over, two shops that came, an officer with a password: (campaign, the first shop's link)."""
    with clock.frozen(clock.now() - timedelta(days=70)):
        campaign = seed(db, officer, count=2)
        for place_id in campaign.places:
            campaign.answer(place_id)
        link = campaign.link(campaign.places[:1])
    agent_id, given = accounts.add_agent(db, SYSTEM, "Camille Essai", EMAIL, Role.OFFICER, new_operation())
    accounts.change_own_password(db, agent_by_id(db, agent_id), given, PASSWORD)
    return campaign, link


def tell_on_the_phone(page: Page, link: str, days) -> None:
    """One range, one number, one « je ne sais pas » ; every other part is left empty."""
    page.goto(link)
    page.get_by_role("link", name="Faire le bilan").click()
    page.fill(f"#visitors-{days[0]}", "20 à 50")
    page.fill(f"#visitors-{days[1]}", "60")
    page.check("[name='new_customers-unknown']")
    page.get_by_role("button", name="Enregistrer et continuer : Les passages").click()
    for title in ("Les ventes", "Votre petit plus", "Affiches et flyers", "Et après ?"):
        page.get_by_role("button", name=title).click()
        page.locator("section.card", has=page.get_by_role("heading", name=title)).get_by_text("C’est fait").wait_for()
    page.get_by_text("Merci, tout est enregistré.").wait_for()
    shoot(page, "lien-bilan-fini")


def sign_in(page: Page) -> None:
    page.goto("/connexion")
    page.fill("#email", EMAIL)
    page.fill("#passe", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)


def said(page: Page) -> str:
    """What the screen says, spaces made plain."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def test_what_a_shop_told_on_its_phone_is_in_the_report_and_on_the_sheet(over, server, open_page):
    campaign, link = over
    phone = open_page(server, PHONE)
    with listening_for_errors(phone) as heard:
        tell_on_the_phone(phone, link, campaign.days)
    assert heard == []

    page = open_page(server, DESKTOP)
    with listening_for_errors(page) as heard:
        sign_in(page)
        page.goto("/bilan")
        ready(page)
        expect(page.get_by_text("80 à 110", exact=True)).to_be_visible()
        shoot(page, "lien-bilan-edition")
        assert "Nouvelles têtes — 0 répondant sur 2" in said(page)
        page.get_by_test_id("stButtonGroup").get_by_text("Visiteurs", exact=True).click()
        expect(page.get_by_text("Ce qui a été compté")).to_be_visible()
        ready(page)
        counted = said(page)
        shoot(page, "lien-bilan-visiteurs")
        assert "Visiteurs 1 sur 2 de 80 à 110 personnes" in counted
        assert "Nouvelles têtes 0 sur 2 inconnu inconnu 1 ne sait pas, 1 sans réponse" in counted
        assert not re.search(r"\b0 (personne|%)", counted)
        assert violations(page, ("serious", "critical")) == []
        page.goto("/fiche-experience")
        ready(page)
        shoot(page, "lien-fiche")
        sheet = said(page)
        assert "1 bilan reçu sur 2" in sheet
        assert "Visiteurs : de 80 à 110 personnes au total. 1 répondant sur 2" in sheet
        assert violations(page, ("serious", "critical")) == []
    assert heard == []
