"""What a shop or an animator reads on their link: when the kit comes, what they got, what they owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from campaign.accounts.model import SYSTEM, Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, value
from campaign.base.errors import NotFound
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.owed import Declaration, Gap
from campaign.deliveries.owed_store import declarations_where, gaps_where
from campaign.deliveries.returning import consumables_at
from campaign.deliveries.store import due_of, entries_where, live_slip
from campaign.editions.views import edition as edition_view
from campaign.partners.model import Place
from campaign.partners.store import places_where
from campaign.rounds.model import Purpose
from campaign.rounds.views import round_of_place
from campaign.stock.model import Item
from campaign.stock.views import Held, held

WINDOW = timedelta(minutes=45)  # before and after the planned hour: traffic, a stop that lasts


@dataclass(frozen=True, slots=True)
class Passage:
    """A day and a time window, Paris time."""

    day: date
    earliest: time
    latest: time


@dataclass(frozen=True, slots=True)
class PlaceDelivery:
    """Everything about deliveries that a place's contact may know. ``owed`` is what must come back by ``due_on``;
    ``missed`` when somebody came for nothing; ``expected`` is then a second passage, or nothing yet."""

    place: Place
    delivery: Slip | None
    expected: Passage | None
    owed: tuple[Held, ...]
    due_on: date
    pick_up: Passage | None
    consumables: tuple[tuple[Item, int], ...]
    missed: datetime | None
    gaps: tuple[Gap, ...]
    declarations: tuple[Declaration, ...]

    @property
    def delivered(self) -> bool:
        """Whether something was left there."""
        return self.delivery is not None and self.delivery.state in (SlipState.DONE, SlipState.PARTLY)


@guarded
def place_deliveries(db: Database, by: Actor, link: PersonalLink) -> list[PlaceDelivery]:
    """The deliveries of each place a contact answers for, those with nothing to say left out.

    Raises:
        NotFound: another contact's link.
    """
    if by.id != link.contact_id:
        raise NotFound("Ce lien n’est pas le vôtre.")
    of_contact = "archived_at IS NULL AND id IN (SELECT place_id FROM contact_places WHERE contact_id = :contact)"
    found = [_of(db, by, link.edition_id, one) for one in places_where(db, of_contact, {"contact": by.id})]
    return [one for one in found if one.delivery or one.owed or one.declarations]


@guarded
def has_deliveries(db: Database, by: Actor, link: PersonalLink) -> bool:
    """Whether a slip was made for a place this contact answers for: cheap, asked by every page of their link.

    Raises:
        NotFound: another contact's link.
    """
    if by.id != link.contact_id:
        raise NotFound("Ce lien n’est pas le vôtre.")
    sql = (
        "SELECT 1 FROM slips WHERE edition_id = ? AND cancelled_at IS NULL "
        "AND place_id IN (SELECT place_id FROM contact_places WHERE contact_id = ?) LIMIT 1"
    )
    return value(db, sql, [link.edition_id, by.id]) is not None


def _of(db: Database, by: Actor, edition_id: int, place: Place) -> PlaceDelivery:
    edition = edition_view(db, edition_id)
    delivery = live_slip(db, edition_id, SlipKind.DELIVERY, place.id)
    missed = _missed(db, delivery)
    return PlaceDelivery(
        place=place,
        delivery=delivery,
        expected=_passage(db, by, edition_id, place.id, Purpose.DELIVERY, after=missed),
        owed=tuple(one for one in held(db, SYSTEM, edition_id, place.id) if one.item.returnable),
        due_on=due_of(db, edition)[0],
        pick_up=_passage(db, by, edition_id, place.id, Purpose.RETURN),
        consumables=consumables_at(db, edition_id, place.id),
        missed=missed,
        gaps=tuple(gaps_where(db, "gaps.edition_id = :edition AND gaps.place_id = :place AND settled_at IS NULL",
                              {"edition": edition_id, "place": place.id})),
        declarations=tuple(declarations_where(db, "edition_id = :edition AND place_id = :place",
                                              {"edition": edition_id, "place": place.id})),
    )  # fmt: skip


def _missed(db: Database, delivery: Slip | None) -> datetime | None:
    """When somebody last came and could leave nothing; None when that never happened, or no longer matters."""
    if delivery is None or delivery.state is not SlipState.FAILED:
        return None
    return entries_where(db, "e.slip_id = :slip AND e.state = 'applied'", {"slip": delivery.id})[-1].at


def _passage(
    db: Database, by: Actor, edition_id: int, place_id: int, purpose: Purpose, after: datetime | None = None
) -> Passage | None:
    found = round_of_place(db, by, edition_id, place_id, purpose)
    if found is None:
        return None
    one, stop = found
    # The round that came for nothing is no longer to be waited for.
    gone = after is not None and (one.started_at is not None or one.day < after.astimezone(clock.PARIS).date())
    return None if gone else passage(one.day, stop.arrive)


def passage(day: date, arrive: time) -> Passage:
    """A window around a planned hour, on the quarter of an hour, within the day."""
    planned = arrive.hour * 60 + arrive.minute
    margin = round(WINDOW.total_seconds() / 60)
    earliest = max(0, (planned - margin) // 15 * 15)
    latest = min(24 * 60 - 1, -(-(planned + margin) // 15) * 15)
    return Passage(day, time(*divmod(earliest, 60)), time(*divmod(latest, 60)))


def owed_in_words(owed: Sequence[Held]) -> list[str]:
    """« ROUE n° 3 (Roue de la prévention) », « 8 panneaux de fléchage »."""
    return [
        f"{one.item.name}, {one.piece.reference(one.item)}" if one.piece else one.item.counted(one.quantity)
        for one in owed
    ]
