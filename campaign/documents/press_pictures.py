"""Visuals of the press kit two by two, whole, with what they show and whom to credit; lengths in points."""

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from campaign.base.french import NBSP, number
from campaign.documents import office_text as fonts
from campaign.documents import patchwork, qr
from campaign.documents.colours import in_inks
from campaign.documents.fitting import Room, Set
from campaign.documents.logos import opened
from campaign.documents.preflight import REFUSED_DPI
from campaign.documents.press_flow import Element, Row, Rows, Writer
from campaign.documents.press_kit_frame import INSIDE, box, fitted
from campaign.documents.press_text import PressPicture
from campaign.documents.sheet import Sheet

_GAP = 6 * mm
_HIGH, _HIGH_ALONE = 58 * mm, 66 * mm  # of the field a picture stands in
_AROUND = 4 * mm
_PAPER = "paille"
_SCREEN_DPI, _PRINT_DPI = 210, 300


def pictures(sheet: Sheet, writer: Writer, found: Sequence[PressPicture], address: str) -> list[Element]:
    """Rows of two, the last one alone in a wide field; then ``address``, where they are whole."""
    rows = [_row(sheet, writer, found[start : start + 2], start) for start in range(0, len(found), 2)]
    rows += [_where(sheet, writer, address)] if rows and address else []
    return [Rows(tuple(rows), 6 * mm)] if rows else []


def _where(sheet: Sheet, writer: Writer, address: str) -> Row:
    """The press page and its code."""
    plate, pad = 26 * mm, 3 * mm
    high, x_words = plate + 2 * pad, plate + 2 * pad + 5 * mm
    shown = address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    room = INSIDE - x_words - 6 * mm
    title = fitted(sheet, "En haute définition", fonts.TITLE, 16, 12, Room(room, lines=1, leading=1.25))
    said = fitted(
        sheet, "Ces visuels se téléchargent sur l’espace presse :", fonts.LABEL, 10, 8, Room(room, leading=1.3)
    )
    text = fitted(sheet, shown, fonts.STRONG, 11, 6.5, Room(room, lines=2, leading=1.25), "Espace presse", "adresse")
    tall = title.height + said.height + text.height + 2 * mm

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        light = "field" if sheet.palette.reads("field", "prune", 4.5) else "creme"
        box(sheet, x, top, INSIDE, high, "prune", 4 * mm)
        qr.draw(sheet, address, x + pad, top - pad - plate, plate)
        y = top - (high - tall) / 2
        with sheet.tag("P"):
            y = sheet.lines(x + x_words, y, title, light, rise=0.9, after=" ") - 1 * mm
            y = sheet.lines(x + x_words, y, said, "creme", rise=0.95) - 1 * mm
        at = (x + x_words, y - text.height, x + x_words + text.width, y)
        with sheet.tag("P"), sheet.link(at, f"L’espace presse : {shown}", url=address):
            sheet.lines(x + x_words, y, text, light, rise=0.92)

    return Row(high, draw)


def _row(sheet: Sheet, writer: Writer, shown: Sequence[PressPicture], start: int) -> Row:
    alone = len(shown) == 1
    wide = INSIDE if alone else (INSIDE - _GAP) / 2
    high = _HIGH_ALONE if alone else _HIGH
    texts = [_texts(sheet, one, wide) for one in shown]
    under = max(sum(text.height for text in each) for each in texts)

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        for rank, (one, each) in enumerate(zip(shown, texts, strict=True), start):
            alt = one.alternative or one.caption or "Visuel pour la presse"
            with sheet.tag("Figure", alt=alt, box=(x, top - high, x + wide, top)):
                box(sheet, x, top, wide, high, _PAPER)
                framed(sheet, one, rank, x, top, wide, high)
            y = top - high - 2 * mm
            for text in each:
                with sheet.tag("P"):
                    y = sheet.lines(x, y, text, "prune", rise=0.9)
            x += wide + _GAP

    return Row(high + 2 * mm + under + 6 * mm, draw)


def _texts(sheet: Sheet, one: PressPicture, wide: float) -> list[Set]:
    said = [(one.caption, fonts.STRONG, 9.4, "légende")]
    said += [(f"Crédit{NBSP}: {one.credit}", fonts.TEXT, 8.2, "crédit")] if one.credit else []
    room = Room(wide, lines=6, leading=1.3)
    return [
        fitted(sheet, value, font, size, 7, room, _about(one), field)
        for value, font, size, field in said if value.strip()
    ]  # fmt: skip


def _about(one: PressPicture) -> str:
    return f"Visuel « {one.caption[:60]} »" if one.caption else "Visuel"


def framed(sheet: Sheet, one: PressPicture, rank: int, x: float, top: float, wide: float, high: float) -> None:
    """Whole, as large as the field holds; a drawing stands for one that cannot be printed."""
    found = opened(one.picture)
    if found is None:
        sheet.notices.say(_about(one), "image", "ne s’ouvre pas : un dessin la remplace.")
    else:
        ratio = found.width / found.height
        shown = min(wide - 2 * _AROUND, (high - 2 * _AROUND) * ratio)
        dpi = found.width / (shown / 72)
        if not sheet.preset.finish.inks or dpi >= REFUSED_DPI:
            _place(sheet, one, x + (wide - shown) / 2, top - (high + shown / ratio) / 2, shown, shown / ratio)
            return
        said = f"{number(round(dpi))} points par pouce, il en faut {REFUSED_DPI} : un dessin la remplace."
        sheet.notices.say(_about(one), "image", said)
    (instead,) = patchwork.chosen(sheet, 1, 2 * rank)
    patchwork.stand(sheet, instead, x + (wide - high) / 2, top - high, high)


def _place(sheet: Sheet, one: PressPicture, x: float, bottom: float, wide: float, high: float) -> None:
    paper = sheet.palette.hex(_PAPER)
    if sheet.preset.finish.inks:
        made = ImageReader(_for_press(one.picture, round(wide / 72 * _PRINT_DPI), paper, sheet.ink_limit))
    else:
        made = ImageReader(io.BytesIO(_for_screen(one.picture, round(wide / 72 * _SCREEN_DPI), paper)))
    sheet.canvas.drawImage(made, x, bottom, wide, high)


@lru_cache(maxsize=32)
def _for_screen(picture: bytes, pixels: int, paper: str) -> bytes:
    """A light JPEG on its paper: a press kit is sent by mail."""
    found = _at_size(picture, pixels)
    ground = Image.new("RGB", found.size, paper)
    ground.paste(found, mask=found.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


@lru_cache(maxsize=16)
def _for_press(picture: bytes, pixels: int, paper: str, ink_limit: int) -> Image.Image:
    return in_inks(_at_size(picture, pixels), paper, ink_limit)


def _at_size(picture: bytes, pixels: int) -> Image.Image:
    found = opened(picture)
    if pixels >= found.width:
        return found
    return found.resize((pixels, max(1, round(found.height * pixels / found.width))), Image.Resampling.LANCZOS)
