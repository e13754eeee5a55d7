"""Signs and widths: which font can set a string, what is replaced when none can, and kerned measures in points."""

import re
import unicodedata
from functools import cache, lru_cache

import pyphen
import uharfbuzz

from campaign.base.french import typographic
from campaign.base.settings import ASSETS
from campaign.base.text import clean
from campaign.documents import office_text as fonts
from campaign.documents.notices import Notices

_EM = 1000


def set_text(value: str, font: str, notices: Notices, about: str, field: str) -> tuple[str, str]:
    """(text, font) ready to draw; '' when nothing of it can be printed.

    A sign the title font lacks puts the whole string in the strong text font; a sign neither has is replaced by its
    plain letter (« ṩ » by « s ») or left out, with a notice: never an empty box.
    """
    text = typographic(clean(value)).translate(fonts.INSTEAD)
    if font == fonts.TITLE and any(ord(sign) not in fonts.signs(font) for sign in text):
        font = fonts.STRONG
    kept, lost = [], []
    for sign in text:
        if ord(sign) in fonts.signs(font):
            kept.append(sign)
            continue
        plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in fonts.signs(font))
        kept.append(plain)
        if unicodedata.category(sign) not in ("Mn", "Cf", "Me"):
            lost.append(sign)
    if lost:
        signs = " ".join(dict.fromkeys(lost[:4]))
        notices.say(about, field, f"signes que l’imprimerie ne connaît pas, remplacés ou retirés ({signs}).")
    return re.sub(r" {2,}", " ", "".join(kept)).strip(), font


@lru_cache(maxsize=8192)
def width(text: str, font: str, size: float = 1.0) -> float:
    """With its kerning, as it is drawn."""
    return _advance(text, font) * size / _EM


@lru_cache(maxsize=512)
def ink(text: str, font: str) -> tuple[float, float]:
    """Lowest and highest ink of a string, in sizes: old-style digits are centred by their real drawing."""
    made, found = _font(font), []
    for sign in text:
        glyph = made.get_nominal_glyph(ord(sign))
        extents = made.get_glyph_extents(glyph) if glyph else None
        if extents and extents.height:
            found.append((extents.y_bearing + extents.height, extents.y_bearing))
    return (min(low for low, _ in found) / _EM, max(high for _, high in found) / _EM) if found else (0.0, 0.7)


@lru_cache(maxsize=2048)
def cuts(word: str) -> tuple[tuple[str, str], ...]:
    """Where French cuts a word, the longest beginning first; nothing under three letters on a side."""
    pairs = _dictionary().iterate(word)
    return tuple((f"{start.rstrip('-')}-", end) for start, end in pairs if len(start) > 2 and len(end) > 2)


@lru_cache(maxsize=8192)
def _advance(text: str, font: str) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(font), buffer)
    return sum(position.x_advance for position in buffer.glyph_positions or [])


@cache
def _font(font: str) -> uharfbuzz.Font:
    made = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(ASSETS / "fonts" / fonts.file_of(font)))))
    made.scale = (_EM, _EM)
    return made


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="fr_FR")
