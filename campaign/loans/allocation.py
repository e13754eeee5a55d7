"""Sharing out the games, solved exactly (HiGHS): most EPCI served, then fewest loans, then the earliest request.

Pieces of a game are alike. A granted request either starts the way of a piece or takes it over from a granted request
of an earlier day, when the travel is possible: a flow of pieces through the days, never two places at once. The order
of priorities is kept to the letter: requests are walked from the first in rank, and each is granted as soon as some
sharing-out grants it with all those granted before it, and serves as many EPCI as the best one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.base.errors import Refused
from campaign.loans.model import Ask, Cause, Follows


class TooManyDecided(Refused):
    default = (
        "Les décisions prises à la main ne tiennent plus ensemble : trop peu d’exemplaires, ou un trajet impossible. "
        "Revenez sur l’une d’elles, puis recommencez."
    )


@dataclass(frozen=True, slots=True)
class Allocation:
    """The requests granted, how many EPCI have at least one, and for each request refused its cause."""

    granted: frozenset[int]
    served: int
    causes: Mapping[int, Cause]


def allocate(
    asks: Iterable[Ask], capacity: Mapping[int, int], follows: Follows, pins: Mapping[int, bool] | None = None
) -> Allocation:
    """The one best sharing-out of ``capacity`` (item -> pieces that can be lent), whatever the order of ``asks``.

    ``pins`` maps a request decided by hand to its outcome, which is kept; a pinned grant serves its EPCI.

    Raises:
        TooManyDecided: the pinned grants alone are impossible.
    """
    ordered = sorted(asks, key=lambda one: one.rank)
    pinned = {one.id: pins[one.id] for one in ordered if one.id in (pins or {})}
    model = _Flow(ordered, capacity, follows)
    found = model.best(pinned)
    if found is None:
        raise TooManyDecided()
    served = model.served(found)
    decided = dict(pinned)
    causes = {number: Cause.HAND for number, given in pinned.items() if not given}
    for one in ordered:
        if one.id in decided:
            continue
        if one.id not in found:
            better = model.best({**decided, one.id: True}, at_least=served)
            if better is None:
                causes[one.id] = _cause(one, model, decided)
                decided[one.id] = False
                continue
            found = better
        decided[one.id] = True
    return Allocation(frozenset(number for number, given in decided.items() if given), served, causes)


def pieces_for(
    granted: Sequence[Ask], pieces: Mapping[int, Sequence[int]], follows: Follows, kept: Mapping[int, int] | None = None
) -> dict[int, int] | None:
    """A piece for each granted request, keeping as many of ``kept`` (request -> piece) as can be; None if impossible.

    ``pieces`` maps an item to its pieces that can be lent.
    """
    found: dict[int, int] = {}
    for item in sorted({one.item for one in granted}):
        mine = sorted((one for one in granted if one.item == item), key=lambda one: (one.day, one.id))
        given = _pieces_of_item(mine, sorted(pieces.get(item, ())), follows, kept or {})
        if given is None:
            return None
        found |= given
    return found


def _cause(one: Ask, model: "_Flow", decided: Mapping[int, bool]) -> Cause:
    """Why a request cannot be granted with those decided before it: pinned ones, and the first in rank."""
    pieces = model.capacity.get(one.item, 0)
    if not pieces:
        return Cause.NO_PIECE
    if model.best({**decided, one.id: True}, at_least=0) is not None:
        return Cause.SERVED_FIRST
    same_day = [other.id for other in model.asks if (other.item, other.day) == (one.item, one.day)]
    lent = sum(decided.get(number, False) for number in same_day)
    # A piece was left that day: only the way from or to another day's site can make it impossible.
    return Cause.FULL if lent >= pieces else Cause.TRAVEL


class _Flow:
    """The flow of pieces as a programme in whole numbers: one column per request, start, travel and EPCI."""

    def __init__(self, asks: Sequence[Ask], capacity: Mapping[int, int], follows: Follows) -> None:
        self.asks, self.capacity = asks, capacity
        self.moves = [(a, b) for a in asks for b in asks if a.item == b.item and a.day < b.day and follows(a, b)]
        self.epcis = sorted({one.epci for one in asks})
        self.of_epci = {epci: [one.id for one in asks if one.epci == epci] for epci in self.epcis}

    def served(self, granted: frozenset[int]) -> int:
        """How many EPCI have at least one of their requests granted."""
        return sum(any(number in granted for number in self.of_epci[epci]) for epci in self.epcis)

    def best(self, decided: Mapping[int, bool], at_least: int | None = None) -> frozenset[int] | None:
        """Requests granted by a sharing-out that holds what is decided and serves ``at_least`` so many EPCI.

        With None, one that serves the most EPCI. None comes back when there is none.
        """
        if not self.asks:
            return frozenset() if not at_least else None
        highs, granted, served = self._programme
        for number, column in granted.items():
            given = decided.get(number)
            highs.changeColBounds(column.index, float(given is True), float(given is not False))
        highs.changeRowBounds(0, float(at_least or 0), float(len(self.epcis)))
        # Beyond what must hold, granting in the order of ranks: a good guess saves most of the next questions.
        last = len(self.asks)
        weights = [(last - index) / (last * (last + 1)) for index in range(last)]
        for weight, one in zip(weights, self.asks, strict=True):
            highs.changeColCost(granted[one.id].index, weight)
        for column in served:
            highs.changeColCost(column.index, 1.0 if at_least is None else 0.0)
        highs.clearSolver()
        highs.run()
        if _is_infeasible(highs):
            return None
        values = highs.getSolution().col_value
        return frozenset(number for number, column in granted.items() if values[column.index] > 0.5)

    @cached_property
    def _programme(self) -> tuple:
        highs = _silent()
        served = [highs.addBinary() for _ in self.epcis]
        highs.addConstr(sum(served) >= 0)  # the first row: how many EPCI must be served
        granted = {one.id: highs.addBinary() for one in self.asks}
        starts = {one.id: highs.addBinary() for one in self.asks}
        moves = {(a.id, b.id): highs.addBinary() for a, b in self.moves}
        for one in self.asks:
            arriving = [column for (_, to), column in moves.items() if to == one.id]
            leaving = [column for (come, _), column in moves.items() if come == one.id]
            highs.addConstr(sum(arriving, starts[one.id]) - granted[one.id] == 0)
            if leaving:
                highs.addConstr(sum(leaving[1:], leaving[0]) - granted[one.id] <= 0)
        for item in sorted({one.item for one in self.asks}):
            columns = [starts[one.id] for one in self.asks if one.item == item]
            highs.addConstr(sum(columns[1:], 1 * columns[0]) <= self.capacity.get(item, 0))
        for column, epci in zip(served, self.epcis, strict=True):
            mine = [granted[number] for number in self.of_epci[epci]]
            highs.addConstr(sum(mine[1:], 1 * mine[0]) - column >= 0)
        highs.setMaximize()
        return highs, granted, served


def _pieces_of_item(
    asks: Sequence[Ask], pieces: Sequence[int], follows: Follows, kept: Mapping[int, int]
) -> dict[int, int] | None:
    """The same flow, piece by piece, so that a piece already promised stays where it was promised."""
    if not pieces:
        return None
    highs = _silent()
    served = {(one.id, piece): highs.addBinary() for one in asks for piece in pieces}
    starts = {key: highs.addBinary() for key in served}
    moves = {
        (a.id, b.id, piece): highs.addBinary()
        for a in asks
        for b in asks
        if a.day < b.day and follows(a, b)
        for piece in pieces
    }
    for one in asks:
        columns = [served[one.id, piece] for piece in pieces]
        highs.addConstr(sum(columns[1:], 1 * columns[0]) == 1)
        for piece in pieces:
            arriving = [column for (_, to, which), column in moves.items() if (to, which) == (one.id, piece)]
            leaving = [column for (come, _, which), column in moves.items() if (come, which) == (one.id, piece)]
            highs.addConstr(sum(arriving, starts[one.id, piece]) - served[one.id, piece] == 0)
            if leaving:
                highs.addConstr(sum(leaving[1:], leaving[0]) - served[one.id, piece] <= 0)
    for piece in pieces:
        columns = [starts[one.id, piece] for one in asks]
        highs.addConstr(sum(columns[1:], 1 * columns[0]) <= 1)
    for (number, piece), column in served.items():
        # Then the lowest number, so that the same requests always get the same pieces.
        order = pieces.index(piece) / (10 * len(pieces) * len(asks))
        highs.changeColCost(column.index, (1.0 if kept.get(number) == piece else 0.0) - order)
    highs.setMaximize()
    highs.run()
    if _is_infeasible(highs):
        return None
    values = highs.getSolution().col_value
    return {number: piece for (number, piece), column in served.items() if values[column.index] > 0.5}


def _silent():  # noqa: ANN202 - highspy ships no types, and is loaded only where games are shared out
    import highspy

    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 1e-9)
    return highs


def _is_infeasible(highs) -> bool:  # noqa: ANN001 - as above
    from highspy import HighsModelStatus

    status = highs.getModelStatus()
    if status == HighsModelStatus.kOptimal:
        return False
    if status in (HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible):
        return True
    raise Refused("La répartition n’a pas pu être calculée. Recommencez ; si cela revient, décidez à la main.")
