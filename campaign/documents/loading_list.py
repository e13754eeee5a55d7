"""The loading list: last delivered, first loaded; then the whole van, item by item, against what it can take."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from campaign.base.french import NBSP, enumerate_in_words, number, plural
from campaign.documents import office_text as fonts
from campaign.documents.round_content import ItemTotal, LoadingList, LoadingLists, LoadItem, LoadStop
from campaign.documents.van_facts import facts
from campaign.documents.van_frame import (
    BAND,
    HEIGHT,
    INSIDE,
    MARGIN,
    THIN_BAND,
    WIDTH,
    VanSheet,
    band,
    band_again,
    head,
    page_word,
)
from campaign.documents.van_pages import Flow, Part, shared_out

_COLOUR = "rose"
_FOOT, _NEXT = 10 * mm, HEIGHT - THIN_BAND - 6 * mm
_PLACE, _ITEM, _SMALL = 11.5, 9.8, 8.2
_MOST_LINES = 24  # of numbers in the totals: each is with its stop above
_HALF = (INSIDE - 12 * mm) / 2
_COLUMNS = (  # the whole van
    ("Matériel", MARGIN + 11 * mm, "left"), ("Numéros", MARGIN + 78 * mm, "left"),
    ("Quantité", MARGIN + 128 * mm, "right"), ("Volume", MARGIN + 152 * mm, "right"),
    ("Poids", MARGIN + 177 * mm, "right"),
)  # fmt: skip


def draw_loading_lists(sheet: VanSheet, content: LoadingLists) -> None:
    """One list after another, each on its own pages with its bookmark."""
    for rank, one in enumerate(content.lists):
        with sheet.section(rank, one.round_name):
            _list(sheet, content, one)


def _list(sheet: VanSheet, content: LoadingLists, one: LoadingList) -> None:
    band(sheet, "Liste de chargement", content.header.edition, _COLOUR, INSIDE)
    said = (("Tournée", one.round_name, one.when), ("Véhicule", one.vehicle, ""),
            ("Au volant", one.driver or "à choisir", ""), ("Départ", one.leaves, ""))  # fmt: skip
    top = facts(sheet, said, HEIGHT - BAND - 6 * mm)
    totals = one.totals
    top = _capacity(sheet, one, totals, top - 4 * mm) - 3 * mm
    loaded = list(reversed(one.stops))
    groups = [_stop(sheet, stop, rank, len(loaded)) for rank, stop in enumerate(loaded, 1)]
    table = [_total(sheet, total, rank) for rank, total in enumerate(totals)]
    heading = _totals_head(sheet) if totals else _nothing(sheet)
    parts = [part for group in groups for part in group]
    pages = shared_out([*parts, heading, *table], top, _NEXT, _FOOT)

    def turned(rank: int) -> float:
        sheet.next_page()
        word = page_word(rank + 1, len(pages))
        return band_again(sheet, "Liste de chargement", one.round_name, word, _COLOUR) - 6 * mm

    flow = Flow(pages, top, turned)
    for group in groups:
        flow.draw(1)
        with sheet.tag("L"):
            flow.draw(len(group) - 1)
    if totals:
        with sheet.tag("Table"):
            flow.draw(1 + len(table))
    else:
        flow.draw(1)


def _capacity(sheet: VanSheet, one: LoadingList, totals: Sequence[ItemTotal], top: float) -> float:
    """Two bars: what the load takes of the van's volume and of its payload; their bottom."""
    wide = (INSIDE - 8 * mm) / 2
    shares = (
        ("Volume", sum(total.volume_litres for total in totals), one.volume_litres, "L"),
        ("Poids", sum(total.weight_kg for total in totals), one.payload_kg, "kg"),
    )
    for rank, (label, used, most, unit) in enumerate(shares):
        x = MARGIN + rank * (wide + 8 * mm)
        with sheet.tag("P"):
            shift = sheet.text(x, top - 3.4 * mm, label, fonts.STRONG, 9.4, "prune", after=" ")
            said = _share(used, most, unit)
            sheet.text(x + shift + 3 * mm, top - 3.4 * mm, said, fonts.LABEL, 9.4, "prune")
        with sheet.artifact():
            low, high = top - 10.5 * mm, 5 * mm
            sheet.box(x, low + high, wide, high, 1.1, 1.2 * mm)
            if most and used:
                sheet.fill("prune" if sheet.plain else "accent" if used > most else "second")
                filled = max(2.4 * mm, wide * min(1.0, used / most)) - 1.6 * mm
                sheet.canvas.roundRect(x + 0.8 * mm, low + 0.8 * mm, filled, high - 1.6 * mm, 0.7 * mm, 0, 1)
    return top - 11.5 * mm


def _share(used: float, most: float, unit: str) -> str:
    """« 612 L sur 900 L, 68 % », « 950 L sur 900 L : 50 L de trop »."""
    shown = f"{number(round(used))}{NBSP}{unit}"
    if not most:
        return f"{shown}, capacité inconnue"
    of = f"{shown} sur {number(round(most))}{NBSP}{unit}"
    if used > most:
        return f"{of}{NBSP}: {number(max(1, round(used - most)))}{NBSP}{unit} de trop"
    return f"{of}, {round(100 * used / most)}{NBSP}%"


