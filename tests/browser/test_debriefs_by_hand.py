"""A sheet of paper typed « au nom de » a shop, with one range and one « je ne sais pas », then read in the list."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.debrief.model import Figure, Source, State, Unit
from campaign.debrief.store import debrief_of
from campaign.editions.views import edition as edition_view
from tests.browser.conftest import listening_for_errors, ready, unsound
from tests.browser.test_agents_screens import TELEPHONE
from tests.conftest import PASSWORD

SERIOUS = ("serious", "critical")


@pytest.fixture
def over(db, officer, signed_in, edition, shop, contact, answered):
    """An event that is over, two shops that came and told nothing: (edition id, the shop that sends its sheet)."""
    signed_in(officer)
    with clock.frozen(clock.now() - timedelta(days=70)):
        edition_id = edition()
        shops = [shop(), shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130")]
        contact(shops, phone="0241000018")
        for one in shops:
            answered(edition_id, one)
    return edition_id, shops[1]


def fine(page: Page, name: str) -> None:
    """Nothing serious for axe, nothing wider than the screen, on a telephone and on a desk."""
    ready(page)
    assert unsound(page, name) == []


def beside(label: str, day: date) -> re.Pattern[str]:
    """The field of a day: no-break spaces apart."""
    words = re.escape(f"{label}, {day_in_words(day, year=False)}").replace("\\ ", r"\s").replace("\u00a0", r"\s")
    return re.compile(f"^{words}")


def test_a_paper_sheet_is_typed_in_the_name_of_a_shop_and_shown_in_the_list(db, officer, over, server, open_page):
    edition_id, place_id = over
    first, second = edition_view(db, edition_id).days
    page = open_page(server, TELEPHONE)
    with listening_for_errors(page) as heard:
        page.goto("/connexion")
        page.fill("#email", officer.email)
        page.fill("#passe", PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        ready(page)
        page.goto("/bilans")
        fine(page, "bilans-vides")
        page.get_by_role("button", name="Saisir un bilan").click()
        page.get_by_label("Pour quel lieu ?").click()
        page.get_by_role("option", name=re.compile("Le Fil retrouvé")).click()
        page.get_by_role("radio", name="Sur la feuille papier").click()
        page.get_by_label(beside("Visiteurs", first)).fill("20 à 50")
        page.get_by_label(beside("Visiteurs", second)).fill("environ 50")
        fine(page, "bilan-a-saisir")
        page.get_by_role("button", name="Enregistrer et continuer").click()
        expect(page.get_by_text("Rien n’est enregistré : 1 réponse est à corriger")).to_be_visible()
        expect(page.get_by_label(beside("Visiteurs", first))).to_have_value("20 à 50")
        page.get_by_label(beside("Visiteurs", second)).fill("")
        page.get_by_text("Je ne sais pas", exact=True).nth(1).click()
        page.get_by_role("button", name="Enregistrer et continuer").click()
        expect(page.get_by_text("« Les passages » : enregistré.")).to_be_visible()
        expect(page.get_by_role("heading", name="2. Les ventes")).to_be_in_viewport()
        fine(page, "bilan-suite")
        page.get_by_role("button", name="Enregistrer et terminer").click()
        expect(page.get_by_text("Le Fil retrouvé : le bilan est fini.")).to_be_visible()
        expect(page.get_by_text("1 lieu sur 2 a raconté ses journées", exact=False)).to_be_visible()
        expect(page.get_by_role("radio", name=re.compile("Fini"))).to_be_visible()
        page.get_by_text("La même chose en tableau").click()
        line = page.get_by_role("row", name=re.compile("Le Fil retrouvé"))
        expect(line).to_contain_text(re.compile(r"papier.*20 à 50.*ne sait pas"))
        fine(page, "bilans-recus")
    assert heard == []
    kept = debrief_of(db, edition_id, place_id)
    assert (kept.source, kept.state) == (Source.PAPER, State.DONE)
    assert kept.answer("visitors", first).figure == Figure(20, 50, Unit.PEOPLE)
    assert (kept.answer("visitors", second).unknown, kept.answer("visitors", second).figure) == (True, None)
