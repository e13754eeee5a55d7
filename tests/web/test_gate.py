"""Who may reach what: host, session, real 404s and 405s, headers; and Streamlit's page in French."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from campaign.accounts.menu import SCREENS
from campaign.base import clock
from campaign.web.agents_index import in_french
from campaign.web.gate import SCREEN_PATHS
from campaign.web.server import MIDDLEWARE, ROUTES
from tests.conftest import PASSWORD
from tests.web.conftest import TestClient
from tests.web.test_public_pages import words

STREAM = "ws://localhost:8501/_stcore/stream"
STREAMLIT_PAGE = (
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="UTF-8" />'
    '<link\n rel="preload"\n href="./static/media/SourceSansVF.woff2" as="font" />'
    '<link rel="service-desc" href="./_stcore/agent/openapi.json" />'
    "<title>Streamlit</title></head><body><div id='root'></div></body></html>"
)


@pytest.fixture
def door(own_settings):
    """Our routes and the gate before something that answers as Streamlit does: its page for any other path."""

    async def page(request):
        return HTMLResponse(STREAMLIT_PAGE, headers={"ETag": '"x"', "Last-Modified": "hier"})

    async def stream(socket):
        await socket.accept()
        await socket.close()

    others = [
        Route("/_stcore/health", lambda request: PlainTextResponse("ok")),
        WebSocketRoute("/_stcore/stream", stream),
        Route("/{path:path}", page, methods=["GET", "POST", "PUT"]),
    ]
    app = Starlette(routes=[*ROUTES, *others], middleware=MIDDLEWARE)
    with TestClient(app, base_url="http://localhost:8501", follow_redirects=False) as client:
        yield client


@pytest.fixture
def signed(door, db, officer, signed_in):
    """The same, with an officer's session."""
    door.cookies.set("session", signed_in(officer))
    return door


def test_without_a_session_the_home_is_the_public_one(door, campaign):
    assert "Les boutiques répondent en ce moment" in words(door.get("/"))


def test_with_a_session_the_home_is_the_agents_application_in_french(signed):
    answer = signed.get("/", headers={"Accept-Encoding": "gzip", "If-None-Match": '"x"'})
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert "<title>Les bons jours de l’occasion</title>" in answer.text
    assert 'name="robots" content="noindex, nofollow"' in answer.text
    assert "SourceSans" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("path", sorted(SCREEN_PATHS - {"/"}))
def test_a_screen_without_a_session_leads_to_signing_in_and_back(door, db, path):
    answer = door.get(f"{path}?id=3")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/connexion?suite=%2F{path[1:]}%3Fid%3D3"


def test_every_screen_has_its_two_addresses(door):
    assert {f"/{screen.path}" for screen in SCREENS} <= SCREEN_PATHS
    assert {f"/{screen.file.removesuffix('.py')}" for screen in SCREENS} <= SCREEN_PATHS


def test_a_screen_with_a_session_is_streamlits(signed):
    answer = signed.get("/participations")
    assert answer.status_code == 200
    assert "unsafe-inline" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "noindex" in answer.headers["x-robots-tag"]


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file/x/y", "/media/abc.pdf", "/media", "/component/x/index.html", "/app/static/x"]
)
def test_files_and_uploads_are_refused_without_a_session(door, db, path):
    assert door.get(path).status_code == 403
    assert door.put(path).status_code == 403


def test_the_stream_is_refused_without_a_session_or_with_a_closed_one(door, db, officer, signed_in):
    from starlette.websockets import WebSocketDisconnect

    for cookie in (None, "x" * 43):
        if cookie:
            door.cookies.set("session", cookie)
        with pytest.raises(WebSocketDisconnect), door.websocket_connect(STREAM):
            pass


def test_the_stream_opens_with_a_session_and_closes_with_the_account(signed, db, officer):
    from starlette.websockets import WebSocketDisconnect

    from campaign.accounts import actions as accounts
    from campaign.accounts.model import SYSTEM, Role
    from campaign.base.operations import new_operation

    with signed.websocket_connect(STREAM):
        pass
    accounts.add_agent(db, SYSTEM, "Autre Personne", "autre@exemple.fr", Role.OFFICER, new_operation())
    accounts.disable_agent(db, SYSTEM, officer.id, new_operation())
    with pytest.raises(WebSocketDisconnect), signed.websocket_connect(STREAM):
        pass
    assert signed.get("/participations").status_code == 303


@pytest.mark.parametrize("path", ["/nimporte", "/admin.php", "/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login",
                                  "/oauth2callback", "/boutiques/x/y", "/carte/", "/index.html", "/PARTICIPATIONS",
                                  "/tableau-de-bord/_stcore/health"])  # fmt: skip
