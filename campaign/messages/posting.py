"""Asking the outbox for the messages of a step, with the personal link each carries."""

from collections.abc import Sequence

from campaign.accounts import links
from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound, NotSent
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox
from campaign.mail.outbox import Posted
from campaign.messages.audience import check_still_due, recipient_of
from campaign.messages.dates import spread
from campaign.messages.model import INVITATIONS, Recipient, Sending
from campaign.messages.store import sending_by_id

KIND = "step"


def known_sending(db: Database, sending_id: int) -> Sending:
    """The sending.

    Raises:
        NotFound.
    """
    sending = sending_by_id(db, sending_id)
    if sending is None:
        raise NotFound("Cet envoi n’existe pas.")
    return sending


def post_messages(db: Database, by: Actor, edition: Edition, sending: Sending, due: Sequence[Recipient]) -> None:
    """Each recipient's link and message, in the transaction of whoever launches."""
    begins = clock.now()
    for rank, one in enumerate(due):
        links.prepare_link(db, by, one.contact_id, edition.id, edition.links_expire_on)
        outbox.post(
            db,
            KIND,
            {"sending_id": sending.id, "contact_id": one.contact_id, "word": ""},
            by.journal_name,
            service=sending.step not in INVITATIONS,
            batch=sending.batch,
            recipient=f"contact:{one.contact_id}",
            not_before=spread(begins, rank),
        )


def post_again(db: Database, by: Actor, before: Posted, word: str) -> int:
    """One more message like ``before``, by an agent's hand; its id.

    Raises:
        NotSent: the person no longer has to get it.
    """
    sending = known_sending(db, int(str(before.parameters["sending_id"])))
    contact_id = int(str(before.parameters["contact_id"]))
    edition = edition_view(db, sending.edition_id)
    recipient = recipient_of(db, edition.id, sending.step, contact_id)
    try:
        check_still_due(db, edition, sending.step, recipient, asked=True)
    except NotSent as reason:
        raise NotSent(f"Rien à renvoyer : {reason.message}.", reason.code) from reason
    links.prepare_link(db, by, contact_id, edition.id, edition.links_expire_on)
    # « asked » tells the renderer that a person wants this one, whatever the recipient did these last days.
    return outbox.post(
        db,
        KIND,
        {"sending_id": sending.id, "contact_id": contact_id, "word": word, "asked": True},
        by.journal_name,
        service=before.service,
        batch=before.batch,
        recipient=before.recipient,
    )
