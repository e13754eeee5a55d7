"""What is said of each stop of a round: its address, what is left there, how to get in, what to beware of."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import NBSP
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.views import slips
from campaign.participation.model import Participation, Status
from campaign.participation.views import participations
from campaign.partners.model import Place
from campaign.partners.views import places
from campaign.rounds.model import Plan, Purpose, Round
from campaign.rounds.preparing import hours_of
from campaign.territory.model import PointQuality

_MIDDAY = range(11 * 60 + 30, 14 * 60 + 1)  # minutes in which a shop that closes at noon closes


@dataclass(frozen=True, slots=True)
class Told:
    """``number`` is the slip's, '' before slips are prepared; ``warnings`` are short sentences."""

    place: Place | None
    number: str = ""
    brief: str = ""
    access_note: str = ""
    warnings: tuple[str, ...] = ()
    state: SlipState | None = None


def places_of(db: Database, agent: Agent) -> dict[int, Place]:
    """Every place of the registry, by id: a round may go to any kind of them."""
    return {one.id: one for one in places(db, agent, None)}


def told_of(db: Database, agent: Agent, plan: Plan, one: Round, known: Mapping[int, Place]) -> dict[int, Told]:
    """By place, for the stops of a round."""
    kind = SlipKind.DELIVERY if plan.purpose is Purpose.DELIVERY else SlipKind.RETURN
    of_place = {each.place.id: each for each in slips(db, agent, plan.edition_id, kind)}
    invited = {each.place.id: each for each in participations(db, agent, plan.edition_id)}
    found = {}
    for stop in one.stops:
        mine, answer = of_place.get(stop.place_id), invited.get(stop.place_id)
        place = known.get(stop.place_id) or (mine.place if mine else None)
        found[stop.place_id] = Told(
            place,
            mine.number if mine else "",
            brief_of(mine) if mine else "",
            answer.answer.access_note if answer and answer.answer else "",
            tuple(_warnings(place, answer, one)),
            mine.state if mine else None,
        )
    return found


def brief_of(slip: Slip) -> str:
    """« 20 × Affiches A3, ROUE n° 3 », as on the driver's sheet."""
    back = slip.kind is SlipKind.RETURN
    counted = [(each, each.remaining if back else each.planned) for each in slip.lines]
    return ", ".join(
        each.reference.replace(" ", NBSP) if each.piece else f"{many}{NBSP}×{NBSP}{each.item.name}"
        for each, many in counted
        if many
    )


def _warnings(place: Place | None, answer: Participation | None, one: Round) -> list[str]:
    if place is None:
        return ["Sa fiche est archivée : à vérifier"]
    said = []
    if answer and answer.status is not Status.CONFIRMED:
        said.append(f"{answer.status.label} : à confirmer")
    week = hours_of(place)
    if week is None:
        said.append("Horaires inconnus")
    else:
        spans = week.on(one.day)
        said += ["Sur rendez-vous : appelez avant"] if spans is None else []
        split = any(before.ends in _MIDDAY for before in (spans or ())[:-1])
        said += ["Fermé le midi"] if split else []
    if place.location_quality is PointQuality.COMMUNE:
        said.append("Point approximatif")
    return said
