"""Agents come in and go out: one sentence for every failure, a session on the server, never another site."""

import re

import pytest

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM
from campaign.accounts.views import agent_of_session
from campaign.base.operations import new_operation
from campaign.web.sign_in import local_address
from tests.conftest import PASSWORD
from tests.web.test_public_pages import words


def proof(answer) -> str:
    return re.search(r'name="csrf" value="([^"]+)"', answer.text)[1]


@pytest.fixture
def known(db, officer, signed_in):
    """An officer whose password is PASSWORD."""
    accounts.sign_out(db, signed_in(officer))
    return officer


def try_to(browser, known, password=PASSWORD, suite="", **more):
    form = {"csrf": proof(browser.get("/connexion")), "email": known.email, "passe": password, "suite": suite, **more}
    return browser.post("/connexion", data=form)


def test_signing_in_leads_to_the_screen_asked_for(browser, known):
    answer = try_to(browser, known, suite="/participations?statut=x")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/participations?statut=x"
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("session=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=43200" in cookie
    assert "secure" not in cookie


def test_under_https_the_cookie_is_secure_and_bound_to_the_host(browser, known, monkeypatch, own_settings):
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", "https://occasion.exemple.fr")
    own_settings.cache_clear()
    page = browser.get("https://occasion.exemple.fr/connexion")
    form = {"csrf": proof(page), "email": known.email, "passe": PASSWORD}
    answer = browser.post("https://occasion.exemple.fr/connexion", data=form)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize("suite", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/deconnexion", "carte",
    "/participations/../../x", "http:/participations", "\t//evil.example",
])  # fmt: skip
def test_the_next_page_is_never_another_site(browser, known, suite):
    assert local_address(suite) == "/"
    assert try_to(browser, known, suite=suite).headers["location"] == "/"


def test_every_failure_has_the_same_words_and_keeps_the_address(browser, db, known):
    wrong = try_to(browser, known, password="autre chose de long")
    assert wrong.status_code == 401
    assert f'value="{known.email}"' in wrong.text
    assert "Adresse ou mot de passe inconnu" in words(wrong)
    form = {"csrf": proof(browser.get("/connexion")), "email": "personne@exemple.fr", "passe": PASSWORD}
    assert "Adresse ou mot de passe inconnu" in words(browser.post("/connexion", data=form))


def test_a_form_from_another_site_opens_nothing(browser, known):
    browser.get("/connexion")
    for forged in ("", "x" * 43):
        answer = browser.post("/connexion", data={"csrf": forged, "email": known.email, "passe": PASSWORD})
        assert answer.status_code == 403
        assert "session=" not in answer.headers.get("set-cookie", "").replace("csrf", "")


def test_six_failures_make_wait(browser, known):
    statuses = [try_to(browser, known, password=f"mauvais mot numero {number}").status_code for number in range(6)]
    assert statuses == [401] * 5 + [429]


def test_signing_out_asks_first_then_closes_everywhere(browser, db, known):
    try_to(browser, known)
    token = browser.cookies["session"]
    page = browser.get("/deconnexion")
    assert page.status_code == 200
    assert agent_of_session(db, token), "a GET closes nothing"
    answer = browser.post("/deconnexion", data={"csrf": proof(page)})
    assert answer.status_code == 303
    assert agent_of_session(db, token) is None
    assert "session" not in browser.cookies


def test_who_is_signed_in_does_not_sign_in_again(browser, known):
    try_to(browser, known)
    assert browser.get("/connexion").headers["location"] == "/"


def test_a_one_time_password_must_be_changed_before_anything_else(browser, db, known):
    given = accounts.reset_password(db, SYSTEM, known.id, new_operation())
    try_to(browser, known, password=given)
    assert browser.get("/").headers["location"] == "/mot-de-passe"
    assert browser.get("/participations").headers["location"] == "/mot-de-passe"
    assert browser.post("/_stcore/upload_file").status_code == 403
    page = browser.get("/mot-de-passe")
    assert "ne sert qu’une fois" in words(page)
    form = {"csrf": proof(page), "actuel": given, "nouveau": PASSWORD, "encore": PASSWORD}
    assert browser.post("/mot-de-passe", data=form).headers["location"] == "/connexion?change=1"
    assert "Mot de passe changé." in words(browser.get("/connexion?change=1"))
    assert try_to(browser, known).status_code == 303


@pytest.mark.parametrize(("current", "new", "again", "sentence"), [
    ("pas celui-là du tout", "quatre tasses bleues empilées", None, "Le mot de passe actuel"),
    (PASSWORD, "court", None, "12 caractères au moins"),
    (PASSWORD, "motdepasse123", None, "trop courant"),
    (PASSWORD, "quatre tasses bleues empilées", "quatre tasses vertes empilées", "sont différents"),
])  # fmt: skip
def test_a_refused_password_says_what_to_choose(browser, known, current, new, again, sentence):
    try_to(browser, known)
    page = browser.get("/mot-de-passe")
    form = {"csrf": proof(page), "actuel": current, "nouveau": new, "encore": again or new}
    refused = browser.post("/mot-de-passe", data=form)
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert new not in refused.text, "a password is never written back"


def test_the_password_page_is_for_who_is_signed_in(browser, db):
    assert browser.get("/mot-de-passe").headers["location"] == "/connexion"


def test_the_demonstration_shows_its_accounts_and_one_click_signs_in(browser, db):
    assert "Essayer la démonstration" not in browser.get("/connexion").text
    accounts.prepare_demonstration_agents(db, SYSTEM)
    page = browser.get("/connexion")
    assert page.text.count('name="passe" value=') == 4
    form = dict(
        re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)">',
            page.text.split("Camille Roussel")[0].split("<form")[-1],
        )
    )
    assert browser.post("/connexion", data=form).status_code == 303
    for path in ("/carte", "/mentions-legales"):
        answer = browser.get(path)
        assert "Démonstration." in answer.text
        assert "noindex" in answer.headers["x-robots-tag"]
    assert "Disallow: /\n" in browser.get("/robots.txt").text


def test_a_forgotten_password_is_asked_of_a_person(browser, campaign):
    assert "chargé·e de prévention" in words(browser.get("/mot-de-passe-oublie"))
