"""Changing the département's own texts."""

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction, update_version
from campaign.identity.model import checked


@guarded
def change_identity(db: Database, by: Actor, version: int, values: dict[str, str], operation: str) -> None:
    """Save the typed values if nobody else saved since ``version``.

    Raises:
        InvalidInput, Conflict.
    """
    kept = checked(values)
    with transaction(db):
        if operations.replay(db, operation, "change_identity") is not None:
            return
        if not update_version(db, "identity", 1, version, kept):
            raise conflict_on(db, "identity", 1, ["change_identity"], {})
        journal.record(db, by.journal_name, "change_identity", "identity", 1, operation, {"fields": sorted(kept)})
        operations.remember(db, operation, "change_identity")
