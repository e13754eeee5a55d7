"""QR codes as vectors, with their quiet zone inside the plate (ISO/IEC 18004: four modules)."""

from functools import lru_cache

import segno
from reportlab.lib.units import mm

from campaign.documents.sheet import Sheet

QUIET = 4
LEAST_MODULE = 0.4  # mm: smaller ones fail on coated paper (brand.md)


def draw(sheet: Sheet, url: str, x: float, bottom: float, side: float, plate: str = "creme") -> None:
    """A plate of ``side`` points whose bottom left corner is given; prune on crème, whatever the colours chosen."""
    matrix = _matrix(url)
    module = side / (len(matrix) + 2 * QUIET)
    if sheet.preset.finish.inks and module < LEAST_MODULE * mm:
        sheet.notices.block("Code QR", "adresse du site", "trop longue pour être lue au téléphone. Raccourcissez-la.")
    sheet.fill(plate)
    sheet.canvas.roundRect(x, bottom, side, side, 2.2 * module, fill=1, stroke=0)
    sheet.fill("prune")
    path = sheet.canvas.beginPath()
    for line, bits in enumerate(matrix):
        start = None
        for column, bit in enumerate([*bits, 0]):
            if bit and start is None:
                start = column
            elif not bit and start is not None:  # one rectangle a run: no hairline between neighbours
                path.rect(
                    x + (QUIET + start) * module,
                    bottom + side - (QUIET + line + 1) * module,
                    (column - start) * module,
                    module * 1.005,
                )
                start = None
    sheet.canvas.drawPath(path, fill=1, stroke=0)


def code_svg(url: str) -> str:
    """The same code as a picture, for a screen held out to a telephone."""
    return segno.make(url, error="m", micro=False).svg_inline(scale=5, border=QUIET, dark="#34142E", light="#FFFFFF")


def least_side(url: str) -> float:
    """The smallest plate on which a telephone reads it, in points."""
    return (len(_matrix(url)) + 2 * QUIET) * LEAST_MODULE * mm


def plate_side(url: str, code: float) -> float:
    """The plate on which the modules alone are ``code`` points wide."""
    modules = len(_matrix(url))
    return code * (modules + 2 * QUIET) / modules


@lru_cache(maxsize=256)
def _matrix(url: str) -> tuple[bytearray, ...]:
    """Its modules, line by line; a kit shows the same address on most pieces."""
    return segno.make(url, error="m", micro=False).matrix
