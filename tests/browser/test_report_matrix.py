"""The report in a browser: what shops told is ticked, put under a new point, and taken back; a reader only reads."""

import re

import pytest
from playwright.sync_api import expect

from campaign.accounts.model import Role
from tests.browser.conftest import listening_for_errors, ready, unsound
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE, sign_in

# Avril 2014, with its matrix and its remarks still to read.
ADDRESS = "/bilan?edition=2&chapitre=retenir"
POINT = "Des boutiques trop étroites pour la roue"


@pytest.mark.slow
def test_remarks_go_under_a_point_and_come_back(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    with listening_for_errors(page) as heard:
        page.goto(ADDRESS)
        ready(page)
        group = page.get_by_role("button", name="Mettre sous un point")
        expect(group).to_be_disabled()
        for rank in (0, 1):
            page.locator('[data-testid="stCheckbox"] label').nth(rank).click()
            ready(page)
        expect(page.get_by_text("2 cochées")).to_be_visible()
        group.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("Faiblesses", exact=True).click()
        dialog.get_by_label("Le point, en peu de mots").fill(POINT)
        dialog.get_by_label("Le point, en peu de mots").blur()
        ready(page)
        found = unsound(page, "matrix-dialog")
        dialog.get_by_role("button", name="Ranger", exact=True).click()
        point = page.get_by_role("button", name=re.compile(rf"{POINT}.*2.lieux"))
        expect(point).to_be_visible()
        ready(page)
        found += unsound(page, "matrix")
        page.get_by_role("button", name="Annuler").click()
        alone = page.get_by_role("button", name=re.compile(rf"{POINT}$"))
        expect(alone).to_be_visible()
        # Left as it was found, for the tests that follow.
        alone.click()
        dialog.get_by_role("button", name="Retirer ce point").click()
        expect(page.get_by_role("button", name="Annuler")).to_be_visible()
        expect(alone).to_have_count(0)
    assert found == []
    assert heard == []


def test_a_reader_sees_the_corners_and_none_of_what_was_told(demonstration_server, open_page):
    page = open_page(demonstration_server, LAPTOP)
    sign_in(page, Role.READER)
    page.goto(ADDRESS)
    ready(page)
    corners = page.locator('[class*="st-key-corner-"]')
    expect(corners).to_contain_text(["Atouts", "Faiblesses", "Opportunités", "Menaces"])
    expect(page.get_by_text("Décisions pour la prochaine édition")).to_be_visible()
    expect(page.locator('[data-testid="stCheckbox"]')).to_have_count(0)
    expect(page.get_by_role("button", name="Écrire un point")).to_have_count(0)
