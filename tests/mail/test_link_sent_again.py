"""« Renvoyez-moi mon lien », from the request to a real SMTP server, or to a folder when there is none."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from campaign.accounts.links import token_of
from campaign.base import clock, jobs
from campaign.base.errors import InvalidInput, TooManyAttempts
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.mail import outbox
from campaign.mail.message import Message, composed
from campaign.participation.link_again import ask_link_again
from campaign.partners import contacts
from campaign.worker import run_once


class Inbox:
    """Keeps what the relay accepted; answers with ``reply`` when it is set."""

    def __init__(self):
        self.messages: list[EmailMessage] = []
        self.reply = None

    async def handle_DATA(self, server, session, envelope):
        if self.reply:
            return self.reply
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def relay(monkeypatch, own_settings):
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("CAMPAIGN_SMTP_URL", f"smtp://127.0.0.1:{port}")
    own_settings.cache_clear()
    yield inbox
    controller.stop()


def ask(db, email, operation=None):
    ask_link_again(db, email, "203.0.113.5", operation or new_operation())


def test_a_known_address_receives_its_link_in_a_plain_message(db, linked, relay):
    ask(db, "Felicie@exemple.fr")
    run_once(db)
    (mail,) = relay.messages
    assert mail["To"] == "Félicie Martin <felicie@exemple.fr>"
    assert mail["Subject"] == "Votre lien personnel pour Édition d’essai"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        assert f"http://localhost:8501/p/{token_of(linked[3])}" in body
        assert "La Malle à Félicie" in body
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None
    assert mail["Message-ID"]


def test_an_unknown_address_gets_the_same_silence_and_no_message(db, linked, relay):
    ask(db, "personne@exemple.fr")
    assert run_once(db) == 0
    assert relay.messages == []


def test_asking_twice_with_one_form_sends_once(db, linked, relay):
    operation = new_operation()
    ask(db, "felicie@exemple.fr", operation)
    ask(db, "felicie@exemple.fr", operation)
    run_once(db)
    assert len(relay.messages) == 1


def test_nobody_is_flooded_by_someone_elses_requests(db, linked, relay):
    for _ in range(10):
        ask(db, "felicie@exemple.fr")
    run_once(db)
    assert len(relay.messages) == 3
    with pytest.raises(TooManyAttempts):
        ask(db, "felicie@exemple.fr")


def test_an_archived_contact_no_longer_receives_anything(db, linked, relay, officer):
    ask(db, "felicie@exemple.fr")
    contacts.archive_contact(db, officer, linked[2].id, new_operation())
    run_once(db)
    ask(db, "felicie@exemple.fr")
    run_once(db)
    assert relay.messages == []


def test_a_relay_that_is_away_delays_the_message_and_loses_nothing(db, linked, relay):
    relay.reply = "451 try later"
    ask(db, "felicie@exemple.fr")
    run_once(db)
    assert relay.messages == []
    relay.reply = None
    run_once(db)
    assert relay.messages == []
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        run_once(db)
    assert len(relay.messages) == 1


def test_a_message_asked_for_under_an_older_version_still_leaves(db, linked, relay):
    edition_id, _, actor, _ = linked
    asked = {"contact_id": actor.id, "edition_id": edition_id, "message": "ancien:1", "tried": 2}
    jobs.enqueue(db, "send_link", asked, "public")
    run_once(db)
    (mail,) = relay.messages
    assert mail["To"] == "Félicie Martin <felicie@exemple.fr>"
    assert run_once(db) == 0


def test_a_message_refused_for_good_is_not_sent_again(db, linked, relay):
    relay.reply = "550 no"
    ask(db, "felicie@exemple.fr")
    run_once(db)
    (posted,) = outbox.recent(db)
    assert posted.state is outbox.State.FAILED
    assert posted.reason
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert run_once(db) == 0


def test_without_a_relay_the_message_lies_in_a_folder(db, linked):
    ask(db, "felicie@exemple.fr")
    run_once(db)
    (file,) = (settings().database.parent / "courriels").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert token_of(linked[3]) in mail.get_body(("plain",)).get_content()


def test_the_token_waits_in_no_table(db, linked):
    from tests.conftest import stored_text

    ask(db, "felicie@exemple.fr")
    run_once(db)
    assert token_of(linked[3]) not in stored_text(db)


@pytest.mark.parametrize("address", ["a@b.fr\r\nBcc: x@y.z", "pas-une-adresse", "a@b.fr, c@d.fr", ""])
def test_what_is_not_one_address_is_refused_with_a_sentence(db, address):
    with pytest.raises(InvalidInput, match=r"[Aa]dresse"):
        ask(db, address)


def test_a_line_break_in_a_subject_is_refused_before_anything_leaves():
    with pytest.raises(InvalidInput):
        composed(Message("k", "a@b.fr", "A", "Objet\r\nBcc: x@y.z", "texte", "c@d.fr", "C"))


def test_an_animator_gets_theirs_with_nothing_to_answer(db, officer, linked, shop, contact, relay):
    epci = shop("Angers Loire Métropole", kind="epci", address="83 rue du Mail", postcode="49000", commune="Angers")
    contact([epci], name="Élodie Vasseur", email="elodie@exemple.fr")
    ask(db, "elodie@exemple.fr")
    run_once(db)
    (mail,) = relay.messages
    text = mail.get_body(("plain",)).get_content()
    assert "les affiches et les documents de votre territoire" in " ".join(text.split())
    assert "Réponse attendue" not in text
