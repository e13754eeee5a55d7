"""« À vérifier »: the sheets somebody should look at, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.base.settings import settings
from campaign.partners.checking import Finding, Reason, findings, urgency, valid_since
from campaign.partners.confirmations import all_confirmations, confirmations_of
from campaign.partners.location import location_doubts, without_doubts_of_point
from campaign.partners.model import Confirmation, Kind, Place
from campaign.partners.pairs import probable_pairs
from campaign.partners.store import place_by_id, places_where


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One sheet with its findings, the most pressing first. ``verified``: the last word on it, None when nobody spoke;
    ``invited``: a shop of the edition at work."""

    place: Place
    findings: tuple[Finding, ...]
    verified: datetime | None
    invited: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Each reason once, the most pressing first."""
        return tuple(dict.fromkeys(one.reason for one in self.findings))


@guarded
def sheets_to_check(
    db: Database, by: Actor, invited: Collection[int] = (), last_edition: date | None = None
) -> list[ToCheck]:
    """Active shops with something to look at, the most pressing first.

    ``invited``: shops of the edition at work, which come first; ``last_edition``: the first day of the last edition
    that took place, before which nothing counts as verified.
    """
    said, suggestions, copies = all_confirmations(db), _suggestions(db), _copies(db, by)
    listed = []
    for place in places_where(db, "kind = 'shop' AND archived_at IS NULL"):
        known = said.get(place.id, {})
        found = _found(place, known, suggestions.get(place.id, 0), copies.get(place.id, {}), last_edition)
        if found:
            verified = max((one.at for one in known.values()), default=None)
            listed.append(ToCheck(place, found, verified, place.id in invited))
    return sorted(listed, key=lambda one: (*urgency(one.findings, invited=one.invited), one.place.name.casefold()))


@guarded
def checks_of(db: Database, by: Actor, place_id: int, last_edition: date | None = None) -> tuple[Finding, ...]:
    """The findings of one sheet; none for an archived one."""
    place = place_by_id(db, place_id)
    if place is None or place.archived_at:
        return ()
    copies = _copies(db, by).get(place_id, {}) if place.kind is Kind.SHOP else {}
    return _found(place, confirmations_of(db, place_id), _suggestions(db).get(place_id, 0), copies, last_edition)


def _found(
    place: Place,
    said: Mapping[str, Confirmation],
    suggestions: int,
    copies: Mapping[int, str],
    last_edition: date | None,
) -> tuple[Finding, ...]:
    since = valid_since(clock.today(), last_edition)
    doubts = _doubts(place) if place.kind is Kind.SHOP and place.latitude is not None else ()
    return findings(place, said, since, settings().departement, doubts=doubts, suggestions=suggestions, copies=copies)


def _doubts(place: Place) -> tuple[str, ...]:
    """What is doubtful about the point: what its place says now, and what was kept when it was written."""
    kept = (one for one in place.warnings if not without_doubts_of_point((one,)))
    return tuple(dict.fromkeys((*location_doubts(place), *kept)))


def _suggestions(db: Database) -> dict[int, int]:
    waiting = "SELECT place_id, count(*) AS many FROM sheet_suggestions WHERE state = 'pending' GROUP BY place_id"
    return {one["place_id"]: one["many"] for one in rows(db, waiting)}


def _copies(db: Database, by: Actor) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for pair in probable_pairs(db, by):
        found.setdefault(pair.kept.id, {})[pair.copy.id] = pair.copy.name
        found.setdefault(pair.copy.id, {})[pair.kept.id] = pair.kept.name
    return found
