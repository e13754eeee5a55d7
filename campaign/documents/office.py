"""A4 office papers: a page in millimetres from its top left corner, texts that always fit, boxes, ticks, QR codes.

Text never leaves its width: it wraps, then shrinks to a floor, then takes more lines; what it uses is returned.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import segno
from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from campaign.base.settings import ASSETS
from campaign.documents import office_text as words
from campaign.documents.sheet import SMALL, Sheet

WIDTH, HEIGHT = 210.0, 297.0  # mm, A4
MARGIN = 15.0  # mm (brand.md, A4 slips)
POINT = 1 / mm  # one point in mm
QUIET = 4  # QR modules around the code (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: font, ``size`` and ``floor`` in points, ``leading`` in sizes."""

    font: str = words.TEXT
    size: float = 9.0
    colour: str = "prune"
    leading: float = 1.3
    floor: float = 7.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that hold in a width, at the style's size or a smaller one."""

    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        """In mm, all lines."""
        return len(self.lines) * self.style.size * self.style.leading * POINT


def fitted(value: str, style: Style, width: float, lines: int = 0) -> Fitted:
    """The value within ``width`` mm, in at most ``lines`` lines (0: as many as it takes) by shrinking to the floor.

    At the floor it takes the lines it needs: nothing is ever cut.
    """
    text, font = words.settable(value, style.font)
    size = style.size
    while True:
        broken = words.wrapped(text, font, size, width * mm)
        if not lines or len(broken) <= lines or size <= style.floor:
            return Fitted(tuple(broken), replace(style, font=font, size=size))
        size = max(style.floor, size * 0.95)


def width_of(value: str, style: Style) -> float:
    """In mm, on one line."""
    text, font = words.settable(value, style.font)
    return words.width(text, font, style.size) * POINT


