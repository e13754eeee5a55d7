"""Asking for the messages of a meeting, in the transaction of what they tell."""

from collections.abc import Iterable

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.labels import Labelled
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.meetings.model import Guest, Meeting

KIND, MINUTES = "meeting", "minutes"


class News(Labelled):
    """What a message says of a meeting."""

    INVITATION = "invitation", "Invitation"
    REMINDER = "reminder", "Relance"
    CHANGED = "changed", "Changement"
    CANCELLED = "cancelled", "Annulation"
    REMOVED = "removed", "Invitation retirée"


_INVITES = (News.INVITATION, News.REMINDER)  # an opposition stops these; a change of what was accepted is a service


def batch_of(meeting_id: int) -> str:
    """How the outbox gathers the messages of a meeting."""
    return f"meeting:{meeting_id}"


def recipient_of(guest: Guest) -> str:
    """How the outbox names a guest."""
    return f"contact:{guest.contact_id}" if guest.contact_id else f"guest:{guest.id}"


def post_news(db: Database, by: Actor, meeting: Meeting, guests: Iterable[Guest], news: News) -> int:
    """One message to each, those without an address left out; how many.

    Whoever has an invitation that has not left yet gets that one only: it says what is true when it leaves.
    """
    waiting = set() if news in _INVITES else _not_yet_told(db, meeting.id)
    due = [one for one in guests if one.reachable and one.id not in waiting]
    for one in due:
        about = {"meeting_id": meeting.id, "guest_id": one.id, "news": str(news), "sequence": meeting.sequence}
        outbox.post(
            db, KIND, about, by.journal_name, service=news not in _INVITES, batch=batch_of(meeting.id),
            recipient=recipient_of(one),
        )  # fmt: skip
    return len(due)


def post_minutes(db: Database, by: Actor, meeting: Meeting, number: int, guests: Iterable[Guest]) -> int:
    """The minutes to each, those without an address left out; how many."""
    due = [one for one in guests if one.reachable]
    for one in due:
        about = {"meeting_id": meeting.id, "guest_id": one.id, "number": number}
        outbox.post(
            db, MINUTES, about, by.journal_name, service=True, batch=batch_of(meeting.id), recipient=recipient_of(one)
        )
    return len(due)


def _not_yet_told(db: Database, meeting_id: int) -> set[int]:
    return {
        int(str(one.parameters["guest_id"]))
        for one in outbox.messages_of(db, batch_of(meeting_id))
        if one.kind == KIND
        and one.parameters.get("news") == News.INVITATION
        and one.state in (State.WAITING, State.PAUSED)
    }
