"""What is resolved for the next edition: written, settled, opened again, taken out and put back."""

from collections.abc import Mapping
from datetime import date

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, transaction
from campaign.base.errors import InvalidInput
from campaign.base.fields import date_fr
from campaign.editions.views import edition as edition_view
from campaign.report.model import Resolution, Settled
from campaign.report.store import points_of, resolutions_of

TABLE, SUBJECT = "resolutions", "resolution"
LABELS = {"text": "Ce qui est décidé", "who": "Qui (un rôle, un service)", "due_on": "Avant le", "point_id": "Tiré de"}
VERBS = (
    "change_resolution", "settle_resolution", "reopen_resolution", "remove_resolution", "restore_resolution",
)  # fmt: skip
# A date outside these is a slip of the keyboard.
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


@guarded
def resolutions(db: Database, by: Actor, edition_id: int) -> list[Resolution]:
    """What an edition taught to do next time; to settle first, the nearest date first."""
    return resolutions_of(db, edition_id)


@guarded
def add_resolution(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a resolution taken after an edition; its id.

    Raises:
        InvalidForm, NotFound.
    """
    edition_view(db, edition_id)
    columns = _columns(db, edition_id, {"text": "", **values})
    return saving.add_row(db, by, TABLE, "add_resolution", SUBJECT, {"edition_id": edition_id, **columns}, operation)


@guarded
def change_resolution(
    db: Database, by: Actor, resolution_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a resolution read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    edition_id = saving.known_row(db, TABLE, resolution_id)["edition_id"]
    columns = _columns(db, edition_id, values)
    saving.change_row(db, by, TABLE, VERBS, SUBJECT, resolution_id, version, columns, operation, "text")


@guarded
def settle_resolution(db: Database, by: Actor, resolution_id: int, settled: object, operation: str) -> None:
    """Say what became of it: it is a task no more. ``reopen_resolution`` undoes.

    Raises:
        NotFound, InvalidInput.
    """
    state = saving.one_of(Settled, "settled", "Dites si c’est fait ou abandonné.")(settled)
    _settle(db, by, "settle_resolution", resolution_id, state, clock.stamp(), operation)


@guarded
def reopen_resolution(db: Database, by: Actor, resolution_id: int, operation: str) -> None:
    """Make it a task again.

    Raises:
        NotFound.
    """
    _settle(db, by, "reopen_resolution", resolution_id, None, None, operation)


@guarded
def remove_resolution(db: Database, by: Actor, resolution_id: int, operation: str) -> None:
    """Take out one written by mistake. ``restore_resolution`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_resolution", SUBJECT, resolution_id, operation)


@guarded
def restore_resolution(db: Database, by: Actor, resolution_id: int, operation: str) -> None:
    """Put it back."""
    saving.set_aside(db, by, TABLE, "removed_at", "restore_resolution", SUBJECT, resolution_id, operation, back=True)


def _settle(
    db: Database, by: Actor, verb: str, resolution_id: int, state: object, at: str | None, operation: str
) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, resolution_id) is not None:
            return
        saving.known_row(db, TABLE, resolution_id)
        db.conn.execute(
            "UPDATE resolutions SET settled = ?, settled_at = ?, version = version + 1 WHERE id = ?",
            [state, at, resolution_id],
        )
        journal.record(db, by.journal_name, verb, SUBJECT, resolution_id, operation)
        operations.remember(db, operation, verb, resolution_id)


def _columns(db: Database, edition_id: int, values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "text": saving.text_of("text", "ce qui est décidé", 300, required=True, multiline=True),
            "who": saving.text_of("who", "le rôle ou le service", 80),
            "due_on": _due_on,
            "point_id": lambda typed: _point_of(db, edition_id, typed),
        },
    )


def _due_on(typed: object) -> str | None:
    """A day, as one or as typed, or nothing."""
    if not typed:
        return None
    day = typed if isinstance(typed, date) else date_fr(str(typed), "due_on")
    if not _FIRST <= day <= _LAST:
        raise InvalidInput("due_on", "Indiquez une date de ce siècle, par exemple 15/03/2027, ou laissez vide.")
    return day.isoformat()


def _point_of(db: Database, edition_id: int, typed: object) -> int | None:
    """A point of this edition's own matrix, or nothing."""
    if typed is None:
        return None
    if typed not in {one.id for one in points_of(db, edition_id)}:
        raise InvalidInput("point_id", "Ce point n’est plus dans la matrice : rechargez la page.")
    return int(str(typed))
