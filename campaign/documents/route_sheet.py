"""The driver's sheet: when, with what, the map, then each stop with its hour, its door and what is left there.

No address of a round is printed: it holds a token (``docs/architecture.md``), a sheet left on a seat would open it.
"""

from reportlab.lib.units import mm

from campaign.base.french import NBSP, number, plural
from campaign.documents import office_text as fonts
from campaign.documents import route_map
from campaign.documents.fitting import Set
from campaign.documents.round_content import RouteSheet, RouteSheets, RouteStop
from campaign.documents.van_facts import facts
from campaign.documents.van_frame import (
    BAND,
    HEIGHT,
    INSIDE,
    MARGIN,
    THIN_BAND,
    VanSheet,
    band,
    band_again,
    head,
    page_word,
    whole,
)
from campaign.documents.van_pages import Flow, Part, shared_out

_FOOT, _NEXT = 9 * mm, HEIGHT - THIN_BAND - 5 * mm - 9.6 * mm
_MAP = 74 * mm
_AT, _WHERE, _LEFT, _NOTES = (MARGIN + x * mm for x in (10, 31, 101, 142))
_WHERE_WIDE, _LEFT_WIDE, _NOTES_WIDE = 67 * mm, 38 * mm, 36 * mm
_NAME, _TEXT, _HOUR = 10.6, 9.0, 12.5


def draw_route_sheets(sheet: VanSheet, content: RouteSheets) -> None:
    """One round after another, each on its own pages with its bookmark."""
    for rank, one in enumerate(content.sheets):
        with sheet.section(rank, one.round_name):
            _route(sheet, content, one)


def _route(sheet: VanSheet, content: RouteSheets, one: RouteSheet) -> None:
    band(sheet, "Feuille de route", content.header.edition, "field", INSIDE)
    said = (
        ("Tournée", one.round_name, one.when),
        ("Véhicule", one.vehicle, one.driver or "conducteur à choisir"),
        ("Départ et retour", f"{one.leaves}{NBSP}– {one.back}", one.depot),
        ("Trajet", f"{number(round(one.km))}{NBSP}km", _how_far(one)),
    )
    top = facts(sheet, said, HEIGHT - BAND - 6 * mm)
    top = _map(sheet, one, top - 4 * mm) - 4 * mm
    columns = tuple(
        (label, x, "left") for label, x in (("Arrivée", _AT), ("Où", _WHERE), (one.what, _LEFT), ("Notes", _NOTES))
    )
    parts = [_stop(sheet, stop, rank) for rank, stop in enumerate(one.stops)]
    back = _back(sheet, one)
    pages = shared_out([*parts, back], top - 9.6 * mm, _NEXT, _FOOT)

    def turned(rank: int) -> float:
        sheet.next_page()
        low = band_again(
            sheet, "Feuille de route", f"{one.round_name}, {one.when}", page_word(rank + 1, len(pages)), "field"
        )
        return head(sheet, low - 5 * mm, columns, again=True)

    with sheet.tag("Table"):
        flow = Flow(pages, head(sheet, top, columns), turned)
        flow.draw(len(parts))
    flow.draw(1)


def _how_far(one: RouteSheet) -> str:
    stops = plural(len(one.stops), "arrêt")
    return f"{stops}, distances {one.distances}" if one.distances else stops


def _map(sheet: VanSheet, one: RouteSheet, top: float) -> float:
    """Its bottom; the page keeps its room for stops when none is placed."""
    if not route_map.drawable(one):
        return top
    places = ", ".join(f"{rank} {stop.name}" for rank, stop in enumerate(one.stops, 1) if stop.point)
    alt = f"Carte de la tournée{NBSP}: départ de {one.depot}, puis {places}, et retour."
    low = top - _MAP
    with sheet.tag("Figure", alt=alt, box=(MARGIN, low, MARGIN + INSIDE, top)):
        route_map.draw(sheet, one, MARGIN, low, INSIDE, _MAP)
    return low


