"""What a plan or a partner grants to an edition, what the lines take from it, and what is left; pure rules.

An envelope is HT or TTC. Lines under the other tax are converted at their own rate, and that is said; a line without
a rate cannot be, and what is left is then unknown, never guessed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from campaign.base.labels import Labelled
from campaign.planning.model import Fund, Line, Shares, Stage
from campaign.planning.money import WHOLE, Tax, converted, shared_out


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a fund grants to an edition, in cents; None once taken back."""

    fund_id: int
    tax: Tax
    granted: int | None
    version: int = 1


class Use(Labelled):
    """What an envelope is measured against. An amount spent is committed too, whether somebody noted it or not."""

    PLANNED = "planned", "Prévu"
    TAKEN = "taken", "Engagé ou dépensé"
    SPENT = "spent", "Dépensé"


@dataclass(frozen=True, slots=True)
class Used:
    """A use of an envelope, in cents under its tax: ``cents`` in all, ``turned`` of which were converted.

    ``without_rate``: the lines that could not be converted, left out of ``cents``.
    """

    use: Use
    cents: int
    turned: int
    without_rate: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """An envelope and its three uses, in the order of ``Use``."""

    fund: Fund
    envelope: Envelope
    uses: tuple[Used, ...]

    def used(self, use: Use) -> Used:
        """One of the three."""
        return next(one for one in self.uses if one.use is use)

    def left(self, use: Use) -> int | None:
        """Cents left, negative when it is over; None when nothing is granted, or when a rate is missing."""
        found = self.used(use)
        if self.envelope.granted is None or found.without_rate:
            return None
        return self.envelope.granted - found.cents


def taken(line: Line) -> int | None:
    """Cents committed or already spent, the larger of the two; None when neither is known."""
    known = [cents for cents in (line.committed, line.spent) if cents is not None]
    return max(known) if known else None


_AMOUNTS: dict[Use, Callable[[Line], int | None]] = {
    Use.PLANNED: lambda line: line.planned, Use.TAKEN: taken, Use.SPENT: lambda line: line.spent,
}  # fmt: skip


def part_of(line: Line, cents: int, fund_id: int, usual: Shares) -> int:
    """What one fund pays of an amount of a line; all the parts make it exactly. Fund 0 is nobody."""
    shares = line.shares or usual or ((0, WHOLE),)
    parts = shared_out(cents, [share for _, share in shares])
    return sum(part for (one, _), part in zip(shares, parts, strict=True) if one == fund_id)


def pays(line: Line, fund_id: int, usual: Shares) -> bool:
    """Whether that fund pays a part of that line. General overhead is paid by nobody here."""
    shares = line.shares or usual or ((0, WHOLE),)
    return not line.nature.overhead and fund_id in {one for one, _ in shares}


def holdings(
    lines: Iterable[Line], funds: Sequence[Fund], usual: Shares, envelopes: Iterable[Envelope]
) -> tuple[Holding, ...]:
    """The envelopes that grant something, in the order of ``funds``."""
    listed = list(lines)
    granted = {one.fund_id: one for one in envelopes if one.granted is not None}
    found = []
    for fund in funds:
        if envelope := granted.get(fund.id):
            mine = [one for one in listed if pays(one, fund.id, usual)]
            found.append(Holding(fund, envelope, tuple(_used(mine, fund.id, usual, envelope.tax, use) for use in Use)))
    return tuple(found)


def _used(lines: Sequence[Line], fund_id: int, usual: Shares, tax: Tax, use: Use) -> Used:
    whole, turned, without_rate = 0, 0, []
    for line in lines:
        cents = _AMOUNTS[use](line)
        if cents is None:
            continue
        if line.tax is not tax:
            if line.rate is None:
                without_rate.append(line)
                continue
            cents = converted(cents, line.tax, line.rate)
        part = part_of(line, cents, fund_id, usual)
        whole += part
        turned += part if line.tax is not tax else 0
    return Used(use, whole, turned, tuple(without_rate))


@dataclass(frozen=True, slots=True)
class Paid:
    """What the chosen funds pay of a line: cents a stage under the line's tax, None when the amount is unknown."""

    line: Line
    share: int  # of the line, in hundredths of a percent
    planned: int | None
    committed: int | None
    spent: int | None

    def cents(self, stage: Stage) -> int | None:
        """The part of a stage."""
        return getattr(self, stage.value)


def paid_by(lines: Iterable[Line], fund_ids: Iterable[int], usual: Shares) -> tuple[Paid, ...]:
    """The lines that one of these funds pays, each with what they pay together. A line of two plans is there once."""
    wanted = set(fund_ids)
    found = []
    for line in lines:
        shares = dict(line.shares or usual or ((0, WHOLE),))
        mine = wanted & shares.keys()
        if mine and not line.nature.overhead:
            cents = {
                stage.value: sum(part_of(line, known, one, usual) for one in mine)
                if (known := line.cents(stage)) is not None
                else None
                for stage in Stage
            }
            found.append(Paid(line, sum(shares[one] for one in mine), **cents))
    return tuple(found)


def together(paid: Iterable[Paid]) -> dict[tuple[Stage, Tax], int]:
    """What these parts make, HT and TTC apart; only the sums that are known."""
    sums: dict[tuple[Stage, Tax], int] = {}
    for one in paid:
        for stage in Stage:
            if (cents := one.cents(stage)) is not None:
                sums[stage, one.line.tax] = sums.get((stage, one.line.tax), 0) + cents
    return sums
