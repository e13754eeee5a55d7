"""What people type is text everywhere: no script runs, no picture is fetched, on public pages and agents' screens."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from campaign.accounts.actions import DEMONSTRATION_PASSWORD, prepare_demonstration_agents
from campaign.accounts.menu import SCREENS
from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import row
from campaign.base.french import typographic
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.editions.views import current_edition
from campaign.participation import actions as participation
from campaign.participation import views
from campaign.participation.model import AnswerValues, OpenDay, Presence
from campaign.partners import actions as partners
from campaign.partners import contacts
from tests.browser.conftest import DESKTOP, drawn, listening_for_errors, ready, turn_to
from tests.browser.test_plain_pages import database_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](https://evil.example/p.png) [clic](https://evil.example)",
    '"><svg onload=alert(1)>',
    "</script><script>alert(2)</script>",
    "{{7*7}} {% for x in y %}",
    ":material/home: :red[rouge] $x^2$ **gras**",
    "Emmaüs & Fils « L'Écho » 🎉",
]


@pytest.fixture
def hostile(server, monkeypatch):
    """Every text somebody can type, hostile: shops, their answers, contacts, the edition. The shops' pages."""
    with database_of(server, monkeypatch) as db:
        prepare_demonstration_agents(db, SYSTEM)
        first = clock.today() + timedelta(days=60)
        values = check_edition(HOSTILE[0], HOSTILE[1], [first], first - timedelta(days=10))
        edition_id = editions.add_edition(db, SYSTEM, values, new_operation())
        editions.open_edition(db, SYSTEM, edition_id, new_operation())
        for name in HOSTILE:
            typed = dict.fromkeys(("name", "address", "organisation", "network", "opening_hours_text", "note"), name)
            sheet = {**typed, "commune": "Angers", "postcode": "49000"}
            place = partners.add_place(db, SYSTEM, sheet, new_operation())
            contacts.add_contact(db, SYSTEM, {"name": name, "job": name, "place_ids": [place]}, new_operation())
            participation.invite(db, SYSTEM, edition_id, [place], new_operation())
            answer = AnswerValues(Presence.YES, days=(OpenDay(first, time(10), time(18)),), other_activity=name[:80])
            participation.confirm_participation(
                db, SYSTEM, edition_id, place, answer, new_operation(), answered_by=name[:80]
            )
        participation.prepare_links(db, SYSTEM, edition_id, new_operation())
        copy = row(db, "SELECT max(id) AS last, min(id) AS first FROM places")
        db.conn.execute("UPDATE places SET duplicate_of = ? WHERE id = ?", [copy["first"], copy["last"]])
        db.conn.commit()
        return [shop.slug for shop in views.public_shops(db, current_edition(db))]


def test_on_every_public_page(server, hostile, open_page):
    page = open_page(server, DESKTOP)
    with listening_for_errors(page) as heard:
        for path in ["/", "/carte", "/boutiques", *(f"/boutiques/{slug}" for slug in hostile)]:
            page.goto(path)
            drawn(page)
        page.goto("/carte")
        page.wait_for_selector("html.map-ready")
        shown = " ".join(page.locator("#resultats .shop h4").all_inner_texts())
        for name in HOSTILE:
            assert typographic(name) in shown
        for pin in page.locator(".pin").all():
            pin.dispatch_event("click")
    assert heard == []


def assert_nothing_planted(page, path: str) -> None:
    page.wait_for_timeout(300)
    planted = "main img[src*=evil], main svg[onload], main a[href*=evil], main img[src=x]"
    assert page.locator(planted).count() == 0, path


def test_on_every_agents_screen(server, hostile, open_page):
    page = open_page(server, DESKTOP)
    page.goto("/connexion")
    page.fill("#email", "camille@demo.example")
    page.fill("#passe", DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)
    with listening_for_errors(page) as heard:
        for screen in (one for one in SCREENS if not one.hidden):
            turn_to(page, screen)
            assert_nothing_planted(page, screen.path)
        for path in ("fiche?fiche=3", "fiche?fiche=1"):
            page.goto(f"/{path}")
            ready(page)
            assert_nothing_planted(page, path)
        # A click on the map shows where the shop would go, beside where it is, and how far.
        inside = page.frame_locator("iframe[title='streamlit_folium.st_folium']")
        inside.locator(".leaflet-container").click(position={"x": 140, "y": 130})
        expect(inside.locator(".leaflet-marker-icon")).to_have_count(2)
        expect(page.get_by_text("du point actuel")).to_be_visible()
        assert_nothing_planted(page, "fiche, carte")
    assert heard == []
