"""The page of a quote: reading decides nothing, one POST decides once, and words that changed close the link."""

import re

import pytest

from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.press.approval import ask_author
from campaign.press.model import QuoteState
from campaign.press.quoting import add_quote, change_quote
from campaign.press.views import material
from campaign.web.access_log import masked
from tests.web.test_public_pages import words


@pytest.fixture
def quote_id(db, officer, campaign) -> int:
    values = {"author": "Amina Kaci", "role": "bénévole", "text": "On répare <b>ensemble</b>."}
    return add_quote(db, officer, campaign.edition_id, values, new_operation())


@pytest.fixture
def link(db, officer, quote_id) -> str:
    return "/p/citation/" + ask_author(db, officer, quote_id, new_operation()).rpartition("/")[2]


@pytest.fixture
def quote(db, officer, campaign, quote_id):
    return lambda: next(one for one in material(db, officer, campaign.edition_id).quotes if one.id == quote_id)


def operation_of(answer) -> str:
    return re.search(r'name="operation" value="([^"]+)"', answer.text)[1]


def post(browser, link, decision, **more):
    operation = operation_of(browser.get(link))
    return browser.post(link, data={"operation": operation, "decision": decision, **more}, follow_redirects=False)


def test_the_page_shows_the_words_their_author_and_where_they_would_print_and_decides_nothing(browser, link, quote):
    before = quote()
    answer = browser.get(link)
    assert answer.status_code == 200
    said = words(answer)
    for expected in ("On répare <b>ensemble</b>.", "Amina Kaci", "bénévole", "Maine-et-Loire", "Rien ne s’imprime"):
        assert expected in said, expected
    assert "<p>«\u00a0On répare &lt;b&gt;ensemble&lt;/b&gt;.\u00a0»</p>" in answer.text
    assert "noindex" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert quote() == before


def test_one_press_approves_and_the_same_form_sent_again_changes_nothing_more(browser, link, quote):
    operation = operation_of(browser.get(link))
    for _ in range(2):
        answer = browser.post(link, data={"operation": operation, "decision": "valider"}, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{link}?fait=valider"
    assert quote().state is QuoteState.APPROVED
    assert quote().version == 3
    assert "Merci, votre réponse est enregistrée" in words(browser.get(answer.headers["location"]))


def test_corrected_words_are_the_approved_ones(browser, link, quote):
    post(browser, link, "corriger", mots="On répare, on apprend.")
    assert (quote().state, quote().text, quote().by_author) == (QuoteState.APPROVED, "On répare, on apprend.", True)
    said = words(browser.get(link))
    assert "Ce sont vos mots, corrigés par vous" in said
    assert "On répare <b>ensemble</b>." in said


def test_a_refusal_keeps_its_remark(browser, link, quote):
    post(browser, link, "refuser", remarque="Pas sous mon nom.")
    assert (quote().state, quote().remark) == (QuoteState.REFUSED, "Pas sous mon nom.")
    assert "ces mots ne s’imprimeront pas" in words(browser.get(link))


@pytest.mark.parametrize(
    ("decision", "typed", "sentence"),
    [
        ("corriger", {"mots": "a" * 650}, "650 signes : 50 de trop"),
        ("corriger", {"mots": " "}, "Écrivez les mots de la citation"),
        ("", {}, "touchez un des trois boutons"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(browser, link, quote, decision, typed, sentence):
    answer = post(browser, link, decision, **typed)
    assert answer.status_code == 422
    assert sentence in words(answer).replace("\u202f", " ").replace("\u00a0", " ")
    assert typed.get("mots", "").strip() in answer.text
    assert quote().state is QuoteState.ASKED


def test_words_changed_meanwhile_are_never_approved(browser, db, officer, link, quote, quote_id):
    operation = operation_of(browser.get(link))
    change_quote(db, officer, quote_id, quote().version, {"text": "Autre chose."}, new_operation())
    answer = browser.post(link, data={"operation": operation, "decision": "valider"})
    assert answer.status_code == 410
    assert "Ces mots ont changé" in words(answer)
    assert quote().state is QuoteState.DRAFT
    assert browser.get(link).status_code == 410


def test_once_the_edition_is_cancelled_the_page_only_reads(browser, db, officer, campaign, link, quote):
    operation = operation_of(browser.get(link))
    editions.cancel_edition(db, officer, campaign.edition_id, new_operation())
    answer = browser.get(link)
    assert answer.status_code == 200
    assert "<form" not in answer.text
    assert browser.post(link, data={"operation": operation, "decision": "valider"}).status_code == 410
    assert quote().state is QuoteState.ASKED


def test_a_form_without_its_number_and_a_link_that_is_none_are_refused(browser, link, quote):
    assert browser.post(link, data={"decision": "valider"}).status_code == 400
    for bad in (link[:-1], link.swapcase().replace("/P/CITATION/", "/p/citation/"), "/p/citation/x"):
        assert browser.get(bad).status_code == 404
    assert quote().state is QuoteState.ASKED


def test_whoever_tries_many_links_waits(browser, link):
    for rank in range(30):
        browser.get(f"/p/citation/{str(rank) * 43}"[:55])
    assert browser.get(link).status_code == 429


def test_the_address_is_masked_in_the_log(link):
    assert link.rpartition("/")[2] not in masked(f'"GET {link} HTTP/1.1" 200')
