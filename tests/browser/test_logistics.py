"""The whole way of a kit: forecast, plan, slips, delivered without network on a phone, back with one piece missing."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaign.base.operations import new_operation
from campaign.deliveries.model import SlipKind
from campaign.deliveries.owed import GapKind
from campaign.deliveries.views import outstanding
from campaign.deliveries.views import slips as slips_of
from campaign.kits.actions import add_model
from campaign.rounds.fleet import add_vehicle
from campaign.rounds.links import driver_address
from campaign.rounds.model import Purpose
from campaign.rounds.views import adopted_plan
from campaign.stock import items, moving
from campaign.stock.views import available
from tests.browser.conftest import DESKTOP, PHONE, listening_for_errors, ready, shoot, violations
from tests.conftest import PASSWORD
from tests.documents.reading import texts
from tests.servers import LiveServer

SERIOUS = ("serious", "critical")


@pytest.fixture
def prepared(tmp_path, db, officer, logistics, signed_in, shop, answered, edition, depot):
    """Two shops that take part, a kit of 10 flyers and 8 panels each, 12 panels only, a van: (server, edition id)."""
    signed_in(logistics)
    edition_id = edition(60)
    for name, commune, postcode in (("La Malle à Félicie", "Angers", "49100"), ("La Remise", "Tiercé", "49125")):
        hours = "lun.-sam. 9 h – 18 h"
        answered(edition_id, shop(name, commune=commune, postcode=postcode, opening_hours_text=hours), needs={})
    usual = {"volume_litres": "2", "weight_kg": "1"}
    flyer = {"code": "FLY-A5", "name": "Flyers A5", "kind": "consumable", "unit": "paquet de 100", "pack": "100"}
    panel = {"code": "FLE", "name": "Panneaux de fléchage", "kind": "counted", "value_cents": "9,50"}
    flyers = items.add_item(db, logistics, flyer | usual, new_operation())
    panels = items.add_item(db, logistics, panel | usual, new_operation())
    moving.receive(db, logistics, flyers, depot, 100, "", new_operation())
    moving.receive(db, logistics, panels, depot, 12, "", new_operation())
    lines = [{"item_id": one, "rule": "fixed", "small": many, "medium": many, "large": many}
             for one, many in ((flyers, 10), (panels, 8))]  # fmt: skip
    add_model(db, logistics, {"name": "Boutique", "kind": "shop"}, lines, new_operation())
    van = {"name": "Camionnette", "volume_litres": "3000", "payload_kg": "600"}
    add_vehicle(db, logistics, van, new_operation())
    with LiveServer(tmp_path, worker="child", is_warm=True) as live:
        yield live, edition_id, flyers, panels, depot


def signed(open_page, server: LiveServer, email: str) -> Page:
    """A screen of somebody of the logistics team."""
    page = open_page(server, DESKTOP)
    page.goto("/connexion")
    page.fill("#email", email)
    page.fill("#passe", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)
    return page


def test_from_the_forecast_to_the_missing_panel(prepared, db, officer, logistics, open_page):
    server, edition_id, flyers, panels, depot = prepared
    page = signed(open_page, server, logistics.email)

    # Forecast: 16 panels for 12; four arrive.
    page.goto("/kits?onglet=prevision")
    ready(page)
    expect(page.get_by_text(re.compile("il en manque.4")).first).to_be_visible()
    moving.receive(db, logistics, panels, depot, 4, "Livrés par le fournisseur", new_operation())
    page.reload()
    ready(page)
    expect(page.get_by_text(re.compile("il en manque"))).to_have_count(0)

    # Slips, then the plan, then its papers.
    page.goto("/livraisons")
    ready(page)
    page.get_by_role("button", name="Préparer les bons").click()
    expect(page.get_by_text(re.compile("2.bons préparés"))).to_be_visible()
    page.goto("/tournees")
    ready(page)
    page.get_by_role("button", name="Calculer les tournées").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Secondes de calcul").fill("1")
    dialog.get_by_role("button", name="Lancer le calcul").click()
    expect(page.get_by_role("button", name="Adopter ce plan")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Adopter ce plan").click()
    expect(page.get_by_text("Plan adopté")).to_be_visible(timeout=30_000)
    ready(page)
    shoot(page, "tournee-adoptee")
    assert violations(page, SERIOUS) == []
    page.get_by_role("button", name="Bons et feuilles").click()
    with page.expect_download() as taken:
        page.get_by_role("dialog").get_by_role("button", name=re.compile("Télécharger")).click()
    archive = zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes()))
    slips = next(one for one in archive.namelist() if "bons-de-livraison" in one)
    assert "La Malle à Félicie" in " ".join(texts(archive.read(slips))).replace("\u00a0", " ")

    # On the road, at 390 px, without network; the second shop is short of two panels.
    plan = adopted_plan(db, officer, edition_id, Purpose.DELIVERY)
    (one,) = [found for found in plan.rounds if found.stops]
    phone = open_page(server, PHONE)
    with listening_for_errors(phone) as heard:
        phone.goto("/t/" + driver_address(db, officer, one.id).rpartition("/")[2])
        expect(phone.locator("#tournee")).to_have_attribute("data-kept", "oui")
        phone.context.set_offline(True)
        for _ in one.stops:
            phone.get_by_role("link", name="Livrer").click()
            phone.fill("#recu", "Inès Garnier")
            number = phone.get_attribute("#saisie", "data-number")
            phone.get_by_role("button", name="Livraison faite").click()
            expect(phone.locator(f'.stop.is-done[data-number="{number}"]')).to_be_visible()
        expect(phone.locator("#reseau")).to_contain_text("2\u00a0saisies en attente")
        assert available(db, officer)[panels] == 16
        phone.context.set_offline(False)
        for _ in range(300):
            if available(db, officer)[panels] == 0:
                break
            phone.wait_for_timeout(100)
    assert heard == []
    assert available(db, officer) == {flyers: 80, panels: 0}

    # Back, with one panel missing: the stock, what is out and the follow-up say so.
    returned = slips_of(db, officer, edition_id, SlipKind.RETURN)[0].number
    page.goto(f"/retours?bon={returned}")
    ready(page)
    page.get_by_label("Revenus").fill("7")
    page.get_by_label("Revenus").press("Tab")
    page.get_by_label("Manquants").fill("1")
    page.get_by_label("Manquants").press("Tab")
    ready(page)
    page.get_by_role("button", name="Enregistrer la reprise").click()
    expect(page.get_by_text(re.compile("7.objets revenus, 1.manque"))).to_be_visible(timeout=30_000)
    assert available(db, officer)[panels] == 7
    told = outstanding(db, officer, edition_id)
    assert [(gap.kind, gap.quantity, gap.value_cents) for gap in told.missing] == [(GapKind.MISSING, 1, 950)]
    assert sorted(line.quantity for line in told.out) == [1, 8]
    page.goto("/retours?onglet=suivi")
    ready(page)
    expect(page.get_by_text("1\u00a0panneau").first).to_be_visible()
    shoot(page, "suivi-du-materiel")
    assert violations(page, SERIOUS) == []
