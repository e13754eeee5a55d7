"""The main path of a proof: approved, then an hour changes on a shop's link: the screen names the piece and the pages.

Then a shop reads its own line of the directory, without a script on a narrow screen.
"""

import re
from pathlib import Path

from playwright.sync_api import expect

from campaign.accounts.model import Role
from campaign.base.french import NBSP, enumerate_in_words
from campaign.documents.page_texts import page_texts
from tests.browser.conftest import DESKTOP, listening_for_errors, ready, shoot, violations
from tests.browser.test_agents_screens import TELEPHONE, sign_in
from tests.browser.test_plain_pages import NARROW, a_participant, demonstration  # noqa: F401 - the same database

SERIOUS = ("serious", "critical")


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def make_and_approve(page) -> bytes:
    """A proof of the directory of the département, approved; the file that was approved."""
    page.goto("/documents?piece=annuaire")
    ready(page)
    page.get_by_role("button", name="Faire un BAT").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Le fichier est gardé tel quel")).to_be_visible(timeout=60_000)
    dialog.get_by_role("button", name="Faire le BAT").click()
    expect(page.get_by_text("téléchargez-le, faites-le relire, puis validez-le")).to_be_visible(timeout=60_000)
    shoot(page, "bat")
    assert violations(page, SERIOUS) == []
    page.get_by_role("button", name="Valider", exact=True).click()
    dialog.get_by_label("Relu par").fill("Anne Relit")
    dialog.get_by_role("button", name="Valider le BAT").click()
    expect(page.get_by_text(re.compile("Validé par Anne Relit"))).to_be_visible(timeout=30_000)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Le fichier d’impression").click()
    return Path(taken.value.path()).read_bytes()


def test_an_hour_changed_after_the_approval_is_listed_with_the_exact_pages(
    demonstration, demonstration_server, open_page  # noqa: F811
):  # fmt: skip
    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, Role.COMMUNICATION)
    printed = page_texts(make_and_approve(page))
    address, shop = a_participant(demonstration)
    before = shop.answer.days[0].hours_text

    visitor = open_page(demonstration_server, NARROW, javascript=False)
    visitor.goto(f"{address}?boutique={shop.place.id}&modifier=1")
    for day in shop.answer.days:
        visitor.locator(f"#debut-{day.day.isoformat()}").select_option("11:30")
        visitor.locator(f"#fin-{day.day.isoformat()}").select_option("17:30")
    visitor.get_by_role("button", name="Envoyer").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Merci")

    # The pages that name the shop with its former hours, read in the approved file itself.
    expected = [
        at
        for at, text in enumerate(printed, start=1)
        if letters(shop.place.name) in letters(text) and letters(before) in letters(text)
    ]
    assert expected
    with listening_for_errors(page) as heard:
        page.goto("/bons-a-tirer?onglet=papier")
        ready(page)
        about = page.get_by_text(f"{shop.place.name}, horaires", exact=False).first
        expect(about).to_be_visible()
        word = "page" if len(expected) == 1 else "pages"
        where = f"{word} {enumerate_in_words(map(str, expected))}"
        expect(about).to_have_text(re.compile(rf"{re.escape(where)}\s*$"))
        expect(page.get_by_role("heading", name=re.compile("^Annuaire A5"))).to_have_count(1)
        expect(page.get_by_text(re.compile(rf"11{NBSP}h{NBSP}30"))).not_to_have_count(0)
        shoot(page, "faux-sur-le-papier")
        assert violations(page, SERIOUS) == []
        page.get_by_role("button", name="Décider", exact=True).first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("Coller un erratum").click()
        dialog.get_by_role("button", name="Noter la décision").click()
        expect(page.get_by_text("Coller un erratum : c’est noté.")).to_be_visible()
    assert heard == []


def test_the_screens_of_proofs_hold_on_a_telephone(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    for tab in ("bat", "papier", "lignes"):
        page.goto(f"/bons-a-tirer?onglet={tab}")
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
        assert violations(page, SERIOUS) == []


def test_a_shop_approves_its_line_without_a_script_at_320_pixels(
    demonstration, demonstration_server, open_page  # noqa: F811
):  # fmt: skip
    address, _ = a_participant(demonstration)
    page = open_page(demonstration_server, NARROW, javascript=False)
    page.goto(address)
    page.get_by_role("link", name="Relire ma ligne de l’annuaire").click()
    assert page.inner_text("h1").replace("\n", " ") == "Votre ligne de l’annuaire"
    approve = page.get_by_role("button", name=re.compile("C’est juste"))
    if approve.count():
        approve.click()
    expect(page.get_by_text("Approuvée")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Corriger"))).to_be_visible()
    with_script = open_page(demonstration_server, NARROW)
    with_script.goto(f"{address}/annuaire")
    assert violations(with_script) == []
    assert with_script.evaluate("document.documentElement.scrollWidth <= innerWidth")
