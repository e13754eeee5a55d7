"""The correspondence of an edition, from the officer's screen through a real relay to a phone, and back."""

import re
import time
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from tests.browser.conftest import DESKTOP, PHONE, ready, shoot, violations
from tests.conftest import PASSWORD
from tests.reliability.relay import Relay
from tests.servers import LiveServer

WAIT_SECONDS = 60


@pytest.fixture
def relay():
    with Relay() as started:
        yield started


@pytest.fixture
def campaign(tmp_path, relay, db, officer, shop, contact, edition):
    """A server of one's own with a relay, an open edition, three shops: two with an address, one without."""
    edition_id = edition()
    places = [shop(), shop(name="Le Fil retrouvé"), shop(name="Sans Courriel")]
    contact([places[0]])
    contact([places[1]], name="Zoé Grand", email="zoe@exemple.fr")
    contact([places[2]], name="Noé Petit", email="", phone="0241000009")
    participation.invite(db, officer, edition_id, places, new_operation())
    given = accounts.reset_password(db, SYSTEM, officer.id, new_operation())
    accounts.change_own_password(db, officer, given, PASSWORD)
    with LiveServer(tmp_path, worker="child", environment={"CAMPAIGN_SMTP_URL": relay.url}, is_warm=True) as live:
        yield live


def sign_in(page: Page, email: str) -> None:
    page.goto("/connexion")
    page.fill("#email", email)
    page.fill("#passe", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    ready(page)


def prepare(page: Page) -> None:
    """Open the invitation and look at what it says before anything leaves."""
    page.goto("/messages")
    ready(page)
    page.get_by_role("button", name="Préparer l’envoi").first.click()
    page.get_by_text("Maintenant", exact=True).click()
    expect(page.get_by_text(re.compile(r"Vous allez envoyer\s+2\s+messages à\s+2\s+personnes"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"1\s+personne sans adresse.*lettres et appels"))).to_be_visible()


def received(relay: Relay, count: int) -> list[EmailMessage]:
    """The messages the relay took, once there are ``count``."""
    ends_at = time.monotonic() + WAIT_SECONDS
    while len(relay.received) < count and time.monotonic() < ends_at:
        time.sleep(0.1)
    assert len(relay.received) == count
    return relay.received


def address_in(mail: EmailMessage, beginning: str) -> str:
    text = mail.get_body(("plain",)).get_content()
    return re.search(rf"https?://\S*{beginning}[\w-]+", text)[0]


def test_an_invitation_leaves_is_answered_on_a_phone_and_can_be_stopped(campaign, relay, officer, open_page):
    page = open_page(campaign, DESKTOP)
    sign_in(page, officer.email)
    prepare(page)
    shoot(page, "messages-preparer")
    assert relay.received == []
    page.get_by_role("button", name=re.compile(r"Envoyer\s+2\s+messages")).click()
    mails = {mail["To"].addresses[0].addr_spec: mail for mail in received(relay, 2)}
    assert set(mails) == {"felicie@exemple.fr", "zoe@exemple.fr"}

    phone = open_page(campaign, PHONE)
    phone.goto(address_in(mails["felicie@exemple.fr"], "/p/"))
    phone.get_by_text("Oui, on en est").click()
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("heading", name="Merci, c’est noté")).to_be_visible()

    other = open_page(campaign, PHONE)
    other.goto(address_in(mails["zoe@exemple.fr"], "/p/arret/"))
    assert violations(other) == []
    other.get_by_role("button", name="Ne plus recevoir d’invitation").click()
    expect(other.get_by_role("heading", name="Vous ne recevrez plus d’invitation")).to_be_visible()
    shoot(other, "messages-arret")

    page.goto("/messages")
    ready(page)
    expect(page.get_by_text(re.compile(r"2\s+partis.*1\s+a répondu")).first).to_be_visible()
    shoot(page, "messages-partis")
    page.get_by_role("button", name="Préparer l’envoi").first.click()
    expect(page.get_by_text(re.compile("Personne|Aucun destinataire")).first).to_be_visible()
    shoot(page, "messages-relance")
