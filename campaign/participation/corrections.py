"""Corrections a shop proposes for its own sheet: suggestions an agent accepts or refuses, field by field."""

from collections.abc import Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction
from campaign.base.errors import InvalidForm, InvalidInput, NotFound, Refused
from campaign.base.fields import phone_in_words
from campaign.participation.reach import check_reach
from campaign.partners import actions as partners
from campaign.partners.sheet import checked_sheet

# What a shop may correct by itself; the rest is asked for on the telephone.
CORRECTABLE = ("name", "address", "phone", "website", "opening_hours_text")


@guarded
def suggest_corrections(
    db: Database, by: Actor, edition_id: int, place_id: int, values: Mapping[str, str], operation: str
) -> int:
    """Keep the differences between the typed sheet and ours as suggestions; how many. A newer one replaces an older.

    Raises:
        NotFound: not this contact's shop; InvalidForm: with the field names of ``values``.
    """
    with transaction(db):
        check_reach(db, by, edition_id, place_id)
        subject = f"{edition_id}:{place_id}"
        if done := operations.replay(db, operation, "suggest_corrections", subject):
            return done["count"]
        before = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
        typed = {field: values[field] for field in CORRECTABLE if field in values}
        columns = checked_sheet(typed, str(before["departement"]), before)
        count = 0
        for field in typed:
            _replace_pending(db, place_id, field)
            if columns[field] != before[field]:
                _insert(db, by, edition_id, before, field, str(columns[field]))
                count += 1
        if count:
            details = {"fields": {field: [] for field in typed}}
            journal.record(db, by.journal_name, "suggest_correction", "place", place_id, operation, details)
        operations.remember(db, operation, "suggest_corrections", subject, {"count": count})
    return count


@guarded
def accept_suggestion(db: Database, by: Actor, suggestion_id: int, operation: str) -> None:
    """Write the proposed value in the sheet.

    Raises:
        NotFound; Refused: already decided; InvalidForm: the value is no longer acceptable.
    """
    with transaction(db):
        if operations.replay(db, operation, "accept_suggestion", suggestion_id) is not None:
            return
        found = _pending(db, suggestion_id)
        place = row(db, "SELECT id, version FROM places WHERE id = ?", [found["place_id"]])
        change = operations.new_operation()
        partners.change_place(db, by, place["id"], place["version"], {found["field"]: found["proposed"]}, change)
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


def shown(field: str, stored: str) -> str:
    """A stored value as people read it (« 02 41 00 00 05 »)."""
    return phone_in_words(stored) if field == "phone" and stored else stored


def as_form_problems(error: InvalidForm) -> InvalidForm:
    """The same refusals under the names of the answer form (``fiche-phone``)."""
    return InvalidForm([InvalidInput(f"fiche-{one.field}", one.message, one.proposal) for one in error.problems])


def _replace_pending(db: Database, place_id: int, field: str) -> None:
    db.conn.execute(
        "UPDATE suggestions SET state = 'replaced', decided_at = ? "
        "WHERE place_id = ? AND field = ? AND state = 'pending'",
        [clock.stamp(), place_id, field],
    )


def _insert(db: Database, by: Actor, edition_id: int, before: Row, field: str, proposed: str) -> None:
    insert(
        db,
        "suggestions",
        {
            "place_id": before["id"],
            "edition_id": edition_id,
            "contact_id": by.id or 0,
            "field": field,
            "current": before[field],
            "proposed": proposed,
            "at": clock.stamp(),
        },
    )


def _pending(db: Database, suggestion_id: int) -> Row:
    found = row(db, "SELECT * FROM suggestions WHERE id = ?", [suggestion_id])
    if found is None:
        raise NotFound("Cette correction n’existe pas.")
    if found["state"] != "pending":
        raise Refused("Cette correction a déjà été traitée.")
    return found


def _decide(db: Database, by: Actor, found: Row, state: str, verb: str, operation: str) -> None:
    db.conn.execute(
        "UPDATE suggestions SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?",
        [state, by.journal_name, clock.stamp(), found["id"]],
    )
    details = {"fields": {found["field"]: []}}
    journal.record(db, by.journal_name, verb, "place", found["place_id"], operation, details)
    operations.remember(db, operation, verb, found["id"])
