"""One shop in the directory: its number, name, address, hours, telephone and what it sells, at any body factor."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block
from campaign.documents.content import Shop
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.map_drawing import pin
from campaign.documents.sheet import Sheet

LARGEST, LEAST = 1.18, 0.82  # body factors (brand.md, « Annuaire »)
_NAME, _TEXT, _PILL = 10.8, 7.7, 6.6  # points at factor 1
_NAME_FLOOR, _TEXT_FLOOR = 9.0, 7.0  # points, whatever the factor (brand.md, « Type » and « Floors »)
_RADIUS = 3.55 * mm
_DIALLED = re.compile(r"\+?[\d\s.]{4,20}")


@dataclass(frozen=True, slots=True)
class _Name:
    """A set name and what was done for it to hold."""

    text: Set
    say: Callable[[], None]


def entry(sheet: Sheet, shop: Shop, factor: float, room: float, colour: str) -> Block:
    """Everything of a shop within ``room`` points, as high as it takes; ``colour`` is that of its territory."""
    radius = _RADIUS * factor
    inset = 2 * radius + 2.3 * mm
    inside = room - inset - 1 * mm
    name = _name(sheet, shop, max(_NAME_FLOOR, _NAME * factor), inside)
    text = max(_TEXT_FLOOR, _TEXT * factor)
    pills = _pills(sheet, shop, max(_TEXT_FLOOR, _PILL * factor), inside)
    said = _details(shop, categories=pills is None)
    details = [_line(sheet, value, font, text, inside, shop, field) for value, font, field in said]
    pills = pills or []
    pill_step = max(_TEXT_FLOOR, _PILL * factor) * 1.75
    high = max(
        2 * radius,
        name.text.height + 1.2 * factor + sum(line.height for line in details)
        + (pill_step * len(pills) + 2.2 * factor if pills else 0),
    )  # fmt: skip

    def put(x: float, top: float) -> None:
        name.say()
        with sheet.tag("H3"):
            with sheet.tag("Span", spoken=f"{shop.number}. "):
                pin(sheet, x + radius, top - radius, radius, str(shop.number))
            y = sheet.lines(x + inset, top, name.text, "prune", rise=0.86) - 1.2 * factor
        for (_, _, field), line in zip(said, details, strict=True):
            box = (x + inset, y - line.height, x + inset + line.width, y)
            with sheet.tag("P"), _called(sheet, shop, box) if field == "téléphone" else nullcontext():
                y = sheet.lines(x + inset, y, line, "prune", rise=0.92)
        y -= 2.2 * factor
        with sheet.tag("L"):
            for row in pills:
                _row(sheet, row, x + inset, y, pill_step, colour)
                y -= pill_step

    return Block(high, put)


def _called(sheet: Sheet, shop: Shop, box: tuple[float, float, float, float]) -> AbstractContextManager[None]:
    """A telephone number calls when a screen is touched; anything else typed there is only text."""
    if not _DIALLED.fullmatch(shop.phone):
        return nullcontext()
    number = re.sub(r"[^+\d]", "", shop.phone)
    return sheet.link(box, f"Appeler {shop.name} au {shop.phone}", url=f"tel:{number}")


def _details(shop: Shop, *, categories: bool) -> list[tuple[str, str, str]]:
    address = ", ".join(part for part in (shop.address, shop.commune) if part)
    activities = ", ".join(shop.activities)
    lines = [
        (address, fonts.TEXT, "adresse"),
        (shop.hours, fonts.TEXT, "horaires"),
        (activities and activities[0].upper() + activities[1:], fonts.LABEL, "animations"),
        (shop.phone.replace(" ", NBSP), fonts.STRONG, "téléphone"),
        (", ".join(shop.categories) if categories else "", fonts.LABEL, "rayons"),
    ]
    return [(value, font, field) for value, font, field in lines if value.strip()]


def _line(sheet: Sheet, value: str, font: str, size: float, room: float, shop: Shop, field: str) -> Set:
    text, used = set_text(value, font, sheet.notices, shop.name, field)
    return fit(text, used, size, max(_TEXT_FLOOR, 0.93 * size), Room(room, leading=1.27))


def _name(sheet: Sheet, shop: Shop, size: float, room: float) -> _Name:
    """Two lines, 15 % smaller, three lines, the short name; else as many lines as it takes, and it blocks."""
    less = max(_NAME_FLOOR, 0.85 * size)
    whole, font = set_text(shop.name, fonts.TITLE, sheet.notices, shop.name, "nom")
    if not whole:
        done = fit(f"Boutique n°{NBSP}{shop.number}", fonts.TITLE, size, less, Room(room, leading=1.06))
        return _Name(done, lambda: sheet.notices.block(shop.name, "nom", "ne s’imprime pas. Écrivez-le autrement."))
    for lines, first in ((2, size), (3, less)):
        done = fit(whole, font, first, less, Room(room, lines=lines, leading=1.06))
        if done.held and not _is_cut(done, whole):
            return _Name(done, partial(sheet.notices.shrunk, shop.name, "nom", size, done.size))
    if shop.short_name:
        short, short_font = set_text(shop.short_name, fonts.TITLE, sheet.notices, shop.name, "nom court")
        shorter = fit(short, short_font, size, less, Room(room, lines=3, leading=1.06))
        if short and shorter.held and not _is_cut(shorter, short):
            return _Name(
                shorter, lambda: sheet.notices.say(shop.name, "nom", "trop long ici, remplacé par le nom court.")
            )
    done = fit(whole, font, less, less, Room(room, leading=1.06))
    return _Name(
        done,
        lambda: sheet.notices.block(shop.name, "nom court", "le nom prend plus de trois lignes. Donnez un nom court."),
    )


def _is_cut(done: Set, text: str) -> bool:
    """Whether a word had to be cut."""
    return " ".join(done.lines) != text


def _pills(sheet: Sheet, shop: Shop, size: float, room: float) -> list[list[tuple[Set, float]]] | None:
    """Rows of categories, each with the width of its pill; None when one is too long for a pill."""
    rows: list[list[tuple[Set, float]]] = []
    used = room + 1
    for category in shop.categories:
        text, font = set_text(category, fonts.LABEL, sheet.notices, shop.name, "rayons")
        if not text:
            continue
        done = fit(text, font, size, size, Room(room - 1.1 * size, lines=1))
        if not done.held:
            return None
        long = width_of(done.lines[0], font, done.size) + 1.1 * size
        if used + long > room:
            rows.append([])
            used = 0.0
        rows[-1].append((done, long))
        used += long + 0.4 * size
    return rows


def _row(sheet: Sheet, row: list[tuple[Set, float]], x: float, top: float, step: float, colour: str) -> None:
    high = step * 0.86
    for done, long in row:
        sheet.canvas.setFillColor(HexColor(colour))
        sheet.canvas.roundRect(x, top - high, long, high, high / 2, fill=1, stroke=0)
        base = top - high / 2 - done.size * 0.34
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.text(x + long / 2, base, done.lines[0], done.font, done.size, "prune", "centre")
        x += long + 0.4 * done.size
