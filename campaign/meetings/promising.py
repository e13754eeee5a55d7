"""Commitments of a meeting: who does what, for when. They become tasks of the backplan when the minutes leave."""

from collections.abc import Mapping
from datetime import date

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput, Refused
from campaign.base.french import day_in_words
from campaign.editions.views import edition as edition_view
from campaign.meetings.minutes_model import MAX_PROMISES, Promise, checked_promise
from campaign.meetings.minutes_store import draft_of, keep_names, known_promise, latest_sent, promises_of
from campaign.meetings.reach import CANCELLED, open_meeting
from campaign.planning.scheduling import offset_of
from campaign.planning.tasks import MAX_OFFSET

SUBJECT = "meeting_promise"
LABELS = {"title": "Ce qui est promis", "role": "Qui s’en charge", "person": "Personne", "due": "Pour le"}
_SENT = "Ce compte rendu est parti : corrigez-le d’abord, il deviendra une nouvelle version."
_VERBS = ("change_promise", "remove_promise", "restore_promise")


@guarded
def add_promise(db: Database, by: Actor, meeting_id: int, values: Mapping[str, object], operation: str) -> int:
    """Note a commitment: ``title``, ``role`` (of the backplan), ``person``, ``due``; its id.

    Raises:
        InvalidForm, NotFound, EditionOver; Refused: cancelled, minutes sent and not being corrected, too many.
    """
    columns = checked_promise(values)
    person = columns.pop("person")
    with transaction(db):
        if (done := operations.replay(db, operation, "add_promise", meeting_id)) is not None:
            return done["id"]
        edition_id = _written_now(db, meeting_id)
        _refuse_unplannable(db, edition_id, columns["due"])
        if len(promises_of(db, meeting_id)) >= MAX_PROMISES:
            raise Refused(f"{MAX_PROMISES} engagements au plus.")
        promise_id = insert(db, "meeting_promises", {"meeting_id": meeting_id, **columns})
        keep_names(db, "promise", promise_id, edition_id, person)
        journal.record(db, by.journal_name, "add_promise", SUBJECT, promise_id, operation, {"meeting": meeting_id})
        operations.remember(db, operation, "add_promise", meeting_id, {"id": promise_id})
    return promise_id


@guarded
def change_promise(
    db: Database, by: Actor, promise_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Write a commitment otherwise, read at ``version``. Its task follows when the next version of the minutes leaves.

    Raises:
        InvalidForm, NotFound, Conflict, EditionOver; Refused as ``add_promise``.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_promise", promise_id) is not None:
            return
        before = known_promise(db, promise_id)
        edition_id = _written_now(db, before.meeting_id)
        columns = checked_promise(_as_typed(before) | dict(values))
        person = columns.pop("person")
        _refuse_unplannable(db, edition_id, columns["due"])
        changes = {**columns, "corrected": int(before.task_id is not None)}
        if not update_version(db, "meeting_promises", promise_id, version, changes):
            raise conflict_on(db, SUBJECT, promise_id, _VERBS, {"Engagement": before.said})
        keep_names(db, "promise", promise_id, edition_id, person)
        journal.record(db, by.journal_name, "change_promise", SUBJECT, promise_id, operation)
        operations.remember(db, operation, "change_promise", promise_id)


@guarded
def remove_promise(db: Database, by: Actor, promise_id: int, operation: str) -> None:
    """Withdraw a commitment; its task leaves the backplan with the next version. ``restore_promise`` undoes.

    Raises:
        NotFound, EditionOver; Refused as ``add_promise``.
    """
    _set_aside(db, by, promise_id, "remove_promise", operation, back=False)


@guarded
def restore_promise(db: Database, by: Actor, promise_id: int, operation: str) -> None:
    """Put it back.

    Raises:
        NotFound, EditionOver; Refused as ``add_promise``.
    """
    _set_aside(db, by, promise_id, "restore_promise", operation, back=True)


def _set_aside(db: Database, by: Actor, promise_id: int, verb: str, operation: str, *, back: bool) -> None:
    with transaction(db):
        if operations.replay(db, operation, verb, promise_id) is not None:
            return
        _written_now(db, known_promise(db, promise_id).meeting_id)
        db.conn.execute(
            "UPDATE meeting_promises SET removed_at = ?, version = version + 1 WHERE id = ?",
            [None if back else clock.stamp(), promise_id],
        )
        journal.record(db, by.journal_name, verb, SUBJECT, promise_id, operation)
        operations.remember(db, operation, verb, promise_id)


def _written_now(db: Database, meeting_id: int) -> int:
    """The edition of a meeting whose minutes are being written."""
    meeting = open_meeting(db, meeting_id)
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    if latest_sent(db, meeting_id) is not None and draft_of(db, meeting_id) is None:
        raise Refused(_SENT)
    return meeting.edition_id


def _refuse_unplannable(db: Database, edition_id: int, due: str) -> None:
    """Raises InvalidForm on a day the backplan cannot hold: said when it is typed, not when the minutes leave."""
    day = date.fromisoformat(due)
    try:
        _, offset = offset_of(day, edition_view(db, edition_id).days)
    except InvalidInput as problem:
        raise InvalidForm([InvalidInput("due", problem.message)]) from problem
    if abs(offset) > MAX_OFFSET:
        said = f"Le {day_in_words(day)} est trop loin de l’édition pour son rétroplanning : vérifiez l’année."
        raise InvalidForm([InvalidInput("due", said)])


def _as_typed(promise: Promise) -> dict[str, object]:
    return {"title": promise.title, "role": str(promise.role), "due": promise.due, "person": promise.person}
