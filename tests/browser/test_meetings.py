"""A meeting in a real browser: prepared and moved by an agent, answered on a phone without script, told to be read."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import value
from campaign.base.operations import new_operation
from campaign.editions.views import current_edition
from campaign.meetings.inviting import invite_contacts, send_invitations
from campaign.meetings.preparing import add_meeting
from campaign.meetings.store import guests_of
from campaign.partners.views import contacts_of, places
from tests.browser.conftest import PHONE, listening_for_errors, ready, shoot, violations
from tests.browser.test_agents_screens import LAPTOP, TELEPHONE, sign_in
from tests.browser.test_plain_pages import database_of

TITLE = "Réunion des acteurs à l’essai"


@pytest.fixture
def invited(demonstration_server, monkeypatch):
    """A meeting of the demonstration to which an animator is invited: (db, meeting id, address of their page)."""
    with database_of(demonstration_server, monkeypatch) as db:
        edition = current_edition(db)
        day = clock.today() + timedelta(days=15)
        hour = 6 + int(value(db, "SELECT count(*) FROM meetings"))  # nobody is at two meetings of one name at once
        typed = {"kind": "actors", "title": TITLE, "day": f"{day:%d/%m/%Y}", "starts": f"{hour}h",
                 "ends": f"{hour + 1}h", "place": "Salle de l’Essai", "agenda": "Les jours\nLes rôles"}  # fmt: skip
        meeting_id = add_meeting(db, SYSTEM, edition.id, typed, new_operation())
        epci = next(one for one in places(db, SYSTEM, "epci") if one.name.startswith("Angers"))
        contact = contacts_of(db, SYSTEM, epci.id)[0]
        invite_contacts(db, SYSTEM, meeting_id, [contact.id], new_operation())
        send_invitations(db, SYSTEM, meeting_id, new_operation())
        yield db, meeting_id, f"/p/{token_of(link_of(db, contact.id, edition.id))}/reunions"


def test_from_the_answer_on_a_phone_without_script_to_the_reminder_that_is_not_sent(
    invited, demonstration_server, open_page
):  # fmt: skip
    db, meeting_id, address = invited
    page = open_page(demonstration_server, PHONE, javascript=False)
    page.goto(address)
    card = page.locator(f"#reunion-{meeting_id}")
    card.get_by_role("button", name=re.compile("Envoyer ma réponse")).click()
    assert "Choisissez oui, non ou peut-être." in page.inner_text(f"#reunion-{meeting_id}")
    card.get_by_label("Oui, je viens").check()
    card.get_by_label(re.compile("À combien")).fill("2")
    card.get_by_role("button", name=re.compile("Envoyer ma réponse")).click()
    assert "Votre réponse : oui, à 2" in page.inner_text(f"#reunion-{meeting_id}").replace("\u00a0", " ")
    assert [(str(one.reply), one.people) for one in guests_of(db, meeting_id)] == [("yes", 2)]
    shoot(page, "reunions-390")

    agent = open_page(demonstration_server, TELEPHONE)
    sign_in(agent, Role.OFFICER)
    with listening_for_errors(agent) as heard:
        agent.goto(f"/reunions?edition={current_edition(db).id}&reunion={meeting_id}")
        ready(agent)
        expect(agent.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(agent.get_by_text("1 oui (2 personnes)").first).to_be_visible()
        expect(agent.get_by_role("button", name=re.compile("Relancer"))).to_have_count(0)
        assert agent.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = violations(agent, ("serious", "critical"))
        shoot(agent, "ecran-reunions-412")
        agent.get_by_role("button", name="Annuler la réunion").click()
        dialog = agent.get_by_role("dialog")
        expect(dialog.get_by_text("1 personne recevra un message d’annulation")).to_be_visible()
        found += violations(agent, ("serious", "critical"))
        dialog.get_by_role("button", name="Annuler la réunion").click()
        agent.get_by_role("button", name="Remettre").first.click()
        expect(agent.get_by_text("C’est remis en place.")).to_be_visible()
    assert found == []
    assert heard == []
    assert value(db, "SELECT cancelled_at FROM meetings WHERE id = ?", [meeting_id]) is None


def test_the_pages_of_an_invitation_are_accessible(invited, demonstration_server, open_page):
    _, meeting_id, address = invited
    page = open_page(demonstration_server, PHONE)
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(f"#reunion-{meeting_id}").get_by_role("button", name=re.compile("Envoyer ma réponse")).click()
    assert page.title().startswith("Erreur")
    assert violations(page) == []


def test_an_agent_prepares_a_meeting_and_is_told_of_an_impossible_day(demonstration_server, open_page, monkeypatch):
    page = open_page(demonstration_server, LAPTOP)
    sign_in(page, Role.OFFICER)
    page.goto("/reunions")
    ready(page)
    page.get_by_role("button", name="Préparer une réunion").click()
    dialog = page.get_by_role("dialog")
    for label, typed in (("Jour", "31/02/2027"), ("De", "14 h"), ("À", "16 h")):
        dialog.get_by_label(label, exact=True).fill(typed)
        dialog.get_by_label(label, exact=True).blur()
        ready(page)
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_text("Le 31 février n’existe pas.")).to_be_visible()
    assert violations(page, ("serious", "critical")) == []
    with database_of(demonstration_server, monkeypatch) as db:
        assert value(db, "SELECT count(*) FROM meetings WHERE starts = '14:00' AND day > '2027-02-01'") == 0
