"""Delivery slips with the return slip torn off them, and return slips on a page of their own: one file a round.

The level to hold: ``07_bon_de_livraison.png`` of the identity. Everything reads in black and white: ticks, numbers and
boxes never rely on a colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.base.french import NBSP, plural
from campaign.documents import qr
from campaign.documents.slip_content import DeliverySlip, ReturnSlip, Slips
from campaign.documents.slip_fields import TOP, fields, leftovers, signatures
from campaign.documents.slip_stub import stub_part
from campaign.documents.slip_table import DELIVERY, RETURN, ROWS, Columns, rows
from campaign.documents.van_frame import (
    CODE,
    HEIGHT,
    INSIDE,
    MARGIN,
    THIN_BAND,
    WIDTH,
    VanSheet,
    band,
    band_again,
    page_word,
)
from campaign.documents.van_pages import Part, shared_out

_HEAD = 9.6 * mm  # of a table
_FOOT = 8 * mm
_NEXT = HEIGHT - THIN_BAND - 5 * mm - _HEAD
_FEW_NAMED, _SHORT = 4, 70  # how many things, and signs, the total names one by one


def draw_slips(sheet: VanSheet, batch: Slips) -> None:
    """One slip after another, in the order given, each on its own pages with its bookmark."""
    for rank, slip in enumerate(batch.slips):
        with sheet.section(rank, f"{slip.number} {slip.place.name}"):
            _slip(sheet, batch, slip)


def _slip(sheet: VanSheet, batch: Slips, slip: DeliverySlip | ReturnSlip) -> None:
    delivery = isinstance(slip, DeliverySlip)
    look = _DELIVERY if delivery else _RETURN
    said = fields(sheet, slip, look.by)
    pages = _pages(sheet, batch, slip, look, TOP - said.height - _HEAD)
    right = WIDTH - MARGIN
    band(sheet, look.title, batch.header.edition, look.colour, INSIDE - qr.plate_side(slip.url, CODE) - 4 * mm)
    sheet.code(slip.url, right, HEIGHT - 9 * mm, f"{look.title.lower()} {slip.number}")
    said.draw(sheet, page_word(1, len(pages)))
    at = _At(sheet, (f"{look.title} {slip.number}", slip.place.name), look, len(pages), TOP - said.height)
    flow = [(rank, part) for rank, page in enumerate(pages) for part in page]
    with sheet.tag("Table"):
        for rank, part in flow[: len(slip.lines)]:
            at.draw(rank, part, tabled=True)
    for rank, part in flow[len(slip.lines) :]:
        at.draw(rank, part, tabled=False)


@dataclass(frozen=True, slots=True)
class _Look:
    title: str
    colour: str
    by: str
    columns: Columns


_DELIVERY = _Look("Bon de livraison", "field", "Livré par", DELIVERY)
_RETURN = _Look("Bon de reprise", "menthe", "Repris par", RETURN)


class _At:
    """Where the next part is drawn: turns the pages, repeats the head of the table."""

    def __init__(self, sheet: VanSheet, name: tuple[str, str], look: _Look, pages: int, top: float) -> None:
        self._sheet, self._name, self._look, self._pages = sheet, name, look, pages
        self._page, self._top, self._headed = 0, top, -1

    def draw(self, page: int, part: Part, *, tabled: bool) -> None:
        if page != self._page:
            self._sheet.next_page()
            self._page = page
            word = page_word(page + 1, self._pages)
            self._top = band_again(self._sheet, *self._name, word, self._look.colour) - 5 * mm
        if tabled and self._headed != page:
            self._top = self._look.columns.drawn(self._sheet, self._top, again=self._headed >= 0)
            self._headed = page
        part.draw(part.height if part.at_foot else self._top)
        self._top -= part.height


def _pages(
    sheet: VanSheet, batch: Slips, slip: DeliverySlip | ReturnSlip, look: _Look, first: float
) -> list[list[Part]]:
    """The rows as high as one page allows, the lowest when there are several; what ends the slip after them."""
    about = slip.place.name
    ends = [*_ends(sheet, batch, slip)]
    found: list[list[Part]] = []
    for least in ROWS:
        parts = [*rows(sheet, slip.lines, look.columns, about, least), *ends]
        found = shared_out(parts, first, _NEXT, _FOOT)
        if len(found) == 1:
            break
    return found


def _ends(sheet: VanSheet, batch: Slips, slip: DeliverySlip | ReturnSlip) -> Iterator[Part]:
    boxes = (slip.place.whose, batch.body)
    if isinstance(slip, ReturnSlip):
        yield leftovers(sheet)
        yield signatures(sheet, _to_take(slip), boxes)
        return
    yield signatures(sheet, _total(slip), boxes)
    if slip.stub and _lent(slip):
        yield stub_part(sheet, slip, slip.stub)


def _lent(slip: DeliverySlip) -> list[str]:
    return [line.back for line in slip.lines if line.back.strip()]


def _total(slip: DeliverySlip) -> str:
    """« Total : 8 articles, 42 unités. Matériel prêté (roue n° 3) à rendre le lundi 18 novembre. »"""
    units = sum(line.planned for line in slip.lines)
    total = f"Total{NBSP}: {plural(len(slip.lines), 'article')}, {plural(units, 'unité')}."
    lent = _lent(slip)
    if not lent:
        return f"{total} Rien à rendre{NBSP}: tout est pour {slip.place.whose}."
    short = len(lent) <= _FEW_NAMED and sum(map(len, lent)) <= _SHORT
    named = ", ".join(map(_small, lent)) if short else plural(len(lent), "article")
    when = f"à rendre le {slip.due.replace(' ', NBSP)}" if slip.due else "à rendre, la date vous sera dite"
    return f"{total} Matériel prêté ({named}) {when}."


def _to_take(slip: ReturnSlip) -> str:
    units = sum(line.quantity for line in slip.lines)
    return f"À reprendre{NBSP}: {plural(len(slip.lines), 'article')}, {plural(units, 'unité')}."


def _small(name: str) -> str:
    """« roue n° 3 » within a sentence; « JEU n° 2 » stays as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
