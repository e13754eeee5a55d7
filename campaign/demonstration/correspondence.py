"""The messages of the demonstration, sent through the real outbox to nobody: no relay is called, no file written."""

from email.message import EmailMessage

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.text import slug
from campaign.deliveries.reminding import render_owed
from campaign.mail.message import Message
from campaign.mail.outbox import Posted
from campaign.mail.replies import Handed, Outcome, refusal
from campaign.mail.sending import Sent, send_waiting
from campaign.media.sending import render_press
from campaign.messages.rendering import render_step

# What a relay answers for three of them; every other message is accepted.
REPLIES = {
    "Claire Sécher": refusal("RCPT", 550, b"5.1.1 no such user"),
    "Karim Lefort": refusal("TEXT", 554, b"5.7.1 message refused"),
    "Aurore Métayer": Handed(Outcome.UNSURE),
}


_RENDERERS = {"step": render_step, "press": render_press, "owed": render_owed}


class Nobody:
    """A relay that lets every message go, and sends none."""

    way, place = "relay", "démonstration"

    def connect(self) -> None:
        """Nothing to open."""

    def hand(self, mail: EmailMessage) -> Handed:
        """The answer of a relay."""
        known = {slug(name).replace("-", "."): reply for name, reply in REPLIES.items()}
        return known.get(mail["To"].addresses[0].username, Handed(Outcome.ACCEPTED))

    def close(self) -> None:
        """Nothing to close."""


def deliver_waiting(db: Database, system: Actor) -> Sent:
    """What the worker would have done at that moment."""

    def render(db: Database, posted: Posted) -> Message:
        return _RENDERERS[posted.kind](db, system, posted.parameters)

    return send_waiting(db, render, Nobody)
