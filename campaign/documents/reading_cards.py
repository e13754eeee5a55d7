"""Figures told large, quotes and the matrix of a paper, as boxes that no page cuts; lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from campaign.base.rich_text import Bullets, Run
from campaign.documents import objects
from campaign.documents import office_text as fonts
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.paper_content import Card, Cards, Corner, Matrix, Quotes
from campaign.documents.press_cards import voice_row, voices
from campaign.documents.press_flow import Element, Part, Row, Rows, Writer, whole
from campaign.documents.press_kit_frame import BLUE, RED, box
from campaign.documents.press_lines import Style
from campaign.documents.press_text import Voice
from campaign.documents.reading_frame import BODY, TITLE3, set_whole
from campaign.documents.sheet import Sheet

_GAP, _PAD = 4 * mm, 4.5 * mm
_TALLEST = 115 * mm  # a higher box is set as running text
_VALUE, _VALUE_OF_FOUR, _LABEL, _UNDER = 21.0, 17.0, 9.4, 8.6
_POINT = Style(fonts.TEXT, fonts.STRONG, 9.6, 1.36)
_QUOTE, _QUOTE_SIZE = 150, 10.6  # signs of a quote that half the width holds; points
_CORNER = Style(fonts.TITLE, fonts.TITLE, 13, 1.2, hyphens=False)
_OBJECT = 10 * mm  # wide
_STANDING = (("teapot", "accent"), ("chair", "second"), ("suitcase", "chene"), ("clock", "prune"))
_GROUNDS = ("creme", "paille", "rose", "menthe", "tilleul", "ciel", "peche", "lilas", "sable", "field")


def in_rows(count: int) -> list[int]:
    """How many cards a row: three, or two and four where that leaves none alone."""
    if count <= 4:
        return [count] if count else []
    if count % 3 == 1:
        return [3] * (count // 3 - 1) + [2, 2]
    return [3] * (count // 3) + ([2] if count % 3 else [])


def cards(writer: Writer, shown: Cards) -> list[Element]:
    """Rows of cards; what is too long for one is said as text."""
    found: list[Element] = []
    rows: list[Row] = []
    start = 0
    for count in _counts(writer, shown.cards):
        listed = shown.cards[start : start + count]
        start += count
        if (row := _row(writer, listed, count)).height <= _TALLEST:
            rows.append(row)
            continue
        if rows:
            found.append(Rows(tuple(rows), 4 * mm))
            rows = []
        for one in listed:
            found += writer.words(one.label, TITLE3, glued=True)
            found += writer.words(one.value, BODY)
            found += writer.words(one.under, BODY)
    return [*found, Rows(tuple(rows), 4 * mm)] if rows else found


def _counts(writer: Writer, shown: Sequence[Card]) -> list[int]:
    """Four stand side by side only when each value holds in one line."""
    if len(shown) != 4:
        return in_rows(len(shown))
    room = (writer.room - 3 * _GAP) / 4 - 2 * _PAD
    short = all(len(_value(writer.sheet, one.value, _VALUE_OF_FOUR, room).lines) == 1 for one in shown)
    return [4] if short else [2, 2]


@dataclass(frozen=True, slots=True)
class _Texts:
    label: Set
    value: Set
    under: Set | None


def _row(writer: Writer, listed: Sequence[Card], count: int) -> Row:
    wide = (writer.room - (max(2, count) - 1) * _GAP) / max(2, count)
    room = wide - 2 * _PAD
    size = _VALUE if count < 4 else _VALUE_OF_FOUR
    texts = [_texts(writer.sheet, one, room, size) for one in listed]
    label, value = max(one.label.height for one in texts), max(one.value.height for one in texts)
    under = max((one.under.height + 2.6 * mm for one in texts if one.under), default=0.0)
    high = 2 * _PAD + label + 1.2 * mm + value + (1.6 * mm + under if under else 0.0) - 1 * mm

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        for one, set_ in zip(listed, texts, strict=True):
            _card(writer.sheet, one, set_, x, top, wide, high, label + 1.2 * mm + value)
            x += wide + _GAP

    return Row(high + _GAP, draw)


def _texts(sheet: Sheet, one: Card, room: float, size: float) -> _Texts:
    label = set_whole(sheet, one.label, fonts.LABEL, _LABEL, 8.4, room, 1.24)
    value = _value(sheet, one.value, size, room)
    under = set_whole(sheet, one.under, fonts.LEAD, _UNDER, 7.6, room - 4 * mm, 1.24) if one.under.strip() else None
    return _Texts(label, value, under)


def _value(sheet: Sheet, value: str, size: float, room: float) -> Set:
    """In one line when that keeps it large."""
    text, font = set_text(value, fonts.TITLE, sheet.notices, value[:40], "")
    done = fit(text, font, size, 0.72 * size, Room(room, lines=1, leading=1.1))
    return done if done.held else set_whole(sheet, value, fonts.TITLE, 0.86 * size, 11, room, 1.1)


def _card(
    sheet: Sheet, one: Card, texts: _Texts, x: float, top: float, wide: float, high: float, values: float
) -> None:
    """``values`` is from the top of the texts to the foot of the value: those of a row stand on one line."""
    with sheet.artifact():
        box(sheet, x, top, wide, high, "blanc" if one.weak else "creme", 3 * mm)
        if one.weak:
            sheet.stroke("miel", 1.2, round_ends=False)
            sheet.canvas.setDash(3, 2)
            sheet.canvas.roundRect(x + 0.6, top - high + 0.6, wide - 1.2, high - 1.2, 3 * mm, fill=0, stroke=1)
            sheet.canvas.setDash()
    left, foot = x + _PAD, top - _PAD - values
    with sheet.tag("P"):
        sheet.lines(left, top - _PAD, texts.label, "prune", rise=0.9, after=" ")
        sheet.lines(left, foot + texts.value.height, texts.value, "prune", rise=0.84, after=" ")
        if texts.under is None:
            return
        tall = texts.under.height + 2.2 * mm
        start = foot - 1.6 * mm
        with sheet.artifact():
            box(sheet, left, start, texts.under.width + 4.4 * mm, tall, "paille" if one.weak else "menthe", 3 * mm)
        sheet.lines(left + 2.2 * mm, start - 1.1 * mm, texts.under, "prune", rise=0.93)


def quotes(writer: Writer, shown: Quotes) -> list[Element]:
    """A card a quote, as in the press kit; short ones that follow one another stand two by two."""
    said = [Voice(one.text, one.who) for one in shown.quotes if one.text.strip()]
    found: list[Element] = []
    rank = 0
    while rank < len(said):
        pair = said[rank : rank + 2]
        if len(pair) == 2 and all(len(one.text) <= _QUOTE for one in pair):
            found.append(Rows((_quoted(writer, pair, rank),), _GAP))
            rank += 2
            continue
        found += voices(writer.sheet, writer, said[rank : rank + 1])
        rank += 1
    return found


def _quoted(writer: Writer, pair: Sequence[Voice], rank: int) -> Row:
    wide = (writer.room - _GAP) / 2
    high = max(voice_row(writer.sheet, writer, one, wide, 0, _QUOTE_SIZE).height for one in pair)
    rows = [
        voice_row(writer.sheet, writer, one, wide, rank + index, _QUOTE_SIZE, high) for index, one in enumerate(pair)
    ]

    def draw(x: float, top: float) -> None:
        for row in rows:
            row.draw(x, top)
            x += wide + _GAP

    return Row(high, draw)


def matrix(writer: Writer, shown: Matrix) -> list[Element]:
    """Four boxes, two by two; those with too many points follow one another as lists."""
    pairs = [shown.corners[start : start + 2] for start in (0, 2)]
    rows = [_pair(writer, pair, 2 * rank) for rank, pair in enumerate(pairs)]
    if all(row.height <= _TALLEST for row in rows):
        return [Rows((replace(rows[0], bound=True), rows[1]), 6 * mm)]
    elements: list[Element] = []
    for pair, row in zip(pairs, rows, strict=True):
        elements += [Rows((row,), 6 * mm)] if row.height <= _TALLEST else _listed(writer, pair)
    return elements


def _pair(writer: Writer, pair: Sequence[Corner], start: int) -> Row:
    wide = (writer.room - _GAP) / 2
    inner = Writer(writer.sheet, writer.reader, wide - 2 * _PAD, writer.about)
    headed = Writer(writer.sheet, writer.reader, wide - 2 * _PAD - _OBJECT, writer.about)
    titles = [whole(headed.words(one.title, _CORNER, "H3")) for one in pair]
    points = [_points(inner, one) for one in pair]
    head = max(_OBJECT + 1.5 * mm, *(one.height + 4 * mm for one in titles))
    high = head + max(one.height for one in points) + 2 * _PAD - 1.5 * mm

    def draw(x: float, top: float) -> None:
        for rank, one in enumerate(pair):
            writer.reader.at()
            with writer.sheet.artifact():
                _field(writer.sheet, one.colour, x, top, wide, high, head)
                _object(writer.sheet, start + rank, one.colour, x + wide - _PAD, top - head)
            titles[rank].draw(x + _PAD, top - (head - titles[rank].height) / 2)
            points[rank].draw(x + _PAD, top - head - _PAD + 1.5 * mm)
            x += wide + _GAP
        writer.reader.at()

    return Row(high + _GAP, draw)


def _points(inner: Writer, one: Corner) -> Part:
    points = tuple((Run(said),) for said in one.points if said.strip())
    return whole(inner.rich((Bullets(points),), _POINT) if points else inner.words(one.empty, _POINT))


def _ground(colour: str) -> str:
    return colour if colour in _GROUNDS else "paille"


def _field(sheet: Sheet, colour: str, x: float, top: float, wide: float, high: float, head: float) -> None:
    """Cream under a head of its colour."""
    canvas = sheet.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.roundRect(x, top - high, wide, high, 3 * mm)
    canvas.clipPath(path, stroke=0, fill=0)
    sheet.fill("creme")
    canvas.rect(x, top - high, wide, high, fill=1, stroke=0)
    sheet.fill(_ground(colour))
    canvas.rect(x, top - head, wide, head, fill=1, stroke=0)
    canvas.restoreState()


def _object(sheet: Sheet, rank: int, colour: str, right: float, bottom: float) -> None:
    """A small one standing on the head's foot, if it does not vanish on its colour."""
    name, main = _STANDING[rank]
    if sheet.palette.near(main, _ground(colour)):
        return
    width = _OBJECT / max(1.0, objects.ratio(name))
    objects.place(sheet, name, right - width, bottom, width, {**RED, **BLUE})


def _listed(writer: Writer, pair: Sequence[Corner]) -> list[Element]:
    found: list[Element] = []
    for one in pair:
        found += writer.words(one.title, TITLE3, "H3", glued=True)
        points = tuple((Run(said),) for said in one.points if said.strip())
        found += writer.rich((Bullets(points),), BODY) if points else writer.words(one.empty, BODY)
    return found
