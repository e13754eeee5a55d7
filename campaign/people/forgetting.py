"""How a contact's person goes: the statements of the traces, inside the transaction of whoever erases."""

import json

from campaign.base import kept_files
from campaign.base.database import Database, Row, rows, value
from campaign.base.text import search_key
from campaign.people.keys import parameters_of
from campaign.people.traces import TRACES

SIGNATURES = "livraisons"  # the purpose of the kept files of deliveries


def forget_person(db: Database, contact_id: int) -> set[str]:
    """Every statement of the traces, in the caller's transaction; the signatures that nothing may refer to any more."""
    parameters = parameters_of(db, contact_id)
    before = _signatures(db)
    _out_of_minutes(db, parameters)
    for trace in TRACES:
        for statement in trace.erase:
            db.conn.execute(statement, parameters)
    return before - _signatures(db)


def forget_signatures(db: Database, signatures: set[str]) -> None:
    """Delete the files of the signatures that went."""
    for one in signatures:
        if not value(db, "SELECT 1 FROM road_entries WHERE photo = ?", [one]):
            kept_files.forget(SIGNATURES, one)


def _signatures(db: Database) -> set[str]:
    return {str(one["signature"]) for one in rows(db, "SELECT signature FROM road_people WHERE signature <> ''")}


def _out_of_minutes(db: Database, parameters: Row) -> None:
    """Minutes keep their lists of names as JSON, « Zoé Quentin (La Malle) » included: the name leaves each."""
    names = {search_key(one) for one in json.loads(str(parameters["names"]))}

    def cleared(kept: object) -> object:
        if isinstance(kept, dict):
            return {key: cleared(one) for key, one in kept.items()}
        if isinstance(kept, list):
            return [cleared(one) for one in kept]
        theirs = isinstance(kept, str) and search_key(kept.split(" (")[0]) in names
        return parameters["erased"] if theirs else kept

    for one in rows(db, "SELECT kind, of_id, names FROM meeting_names WHERE kind = 'minutes'"):
        kept = json.loads(one["names"])
        if (left := cleared(kept)) != kept:
            db.conn.execute(
                "UPDATE meeting_names SET names = ? WHERE kind = 'minutes' AND of_id = ?",
                [json.dumps(left, ensure_ascii=False), one["of_id"]],
            )
