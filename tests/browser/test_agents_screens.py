"""Agents' screens in a browser: accessible, closed to whoever is not signed in, closed at once in every tab."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts.actions import DEMONSTRATION_PASSWORD
from campaign.accounts.menu import SCREENS
from campaign.accounts.model import Role
from tests.browser.conftest import DESKTOP, listening_for_errors, ready, shoot, turn_to, violations
from tests.servers import LiveServer

LAPTOP = {"viewport": {"width": 1440, "height": 900}}
TELEPHONE = {
    "viewport": {"width": 412, "height": 915},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36",
}
NAMES = {Role.OFFICER: "camille", Role.COMMUNICATION: "dominique", Role.LOGISTICS: "claude", Role.READER: "alix"}
SEEN = [screen for screen in SCREENS if not screen.hidden]


def sign_in(page: Page, role: Role) -> None:
    page.goto("/connexion")
    page.fill("#email", f"{NAMES[role]}@demo.example")
    page.fill("#passe", DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)


@pytest.mark.slow
@pytest.mark.parametrize("size", [LAPTOP, TELEPHONE], ids=["1440", "412"])
def test_axe_finds_nothing_serious_on_any_screen(demonstration_server, open_page, size):
    page = open_page(demonstration_server, size)
    sign_in(page, Role.OFFICER)
    found = []
    with listening_for_errors(page) as heard:
        for screen in SEEN:
            turn_to(page, screen)
            page.wait_for_timeout(500)
            lines = violations(page, ("serious", "critical"))
            found += [f"{screen.path} {line}" for line in lines]
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{screen.path} déborde de {overflow} px"] if overflow > 0 else []
            assert page.locator("h1").count() >= 1, screen.path
            assert page.evaluate("document.documentElement.lang") == "fr"
            shoot(page, f"agent-{screen.path}-{size['viewport']['width']}")
    assert found == []
    assert heard == []


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_each_role_opens_its_screens_and_is_told_in_french_about_the_others(demonstration_server, open_page, role):
    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, role)
    for screen in (one for one in SEEN if role not in one.roles):
        turn_to(page, screen)
        expect(page.get_by_text(re.compile("pas ouvert à votre rôle"))).to_be_visible()


def test_signing_out_in_one_tab_ends_the_other_at_its_next_click(demonstration_server, open_page):
    page = open_page(demonstration_server, DESKTOP)
    sign_in(page, Role.OFFICER)
    page.reload()
    ready(page)
    other = page.context.new_page()
    other.goto("/registre")
    ready(other)
    expect(other.get_by_role("heading", name="Registre")).to_be_visible()
    page.goto("/deconnexion")
    page.get_by_role("button", name="Se déconnecter").click()
    other.get_by_text("À compléter", exact=True).first.click()
    expect(other.get_by_text(re.compile("Votre session est terminée"))).to_be_visible()
    other.goto("/registre")
    expect(other).to_have_url(re.compile("/connexion"))


@pytest.fixture(scope="module")
def fresh_server(tmp_path_factory):
    """A server nobody has opened yet: Streamlit would run a file of pages/ by its name there."""
    with LiveServer(tmp_path_factory.mktemp("fresh")) as live:
        yield live


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.file)
def test_no_file_of_pages_opens_by_its_name_on_a_fresh_server(fresh_server, screen):
    with closing(fresh_server.client(follow_redirects=False)) as client:
        for address in {screen.file.removesuffix(".py"), screen.path} - {""}:  # the home is public there
            answer = client.get(f"/{address}")
            assert (answer.status_code, answer.headers.get("location", "")[:10]) == (303, "/connexion"), address
        socket = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        refused = client.get("/_stcore/stream", headers={**socket, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        assert refused.status_code == 403
