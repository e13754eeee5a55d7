"""« Tout est juste »: somebody looked at a sheet and says that it is right, field by field or as a whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import NotFound
from campaign.partners.confirmations import How, all_confirmations, confirmations_of, kept_before, note_confirmed
from campaign.partners.model import CONFIRMABLE
from campaign.partners.saving import record_change, update_place

SHOP = "la boutique"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who said last that a field is right: their name, « la boutique » or « le logiciel »."""

    field: str
    at: datetime
    who: str
    how: How


@guarded
def confirm_sheet(db: Database, by: Actor, place_id: int, fields: Collection[str] | None, operation: str) -> int:
    """Say that these fields of a sheet are right, or all those filled in (None), which settles the doubts kept too.

    The id of its line in the history, which ``undo_change`` takes back.

    Raises:
        NotFound.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "confirm_sheet", place_id):
            return done["line"]
        before = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
        if before is None:
            raise NotFound("Cette fiche n’existe pas.")
        told = [one for one in CONFIRMABLE if (one in fields if fields is not None else _filled(before, one))]
        former = kept_before(db, place_id, told)
        at = note_confirmed(db, place_id, told, by.journal_name, How.AGENT)
        if fields is None and before["warnings"] != "[]":
            update_place(db, place_id, before["version"], {"warnings": "[]"})
        details = {"confirmed": former, "confirmed_at": at}
        line = record_change(db, by, "confirm_sheet", place_id, operation, before, details)
        operations.remember(db, operation, "confirm_sheet", place_id, {"line": line})
    return line


@guarded
def confirmed_fields(db: Database, by: Actor, place_id: int) -> dict[str, Confirmed]:
    """The last word on each field of a sheet, with the name of who said it."""
    found = confirmations_of(db, place_id)
    names = {actor: name_of_actor(db, actor) for actor in {one.actor for one in found.values()}}
    return {
        # Whoever accepted what a shop proposed only wrote it down.
        field: Confirmed(field, one.at, SHOP if one.how is How.SHOP else names[one.actor], one.how)
        for field, one in found.items()
    }


@guarded
def last_verified(db: Database, by: Actor) -> dict[int, datetime]:
    """When somebody last said that something of each sheet is right, by place id; absent when nobody ever did."""
    return {place_id: max(one.at for one in fields.values()) for place_id, fields in all_confirmations(db).items()}


def _filled(before: Row, field: str) -> bool:
    return before[field] not in ("", None, "[]")
