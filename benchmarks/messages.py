"""5 000 messages planned and rendered: who is due, their links and messages asked for, then each one made."""

import time

from benchmarks import data
from benchmarks.figures import Figure, shown, spread
from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import Database, transaction
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.mail.message import composed, message_id
from campaign.messages.actions import send_step
from campaign.messages.audience import audience_of
from campaign.messages.model import Step
from campaign.messages.rendering import render_step
from campaign.messages.views import plan

SHOPS = 6_100  # one contact in ten answers for three: a little more than 5 000 contacts
STEPS = (Step.INVITATION, Step.REMINDER_1, Step.REMINDER_2)


def run() -> Figure:
    """Three steps of one edition, to the same people."""
    with data.folder():
        db = data.filled(SHOPS)
        edition_id = data.next_edition(db)
        runs = [one_run(db, edition_id, step) for step in STEPS]
        db.close()
    messages, *times = zip(*runs, strict=True)
    assert min(messages) >= 5_000, messages
    return Figure(
        "messages",
        "5 000 messages préparés et rendus",
        [
            ["messages", "à qui (s)", "mise en attente, liens compris (s)", "rendu de tous (s)"],
            [shown(messages[0]), *[spread(column, 1) for column in times]],
        ],
        [
            f"{len(STEPS)} étapes d’une même édition à laquelle personne n’a encore répondu.",
            (
                "« À qui » est ce que l’écran demande avant d’envoyer. La mise en attente est une seule écriture : "
                "tout part, ou rien."
            ),
            (
                "Le rendu relit l’état de chaque personne, remplit son texte et compose le courriel (texte et HTML) ; "
                "la conversation avec le relais n’est pas comptée."
            ),
        ],
    )


def one_run(db: Database, edition_id: int, step: Step) -> tuple[float, ...]:
    """How many messages, then seconds: who, asking for all, making all."""
    began = time.perf_counter()
    due = len(audience_of(db, edition_id, step, clock.now()).due)
    known = time.perf_counter()
    assert send_step(db, SYSTEM, edition_id, step, "", new_operation()) == due
    asked = time.perf_counter()
    sending = next(one for one in plan(db, SYSTEM, edition_id) if one.step is step).sending_id
    posted = outbox.messages_of(db, f"sending:{sending}")
    assert len(posted) == due
    began_rendering = time.perf_counter()
    for one in posted:
        with transaction(db):
            message = render_step(db, SYSTEM, one.parameters)
            composed(message, message_id(message))
    return due, known - began, asked - known, time.perf_counter() - began_rendering
