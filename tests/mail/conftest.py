"""A relay, messages asked for, and the real sending loop."""

import threading

import pytest

from campaign.mail import outbox
from campaign.mail.delivery import way_out
from campaign.mail.message import Message
from campaign.mail.sending import send_waiting
from tests.mail.smtp_relay import SmtpRelay


@pytest.fixture
def relay():
    with SmtpRelay() as started:
        yield started


def invitation(parameters) -> Message:
    """A small invitation; ``parameters`` change its fields."""
    asked = {
        "to_name": "Personne",
        "subject": "À faire avant le 12 octobre : confirmez",
        "text": "Bonjour,\n\nConfirmez votre participation.\n",
        "sender": "occasion@departement.example",
        "sender_name": "Les bons jours",
        **parameters,
    }
    return Message(**{"key": asked["to"], **asked})


def render(db, posted) -> Message:
    return invitation(posted.parameters)


@pytest.fixture
def asked(db):
    """Asks for messages: (addresses, **fields) -> their ids."""

    def post(*addresses, batch="", service=True, not_before=None, **fields):
        return [
            outbox.post(
                db, "test", {"to": to, **fields}, "agent:1", service=service, batch=batch, not_before=not_before
            )
            for to in addresses
        ]

    return post


@pytest.fixture
def leave(db, relay, tmp_path):
    """One run of the sending loop through the relay."""

    def run(url: str | None = None, limit: int | None = None, stop: threading.Event | None = None):
        return send_waiting(db, render, lambda: way_out(url or relay.url, tmp_path / "out"), limit, stop)

    return run
