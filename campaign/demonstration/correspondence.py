"""The messages of the demonstration, sent through the real outbox to nobody: no relay is called, no file written."""

from collections.abc import Mapping
from dataclasses import replace
from email.message import EmailMessage

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.text import slug
from campaign.consultation.letters import render_dates_ask, render_dates_decided
from campaign.deliveries.reminding import render_owed
from campaign.mail.message import Message
from campaign.mail.outbox import Posted
from campaign.mail.replies import Handed, Outcome, refusal
from campaign.mail.sending import Sent, send_waiting
from campaign.media.sending import render_press
from campaign.meetings.rendering import render_meeting, render_minutes
from campaign.messages.rendering import render_step

# What a relay answers for three of them; every other message is accepted.
REPLIES = {
    "Claire Sécher": refusal("RCPT", 550, b"5.1.1 no such user"),
    "Karim Lefort": refusal("TEXT", 554, b"5.7.1 message refused"),
    "Aurore Métayer": Handed(Outcome.UNSURE),
}


_RENDERERS = {
    "step": render_step,
    "press": render_press,
    "owed": render_owed,
    "dates_ask": render_dates_ask,
    "dates_decided": render_dates_decided,
    "meeting": render_meeting,
    "minutes": render_minutes,
}
_ALIKE = ("dates_ask", "dates_decided", "meeting", "minutes")


class Nobody:
    """A relay that lets every message go, and sends none."""

    way, place = "relay", "démonstration"

    def __init__(self, refused: Mapping[str, Handed]) -> None:
        self.refused = {slug(name).replace("-", "."): reply for name, reply in refused.items()}

    def connect(self) -> None:
        """Nothing to open."""

    def hand(self, mail: EmailMessage) -> Handed:
        """The answer of a relay."""
        return self.refused.get(mail["To"].addresses[0].username, Handed(Outcome.ACCEPTED))

    def close(self) -> None:
        """Nothing to close."""


def deliver_waiting(db: Database, system: Actor, refused: Mapping[str, Handed] = REPLIES) -> Sent:
    """What the worker would have done at that moment; ``refused``: what the relay answered for some, by their name."""
    made: dict[str, Message] = {}

    def render(db: Database, posted: Posted) -> Message:
        if posted.kind not in _ALIKE:
            return _RENDERERS[posted.kind](db, system, posted.parameters)
        # The same for everybody, received by nobody: made once, then told bare, they do not slow the demonstration.
        if posted.kind not in made:
            made[posted.kind] = _RENDERERS[posted.kind](db, system, posted.parameters)
        bare = replace(made[posted.kind], html="", calendar=b"", attached=())
        return replace(bare, key=f"{posted.kind}:{posted.id}")

    return send_waiting(db, render, lambda: Nobody(refused))
