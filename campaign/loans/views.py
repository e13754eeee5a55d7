"""The games as agents' screens, the animators' page and later rooms read them: finished lists, a few queries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.base.text import search_key
from campaign.loans.board import Board, board_of, by_road, editions_counted
from campaign.loans.model import Alternative, Answer, Decision, GameRequest, Rules, road_km
from campaign.loans.store import requests_of
from campaign.stock.model import Item, Piece


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with all that is read beside it. ``loans`` are those of its EPCI over the last three editions."""

    request: GameRequest
    item: Item
    epci: str
    site: str
    answer: Answer
    decision: Decision | None
    piece: Piece | None
    reason: str
    alternatives: tuple[Alternative, ...]
    loans: int


@dataclass(frozen=True, slots=True)
class Loan:
    """A granted request. Logistics brings the piece to ``delivered_to``, where its way begins; ``first`` says whether
    it begins here, else the animators fetch it from ``comes_from``."""

    request: GameRequest
    item: Item
    piece: Piece
    epci: str
    site: str
    delivered_to: int
    first: bool
    comes_from: GameRequest | None = None


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece over the edition: who has it each day, and what no longer holds (damaged since, too far…)."""

    item: Item
    piece: Piece
    lendable: bool
    days: Mapping[date, RequestLine | None]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How much a game is asked for on a day, beside the pieces that can be lent."""

    item: Item
    day: date
    asked: int
    granted: int
    pieces: int

    @property
    def free(self) -> int:
        """Pieces nobody has that day."""
        return self.pieces - self.granted


@dataclass(frozen=True, slots=True)
class EpciLoans:
    """An EPCI that asks: loans of the three editions before (by edition's name), and where it stands now."""

    place_id: int
    epci: str
    before: int
    asked: int
    granted: int


@guarded
def rules(db: Database, by: Actor, edition_id: int) -> Rules:
    """The settings of an edition's loans.

    Raises:
        NotFound.
    """
    return board_of(db, edition_id).rules


@guarded
def requests(db: Database, by: Actor, edition_id: int) -> list[RequestLine]:
    """Every request by day, game and turn. A reader does not see who animates.

    Raises:
        NotFound.
    """
    board = board_of(db, edition_id)
    listed = [line_of(board, one) for one in board.requests.values()]
    if by.role is Role.READER:
        listed = [replace(one, request=replace(one.request, animator="", note="")) for one in listed]
    return sorted(listed, key=lambda one: (one.request.day, search_key(one.item.name), board.asks[one.request.id].rank))


@guarded
def withdrawn(db: Database, by: Actor, edition_id: int) -> list[tuple[GameRequest, str, str]]:
    """Requests taken out, the latest first: (request, EPCI, game)."""
    board = board_of(db, edition_id)
    found = [
        (one, board.epci(one.epci_place_id), board.games[one.item_id].name)
        for one in requests_of(db, edition_id, withdrawn=True)
        if one.item_id in board.games
    ]
    return sorted(found, key=lambda one: one[0].withdrawn_at or clock.now(), reverse=True)


@guarded
def granted(db: Database, by: Actor, edition_id: int) -> list[Loan]:
    """What goes where: each granted request with its piece, by day and EPCI; ``delivered_to`` is the first site of
    the piece (its shop, else the EPCI).

    Raises:
        NotFound.
    """
    board = board_of(db, edition_id)
    found = []
    for piece_id, chain in board.held.items():
        if piece_id not in board.pieces:
            continue  # retired since: the screen says so
        way = [board.requests[one.id] for one in chain]
        start = way[0].site_place_id or way[0].epci_place_id
        now = board.pieces[piece_id]
        for index, one in enumerate(way):
            found.append(
                Loan(
                    one, now.item, now.piece, board.epci(one.epci_place_id), board.site(one), start, index == 0,
                    way[index - 1] if index else None,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.request.day, search_key(one.epci), one.piece.id))


