"""Who may touch which slip: a driver those of their round, a contact the places they answer for."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.store import link_of
from campaign.base.database import Database, value
from campaign.base.errors import NotFound
from campaign.deliveries.model import Slip, SlipKind
from campaign.rounds.links import driven_round
from campaign.rounds.model import Purpose
from campaign.rounds.views import round_of, round_plan


def check_reach(db: Database, by: Actor, slip: Slip) -> None:
    """A driver reaches the stops of the round their link opens.

    Raises:
        NotFound: another round's slip; the sentence says no more.
    """
    if by.role is not Role.DRIVER:
        return
    round_id = driven_round(db, by)
    plan = round_plan(db, by, round_id)
    kind = SlipKind.DELIVERY if plan.purpose is Purpose.DELIVERY else SlipKind.RETURN
    stops = {stop.place_id for stop in round_of(db, by, round_id).stops}
    if slip.edition_id != plan.edition_id or slip.kind is not kind or slip.place.id not in stops:
        raise NotFound("Ce bon n’est pas de votre tournée.")


def check_place(db: Database, by: Actor, edition_id: int, place_id: int) -> None:
    """A contact reaches the places they answer for, in the edition they hold a link for.

    Raises:
        NotFound.
    """
    if by.role is Role.CONTACT:
        mine = value(db, "SELECT 1 FROM contact_places WHERE contact_id = ? AND place_id = ?", [by.id, place_id])
        if not mine or link_of(db, by.id, edition_id) is None:
            raise NotFound("Ce lieu n’est pas le vôtre.")