def _stop(sheet: VanSheet, stop: LoadStop, rank: int, count: int) -> list[Part]:
    """Its name in a band, then its items two by two."""
    name = sheet.wrapped(stop.place, fonts.LEAD, _PLACE, INSIDE - 74 * mm, stop.place)
    high = max(name.height + 3 * mm, 8 * mm)
    said = sheet.in_one_line(f"arrêt {stop.position} · {stop.number}", fonts.LABEL, 8.6, 55 * mm, stop.place)
    when = "à charger en premier" if rank == 1 and count > 1 else "à charger en dernier" if rank == count > 1 else ""

    def draw(top: float) -> None:
        top -= 3 * mm
        with sheet.artifact():
            sheet.fill("creme")
            sheet.canvas.roundRect(MARGIN, top - high, INSIDE, high, 1.8 * mm, fill=1, stroke=0)
            if sheet.plain:
                sheet.rule(top, 1.4)
            sheet.disc(MARGIN + 5.5 * mm, top - high / 2, 3.2 * mm, "prune")
        with sheet.tag("H2"):
            sheet.text(MARGIN + 5.5 * mm, top - high / 2 - 3.6, str(rank), fonts.STRONG, 10, "blanc", "centre", " ")
            sheet.lines(MARGIN + 12 * mm, top - (high - name.height) / 2, name, "prune", rise=0.88)
        right = WIDTH - MARGIN - 3 * mm
        with sheet.tag("P"):
            line = top - high / 2 - (3 if not when else -0.6)
            sheet.text(right, line, said.lines[0], said.font, said.size, "prune", "right", " ")
            if when:
                sheet.text(right, top - high / 2 - 9, when, fonts.TEXT, 8, "prune", "right")

    return [Part(high + 4 * mm, draw), *_items(sheet, stop)]


def _items(sheet: VanSheet, stop: LoadStop) -> list[Part]:
    pairs = [stop.items[first : first + 2] for first in range(0, len(stop.items), 2)]
    return [_pair(sheet, pair, stop.place, follows=1 if rank == 0 else 0) for rank, pair in enumerate(pairs)]


def _pair(sheet: VanSheet, pair: Sequence[LoadItem], about: str, follows: int) -> Part:
    room = _HALF - 18 * mm
    texts = [
        (sheet.wrapped(item.name, fonts.LABEL, _ITEM, room, about),
         sheet.wrapped(item.reference, fonts.TEXT, _SMALL, room, about))
        for item in pair
    ]  # fmt: skip
    high = max(name.height + small.height for name, small in texts) + 1.8 * mm

    def draw(top: float) -> None:
        for rank, (item, (name, small)) in enumerate(zip(pair, texts, strict=True)):
            x = MARGIN + 3 * mm + rank * (_HALF + 6 * mm)
            with sheet.tag("LI"), sheet.tag("LBody"):
                with sheet.artifact():
                    sheet.tick(x, top - 1 * mm - 0.5 * _ITEM, 3.8 * mm)
                line = top - 1 * mm - 0.88 * _ITEM
                sheet.text(x + 15 * mm, line, str(item.quantity), fonts.STRONG, _ITEM + 0.8, "prune", "right", " ")
                y = sheet.lines(x + 17 * mm, top - 1 * mm, name, "prune", rise=0.88, after=" ")
                sheet.lines(x + 17 * mm, y, small, "encre60", rise=0.86)

    return Part(high, draw, follows=follows)


def _totals_head(sheet: VanSheet) -> Part:
    title = sheet.wrapped("Dans le véhicule, en tout", fonts.TITLE, 14, INSIDE)

    def draw(top: float) -> None:
        with sheet.tag("Caption"):
            y = sheet.lines(MARGIN, top - 6 * mm, title, "prune", rise=0.86) - 1.5 * mm
        head(sheet, y, _COLUMNS)

    return Part(6 * mm + title.height + 1.5 * mm + 9.6 * mm, draw)


def _nothing(sheet: VanSheet) -> Part:
    words = sheet.wrapped("Rien à charger pour cette tournée.", fonts.LEAD, 11, INSIDE)

    def draw(top: float) -> None:
        with sheet.tag("P"):
            sheet.lines(MARGIN, top - 6 * mm, words, "prune")

    return Part(6 * mm + words.height, draw)


def _total(sheet: VanSheet, total: ItemTotal, rank: int) -> Part:
    name = sheet.wrapped(total.name, fonts.LABEL, _ITEM, 64 * mm, total.name)
    said = enumerate_in_words(total.pieces) or total.reference
    numbers = sheet.shortened(said, fonts.TEXT, 8.6, 36 * mm, _MOST_LINES, total.name)
    high = max(name.height, numbers.height) + 3 * mm
    amounts = (
        (plural(total.quantity, "unité"), 128 * mm),
        (f"{number(round(total.volume_litres, 1))}{NBSP}L", 152 * mm),
        (f"{number(round(total.weight_kg, 1))}{NBSP}kg", 177 * mm),
    )

    def draw(top: float) -> None:
        middle = top - high / 2
        with sheet.artifact():
            sheet.striped(MARGIN, top, INSIDE, high, rank)
            sheet.tick(MARGIN + 3 * mm, middle, 3.8 * mm)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                sheet.lines(MARGIN + 11 * mm, middle + name.height / 2, name, "prune", rise=0.86)
            with sheet.tag("TD"):
                sheet.lines(MARGIN + 78 * mm, middle + numbers.height / 2, numbers, "prune", rise=0.86)
            for said, at in amounts:
                with sheet.tag("TD"):
                    sheet.text(MARGIN + at, middle - 3.2, said, fonts.LABEL, 9, "prune", "right", " ")

    return Part(high, draw, follows=1 if rank == 0 else 0)
