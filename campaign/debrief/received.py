"""What came of an edition's debriefs, as agents follow it: who told what, who told nothing, what to read again."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.debrief.concerns import Sets, figures_to_confirm, nothing_received
from campaign.debrief.model import Alert
from campaign.debrief.store import sets_of
from campaign.debrief.views import DebriefLine, debriefs
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view


@dataclass(frozen=True, slots=True)
class Received:
    """``lines``: every place a debrief is asked of, by name. ``silent``: those that told nothing, whatever the day.
    ``to_confirm``: the figures to read again. ``sets``: the versions of questions that served."""

    edition: Edition
    lines: tuple[DebriefLine, ...]
    silent: tuple[DebriefLine, ...]
    to_confirm: tuple[Alert, ...]
    sets: Sets

    @property
    def told(self) -> int:
        """How many told something."""
        return len(self.lines) - len(self.silent)

    @property
    def days_since(self) -> int:
        """Days since the last event day; negative before it."""
        return (clock.today() - self.edition.last_day).days

    def line(self, place_id: int) -> DebriefLine | None:
        """The line of a place, None when nothing is asked of it."""
        return next((one for one in self.lines if one.place.id == place_id), None)

    def asked_again(self, place_id: int) -> tuple[Alert, ...]:
        """The figures of one place to read again."""
        return tuple(one for one in self.to_confirm if one.place_id == place_id)


@guarded
def received(db: Database, by: Actor, edition_id: int) -> Received:
    """Everything an edition's places told, in one reading; without people's names for who only reads.

    Raises:
        NotFound.
    """
    lines = tuple(debriefs(db, by, edition_id))
    told = [one.debrief for one in lines if one.debrief]
    nothing = {one.place_id for one in nothing_received([one.place.id for one in lines], told)}
    sets = sets_of(db, told)
    return Received(
        edition=edition_view(db, edition_id),
        lines=lines,
        silent=tuple(one for one in lines if one.place.id in nothing),
        to_confirm=tuple(figures_to_confirm(told, sets)),
        sets=sets,
    )
