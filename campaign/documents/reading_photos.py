"""Photographs of a paper two by two, whole, with what they show and whom to credit; lengths in points."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents.fitting import Set
from campaign.documents.paper_content import Photo, Photos
from campaign.documents.press_flow import Element, Row, Rows, Writer
from campaign.documents.press_kit_frame import box
from campaign.documents.press_pictures import framed
from campaign.documents.press_text import PressPicture
from campaign.documents.reading_frame import set_whole

_GAP = 6 * mm
_HIGH = 60 * mm  # of the field a picture stands in
_UNTOLD = "Photographie de l’événement"


def photos(writer: Writer, shown: Photos) -> list[Element]:
    """Rows of two; the last one alone keeps its half."""
    found = shown.photos
    rows = [_row(writer, found[start : start + 2], start) for start in range(0, len(found), 2)]
    return [Rows(tuple(rows), 5 * mm)] if rows else []


def _row(writer: Writer, shown: Sequence[Photo], start: int) -> Row:
    sheet, wide = writer.sheet, (writer.room - _GAP) / 2
    texts = [_texts(writer, one, wide) for one in shown]
    under = max(sum(text.height for text in each) for each in texts)

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        for rank, (one, each) in enumerate(zip(shown, texts, strict=True), start):
            alternative = one.alternative.strip() or one.caption.strip() or _UNTOLD
            with sheet.tag("Figure", alt=alternative, box=(x, top - _HIGH, x + wide, top)):
                box(sheet, x, top, wide, _HIGH, "paille")
                framed(sheet, PressPicture(one.picture, one.caption, one.credit, ""), rank, x, top, wide, _HIGH)
            y = top - _HIGH - 2 * mm
            for text in each:
                with sheet.tag("P"):
                    y = sheet.lines(x, y, text, "prune", rise=0.9)
            x += wide + _GAP

    return Row(_HIGH + 2 * mm + under + 5 * mm, draw)


def _texts(writer: Writer, one: Photo, wide: float) -> list[Set]:
    said = [(one.caption, fonts.STRONG, 9.4)]
    said += [(f"Crédit{NBSP}: {one.credit}", fonts.TEXT, 8.2)] if one.credit.strip() else []
    return [set_whole(writer.sheet, value, font, size, 7, wide, 1.3) for value, font, size in said if value.strip()]
