"""Links that do not lead to a form: unknown, altered, expired, replaced, too early, over, cancelled."""

from datetime import timedelta
from hashlib import sha256

import pytest

from campaign.accounts import links
from campaign.accounts.store import links_of_edition
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from tests.web.conftest import at, form_of
from tests.web.test_public_pages import words


@pytest.fixture
def link(campaign) -> str:
    return campaign.link([campaign.places[4]])


def without_chance(text: str) -> str:
    """A page without what changes at each display (the form's number)."""
    import re

    return re.sub(r'name="operation" value="[^"]+"', "", text)


def test_every_link_that_is_none_has_the_very_same_page(browser, campaign, link):
    token = link.removeprefix("/p/")
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    bad = [token[:20], changed, "%2e%2e", "%00", token.swapcase(), "é", "a/b/c", "", "renvoi2", "x" * 3000]
    pages = []
    for one in bad:
        answer = browser.get(f"/p/{one}")
        assert answer.status_code == 404, one
        pages.append(without_chance(answer.text))
    assert len(set(pages)) == 1
    assert "Ce lien n’est pas valable. Demandez-en un nouveau." in words(answer)
    assert 'action="/p/renvoi"' in answer.text


@pytest.mark.parametrize("around", ["{}>", "<{}>", "{}=", "{}.", "«{}»", "{}%0D%0A", "({})", "{}%20"])
def test_what_a_mail_program_adds_around_a_link_is_dropped(browser, link, around):
    answer = browser.get(f"/p/{around.format(link.removeprefix('/p/'))}")
    assert answer.status_code == 200
    assert f'action="{link}"' in answer.text, "the form goes to the clean address"


def test_an_expired_link_says_since_when_and_offers_another(browser, campaign, link):
    with clock.frozen(at(campaign.days[1] + timedelta(days=260))):
        answer = browser.get(link)
    assert answer.status_code == 410
    assert "Ce lien a expiré le" in words(answer)
    assert "Recevoir mon lien" in words(answer)


def test_a_replaced_link_says_so_and_takes_nothing(browser, campaign, link):
    found = links_of_edition(campaign.db, campaign.edition_id)[0]
    links.renew_link(campaign.db, campaign.officer, found.id, new_operation())
    for answer in (browser.get(link), browser.post(link, data=form_of(campaign, campaign.places[4]))):
        assert answer.status_code == 410
        assert "Ce lien a été remplacé le" in words(answer)
    assert campaign.rows("SELECT * FROM answers") == []
    renewed = links_of_edition(campaign.db, campaign.edition_id)[0]
    assert browser.get(f"/p/{links.token_of(renewed)}").status_code == 200


def test_before_opening_the_link_says_to_keep_it(browser, db, officer):
    from tests.web.conftest import seed

    campaign = seed(db, officer, 2, opened=False)
    link = campaign.link([campaign.places[0]])
    shown = browser.get(link)
    assert shown.status_code == 200
    assert "Les réponses ouvrent bientôt" in words(shown)
    assert "Camille Moreau" in words(shown)
    sent = browser.post(link, data=form_of(campaign, campaign.places[0]))
    assert sent.status_code == 409
    assert campaign.rows("SELECT * FROM answers") == []


def test_once_the_days_are_past_the_page_thanks_and_takes_nothing(browser, confirmed):
    link = confirmed.link([confirmed.places[4]])
    with clock.frozen(at(confirmed.days[1] + timedelta(days=2))):
        shown = browser.get(link)
        sent = browser.post(link, data=form_of(confirmed, confirmed.places[4], presence="no", version="1"))
    assert "L’édition est passée, merci !" in words(shown)
    assert sent.status_code == 409
    assert confirmed.rows("SELECT presence FROM answers WHERE place_id = ?", confirmed.places[4]) == [("yes",)]


def test_a_cancelled_edition_says_there_is_nothing_to_do(browser, campaign, link):
    editions.cancel_edition(campaign.db, campaign.officer, campaign.edition_id, new_operation())
    shown, sent = browser.get(link), browser.post(link, data=form_of(campaign, campaign.places[4]))
    assert "L’édition a été annulée" in words(shown)
    assert sent.status_code == 409