def test_anything_else_is_a_real_404_in_french_with_or_without_session(door, signed, campaign, path):
    for client in (door, signed):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Cette page a déjà trouvé preneur" in words(answer)
        assert 'href="tel:+33241000000"' in answer.text


@pytest.mark.parametrize(("method", "path", "allowed"), [
    ("POST", "/carte", "GET, HEAD"), ("DELETE", "/connexion", "GET, HEAD, POST"), ("PUT", "/", "GET, HEAD"),
    ("POST", "/participations", "GET, HEAD"), ("GET", "/p/abc/vu", None),
])  # fmt: skip
def test_a_wrong_method_is_said_in_french(door, db, method, path, allowed):
    answer = door.request(method, path)
    if allowed is None:
        assert answer.status_code in (404, 405)
        return
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert "Pas par ce chemin" in words(answer)


def test_health_of_streamlit_and_its_scripts_are_open(door, db):
    assert door.get("/_stcore/health").status_code == 200
    assert door.get("/static/js/index.js").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "169.254.169.254", "[::1", "localhost:x"]
)
def test_a_host_that_is_not_ours_is_refused(door, db, host):
    answer = door.get("/carte", headers={"Host": host})
    assert answer.status_code == 400 if host != "localhost:x" else answer.status_code in (200, 400)


def test_the_configured_host_is_ours(door, db, monkeypatch, own_settings):
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", "https://occasion.exemple.fr/")
    own_settings.cache_clear()
    assert door.get("/carte", headers={"Host": "occasion.exemple.fr"}).status_code == 200


def test_every_answer_is_protected(door, campaign):
    for path in ("/", "/carte", "/boutiques/x", "/connexion", "/nimporte", "/sante", "/ressources/app.css", "/media/x",
                 "/participations", "/p/xx", "/agenda.ics", "/donnees/boutiques.csv", "/_stcore/health"):  # fmt: skip
        sent = door.get(path).headers
        assert sent["x-content-type-options"] == "nosniff", path
        assert sent["referrer-policy"] in ("same-origin", "no-referrer"), path
        assert sent["cross-origin-opener-policy"] == "same-origin", path
        assert "camera=()" in sent["permissions-policy"], path
        assert "object-src 'none'" in sent["content-security-policy"], path
        assert "strict-transport-security" not in sent, "not on plain localhost"


def test_plain_pages_allow_no_inline_script_nor_style(door, campaign):
    policy = door.get("/carte").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "img-src 'self' data: https://data.geopf.fr;" in policy
    page = door.get("/carte").text
    assert " style=" not in page
    assert " onclick=" not in page


def test_files_have_a_year_under_their_version_and_an_hour_without(door, db):
    import re

    page = door.get("/carte").text
    versioned = re.search(r'href="(/ressources/app\.css\?v=\w+)"', page)[1]
    assert "immutable" in door.get(versioned).headers["cache-control"]
    assert door.get("/ressources/app.css").headers["cache-control"] == "public, max-age=3600"
    assert door.get("/ressources/fonts/Figtree_400Regular.woff2").headers["content-type"] == "font/woff2"
    for name in ("leaflet.js", "leaflet.css", "leaflet.markercluster.js", "MarkerCluster.css", "jquery.min.js"):
        answer = door.get(f"/ressources/leaflet/{name}")
        assert answer.status_code == 200, name
        assert answer.headers["access-control-allow-origin"] == "*", "the agents' map is in a frame"


@pytest.mark.parametrize("path", [
    "../pyproject.toml", "%2e%2e/%2e%2e/pyproject.toml", "fonts/../../pyproject.toml", "fonts/Figtree_400Regular.ttf",
    "", "leaflet", "app.css/", "..%5c..%5cx",
])  # fmt: skip
def test_no_other_file_is_served(door, db, path):
    assert door.get(f"/ressources/{path}").status_code == 404


def test_the_page_of_streamlit_keeps_its_scripts():
    from pathlib import Path

    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    french = in_french(page)
    assert '<html lang="fr">' in french
    assert "<title>Les bons jours de l’occasion</title>" in french
    assert "SourceSans" not in french
    assert french.count("<script") == page.count("<script")


def test_a_session_read_while_the_password_is_known_only_by_its_hash(signed):
    assert PASSWORD not in signed.get("/participations").text


def test_looking_at_a_screen_changes_nothing_in_the_database(signed, db):
    db.conn.execute("UPDATE sessions SET seen_at = ?", [clock.stamp(clock.now() - timedelta(minutes=30))])
    db.conn.commit()
    before = db.conn.execute("SELECT * FROM sessions").fetchall()
    for path in ("/", "/registre", "/participations"):
        assert signed.get(path).status_code == 200
    assert db.conn.execute("SELECT * FROM sessions").fetchall() == before
