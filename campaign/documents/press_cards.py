"""Figures with their source and quotes of the press kit, as cards that no page cuts; lengths in points."""

from collections.abc import Sequence
from contextlib import nullcontext

from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents.fitting import Room, Set
from campaign.documents.press_flow import Element, Row, Rows, Writer, whole
from campaign.documents.press_kit_frame import BODY, INSIDE, SMALL, box, fitted
from campaign.documents.press_lines import Style
from campaign.documents.press_reading import source_line, sources_title
from campaign.documents.press_text import PressFigure, Voice
from campaign.documents.sheet import Sheet

_GAP = 5 * mm
_PAD = 5.5 * mm
_FIGURE_GROUNDS = ("field", "rose", "menthe", "tilleul")
_VOICE_GROUNDS = ("paille", "rose", "menthe")
_TALLEST = 190 * mm  # a quote that makes a higher card is set as running text
_VALUE, _LABEL, _SOURCE = 40.0, 11.4, 7.6
_SMALL_TITLE = Style(fonts.STRONG, fonts.PILL, 9, 1.4, "accent")


def in_rows(count: int) -> list[int]:
    """How many cards a row: three, or two where that leaves none alone."""
    if count < 3:
        return [count] if count else []
    twos = {0: 0, 1: 2, 2: 1}[count % 3]
    return [2] * twos + [3] * ((count - 2 * twos) // 3)


def figures(sheet: Sheet, writer: Writer, found: Sequence[PressFigure]) -> list[Element]:
    """Cards in rows of two or three; the value, what it counts, where it comes from."""
    rows: list[Row] = []
    rank = 0
    for index, count in enumerate(in_rows(len(found))):
        grounds = [_FIGURE_GROUNDS[(place + index * 3) % 4] for place in range(count)]
        rows.append(_figure_row(sheet, writer, found[rank : rank + count], grounds))
        rank += count
    return [Rows(tuple(rows), 6 * mm)] if rows else []


def _figure_row(sheet: Sheet, writer: Writer, shown: Sequence[PressFigure], grounds: Sequence[str]) -> Row:
    wide = (INSIDE - (len(shown) - 1) * _GAP) / len(shown)
    parts = [_figure_texts(sheet, one, wide - 2 * _PAD) for one in shown]
    value, label, source = (max(one[rank].height for one in parts) for rank in range(3))
    high = 2 * _PAD + value + 1.5 * mm + label + 4 * mm + source

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        for one, texts, ground in zip(shown, parts, grounds, strict=True):
            box(sheet, x, top, wide, high, ground, 4 * mm)
            left, line = x + _PAD, top - _PAD - value
            with sheet.tag("P"):  # values of a row stand on one line, whatever their size
                sheet.lines(left, line + texts[0].height, texts[0], "prune", rise=0.8, after=" ")
                sheet.lines(left, line - 1.5 * mm, texts[1], "prune", rise=0.9)
            foot = top - high + _PAD + texts[2].height
            at = (left, foot - texts[2].height, left + texts[2].width, foot)
            with sheet.tag("P"), _linked(sheet, one, at):
                sheet.lines(left, foot, texts[2], "prune", rise=0.9)
            x += wide + _GAP

    return Row(high + _GAP, draw)


def _linked(sheet: Sheet, one: PressFigure, at: tuple[float, float, float, float]) -> object:
    return sheet.link(at, f"La source : {one.source_url}", url=one.source_url) if one.source_url else nullcontext()


def _figure_texts(sheet: Sheet, one: PressFigure, room: float) -> tuple[Set, Set, Set]:
    about = f"Chiffre « {one.label} »"
    value = fitted(sheet, one.value, fonts.TITLE, _VALUE, 15, Room(room, lines=2), about, "valeur")
    label = fitted(sheet, one.label, fonts.STRONG, _LABEL, 8.5, Room(room, lines=4, leading=1.2), about, "libellé")
    said = f"Source{NBSP}: {one.source}"
    source = fitted(sheet, said, fonts.LABEL, _SOURCE, 7, Room(room, lines=6, leading=1.3), about, "source")
    return value, label, source


def notes(writer: Writer, found: Sequence[PressFigure]) -> list[Element]:
    """Where the figures of a text come from, under it."""
    if not found:
        return []
    listed = writer.words(sources_title(found), _SMALL_TITLE, glued=True)
    for one in found:
        listed += writer.words(source_line(one), SMALL)
    return listed


def voices(sheet: Sheet, writer: Writer, found: Sequence[Voice]) -> list[Element]:
    """A card a quote; one too long for any card is set as running text under its author's name."""
    elements: list[Element] = []
    for rank, one in enumerate(found):
        row = voice_row(sheet, writer, one, INSIDE, rank)
        if row.height <= _TALLEST:
            elements.append(Rows((row,), 6 * mm))
            continue
        sheet.notices.say(f"Citation de {one.author}", "texte", "très longue : elle est mise en page comme un texte.")
        who = ", ".join(part for part in (one.author, one.role) if part)
        elements += writer.words(who, Style(fonts.STRONG, fonts.PILL, 11, 1.35), "H3", glued=True)
        elements += writer.words(quoted(one.text), BODY)
    return elements


def voice_row(
    sheet: Sheet, writer: Writer, one: Voice, wide: float, rank: int, size: float = 0.0, least: float = 0.0
) -> Row:
    """The words in large, their author under them; ``size`` in points, else it follows the length; ``least`` high."""
    size = size or (13.4 if len(one.text) <= 240 else 11.6 if len(one.text) <= 420 else 10.2)
    inset = 5 * mm + 2.1 * size
    inner = Writer(sheet, writer.reader, wide - inset - 6 * mm, f"Citation de {one.author}")
    ground = _VOICE_GROUNDS[rank % len(_VOICE_GROUNDS)]
    colour = "accent" if sheet.palette.reads("accent", ground) else "prune"

    def mark(x: float, baseline: float) -> None:
        sheet.text(x - inset + 4.5 * mm, baseline - 1.5 * size, "«", fonts.TITLE, 3.4 * size, colour, after=" ")

    words = quoted(one.text).removeprefix("«").strip()  # the large one opens
    spoken = whole(inner.words(words, Style(fonts.LABEL, fonts.STRONG, size, 1.36, hyphens=False), opening=mark))
    who = inner.words(one.author, Style(fonts.STRONG, fonts.PILL, max(8.8, 0.76 * size), 1.3))
    who += inner.words(one.role, Style(fonts.TEXT, fonts.STRONG, max(8.4, 0.72 * size), 1.3)) if one.role else []
    under = whole(who)
    pad, gap = 0.5 * size + 1.5 * mm, 0.4 * size
    high = max(least, 2 * pad + spoken.height + gap + under.height)

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        box(sheet, x, top, wide, high, ground, 4 * mm)
        spoken.draw(x + inset, top - pad)
        under.draw(x + inset, top - pad - spoken.height - gap)
        writer.reader.at()

    return Row(high, draw)


def quoted(text: str) -> str:
    """Between French guillemets, those typed around it taken away."""
    bare = text.strip().strip('"“”').strip()
    if bare.startswith("«") and bare.endswith("»") and bare.count("«") == 1:
        bare = bare[1:-1].strip()
    return f"«{NBSP}{bare}{NBSP}»"