def test_two_hundred_robots_change_nothing_but_the_list_of_visits(browser, campaign, link):
    def fingerprint() -> str:
        tables = [name for (name,) in campaign.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        content = {name: campaign.rows(f"SELECT * FROM {name}") for name in tables if name != "link_visits"}
        return sha256(repr(content).encode()).hexdigest()

    before = fingerprint()
    for _ in range(70):
        browser.get(link)
        browser.head(link)
        browser.get(f"{link}/merci")
    assert fingerprint() == before
    assert campaign.rows("SELECT count(*) FROM link_visits") == [(140,)]


def test_thirty_bad_links_stop_a_visitor_but_nobody_else(own_settings, monkeypatch, campaign, link):
    from starlette.applications import Starlette

    from campaign.web.server import MIDDLEWARE, ROUTES
    from tests.web.conftest import TestClient

    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    first = TestClient(app, base_url="http://localhost", client=("192.0.2.1", 1))
    second = TestClient(app, base_url="http://localhost", client=("192.0.2.2", 1))
    statuses = [first.get(f"/p/{'x' * 40}{number}").status_code for number in range(40)]
    assert statuses == [404] * 30 + [429] * 10
    stopped = first.get("/p/xx")
    assert "Attendez 10 minutes" in words(stopped)
    assert stopped.headers["retry-after"] == "600"
    assert second.get(link).status_code == 200
    spoofed = first.get("/p/xx", headers={"X-Forwarded-For": "203.0.113.9"})
    assert spoofed.status_code == 429, "an address announced by nobody we trust does not count"


def test_behind_a_trusted_proxy_the_visitor_is_the_one_it_announces(monkeypatch, own_settings, campaign, link):
    from starlette.applications import Starlette

    from campaign.web.server import MIDDLEWARE, ROUTES
    from tests.web.conftest import TestClient

    monkeypatch.setenv("CAMPAIGN_TRUSTED_PROXIES", "192.0.2.0/24")
    own_settings.cache_clear()
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    proxied = TestClient(app, base_url="http://localhost", client=("192.0.2.1", 1))
    for number in range(30):
        proxied.get(f"/p/bad{number}", headers={"X-Forwarded-For": f"10.9.9.{number}, 203.0.113.9"})
    assert proxied.get("/p/xx", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert proxied.get(link, headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 200


def test_asking_for_the_link_again_says_the_same_whether_the_address_is_known(browser, campaign, link):
    pages = []
    for address in ("felicie@exemple.fr", "inconnue@exemple.fr"):
        sent = browser.post("/p/renvoi", data={"email": address, "operation": new_operation()})
        assert sent.status_code == 303
        pages.append(without_chance(browser.get(sent.headers["location"]).text))
    assert pages[0] == pages[1]
    assert "Si cette adresse est connue" in pages[0]
    assert campaign.rows("SELECT count(*) FROM outbox WHERE kind = 'link_again'") == [(1,)]


@pytest.mark.parametrize("typed", ["a@b", "é@x..fr", "a@b.fr, c@d.fr", "", "a@b.fr\r\nBcc: x@y.z", "x" * 300 + "@b.fr"])
def test_an_address_that_is_none_is_refused_and_kept_in_the_field(browser, campaign, typed):
    refused = browser.post("/p/renvoi", data={"email": typed, "operation": new_operation()})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert campaign.rows("SELECT count(*) FROM jobs") == [(0,)]


def test_personal_pages_are_neither_stored_nor_indexed_nor_told(browser, campaign, link):
    for path in (link, f"{link}/merci", "/p/renvoi", "/p/xx", "/connexion"):
        sent = browser.get(path).headers
        assert sent["cache-control"] == "no-store", path
        assert sent["referrer-policy"] == "no-referrer", path
        assert "noindex" in sent["x-robots-tag"], path


def test_a_visit_is_shown_even_when_nothing_can_be_written(browser, campaign, link, monkeypatch):
    from campaign.base.errors import DiskFull

    def full(*arguments: object) -> None:
        raise DiskFull

    monkeypatch.setattr(links, "note_visit", full)
    assert browser.get(link).status_code == 200
