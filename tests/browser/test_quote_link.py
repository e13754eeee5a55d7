"""Whoever is quoted opens the link on a phone, corrects the words and agrees; the agent sees what changed."""

import re

import pytest

from campaign.accounts.model import Role
from campaign.accounts.store import all_agents
from campaign.base.operations import new_operation
from campaign.editions.views import working_edition
from campaign.press.approval import ask_author
from campaign.press.model import QuoteState
from campaign.press.quoting import add_quote
from campaign.press.views import material
from tests.browser.conftest import DESKTOP, listening_for_errors, ready, shoot, violations
from tests.browser.test_plain_pages import NARROW, demonstration  # noqa: F401 - the same database


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_link_to_words_corrected_and_approved(demonstration, demonstration_server, open_page, javascript):  # noqa: F811
    db = demonstration
    writer = next(one for one in all_agents(db) if one.role is Role.COMMUNICATION)
    edition = working_edition(db, writer)
    name = f"Amina Kaci {'avec' if javascript else 'sans'} script"
    words = {"author": name, "role": "bénévole", "text": "On répare ensemble <b>tout</b>."}
    quote_id = add_quote(db, writer, edition.id, words, new_operation())
    address = ask_author(db, writer, quote_id, new_operation())
    page = open_page(demonstration_server, NARROW, javascript=javascript)
    with listening_for_errors(page) as heard:
        page.goto(re.sub(r"^https?://[^/]+", "", address))
        assert page.inner_text("blockquote").strip() == "«\u00a0On répare ensemble <b>tout</b>.\u00a0»"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if javascript else True
        if javascript:
            assert violations(page) == []
        shoot(page, f"citation-{'avec' if javascript else 'sans'}-script")
        page.get_by_text("Je les corrige").click()
        page.get_by_label("Vos mots, comme ils doivent s’imprimer").fill("On répare, on apprend.")
        page.get_by_role("button", name="Valider mes mots corrigés").click()
        page.get_by_text("Merci, votre réponse est enregistrée.").wait_for()
        page.reload()
    assert heard == []
    assert "On répare, on apprend." in page.inner_text("blockquote")
    found = next(one for one in material(db, writer, edition.id).quotes if one.id == quote_id)
    assert (found.state, found.text, found.by_author) == (QuoteState.APPROVED, "On répare, on apprend.", True)
    if javascript:
        _seen_by_the_agent(demonstration_server, open_page, name)


def _seen_by_the_agent(server, open_page, name):
    page = open_page(server, DESKTOP)
    page.goto("/connexion?suite=/dossier-de-presse?onglet=citations")
    page.fill("#email", "dominique@demo.example")
    page.fill("#passe", "chiner-lampe-canard-velo")
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_text(name).first.wait_for(timeout=60_000)
    ready(page)
    assert page.get_by_text("Changée par son auteur").count() >= 2
    assert violations(page, ("critical", "serious")) == []
    shoot(page, "dossier-de-presse-citations")
