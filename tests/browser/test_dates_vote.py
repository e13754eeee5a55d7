"""The vote on the days in a real browser: a phone without script, accessible in every state, up to the decision."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.deciding import decide
from campaign.consultation.preparing import note_set, propose, save_search
from campaign.consultation.views import candidates_scored, results_of
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition
from campaign.partners.actions import add_place
from campaign.partners.contacts import add_contact
from tests.browser.conftest import PHONE, drawn, shoot, violations
from tests.browser.test_plain_pages import NARROW, database_of
from tests.servers import LiveServer

WIDE_PHONE = {"viewport": {"width": 412, "height": 915}}


@dataclass
class Asked:
    """Two shops of one person are asked about two sets of days."""

    db: object
    edition_id: int
    address: str
    best: str


@pytest.fixture(scope="module")
def voting_server(tmp_path_factory):
    """One server for both tests, each with an edition of its own."""
    with LiveServer(tmp_path_factory.mktemp("vote"), is_warm=True) as live:
        yield live


@pytest.fixture
def asked(voting_server, monkeypatch):
    with database_of(voting_server, monkeypatch) as db:
        first = clock.today() + timedelta(days=120)
        first += timedelta(days=(2 - first.weekday()) % 7)
        values = check_edition("Édition de novembre", "", [first + timedelta(days=21)], first - timedelta(days=40))
        edition_id = add_edition(db, SYSTEM, values, new_operation())
        shops = [
            add_place(db, SYSTEM, {"name": name, "address": "31 rue des Artisans", "postcode": "49100",
                                   "commune": "Angers", "opening_hours_text": hours}, new_operation())
            for name, hours in (("La Malle à Félicie", "mardi au samedi 10h-18h"), ("La Remise", "samedi 10h-18h"))
        ]  # fmt: skip
        person = {"name": "Félicie", "email": "felicie@exemple.fr", "place_ids": shops}
        contact_id = add_contact(db, SYSTEM, person, new_operation())
        last = first + timedelta(days=10)
        typed = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "day_count": "2", "gap": "3"}
        save_search(db, SYSTEM, edition_id, typed, [2, 5], new_operation())
        codes = sorted(one.scored.days.code for one in candidates_scored(db, SYSTEM, edition_id))
        propose(db, SYSTEM, edition_id, codes, new_operation())
        note_set(db, SYSTEM, edition_id, codes[0], "Le samedi, la presse en parlera.", new_operation())
        closes_on = clock.today() + timedelta(days=20)
        open_consultation(db, SYSTEM, edition_id, closes_on, 50, shops, new_operation())
        link = link_of(db, contact_id, edition_id)
        yield Asked(db, edition_id, f"/p/{token_of(link)}", codes[0])


def test_from_the_link_to_the_decision_on_a_phone_without_script(asked, voting_server, open_page):
    page = open_page(voting_server, PHONE, javascript=False)
    page.goto(asked.address)
    assert page.url.endswith("/dates")
    assert page.get_by_text("Réponse attendue").count() == 2
    page.get_by_role("link", name="Répondre pour La Malle à Félicie").click()
    assert page.inner_text("h1") == "Choisissons les jours ensemble"
    assert "Le samedi, la presse en parlera." in page.inner_text("main")
    send = page.get_by_role("button", name="Envoyer mes choix")
    send.click()
    assert page.title().startswith("Erreur")
    page.get_by_role("radio", name="Oui").first.check(force=True)
    page.get_by_role("radio", name="Non").nth(1).check(force=True)
    page.get_by_label("Qu’est-ce qui bloque ?").nth(1).fill("Inventaire ce jour-là")
    shoot(page, "jours-390")
    page.get_by_role("button", name="Envoyer mes choix").click()
    assert page.inner_text("h1").replace("\u00a0", " ") == "Merci, c’est noté !"
    assert "Inventaire ce jour-là" in page.inner_text("main")
    page.get_by_role("link", name="Répondre : La Remise").click()
    assert "vous êtes fermés le mercredi" in page.inner_text("main")
    page.get_by_role("radio", name="Si besoin").first.check(force=True)
    page.get_by_role("button", name="Envoyer mes choix").click()
    told = {one.days.code: one.shops for one in results_of(asked.db, SYSTEM, asked.edition_id).sets}
    assert (told[asked.best].yes, told[asked.best].if_needed) == (1, 1)

    days = [date.fromisoformat(one) for one in asked.best.split("_")]
    decide(asked.db, SYSTEM, asked.edition_id, asked.best, "", days[0] - timedelta(days=30), new_operation())
    page.goto(asked.address)
    assert page.inner_text("h1").replace("\u00a0", " ") == "Les jours sont choisis !"
    assert "Les 2 boutiques qui ont répondu peuvent ouvrir" in page.inner_text("main").replace("\u00a0", " ")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Ajouter à mon agenda").click()
    assert taken.value.suggested_filename == "les-bons-jours-de-l-occasion.ics"


def test_every_state_is_accessible_at_every_width(asked, voting_server, open_page):
    pages = [(size, open_page(voting_server, size)) for size in (NARROW, WIDE_PHONE)]
    widest = pages[-1][1]

    def looked_at(name: str, path: str) -> None:
        for size, page in pages:
            page.goto(f"{asked.address}{path}")
            drawn(page)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert violations(page) == [], (name, size)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, size)
            shoot(page, f"jours-{name}-{size['viewport']['width']}")

    looked_at("lieux", "/dates")
    listed = widest.get_by_role("link", name="Répondre pour La Malle à Félicie").get_attribute("href")
    form = listed.removeprefix(asked.address)
    looked_at("choix", form)
    widest.get_by_role("button", name="Envoyer mes choix").click()
    assert widest.title().startswith("Erreur")
    assert violations(widest) == []
    widest.locator("label.choice", has_text="Non").first.click()
    widest.get_by_label("Qu’est-ce qui bloque ?").first.fill("Inventaire")
    widest.get_by_role("button", name="Envoyer mes choix").click()
    looked_at("merci", form)
    days = [date.fromisoformat(one) for one in asked.best.split("_")]
    decide(asked.db, SYSTEM, asked.edition_id, asked.best, "Parce que", days[0] - timedelta(days=30), new_operation())
    looked_at("decides", "/dates")
