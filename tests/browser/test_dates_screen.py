"""Choosing the days in a real browser, on a phone: typed, compared, asked, answered by telephone, decided."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from campaign.accounts.model import Role
from campaign.accounts.store import all_agents
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.consultation.consulted import Stage
from campaign.consultation.views import consultation
from campaign.editions.actions import add_edition, cancel_edition
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from tests.browser.conftest import listening_for_errors, ready, shoot, violations
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE, sign_in
from tests.browser.test_plain_pages import database_of

SERIOUS = ("serious", "critical")


@pytest.fixture
def prepared(demonstration_server, monkeypatch):
    """An edition of its own in the demonstration, called off afterwards: (db, officer, id)."""
    with database_of(demonstration_server, monkeypatch) as db:
        officer = next(one for one in all_agents(db) if one.role is Role.OFFICER)
        year = clock.today().year + 1
        days = [date(year, 11, 20), date(year, 11, 23)]
        values = check_edition("Jours à choisir", "", days, date(year, 10, 8))
        number = add_edition(db, officer, values, new_operation())
        yield db, officer, number
        cancel_edition(db, officer, number, new_operation())


def found_on(page, name: str) -> list[str]:
    """What axe finds serious, and what overflows."""
    shoot(page, name)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page, SERIOUS) + ([f"{name} déborde de {overflow} px"] if overflow > 0 else [])


def test_from_the_search_to_the_decision(prepared, demonstration_server, open_page):
    db, officer, number = prepared
    year = clock.today().year + 1
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    with listening_for_errors(page) as heard:
        page.goto(f"/choisir-les-jours?edition={number}")
        ready(page)
        last = page.get_by_label("Au (compris)")
        last.fill(f"31/02/{year}")
        last.blur()
        expect(page.get_by_text("Le 31 février n’existe pas.")).to_be_visible()
        last.fill(f"28/11/{year}")
        last.blur()
        page.get_by_label("Du", exact=True).fill(f"3 nov {year}")
        page.get_by_label("Du", exact=True).blur()
        expect(page.get_by_text(re.compile(rf"soit.*3 novembre {year}"))).to_be_visible()
        page.get_by_role("button", name="Chercher les jours possibles").click()
        ready(page)
        proposing = page.get_by_role("button", name="Proposer", exact=True)
        proposing.first.click()
        expect(page.get_by_role("button", name="Proposé", exact=True)).to_have_count(1)
        proposing.first.click()
        expect(page.get_by_role("button", name="Proposé", exact=True)).to_have_count(2)
        ready(page)
        found = found_on(page, "jours-412")
        page.get_by_role("button", name="Consulter les acteurs").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("recevront un message")).to_be_visible()
        dialog.get_by_role("button", name="Envoyer", exact=True).click()
        expect(page.get_by_role("heading", name="On attend encore")).to_be_visible()
        assert consultation(db, officer, number).stage(clock.today()) is Stage.OPEN

        page.get_by_role("button", name="Noter une réponse").click()
        who = dialog.get_by_role("combobox", name="Qui répond ?")
        who.click()
        page.get_by_role("option").first.click()
        for rank in (0, 1):
            dialog.get_by_role("radio", name="Si besoin").nth(rank).click()
            ready(page)
        found += found_on(page, "jours-reponse-412")
        dialog.get_by_role("button", name="Enregistrer la réponse").click()
        expect(page.get_by_text(re.compile("est notée"))).to_be_visible()
        ready(page)
        page.get_by_role("button", name="Choisir ces jours").first.click()
        expect(dialog.get_by_text("Ce que cela fait au rétroplanning")).to_be_visible()
        ready(page)
        found += found_on(page, "jours-decision-412")
        # Only an animator answered: no shop's voice says why.
        dialog.get_by_role("button", name="Décider et prévenir").click()
        expect(dialog.get_by_text("Écrivez pourquoi")).to_be_visible()
        dialog.get_by_label("Pourquoi ces jours").fill("Les animateurs sont libres.")
        dialog.get_by_label("Pourquoi ces jours").blur()
        ready(page)
        dialog.get_by_role("button", name="Décider et prévenir").click()
        expect(page.get_by_role("heading", name="Les jours sont choisis")).to_be_visible()
        ready(page)
        found += found_on(page, "jours-decides-412")
        with page.expect_download() as taken:
            page.get_by_role("button", name="Ajouter à mon agenda").click()
        assert taken.value.suggested_filename.endswith(".ics")
    assert found == []
    assert heard == []
    seen = consultation(db, officer, number)
    assert seen.decided is not None
    assert edition_view(db, number).days == seen.decided.days


def test_the_demonstration_shows_decided_days_to_a_reader(demonstration_server, open_page):
    page = open_page(demonstration_server, LAPTOP)
    sign_in(page, Role.READER)
    page.goto("/choisir-les-jours?edition=2")
    ready(page)
    expect(page.get_by_role("heading", name="Les jours sont choisis")).to_be_visible()
    page.get_by_text("Revoir la recherche").click()
    expect(page.get_by_role("heading", name="2. Comparer")).to_be_visible()
    expect(page.get_by_role("heading", name="mercredi 2 et samedi 5 avril 2014").first).to_be_visible()
    ready(page)
    assert found_on(page, "jours-1440") == []
