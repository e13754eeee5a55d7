"""Who tells what about which edition, when it may be told, and what is known of it already."""

from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.base.french import day_in_words
from campaign.debrief.follow_ups import asked_from
from campaign.debrief.model import Audience, Question, QuestionSet, Section, Unit, field_of
from campaign.deliveries.model import SlipKind
from campaign.deliveries.owed_store import declarations_where
from campaign.deliveries.reach import check_place
from campaign.deliveries.store import live_slip
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.participation.model import Answer, Presence
from campaign.participation.store import answer_of
from campaign.partners.model import Kind, Place
from campaign.partners.store import place_by_id
from campaign.stock.model import Item
from campaign.stock.store import items_by_id

_AUDIENCES = {Kind.SHOP: Audience.SHOP, Kind.EPCI: Audience.ANIMATOR}


@dataclass(frozen=True, slots=True)
class Teller:
    """A place that tells. ``days``: those it opened. ``traits``: what questions asked of some only look at."""

    edition: Edition
    place: Place
    audience: Audience
    days: tuple[date, ...]
    traits: frozenset[str]


def known_teller(db: Database, by: Actor, edition_id: int, place_id: int) -> Teller:
    """The shop that took part, or the EPCI whose animators did.

    Raises:
        NotFound: not their place, a shop that did not take part, a place that animates nothing.
    """
    check_place(db, by, edition_id, place_id)
    place = place_by_id(db, place_id)
    if place is None or place.kind not in _AUDIENCES:
        raise NotFound("Aucun bilan n’est demandé à ce lieu.")
    edition = edition_view(db, edition_id)
    answer = answer_of(db, edition_id, place_id) if place.kind is Kind.SHOP else None
    if place.kind is Kind.SHOP and (answer is None or answer.presence is not Presence.YES):
        raise NotFound("Cette boutique n’a pas participé à cette édition.")
    return teller_of(edition, place, answer)


def teller_of(edition: Edition, place: Place, answer: Answer | None) -> Teller:
    """What is known of a place that takes part, from its answer."""
    opened = tuple(one.day for one in answer.days) if answer else ()
    activities = {f"activity:{one}" for one in answer.activities} if answer else set()
    families = {f"family:{one}" for one in place.categories}
    traits = frozenset(activities | families)
    return Teller(edition, place, _AUDIENCES[place.kind], opened or edition.days, traits)


def refuse_too_early(edition: Edition, section: Section | None = None) -> None:
    """Raises what keeps a debrief, or that part of it, from being taken now.

    Archiving closes what is told of the event; a follow-up still comes, months later.
    """
    state, today = edition.state(clock.today()), clock.today()
    if state is State.CANCELLED:
        raise EditionOver("L’édition a été annulée.")
    begins = asked_from(section, edition.last_day) if section else None
    if state is State.ARCHIVED and begins is None:
        raise EditionOver()
    if today < edition.first_day:
        raise Refused(f"Le bilan s’ouvre le {day_in_words(edition.first_day)}, premier jour de l’événement.")
    if begins and today < begins:
        raise Refused(f"Cette partie s’ouvre le {day_in_words(begins)}.")


def is_open(edition: Edition, section: Section) -> bool:
    """Whether a part may be written now."""
    try:
        refuse_too_early(edition, section)
    except Refused:
        return False
    return True


def received_of(db: Database, edition_id: int, place_id: int, questions: QuestionSet) -> dict[str, int]:
    """Units delivered of the article a question counts, by question; nothing where no delivery is known."""
    slip = live_slip(db, edition_id, SlipKind.DELIVERY, place_id)
    left = {one.item.code: (one.item, one.done) for one in slip.lines} if slip else {}
    return {
        one.code: left[one.item][1]
        for one in questions.questions
        if one.item in left and left[one.item][1] and _counted_alike(one, left[one.item][0])
    }


def declared_of(db: Database, edition_id: int, place_id: int, questions: QuestionSet) -> dict[str, str]:
    """The fields of what a place already declared as left over, the latest word of each."""
    where, wanted = "edition_id = :edition AND place_id = :place", {"edition": edition_id, "place": place_id}
    told: dict[int, int] = {}
    for one in sorted(declarations_where(db, where, wanted), key=lambda one: one.id):
        told |= one.leftovers
    items = items_by_id(db) if told else {}
    by_code = {items[item_id].code: (items[item_id], many) for item_id, many in told.items()}
    return {
        field_of(one): str(by_code[one.item][1])
        for one in questions.questions
        if one.item in by_code and _counted_alike(one, by_code[one.item][0])
    }


def _counted_alike(question: Question, item: Item) -> bool:
    """Packets are asked as packets: an installation that counts them one by one is not prefilled wrong."""
    return bool(item.unit) == (Unit.PACKETS in question.units)
