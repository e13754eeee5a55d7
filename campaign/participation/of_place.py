"""What one shop said, edition after edition."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.editions.model import Edition, State
from campaign.editions.store import all_editions
from campaign.participation.model import Answer, Presence, Status, status_of
from campaign.participation.store import answer_of

_OVER = (State.CLOSED, State.OVER, State.ARCHIVED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """An edition a shop was invited to: where it stands, when one of its links was opened, its answer."""

    edition: Edition
    invited_at: datetime
    opened_at: datetime | None
    status: Status
    answer: Answer | None

    @property
    def confirmed(self) -> bool:
        """Whether it said yes."""
        return self.answer is not None and self.answer.presence is Presence.YES


@guarded
def place_answers(db: Database, by: Actor, place_id: int) -> list[PlaceAnswer]:
    """The editions a shop was invited to, the latest first."""
    links = (
        "SELECT edition_id, count(*) AS ready, max(opened_at) AS opened_at FROM links JOIN contact_places "
        "USING (contact_id) WHERE place_id = ? AND revoked_at IS NULL GROUP BY edition_id"
    )
    opened = {one["edition_id"]: one["opened_at"] for one in rows(db, links, [place_id])}
    invited = rows(db, "SELECT edition_id, invited_at FROM invitations WHERE place_id = ?", [place_id])
    editions = {one.id: one for one in all_editions(db)}
    found = []
    for one in invited:
        edition, at = editions[one["edition_id"]], opened.get(one["edition_id"])
        answer = answer_of(db, edition.id, place_id)
        over = edition.state(clock.today()) in _OVER
        ready = edition.id in opened
        status = status_of(has_contact=ready, link_ready=ready, opened=bool(at), answer=answer, answers_over=over)
        invited_at = clock.from_stamp(one["invited_at"])
        found.append(PlaceAnswer(edition, invited_at, clock.from_stamp(at) if at else None, status, answer))
    return sorted(found, key=lambda one: one.edition.first_day, reverse=True)
