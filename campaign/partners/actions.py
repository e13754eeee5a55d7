"""Every change of the registry of places."""

import json
from collections.abc import Mapping

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.settings import settings
from campaign.base.text import clean_text
from campaign.partners.confirmations import How, note_confirmed
from campaign.partners.location import without_doubts_of_point
from campaign.partners.model import PLACE_LABELS, ArchiveReason, Kind
from campaign.partners.saving import differences, insert_place, record_change, update_place
from campaign.partners.sheet import checked_sheet
from campaign.territory.model import PointQuality, PointSource


@guarded
def add_place(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a place; its id. ``values`` are typed texts named as in ``PLACE_LABELS``; the kind is a shop by default.

    Raises:
        InvalidForm.
    """
    columns = checked_sheet({"kind": Kind.SHOP, "name": "", **values}, settings().departement)
    with transaction(db):
        if done := operations.replay(db, operation, "add_place"):
            return done["id"]
        place_id = insert_place(db, columns)
        note_confirmed(db, place_id, [one for one in PLACE_LABELS if values.get(one)], by.journal_name, How.AGENT)
        journal.record(db, by.journal_name, "add_place", "place", place_id, operation, {"kind": columns["kind"]})
        operations.remember(db, operation, "add_place", result={"id": place_id})
    return place_id


@guarded
def change_place(
    db: Database, by: Actor, place_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a sheet read at ``version``; what is equal stays, a change of nothing writes nothing.

    The fields that change are confirmed by ``by``, from now.

    Raises:
        InvalidForm, NotFound; Conflict: somebody saved first, with the values now stored.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_place", place_id) is not None:
            return
        _change(db, by, place_id, version, values, operation)
        operations.remember(db, operation, "change_place", place_id)


@guarded
def set_point(
    db: Database, by: Actor, place_id: int, version: int, latitude: float, longitude: float, operation: str
) -> None:
    """Put a place where an agent clicked, or say that its point is right: nothing moves it any more but a hand, and
    earlier doubts about it are settled.

    Raises:
        InvalidInput, InvalidForm, NotFound, Conflict.
    """
    values = {"latitude": latitude, "longitude": longitude}
    if any(one is None or not str(one).strip() for one in values.values()):
        raise InvalidInput("latitude", "Cliquez sur la carte, ou écrivez la latitude et la longitude.")
    with transaction(db):
        if operations.replay(db, operation, "change_place", place_id) is not None:
            return
        kept = without_doubts_of_point(json.loads(_known(db, place_id)["warnings"]))
        settled = {
            "location_source": str(PointSource.MANUAL),
            "location_quality": str(PointQuality.EXACT),
            "warnings": json.dumps(kept, ensure_ascii=False),
        }
        _change(db, by, place_id, version, values, operation, settled=settled)
        note_confirmed(db, place_id, values, by.journal_name, How.AGENT)
        operations.remember(db, operation, "change_place", place_id)


@guarded
def archive_place(
    db: Database, by: Actor, place_id: int, operation: str, reason: ArchiveReason | None = None, note: str = ""
) -> None:
    """Put a place away instead of deleting it: its history stays, it is no longer invited. ``restore_place`` undoes.

    Raises:
        NotFound; InvalidInput: the note is too long.
    """
    note = clean_text(note, field="note", label="la précision", max_length=300, required=False)
    _set_archived(db, by, place_id, "archive_place", clock.stamp(), operation, reason, note)


@guarded
def restore_place(db: Database, by: Actor, place_id: int, operation: str) -> None:
    """Bring an archived place back.

    Raises:
        NotFound; Refused: it was merged into another, which ``unmerge`` undoes.
    """
    _set_archived(db, by, place_id, "restore_place", None, operation)


def _set_archived(
    db: Database, by: Actor, place_id: int, verb: str, at: str | None, operation: str,
    reason: ArchiveReason | None = None, note: str = "",
) -> None:  # fmt: skip
    with transaction(db):
        if operations.replay(db, operation, verb, place_id) is not None:
            return
        if _known(db, place_id)["merged_into"] is not None:
            raise Refused("Cette fiche a été réunie à une autre : annulez la fusion pour la remettre au registre.")
        db.conn.execute(
            "UPDATE places SET archived_at = ?, archive_reason = ?, archive_note = ?, version = version + 1 "
            "WHERE id = ?",
            [at, str(reason or ""), note, place_id],
        )
        details = {"reason": str(reason)} if reason else None
        journal.record(db, by.journal_name, verb, "place", place_id, operation, details)
        operations.remember(db, operation, verb, place_id)


def _change(
    db: Database, by: Actor, place_id: int, version: int, values: Mapping[str, object], operation: str,
    settled: Row | None = None,
) -> None:  # fmt: skip
    before = _known(db, place_id)
    columns = checked_sheet(values, settings().departement, before)
    changed = differences(before, columns)
    if before["version"] != version:
        theirs = {PLACE_LABELS[field]: str(old) for field, (old, _) in changed.items()}
        raise conflict_on(db, "place", place_id, SHEET_VERBS, theirs)
    columns |= settled or {}
    if changed or _moves(before, columns):
        update_place(db, place_id, version, columns)
        record_change(db, by, "change_place", place_id, operation, before)
    # Only what was typed: the point of a commune is the software's.
    note_confirmed(db, place_id, values.keys() & changed.keys(), by.journal_name, How.AGENT)


# Answers and invitations are lines about the shop too, but they do not change its sheet.
SHEET_VERBS = (
    "add_place", "change_place", "archive_place", "restore_place", "settle_duplicate", "import_place", "undo_import",
    "undo_change", "confirm_sheet", "merge_places", "unmerge_places", "keep_apart",
)  # fmt: skip


def _moves(before: Row, columns: Row) -> bool:
    watched = ("latitude", "longitude", "location_source", "location_quality", "warnings")
    return any(name in columns and columns[name] != before[name] for name in watched)


def _known(db: Database, place_id: int) -> Row:
    found = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found
