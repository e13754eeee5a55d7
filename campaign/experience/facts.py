"""What the software knows of an edition, read from every room at once for its experience sheet; nothing is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import all_agents
from campaign.base import clock
from campaign.base.database import Database, row
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.deliveries.model import EntryState, SlipKind
from campaign.deliveries.store import entries_where
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.experience.known import Dates, Handed, Known, Lent, Means, Span
from campaign.identity.views import brand, identity
from campaign.loans.views import granted
from campaign.media.spots_model import SpotState
from campaign.media.views import coverage, postings
from campaign.participation.model import Participation, Presence
from campaign.participation.views import participations
from campaign.planning.views import spending
from campaign.report.views import report
from campaign.rounds.model import Purpose
from campaign.rounds.views import adopted_plan
from campaign.stock.model import Family
from campaign.stock.store import items_by_id
from campaign.stock.views import depots, given_back, pieces
from campaign.territory.model import short_epci_name
from campaign.territory.views import departement

_ROLES = {
    Role.OFFICER: "une personne chargée de la prévention des déchets, qui coordonne",
    Role.COMMUNICATION: "l’équipe communication, pour les supports et la presse",
    Role.LOGISTICS: "l’équipe logistique, pour les livraisons, les reprises et le stockage",
}


@guarded
def known_of(db: Database, by: Actor, edition_id: int) -> Known:
    """Everything a sheet is proposed from: the same for whoever reads it.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    invited = participations(db, SYSTEM, edition_id)
    code = settings().departement
    seen = spending(db, SYSTEM, edition_id)
    return Known(
        edition=edition,
        identity=identity(db),
        report=report(db, SYSTEM, edition_id),
        dates=_dates(db, edition, invited),
        means=_means(db, edition),
        over=clock.today() > edition.last_day,
        departement=departement(code).name,
        departement_code=code,
        site=settings().public_url if settings().public_url.startswith("https://") else "",
        boilerplate=brand(db).boilerplate,
        communes=len({one.place.insee_code for one in invited if _is_there(one) and one.place.insee_code}),
        articles=len(coverage(db, SYSTEM, edition_id)),
        funds=tuple(one.fund.name for one in seen.funding if one.fund),
    )


def _is_there(one: Participation) -> bool:
    return one.answer is not None and one.answer.presence is Presence.YES


def _dates(db: Database, edition: Edition, invited: Sequence[Participation]) -> Dates:
    later = [one for one in editions(db, SYSTEM) if one.first_day > edition.last_day and not one.cancelled_on]
    return Dates(
        invited=_span(one.invited_at for one in invited),
        answered=_span(one.answer.at for one in invited if one.answer),
        delivered=_driven(db, edition.id, SlipKind.DELIVERY),
        taken_back=_driven(db, edition.id, SlipKind.RETURN),
        told=_told(db, edition.id),
        next_edition=min(later, key=lambda one: one.first_day, default=None),
    )


def _told(db: Database, edition_id: int) -> Span | None:
    """From the first debrief begun to the last one finished; their answers are not read again."""
    sql = (
        "SELECT min(started_at) AS first, max(coalesce(finished_at, started_at)) AS last FROM debriefs "
        "WHERE edition_id = ?"
    )
    found = row(db, sql, [edition_id])
    return _span(clock.from_stamp(found[one]) for one in ("first", "last")) if found and found["first"] else None


def _driven(db: Database, edition_id: int, kind: SlipKind) -> Span | None:
    """From the first to the last day something was left, or came back."""
    where = "slip_id IN (SELECT id FROM slips WHERE edition_id = :edition AND kind = :kind AND cancelled_at IS NULL)"
    entries = entries_where(db, where, {"edition": edition_id, "kind": str(kind)})
    return _span(one.at for one in entries if one.state is EntryState.APPLIED)


def _span(moments: Iterable[datetime | None]) -> Span | None:
    days = [moment.astimezone(clock.PARIS).date() for moment in moments if moment]
    return Span(min(days), max(days)) if days else None


def _means(db: Database, edition: Edition) -> Means:
    loans = granted(db, SYSTEM, edition.id)
    plans = [plan for purpose in Purpose if (plan := adopted_plan(db, SYSTEM, edition.id, purpose))]
    active = {one.role for one in all_agents(db) if one.disabled_at is None}
    return Means(
        roles=tuple(said for role, said in _ROLES.items() if role in active),
        borrowers=tuple(sorted({short_epci_name(one.epci) for one in loans}, key=search_key)),
        games=_games(db, Counter(one.item.id for one in loans)),
        handed=_handed(db, edition.id),
        depots=tuple(one.name for one in depots(db, SYSTEM)),
        vehicles=tuple(sorted({one.vehicle.name for plan in plans for one in plan.rounds})),
        rounds=sum(len(plan.rounds) for plan in plans),
        posted=sum(one.state in (SpotState.POSED, SpotState.REMOVED) for one in postings(db, SYSTEM, edition.id)),
    )


def _games(db: Database, loans: Counter[int]) -> tuple[Lent, ...]:
    """Every game the body has, and those lent even when they were put away since."""
    names = {one.id: one.name for one in items_by_id(db).values()}
    owned = Counter(one.item.id for one in pieces(db, SYSTEM) if one.item.family is Family.GAMES)
    known = sorted(owned | loans, key=lambda one: search_key(names[one]))
    return tuple(Lent(names[one], owned[one], loans[one]) for one in known if owned[one])


def _handed(db: Database, edition_id: int) -> tuple[Handed, ...]:
    """What was delivered and is used up, then signage; numbered pieces are told among the games."""
    items = items_by_id(db)
    totals: Counter[int] = Counter()
    for (_, item_id), one in given_back(db, SYSTEM, edition_id).items():
        if items[item_id].family is not Family.GAMES:
            totals[item_id] += one.delivered
    return tuple(Handed(items[one].name, items[one].unit, many) for one, many in totals.most_common() if many)
