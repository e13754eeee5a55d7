"""The kit of an edition downloaded, another edition prepared from it, its lessons read; at both widths."""

from playwright.sync_api import Page, expect

from campaign.base.operations import new_operation
from campaign.editions.views import editions
from campaign.handover.reading import read_kit
from campaign.report.matrix import add_point
from tests.browser.conftest import listening_for_errors, ready, unsound
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE
from tests.conftest import PASSWORD

SERIOUS = ("serious", "critical")


def fine(page: Page, name: str) -> None:
    """Nothing serious for axe, nothing wider than the screen, on a telephone and on a desk."""
    ready(page)
    assert unsound(page, name) == []


def test_a_kit_is_downloaded_and_prepares_another_edition(db, officer, signed_in, edition, server, open_page, tmp_path):
    signed_in(officer)
    edition_id = edition(name="Printemps")
    point = {"quadrant": "weaknesses", "text": "Trop tard : appeler Mme Bouvet au 02 41 00 00 00"}
    add_point(db, officer, edition_id, point, new_operation())
    page = open_page(server, TELEPHONE)
    with listening_for_errors(page) as heard:
        page.goto("/connexion")
        page.fill("#email", officer.email)
        page.fill("#passe", PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        ready(page)
        page.goto("/editions")
        page.get_by_role("button", name="Kit de reprise").click()
        taken_out = page.get_by_text("2 mentions retirées des textes")
        expect(taken_out).to_be_visible()
        taken_out.click()
        expect(page.get_by_text("« 02 41 00 00 00 »")).to_be_visible()
        fine(page, "kit-donne")
        with page.expect_download() as asked:
            page.get_by_role("button", name="Télécharger le kit").click()
        assert asked.value.suggested_filename == "kit-de-reprise-printemps.zip"
        file = tmp_path / "kit.zip"
        asked.value.save_as(file)
        (lesson,) = read_kit(file.read_bytes()).lessons.points
        assert lesson.text == "Trop tard : appeler Mme [nom retiré] au [téléphone retiré]"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Reprendre un kit").click()
        page.locator("[role=dialog] input[type=file]").set_input_files(file)
        expect(page.get_by_text("1 enseignement à lire")).to_be_visible()
        assert len(editions(db, officer)) == 1
        fine(page, "kit-a-reprendre")
        page.get_by_role("button", name="Préparer cette édition").click()
        expect(page.get_by_text("Printemps est prête à relire")).to_be_visible()
        page.get_by_role("button", name="Lire le kit reçu").click()
        expect(page.get_by_text("Trop tard : appeler Mme [nom retiré]", exact=False)).to_be_visible()
        fine(page, "kit-recu")
    assert heard == []
    assert len(editions(db, officer)) == 2


def test_a_file_that_is_no_kit_is_refused_in_a_sentence(db, officer, signed_in, edition, server, open_page, tmp_path):
    signed_in(officer)
    file = tmp_path / "photos.zip"
    file.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    page = open_page(server, LAPTOP)
    page.goto("/connexion")
    page.fill("#email", officer.email)
    page.fill("#passe", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)
    page.goto("/editions")
    page.get_by_role("button", name="Reprendre un kit").click()
    page.locator("[role=dialog] input[type=file]").set_input_files(file)
    expect(page.get_by_text("Ce fichier n’est pas un kit de reprise.")).to_be_visible()
