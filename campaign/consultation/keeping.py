"""What actions and views of the consultation share: the sets weighed, the voices counted, what may still change."""

from collections.abc import Iterable
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Row
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.base.settings import settings
from campaign.consultation.model import DaySet, consulted_shop
from campaign.consultation.results import DEFAULT_QUORUM, Results, results
from campaign.consultation.scoring import ScoredSet, calendar_of, score_sets
from campaign.consultation.store import found, replies_of, rivals_of, sets_of, voters_of, weights_from
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.partners.store import places_where

_ASKED = "id IN (SELECT place_id FROM consultation_voters WHERE edition_id = :edition)"


def weighed(db: Database, edition_id: int, sets: Iterable[DaySet]) -> list[ScoredSet]:
    """Sets weighed with the shops asked (every active shop before the opening), best first.

    Raises:
        InvalidInput: the holidays of a year are not known.
    """
    sets, kept = list(sets), found(db, edition_id)
    if not sets:
        return []
    asked = _ASKED if kept and kept["opened_at"] else "duplicate_of IS NULL"
    places = places_where(db, f"kind = 'shop' AND archived_at IS NULL AND {asked}", {"edition": edition_id})
    rivals = [one.event for one in rivals_of(db, edition_id) if not one.removed]
    calendar = calendar_of(sets, settings().departement)
    weights = weights_from(kept["weights"]) if kept else None
    return score_sets(sets, [consulted_shop(one) for one in places], calendar, rivals, weights)


def counted(db: Database, edition_id: int) -> Results:
    """The voices of an edition, as they stand."""
    kept = found(db, edition_id)
    replies = [one.reply for one in replies_of(db, edition_id).values()]
    quorum = (kept and kept["quorum"]) or DEFAULT_QUORUM
    return results([days for days, _ in sets_of(db, edition_id)], voters_of(db, edition_id), replies, quorum)


def coming_edition(db: Database, edition_id: int) -> Edition:
    """The edition, when its days can still be chosen.

    Raises:
        NotFound. EditionOver: past, archived or cancelled.
    """
    edition = edition_view(db, edition_id)
    state = edition.state(clock.today())
    if state is State.CANCELLED:
        raise EditionOver("Cette édition a été annulée : ses jours ne se choisissent plus.")
    if state in (State.OVER, State.ARCHIVED):
        raise EditionOver("Cette édition est terminée.")
    return edition


def refuse_decided(kept: Row | None) -> None:
    """Raises Refused once the days are decided."""
    if kept and kept["decided"]:
        raise Refused("Les jours sont décidés : la consultation ne change plus.")


def opened(db: Database, edition_id: int) -> Row:
    """The row of a consultation whose voters have been asked.

    Raises:
        Refused: not yet, or its days are decided already.
    """
    kept = found(db, edition_id)
    refuse_decided(kept)
    if kept is None or kept["opened_at"] is None:
        raise Refused("La consultation n’est pas encore ouverte.")
    return kept


def check_asked(db: Database, edition_id: int, place_id: int) -> None:
    """Raises NotFound when this place is not asked."""
    if place_id not in {one.place_id for one in voters_of(db, edition_id)}:
        raise NotFound("Ce lieu n’est pas consulté pour cette édition.")


def day(text: str | None) -> date | None:
    """A day kept, or None."""
    return date.fromisoformat(text) if text else None
