"""Who does what, in a browser: a shop reads its role on a phone, says so, and the officer's screen knows it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from campaign.accounts import links
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import link_of
from campaign.editions.views import working_edition
from campaign.participation.role_readers import role_readers
from campaign.roles.model import ActorRole
from tests.browser.conftest import DESKTOP, PHONE, drawn, ready, shoot, violations
from tests.browser.test_agents_screens import TELEPHONE, sign_in
from tests.browser.test_plain_pages import demonstration  # noqa: F401 - the same database
from tests.documents.reading import texts

SERIOUS = ("serious", "critical")


def somebody(db) -> tuple[str, str, str]:
    """A contact of a shop who has not read yet: name, the shops, the path of their link."""
    edition = working_edition(db, SYSTEM)
    one = next(one for one in role_readers(db, SYSTEM, edition.id) if one.waits and one.role is ActorRole.SHOPS)
    return one.name, one.under, f"/p/{links.token_of(link_of(db, one.contact_id, edition.id))}"


def test_a_shop_reads_its_role_and_the_officer_knows(demonstration, demonstration_server, open_page):  # noqa: F811
    name, shops, address = somebody(demonstration)
    phone = open_page(demonstration_server, PHONE, javascript=False)
    phone.goto(address)
    phone.get_by_role("link", name="Lire mon rôle").first.click()
    assert phone.inner_text("h1") == "Votre rôle"
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="La page à afficher").click()
    assert taken.value.suggested_filename.startswith("qui-fait-quoi-boutiques-")
    assert "Boutiques" in texts(Path(taken.value.path()).read_bytes())[0]
    phone.get_by_role("button", name="J’ai lu mon rôle").click()
    expect(phone.get_by_role("status")).to_contain_text("C’est noté, merci")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]

    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, Role.OFFICER)
    page.goto("/qui-fait-quoi?lu=oui")
    ready(page)
    page.get_by_role("radio", name=re.compile(r"^Lu\b")).click()
    ready(page)
    page.get_by_placeholder("Nom, boutique, fonction").fill(name)
    page.keyboard.press("Enter")
    ready(page)
    panel = page.get_by_role("heading", name=name)
    expect(panel).to_be_visible()
    expect(page.get_by_text("sur son lien personnel").last).to_be_visible()
    expect(page.get_by_text(shops).last).to_be_visible()


def test_the_page_of_a_role_is_accessible(demonstration, demonstration_server, open_page):  # noqa: F811
    _, _, address = somebody(demonstration)
    for size in (PHONE, DESKTOP):
        page = open_page(demonstration_server, size)
        page.goto(f"{address}/role")
        drawn(page)
        assert violations(page) == []
        shoot(page, f"role-{size['viewport']['width']}")


def test_the_screen_of_roles_holds_on_a_phone_and_words_are_rewritten(demonstration_server, open_page):
    page = open_page(demonstration_server, TELEPHONE)
    sign_in(page, Role.OFFICER)
    page.goto("/qui-fait-quoi")
    ready(page)
    for part in ("Les rôles", "Qui a lu", "Équipe projet"):
        page.get_by_role("radio", name=part).click()
        ready(page)
        assert violations(page, SERIOUS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["viewport"]["width"]
        shoot(page, f"qui-fait-quoi-{part}")
    page.get_by_role("radio", name="Les rôles").click()
    ready(page)
    page.get_by_role("button", name="Réécrire").nth(3).click()
    page.get_by_label("Votre rôle : …").fill("garder la page en ligne <b>tout le mois</b>.")
    page.get_by_label("Ce que nous demandons", exact=True).click()  # the typed text leaves the field
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Rôle réécrit.")).to_be_visible()
    ready(page)
    expect(page.get_by_text("Garder la page en ligne <b>tout le mois</b>.")).to_be_visible()
    page.get_by_role("button", name="Revenir au texte proposé").click()
    page.get_by_role("dialog").get_by_role("button", name="Revenir au texte proposé").click()
    expect(page.get_by_text("Le texte proposé est de retour.")).to_be_visible()
