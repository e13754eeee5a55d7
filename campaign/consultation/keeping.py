"""What actions and views of the consultation share: the sets weighed, the voices counted, what may still change."""

from collections.abc import Iterable
from datetime import date

from campaign.base import clock
from campaign.base.database import Database, Row
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.base.fields import date_fr
from campaign.base.settings import settings
from campaign.consultation.consulted import Consultation, ProposedSet
from campaign.consultation.model import DaySet, consulted_shop, from_code
from campaign.consultation.reasons import reason
from campaign.consultation.results import DEFAULT_QUORUM, Results, results
from campaign.consultation.scoring import ScoredSet, calendar_of, score_sets
from campaign.consultation.store import (
    found,
    is_asked,
    moment,
    replies_of,
    rivals_of,
    search_from,
    sets_of,
    voters_of,
    weights_from,
)
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.partners.store import places_where

_ASKED = "id IN (SELECT place_id FROM consultation_voters WHERE edition_id = :edition)"


def consultation_of(db: Database, edition_id: int) -> Consultation:
    """The consultation of an edition; with its defaults as long as nobody began. Raises NotFound."""
    edition, kept = edition_view(db, edition_id), found(db, edition_id)
    rivals = rivals_of(db, edition_id)
    standing = tuple(one for one in rivals if not one.removed)
    removed = tuple(one for one in rivals if one.removed)
    if kept is None:
        return Consultation(edition, rivals=standing, removed_rivals=removed)
    sets = sets_of(db, edition_id)
    why = {one.days: reason(one) for one in weighed(db, edition_id, [days for days, _ in sets])}
    proposed = tuple(
        ProposedSet(days, one["note"], why[days], clock.from_stamp(one["proposed_at"]), bool(one["added"]))
        for days, one in sets
    )
    return Consultation(
        edition,
        search=search_from(kept["search"]),
        weights=weights_from(kept["weights"]),
        version=kept["version"],
        rivals=standing,
        removed_rivals=removed,
        proposed=proposed,
        voters=tuple(voters_of(db, edition_id)),
        closes_on=day(kept["closes_on"]),
        quorum=kept["quorum"] or DEFAULT_QUORUM,
        opened_at=moment(kept["opened_at"]),
        decided=from_code(kept["decided"]) if kept["decided"] else None,
        decided_at=moment(kept["decided_at"]),
        why=kept["why"],
    )


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
    if not is_asked(db, edition_id, place_id):
        raise NotFound("Ce lieu n’est pas consulté pour cette édition.")


def day(text: str | None) -> date | None:
    """A day kept, or None."""
    return date.fromisoformat(text) if text else None


def read_day(typed: object, field: str) -> date:
    """A date, or one typed « 13/11/2013 ».

    Raises:
        InvalidInput: « Le 31 février n’existe pas. », not a date, nothing.
    """
    return typed if isinstance(typed, date) else date_fr(str(typed or ""), field)
