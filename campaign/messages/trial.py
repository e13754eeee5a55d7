"""« M’envoyer un message d’essai »: a real message through the whole way, to the agent who asks and nobody else."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.store import agent_by_id
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotSent
from campaign.base.french import moment_in_words
from campaign.identity.store import load as load_identity
from campaign.mail import html, outbox
from campaign.mail.message import Message
from campaign.mail.outbox import Posted

KIND = "trial"
SUBJECT = "Message d’essai : les messages partent bien"
NO_SENDER = "ne-pas-repondre@localhost"


@guarded
def send_trial(db: Database, by: Actor, operation: str) -> int:
    """Ask for a trial message to one's own address; its id in the outbox."""
    with transaction(db):
        if (done := operations.replay(db, operation, "send_trial")) is not None:
            return int(done["message"])
        asked = {"agent_id": by.id, "at": clock.stamp()}
        found = outbox.post(db, KIND, asked, by.journal_name, service=True, recipient=f"agent:{by.id}")
        journal.record(db, by.journal_name, "send_trial", "agent", by.id, operation)
        operations.remember(db, operation, "send_trial", result={"message": found})
    return found


@guarded
def last_trial(db: Database, by: Actor) -> Posted | None:
    """The latest trial of this agent, with what became of it."""
    return next((one for one in outbox.messages_to(db, f"agent:{by.id}") if one.kind == KIND), None)


@guarded
def render_trial(db: Database, by: Actor, parameters: dict[str, object]) -> Message:
    """The message, as it stands when it leaves.

    Raises:
        NotSent: the account has been closed meanwhile.
    """
    agent = agent_by_id(db, int(str(parameters["agent_id"])))
    if agent is None or agent.disabled_at:
        raise NotSent("Ce compte est fermé.", "gone")
    identity, asked = load_identity(db), clock.from_stamp(str(parameters["at"]))
    asked_for = f"Voici le message d’essai demandé {moment_in_words(asked)}."
    where = (
        "S’il est arrivé dans votre boîte de réception, les messages aux boutiques partent bien. S’il est dans les "
        "indésirables, donnez au service informatique les enregistrements de l’écran « Messagerie »."
    )
    said = "\n\n".join(("Bonjour,", asked_for, where))
    signature = "\n".join(identity.signature)
    return Message(
        key=f"trial:{agent.id}:{parameters['at']}",
        to=agent.email,
        to_name=agent.name,
        subject=SUBJECT,
        text=f"{said}\n\n{signature}".rstrip() + "\n",
        html=html.page(SUBJECT, html.blocks(said), signature),
        sender=identity.sender or NO_SENDER,
        sender_name=identity.body_name or "Les bons jours de l’occasion",
        reply_to=identity.contact_email,
        automatic=True,
    )
