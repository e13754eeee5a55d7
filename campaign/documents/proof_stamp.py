"""A proof as it is shown for approval: each page above a band that says which proof it is, and of which file."""

import io

import pikepdf
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from campaign.documents import office_text as fonts
from campaign.documents.letters import width as width_of

_BAND = 9 * mm
_SIZE = 7.5


def stamped(pdf: bytes, title: str, detail: str) -> bytes:
    """The same pages with a band under each: ``title`` (« BAT n° 3 ») at its left, ``detail`` at its right.

    The page itself is not touched: what is approved is what is printed. A wide band repeats on bus shelters too.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages, start=1):
            left, bottom, right, top = (float(side) for side in page.mediabox)
            scale = max(1.0, (right - left) / (210 * mm))  # as readable on a poster as on a sheet
            high = _BAND * scale
            band = _band(right - left, high, scale, f"{title} – page {number} sur {len(file.pages)}", detail)
            page.mediabox = [left, bottom - high, right, top]
            page.cropbox = page.mediabox
            for name in ("/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page.obj:
                    del page.obj[name]
            with pikepdf.open(io.BytesIO(band)) as drawn:
                page.add_overlay(drawn.pages[0], pikepdf.Rectangle(left, bottom - high, right, bottom))
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()


def _band(wide: float, high: float, scale: float, title: str, detail: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(wide, high), invariant=1, initialFontName=fonts.registered(fonts.TEXT))
    canvas.setFillColor(HexColor(fonts.COLOURS["prune"]))
    canvas.rect(0, 0, wide, high, fill=1, stroke=0)
    size = _SIZE * scale
    room = wide - 24 * mm * min(scale, wide / (60 * mm))
    size = min(
        size, size * room / (width_of(title, fonts.STRONG, size) + width_of(detail, fonts.TEXT, size) + 4 * size)
    )
    away, line = (wide - room) / 2, (high - 0.7 * size) / 2
    canvas.setFillColor(HexColor(fonts.COLOURS["moutarde"]))
    canvas.setFont(fonts.registered(fonts.STRONG), size)
    canvas.drawString(away, line, title)
    canvas.setFillColor(HexColor(fonts.COLOURS["creme"]))
    canvas.setFont(fonts.registered(fonts.TEXT), size)
    canvas.drawRightString(wide - away, line, detail)
    with fonts.SAVING:
        canvas.save()
    return out.getvalue()
