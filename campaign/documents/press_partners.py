"""Who takes part, in the press kit: a card each with its logo or its name, then the others in words."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.base.french import enumerate_in_words
from campaign.documents import office_text as fonts
from campaign.documents.content import Partner
from campaign.documents.fitting import Room
from campaign.documents.logos import opened, zone
from campaign.documents.press_cards import in_rows
from campaign.documents.press_flow import Element, Row, Rows, Writer
from campaign.documents.press_kit_frame import BODY, INSIDE, fitted
from campaign.documents.sheet import Sheet

_MOST = 15  # cards; beyond, names
_HIGH, _GAP, _PAD = 30 * mm, 5 * mm, 5 * mm


def partners(sheet: Sheet, found: Sequence[Partner], writer: Writer) -> list[Element]:
    """Cards in rows of two or three; [] when there is nobody."""
    rows: list[Row] = []
    rank = 0
    for count in in_rows(len(found[:_MOST])):
        rows.append(_row(sheet, writer, found[rank : rank + count]))
        rank += count
    elements: list[Element] = [Rows(tuple(rows), 7 * mm)] if rows else []
    others = [one.name for one in found[_MOST:]]
    if others:
        elements += writer.words(f"Et aussi : {enumerate_in_words(others)}.", BODY)
    return elements


def _row(sheet: Sheet, writer: Writer, shown: Sequence[Partner]) -> Row:
    wide = (INSIDE - (len(shown) - 1) * _GAP) / len(shown)
    names = [
        None if one.logo and opened(one.logo) else fitted(
            sheet, one.name, fonts.STRONG, 13, 7.5, Room(wide - 2 * _PAD, _HIGH - 8 * mm, leading=1.16),
            one.name, "nom du partenaire",
        )
        for one in shown
    ]  # fmt: skip

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        for one, name in zip(shown, names, strict=True):
            sheet.stroke("sable", 1.2)
            sheet.canvas.roundRect(x, top - _HIGH, wide, _HIGH, 4 * mm, fill=0, stroke=1)
            if name:
                with sheet.tag("P"):
                    sheet.lines(x + wide / 2, top - (_HIGH - name.height) / 2, name, "prune", "centre", rise=0.88)
            else:
                _logo(sheet, one, x, top, wide)
            x += wide + _GAP

    return Row(_HIGH + _GAP, draw)


def _logo(sheet: Sheet, one: Partner, x: float, top: float, wide: float) -> None:
    """In the middle of its card; its ground stays the page's, as logos are prepared for it."""
    found = opened(one.logo)
    high, room = _HIGH - 2 * _PAD, wide - 2 * _PAD
    ratio = found.width / found.height
    shown = min(0.92 * room, (0.8 * high * min(0.92 * room, 1.8 * high) * ratio) ** 0.5, high * ratio)  # as zone does
    left = x + _PAD + (room - shown) / 2
    with sheet.tag("Figure", alt=f"Logo : {one.name}", box=(left, top - _HIGH + _PAD, left + shown, top - _PAD)):
        zone(sheet, (one,), left, top - _HIGH + _PAD, room, high)
