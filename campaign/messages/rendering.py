"""One message of a step, made when it leaves: its recipient is looked at again, then its text is filled."""

from collections.abc import Mapping

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotSent
from campaign.base.settings import settings
from campaign.editions.views import edition as edition_view
from campaign.identity.views import identity
from campaign.mail import addresses
from campaign.mail.message import Message
from campaign.messages.audience import check_still_due, recipient_of
from campaign.messages.composing import written
from campaign.messages.facts import Facts
from campaign.messages.model import INVITATIONS, NEEDS_NOTE, Skip
from campaign.messages.store import sending_by_id, text_for

NO_SENDER = "ne-pas-repondre@localhost"
CAMPAIGN = "Les bons jours de l’occasion"


@guarded
def render_step(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """The message of a step to a contact: ``sending_id``, ``contact_id`` and the ``word`` an agent added.

    To be called inside the transaction that takes the message from the outbox: what is checked here is still true when
    it leaves.

    Raises:
        NotSent: it no longer has to leave (answered since, opposed, address dead, edition over…).
    """
    sending = sending_by_id(db, int(str(parameters["sending_id"])))
    if sending is None or sending.stage == "cancelled":
        raise NotSent("envoi annulé", code=str(Skip.OVER))
    edition, word = edition_view(db, sending.edition_id), str(parameters.get("word") or "")
    contact_id, step = int(str(parameters["contact_id"])), sending.step
    recipient = recipient_of(db, edition.id, step, contact_id)
    check_still_due(db, edition, step, recipient, asked=bool(word or parameters.get("asked")))
    link = prepare_link(db, by, contact_id, edition.id, edition.links_expire_on)
    own = identity(db)
    facts = Facts(db, edition, own, recipient, link_address(db, by, link), sending.note)
    if step in NEEDS_NOTE and not (sending.note or facts.passage):
        raise NotSent("aucun passage prévu pour cette personne, ni précision écrite", code=str(Skip.OVER))
    text = text_for(db, step, recipient.progress)
    way_out = unsubscribe_address(recipient.email) if step in INVITATIONS else ""
    said = written(step, text.progress, text.subject, text.body, facts, unsubscribe_url=way_out, word=word)
    return Message(
        key=f"step:{sending.id}:{contact_id}",
        to=recipient.email,
        to_name=recipient.name,
        subject=said.subject,
        text=said.text,
        html=said.html,
        sender=own.sender or NO_SENDER,
        sender_name=own.body_name or CAMPAIGN,
        reply_to=own.contact_email,
        unsubscribe_url=way_out,
    )


def unsubscribe_address(email: str) -> str:
    """Where this address stops its invitations: a page, and the one-click of mail programs."""
    return f"{settings().public_url}/p/arret/{addresses.token_of(email)}"
