"""Everything about an edition's games, read at once: what actions check and views show is the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.store import link_of
from campaign.base.database import Database, value
from campaign.base.errors import NotFound
from campaign.base.french import NBSP, number
from campaign.base.text import search_key
from campaign.editions.model import Edition
from campaign.editions.store import all_editions
from campaign.editions.views import edition as edition_view
from campaign.loans.model import (
    EDITIONS_COUNTED,
    Alternative,
    Answer,
    Ask,
    Cause,
    Decision,
    GameRequest,
    Rules,
    free_piece,
    may_follow,
    road_km,
    site_key,
)
from campaign.loans.sentences import BY_HAND, FREE_AGAIN, Rival, noun, refusal
from campaign.loans.store import decisions_of, loans_in, requests_of, rules_of
from campaign.partners.model import Kind, Place
from campaign.partners.store import place_by_id, places_where
from campaign.stock.model import Condition, Family, Item, ItemKind, depot_of, partner_of
from campaign.stock.views import PieceNow
from campaign.stock.views import items as stock_items
from campaign.stock.views import pieces as stock_pieces
from campaign.territory.distance import distance_km
from campaign.territory.model import short_epci_name
from campaign.territory.roads import ROAD_FACTOR


@dataclass(frozen=True)
class Board:
    """The games of an edition at one moment. ``loans`` counts each EPCI's over the last three editions."""

    edition: Edition
    rules: Rules
    games: Mapping[int, Item]
    pieces: Mapping[int, PieceNow]
    requests: Mapping[int, GameRequest]
    decisions: Mapping[int, Decision]
    places: Mapping[int, Place]
    loans: Mapping[int, int]

    @cached_property
    def lendable(self) -> dict[int, list[int]]:
        """Item -> its pieces that can be lent: neither damaged, nor in repair, nor lost."""
        found: dict[int, list[int]] = {item_id: [] for item_id in self.games}
        for one in self.pieces.values():
            usable = depot_of(one.location) is not None or partner_of(one.location) is not None
            if usable and one.piece.condition is not Condition.DAMAGED and one.item.id in found:
                found[one.item.id].append(one.piece.id)
        return found

    @property
    def capacity(self) -> dict[int, int]:
        """Item -> how many pieces can be lent a day."""
        return {item_id: len(pieces) for item_id, pieces in self.lendable.items()}

    @cached_property
    def asks(self) -> dict[int, Ask]:
        """Each request, as sharing out sees it."""
        return {one.id: self.ask_of(one) for one in self.requests.values()}

    def ask_of(self, one: GameRequest) -> Ask:
        """A request (kept or only imagined) as sharing out sees it."""
        at = self.places.get(one.site_place_id or one.epci_place_id)
        point = (at.latitude, at.longitude) if at and at.latitude is not None and at.longitude is not None else None
        return Ask(
            one.id, one.epci_place_id, one.item_id, one.day, self.loans.get(one.epci_place_id, 0), one.requested_at,
            site_key(one.site_place_id, one.epci_place_id, one.site), point, bool(one.animator),
        )  # fmt: skip

    def follows(self, earlier: Ask, later: Ask) -> bool:
        """Whether a piece may go from one request to the other."""
        return may_follow(earlier, later, self.rules.travel_km, by_road)

    def answer(self, request_id: int) -> Answer:
        """What the animator reads."""
        decision = self.decisions.get(request_id)
        if decision is None:
            return Answer.WAITING
        return Answer.GRANTED if decision.piece_id else Answer.REFUSED

    @cached_property
    def held(self) -> dict[int, list[Ask]]:
        """Piece -> the requests it serves, in the order of days."""
        found: dict[int, list[Ask]] = {}
        for request_id, decision in self.decisions.items():
            if decision.piece_id:
                found.setdefault(decision.piece_id, []).append(self.asks[request_id])
        return {piece: sorted(chain, key=lambda one: one.day) for piece, chain in found.items()}

    def free_on(self, item_id: int, day: date) -> int:
        """How many pieces nobody has that day."""
        taken = {piece for piece, chain in self.held.items() if any(one.day == day for one in chain)}
        return sum(piece not in taken for piece in self.lendable.get(item_id, ()))

    def piece_for(self, wanted: Ask) -> int | None:
        """A piece that can serve this one too, moving no promised one."""
        return free_piece(wanted, self.lendable.get(wanted.item, []), self.held, self.follows)

    def alternatives(self, one: GameRequest) -> list[Alternative]:
        """Other games that day, then other days, at the same site: only what can be had, and on what condition."""
        others = [(one.item_id, one.day)]  # given up by somebody since
        by_name = sorted(self.games.values(), key=lambda item: search_key(item.name))
        others += [(item.id, one.day) for item in by_name if item.id != one.item_id]
        others += [(one.item_id, day) for day in self.edition.days if day != one.day]
        mine = {
            (other.item_id, other.day)
            for other in self.requests.values()
            if other.epci_place_id == one.epci_place_id and self.answer(other.id) is Answer.GRANTED
        }
        found = []
        for item_id, day in others:
            if (item_id, day) in mine:
                continue
            wanted = self.ask_of(replace(one, id=0, item_id=item_id, day=day))
            game = noun(self.games[item_id])
            if (piece := self.piece_for(wanted)) is not None:
                found.append(Alternative(item_id, game, day, self._travel(piece, wanted)))
            elif not wanted.animated and self.piece_for(replace(wanted, animated=True)) is not None:
                found.append(Alternative(item_id, game, day, "si vous nommez qui anime"))
        return found

    def _travel(self, piece: int, wanted: Ask) -> str:
        """« à aller chercher à Saumur, 12 km »: what having a piece that is elsewhere another day takes."""
        chain = self.held.get(piece, [])
        before = [one for one in chain if one.day < wanted.day and one.site != wanted.site]
        after = [one for one in chain if one.day > wanted.day and one.site != wanted.site]
        said = []
        for verb, other in (("à aller chercher à", before[-1:]), ("puis à porter à", after[:1])):
            for one in other:
                kilometres = road_km(one, wanted, by_road)
                far = f", {number(round(kilometres))}{NBSP}km" if kilometres and kilometres >= 1 else ""
                said.append(f"{verb} {self.site(self.requests[one.id])}{far}")
        return " ; ".join(said)

    def site(self, one: GameRequest) -> str:
        """Where they animate, in words."""
        place = self.places.get(one.site_place_id or 0)
        return place.name if place else one.site

    def epci(self, place_id: int) -> str:
        """The short name of an EPCI."""
        place = self.places.get(place_id)
        return short_epci_name(place.name) if place else ""

    def reason(self, one: GameRequest) -> str:
        """Why a request is refused, as things are now; '' for one granted or waiting."""
        decision = self.decisions.get(one.id)
        if decision is None or decision.cause is None:
            return ""
        if decision.cause is Cause.HAND:
            return decision.words or BY_HAND
        if self.piece_for(self.asks[one.id]) is not None:
            return FREE_AGAIN
        rivals = [
            Rival(self.epci(other.epci), other.loans, self.decisions[other.id].how)
            for chain in self.held.values()
            for other in chain
            if (other.item, other.day) == (one.item_id, one.day)
        ]
        loans = self.loans.get(one.epci_place_id, 0)
        pieces = len(self.lendable.get(one.item_id, ()))
        cause = decision.cause
        if cause is Cause.FULL and len(rivals) < pieces:
            cause = Cause.TRAVEL  # one was given up since, and still cannot come
        return refusal(cause, self.games[one.item_id], one.day, pieces, loans, rivals, self.rules.travel_km)


