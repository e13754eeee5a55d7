"""Erase a contact: the figures of what they did stay, their person goes. Nothing undoes it."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction, value
from campaign.base.errors import NotFound, Refused
from campaign.people.forgetting import forget_person, forget_signatures

ALREADY = "Ce contact est déjà effacé."


@guarded
def erase_contact(db: Database, by: Actor, contact_id: int, operation: str) -> None:
    """Make a contact anonymous wherever they stand, close their links, drop what waited to be sent to them.

    An opposition to our messages stays, as the fingerprint of the address: a new line with it is not written to again.

    Raises:
        NotFound; Refused: erased already.
    """
    with transaction(db):
        if operations.replay(db, operation, "erase_contact", contact_id) is not None:
            return
        known = value(db, "SELECT erased_at IS NOT NULL FROM contacts WHERE id = ?", [contact_id])
        if known is None:
            raise NotFound("Ce contact n’existe pas.")
        if known:
            raise Refused(ALREADY)
        signatures = forget_person(db, contact_id)
        journal.record(db, by.journal_name, "erase_contact", "contact", contact_id, operation)
        operations.remember(db, operation, "erase_contact", contact_id)
    forget_signatures(db, signatures)
