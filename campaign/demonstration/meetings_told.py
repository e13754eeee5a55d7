"""The meetings of the demonstration: people invited, who answered and came, minutes whose commitments are tasks."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from campaign.accounts.links import prepare_link
from campaign.base.database import Database
from campaign.base.french import date_in_figures
from campaign.base.operations import new_operation
from campaign.demonstration.cast import Cast
from campaign.demonstration.correspondence import deliver_waiting
from campaign.demonstration.days import Dated
from campaign.demonstration.meetings_words import ACTORS, ADDRESS, REVIEW, ROOM, Told
from campaign.editions.views import edition
from campaign.meetings.attending import add_unexpected, note_attendance
from campaign.meetings.inviting import invite_contacts, invite_members, send_invitations
from campaign.meetings.minuting import save_minutes, send_minutes
from campaign.meetings.model import Guest, Presence, Reply, expected_presence
from campaign.meetings.preparing import add_meeting
from campaign.meetings.promising import add_promise
from campaign.meetings.replying import reply
from campaign.meetings.views import meeting_sheet
from campaign.planning.backplan import change_task, set_state
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskState
from campaign.roles.views import team

_REPLIES = {"o": Reply.YES, "p": Reply.MAYBE, "n": Reply.NO}
KEPT = "Engagement pris à une réunion de la première édition : il y est suivi."


class MeetingStory:
    """One meeting of an edition; each part is told when its day comes among the other stories."""

    def __init__(self, cast: Cast, edition_id: int, told: Told, day: date) -> None:
        self.cast, self.edition_id, self.told, self.day = cast, edition_id, told, day
        self.id = 0

    @property
    def _db(self) -> Database:
        return self.cast.db

    def prepare(self) -> None:
        """What for, when, where; who is invited: the contacts known that day, and the team."""
        told, by = self.told, self.cast.officer
        values = {
            "kind": str(told.kind), "title": told.title, "day": date_in_figures(self.day), "starts": told.starts,
            "ends": told.ends, "place": ROOM, "address": ADDRESS, "agenda": told.agenda,
        }  # fmt: skip
        self.id = add_meeting(self._db, by, self.edition_id, values, new_operation())
        invite_contacts(self._db, by, self.id, self.cast.registry.everybody(), new_operation())
        members = [one.id for one in team(self._db, by, self.edition_id)]
        invite_members(self._db, by, self.id, members, new_operation())

    def invite(self) -> None:
        """The invitations leave, each with the address where to answer."""
        expires_on = edition(self._db, self.edition_id).links_expire_on
        for one in self._guests():
            if one.contact_id is not None:
                prepare_link(self._db, self.cast.system, one.contact_id, self.edition_id, expires_on)
        send_invitations(self._db, self.cast.officer, self.id, new_operation())
        deliver_waiting(self._db, self.cast.system, refused={})
        for one in self._guests():
            if one.contact_id is None and one.name in self.told.team:
                reply(self._db, self.cast.officer, one.id, {"reply": str(Reply.YES)}, new_operation())

    def answers(self, first_day: date, days: int) -> Iterator[Dated]:
        """What each answered on their link, spread over some days."""
        for rank, who in enumerate(self.told.replies):
            yield first_day + timedelta(days=rank % days), 11 + rank // days, 13 * rank % 60, partial(self._answer, who)

    def note_who_came(self) -> None:
        """As they had answered, but for those who did not come; the team is there; somebody unexpected too."""
        by, guests = self.cast.officer, self._guests()
        absent = {self._contact(who) for who in self.told.absent}
        sheet = meeting_sheet(self._db, by, self.id).meeting
        presences = {
            one.id: Presence.ABSENT if one.contact_id in absent
            else Presence.PRESENT if one.contact_id is None
            else expected_presence(sheet, one)
            for one in guests
        }  # fmt: skip
        note_attendance(self._db, by, self.id, presences, new_operation())
        for name, of in self.told.unexpected:
            add_unexpected(self._db, by, self.id, {"name": name, "email": "", "of": of}, new_operation())

    def write_minutes(self) -> None:
        """Points, decisions, commitments; sent to those present, and the commitments become tasks."""
        by, told = self.cast.officer, self.told
        texts = {"points": told.points, "decisions": told.decisions}
        save_minutes(self._db, by, self.id, 0, texts, new_operation())
        for title, role, person, due in told.promises:
            values = {"title": title, "role": str(role), "person": person, "due": due}
            add_promise(self._db, by, self.id, values, new_operation())
        send_minutes(self._db, by, self.id, new_operation())
        deliver_waiting(self._db, self.cast.system, refused={})

    def _answer(self, who: int | str) -> None:
        contact_id = self._contact(who)
        guest = next((one for one in self._guests() if one.contact_id == contact_id), None)
        # Whoever answers for several shops answers once.
        if guest and guest.reply is None:
            told = self.told
            values = {
                "reply": str(_REPLIES[told.replies[who]]), "word": told.words.get(who, ""),
                "people": str(told.with_others.get(who, 1)),
            }  # fmt: skip
            by = self.cast.registry.actor(who) if isinstance(who, int) else self.cast.registry.animator(who)
            reply(self._db, by, guest.id, values, new_operation())

    def _contact(self, who: int | str) -> int | None:
        registry = self.cast.registry
        return (registry.actor(who) if isinstance(who, int) else registry.animator(who)).id

    def _guests(self) -> tuple[Guest, ...]:
        return meeting_sheet(self._db, self.cast.officer, self.id).guests


def keep_promises(cast: Cast, edition_id: int, told: Told, until: date) -> None:
    """What was promised at a meeting for that day, or before it, is done: each on its day."""
    due = {title: day for title, _, _, day in told.promises if day <= until}
    for one in backplan(cast.db, cast.officer, edition_id).kept:
        if one.task.title in due and one.task.state is not TaskState.DONE:
            done_on = due[one.task.title]
            set_state(cast.db, cast.officer, one.id, one.version, TaskState.DONE, new_operation(), done_on)


def leave_commitments(cast: Cast, edition_id: int) -> None:
    """What was promised for the first edition is not asked again by the second, to which the plan was copied."""
    titles = {title for told in (ACTORS, REVIEW) for title, *_ in told.promises}
    for one in backplan(cast.db, cast.officer, edition_id).kept:
        if one.task.title in titles:
            change_task(cast.db, cast.officer, one.id, one.version, {"note": KEPT}, new_operation())
            set_state(cast.db, cast.officer, one.id, one.version + 1, TaskState.GIVEN_UP, new_operation())
