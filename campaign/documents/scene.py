"""Le grand déballage: the pile of objects before a paler sun, and the jumper on its hanger (brand.md)."""

from campaign.documents.objects import place
from campaign.documents.sheet import Sheet

PILE_WIDTH, PILE_HEIGHT = 285.0, 138.0  # in units: from the armchair to the bike, from the ground to the lamp
_LEFT = 6.0  # where the armchair begins
_ACCENTED = {"tomate": "accent", "brique": "accent-shade"}


def pile(sheet: Sheet, x: float, ground: float, unit: float) -> None:
    """The whole pile; ``x`` is the left of the armchair. Warm objects turn yellow on a pink field, and the reverse."""
    pink = sheet.palette.near("field", "rose")
    soft, deep = ("moutarde", "miel") if pink else ("rose", "bonbon")

    def put(name: str, left: float, bottom: float, width: float, **colours: str) -> None:
        place(sheet, name, x + (left - _LEFT) * unit, ground + bottom * unit, width * unit, colours)

    put("commode", 94, 0, 116, tomate="second", brique="second-shade")
    put(
        "lamp", 95, 78.4, 43, rose="accent", bonbon="accent-shade", canard=soft, moutarde="rose" if pink else "moutarde"
    )
    put("cat", 129, 78.4, 31)
    put("books-three", 155, 78.4, 57, tomate="accent", rose=soft)
    put("teapot", 160, 102, 48, **_ACCENTED)
    put("armchair", 6, 0, 98, canard=soft, nuit=deep, rose="accent", bonbon="accent-shade")
    put("radio", 30, 25.5, 50, **({"moutarde": "creme", "miel": "sable", "creme": "menthe"} if pink else {}))
    put("bike", 173, -1, 118, tomate="accent")
    put("suitcase", 104, -3, 50, tomate="accent")
    put("duck", 147, -5, 35, tomate="accent", canard="second")


def shadows(sheet: Sheet, x: float, ground: float, unit: float) -> None:
    """On the field, before the ground is drawn: flat shades, so that no transparency asks a printer for mercy."""
    sheet.fill("field-dusk")
    for left, width in ((8, 100), (96, 118), (172, 116)):
        start = x + (left - _LEFT) * unit
        sheet.canvas.ellipse(start, ground - 3 * unit, start + width * unit, ground + 3 * unit, fill=1, stroke=0)


def sun(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Paler than the field it stands on."""
    sheet.disc(x, y, radius, "field-shade")


def hanger(sheet: Sheet, x: float, top: float, unit: float, width: float) -> None:
    """The jumper on its hanger; (x, top) is the hook."""
    sheet.stroke("prune", 1.1 * unit)
    sheet.curve(
        [
            (x - 2.6 * unit, top - 1.2 * unit),
            (x - 3 * unit, top + 3.4 * unit, x + 3.4 * unit, top + 3 * unit, x + 2 * unit, top - 2 * unit),
            (x + unit, top - 4 * unit, x, top - 4 * unit, x, top - 8 * unit),
        ]
    )
    sheet.stroke("prune", 1.6 * unit)
    for side in (-1, 1):
        sheet.curve([(x, top - 7 * unit), (x + side * width * 0.22, top - 7 * unit - width * 0.09)])
    bottom = top - 9 * unit - width * 124 / 150 + width * 0.06
    place(sheet, "jumper", x - width / 2, bottom, width, {"canard": "accent", "nuit": "accent-shade"})
