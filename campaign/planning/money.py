"""Money in cents and rates in hundredths of a percent: converted, shared out, divided, written. Whole numbers only."""

from collections.abc import Sequence

from campaign.base.french import NBSP, number
from campaign.base.labels import Labelled

WHOLE = 10_000  # 100 %, in hundredths of a percent


class Tax(Labelled):
    """Whether an amount bears the tax: the two are never added."""

    HT = "ht", "HT"
    TTC = "ttc", "TTC"

    @property
    def other(self) -> "Tax":
        """The one a conversion leads to."""
        return Tax.TTC if self is Tax.HT else Tax.HT


def converted(cents: int, tax: Tax, rate: int) -> int:
    """An amount under the other tax, to the nearest cent (half a cent goes up); ``rate`` in hundredths of a percent.

    « 100,00 € HT » at 20 % (2 000) is 120,00 € TTC; « 120,00 € TTC » is 100,00 € HT.
    """
    if tax is Tax.HT:
        return _nearest(cents * (WHOLE + rate), WHOLE)
    return _nearest(cents * WHOLE, WHOLE + rate)


def shared_out(cents: int, shares: Sequence[int]) -> list[int]:
    """``cents`` split by shares (hundredths of a percent), by the largest remainder: the parts make the whole exactly.

    Each part is its exact value rounded up or down; of two equal remainders the first share is served.

    Raises:
        ValueError: a share is negative, or they do not make 100 %.
    """
    if sum(shares) != WHOLE or any(share < 0 for share in shares):
        raise ValueError("shares make 100 %")
    parts = [cents * share // WHOLE for share in shares]
    left = cents - sum(parts)
    first_served = sorted(range(len(shares)), key=lambda rank: (-(cents * shares[rank] % WHOLE), rank))
    for rank in first_served[:left]:
        parts[rank] += 1
    return parts


def cost_each(cents: int | None, count: int | None) -> int | None:
    """Cents for one shop or one visitor, to the nearest cent; None when either is unknown or nobody came."""
    if cents is None or not count:
        return None
    return _nearest(cents, count)


def _nearest(dividend: int, divisor: int) -> int:
    """The quotient of two positive numbers to the nearest whole, half going up."""
    return (2 * dividend + divisor) // (2 * divisor)


def euros(cents: int | None) -> str:
    """« 41 500 € », « 99,90 € »; '' when unknown. No float: large sums keep their cents."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{number(whole)}{f',{rest:02d}' if rest else ''}{NBSP}€"


def plain_euros(cents: int | None) -> str:
    """As a field or a spreadsheet takes it: « 1234,50 »; '' when unknown."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02d}"


def plain_rate(rate: int | None) -> str:
    """As a field takes it: « 20 », « 5,5 », « 33,33 »; '' when unknown."""
    if rate is None:
        return ""
    whole, rest = divmod(rate, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def percent(rate: int) -> str:
    """« 20 % », « 5,5 % »."""
    return f"{plain_rate(rate)}{NBSP}%"