class Paper:
    """A PDF being drawn; every place is in mm from the top left corner of the page.

    On a ``sheet``, the paper is one of its pages: the sheet then makes the file, with its bleed, marks and inks.
    """

    def __init__(self, title: str, author: str, sheet: Sheet | None = None) -> None:
        self._file = io.BytesIO()
        self._kept: set[str] = set()
        self._over = sheet.bleed / mm if sheet else 0.0
        self._inks = sheet is not None and sheet.preset.finish.inks
        if sheet:
            self._canvas = sheet.canvas
            self._canvas.setAuthor(author)
            return
        self._canvas = Canvas(
            self._file,
            pagesize=(WIDTH * mm, HEIGHT * mm),
            lang="fr-FR",
            initialFontName=words.registered(words.TEXT),
            pageCompression=1,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Les bons jours de l’occasion")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def next_page(self) -> None:
        """End this page, begin another."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        with words.SAVING:
            self._canvas.save()
        return self._file.getvalue()

    def bookmark(self, label: str, key: str) -> None:
        """An entry of the reader's outline that leads to this page."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(label, key)

    def put(self, fit: Fitted, x: float, top: float, width: float = 0, align: str = "left") -> float:
        """Draw fitted lines below ``top``; the bottom. ``width`` serves to centre or to align on the right."""
        step = fit.style.size * fit.style.leading * POINT
        for index, one in enumerate(fit.lines):
            # The box of a line: its leading, with the letters optically in the middle (x-height near half the size).
            baseline = top + index * step + step / 2 + fit.style.size * 0.34 * POINT
            room = width - words.width(one, fit.style.font, fit.style.size) * POINT
            left = x + {"left": 0.0, "centre": room / 2, "right": room}[align]
            small = self._inks and fit.style.size < SMALL and fit.style.colour in ("prune", "encre60")
            self._canvas.setFillColor(HexColor("#000000" if small else words.COLOURS[fit.style.colour]))
            words.drawn(self._canvas, left * mm, (HEIGHT - baseline) * mm, one, fit.style.font, fit.style.size)
        return top + fit.height

    def text(
        self, value: str, x: float, top: float, style: Style, width: float, lines: int = 0, align: str = "left"
    ) -> float:
        """Fit then draw; the bottom."""
        return self.put(fitted(value, style, width, lines), x, top, width, align)

    def field(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """A flat rectangle; where it touches an edge of the page it goes into the bleed."""
        self._canvas.setFillColor(HexColor(words.COLOURS[colour]))
        left, right = x - self._at_edge(x <= 0), x + width + self._at_edge(x + width >= WIDTH)
        high, low = top - self._at_edge(top <= 0), top + height + self._at_edge(top + height >= HEIGHT)
        self._canvas.rect(left * mm, (HEIGHT - low) * mm, (right - left) * mm, (low - high) * mm, fill=1, stroke=0)

    def _at_edge(self, touches: bool) -> float:
        return self._over if touches else 0.0

    def box(
        self, x: float, top: float, width: float, height: float, fill: str = "", stroke: str = "prune",
        line: float = 0.9, radius: float = 2.0,
    ) -> None:  # fmt: skip
        """A rounded box; ``line`` in points, ``radius`` in mm, no outline when ``stroke`` is empty."""
        if fill:
            self._canvas.setFillColor(HexColor(words.COLOURS[fill]))
        if stroke:
            self._canvas.setStrokeColor(HexColor(words.COLOURS[stroke]))
            self._canvas.setLineWidth(line)
        self._canvas.roundRect(
            x * mm, (HEIGHT - top - height) * mm, width * mm, height * mm, radius * mm,
            fill=int(bool(fill)), stroke=int(bool(stroke)),
        )  # fmt: skip

    def rule(
        self, x: float, y: float, width: float, colour: str = "encre60", line: float = 0.7,
        dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """A horizontal line at ``y``; ``dash`` in points."""
        self._canvas.saveState()
        self._canvas.setStrokeColor(HexColor(words.COLOURS[colour]))
        self._canvas.setLineWidth(line)
        if dash:
            self._canvas.setDash(list(dash))
        self._canvas.line(x * mm, (HEIGHT - y) * mm, (x + width) * mm, (HEIGHT - y) * mm)
        self._canvas.restoreState()

    def dots(self, x: float, y: float, width: float) -> None:
        """A line to write on."""
        self.rule(x, y, width, "encre60", 0.8, (0.8, 2))

    def tick(self, x: float, top: float, side: float = 3.6, ticked: bool = False) -> None:
        """A box to tick, or already ticked: the mark is drawn, so that it shows without colour."""
        self.box(x, top, side, side, "blanc", "prune", 1, side / 5)
        if ticked:
            self._canvas.setStrokeColor(HexColor(words.COLOURS["prune"]))
            self._canvas.setLineWidth(1.6)
            self._canvas.setLineCap(1)
            mark = self._canvas.beginPath()
            for index, (dx, dy) in enumerate(((0.2, 0.55), (0.43, 0.78), (0.84, 0.24))):
                move = mark.lineTo if index else mark.moveTo
                move((x + dx * side) * mm, (HEIGHT - top - dy * side) * mm)
            self._canvas.drawPath(mark, stroke=1, fill=0)
            self._canvas.setLineCap(0)

    def circle(self, x: float, y: float, radius: float, fill: str = "", stroke: str = "") -> None:
        """A disc or a ring around a centre."""
        if fill:
            self._canvas.setFillColor(HexColor(words.COLOURS[fill]))
        if stroke:
            self._canvas.setStrokeColor(HexColor(words.COLOURS[stroke]))
            self._canvas.setLineWidth(0.9)
        self._canvas.circle(
            x * mm, (HEIGHT - y) * mm, radius * mm, fill=int(bool(fill)), stroke=int(bool(stroke))
        )  # fmt: skip

    def qr(self, value: str, x: float, top: float, side: float) -> None:
        """A QR code with its quiet zone on a white plate of ``side`` mm, drawn as vectors."""
        matrix = segno.make(value, error="m", micro=False).matrix
        module = side / (len(matrix) + 2 * QUIET)
        self.field(x, top, side, side, "blanc")
        self._canvas.setFillColor(HexColor(words.COLOURS["prune"]))
        modules = self._canvas.beginPath()
        for line, bits in enumerate(matrix):
            start = None
            for column, bit in enumerate([*bits, 0]):
                if bit and start is None:
                    start = column
                elif not bit and start is not None:  # one rectangle a run: no hairline between neighbours
                    modules.rect(
                        (x + (QUIET + start) * module) * mm,
                        (HEIGHT - top - (QUIET + line + 1) * module) * mm,
                        (column - start) * module * mm,
                        module * mm,
                    )
                    start = None
        self._canvas.drawPath(modules, fill=1, stroke=0)

    @staticmethod
    def object_width(name: str, height: float) -> float:
        """How wide an illustration is at that height, in mm."""
        drawing = _illustration(name)
        return drawing.width * height / drawing.height

    def object(self, name: str, x: float, bottom: float, height: float) -> float:
        """One of the illustrations standing on ``bottom``; its width in mm."""
        drawing = _illustration(name)
        scale = height * mm / drawing.height
        if name not in self._kept:  # drawn once in the file, shown on every page
            self._canvas.beginForm(name, 0, 0, drawing.width, drawing.height)
            renderPDF.draw(drawing, self._canvas, 0, 0)
            self._canvas.endForm()
            self._kept.add(name)
        self._canvas.saveState()
        self._canvas.translate(x * mm, (HEIGHT - bottom) * mm)
        self._canvas.scale(scale, scale)
        self._canvas.doForm(name)
        self._canvas.restoreState()
        return drawing.width * scale * POINT


@lru_cache(maxsize=32)
def _illustration(name: str) -> object:
    drawing = svg2rlg(str(ASSETS / "illustrations" / f"{name}.svg"))
    drawing.initialFontName = words.registered(words.TEXT)  # else Helvetica, which no file carries
    return drawing
