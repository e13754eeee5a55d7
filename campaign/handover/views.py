"""What an edition received by a kit, to be read beside it."""

from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.working_days import previous_working_day
from campaign.editions.views import edition as edition_view
from campaign.handover.dates import due_again
from campaign.handover.model import Decided, Kit
from campaign.handover.store import kept_kit


@dataclass(frozen=True, slots=True)
class Received:
    """The kit an edition was prepared from; ``resolutions`` with the day each is due for this edition."""

    kit: Kit
    brought_on: date
    resolutions: tuple[tuple[Decided, date | None], ...]

    @property
    def to_read(self) -> int:
        """How many things are only there to be read."""
        return self.kit.lessons.count + len(self.kit.sheet)


@guarded
def received(db: Database, by: Actor, edition_id: int) -> Received | None:
    """What was brought for an edition, None when it was prepared by hand.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    kept = kept_kit(db, edition_id)
    if kept is None:
        return None
    resolutions = tuple(
        (one, None if one.days_from_first is None else due_again(
            one.days_from_first, edition.first_day, previous_working_day))
        for one in kept.kit.lessons.resolutions
    )  # fmt: skip
    return Received(kept.kit, kept.brought_on, resolutions)
