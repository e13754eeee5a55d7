"""When the van passes, shop by shop, as the adopted rounds say: what a delivery notice needs nobody to type."""

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.french import day_in_words, time_in_words
from campaign.base.text import clean
from campaign.deliveries.place_views import Passage, passage
from campaign.editions.model import Edition
from campaign.messages.model import Audience
from campaign.partners.store import place_by_id
from campaign.rounds.model import Purpose
from campaign.rounds.views import driven_stops


def passages(db: Database, edition_id: int) -> dict[int, Passage]:
    """Place id -> the day and window of its planned delivery; empty before a plan is adopted."""
    driven = driven_stops(db, SYSTEM, edition_id, Purpose.DELIVERY)
    return {place_id: passage(one.day, stop.arrive) for place_id, (one, stop) in driven.items()}


def unplanned(db: Database, edition: Edition, audience: Audience) -> list[str]:
    """Names of the shops of an audience that no adopted round serves: for them somebody writes when."""
    planned = passages(db, edition.id)
    ids = dict.fromkeys(one for recipient in audience.due for one in recipient.place_ids if one not in planned)
    return [clean(place.name) for one in ids if (place := place_by_id(db, one))]


def passage_in_words(db: Database, edition_id: int, place_ids: tuple[int, ...]) -> str:
    """« jeudi 24 octobre, entre 8 h 30 et 10 h 15 »; one line a shop when a person answers for several; '' when one of
    them has no passage."""
    planned = passages(db, edition_id)
    if not place_ids or any(one not in planned for one in place_ids):
        return ""
    said = {}
    for one in place_ids:
        found, place = planned[one], place_by_id(db, one)
        when = f"{day_in_words(found.day, year=False)}, entre {time_in_words(found.earliest)} et "
        said[clean(place.name)] = when + time_in_words(found.latest)
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return " ; ".join(f"{name} : {when}" for name, when in said.items())
