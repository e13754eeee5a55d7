"""Editions as screens and public pages need them."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.editions.model import Edition, State
from campaign.editions.store import all_editions, edition_by_id


@guarded
def editions(db: Database, by: Actor) -> list[Edition]:
    """Every edition, oldest first."""
    return all_editions(db)


def edition(db: Database, edition_id: int) -> Edition:
    """One edition: its name and days are public.

    Raises:
        NotFound.
    """
    found = edition_by_id(db, edition_id)
    if found is None:
        raise NotFound("Cette édition n’existe pas.")
    return found


def current_edition(db: Database) -> Edition | None:
    """The public's edition: the nearest to come that answers are or were taken for, else the latest past one."""
    today = clock.today()
    listed = [one for one in all_editions(db) if one.state(today) not in (State.PREPARING, State.CANCELLED)]
    to_come = [one for one in listed if one.last_day >= today]
    return to_come[0] if to_come else listed[-1] if listed else None


@guarded
def working_edition(db: Database, by: Actor) -> Edition | None:
    """The agents' edition: the nearest to come, in preparation included, else the latest."""
    today = clock.today()
    listed = [one for one in all_editions(db) if not one.cancelled_on] or all_editions(db)
    to_come = [one for one in listed if one.last_day >= today]
    return to_come[0] if to_come else listed[-1] if listed else None
