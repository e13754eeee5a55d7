"""Minutes: written as a draft, sent to those who were there, corrected and sent again as another version."""

from collections.abc import Mapping
from dataclasses import replace

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version
from campaign.base.errors import Refused
from campaign.meetings.minutes_model import Minutes, Promise, Written, checked_texts
from campaign.meetings.minutes_store import draft_of, freeze, latest_sent, next_number, promises_of
from campaign.meetings.model import Guest, Meeting, Presence
from campaign.meetings.posting import post_minutes
from campaign.meetings.promise_tasks import put_in_plan
from campaign.meetings.reach import CANCELLED, open_meeting
from campaign.meetings.store import change_guest, guests_of

SUBJECT = "meeting_minutes"


@guarded
def save_minutes(
    db: Database, by: Actor, meeting_id: int, version: int, values: Mapping[str, object], operation: str
) -> int:
    """Save the draft read at ``version`` (0 when there was none): ``points`` and ``decisions``, a line each; its id.

    Once minutes were sent, the draft is the next version: it begins from the former one.

    Raises:
        InvalidForm, NotFound, Conflict, EditionOver; Refused: cancelled.
    """
    texts = checked_texts(values)
    with transaction(db):
        if (done := operations.replay(db, operation, "save_minutes", meeting_id)) is not None:
            return done["id"]
        _live(db, meeting_id)
        draft = draft_of(db, meeting_id)
        if draft is None:
            number = next_number(db, meeting_id)
            minutes_id = insert(db, "meeting_minutes", {"meeting_id": meeting_id, "number": number, **texts})
        else:
            minutes_id = draft.id
            if not update_version(db, "meeting_minutes", draft.id, version, dict(texts)):
                theirs = {"Points abordés": draft.written.points, "Décisions": draft.written.decisions}
                raise conflict_on(db, SUBJECT, draft.id, ("save_minutes",), theirs)
        journal.record(db, by.journal_name, "save_minutes", SUBJECT, minutes_id, operation)
        operations.remember(db, operation, "save_minutes", meeting_id, {"id": minutes_id})
    return minutes_id


@guarded
def send_minutes(db: Database, by: Actor, meeting_id: int, operation: str, *, to_absent: bool = False) -> int:
    """Send the draft to those present, the commitments becoming tasks of the backplan; how many messages.

    Another version also goes to whoever had got the former one. ``to_absent`` adds those excused and absent.

    Raises:
        NotFound, EditionOver; Refused: cancelled, nothing written, attendance not noted.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "send_minutes", meeting_id)) is not None:
            return done["messages"]
        meeting = _live(db, meeting_id)
        draft, promises, guests = draft_of(db, meeting_id), promises_of(db, meeting_id), guests_of(db, meeting_id)
        if draft is None or not (draft.written.points or draft.written.decisions or promises):
            raise Refused("Le compte rendu est vide : écrivez au moins un point, une décision ou un engagement.")
        if meeting.attendance_at is None:
            raise Refused("Notez d’abord qui était là : le compte rendu part aux personnes présentes.")
        put_in_plan(db, by, meeting, operation)
        freeze(db, draft, meeting.edition_id, promises_of(db, meeting_id), as_written(draft, promises, guests))
        db.conn.execute("UPDATE meeting_minutes SET sent_at = ? WHERE id = ?", [clock.stamp(), draft.id])
        due = [one for one in guests if to_absent or one.presence is Presence.PRESENT or one.told_number]
        sent = _send(db, by, meeting, draft.number, due)
        details = {"meeting": meeting_id, "number": draft.number, "messages": sent}
        journal.record(db, by.journal_name, "send_minutes", SUBJECT, draft.id, operation, details)
        operations.remember(db, operation, "send_minutes", meeting_id, {"messages": sent})
    return sent


@guarded
def send_to_absent(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Send the latest minutes to those who did not get them, absent or excused; how many messages.

    Raises:
        NotFound, EditionOver; Refused: not sent to anybody yet, or everybody has them.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "send_to_absent", meeting_id)) is not None:
            return done["messages"]
        meeting, sent_one = _live(db, meeting_id), latest_sent(db, meeting_id)
        if sent_one is None:
            raise Refused("Envoyez d’abord le compte rendu aux personnes présentes.")
        due = [one for one in guests_of(db, meeting_id) if one.told_number < sent_one.number and one.reachable]
        if not due:
            raise Refused("Tout le monde a déjà reçu ce compte rendu.")
        sent = _send(db, by, meeting, sent_one.number, due)
        journal.record(db, by.journal_name, "send_to_absent", SUBJECT, sent_one.id, operation, {"messages": sent})
        operations.remember(db, operation, "send_to_absent", meeting_id, {"messages": sent})
    return sent


@guarded
def correct_minutes(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Begin the next version from the one that left; its number. What was sent stays as it was.

    Raises:
        NotFound, EditionOver; Refused: nothing was sent, or the next version is begun.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "correct_minutes", meeting_id)) is not None:
            return done["number"]
        _live(db, meeting_id)
        former = latest_sent(db, meeting_id)
        if former is None or draft_of(db, meeting_id) is not None:
            raise Refused("Ce compte rendu est déjà en cours d’écriture.")
        number = next_number(db, meeting_id)
        kept = {"points": former.written.points, "decisions": former.written.decisions}
        minutes_id = insert(db, "meeting_minutes", {"meeting_id": meeting_id, "number": number, **kept})
        journal.record(db, by.journal_name, "correct_minutes", SUBJECT, minutes_id, operation)
        operations.remember(db, operation, "correct_minutes", meeting_id, {"number": number})
    return number


@guarded
def drop_draft(db: Database, by: Actor, meeting_id: int, operation: str) -> None:
    """Give up a correction: the version that left is the last one again. A first draft is not dropped, it is emptied.

    Raises:
        NotFound, EditionOver; Refused: no correction is begun.
    """
    with transaction(db):
        if operations.replay(db, operation, "drop_draft", meeting_id) is not None:
            return
        _live(db, meeting_id)
        draft = draft_of(db, meeting_id)
        if draft is None or draft.number == 1:
            raise Refused("Aucune correction n’est en cours.")
        db.conn.execute("DELETE FROM meeting_minutes WHERE id = ? AND sent_at IS NULL", [draft.id])
        journal.record(db, by.journal_name, "drop_draft", SUBJECT, draft.id, operation, {"meeting": meeting_id})
        operations.remember(db, operation, "drop_draft", meeting_id)


def as_written(minutes: Minutes, promises: list[Promise], guests: list[Guest]) -> Written:
    """The draft with the commitments and the people as they are now."""
    present = tuple(_named(one) for one in guests if one.presence is Presence.PRESENT)
    excused = tuple(_named(one) for one in guests if one.presence is Presence.EXCUSED)
    return replace(
        minutes.written, promises=tuple(promises), present=present, excused=excused, present_count=len(present),
        excused_count=len(excused),
    )  # fmt: skip


def _named(guest: Guest) -> str:
    return f"{guest.name} ({guest.of})" if guest.of else guest.name


def _send(db: Database, by: Actor, meeting: Meeting, number: int, due: list[Guest]) -> int:
    for one in due:
        change_guest(db, one.id, {"told_number": number})
    return post_minutes(db, by, meeting, number, due)


def _live(db: Database, meeting_id: int) -> Meeting:
    meeting = open_meeting(db, meeting_id)
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    return meeting
