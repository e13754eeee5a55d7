"""On a phone: a photo with its credit and consent, then, three months later, the part that asks what lasted."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.debrief.default_questions import SHOP
from campaign.debrief.photos_model import Consent
from campaign.debrief.store import debrief_of, photos_of
from tests.browser.conftest import DESKTOP, PHONE, listening_for_errors, shoot, violations
from tests.browser.test_plain_pages import NARROW
from tests.debrief.test_photos import taken
from tests.web.conftest import seed

SIZES = (NARROW, PHONE, DESKTOP)


@pytest.fixture
def told(db, officer):
    """An edition that is over, whose first shop told every part but its photos: (campaign, the shop's link)."""
    with clock.frozen(clock.now() - timedelta(days=70)):
        campaign = seed(db, officer, count=2)
        for place_id in campaign.places:
            campaign.answer(place_id)
        link = campaign.link(campaign.places[:1])
    for section in SHOP.sections:
        if not section.after_months:
            form = {"volunteers": "4"} if section.code == "visits" else {}
            save_section(db, officer, campaign.edition_id, campaign.places[0], section.code, form, new_operation())
    return campaign, link


def three_months_pass(campaign):
    """The server's clock is the real one: the event goes back in time instead."""
    with transaction(campaign.db):
        campaign.db.conn.execute("PRAGMA defer_foreign_keys = ON")
        for table in ("edition_days", "open_days"):
            campaign.db.conn.execute(f"UPDATE {table} SET day = date(day, '-100 days')")


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def check(page, name):
    """Nothing for axe and nothing to scroll sideways, on a small phone, a phone and a desk."""
    shoot(page, name)
    for size in SIZES:
        page.set_viewport_size(size["viewport"])
        assert (violations(page), fits(page)) == ([], True), f"{name}, {size['viewport']['width']} px"
        shoot(page, f"{name}-{size['viewport']['width']}")
    page.set_viewport_size(PHONE["viewport"])


def test_a_photo_then_three_months_later_what_lasted(told, server, open_page):
    campaign, link = told
    page = open_page(server, PHONE)
    photo = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": taken(size=(1200, 900))}
    with listening_for_errors(page) as heard:
        page.goto(f"{link}/bilan")
        page.set_input_files("#photo", photo)
        page.fill("#credit", "Félicie Martin")
        page.get_by_role("button", name="Envoyer la photo").click()
        page.get_by_text("Dites si des personnes sont reconnaissables").first.wait_for()
        check(page, "photo-refusee")
        assert page.input_value("#credit") == "Félicie Martin"
        page.set_input_files("#photo", photo)
        page.get_by_text("Les personnes reconnaissables sont d’accord").click()
        page.fill("#caption", "La file à neuf heures")
        page.get_by_role("button", name="Envoyer la photo").click()
        page.get_by_role("img", name="La file à neuf heures").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert page.locator(".visuals img").evaluate("image => image.naturalWidth") > 0
        check(page, "photo-gardee")

        three_months_pass(campaign)
        page.goto(link)
        page.get_by_role("heading", name="Trois mois ont passé").wait_for()
        check(page, "trois-mois-edition-passee")
        page.get_by_role("link", name="Répondre").click()
        page.get_by_text("une partie de plus, deux minutes").wait_for()
        check(page, "trois-mois-partie")
        page.get_by_text("Oui, nos jours").click()
        page.fill("#months_3_regulars", "5 à 10")
        page.get_by_text("une autre boutique").click()
        page.get_by_role("button", name="Enregistrer et terminer : Trois mois après").click()
        page.get_by_text("Merci, tout est enregistré.").wait_for()
        check(page, "trois-mois-fini")
    assert heard == []
    (kept,) = photos_of(campaign.db, campaign.edition_id, campaign.places[0])
    assert (kept.credit, kept.consent, kept.caption) == ("Félicie Martin", Consent.AGREED, "La file à neuf heures")
    told_since = debrief_of(campaign.db, campaign.edition_id, campaign.places[0])
    assert told_since.answer("months_3_opening").choices == ("days",)
    assert told_since.answer("months_3_regulars").figure.high == 10


def test_without_script_a_photo_goes_as_well(told, server, open_page):
    campaign, link = told
    page = open_page(server, PHONE, javascript=False)
    page.goto(f"{link}/bilan")
    page.set_input_files("#photo", {"name": "x.png", "mimeType": "image/png", "buffer": taken("PNG")})
    page.fill("#credit", "Photo de Félicie Martin")
    page.get_by_text("Personne n’est reconnaissable").click()
    page.get_by_role("button", name="Envoyer la photo").click()
    page.get_by_text("Merci, la photo est enregistrée.").wait_for()
    page.get_by_role("button", name="Retirer : photo 1").click()
    page.get_by_role("button", name="La remettre").click()
    page.get_by_role("button", name="Retirer : photo 1").wait_for()
    (kept,) = photos_of(campaign.db, campaign.edition_id, campaign.places[0])
    assert kept.credit == "Félicie Martin"
