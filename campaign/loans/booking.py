"""Once games are shared out, what is still free is booked at once: first come, first served."""

from collections.abc import Mapping
from dataclasses import replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, sqlite3, transaction
from campaign.base.errors import NotFound, Refused
from campaign.loans.board import Board, board_of
from campaign.loans.keeping import SUBJECT, keep_request, standing_request, withdraw
from campaign.loans.model import Decision, GameRequest, How
from campaign.loans.request_form import checked_request
from campaign.loans.sentences import cannot_come, nothing_free
from campaign.loans.store import keep_decisions


class NothingFree(Refused):
    default = "Ce jeu n’est plus libre ce jour-là."


@guarded
def book_game(
    db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str, instead_of: int = 0
) -> int:
    """Book a free piece of a game (``values`` as ``ask_game``); the request's id. ``instead_of`` is a request of the
    same EPCI that this one replaces: it is withdrawn in the same act.

    Raises:
        NothingFree: with what is free; InvalidForm, NotFound, EditionOver; Refused: games are not shared out yet.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "book_game", edition_id):
            return done["id"]
        if instead_of:
            former = standing_request(db, by, instead_of)
            if str(former.epci_place_id) != str(values.get("epci")) or former.edition_id != edition_id:
                raise NotFound("Cette demande n’est pas celle de cette collectivité.")
            withdraw(db, instead_of)
        board = board_of(db, edition_id)
        if board.rules.decided_at is None:
            raise Refused("Les jeux ne sont pas encore répartis : déposez une demande.")
        wanted = checked_request(db, by, board, values)
        piece = board.piece_for(board.ask_of(wanted))
        if piece is None:
            raise refused_booking(board, wanted)
        request_id = keep_request(db, by, wanted)
        booked = Decision(request_id, piece, How.BOOKING, clock.now())
        try:
            keep_decisions(db, {request_id: wanted.day}, {request_id: booked})
        except sqlite3.IntegrityError as taken:  # the lock forbids it; the table would too
            raise refused_booking(board, wanted) from taken
        details = {"edition": edition_id, "piece": piece, "day": wanted.day, "instead_of": instead_of}
        journal.record(db, by.journal_name, "book_game", SUBJECT, request_id, operation, details)
        operations.remember(db, operation, "book_game", edition_id, {"id": request_id})
    return request_id


def refused_booking(board: Board, wanted: GameRequest) -> NothingFree:
    """« Plus de roue libre le 16/11. Libres : échelle, ou roue le 13/11. »"""
    game = board.games[wanted.item_id]
    others = board.alternatives(replace(wanted, id=0))
    if board.free_on(wanted.item_id, wanted.day):
        return NothingFree(cannot_come(game, wanted.day, board.rules.travel_km, others))
    return NothingFree(nothing_free(game, wanted.day, others))
