"""What a shop said last time: the proposal « rien n’a changé »."""

from campaign.base.database import Database
from campaign.base.opening_hours import OpeningHours, known_hours
from campaign.editions.model import Edition
from campaign.editions.store import all_editions
from campaign.participation.answer_form import carried_over
from campaign.participation.model import AnswerValues, Presence
from campaign.participation.store import latest_answers_before
from campaign.partners.store import place_by_id


def _former_editions(db: Database, edition: Edition) -> list[Edition]:
    listed = [one for one in all_editions(db) if one.last_day < edition.first_day and not one.cancelled_on]
    return listed[::-1]


def last_answer(db: Database, edition: Edition, place_id: int) -> tuple[Edition, AnswerValues] | None:
    """(edition, answer) of the shop's latest participation before this edition; a « non » is no proposal."""
    former = {one.id: one for one in _former_editions(db, edition)}
    found = latest_answers_before(db, list(former), place_id).get(place_id)
    if found is None or found.presence is not Presence.YES or not found.days:
        return None
    return former[found.edition_id], found.values


def proposal(db: Database, edition: Edition, place_id: int) -> AnswerValues | None:
    """The last answer with its hours on this edition's days, None when there is none."""
    found = last_answer(db, edition, place_id)
    return carried_over(edition, *found, usual_hours(db, place_id)) if found else None


def usual_hours(db: Database, place_id: int) -> OpeningHours | None:
    """When the shop opens, by its sheet; None when it does not say or could not be read."""
    place = place_by_id(db, place_id)
    return known_hours(place.opening_hours) if place else None
