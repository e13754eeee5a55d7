"""Sending from another process, with messages that need no edition."""

from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from campaign.base.database import Database
from campaign.mail.delivery import way_out
from campaign.mail.message import Message
from campaign.mail.outbox import Posted
from campaign.mail.sending import send_waiting
from campaign.schema import open_database


def render(db: Database, posted: Posted) -> Message:
    """A small message to the address of the parameters."""
    to = str(posted.parameters["to"])
    return Message(
        key=to,
        to=to,
        to_name="Personne",
        subject="À faire avant le 12 octobre",
        text="Bonjour,\n\nConfirmez votre participation.\n",
        sender="occasion@departement.example",
        sender_name="Les bons jours",
    )


def send_until_empty(connection: Connection, gate: Barrier, url: str) -> None:
    """Send what is due until nothing is; sends how many left from here."""
    db = open_database()
    gate.wait()
    connection.send(send_waiting(db, render, lambda: way_out(url, Path("unused"))).sent)
    db.close()
