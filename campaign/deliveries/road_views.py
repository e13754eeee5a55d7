"""The driver's pages: the round of their link, its stops, their slips, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.deliveries.model import Entry, Slip, SlipKind, SlipState
from campaign.deliveries.reach import check_reach
from campaign.deliveries.returning import consumables_at
from campaign.deliveries.store import entries_where, known_slip, slips_where
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.participation.store import answers_of_edition
from campaign.partners.model import Place
from campaign.rounds.model import Purpose, Round, Stop
from campaign.rounds.views import round_of, round_plan
from campaign.stock.model import Item
from campaign.stock.store import all_depots


@dataclass(frozen=True, slots=True)
class RoadStop:
    """A stop with its slip. ``at`` is when its last entry that counts happened; ``message`` why one waits to be
    settled; ``leftovers`` the consumables the place may hand back, with how many it got."""

    stop: Stop
    slip: Slip
    place: Place
    access_note: str
    phone: str
    at: datetime | None = None
    message: str = ""
    leftovers: tuple[tuple[Item, int], ...] = ()

    @property
    def parcels(self) -> int:
        """Units on its slip."""
        return self.slip.parcels

    @property
    def state(self) -> SlipState:
        """Where its slip stands."""
        return self.slip.state


@dataclass(frozen=True, slots=True)
class RoadPage:
    """A round as its driver sees it; ``depot_phone`` is E.164, '' when unknown."""

    round: Round
    kind: SlipKind
    edition: Edition
    depot_phone: str
    stops: tuple[RoadStop, ...]

    @property
    def done(self) -> int:
        """Stops where something was said that counts, absences apart."""
        return sum(one.state in (SlipState.DONE, SlipState.PARTLY) for one in self.stops)

    @property
    def next(self) -> RoadStop | None:
        """The first stop still to do."""
        return next((one for one in self.stops if one.state is SlipState.TO_DO and not one.message), None)


@guarded
def road_page(db: Database, by: Actor, round_id: int) -> RoadPage:
    """A round with the slip of each stop; a stop whose slip was cancelled since is left out.

    Raises:
        NotFound.
    """
    plan, one = round_plan(db, by, round_id), round_of(db, by, round_id)
    kind = SlipKind.DELIVERY if plan.purpose is Purpose.DELIVERY else SlipKind.RETURN
    edition = edition_view(db, plan.edition_id)
    where = "edition_id = :edition AND kind = :kind AND cancelled_at IS NULL"
    slips = {slip.place.id: slip for slip in slips_where(db, where, {"edition": edition.id, "kind": str(kind)})}
    answers = answers_of_edition(db, edition.id)
    said: dict[int, list[Entry]] = {}
    ids = ", ".join(str(slip.id) for slip in slips.values()) or 0
    for entry in entries_where(db, f"e.slip_id IN ({ids}) AND e.state IN ('applied', 'to_settle')", {}):
        said.setdefault(entry.slip_id, []).append(entry)
    stops = []
    for stop in one.stops:
        slip = slips.get(stop.place_id)
        if slip is None:
            continue
        mine = said.get(slip.id, [])
        counted = [entry for entry in mine if entry.state == "applied"]
        waiting = [entry for entry in mine if entry.state == "to_settle"]
        answer = answers.get(stop.place_id)
        leftovers = consumables_at(db, edition.id, stop.place_id) if kind is SlipKind.RETURN else ()
        stops.append(
            RoadStop(
                stop, slip, slip.place, answer.access_note if answer else "", slip.place.phone,
                counted[-1].at if counted else None, waiting[-1].problem if waiting else "", leftovers,
            )
        )  # fmt: skip
    phone = next((depot.phone for depot in all_depots(db) if depot.main), "")
    return RoadPage(one, kind, edition, phone, tuple(stops))


@guarded
def road_slip(db: Database, by: Actor, round_id: int, number: str) -> RoadStop:
    """One stop of a round by the number of its slip.

    Raises:
        NotFound: no such slip in this round.
    """
    check_reach(db, by, known_slip(db, number))
    for one in road_page(db, by, round_id).stops:
        if one.slip.number == str(number).upper():
            return one
    raise NotFound("Ce bon n’est pas de votre tournée.")
