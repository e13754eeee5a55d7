"""Every change of contacts: the people who answer for one or several places."""

from collections.abc import Mapping, Sequence

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction, update_version, value
from campaign.base.errors import InvalidForm, InvalidInput, NotFound, Refused
from campaign.partners.model import CONTACT_LABELS
from campaign.partners.sheet import checked_contact
from campaign.partners.store import contact_by_id, set_contact_places

CONTACT_VERBS = ("add_contact", "change_contact", "archive_contact", "restore_contact")


@guarded
def add_contact(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a contact and the places they answer for; their id.

    Raises:
        InvalidForm.
    """
    columns = checked_contact({"name": "", **values})
    with transaction(db):
        if done := operations.replay(db, operation, "add_contact"):
            return done["id"]
        contact_id = insert(db, "contacts", {**columns, "created_at": clock.stamp()})
        set_contact_places(db, contact_id, _places(db, values.get("place_ids", ())))
        journal.record(db, by.journal_name, "add_contact", "contact", contact_id, operation)
        operations.remember(db, operation, "add_contact", result={"id": contact_id})
    return contact_id


@guarded
def change_contact(
    db: Database, by: Actor, contact_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a contact read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = checked_contact(values)
    with transaction(db):
        if operations.replay(db, operation, "change_contact", contact_id) is not None:
            return
        before = _known(db, contact_id)
        changes = {**columns, "heard_at": clock.stamp()}  # whoever corrects a line has just heard of them
        if not update_version(db, "contacts", contact_id, version, changes):
            theirs = {CONTACT_LABELS[field]: str(before[field]) for field in columns}
            raise conflict_on(db, "contact", contact_id, CONTACT_VERBS, theirs)
        if "place_ids" in values:
            set_contact_places(db, contact_id, _places(db, values["place_ids"]))
        personal = {name: (before[name], new) for name, new in columns.items() if before[name] != new}
        journal.record(db, by.journal_name, "change_contact", "contact", contact_id, operation, {}, personal)
        operations.remember(db, operation, "change_contact", contact_id)


@guarded
def archive_contact(db: Database, by: Actor, contact_id: int, operation: str) -> None:
    """Put a contact away: no more link nor message. ``restore_contact`` undoes."""
    _set_archived(db, by, contact_id, "archive_contact", clock.stamp(), operation)


@guarded
def restore_contact(db: Database, by: Actor, contact_id: int, operation: str) -> None:
    """Bring an archived contact back."""
    _set_archived(db, by, contact_id, "restore_contact", None, operation)


def _set_archived(db: Database, by: Actor, contact_id: int, verb: str, at: str | None, operation: str) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, contact_id) is not None:
            return
        _known(db, contact_id)
        db.conn.execute("UPDATE contacts SET archived_at = ?, version = version + 1 WHERE id = ?", [at, contact_id])
        journal.record(db, by.journal_name, verb, "contact", contact_id, operation)
        operations.remember(db, operation, verb, contact_id)


def _places(db: Database, place_ids: Sequence[int]) -> tuple[int, ...]:
    known = tuple(int(place_id) for place_id in place_ids)
    for place_id in known:
        if not value(db, "SELECT 1 FROM places WHERE id = ?", [place_id]):
            raise InvalidForm([InvalidInput("place_ids", "Ce lieu n’existe plus : rechargez la page.")])
    return known


def _known(db: Database, contact_id: int) -> Row:
    known = contact_by_id(db, contact_id)
    if known is None:
        raise NotFound("Ce contact n’existe pas.")
    if known.erased_at:
        raise Refused("Ce contact est effacé : rien ne le fera revenir. Créez-en un nouveau.")
    return row(db, "SELECT * FROM contacts WHERE id = ?", [contact_id])
