"""Deciding on what a shop, a resident or a file says of a sheet."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import NotFound, Refused
from campaign.partners import actions
from campaign.partners.suggestions import REMARK, Suggestion, suggestions_where


@guarded
def pending_suggestions(db: Database, by: Actor, place_id: int | None = None) -> list[Suggestion]:
    """Suggestions that wait for a decision, oldest first; of one sheet or of all."""
    if place_id is None:
        return suggestions_where(db, "state = 'pending'", {})
    return suggestions_where(db, "state = 'pending' AND place_id = :place", {"place": place_id})


@guarded
def accept_suggestion(db: Database, by: Actor, suggestion_id: int, operation: str) -> None:
    """Write the proposed value in the sheet; for a remark, note that it is settled.

    Raises:
        NotFound; Refused: already decided; InvalidForm: the value is no longer acceptable.
    """
    with transaction(db):
        if operations.replay(db, operation, "accept_suggestion", suggestion_id) is not None:
            return
        found = _pending(db, suggestion_id)
        if found["field"] != REMARK:
            place = row(db, "SELECT id, version FROM places WHERE id = ?", [found["place_id"]])
            change = operations.new_operation()
            actions.change_place(db, by, place["id"], place["version"], {found["field"]: found["proposed"]}, change)
        _decide(db, by, found, "accepted", "accept_suggestion", operation)


@guarded
def refuse_suggestion(db: Database, by: Actor, suggestion_id: int, operation: str) -> None:
    """Leave the sheet as it is.

    Raises:
        NotFound; Refused: already decided.
    """
    with transaction(db):
        if operations.replay(db, operation, "refuse_suggestion", suggestion_id) is not None:
            return
        _decide(db, by, _pending(db, suggestion_id), "refused", "refuse_suggestion", operation)


def _pending(db: Database, suggestion_id: int) -> Row:
    found = row(db, "SELECT * FROM sheet_suggestions WHERE id = ?", [suggestion_id])
    if found is None:
        raise NotFound("Cette correction n’existe pas.")
    if found["state"] != "pending":
        raise Refused("Cette correction a déjà été traitée.")
    return found


def _decide(db: Database, by: Actor, found: Row, state: str, verb: str, operation: str) -> None:
    db.conn.execute(
        "UPDATE sheet_suggestions SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?",
        [state, by.journal_name, clock.stamp(), found["id"]],
    )
    details = {"fields": {found["field"]: []}}
    journal.record(db, by.journal_name, verb, "place", found["place_id"], operation, details)
    operations.remember(db, operation, verb, found["id"])
