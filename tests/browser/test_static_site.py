"""A copy of the public site opened from a plain file server: map, search, list and a shop, with nothing behind them."""

import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

from campaign.base.settings import ROOT
from tests.browser.conftest import DESKTOP, PHONE, drawn, violations


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder; says nothing on the terminal."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_copy_of_the_site_is_searched_without_a_server(demonstration_of_today, open_page, tmp_path):
    shutil.copytree(demonstration_of_today, tmp_path / "base")
    words = ["site", "build", "3", "--out", str(tmp_path / "site"), "--json"]
    environment = os.environ | {"CAMPAIGN_DB": str(tmp_path / "base" / "campaign.db"), "CAMPAIGN_TILES_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "campaign", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    built = json.loads(done.stdout)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = open_page(SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}"), PHONE)
        page.goto("/carte.html")
        drawn(page)
        assert page.locator(".pin").count() == page.locator("#resultats .shop").count() == built["shops"]
        page.fill("#commune", "saumur")
        page.get_by_text("La plus proche de Saumur").wait_for()
        page.locator("#filtres summary").click()
        page.get_by_label("Livres").check(force=True)
        kept = page.locator("#resultats .shop:visible").count()
        assert 0 < kept < built["shops"]
        assert page.locator(".pin").count() == kept
        assert page.locator("#liste").inner_text().startswith(str(kept))
        found = violations(page)
        page.locator("#resultats .shop:visible a").first.click()
        page.get_by_role("heading", name="Horaires").wait_for()
        found += violations(page)
        page.get_by_role("link", name="Boutiques", exact=True).click()
        page.locator("#commune").wait_for()
        page.set_viewport_size(DESKTOP["viewport"])
        assert page.locator("#resultats .shop:visible").count() == built["shops"]
        assert found + violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    finally:
        server.shutdown()
        server.server_close()
