"""Asking for a game: by the animators through their link, or by an agent in their name; the edition's settings."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput, Refused
from campaign.base.fields import whole_number
from campaign.base.french import day_in_words
from campaign.loans.board import Board, board_of
from campaign.loans.keeping import SUBJECT, keep_request, standing_request, withdraw
from campaign.loans.model import GameRequest
from campaign.loans.request_form import checked_request, refuse_past
from campaign.loans.store import keep_rules, keep_words, known_request

LABELS = {"epci": "Collectivité", "item": "Jeu", "day": "Jour", "shop": "Lieu", "site": "Autre lieu",
          "animator": "Qui anime", "note": "Note"}  # fmt: skip


@guarded
def ask_game(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Ask for a piece of a game; the request's id. ``values``: epci, item, day, shop (id) or site (words), animator,
    note. A contact asks for their own EPCI, until the deadline and before games are shared out.

    Raises:
        InvalidForm, NotFound, EditionOver; Refused: too late for a request.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "ask_game", edition_id):
            return done["id"]
        board = board_of(db, edition_id)
        wanted = checked_request(db, by, board, values)
        if by.role is Role.CONTACT:
            _refuse_late(board)
        request_id = keep_request(db, by, wanted)
        details = {"edition": edition_id, "item": wanted.item_id, "day": wanted.day}
        journal.record(db, by.journal_name, "ask_game", SUBJECT, request_id, operation, details)
        operations.remember(db, operation, "ask_game", edition_id, {"id": request_id})
    return request_id


@guarded
def change_request(
    db: Database, by: Actor, request_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change where (shop or site), who animates and the note of a request read at ``version``; its turn is kept.

    Raises:
        InvalidForm, NotFound, EditionOver, Conflict; Refused: the granted game could no longer travel.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_request", request_id) is not None:
            return
        before = standing_request(db, by, request_id)
        board = board_of(db, before.edition_id)
        typed = {"shop": before.site_place_id or "", "site": before.site, "animator": before.animator,
                 "note": before.note, **values}  # fmt: skip
        typed |= {"epci": before.epci_place_id, "item": before.item_id, "day": before.day}
        after = checked_request(db, by, board, typed, of=before)
        _refuse_broken_way(board, before, after)
        columns = {"site_place_id": after.site_place_id, "site": after.site}
        if not update_version(db, "loan_requests", request_id, version, columns):
            theirs = {LABELS["site"]: board.site(before), LABELS["animator"]: before.animator}
            raise conflict_on(db, SUBJECT, request_id, ("change_request", "withdraw_request"), theirs)
        keep_words(db, request_id, before.edition_id, after.animator, after.note)
        journal.record(db, by.journal_name, "change_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "change_request", request_id)


@guarded
def withdraw_request(db: Database, by: Actor, request_id: int, operation: str) -> None:
    """The game is no longer wanted: a granted piece is free again. ``restore_request`` brings the request back.

    Raises:
        NotFound, EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "withdraw_request", request_id) is not None:
            return
        standing_request(db, by, request_id)
        withdraw(db, request_id)
        journal.record(db, by.journal_name, "withdraw_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "withdraw_request", request_id)


@guarded
def restore_request(db: Database, by: Actor, request_id: int, operation: str) -> None:
    """Bring a withdrawn request back, at its turn: it waits for a decision.

    Raises:
        NotFound, EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_request", request_id) is not None:
            return
        one = known_request(db, request_id)
        refuse_past(board_of(db, one.edition_id), one.day)
        sql = "UPDATE loan_requests SET withdrawn_at = NULL, version = version + 1 WHERE id = ?"
        db.conn.execute(sql, [request_id])
        journal.record(db, by.journal_name, "restore_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "restore_request", request_id)


@guarded
def change_rules(
    db: Database, by: Actor, edition_id: int, version: int, deadline: date, travel_km: object, operation: str
) -> None:
    """Set until when requests are taken, and how far a game may travel between two days (road kilometres).

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_loan_rules", edition_id) is not None:
            return
        board = board_of(db, edition_id)
        problems = []
        if deadline >= board.edition.first_day:
            first = day_in_words(board.edition.first_day)
            problems.append(InvalidInput("deadline", f"Les demandes s’arrêtent avant le premier jour ({first})."))
        try:
            kilometres = whole_number(str(travel_km), 0, 500, "travel_km")
        except InvalidInput as problem:
            problems.append(problem)
        if problems:
            raise InvalidForm(problems)
        if board.rules.version != version:
            theirs = {"Demandes jusqu’au": day_in_words(board.rules.deadline),
                      "Trajet, km": str(board.rules.travel_km)}  # fmt: skip
            raise conflict_on(db, "edition", edition_id, ("change_loan_rules", "decide_loans"), theirs)
        keep_rules(db, board.edition, {"deadline": deadline.isoformat(), "travel_km": kilometres})
        details = {"deadline": deadline, "travel_km": kilometres}
        journal.record(db, by.journal_name, "change_loan_rules", "edition", edition_id, operation, details)
        operations.remember(db, operation, "change_loan_rules", edition_id)


def _refuse_late(board: Board) -> None:
    if board.rules.decided_at:
        raise Refused("Les jeux sont déjà répartis : ceux qui restent libres se réservent directement.")
    if clock.today() > board.rules.deadline:
        day = day_in_words(board.rules.deadline, year=False)
        raise Refused(f"Les demandes sont closes depuis le {day}. Les jeux libres se réserveront après la répartition.")


def _refuse_broken_way(board: Board, before: GameRequest, after: GameRequest) -> None:
    decision = board.decisions.get(before.id)
    if decision is None or decision.piece_id is None:
        return
    changed = board.ask_of(after)
    chain = [changed if one.id == before.id else one for one in board.held[decision.piece_id]]
    if all(board.follows(a, b) for a, b in pairwise(chain)):
        return
    raise Refused(
        "Ce jeu sert aussi un autre jour, ailleurs : avec ce changement, il ne pourrait plus y aller. "
        f"Gardez un animateur nommé, à {board.rules.travel_km} km au plus, ou appelez-nous."
    )
