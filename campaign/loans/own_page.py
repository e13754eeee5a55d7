"""Where an EPCI may animate, and its animator's own page: requests, free games, what can be done today."""

from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.text import search_key
from campaign.loans.board import Board, board_of
from campaign.loans.model import Rules
from campaign.loans.views import Demand, RequestLine, demands_of, line_of
from campaign.participation.store import answers_of_edition
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where
from campaign.stock.model import Item

_OF_CONTACT = "id IN (SELECT place_id FROM contact_places WHERE contact_id = :contact)"


@dataclass(frozen=True, slots=True)
class OwnGames:
    """One EPCI on its animator's page. ``shops`` are those where they may animate, with the days each opens."""

    place: Place
    name: str
    lines: tuple[RequestLine, ...]
    shops: tuple[tuple[Place, tuple[date, ...]], ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """An animator's page: their EPCI, what can be done today, what is free each day."""

    epcis: tuple[OwnGames, ...]
    rules: Rules
    days: tuple[date, ...]
    games: tuple[Item, ...]
    demands: tuple[Demand, ...]
    asking: bool
    booking: bool
    over: bool


@guarded
def epcis_and_shops(db: Database, by: Actor, edition_id: int) -> list[OwnGames]:
    """Every EPCI of the registry with the shops where it may animate, for an agent who speaks for one."""
    board = board_of(db, edition_id)
    places = [one for one in board.places.values() if one.kind is Kind.EPCI and not one.archived_at]
    return sorted((_own(db, board, one, lines=False) for one in places), key=lambda one: search_key(one.name))


@guarded
def own_games(db: Database, by: Actor, link: PersonalLink) -> OwnPage | None:
    """An animator's page; None when this person answers for no EPCI.

    Raises:
        NotFound: another contact's link.
    """
    where = f"kind = 'epci' AND archived_at IS NULL AND {_OF_CONTACT}"
    places = places_where(db, where, {"contact": by.id}) if by.id == link.contact_id else []
    if not places:
        return None
    board = board_of(db, link.edition_id)
    today = clock.today()
    over = today > board.edition.last_day or board.edition.cancelled_on is not None
    decided = board.rules.decided_at is not None
    return OwnPage(
        epcis=tuple(_own(db, board, one) for one in sorted(places, key=lambda one: search_key(one.name))),
        rules=board.rules,
        days=tuple(day for day in board.edition.days if day >= today) or board.edition.days,
        games=tuple(sorted((one for one in board.games.values() if not one.archived_at), key=lambda one: one.id)),
        demands=tuple(demands_of(board)),
        asking=not over and not decided and today <= board.rules.deadline,
        booking=not over and decided,
        over=over,
    )


def _own(db: Database, board: Board, place: Place, *, lines: bool = True) -> OwnGames:
    answers = answers_of_edition(db, board.edition.id)
    shops = places_where(
        db, "kind = 'shop' AND archived_at IS NULL AND epci_siren <> '' AND epci_siren = :siren",
        {"siren": place.epci_siren},
    )  # fmt: skip
    open_shops = [
        (one, tuple(day for day in board.edition.days if answers[one.id].open_day(day)))
        for one in shops
        if one.id in answers and answers[one.id].presence == "yes"
    ]
    mine = [one for one in board.requests.values() if one.epci_place_id == place.id] if lines else []
    ordered = sorted(mine, key=lambda one: (one.day, one.id))
    return OwnGames(
        place, board.epci(place.id), tuple(line_of(board, one) for one in ordered),
        tuple(sorted(open_shops, key=lambda one: search_key(one[0].name))),
    )  # fmt: skip
