"""A shop says by itself whether its mobile number may be shown to residents: a consent, so it counts at once."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, row, transaction
from campaign.participation.reach import check_reach
from campaign.partners.confirmations import How, note_confirmed
from campaign.partners.saving import update_place


@guarded
def say_phone_public(db: Database, by: Actor, edition_id: int, place_id: int, *, allowed: bool, operation: str) -> None:
    """Give or take back the consent to publish the number of the sheet; saying again what is known is kept too.

    Raises:
        NotFound: not this contact's shop.
    """
    with transaction(db):
        check_reach(db, by, edition_id, place_id)
        if operations.replay(db, operation, "say_phone_public", place_id) is not None:
            return
        before = row(db, "SELECT version, may_publish_phone FROM places WHERE id = ?", [place_id])
        if bool(before["may_publish_phone"]) != allowed:
            update_place(db, place_id, before["version"], {"may_publish_phone": int(allowed)})
            details = {"fields": {"may_publish_phone": [before["may_publish_phone"], int(allowed)]}}
            journal.record(db, by.journal_name, "say_phone_public", "place", place_id, operation, details)
        note_confirmed(db, place_id, ("may_publish_phone",), by.journal_name, How.SHOP)
        operations.remember(db, operation, "say_phone_public", place_id)
