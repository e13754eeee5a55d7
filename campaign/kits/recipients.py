"""Who receives: shops that take part, EPCI around them, relays, whoever is lent a game. Few queries for hundreds."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.kits.model import RECIPIENTS, Recipient, Size, size_of_epci
from campaign.kits.store import left_out, sizes
from campaign.loans.model import Answer
from campaign.loans.views import granted, requests
from campaign.participation.model import Participation, Status
from campaign.participation.views import participations
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where
from campaign.partners.views import places
from campaign.stock.model import Piece
from campaign.territory.model import short_epci_name
from campaign.territory.views import epcis_of


@dataclass(frozen=True, slots=True)
class Territorial:
    """A relay or an EPCI that could get a kit; ``left_out`` when it was switched off for the edition."""

    place: Place
    left_out: bool


@guarded
def recipients(db: Database, by: Actor, edition_id: int) -> list[Recipient]:
    """Who gets a kit for an edition, shops first, then EPCI, then relays; by EPCI, town and name.

    Confirmed shops; EPCI with one of them; active relays; those left out for the edition apart. Whoever is lent a game
    receives it in any case. Nobody for a cancelled edition.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    if edition.state(clock.today()) is State.CANCELLED:
        return []
    kept, out, lent = sizes(db), left_out(db, edition_id), lent_pieces(db, by, edition_id)
    confirmed = _confirmed(db, by, edition_id)
    around = Counter(one.place.epci_siren for one in confirmed)
    found = [_shop(one, kept, around) for one in confirmed]
    others = [
        one
        for kind in (Kind.EPCI, Kind.RELAY)
        for one in places(db, by, kind)
        if one.id in lent or (one.id not in out and _concerned(one, around))
    ]
    if missing := lent.keys() - {one.place.id for one in found} - {one.id for one in others}:
        ids = {"ids": json.dumps(sorted(missing))}
        others += places_where(db, "id IN (SELECT value FROM json_each(:ids))", ids)
    people = {one.siren: one.population for one in epcis_of(settings().departement)}
    found += [_other(one, edition, kept, around, people) for one in others]
    return sorted(found, key=_order)


@guarded
def switchable(db: Database, by: Actor, edition_id: int) -> list[Territorial]:
    """Relays, and EPCI with a shop taking part: whether each was switched off for the edition. By kind and name.

    Raises:
        NotFound.
    """
    out, around = left_out(db, edition_id), Counter(one.place.epci_siren for one in _confirmed(db, by, edition_id))
    known = [one for kind in (Kind.EPCI, Kind.RELAY) for one in places(db, by, kind)]
    return [Territorial(one, one.id in out) for one in known if _concerned(one, around)]


@guarded
def lent_pieces(db: Database, by: Actor, edition_id: int) -> dict[int, dict[int, list[Piece]]]:
    """Place -> item -> pieces of granted loans that are brought there: each piece once, to its first site."""
    found: dict[int, dict[int, list[Piece]]] = {}
    for one in granted(db, by, edition_id):
        if one.first:
            found.setdefault(one.delivered_to, {}).setdefault(one.item.id, []).append(one.piece)
    return found


@guarded
def games_asked(db: Database, by: Actor, edition_id: int) -> dict[int, dict[int, int]]:
    """Item -> place of the EPCI -> pieces it takes.

    While a request of the game waits or is refused: what each EPCI asks for on its busiest day, since one piece serves
    all its days. Once all are granted: the pieces that really leave, one of them may serve two EPCI.
    """
    asked = requests(db, by, edition_id)
    unsettled = {one.item.id for one in asked if one.answer is not Answer.GRANTED}
    days = Counter((one.item.id, one.request.epci_place_id, one.request.day) for one in asked)
    found: dict[int, dict[int, int]] = {}
    for (item_id, place_id, _), many in days.items():
        if item_id in unsettled:
            mine = found.setdefault(item_id, {})
            mine[place_id] = max(many, mine.get(place_id, 0))
    for one in granted(db, by, edition_id):
        if one.first and one.item.id not in unsettled:
            mine = found.setdefault(one.item.id, {})
            mine[one.request.epci_place_id] = mine.get(one.request.epci_place_id, 0) + 1
    return found


def _confirmed(db: Database, by: Actor, edition_id: int) -> list[Participation]:
    found = participations(db, by, edition_id, status=Status.CONFIRMED)
    return [one for one in found if not one.place.archived_at]


def _concerned(place: Place, around: Mapping[str, int]) -> bool:
    return place.kind is Kind.RELAY or around.get(place.epci_siren, 0) > 0


def _shop(one: Participation, kept: Mapping[int, Size], around: Mapping[str, int]) -> Recipient:
    answer, place = one.answer, one.place
    return Recipient(
        place=place,
        size=kept.get(place.id, Size.MEDIUM),
        size_by_hand=place.id in kept,
        days=len(answer.days) if answer else 0,
        shops=around.get(place.epci_siren, 0),
        asked=answer.needs if answer else None,
        access_note=answer.access_note if answer else "",
    )


def _other(
    place: Place, edition: Edition, kept: Mapping[int, Size], around: Mapping[str, int], people: Mapping[str, int]
) -> Recipient:
    usual = size_of_epci(people.get(place.epci_siren, 0)) if place.kind is Kind.EPCI else Size.MEDIUM
    return Recipient(
        place=place,
        size=kept.get(place.id, usual),
        size_by_hand=place.id in kept,
        days=len(edition.days),
        shops=around.get(place.epci_siren, 0),
    )


def _order(one: Recipient) -> tuple[object, ...]:
    place = one.place
    rank = RECIPIENTS.index(place.kind) if place.kind in RECIPIENTS else len(RECIPIENTS)
    epci = search_key(short_epci_name(place.epci_name))
    return (rank, epci, search_key(place.commune), search_key(place.name), place.id)
