"""Where a place is and who runs it, in codes: postcode, INSEE code, SIRET, coordinates."""

import re
from collections.abc import Callable

from campaign.base.errors import InvalidInput
from campaign.base.text import clean

# La Poste's own SIREN: its establishments follow another rule (INSEE, « numéro SIRET »).
_LA_POSTE = "356000000"
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_ROUNDED = "SIRET invalide : 14 chiffres. Excel a sans doute arrondi la colonne."


def postcode(value: str, field: str = "postcode", *, known: Callable[[str], bool] | None = None) -> str:
    """Five digits: « 49 000 », « F-49000 », « 49000.0 » and « 49000 CEDEX 9 » are 49000.

    ``known`` says whether a postcode exists; without it only the first two digits are checked.

    Raises:
        InvalidInput: too short (« 1000 » proposes 01000), an INSEE code such as 2A004, or a postcode nobody has.
    """
    typed = clean(value)
    if not typed:
        raise InvalidInput(field, "Indiquez le code postal.")
    compact = re.sub(r"^(?:FR?-)", "", re.sub(r"\s|(?<=\d)\.0+$", "", typed.upper()))
    if re.fullmatch(r"2[AB]\d{3}", compact):
        raise InvalidInput(
            field,
            f"{compact} est le code INSEE d’une commune de Corse. Indiquez son code postal, qui commence par 20.",
        )
    compact = re.sub(r"(?<=\d)CEDEX\d*$", "", compact)
    if not re.fullmatch(r"[0-9]+", compact):
        beginning = re.match(r"[0-9]{5}(?![0-9])", compact)
        proposal = beginning[0] if beginning and _exists(beginning[0], known) else None
        raise InvalidInput(field, "Code postal invalide : 5 chiffres, ex. 49000.", proposal)
    if len(compact) == 4:
        restored = f"0{compact}"
        proposal = restored if _exists(restored, known) else None
        raise InvalidInput(field, "Code postal incomplet : 4 chiffres sur 5.", proposal)
    if len(compact) != 5:
        count = f"{len(compact)} chiffre{'s' if len(compact) > 1 else ''}"
        raise InvalidInput(field, f"Code postal invalide : 5 chiffres attendus, {count} ici.")
    if not _exists(compact, known):
        raise InvalidInput(field, "Code postal introuvable.")
    return compact


def insee_code(value: str, field: str = "insee_code") -> str:
    """A commune's INSEE code: five digits, or 2A or 2B and three digits in Corsica.

    Raises:
        InvalidInput: any other shape.
    """
    compact = re.sub(r"\s", "", clean(value)).upper()
    if not re.fullmatch(r"(?:\d{2}|2[AB])\d{3}", compact, re.ASCII):
        raise InvalidInput(field, "Code INSEE invalide : 5 caractères, ex. 49007 ou 2A004.")
    return compact


def siret(value: str, field: str = "siret") -> str:
    """The fourteen digits of an establishment, its key checked.

    The key is Luhn's; for La Poste (SIREN 356000000) the sum of the digits may also be a multiple of five.

    Raises:
        InvalidInput: not fourteen digits, a wrong key, or a number rounded by a spreadsheet (« 4,98E+13 »).
    """
    typed = clean(value)
    if not typed:
        raise InvalidInput(field, "Indiquez le numéro SIRET.")
    if _EXPONENT.fullmatch(re.sub(r"\s", "", typed)):
        raise InvalidInput(field, _ROUNDED)
    digits = re.sub(r"[\s.\-]", "", re.sub(r"(?<=\d{12})\.0+$", "", typed))
    if not re.fullmatch(r"[0-9]+", digits):
        raise InvalidInput(field, "SIRET invalide : 14 chiffres, sans lettre ni autre signe.")
    if len(digits) == 9:
        raise InvalidInput(
            field, "SIRET invalide : 14 chiffres. Vous avez indiqué les 9 du SIREN : ajoutez les 5 autres."
        )
    if len(digits) != 14:
        restored = digits.zfill(14)
        proposal = restored if len(digits) in (12, 13) and _key_is_right(restored) else None
        raise InvalidInput(field, f"SIRET invalide : 14 chiffres. Vous en avez indiqué {len(digits)}.", proposal)
    if not _key_is_right(digits):
        if digits.endswith("00000"):
            raise InvalidInput(field, _ROUNDED)
        raise InvalidInput(field, "SIRET invalide : 14 chiffres. L’un d’eux est faux, relisez le numéro.")
    return digits


def coordinates(latitude: str, longitude: str, field: str = "point") -> tuple[float, float]:
    """(latitude, longitude) in degrees, WGS84, written with a point or a comma.

    Raises:
        InvalidInput: not two numbers, or outside ±90 and ±180 degrees.
    """
    degrees = []
    for text, limit in ((latitude, 90), (longitude, 180)):
        typed = clean(text).replace("−", "-").replace("°", "").strip()
        if (
            not re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d+)?", typed, re.ASCII)
            or abs(float(typed.replace(",", "."))) > limit
        ):
            raise InvalidInput(field, "Coordonnées invalides : deux nombres en degrés, ex. 47,4736 et -0,5542.")
        degrees.append(float(typed.replace(",", ".")))
    return degrees[0], degrees[1]


def _exists(code: str, known: Callable[[str], bool] | None) -> bool:
    if known is not None:
        return known(code)
    return "01" <= code[:2] <= "98" and code[:2] != "96"


def _key_is_right(digits: str) -> bool:
    # Luhn: from the right, every second digit is doubled and its own digits are added.
    total = sum(
        sum(divmod(int(digit) * 2, 10)) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits))
    )
    if total % 10 == 0 and digits.strip("0"):
        return True
    return digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0
