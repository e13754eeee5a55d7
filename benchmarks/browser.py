"""A Chromium for the measures: signing in, waiting for a screen, counting what comes through."""

import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import data
from tests.servers import LiveServer

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# From now until the screen has run and nothing stale is left, as the person sees it; nothing for ever.
_WATCH = """() => {
  const app = document.querySelector('[data-testid="stApp"]'), began = performance.now();
  window.measured = new Promise((done, fail) => {
    let ran = false;
    const look = () => {
      if (app.getAttribute("data-test-script-state") !== "notRunning") ran = true;
      else if (ran && !document.querySelector('[data-stale="true"]')) {
        watch.disconnect();
        done(performance.now() - began);
      }
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { attributes: true, subtree: true, childList: true });
    setTimeout(() => fail(new Error("the screen did not run again")), 20000);
  });
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser, without a window."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    assert path, "Ces mesures demandent Chromium (apt install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


def ready(page: Page) -> None:
    """Wait until Streamlit has finished running the screen."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-stale=\"true\"]')", timeout=60_000)


def signed_in(browser: Browser, server: LiveServer) -> Page:
    """A new browser signed in as the officer of ``data.add_officer``, not yet on a screen."""
    page = browser.new_context(locale="fr-FR", base_url=server.url, viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.goto("/connexion?suite=/journal")
    page.fill('[name="email"]', data.EMAIL)
    page.fill('[name="passe"]', data.PASSWORD)
    page.click('button:has-text("Se connecter")')
    page.wait_for_url("**/journal")
    return page


def rerun(page: Page) -> float:
    """Milliseconds from asking the screen to run again to its end."""
    page.evaluate(_WATCH)
    page.keyboard.press("r")
    return page.evaluate("window.measured")


class Websocket:
    """Counts the bytes a page receives on its websocket."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)


def median_of_reruns(page: Page, counted: Websocket, times: int) -> tuple[list[float], float]:
    """Milliseconds of each rerun, and the median of the kilobytes received by each."""
    milliseconds, kilobytes = [], []
    for _ in range(times):
        before = counted.bytes
        milliseconds.append(rerun(page))
        kilobytes.append((counted.bytes - before) / 1024)
    return milliseconds, statistics.median(kilobytes)
