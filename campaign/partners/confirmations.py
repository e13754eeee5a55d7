"""Who said last that a field of a sheet is right, and when: the row each field keeps."""

from collections.abc import Iterable

from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.partners.model import Confirmation, How

__all__ = ["Confirmation", "How", "all_confirmations", "confirmations_of", "note_confirmed"]


def note_confirmed(db: Database, place_id: int, fields: Iterable[str], actor: str, how: How) -> None:
    """Write, inside the caller's transaction, that ``actor`` said these fields (of ``PLACE_LABELS``) are right now."""
    stamp = clock.stamp()
    db.conn.executemany(
        "INSERT INTO field_confirmations VALUES (?, ?, ?, ?, ?) ON CONFLICT (place_id, field) "
        "DO UPDATE SET at = excluded.at, actor = excluded.actor, how = excluded.how",
        [(place_id, field, stamp, actor, str(how)) for field in fields],
    )


def confirmations_of(db: Database, place_id: int) -> dict[str, Confirmation]:
    """The last confirmation of each field of a sheet, by field."""
    found = rows(db, "SELECT * FROM field_confirmations WHERE place_id = ?", [place_id])
    return {one["field"]: _confirmation(one) for one in found}


def all_confirmations(db: Database) -> dict[int, dict[str, Confirmation]]:
    """The same for every sheet, by place id: one query for a list."""
    every: dict[int, dict[str, Confirmation]] = {}
    for one in rows(db, "SELECT * FROM field_confirmations"):
        every.setdefault(one["place_id"], {})[one["field"]] = _confirmation(one)
    return every


def _confirmation(found: dict) -> Confirmation:
    return Confirmation(found["field"], clock.from_stamp(found["at"]), found["actor"], How(found["how"]))
