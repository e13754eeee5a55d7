"""Text of office papers: the embedded fonts, widths, line breaks, and letters a font does not have.

A string with a sign its title font lacks is set whole in the text font; signs no font has (emoji, other scripts) are
left out, and said so when nothing else remains: never an empty box.
"""

import re
import threading
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from campaign.base.french import JOIN, NBSP, typographic
from campaign.base.settings import ASSETS

# ReportLab reads a font's file from one shared place in it while a document is saved: two at once read nonsense.
SAVING = threading.Lock()

TITLE, PLAIN, TEXT, LABEL, LEAD, STRONG, PILL = "title", "plain", "text", "label", "lead", "strong", "pill"
_FILES = {
    TITLE: "Caprasimo_400Regular",
    PLAIN: "Figtree_400Regular",
    TEXT: "Figtree_500Medium",
    LABEL: "Figtree_600SemiBold",
    LEAD: "Figtree_700Bold",
    STRONG: "Figtree_800ExtraBold",
    PILL: "Figtree_900Black",
}
COLOURS = {
    "prune": "#34142E",
    "tomate": "#CE3418",
    "moutarde": "#FFBE2E",
    "rose": "#FFA9B0",
    "menthe": "#8FD3C4",
    "creme": "#FFF3DC",
    "blanc": "#FFFFFF",
    "encre60": "#6B5166",
}
_UNREADABLE = "(signes non imprimables)"
INSTEAD = str.maketrans({JOIN: "", "\u202f": NBSP, "\u2011": "-", "\u200d": ""})


def file_of(font: str) -> str:
    """Its file, in ``assets/fonts``."""
    return f"{_FILES[font]}.ttf"


@cache
def registered(font: str) -> str:
    """The name of a font for ReportLab, read from its file at the first call."""
    pdfmetrics.registerFont(TTFont(font, str(ASSETS / "fonts" / file_of(font)), shapable=True))
    return font


@lru_cache(maxsize=4096)
def settable(value: str, font: str) -> tuple[str, str]:
    """(text, font) that can be set: French spaces and apostrophes, every sign in the font."""
    text = typographic(value).translate(INSTEAD)
    if font == TITLE and any(ord(sign) not in signs(TITLE) for sign in text if sign != "\n"):
        font = STRONG
    kept = "".join(sign for sign in text if sign == "\n" or ord(sign) in signs(font))
    kept = re.sub(r" {2,}", " ", kept).strip()
    return (kept if kept or not text.strip() else _UNREADABLE), font


def width(text: str, font: str, size: float) -> float:
    """In points, of a settable text."""
    return pdfmetrics.stringWidth(text, registered(font), size)


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """The lines of a settable text within ``room`` points; a word longer than a line is cut where it must be."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            for index, part in enumerate(_parts(word, font, size, room)):
                longer = f"{line} {part}" if line and index == 0 else part
                if index == 0 and width(longer, font, size) <= room:
                    line = longer
                else:
                    lines += [line] if line else []
                    line = part
        lines.append(line)
    return lines


def drawn(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Draw a settable text from its left, in points, with its kerning."""
    canvas.setFont(registered(font), size)
    canvas.drawString(x, y, text, shaping=True)


def _parts(word: str, font: str, size: float, room: float) -> list[str]:
    parts = []
    while width(word, font, size) > room and len(word) > 1:
        low, high = 1, len(word) - 1  # the longest beginning that holds
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if width(word[:middle], font, size) <= room else (low, middle - 1)
        parts.append(word[:low])
        word = word[low:]
    return [*parts, word]


@cache
def signs(font: str) -> frozenset[int]:
    """The code points a font draws."""
    return frozenset(pdfmetrics.getFont(registered(font)).face.charToGlyph)
