"""The short code of an answer sheet: « 4F-7K2 » says which shop of which edition, typed by agents only.

It is no credential: it opens nothing to who is not signed in. Its signs are those of Crockford's base 32 (no I, L, O,
U), and its last one is a check: one sign misread, or two exchanged, is always noticed.
"""

from math import isqrt

from campaign.base.errors import InvalidInput

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_SHORT_EDITIONS = 63  # editions below share the shortest codes: five signs up to 16 383 shops
_SHORTEST = 5
_LONGEST = 15  # two ids of 31 bits
_HIGHEST_ID = 2**31
_ASK = "Tapez le code imprimé en haut de la fiche, par exemple 4F-7K2."


def code_of(edition_id: int, place_id: int) -> str:
    """« 4F-7K2 »: at least five signs, the check included, cut in two for the eye."""
    if edition_id < _SHORT_EDITIONS:
        left = place_id * (_SHORT_EDITIONS + 1) + edition_id
    else:
        left = _paired(edition_id - _SHORT_EDITIONS, place_id) * (_SHORT_EDITIONS + 1) + _SHORT_EDITIONS
    digits: list[int] = []
    while left or len(digits) < _SHORTEST - 1:
        left, digit = divmod(left, 32)
        digits.append(digit)
    digits = _veiled(digits)[::-1]
    return written("".join(SIGNS[digit] for digit in [*digits, _check(digits)]))


def read_code(typed: str) -> tuple[int, int]:
    """(edition id, place id) of a code typed in any way: lower case, spaces, the letter O for zero, I or L for one.

    Raises:
        InvalidInput: not a code, or a sign was misread (the check differs).
    """
    signs = bare(typed)
    if not _SHORTEST <= len(signs) <= _LONGEST or any(sign not in SIGNS for sign in signs):
        raise InvalidInput("code", f"Ce n’est pas un code de fiche-réponse. {_ASK}")
    *digits, check = (SIGNS.index(sign) for sign in signs)
    if check != _check(digits):
        raise InvalidInput("code", "Un signe de ce code n’est pas le bon. Relisez-le sur la fiche.")
    number = 0
    for digit in _veiled(digits[::-1])[::-1]:
        number = number * 32 + digit
    left, edition_id = divmod(number, _SHORT_EDITIONS + 1)
    place_id = left
    if edition_id == _SHORT_EDITIONS:
        above, place_id = _unpaired(left)
        edition_id += above
    if max(edition_id, place_id) > _HIGHEST_ID:
        raise InvalidInput("code", f"Ce n’est pas un code de fiche-réponse. {_ASK}")
    return edition_id, place_id


def bare(typed: str) -> str:
    """The signs of a typed code, as ``SIGNS`` writes them."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)


def written(signs: str) -> str:
    """« 4F-7K2 »: the signs with their hyphen."""
    return f"{signs[: len(signs) // 2]}-{signs[len(signs) // 2 :]}"


def near(typed: str, code: str) -> bool:
    """Whether a typed code is one sign away from a right one: one replaced, or two neighbours exchanged."""
    one, other = bare(typed), bare(code)
    if len(one) != len(other):
        return False
    places = [index for index, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] + one[places[1]] == (other[places[1]] + other[places[0]])
    )


def _veiled(digits: list[int]) -> list[int]:
    """Each digit but the first mixed with a fixed one (exclusive or, its own inverse): neighbours look different."""
    return [digit ^ (7 * index + 13) % 32 if index else digit for index, digit in enumerate(digits)]


def _check(digits: list[int]) -> int:
    """Σ αⁱ·dᵢ in GF(32), α a root of x⁵ + x² + 1: no single replacement, no exchange of two signs keeps it."""
    total = 0
    for digit in digits:
        total ^= digit
        total <<= 1  # by α
        if total & 32:
            total ^= 0b100101
    return total


def _paired(one: int, other: int) -> int:
    """Szudzik's pairing: one number for two, whatever their size (« An elegant pairing function », 2006)."""
    return one * one + one + other if one >= other else other * other + one


def _unpaired(number: int) -> tuple[int, int]:
    root = isqrt(number)
    rest = number - root * root
    return (rest, root) if rest < root else (root, rest - root)
