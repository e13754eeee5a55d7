"""Counts, euros and weights as the French write them."""

import re
from decimal import Decimal

from campaign.base.errors import InvalidInput
from campaign.base.french import number

_GROUP_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?:\D|$))")


def whole_number(value: str, low: int, high: int, field: str = "number") -> int:
    """A whole number between ``low`` and ``high``, both allowed; « 1 200 » is 1200.

    Raises:
        InvalidInput: « Nombre entier entre 0 et 100 000. » for anything else (12,5, 1e9, « environ 50 », other digits).
    """
    typed = _GROUP_SPACES.sub("", value.strip())
    # Beyond twenty digits it is no count, and int() takes its time.
    if not re.fullmatch(r"[+-]?[0-9]{1,20}", typed) or not low <= int(typed) <= high:
        raise InvalidInput(field, f"Nombre entier entre {number(low)} et {number(high)}.")
    return int(typed)


def decimal_fr(
    value: str,
    field: str = "amount",
    *,
    low: Decimal | int = 0,
    high: Decimal | int = 10_000_000,
    decimals: int = 2,
) -> Decimal:
    """An amount or a weight: « 1 234,56 », « 1.234,56 » and « 1,234.56 » are 1234.56; a final € or kg is left out.

    Raises:
        InvalidInput: « 1.234 » and « 1,234 », which may be read two ways, more than ``decimals`` decimals,
            outside ``low`` and ``high``, or not a number.
    """
    typed = re.sub(r"\s*(?:€|euros?|kg)$", "", value.strip(), flags=re.IGNORECASE).replace("−", "-")
    compact = _GROUP_SPACES.sub("", typed)
    if re.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", compact):
        whole, cents = re.split(r"[.,]", compact)
        raise InvalidInput(
            field,
            f"« {typed} » peut se lire de deux façons : écrivez {whole}{cents}, "
            f"ou {whole},{cents[:2]} avec deux décimales.",
        )
    plain = _with_decimal_point(compact)
    if plain is None:
        raise InvalidInput(field, "Nombre attendu, ex. 1 234,56.")
    amount = Decimal(plain)
    if not low <= amount <= high:
        raise InvalidInput(field, f"Nombre entre {number(float(low))} et {number(float(high))}.")
    if -amount.as_tuple().exponent > decimals:
        raise InvalidInput(field, f"{decimals} décimales au plus.")
    return amount


def _with_decimal_point(compact: str) -> str | None:
    if re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,6})?", compact):
        return compact.replace(",", ".")
    for thousands, point in ((".", ","), (",", ".")):
        grouped = rf"[+-]?[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+(?:{re.escape(point)}[0-9]{{1,6}})?"
        # « 1.234 » alone was refused above: here there are two signs, or two groups.
        if re.fullmatch(grouped, compact):
            return compact.replace(thousands, "").replace(point, ".")
    return None
