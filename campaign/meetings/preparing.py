"""A meeting prepared, moved, cancelled, put back; whoever was invited is told in the same transaction."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction, update_version
from campaign.meetings.meeting_form import checked_meeting
from campaign.meetings.model import Meeting, MeetingValues
from campaign.meetings.posting import News, post_news
from campaign.meetings.reach import is_past, open_edition, open_meeting
from campaign.meetings.store import change_meeting_row, columns, guests_of, known_meeting

TABLE, SUBJECT = "meetings", "meeting"
LABELS = {
    "kind": "Sorte de réunion", "title": "Titre", "day": "Jour", "starts": "De", "ends": "À", "place": "Lieu",
    "address": "Adresse", "link": "Lien de visio", "agenda": "Ordre du jour",
}  # fmt: skip
_VERBS = ("change_meeting", "cancel_meeting", "restore_meeting")


@guarded
def add_meeting(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Prepare a meeting; its id. Day and hours are text (« 01/07/2027 », « 14 h »), local.

    Raises:
        InvalidForm, NotFound; EditionOver: archived or cancelled.
    """
    edition = open_edition(db, edition_id)
    kept = columns(checked_meeting(values, edition.days))
    return saving.add_row(db, by, TABLE, "add_meeting", SUBJECT, {"edition_id": edition_id, **kept}, operation)


@guarded
def change_meeting(
    db: Database, by: Actor, meeting_id: int, version: int, values: Mapping[str, object], operation: str
) -> int:
    """Change a meeting read at ``version``; how many people are told. Another day or other hours ask again.

    Raises:
        InvalidForm, NotFound, Conflict, EditionOver.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "change_meeting", meeting_id)) is not None:
            return done["told"]
        before = open_meeting(db, meeting_id)
        edition = open_edition(db, before.edition_id)
        after = checked_meeting({**_as_typed(before.values), **values}, edition.days)
        changes = columns(after) | _sequences(before, after)
        if not update_version(db, TABLE, meeting_id, version, changes):
            theirs = {"Titre": before.title, "Quand": before.when_text, "Où": before.where_text}
            raise conflict_on(db, SUBJECT, meeting_id, _VERBS, theirs)
        told = 0
        if before.invited_at and after.announced != before.values.announced:
            told = _tell(db, by, meeting_id, News.CHANGED)
        journal.record(db, by.journal_name, "change_meeting", SUBJECT, meeting_id, operation, {"told": told})
        operations.remember(db, operation, "change_meeting", meeting_id, {"told": told})
    return told


@guarded
def cancel_meeting(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Cancel a meeting; how many people are told. ``restore_meeting`` puts it back.

    Raises:
        NotFound, EditionOver.
    """
    return _set_cancelled(db, by, meeting_id, operation, "cancel_meeting", back=False)


@guarded
def restore_meeting(db: Database, by: Actor, meeting_id: int, operation: str) -> int:
    """Put a cancelled meeting back; how many people are told.

    Raises:
        NotFound, EditionOver.
    """
    return _set_cancelled(db, by, meeting_id, operation, "restore_meeting", back=True)


def _set_cancelled(db: Database, by: Actor, meeting_id: int, operation: str, verb: str, *, back: bool) -> int:
    with transaction(db):
        if (done := operations.replay(db, operation, verb, meeting_id)) is not None:
            return done["told"]
        meeting = open_meeting(db, meeting_id)
        if (meeting.cancelled_at is None) is back:
            told = 0  # already so: said twice, done once
        else:
            at = None if back else clock.stamp()
            change_meeting_row(db, meeting_id, {"cancelled_at": at, "sequence": meeting.sequence + 1})
            told = _tell(db, by, meeting_id, News.CHANGED if back else News.CANCELLED) if meeting.invited_at else 0
            journal.record(db, by.journal_name, verb, SUBJECT, meeting_id, operation, {"told": told})
        operations.remember(db, operation, verb, meeting_id, {"told": told})
    return told


def _tell(db: Database, by: Actor, meeting_id: int, news: News) -> int:
    meeting = known_meeting(db, meeting_id)
    if is_past(meeting):
        return 0
    return post_news(db, by, meeting, [one for one in guests_of(db, meeting_id) if one.invited_at], news)


def _sequences(before: Meeting, after: MeetingValues) -> dict[str, int]:
    """The sequence grows once people were invited; the answers are asked again when the day or the hours change."""
    if before.invited_at is None or after.announced == before.values.announced:
        return {}
    grown = {"sequence": before.sequence + 1}
    return grown | ({"asked_sequence": before.sequence + 1} if after.when != before.values.when else {})


def _as_typed(values: MeetingValues) -> dict[str, object]:
    return {name: getattr(values, name) for name in MeetingValues.__slots__}
