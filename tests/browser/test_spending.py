"""The money of an edition in a real browser: an alert leads to its line, a workbook is looked at, written, undone."""

import io

import openpyxl

from campaign.accounts.model import SYSTEM, Role
from campaign.editions.views import working_edition
from campaign.planning.views import spending
from tests.browser.conftest import DESKTOP, ready, shoot, violations
from tests.browser.test_agents_screens import TELEPHONE, sign_in
from tests.browser.test_plain_pages import database_of

HEADERS = ("Nature", "Libellé", "Montants", "TVA (%)", "Prévu (€)")


def workbook() -> bytes:
    made = openpyxl.Workbook()
    for row in (HEADERS, ("Prestations", "Conteuse d’essai", "TTC", 20, "1 234,56"),
                ("Fournitures", "Encre", "", 20, 12)):  # fmt: skip
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def tab(page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    ready(page)


def labels(server, monkeypatch) -> list[str]:
    with database_of(server, monkeypatch) as db:
        edition = working_edition(db, SYSTEM)
        return [one.label for one in spending(db, SYSTEM, edition.id).lines]


def test_a_workbook_is_looked_at_written_and_taken_back(demonstration_server, open_page, monkeypatch):
    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, Role.OFFICER)
    page.goto("/depenses?onglet=classeur")
    ready(page)
    page.set_input_files("input[type=file]", {"name": "budget.xlsx", "mimeType": "", "buffer": workbook()})
    page.get_by_role("button", name="Importer 1 dépense").wait_for()
    ready(page)
    assert "Ligne 3 : colonne « Montants » : ni HT ni TTC" in page.inner_text("body").replace("\u00a0", " ")
    assert "Conteuse d’essai" not in labels(demonstration_server, monkeypatch)
    shoot(page, "depenses-import")
    page.get_by_role("button", name="Importer 1 dépense").click()
    page.get_by_text("1 dépense ajoutée").wait_for()
    assert "Conteuse d’essai" in labels(demonstration_server, monkeypatch)
    page.get_by_role("button", name="Annuler cet import").click()
    page.get_by_text("Import annulé").wait_for()
    assert "Conteuse d’essai" not in labels(demonstration_server, monkeypatch)


def test_each_part_holds_on_a_phone_and_an_alert_leads_to_its_line(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    page.goto("/depenses")
    ready(page)
    for name in ("Qui paie", "Comparer", "Importer", "Dépenses"):
        tab(page, name)
        assert violations(page, ("serious", "critical")) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        shoot(page, f"depenses-{name}-412")
    page.get_by_role("button", name="Voir la dépense").first.click()
    ready(page)
    page.get_by_role("heading", name="Encarts dans la presse locale").wait_for()