def by_road(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres by road, by the rule of the rounds (as the crow flies × 1,3)."""
    return distance_km(*one, *other) * ROAD_FACTOR


def board_of(db: Database, edition_id: int) -> Board:
    """The games of an edition now.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    requests = {one.id: one for one in requests_of(db, edition_id)}
    everything = stock_items(db, SYSTEM)
    games = {one.id: one for one in everything if one.family is Family.GAMES and one.kind is ItemKind.NUMBERED}
    asked = {one.item_id for one in requests.values()} - games.keys()
    games |= {one.id: one for one in stock_items(db, SYSTEM, True) if one.id in asked}  # archived since it was asked
    games |= {one.id: one for one in everything if one.id in asked}
    sites = {one.site_place_id for one in requests.values()} | {one.epci_place_id for one in requests.values()}
    taking_part = "id IN (SELECT place_id FROM answers WHERE edition_id = :edition AND presence = 'yes')"
    where = f"archived_at IS NULL AND (kind = 'epci' OR {taking_part})"
    places = places_where(db, where, {"edition": edition_id})
    known = {one.id: one for one in places}
    known |= {one: found for one in sites - known.keys() if one and (found := place_by_id(db, one))}
    return Board(
        edition=edition,
        rules=rules_of(db, edition),
        games=games,
        pieces={one.piece.id: one for one in stock_pieces(db, SYSTEM)},
        requests=requests,
        decisions=decisions_of(db, edition_id),
        places=known,
        loans=loans_in(db, [one.id for one in editions_counted(db, edition)]),
    )


def editions_counted(db: Database, edition: Edition) -> list[Edition]:
    """The three editions before this one, the latest first; a cancelled one lent nothing."""
    before = [one for one in all_editions(db) if one.last_day < edition.first_day and not one.cancelled_on]
    return sorted(before, key=lambda one: one.first_day, reverse=True)[:EDITIONS_COUNTED]


def check_epci(db: Database, by: Actor, edition_id: int, place_id: int) -> Place:
    """The EPCI meant; a contact reaches those they answer for, in the edition they hold a link for.

    Raises:
        NotFound.
    """
    place = place_by_id(db, place_id)
    if place is None or place.kind is not Kind.EPCI or place.archived_at:
        raise NotFound("Cette collectivité n’est pas, ou plus, au registre.")
    if by.role is Role.CONTACT:
        sql = "SELECT 1 FROM contact_places WHERE contact_id = ? AND place_id = ?"
        if not value(db, sql, [by.id, place_id]) or link_of(db, by.id, edition_id) is None:
            raise NotFound("Cette collectivité n’est pas la vôtre.")
    return place
