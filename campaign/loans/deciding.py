"""Sharing out the games, and deciding by hand: nothing here can put a game in two places."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import EditionOver, Refused
from campaign.base.text import clean_text
from campaign.loans.allocation import Allocation, TooManyDecided, allocate, pieces_for
from campaign.loans.board import Board, board_of
from campaign.loans.keeping import SUBJECT
from campaign.loans.model import Cause, Decision, GameRequest, How
from campaign.loans.request_form import refuse_past
from campaign.loans.sentences import noun
from campaign.loans.store import forget_decision, keep_decisions, keep_rules, known_request


@dataclass(frozen=True, slots=True)
class Proposal:
    """What sharing out would decide: the requests whose answer changes, and how many EPCI are served.

    ``granted`` and ``refused`` count all requests; ``newly_granted`` and ``newly_refused`` are those that change.
    """

    asking: int
    served: int
    granted: int
    refused: int
    newly_granted: tuple[GameRequest, ...]
    newly_refused: tuple[GameRequest, ...]
    kept_by_hand: int


@guarded
def preview_loans(db: Database, by: Actor, edition_id: int) -> Proposal:
    """What ``decide_loans`` would write now. Writes nothing.

    Raises:
        NotFound, TooManyDecided.
    """
    board = board_of(db, edition_id)
    found = _shared_out(board)
    before = {number for number, one in board.decisions.items() if one.piece_id}
    waiting = board.requests.keys() - board.decisions.keys()
    requests = list(board.requests.values())
    return Proposal(
        asking=len({one.epci_place_id for one in requests}),
        served=found.served,
        granted=len(found.granted),
        refused=len(found.causes),
        newly_granted=tuple(one for one in requests if one.id in found.granted and one.id not in before),
        newly_refused=tuple(one for one in requests if one.id in found.causes and one.id in before | waiting),
        kept_by_hand=len(_pins(board)),
    )


@guarded
def decide_loans(db: Database, by: Actor, edition_id: int, operation: str) -> Allocation:
    """Share out the games: each request gets a piece or a cause. Made again, it keeps what was decided by hand and
    booked. From then on free games are booked at once.

    Raises:
        NotFound, EditionOver, TooManyDecided; Refused: nobody asked for anything.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "decide_loans", edition_id)) is not None:
            causes = {int(number): Cause(cause) for number, cause in done["causes"].items()}
            return Allocation(frozenset(done["granted"]), done["served"], causes)
        board = board_of(db, edition_id)
        refuse_past(board, board.edition.last_day)
        if clock.today() > board.edition.first_day:
            raise EditionOver("Les jours ont commencé : échangez ou décidez demande par demande.")
        if not board.requests:
            raise Refused("Personne n’a encore demandé de jeu : il n’y a rien à répartir.")
        found = _shared_out(board)
        _write(db, board, found.granted, found.causes, {})
        keep_rules(db, board.edition, {"decided_at": clock.stamp()})
        counts = {"granted": len(found.granted), "refused": len(found.causes), "served": found.served}
        journal.record(db, by.journal_name, "decide_loans", "edition", edition_id, operation, counts)
        kept = {"granted": sorted(found.granted), "served": found.served,
                "causes": {str(number): str(cause) for number, cause in found.causes.items()}}  # fmt: skip
        operations.remember(db, operation, "decide_loans", edition_id, kept)
    return found


