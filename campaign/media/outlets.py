"""Every change of outlets."""

from collections.abc import Mapping, Sequence

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.saving import checked
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, transaction, update_version
from campaign.base.errors import InvalidInput, NotFound
from campaign.base.fields import website as checked_website
from campaign.base.text import clean_text
from campaign.media.model import OutletKind
from campaign.media.store import known_outlet, written
from campaign.territory.views import epci

MAX_NAME, MAX_NOTE = 120, 1000
LABELS = {"name": "Nom du média", "kind": "Type", "territories": "Territoire", "website": "Site", "note": "Note"}
_VERBS = ("add_outlet", "change_outlet", "archive_outlet", "restore_outlet")


@guarded
def add_outlet(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add an outlet; its id.

    Raises:
        InvalidForm.
    """
    columns = checked_outlet({"name": "", "kind": "", **values})
    with transaction(db):
        if done := operations.replay(db, operation, "add_outlet"):
            return done["id"]
        outlet_id = insert(db, "media_outlets", {**columns, "created_at": clock.stamp()})
        journal.record(db, by.journal_name, "add_outlet", "outlet", outlet_id, operation)
        operations.remember(db, operation, "add_outlet", result={"id": outlet_id})
    return outlet_id


@guarded
def change_outlet(
    db: Database, by: Actor, outlet_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of an outlet read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = checked_outlet(values)
    with transaction(db):
        if operations.replay(db, operation, "change_outlet", outlet_id) is not None:
            return
        before = known_outlet(db, outlet_id)
        if not update_version(db, "media_outlets", outlet_id, version, columns or {"name": before.name}):
            raise conflict_on(db, "outlet", outlet_id, _VERBS, {LABELS["name"]: before.name})
        journal.record(db, by.journal_name, "change_outlet", "outlet", outlet_id, operation)
        operations.remember(db, operation, "change_outlet", outlet_id)


@guarded
def archive_outlet(db: Database, by: Actor, outlet_id: int, operation: str) -> None:
    """Put an outlet away; what it published stays. ``restore_outlet`` undoes."""
    _set_archived(db, by, outlet_id, "archive_outlet", clock.stamp(), operation)


@guarded
def restore_outlet(db: Database, by: Actor, outlet_id: int, operation: str) -> None:
    """Bring an archived outlet back."""
    _set_archived(db, by, outlet_id, "restore_outlet", None, operation)


def checked_outlet(values: Mapping[str, object]) -> Row:
    """The columns of what was typed.

    Raises:
        InvalidForm.
    """
    checks = {
        "name": lambda typed: clean_text(typed, field="name", label="le nom du média", max_length=MAX_NAME),
        "kind": _kind,
        "territories": checked_territories,
        "website": lambda typed: checked_website(typed) if str(typed).strip() else "",
        "note": lambda typed: clean_text(
            typed, field="note", label="la note", max_length=MAX_NOTE, required=False, multiline=True
        ),
    }
    return checked(values, checks)


def checked_territories(sirens: Sequence[str]) -> str:
    """EPCI by SIREN, as they are kept.

    Raises:
        InvalidInput: one does not exist.
    """
    for siren in sirens:
        try:
            epci(str(siren))
        except NotFound as problem:
            raise InvalidInput("territories", problem.message) from problem
    return written([str(one) for one in sirens])


def _kind(typed: object) -> str:
    try:
        return str(OutletKind(str(typed)))
    except ValueError as problem:
        raise InvalidInput("kind", "Choisissez le type du média.") from problem


def _set_archived(db: Database, by: Actor, outlet_id: int, verb: str, at: str | None, operation: str) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, outlet_id) is not None:
            return
        known_outlet(db, outlet_id)
        db.conn.execute("UPDATE media_outlets SET archived_at = ?, version = version + 1 WHERE id = ?", [at, outlet_id])
        journal.record(db, by.journal_name, verb, "outlet", outlet_id, operation)
        operations.remember(db, operation, verb, outlet_id)
