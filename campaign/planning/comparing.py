"""An edition's money against an earlier one's, nature by nature; only what is comparable is subtracted.

Comparable: on each side every line of the nature tells its amount, all under one tax, the same on both sides. Nothing
is converted here: a difference between an amount paid and an amount computed would not be one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import plural
from campaign.planning.model import NATURES, Line, Nature, Stage
from campaign.planning.money import Tax, cost_each, percent


@dataclass(frozen=True, slots=True)
class Side:
    """What a nature cost on one side, in cents; ``why`` says what makes it unknown, then ``cents`` is None.

    ``tax`` is None when there is no line at all: nothing was spent, which compares with HT and with TTC.
    """

    cents: int | None
    tax: Tax | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A nature (None for the whole) before and after; ``why`` says why it is not comparable, '' when it is."""

    nature: Nature | None
    before: Side
    after: Side
    why: str

    @property
    def tax(self) -> Tax | None:
        """The tax of the difference."""
        return self.after.tax or self.before.tax

    @property
    def difference(self) -> int | None:
        """Cents more than last time; None when it is not comparable."""
        if self.why or self.before.cents is None or self.after.cents is None:
            return None
        return self.after.cents - self.before.cents

    @property
    def rise(self) -> int | None:
        """The same in hundredths of a percent of last time's, rounded down; None without a last time."""
        return (
            None if self.difference is None or not self.before.cents else self.difference * 10_000 // self.before.cents
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Natures that either side has, in their order, then the whole; ``alike``: the sum of those that compare, by tax.

    ``before_stage``, ``after_stage``: which amounts were taken.
    """

    natures: tuple[Compared, ...]
    whole: Compared
    alike: tuple[Compared, ...]
    before_stage: Stage
    after_stage: Stage


def stage_told(lines: Sequence[Line], *, over: bool) -> Stage:
    """What an edition's cost is told by: what was spent once it is over, if anybody noted it; else what is planned."""
    return Stage.SPENT if over and any(one.spent is not None for one in lines) else Stage.PLANNED


def compare(before: Sequence[Line], after: Sequence[Line], before_stage: Stage, after_stage: Stage) -> Comparison:
    """Two editions' lines, general overhead left out."""
    sides = [[one for one in lines if not one.nature.overhead] for lines in (before, after)]
    found = []
    for nature in NATURES:
        mine = [[one for one in lines if one.nature is nature] for lines in sides]
        if any(mine):
            found.append(_compared(nature, _side(mine[0], before_stage), _side(mine[1], after_stage)))
    whole = _compared(None, _side(sides[0], before_stage), _side(sides[1], after_stage))
    return Comparison(tuple(found), whole, _alike(found) if whole.why else (), before_stage, after_stage)


def each(compared: Compared, shops_before: int | None, shops_after: int | None) -> tuple[int | None, int | None]:
    """The same for one shop, to the nearest cent: (before, after); None where the cost or the shops are unknown."""
    return cost_each(compared.before.cents, shops_before), cost_each(compared.after.cents, shops_after)


def rise_in_words(rise: int) -> str:
    """« +12,5 % », « −3 % »."""
    return f"{'+' if rise > 0 else '−' if rise < 0 else ''}{percent(abs(rise))}"


def _side(lines: Sequence[Line], stage: Stage) -> Side:
    taxes = {one.tax for one in lines}
    unknown = sum(one.cents(stage) is None for one in lines)
    if len(taxes) > 1:
        return Side(None, None, "HT et TTC s’y côtoient")
    if unknown:
        tax = next(iter(taxes))
        return Side(None, tax, f"{plural(unknown, 'ligne')} sans montant {_OF[stage]}")
    return Side(sum(one.cents(stage) or 0 for one in lines), next(iter(taxes), None))


_OF = {Stage.PLANNED: "prévu", Stage.COMMITTED: "engagé", Stage.SPENT: "dépensé"}


def _compared(nature: Nature | None, before: Side, after: Side) -> Compared:
    why = ""
    if before.why or after.why:
        told = [
            f"{when} {side.why}" for when, side in (("la dernière fois", before), ("cette fois", after)) if side.why
        ]
        why = ", ".join(told)
    elif before.tax and after.tax and before.tax is not after.tax:
        why = f"{before.tax.label} la dernière fois, {after.tax.label} cette fois"
    return Compared(nature, before, after, why)


def _alike(found: Sequence[Compared]) -> tuple[Compared, ...]:
    """What compares, summed under each tax: never HT with TTC."""
    sums = []
    for tax in Tax:
        mine = [one for one in found if not one.why and one.tax is tax]
        if mine:
            before, after = (sum(getattr(one, side).cents for one in mine) for side in ("before", "after"))
            sums.append(Compared(None, Side(before, tax), Side(after, tax), ""))
    return tuple(sums)
