"""Who said last that a field of a sheet is right, and when: the row each field keeps."""

from collections.abc import Iterable, Mapping

from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.partners.model import CONFIRMABLE, Confirmation, How

__all__ = [
    "Confirmation",
    "How",
    "all_confirmations",
    "confirmations_of",
    "is_answered",
    "kept_before",
    "note_confirmed",
    "restore_confirmations",
]


def note_confirmed(db: Database, place_id: int, fields: Iterable[str], actor: str, how: How) -> str:
    """Write, inside the caller's transaction, that ``actor`` said these fields (of ``PLACE_LABELS``) are right now.

    The instant written.
    """
    stamp = clock.stamp()
    db.conn.executemany(
        "INSERT INTO field_confirmations VALUES (?, ?, ?, ?, ?) ON CONFLICT (place_id, field) "
        "DO UPDATE SET at = excluded.at, actor = excluded.actor, how = excluded.how",
        [(place_id, field, stamp, actor, str(how)) for field in fields if field in CONFIRMABLE],
    )
    return stamp


def restore_confirmations(db: Database, place_id: int, former: Mapping[str, list | None], at: str) -> tuple[str, ...]:
    """Give back to the fields still confirmed at the instant ``at`` what was known of them before; those fields.

    ``former``: field -> [at, actor, how] as ``kept_before`` gave it, None when nobody had confirmed it.
    """
    restored = []
    for field, before in former.items():
        gone = db.conn.execute(
            "DELETE FROM field_confirmations WHERE place_id = ? AND field = ? AND at = ?", [place_id, field, at]
        ).rowcount
        if gone and before:
            db.conn.execute("INSERT INTO field_confirmations VALUES (?, ?, ?, ?, ?)", [place_id, field, *before])
        if gone:
            restored.append(field)
    return tuple(restored)


def kept_before(db: Database, place_id: int, fields: Iterable[str]) -> dict[str, list | None]:
    """What is known of these fields before they are confirmed again, for ``restore_confirmations``."""
    found = confirmations_of(db, place_id)
    return {
        field: [clock.stamp(one.at), one.actor, str(one.how)] if (one := found.get(field)) else None for field in fields
    }


def confirmations_of(db: Database, place_id: int) -> dict[str, Confirmation]:
    """The last confirmation of each field of a sheet, by field."""
    found = rows(db, "SELECT * FROM field_confirmations WHERE place_id = ?", [place_id])
    return {one["field"]: _confirmation(one) for one in found}


def is_answered(db: Database, place_id: int, field: str) -> bool:
    """Whether a person, not a file nor the register, said last that a field is right."""
    said = confirmations_of(db, place_id).get(field)
    return said is not None and said.how in (How.AGENT, How.SHOP)


def all_confirmations(db: Database) -> dict[int, dict[str, Confirmation]]:
    """The same for every sheet, by place id: one query for a list."""
    every: dict[int, dict[str, Confirmation]] = {}
    for one in rows(db, "SELECT * FROM field_confirmations"):
        every.setdefault(one["place_id"], {})[one["field"]] = _confirmation(one)
    return every


def _confirmation(found: dict) -> Confirmation:
    return Confirmation(found["field"], clock.from_stamp(found["at"]), found["actor"], How(found["how"]))
