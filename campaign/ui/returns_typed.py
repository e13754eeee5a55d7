"""What is typed of a return, and what it says: pure, whatever the widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.deliveries.model import EntryLine, LineSaid, PieceState, ReturnSaid, SlipLine
from campaign.stock.model import check_quantity


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as typed: the state of a piece (None: nothing said), or three numbers as texts ('' : nothing said).

    ``expected`` is how many may come back by this entry.
    """

    line: SlipLine
    expected: int
    state: PieceState | None = None
    back: str = ""
    damaged: str = ""
    missing: str = ""
    note: str = ""

    @property
    def spoken(self) -> bool:
        """Whether anything was said of it; what was not stays to be checked in."""
        return self.state is not None if self.line.piece else any((self.back, self.damaged, self.missing))


def typed_of(line: SlipLine, former: EntryLine | None) -> TypedLine:
    """A line as an entry had it, to be put right."""
    if former is None:
        return TypedLine(line, line.remaining)
    expected = line.remaining + former.ok + former.damaged
    if line.piece:
        state = PieceState.MISSING if former.missing else PieceState.DAMAGED if former.damaged else PieceState.OK
        return TypedLine(line, expected, state, note=former.note)
    numbers = (former.ok + former.damaged, former.damaged, former.missing)
    return TypedLine(line, expected, None, *(str(one) if one else "" for one in numbers), note=former.note)


def read_return(
    typed: Sequence[TypedLine], leftovers: Mapping[int, str], names: Mapping[int, str], giver: str, note: str,
    photos: Mapping[int, bytes], *, surplus_accepted: bool = False,
) -> ReturnSaid:  # fmt: skip
    """What is said of a return; ``names`` are those of the leftovers' items, for the sentences.

    Raises:
        InvalidForm: a quantity that is none, more damaged than back; InvalidInput: nothing is said at all.
    """
    lines: dict[int, LineSaid] = {}
    left: dict[int, int] = {}
    problems: list[InvalidInput] = []
    for one in (each for each in typed if each.spoken):
        try:
            lines[one.line.id] = _line(one, photos.get(one.line.id))
        except InvalidInput as problem:
            problems.append(InvalidInput(problem.field, f"{one.line.label}. {problem.message}"))
    for item_id, value in leftovers.items():
        if value.strip():
            try:
                left[item_id] = check_quantity(value, f"left_{item_id}", low=0)
            except InvalidInput as problem:
                problems.append(InvalidInput(problem.field, f"{names[item_id]}. {problem.message}"))
    if problems:
        raise InvalidForm(problems)
    if not lines and not left:
        raise InvalidInput("lines", "Dites d’abord ce qui revient : complet, abîmé ou manquant.")
    return ReturnSaid(lines, left, giver, note, surplus_accepted=surplus_accepted)


def _line(one: TypedLine, photo: bytes | None) -> LineSaid:
    if one.line.piece:
        return LineSaid(
            ok=int(one.state is PieceState.OK),
            damaged=int(one.state is PieceState.DAMAGED),
            missing=int(one.state is PieceState.MISSING),
            note=one.note,
            photo=photo,
        )
    back, damaged, missing = (
        check_quantity(value or "0", f"line_{one.line.id}", low=0) for value in (one.back, one.damaged, one.missing)
    )
    if damaged > back:
        raise InvalidInput(
            f"line_{one.line.id}", "Plus d’abîmés que de revenus : comptez les abîmés parmi ceux qui reviennent."
        )
    return LineSaid(back - damaged, damaged, missing, one.note, photo)
