"""How to reach somebody: e-mail address, phone number, website."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from campaign.base.errors import InvalidInput
from campaign.base.text import clean

# RFC 5321: no server takes a longer one.
EMAIL_LENGTH = 254
WEBSITE_LENGTH = 300
_BAD_EMAIL = "Adresse électronique invalide : une seule adresse, ex. nom@domaine.fr."
_BAD_WEBSITE = "Adresse de site invalide : elle commence par https://, ex. https://www.ma-boutique.fr."
_BAD_PHONE = "Numéro de téléphone inconnu. Vérifiez les chiffres, ex. 02 41 00 00 05."

# Overseas départements have their own country code behind the same ten digits: they are tried first.
_OVERSEAS = ("RE", "YT", "GP", "GF", "MQ", "PM")
_OVERSEAS_PREFIXES = ("0262", "0263", "0269", "0590", "0594", "0596", "0508", "0639", "069", "0976", "0708")


def email(value: str, field: str = "email") -> str:
    """One address, its domain in lower case and in its sendable form (« écho.fr » -> « xn--cho-9la.fr »).

    Raises:
        InvalidInput: several addresses, a name around it, a line break, more than 254 characters.
    """
    typed = value.strip()
    if not typed:
        raise InvalidInput(field, "Indiquez l’adresse électronique.")
    if len(typed) > EMAIL_LENGTH:
        raise InvalidInput(
            field, f"Adresse électronique trop longue : {EMAIL_LENGTH} caractères au plus ({len(typed)} saisis)."
        )
    address = _address(clean(typed)) if "\n" not in typed and "\r" not in typed else None
    if address is None:
        raise InvalidInput(field, _BAD_EMAIL, _address_inside(typed))
    return address


def phone(value: str, field: str = "phone") -> str:
    """The number in E.164 (« 02 41 00 00 05 » -> « +33241000005 »); French unless it starts with + or 00.
    The leading zero that a spreadsheet drops is put back.

    Raises:
        InvalidInput: « Numéro incomplet : 4 chiffres sur 10. », too long, two numbers, or a number nobody can have.
    """
    typed = " ".join(clean(value).split())
    if not typed:
        raise InvalidInput(field, "Indiquez le numéro de téléphone.")
    if re.search(r"[A-Za-zÀ-ÿ]", typed) or not re.fullmatch(r"[\d\s+().\-–/\\\u2011]+", typed, re.ASCII):
        raise InvalidInput(field, _BAD_PHONE)
    digits = re.sub(r"\D", "", typed)
    for number in _readings(typed):
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if typed.startswith(("+", "00")):
        raise InvalidInput(field, _BAD_PHONE)
    if len(digits) < 10:
        raise InvalidInput(field, f"Numéro incomplet : {_digits(len(digits))} sur 10.")
    if len(digits) > 10:
        if len(digits) == 20:
            raise InvalidInput(field, "Indiquez un seul numéro de téléphone.", _first_of_two(digits))
        raise InvalidInput(field, f"Numéro trop long : {_digits(len(digits))} au lieu de 10.")
    raise InvalidInput(field, _BAD_PHONE)


def phone_in_words(e164: str) -> str:
    """A stored number as people read it: « 02 41 00 00 05 », « +32 2 512 34 56 » for a foreign one."""
    return _in_words(phonenumbers.parse(e164))


def is_mobile(e164: str) -> bool:
    """Whether a stored number is a mobile one, hence somebody's own; a number that may be either is taken for one."""
    if not e164:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(e164))
    return kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def website(value: str, field: str = "website") -> str:
    """The address with its scheme, https:// when none was typed.

    Raises:
        InvalidInput: another scheme (javascript:, ftp:…), spaces, a user name, no real domain, over 300 characters.
    """
    typed = clean(value)
    if not typed:
        raise InvalidInput(field, "Indiquez l’adresse du site.")
    if len(typed) > WEBSITE_LENGTH:
        raise InvalidInput(field, f"Adresse de site trop longue : {WEBSITE_LENGTH} caractères au plus.")
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!\d)", typed, re.IGNORECASE)
    address = typed if scheme else f"https://{typed.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise InvalidInput(field, _BAD_WEBSITE) from None
    if (
        parts.scheme.lower() not in ("http", "https")
        or re.search(r"[\s\\<>\"{}|^`]", address)
        or "@" in parts.netloc
        or not re.fullmatch(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]", host)
        or port == 0
    ):
        raise InvalidInput(field, _BAD_WEBSITE)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{address[len(parts.scheme) + 3 + len(parts.netloc) :]}"


def _address(text: str) -> str | None:
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email
    except EmailNotValidError:
        return None


def _address_inside(typed: str) -> str | None:
    """The one address of « Marie <marie@domaine.fr> »; None when there are several."""
    found = {address for part in re.split(r'[<>,;:()"]', typed) if (address := _address(part.strip()))}
    return found.pop() if len(found) == 1 and "\n" not in typed and "\r" not in typed else None


def _readings(typed: str) -> Iterator[phonenumbers.PhoneNumber]:
    digits = re.sub(r"\D", "", typed)
    overseas = _OVERSEAS if digits.startswith(_OVERSEAS_PREFIXES) else ()
    for region in (*overseas, "FR"):
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        # « 06 12 34 56 78 x9 »: an extension is not a number one can dial from a poster.
        if not number.extension:
            yield number


def _in_words(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code == 33:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if phonenumbers.region_code_for_number(number) in _OVERSEAS and number.country_code != 508:
        digits = f"0{number.national_number}"
        return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _first_of_two(digits: str) -> str | None:
    first = next((n for n in _readings(digits[:10]) if phonenumbers.is_valid_number(n)), None)
    return _in_words(first) if first else None


def _digits(count: int) -> str:
    return f"{count} chiffre" if count < 2 else f"{count} chiffres"
