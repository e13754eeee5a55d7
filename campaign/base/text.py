"""Text as people type it: cleaned, compared without accents, turned into addresses."""

import re
import unicodedata

from campaign.base.errors import InvalidInput

# Bidi overrides and zero-width characters change what is read without being seen (reliability.md, no 6 and 7).
_INVISIBLE = {
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x061C, 0xFEFF, 0x00AD, 0x180E,
}  # fmt: skip
# The zero-width joiner (U+200D) holds emoji together: kept between two visible characters.
_JOINER = "\u200d"
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"})
_SPACES = re.compile(r"[^\S\n]+")


def clean(value: str | None, *, multiline: bool = False) -> str:
    """The value in NFC without control or invisible characters, spaces collapsed. Lines are kept when ``multiline``."""
    kept = []
    for character in unicodedata.normalize("NFC", value or "").replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(character)
        if character in "\n\t\x0b\x0c" or category in ("Zs", "Zl", "Zp"):
            kept.append(
                "\n" if character == "\n" and multiline else " " if character not in "\u00a0\u202f" else character
            )
        elif category in ("Cc", "Cs", "Co", "Cn") or (ord(character) in _INVISIBLE and character != _JOINER):
            continue
        else:
            kept.append(character)
    text = re.sub(rf"^{_JOINER}+|{_JOINER}+$|(?<=\s){_JOINER}+|{_JOINER}+(?=\s)", "", "".join(kept))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[^\S\n\u00a0\u202f]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def clean_text(
    value: str | None,
    *,
    field: str,
    label: str,
    max_length: int = 120,
    required: bool = True,
    multiline: bool = False,
) -> str:
    """The cleaned value of a form field.

    ``label`` is the French name with its article (« le nom de la boutique »), used in the refusal.

    Raises:
        InvalidInput: empty although required, unreadable, or longer than ``max_length`` characters.
    """
    text = clean(value, multiline=multiline)
    if required and not text:
        if (value or "").strip():
            raise InvalidInput(field, f"{label[0].upper()}{label[1:]} est vide ou illisible.")
        raise InvalidInput(field, f"Indiquez {label}.")
    if len(text) > max_length:
        typed = f"{len(text):,}".replace(",", "\u202f")
        raise InvalidInput(field, f"{max_length:,} caractères au plus ({typed} saisis).".replace(",", "\u202f"))
    return text


def search_key(value: str | None) -> str:
    """Lower case without accents, ligatures opened, every other sign a single space: what searches compare."""
    opened = (value or "").translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.lower()))


def slug(value: str | None, *, fallback: str = "fiche") -> str:
    """« La Malle à Félicie » -> « la-malle-a-felicie »: ASCII letters, digits and hyphens, 80 at most."""
    words = re.sub(r"[^a-z0-9]+", "-", search_key(value)).strip("-")
    return words[:80].strip("-") or fallback
