"""The evidence in a browser: given a file of seven megabytes, looked at, taken away as one folder; accessible."""

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts.model import Role
from tests.browser.conftest import ready, shoot, unsound
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE, sign_in
from tests.evidence import samples

PATH = "/preuves?edition=1"
TITLE = "Plaquette remise aux élus"


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def add(page: Page, title: str) -> None:
    page.goto(PATH)
    ready(page)
    page.get_by_role("button", name="Ajouter une preuve").click()
    page.get_by_role("dialog").get_by_label("Preuve", exact=True).fill(title)
    ready(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Preuve enregistrée.")).to_be_visible()
    ready(page)
    search = page.get_by_label("Chercher")
    search.fill(title)
    search.press("Enter")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    ready(page)


@pytest.mark.slow
def test_a_file_is_given_looked_at_and_taken_away_in_the_folder(demonstration_server, open_page):
    page = open_page(demonstration_server, LAPTOP)
    sign_in(page, Role.OFFICER)
    add(page, TITLE)
    page.get_by_role("button", name="Donner un fichier").click()
    # Between the five megabytes of the other screens and the ten of this one.
    heavy = samples.opened(**{"Pictures/plan.bin": random.Random(3).randbytes(7 * 1024 * 1024)})
    files = [
        {"name": "bon “signé”.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()},
        {"name": "plan.odt", "mimeType": samples.ODT, "buffer": heavy},
    ]
    page.locator('.st-key-ten-megabytes input[type="file"]').set_input_files(files)
    expect(page.get_by_text("7.3MB")).to_be_visible()
    ready(page)
    page.get_by_role("button", name="Joindre").click()
    expect(page.get_by_text("2 fichiers joints.")).to_be_visible()
    ready(page)
    expect(page.locator(".st-key-evidence-detail")).to_contain_text("Existante")
    page.get_by_role("button", name="Voir", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("img", name=re.compile("Aperçu de bon"))).to_be_visible()
    shoot(page, "evidence-look")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("bon “signé”.pdf")).click()
    assert Path(waiting.value.path()).read_bytes() == samples.pdf()
    page.get_by_role("button", name="Exporter").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Dossier complet (ZIP)").click()
    assert waiting.value.suggested_filename == "preuves-novembre-2013.zip"
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as folder:
        names = folder.namelist()
        assert folder.testzip() is None
    assert {"00-sommaire.pdf", "00-sommaire.xlsx"} <= set(names)
    assert [one.partition("-")[2] for one in names if "plaquette" in one] == [
        "plaquette-remise-aux-elus/01-bon-signe.pdf", "plaquette-remise-aux-elus/02-plan.odt",
    ]  # fmt: skip


@pytest.mark.slow
def test_the_screen_and_its_dialogs_are_accessible(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    add(page, "Essai à deux largeurs")
    page.get_by_label("Chercher").fill("")
    page.get_by_label("Chercher").press("Enter")
    ready(page)
    found = unsound(page, "evidence")
    for verb, title in (("Modifier", "Preuve"), ("Donner un fichier", "Donner un fichier")):
        page.get_by_role("button", name=verb, exact=True).click()
        expect(page.get_by_role("dialog", name=re.compile(title))).to_be_visible()
        ready(page)
        found += unsound(page, f"evidence-{verb.split()[0].lower()}")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert found == []
