"""Meetings as screens need them: the list of an edition, one meeting with its people, its minutes, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.editions.model import State as EditionState
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox
from campaign.mail.outbox import Posted, State
from campaign.meetings.minutes_model import Followed, Minutes
from campaign.meetings.minutes_store import (
    draft_of,
    known_promise,
    minutes_of,
    promise_of_task,
    promises_of,
    sent_meetings,
)
from campaign.meetings.model import Count, Guest, Meeting, Stage, answer_of, count, stage_of
from campaign.meetings.posting import batch_of
from campaign.meetings.promise_tasks import all_followed
from campaign.meetings.reach import is_past
from campaign.meetings.store import guests_in, guests_of, known_meeting, meetings_of


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list of its edition."""

    meeting: Meeting
    stage: Stage
    count: Count
    past: bool


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """Everything about a meeting. A reader gets the figures, and neither names, nor addresses, nor words.

    ``promises`` are the commitments beside their tasks, ``removed_promises`` those withdrawn, ``versions`` the minutes
    that left, oldest first; ``draft`` the one being written. ``live``: the edition still allows changes.
    ``mails`` maps a guest to the latest message asked for them, with what became of it.
    """

    meeting: Meeting
    stage: Stage
    count: Count
    past: bool
    live: bool = True
    guests: tuple[Guest, ...] = ()
    removed: tuple[Guest, ...] = ()
    promises: tuple[Followed, ...] = ()
    removed_promises: tuple[Followed, ...] = ()
    versions: tuple[Minutes, ...] = ()
    draft: Minutes | None = None
    mails: Mapping[int, Posted] = field(default_factory=dict)

    @property
    def troubled(self) -> tuple[tuple[Guest, Posted], ...]:
        """Those whose latest message did not leave, or perhaps not."""
        found = ((one, self.mails[one.id]) for one in self.guests if one.id in self.mails)
        return tuple((one, mail) for one, mail in found if mail.state in (State.FAILED, State.UNCERTAIN))

    @property
    def to_invite(self) -> tuple[Guest, ...]:
        """Those of the list whom nobody has invited yet."""
        return tuple(one for one in self.guests if not one.invited_at and not one.unexpected and one.reachable)

    @property
    def waiting(self) -> tuple[Guest, ...]:
        """Those invited who have not answered for the present day and hours."""
        return tuple(one for one in self.guests if one.invited_at and answer_of(self.meeting, one) is None)

    @property
    def sent(self) -> Minutes | None:
        """The latest minutes that left."""
        return self.versions[-1] if self.versions else None

    @property
    def without_minutes(self) -> tuple[Guest, ...]:
        """Those who have not got the latest minutes and could."""
        number = self.sent.number if self.sent else 0
        return tuple(one for one in self.guests if one.reachable and one.told_number < number)


@guarded
def meetings(db: Database, by: Actor, edition_id: int) -> tuple[MeetingLine, ...]:
    """The meetings of an edition by day, those cancelled too.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    people, told = guests_in(db, edition_id), sent_meetings(db, edition_id)
    return tuple(
        MeetingLine(
            one, stage_of(one, _now(), sent=one.id in told), count(one, people.get(one.id, ())), is_past(one)
        )
        for one in meetings_of(db, edition_id)
    )  # fmt: skip


@guarded
def meeting_sheet(db: Database, by: Actor, meeting_id: int) -> MeetingSheet:
    """One meeting with all that is known of it.

    Raises:
        NotFound.
    """
    meeting = known_meeting(db, meeting_id)
    everybody = guests_of(db, meeting_id, removed=True)
    here = tuple(one for one in everybody if one.removed_at is None)
    minutes = minutes_of(db, meeting_id)
    sent = tuple(one for one in minutes if one.sent_at)
    live = edition_view(db, meeting.edition_id).state(clock.today()) not in (
        EditionState.ARCHIVED,
        EditionState.CANCELLED,
    )
    stage = stage_of(meeting, _now(), sent=bool(sent))
    shown = MeetingSheet(meeting, stage, count(meeting, here), is_past(meeting), live, versions=sent)
    if by.role is Role.READER:
        return replace(shown, versions=tuple(_unnamed(one) for one in sent))
    today, edition_id = clock.today(), meeting.edition_id
    withdrawn = promises_of(db, meeting_id, removed=True)
    return MeetingSheet(
        meeting=meeting,
        stage=shown.stage,
        count=shown.count,
        past=shown.past,
        live=live,
        guests=here,
        removed=tuple(one for one in everybody if one.removed_at is not None),
        promises=tuple(all_followed(db, by, edition_id, promises_of(db, meeting_id), today)),
        removed_promises=tuple(Followed(one) for one in withdrawn),
        versions=sent,
        draft=draft_of(db, meeting_id),
        mails={_guest_of(one): one for one in outbox.messages_of(db, batch_of(meeting_id))},
    )


@guarded
def upcoming(db: Database, by: Actor, edition_id: int) -> tuple[MeetingLine, ...]:
    """The meetings of an edition that are still to come, the nearest first."""
    return tuple(one for one in meetings(db, by, edition_id) if not one.past and one.stage is not Stage.CANCELLED)


@guarded
def to_finish(db: Database, by: Actor, edition_id: int) -> tuple[MeetingLine, ...]:
    """Those that took place and wait for their attendance or their minutes."""
    return tuple(one for one in meetings(db, by, edition_id) if one.stage in (Stage.TO_NOTE, Stage.TO_WRITE))


@guarded
def meeting_of_task(db: Database, by: Actor, task_id: int) -> Meeting | None:
    """The meeting where a task of the backplan was promised."""
    found = promise_of_task(db, task_id)
    return known_meeting(db, found.meeting_id) if found else None


@guarded
def promise(db: Database, by: Actor, promise_id: int) -> Followed:
    """One commitment beside its task.

    Raises:
        NotFound.
    """
    found = known_promise(db, promise_id)
    if found.removed_at is not None:
        raise NotFound("Cet engagement a été retiré.")
    meeting = known_meeting(db, found.meeting_id)
    return all_followed(db, by, meeting.edition_id, [found], clock.today())[0]


def _guest_of(one: Posted) -> int:
    return int(str(one.parameters["guest_id"]))


def _unnamed(minutes: Minutes) -> Minutes:
    """For a reader: what was said and decided, nobody's name."""
    promises = tuple(replace(one, person="") for one in minutes.written.promises)
    return replace(minutes, written=replace(minutes.written, promises=promises, present=(), excused=()))


def _now():  # noqa: ANN202 - an aware datetime
    return clock.now().astimezone(clock.PARIS)