@guarded
def calendar(db: Database, by: Actor, edition_id: int) -> list[PieceRow]:
    """Each piece of each game, day by day.

    Raises:
        NotFound.
    """
    board = board_of(db, edition_id)
    lendable = {piece for pieces in board.lendable.values() for piece in pieces}
    found = []
    for one in board.pieces.values():
        if one.item.id not in board.games:
            continue
        chain = board.held.get(one.piece.id, [])
        by_day = {asked.day: line_of(board, board.requests[asked.id]) for asked in chain}
        days = {day: by_day.get(day) for day in board.edition.days}
        found.append(
            PieceRow(one.item, one.piece, one.piece.id in lendable, days, _warnings(board, one.piece.id, lendable))
        )
    return sorted(found, key=lambda row: (search_key(row.item.name), row.piece.number))


@guarded
def demands(db: Database, by: Actor, edition_id: int) -> list[Demand]:
    """Each game each day: asked for, granted, pieces. By game then day.

    Raises:
        NotFound.
    """
    return demands_of(board_of(db, edition_id))


@guarded
def epci_loans(db: Database, by: Actor, edition_id: int) -> list[EpciLoans]:
    """Each EPCI that asks, in the order in which the rule serves them: fewest loans first.

    Raises:
        NotFound.
    """
    board = board_of(db, edition_id)
    found = []
    for place_id in {one.epci_place_id for one in board.requests.values()}:
        mine = [one for one in board.requests.values() if one.epci_place_id == place_id]
        given = sum(board.answer(one.id) is Answer.GRANTED for one in mine)
        found.append(EpciLoans(place_id, board.epci(place_id), board.loans.get(place_id, 0), len(mine), given))
    return sorted(found, key=lambda one: (one.before, search_key(one.epci)))


@guarded
def counted_editions(db: Database, by: Actor, edition_id: int) -> list[str]:
    """The names of the editions whose loans count, the latest first."""
    return [one.name for one in editions_counted(db, board_of(db, edition_id).edition)]


def line_of(board: Board, one: GameRequest) -> RequestLine:
    """A request with all that is read beside it."""
    decision, answer = board.decisions.get(one.id), board.answer(one.id)
    piece = board.pieces.get(decision.piece_id or 0) if decision else None
    decided = board.rules.decided_at is not None
    return RequestLine(
        request=one,
        item=board.games[one.item_id],
        epci=board.epci(one.epci_place_id),
        site=board.site(one),
        answer=answer,
        decision=decision,
        piece=piece.piece if piece else None,
        reason=board.reason(one),
        alternatives=tuple(board.alternatives(one)) if decided and answer is Answer.REFUSED else (),
        loans=board.loans.get(one.epci_place_id, 0),
    )


def demands_of(board: Board) -> list[Demand]:
    """Each game each day, by game then day."""
    found = []
    for item in sorted(board.games.values(), key=lambda one: search_key(one.name)):
        for day in board.edition.days:
            asked = [one for one in board.requests.values() if (one.item_id, one.day) == (item.id, day)]
            given = sum(board.answer(one.id) is Answer.GRANTED for one in asked)
            found.append(Demand(item, day, len(asked), given, len(board.lendable.get(item.id, ()))))
    return found


def _warnings(board: Board, piece_id: int, lendable: set[int]) -> tuple[str, ...]:
    chain = board.held.get(piece_id, [])
    said = []
    if chain and piece_id not in lendable:
        said.append("promis, mais plus en état d’être prêté : répartissez de nouveau ou échangez")
    for earlier, later in pairwise(chain):
        if not board.follows(earlier, later):
            kilometres = road_km(earlier, later, by_road)
            far = f" ({plural(round(kilometres), 'km', 'km')} par la route)" if kilometres is not None else ""
            said.append(
                f"ne peut plus aller de {board.site(board.requests[earlier.id])} à "
                f"{board.site(board.requests[later.id])} avant {day_in_words(later.day, year=False)}{far}"
            )
    return tuple(said)
