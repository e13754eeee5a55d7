"""Operation ids: a double click, a reload or a replay writes once and gives the same answer.

A form is shown with a fresh id; the action that receives it asks ``replay`` first and calls ``remember`` last, inside
the same transaction.
"""

import json
import re
import secrets

from campaign.base import clock
from campaign.base.database import Database, row
from campaign.base.errors import OperationReused

_SHAPE = re.compile(r"[A-Za-z0-9_-]{8,64}")


def new_operation() -> str:
    """A fresh id, 128 random bits, for one form."""
    return secrets.token_urlsafe(16)


def is_operation(value: object) -> bool:
    """Whether a received value has the shape of an operation id."""
    return isinstance(value, str) and _SHAPE.fullmatch(value) is not None


def replay(db: Database, operation: str, verb: str, subject: object = "") -> dict | None:
    """What this operation answered the first time, or None when it is new. To be asked inside the transaction.

    Raises:
        OperationReused: the id has no valid shape, or served for another action or another subject.
    """
    if not is_operation(operation):
        raise OperationReused()
    known = row(db, "SELECT verb, subject, result FROM operations WHERE id = ?", [operation])
    if known is None:
        return None
    if (known["verb"], known["subject"]) != (verb, str(subject)):
        raise OperationReused()
    return json.loads(known["result"])


def remember(db: Database, operation: str, verb: str, subject: object = "", result: dict | None = None) -> dict:
    """Keep the answer of an operation, in the same transaction as what it wrote."""
    result = result or {}
    db.conn.execute(
        "INSERT INTO operations (id, verb, subject, at, result) VALUES (?, ?, ?, ?, ?)",
        [operation, verb, str(subject), clock.stamp(), json.dumps(result, ensure_ascii=False)],
    )
    return result
