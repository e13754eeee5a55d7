"""An edition of November 2026 with people to write to, on a Monday that does not move; and a real relay."""

import socket
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from campaign.accounts import links
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.mail import sending
from campaign.mail.delivery import way_out
from campaign.messages.rendering import render_step
from campaign.participation import actions as participation
from campaign.participation.model import Answer

# What a sheet needs so that nothing is missing once the shop has answered.
COMPLETE = {"opening_hours_text": "mar. au sam. 10 h – 18 h", "phone": "02 41 00 00 05", "categories": ["livres"]}


@pytest.fixture
def people(db, officer, in_2026, edition, shop, contact):
    """Makes an open edition and its contacts, one complete shop each, links ready: (count) -> (edition id, Actors).

    Told on Monday 2 November 2026: the days are 1 and 4 January 2027, answers are due by 2 December.
    """

    def make(count: int = 1, **values) -> tuple[int, list]:
        edition_id = edition(**values)
        actors = []
        for rank in range(1, count + 1):
            place_id = shop(f"Boutique {rank}", **COMPLETE)
            participation.invite(db, officer, edition_id, [place_id], new_operation())
            actors.append(contact([place_id], name=f"Personne {rank}", email=f"personne{rank}@exemple.fr"))
        participation.prepare_links(db, officer, edition_id, new_operation())
        return edition_id, actors

    return make


@pytest.fixture
def says(db, answer_values):
    """A contact answers for a shop of theirs through their link: (edition id, actor, **changes) -> Answer."""

    def answer(edition_id: int, actor, place_id: int | None = None, **changes) -> Answer:
        found = (
            place_id
            or db.conn.execute(
                "SELECT place_id FROM contact_places WHERE contact_id = ? ORDER BY place_id", [actor.id]
            ).fetchone()[0]
        )
        values = answer_values(edition_id, **{"duties_read": True, **changes})
        return participation.confirm_participation(db, actor, edition_id, found, values, new_operation())

    return answer


@pytest.fixture
def opens(db):
    """A contact sees their page: (edition id, actor)."""

    def see(edition_id: int, actor) -> None:
        links.note_opening(db, actor, link_of(db, actor.id, edition_id))

    return see


@pytest.fixture
def later():
    """Moves the stopped clock: (**timedelta) -> context."""

    def move(**duration):
        return clock.frozen(clock.now() + timedelta(**duration))

    return move


class Inbox:
    """What the relay received: recipients in order, messages by Message-ID, and each one's text."""

    def __init__(self) -> None:
        self.to: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.busy: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.busy:
            return "451 4.7.1 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.to += envelope.rcpt_tos
        mail = message_from_bytes(envelope.content, policy=default)
        self.texts.append(mail.get_body(("plain",)).get_content().replace("\r\n", "\n"))
        text = envelope.content.decode("utf-8", "replace")
        self.ids += [line for line in text.splitlines() if line.lower().startswith("message-id:")]
        return "250 kept"


@pytest.fixture
def inbox():
    received = Inbox()
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    received.url = f"smtp://127.0.0.1:{port}"
    yield received
    controller.stop()


@pytest.fixture
def leave(db, inbox, tmp_path):
    """One run of the real sending loop."""

    def run() -> sending.Sent:
        return sending.send_waiting(
            db, lambda db, posted: render_step(db, SYSTEM, posted.parameters), lambda: way_out(inbox.url, tmp_path)
        )

    return run
