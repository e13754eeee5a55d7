"""The consultation as screens read it: candidates weighed, sets proposed, results."""

from dataclasses import replace

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.consultation.candidates import candidates
from campaign.consultation.consulted import Candidate, Consultation, KeptReply
from campaign.consultation.keeping import consultation_of, counted, weighed
from campaign.consultation.reasons import reason
from campaign.consultation.results import Results
from campaign.consultation.store import (
    found,
    replies_of,
    search_from,
    sets_of,
)
from campaign.editions.views import edition as edition_view
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where


@guarded
def consultation(db: Database, by: Actor, edition_id: int) -> Consultation:
    """The consultation of an edition; with its defaults as long as nobody began.

    Raises:
        NotFound: no such edition.
    """
    return consultation_of(db, edition_id)


@guarded
def candidates_scored(db: Database, by: Actor, edition_id: int) -> tuple[Candidate, ...]:
    """The sets that the search of this edition finds, best first; none before a search was kept.

    Raises:
        NotFound. InvalidInput: no set fits the period, or the holidays of that year are not known.
    """
    edition_view(db, edition_id)
    kept = found(db, edition_id)
    search = search_from(kept["search"]) if kept else None
    if search is None:
        return ()
    proposed = {days for days, _ in sets_of(db, edition_id)}
    scored = weighed(db, edition_id, candidates(search))
    return tuple(Candidate(one, reason(one), one.days in proposed) for one in scored)


@guarded
def results_of(db: Database, by: Actor, edition_id: int) -> Results:
    """What the voters say so far. A reader sees the voices, not what people wrote.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    told = counted(db, edition_id)
    if by.role is Role.READER:
        return replace(told, sets=tuple(replace(one, remarks=()) for one in told.sets))
    return told


@guarded
def replies(db: Database, by: Actor, edition_id: int) -> dict[int, KeptReply]:
    """Place id -> its reply with who gave it, for the screen and to answer in somebody's name."""
    return replies_of(db, edition_id)


@guarded
def places_to_ask(db: Database, by: Actor, edition_id: int) -> tuple[Place, ...]:
    """The active shops, then the EPCI of the registry: the list an officer opens the consultation with."""
    listed = places_where(db, "kind IN ('shop', 'epci') AND archived_at IS NULL AND duplicate_of IS NULL")
    return tuple(sorted(listed, key=lambda one: (one.kind is Kind.EPCI, one.epci_name, one.name)))


@guarded
def places_with_nobody(db: Database, by: Actor, edition_id: int) -> frozenset[int]:
    """The ids of the places nobody can be written to for: no contact, or none with an address."""
    sql = (
        "SELECT id FROM places WHERE archived_at IS NULL AND kind IN ('shop', 'epci') AND id NOT IN "
        "(SELECT place_id FROM contact_places JOIN contacts ON contacts.id = contact_id "
        "WHERE contacts.archived_at IS NULL AND contacts.email <> '')"
    )
    return frozenset(one["id"] for one in rows(db, sql))