@guarded
def grant_request(db: Database, by: Actor, request_id: int, operation: str) -> None:
    """Give a game by hand, if one can be there without taking any other request's away.

    Raises:
        NotFound, EditionOver; Refused: no piece can.
    """
    with transaction(db):
        if operations.replay(db, operation, "grant_request", request_id) is not None:
            return
        board, one = _standing(db, request_id)
        granted = _granted(board) | {one.id}
        if not _fits(board, granted):
            raise Refused(
                f"Aucun exemplaire ({noun(board.games[one.item_id])}) ne peut servir cette demande sans en retirer une "
                "autre. Échangez-la avec une demande accordée, ou retirez-en une."
            )
        _write(db, board, granted, _causes(board, granted), {one.id: How.HAND})
        journal.record(db, by.journal_name, "grant_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "grant_request", request_id)


@guarded
def refuse_request(db: Database, by: Actor, request_id: int, words: str, operation: str) -> None:
    """Refuse by hand; ``words`` are what the animator reads, '' for our own sentence.

    Raises:
        NotFound, EditionOver, InvalidInput.
    """
    said = clean_text(words, field="words", label="la raison", max_length=200, required=False)
    with transaction(db):
        if operations.replay(db, operation, "refuse_request", request_id) is not None:
            return
        _, one = _standing(db, request_id)
        refused = Decision(one.id, None, How.HAND, clock.now(), Cause.HAND, said)
        keep_decisions(db, {one.id: one.day}, {one.id: refused})
        journal.record(db, by.journal_name, "refuse_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "refuse_request", request_id)


@guarded
def reopen_request(db: Database, by: Actor, request_id: int, operation: str) -> None:
    """Take a decision back: the request waits, and the next sharing-out decides.

    Raises:
        NotFound, EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "reopen_request", request_id) is not None:
            return
        _standing(db, request_id)
        forget_decision(db, request_id)
        journal.record(db, by.journal_name, "reopen_request", SUBJECT, request_id, operation)
        operations.remember(db, operation, "reopen_request", request_id)


@guarded
def swap_requests(db: Database, by: Actor, granted_id: int, refused_id: int, operation: str) -> None:
    """The first gives its game up, the second gets one: both become decisions by hand. ``undo_swap`` undoes.

    Raises:
        NotFound, EditionOver; Refused: nothing to exchange, or no piece can be there.
    """
    with transaction(db):
        if operations.replay(db, operation, "swap_requests", granted_id) is not None:
            return
        board, gives = _standing(db, granted_id)
        _, gets = _standing(db, refused_id)
        before = [_kept(board, one.id) for one in (gives, gets)]
        has = _granted(board)
        if gives.edition_id != gets.edition_id or gives.id not in has or gets.id in has:
            raise Refused("Rien à échanger : choisissez une demande accordée et une qui ne l’est pas.")
        granted = has - {gives.id} | {gets.id}
        if not _fits(board, granted):
            raise Refused(
                f"Cet échange ne tient pas : même ainsi, aucun exemplaire ({noun(board.games[gets.item_id])}) ne peut "
                "être au lieu demandé, à cause d’un autre jour ou d’un trajet impossible."
            )
        _write(db, board, granted, _causes(board, granted), {gives.id: How.HAND, gets.id: How.HAND})
        details = {"with": refused_id}
        journal.record(db, by.journal_name, "swap_requests", SUBJECT, granted_id, operation, details)
        operations.remember(db, operation, "swap_requests", granted_id, {"other": refused_id, "before": before})


@guarded
def undo_swap(db: Database, by: Actor, granted_id: int, swap: str, operation: str) -> None:
    """Undo the swap whose operation was ``swap``: both requests have again what they had, and how.

    Raises:
        NotFound, EditionOver; Refused: something was decided since.
    """
    with transaction(db):
        if operations.replay(db, operation, "undo_swap", granted_id) is not None:
            return
        done = operations.replay(db, swap, "swap_requests", granted_id)
        if done is None:
            raise Refused("Cet échange n’a pas eu lieu.")
        board, gave = _standing(db, granted_id)
        _, got = _standing(db, done["other"])
        has = _granted(board)
        granted = has - {got.id} | {gave.id}
        if gave.id in has or got.id not in has or not _fits(board, granted):
            raise Refused("Ces demandes ont été décidées de nouveau depuis : échangez-les à la main.")
        former = {one["id"]: one for one in done["before"]}
        hows = {number: How(one["how"]) for number, one in former.items() if one["how"]}
        causes = {number: Cause(one["cause"]) for number, one in former.items() if one["cause"]}
        _write(
            db, board, granted, _causes(board, granted) | causes, hows, {n: one["words"] for n, one in former.items()}
        )
        if not former[got.id]["how"]:
            forget_decision(db, got.id)  # it was waiting
        journal.record(db, by.journal_name, "undo_swap", SUBJECT, granted_id, operation)
        operations.remember(db, operation, "undo_swap", granted_id)


def _kept(board: Board, request_id: int) -> dict[str, object]:
    one = board.decisions.get(request_id)
    said = {"how": "", "cause": "", "words": ""}
    if one:
        said = {"how": str(one.how), "cause": str(one.cause or ""), "words": one.words}
    return {"id": request_id, **said}


def _standing(db: Database, request_id: int) -> tuple[Board, GameRequest]:
    one = known_request(db, request_id)
    board = board_of(db, one.edition_id)
    if one.withdrawn_at:
        raise Refused("Cette demande a été retirée entre-temps.")
    refuse_past(board, one.day)
    return board, one


def _pins(board: Board) -> dict[int, bool]:
    return {number: one.piece_id is not None for number, one in board.decisions.items() if one.by_hand}


def _granted(board: Board) -> frozenset[int]:
    return frozenset(number for number, one in board.decisions.items() if one.piece_id)


def _shared_out(board: Board) -> Allocation:
    return allocate(board.asks.values(), board.capacity, board.follows, _pins(board))


def _fits(board: Board, granted: frozenset[int]) -> bool:
    try:
        allocate([board.asks[one] for one in granted], board.capacity, board.follows, dict.fromkeys(granted, True))
    except TooManyDecided:
        return False
    return True


def _causes(board: Board, granted: frozenset[int]) -> dict[int, Cause]:
    """The causes already known; what a hand decision takes a game from is refused by hand."""
    return {
        number: one.cause or Cause.HAND for number, one in board.decisions.items() if number not in granted
    }  # fmt: skip


def _write(
    db: Database,
    board: Board,
    granted: frozenset[int],
    causes: Mapping[int, Cause],
    hows: Mapping[int, How],
    words: Mapping[int, str] | None = None,
) -> None:
    """Keep a decision for each request; ``hows`` are those made now, the others keep theirs."""
    promised = {number: one.piece_id for number, one in board.decisions.items() if one.piece_id}
    pieces = pieces_for([board.asks[one] for one in granted], board.lendable, board.follows, kept=promised)
    if pieces is None:
        raise TooManyDecided()
    decided: dict[int, Decision] = {}
    for number in sorted({*granted, *causes}):
        before = board.decisions.get(number)
        piece = pieces.get(number)
        how = hows.get(number) or (before.how if before and before.by_hand else How.ALLOCATION)
        cause = None if piece else Cause.HAND if how is not How.ALLOCATION else causes[number]
        kept_words = (words or {}).get(number, before.words if before and before.piece_id == piece else "")
        made = Decision(number, piece, how, clock.now(), cause, kept_words if cause else "")
        same = before is not None and (before.piece_id, before.how, before.cause) == (piece, how, cause)
        decided[number] = replace(made, at=before.at) if same else made
    keep_decisions(db, {number: board.requests[number].day for number in decided}, decided)
