"""A real Chromium against a real server. Without a Chromium these tests are skipped, and say so."""

import os
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from campaign.accounts.menu import Screen
from tests.servers import LiveServer

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="AUCUN CHROMIUM : essai dans un navigateur non exécuté"))


@pytest.fixture(scope="module")
def chromium():
    """Closed after each file: Playwright keeps an event loop running, which other tests could not start theirs in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration_server(tmp_path_factory, demonstration_of_today):
    """One server with the demonstration, for tests that only read or that answer for a shop of their own."""
    folder = shutil.copytree(demonstration_of_today, tmp_path_factory.mktemp("demonstration"), dirs_exist_ok=True)
    with LiveServer(folder, worker="child", is_warm=True) as live:
        yield live


@pytest.fixture
def server(tmp_path):
    """A server of one's own, on an empty database; no worker: nobody waits for a message nor a long work."""
    with LiveServer(tmp_path, is_warm=True) as live:
        yield live


@pytest.fixture
def working_server(tmp_path):
    """The same with its worker, for what is done apart: an import, a kit, a message."""
    with LiveServer(tmp_path, worker="child", is_warm=True) as live:
        yield live


@pytest.fixture
def open_page(chromium):
    """Opens a page of a server as a new visitor: (server, size, javascript) -> Page.

    Fails at the end on any request that left the machine.
    """
    contexts, outside = [], []

    def open_one(server: LiveServer, size: dict = DESKTOP, *, javascript: bool = True) -> Page:
        context = chromium.new_context(**size, locale="fr-FR", java_script_enabled=javascript, base_url=server.url)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda request: outside.append(request.url) if _leaves(request.url) else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert outside == [], f"requêtes parties de la machine : {outside}"


def _leaves(url: str) -> bool:
    return url.startswith("http") and not url.startswith(("http://127.0.0.1:", "http://localhost:"))


def ready(page: Page) -> None:
    """Wait until Streamlit has finished running the screen."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-stale=\"true\"]')")


def turn_to(page: Page, screen: Screen) -> None:
    """Change screen inside the open application, as the menu does: loading it whole takes three times longer."""
    page.evaluate(
        "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate', { state: {} })); }",
        f"/{screen.path}",
    )
    page.wait_for_function("title => document.title.startsWith(title + ' · ')", arg=screen.title)
    ready(page)
    # What a screen draws last (tables, maps) comes after its script has run: half a screen has other faults.
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")


def drawn(page: Page) -> None:
    """Wait until a plain page has its fonts and, where it has one, its map; « network idle » idles half a second."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    if page.locator("#carte").count():
        page.wait_for_selector("html.map-ready")


def violations(page: Page, impacts: tuple[str, ...] | None = None) -> list[str]:
    """What axe finds (WCAG 2.0 to 2.2 A and AA, best practice), as readable lines; all impacts by default."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]}"
        for one in found
        if impacts is None or one["impact"] in impacts
        for node in one["nodes"]
    ]


def unsound(page: Page, name: str = "") -> list[str]:
    """What axe calls serious, and what overflows, on an agents' screen as it stands: at its own width, then on a desk.

    One journey on a telephone tells of both: a second one on a desk costs twenty seconds and clicks the same buttons.
    """
    kept, found = page.viewport_size, []
    for width, height in ((kept["width"], kept["height"]), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        if name:
            shoot(page, f"{name}-{width}")
        found += [f"{width} px : {line}" for line in violations(page, ("serious", "critical"))]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"déborde de {overflow} px à {width}"] if overflow > 0 else []
    page.set_viewport_size(kept)
    return found


@contextmanager
def listening_for_errors(page: Page):
    """Collects script errors and dialogs of a page; a hostile text that ran would show here."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    yield heard


SHOTS = os.environ.get("CAMPAIGN_SHOTS")


def shoot(page: Page, name: str) -> None:
    """Keep a picture when ``CAMPAIGN_SHOTS`` names a folder (to look at, never compared)."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