def _stop(sheet: VanSheet, stop: RouteStop, rank: int) -> Part:
    def text(value: str, font: str, size: float, wide: float) -> Set | None:
        return sheet.wrapped(value, font, size, wide, stop.name) if value.strip() else None

    called = ", ".join(part for part in (stop.contact, whole(stop.phone)) if part.strip())
    where = [
        (text(stop.name, fonts.STRONG, _NAME, _WHERE_WIDE), 0.0),
        *((text(line, fonts.TEXT, _TEXT, _WHERE_WIDE), 0.0) for line in stop.address),
        (text(called, fonts.LEAD, _TEXT, _WHERE_WIDE), 0.0),
        (text(stop.access_note, fonts.LABEL, _TEXT, _WHERE_WIDE - 5 * mm), 1.4 * mm),
    ]
    what = [
        (text(stop.brief, fonts.LABEL, _TEXT, _LEFT_WIDE), 0.0),
        (text(stop.number, fonts.TEXT, 8.6, _LEFT_WIDE), 0),
    ]
    high = max(18 * mm, _height(where) + 5 * mm, _height(what) + 5 * mm)
    hour = sheet.wrapped(stop.arrive or "–", fonts.STRONG, _HOUR, 20 * mm)

    def draw(top: float) -> None:
        with sheet.artifact():
            sheet.striped(MARGIN, top, INSIDE, high, rank)
            sheet.disc(MARGIN + 5 * mm, top - 6 * mm, 3.2 * mm, "prune")
            for line in range(1, int(high / (8 * mm)) + 1):
                sheet.dots(_NOTES, top - line * 8 * mm, _NOTES_WIDE)
        with sheet.tag("TR"):
            with sheet.tag("TD"):
                sheet.text(MARGIN + 5 * mm, top - 6 * mm - 3.6, str(rank + 1), fonts.STRONG, 10, "blanc", "centre", " ")
                sheet.lines(_AT, top - 6 * mm + 0.52 * _HOUR, hour, "prune", rise=0.88)
            with sheet.tag("TH", scope="Row"):
                _column(sheet, where, _WHERE, top - 2.5 * mm)
            with sheet.tag("TD"):
                _column(sheet, what, _LEFT, top - 2.5 * mm)
            with sheet.tag("TD", spoken="à remplir"):
                sheet.dots(_NOTES, top - 8 * mm, _NOTES_WIDE)

    return Part(high, draw)


def _height(texts: list[tuple[Set | None, float]]) -> float:
    return sum(text.height + above for text, above in texts if text)


def _column(sheet: VanSheet, texts: list[tuple[Set | None, float]], x: float, top: float) -> None:
    """One under the other; what stands apart (how to get in) has a bar before it, seen without any colour."""
    for text, above in texts:
        if text is None:
            continue
        y, shift = top - above, 5 * mm if above else 0
        if above:
            with sheet.artifact():
                sheet.fill("accent")
                sheet.canvas.rect(x, y - text.height, 1.2 * mm, text.height, fill=1, stroke=0)
        top = sheet.lines(x + (3 * mm if shift else 0), y, text, "prune", rise=0.86, after=" ")


def _back(sheet: VanSheet, one: RouteSheet) -> Part:
    """Where the van goes back, whom to call: the last line."""
    where = ", ".join(part for part in (one.depot, *one.depot_address) if part.strip())
    said = f"Retour vers {one.back}{NBSP}: {where}." if one.back else f"Retour{NBSP}: {where}."
    if one.depot_phone:
        said = f"{said} Un souci sur la route{NBSP}? Appelez le {whole(one.depot_phone)}."
    text = sheet.wrapped(said, fonts.LEAD, 9.8, INSIDE)

    def draw(top: float) -> None:
        with sheet.tag("P"):
            sheet.lines(MARGIN, top - 4 * mm, text, "prune", rise=0.86)

    return Part(text.height + 5 * mm, draw, follows=1)
