"""Deciding on what a shop, a resident or a file says of a sheet, and coming back on it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, row, rows, transaction, value
from campaign.base.errors import NotFound, Refused
from campaign.partners import actions
from campaign.partners.confirmations import confirmations_of, kept_before, note_confirmed, restore_confirmations
from campaign.partners.model import PLACE_LABELS, How
from campaign.partners.suggestions import (
    REMARK,
    Suggestion,
    SuggestionSource,
    stored_text,
    suggestions_where,
    typed_value,
)
from campaign.partners.undoing import undo_change

# Who is behind an accepted value as it was proposed; a resident nobody knows is not: the agent who accepts is.
_HOW = {
    SuggestionSource.SHOP: How.SHOP, SuggestionSource.RESIDENT: How.AGENT,
    SuggestionSource.FILE: How.FILE, SuggestionSource.REGISTER: How.REGISTER,
}  # fmt: skip
_TOWN = ("commune", "postcode")  # read together, hence written and undone together
_DECIDED = "state IN ('accepted', 'refused')"


@guarded
def pending_suggestions(db: Database, by: Actor, place_id: int | None = None) -> list[Suggestion]:
    """Suggestions that wait for a decision, oldest first; of one sheet or of all."""
    if place_id is None:
        return suggestions_where(db, "state = 'pending'", {})
    return suggestions_where(db, "state = 'pending' AND place_id = :place", {"place": place_id})


@guarded
def decided_suggestions(db: Database, by: Actor, limit: int = 20) -> list[Suggestion]:
    """The last suggestions accepted or refused, latest first, with the name of who decided."""
    order = f"decided_at DESC, sheet_suggestions.id DESC LIMIT {int(limit)}"
    found = suggestions_where(db, _DECIDED, {}, order)
    return [replace(one, decided_by=name_of_actor(db, one.decided_by)) for one in found]


@guarded
def accept_suggestion(db: Database, by: Actor, suggestion_id: int, operation: str, instead: str | None = None) -> None:
    """Write the proposed value in the sheet, or ``instead`` in its place; for a remark, note that it is settled. A
    commune and its postcode proposed together are one decision.

    Raises:
        NotFound; Refused: already decided; InvalidForm: the value is not, or no longer, acceptable.
    """
    with transaction(db):
        if operations.replay(db, operation, "accept_suggestion", suggestion_id) is not None:
            return
        found = _pending(db, suggestion_id)
        if found["field"] == REMARK:
            _decide(db, by, found, "accepted", operation)
        else:
            chosen = [found, *_town_with(db, found)]
            values = {one["field"]: one["proposed"] for one in chosen}
            _accept(db, by, chosen, values if instead is None else {**values, found["field"]: instead}, operation)
        operations.remember(db, operation, "accept_suggestion", suggestion_id)


@guarded
def accept_suggestions(db: Database, by: Actor, suggestion_ids: Sequence[int], operation: str) -> int:
    """Write several proposed values of one sheet at once, remarks left aside; how many.

    Raises:
        NotFound; Refused: one is already decided, two say different things of one field, or they are of several
            sheets; InvalidForm: one value is no longer acceptable. Nothing is written then.
    """
    subject = ",".join(str(one) for one in suggestion_ids)
    with transaction(db):
        if done := operations.replay(db, operation, "accept_suggestions", subject):
            return done["count"]
        pending = [_pending(db, one) for one in suggestion_ids]
        chosen = [one for one in pending if one["field"] != REMARK]
        values: dict[str, str] = {}
        for one in chosen:
            if values.setdefault(one["field"], one["proposed"]) != one["proposed"]:
                label = PLACE_LABELS[one["field"]].lower()
                raise Refused(f"Deux valeurs sont proposées pour « {label} » : choisissez-en d’abord une.")
        if len({one["place_id"] for one in chosen}) > 1:
            raise Refused("Ces corrections ne sont pas de la même fiche. Rechargez la page.")
        if chosen:
            _accept(db, by, chosen, values, operation)
        operations.remember(db, operation, "accept_suggestions", subject, {"count": len(chosen)})
    return len(chosen)


@guarded
def refuse_suggestion(db: Database, by: Actor, suggestion_id: int, operation: str) -> None:
    """Leave the sheet as it is.

    Raises:
        NotFound; Refused: already decided.
    """
    with transaction(db):
        if operations.replay(db, operation, "refuse_suggestion", suggestion_id) is not None:
            return
        _decide(db, by, _pending(db, suggestion_id), "refused", operation)
        operations.remember(db, operation, "refuse_suggestion", suggestion_id)


@guarded
def undo_decision(db: Database, by: Actor, suggestion_id: int, operation: str) -> None:
    """Come back on a decision: the suggestion waits again, and what an acceptance wrote gives way to what was there.

    Raises:
        NotFound; Refused: not decided, or the field was changed since; InvalidForm.
    """
    with transaction(db):
        if operations.replay(db, operation, "undo_decision", suggestion_id) is not None:
            return
        found = _known(db, suggestion_id)
        if found["state"] not in ("accepted", "refused"):
            raise Refused("Cette correction attend déjà une décision.")
        if found["change_id"]:
            if stored_text(_sheet(db, found["place_id"]), found["field"]) != found["written"]:
                raise Refused("Ce champ a changé depuis : modifiez-le directement dans la fiche.")
            undo_change(db, by, found["place_id"], found["change_id"], operations.new_operation())
        together = rows(
            db, "SELECT * FROM sheet_suggestions WHERE id = ? OR change_id = ?", [suggestion_id, found["change_id"]]
        )
        for one in together:
            _forget_confirmation(db, one)
            db.conn.execute(
                "UPDATE sheet_suggestions SET state = 'pending', decided_by = NULL, decided_at = NULL, "
                "change_id = NULL, written = NULL, confirmed = NULL WHERE id = ?",
                [one["id"]],
            )
        details = {"fields": {found["field"]: []}}
        journal.record(db, by.journal_name, "undo_suggestion", "place", found["place_id"], operation, details)
        operations.remember(db, operation, "undo_decision", suggestion_id)


def _forget_confirmation(db: Database, found: Row) -> None:
    """What was taken back is confirmed by nobody new: who had confirmed the field before is known again."""
    before = json.loads(found["confirmed"]) if found["confirmed"] else {}
    now = confirmations_of(db, found["place_id"])
    for field, known in before.items():
        if field in now:
            restore_confirmations(db, found["place_id"], {field: known}, clock.stamp(now[field].at))


def _town_with(db: Database, found: Row) -> list[Row]:
    if found["field"] not in _TOWN:
        return []
    (other,) = set(_TOWN) - {found["field"]}
    sql = (
        "SELECT * FROM sheet_suggestions WHERE place_id = ? AND source = ? AND import_id IS ? AND field = ? "
        "AND state = 'pending' ORDER BY id DESC LIMIT 1"
    )
    return rows(db, sql, [found["place_id"], found["source"], found["import_id"], other])


def _accept(db: Database, by: Actor, found: Sequence[Row], values: Mapping[str, str], operation: str) -> None:
    place_id = int(found[0]["place_id"])
    before = kept_before(db, place_id, values)
    lines = _write(db, by, found, values)
    now = _sheet(db, place_id)
    for one in found:
        known = json.dumps({one["field"]: before[one["field"]]})
        _decide(db, by, one, "accepted", operation, lines[one["id"]], stored_text(now, one["field"]), known)


def _write(db: Database, by: Actor, found: Sequence[Row], values: Mapping[str, str]) -> dict[int, int | None]:
    """Write the values, each field as a change of its own which can be undone alone; suggestion id -> line of the
    journal, None when the sheet said so already."""
    place_id = int(found[0]["place_id"])
    lines: dict[int, int | None] = {}
    for fields in [[name for name in _TOWN if name in values], *([name] for name in values if name not in _TOWN)]:
        if not fields:
            continue
        operation, version = operations.new_operation(), _sheet(db, place_id)["version"]
        actions.change_place(
            db, by, place_id, version, {name: typed_value(name, values[name]) for name in fields}, operation
        )
        line = value(db, "SELECT max(id) FROM journal WHERE operation = ?", [operation])
        for one in found:
            if one["field"] in fields:
                how = _HOW[SuggestionSource(one["source"])] if values[one["field"]] == one["proposed"] else How.AGENT
                note_confirmed(db, place_id, [one["field"]], by.journal_name, how)
                lines[one["id"]] = line
    return lines


def _sheet(db: Database, place_id: int) -> Row:
    found = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found


def _known(db: Database, suggestion_id: int) -> Row:
    found = row(db, "SELECT * FROM sheet_suggestions WHERE id = ?", [suggestion_id])
    if found is None:
        raise NotFound("Cette correction n’existe pas, ou plus.")
    return found


def _pending(db: Database, suggestion_id: int) -> Row:
    found = _known(db, suggestion_id)
    if found["state"] != "pending":
        raise Refused("Cette correction a déjà été traitée.")
    return found


def _decide(
    db: Database, by: Actor, found: Row, state: str, operation: str,
    change_id: int | None = None, written: str | None = None, confirmed: str | None = None,
) -> None:  # fmt: skip
    db.conn.execute(
        "UPDATE sheet_suggestions SET state = ?, decided_by = ?, decided_at = ?, change_id = ?, written = ?, "
        "confirmed = ? WHERE id = ?",
        [state, by.journal_name, clock.stamp(), change_id, written, confirmed, found["id"]],
    )
    verb = "accept_suggestion" if state == "accepted" else "refuse_suggestion"
    details = {"fields": {found["field"]: []}}
    journal.record(db, by.journal_name, verb, "place", found["place_id"], operation, details)
