"""Bytes -> text, for the encodings that spreadsheets write without saying which."""

import codecs
from collections import Counter

from charset_normalizer import from_bytes

from campaign.base.errors import UnreadableFile

# Accented letters and signs of French, those of the commonest words first: what a right decoding shows.
_FRENCH = frozenset("éèàçêîôûùëïâüœÉÈÀÇÊÎÔÛËÏÂÜŒæ’‘«»“”–—…€°²³½ñöäßÖÄáíóúãõ·•№ª©®™±¡¿\u00a0")
# In the order tried: Windows, then the old Mac's and the « CSV (MS-DOS) » of Excel.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """(text, encoding, French notes) of a text file in UTF-8, UTF-16, UTF-32, cp1252, Latin-1, MacRoman or cp850.

    Raises:
        UnreadableFile: no encoding gives a text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding, []
    if encoding := _utf_16_without_mark(data):
        return _strictly(data, encoding), encoding, []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return text, "utf-8", _damaged_accents(text)
    if _mostly_utf_8(data):
        text = data.decode("utf-8", errors="campaign-cp1252")
        return text, "utf-8", ["Quelques caractères étaient dans un autre encodage : vérifiez les accents."]
    return _one_byte(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile("Ce fichier est abîmé : enregistrez-le de nouveau, puis renvoyez-le.") from None


def _utf_16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) / half > 0.6 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) / half > 0.6 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _damaged_accents(text: str) -> list[str]:
    # UTF-8 read as cp1252 and saved again: « Ã© » for « é ». Mending could alter a right value: it is only said.
    if text.count("Ã©") + text.count("Ã¨") + text.count("Ã\u00a0") > 0:
        return ["Des accents semblent abîmés (« Ã© ») : vérifiez l’aperçu, puis enregistrez la liste en UTF-8."]
    return []


def _mostly_utf_8(data: bytes) -> bool:
    """Two files put end to end: many right UTF-8 letters and a few bytes of Windows among them."""
    foreign = data.decode("utf-8", errors="replace").count("\ufffd")
    right = sum(character > "\x7f" for character in data.decode("utf-8", errors="ignore"))
    return right > 2 * foreign


def _cp1252_bytes(error: UnicodeError) -> tuple[str, int]:
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("campaign-cp1252", _cp1252_bytes)


def _one_byte(data: bytes) -> tuple[str, str, list[str]]:
    upper = Counter(byte for byte in data if byte > 0x7F)
    total = sum(upper.values())
    scores = {}
    for encoding in _ONE_BYTE:
        shown = {byte: bytes([byte]).decode(encoding, errors="replace") for byte in upper}
        scores[encoding] = sum(count for byte, count in upper.items() if shown[byte] in _FRENCH) / total
    best = max(_ONE_BYTE, key=scores.__getitem__)
    if scores[best] < 0.5 and (guess := from_bytes(data[:_SAMPLE]).best()) is not None:
        try:
            return data.decode(guess.encoding), guess.encoding, [_CHECK]
        except (UnicodeDecodeError, LookupError):
            pass
    if best == "cp1252":
        try:
            return data.decode("cp1252"), "cp1252", []
        except UnicodeDecodeError:
            return data.decode("latin-1"), "latin-1", [_CHECK]
    return data.decode(best), best, [_CHECK]


_CHECK = "Encodage peu courant : vérifiez les accents dans l’aperçu."
