"""A page being drawn at its trim size, whatever it is made for: colours by name, kerned text, boxes and marks.

Lengths are in points from the bottom left corner of the trimmed page; colours overflow into the bleed.
"""

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from campaign.documents import office_text as fonts
from campaign.documents.colours import SHEET_INK, Palette, printed
from campaign.documents.finishing import finished
from campaign.documents.fitting import Set
from campaign.documents.letters import width as width_of
from campaign.documents.notices import Notices
from campaign.documents.presets import Preset
from campaign.documents.tagging import Structure

rl_config.useA85 = 0  # pages in bytes, not in letters: a quarter lighter, faster to write
SMALL = 9.0  # points: below, print files use black alone, since four-colour small text misregisters (brand.md)
_SMALLER, _RAISED = 0.6, 0.30  # of « er » in « 1er », in sizes
_MARK, _AWAY = 5 * mm, 6 * mm  # length of a crop mark, its distance from the trim: outside the bleed


class Sheet:
    """One document of one or several pages of the same size."""

    def __init__(
        self,
        title: str,
        trim_mm: tuple[float, float],
        preset: Preset,
        palette: Palette,
        ink_limit: int = SHEET_INK,
        *,
        tagged: bool = False,
    ) -> None:
        """``tagged``: its file for a screen tells what each drawing is, in reading order (``tag``, ``link``)."""
        self.title, self.preset, self.palette, self.ink_limit = title, preset, palette, ink_limit
        self.trim_mm = trim_mm
        self.width, self.height = trim_mm[0] * mm, trim_mm[1] * mm
        self.notices = Notices()
        finish = preset.finish
        self.bleed, self._slug = finish.bleed * mm, finish.slug * mm
        self.pages = 0
        self._file = io.BytesIO()
        slug, bleed = self._slug, self.bleed
        boxes = {
            "trimBox": (slug, slug, slug + self.width, slug + self.height),
            "bleedBox": (slug - bleed, slug - bleed, slug + self.width + bleed, slug + self.height + bleed),
        }
        self.canvas = Canvas(
            self._file,
            pagesize=(self.width + 2 * slug, self.height + 2 * slug),
            lang="fr-FR",
            pdfVersion=(1, 6),
            initialFontName=fonts.registered(fonts.TEXT),
            enforceColorSpace=printed(ink_limit) if finish.inks else None,
            invariant=1,
            **(boxes if finish.inks else {}),
        )
        self.canvas.setTitle(title)
        self.canvas.setCreator("Les bons jours de l’occasion")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self._structure = Structure(self.canvas) if tagged and preset is Preset.SCREEN else None
        self._open()

    def next_page(self) -> None:
        """End this page, begin another."""
        self._close()
        self._open()

    def finish(self, made_at: datetime) -> bytes:
        """The file; ``made_at`` is the moment of its data, so that the same data make the same file."""
        self._close()
        with fonts.SAVING:
            self.canvas.save()
        root = self._structure.root if self._structure else None
        return finished(self._file.getvalue(), self.title, self.preset, made_at, root)

    def tag(self, kind: str, **about: object) -> AbstractContextManager[None]:
        """What is drawn meanwhile is an element of that kind (``Structure.tag``); outside any, it is decoration."""
        return self._structure.tag(kind, **about) if self._structure else nullcontext()

    def artifact(self) -> AbstractContextManager[None]:
        """Decoration inside an element."""
        return self._structure.artifact() if self._structure else nullcontext()

    def link(
        self, box: tuple[float, float, float, float], words: str, *, url: str = "", bookmark: str = ""
    ) -> AbstractContextManager[None]:
        """A place to click, in a tagged file only (``Structure.link``)."""
        return self._structure.link(box, words, url=url, bookmark=bookmark) if self._structure else nullcontext()

    def fill(self, colour: str) -> None:
        """The colour of the shapes to come."""
        self.canvas.setFillColor(self.palette.colour(colour))

    def stroke(self, colour: str, line: float, *, round_ends: bool = True) -> None:
        """The colour and width, in points, of the lines to come."""
        self.canvas.setStrokeColor(self.palette.colour(colour))
        self.canvas.setLineWidth(line)
        self.canvas.setLineCap(int(round_ends))
        self.canvas.setLineJoin(int(round_ends))

    def band(self, bottom: float, top: float, colour: str) -> None:
        """A field over the whole width, into the bleed where it touches an edge."""
        low = -self.bleed if bottom <= 0 else bottom
        high = self.height + self.bleed if top >= self.height else top
        self.fill(colour)
        self.canvas.rect(-self.bleed, low, self.width + 2 * self.bleed, high - low, fill=1, stroke=0)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A full circle around a centre."""
        self.fill(colour)
        self.canvas.circle(x, y, radius, fill=1, stroke=0)

    def text(
        self, x: float, y: float, text: str, font: str, size: float, colour: str, align: str = "left", after: str = ""
    ) -> float:
        """One settable line on its baseline; ``x`` is its left, its middle (« centre ») or its right; its width.

        The letters of « 1er » are raised, as French typography asks. ``after`` is read aloud, not measured: a space.
        """
        runs = _runs(text)
        long = sum(width_of(part, font, size * scale) for part, scale in runs)
        left = x - {"left": 0.0, "centre": long / 2, "right": long}[align]
        if self.preset.finish.inks and size < SMALL and colour == "prune":
            self.canvas.setFillColor(HexColor("#000000"))
        else:
            self.fill(colour)
        for part, scale in runs:
            self.canvas.setFont(fonts.registered(font), size * scale)
            self.canvas.drawString(left, y + (0.0 if scale == 1 else _RAISED * size), part, shaping=True)
            left += width_of(part, font, size * scale)
        if after and self._structure:
            self.canvas.drawString(left, y, after)
        return long

    def lines(
        self, x: float, top: float, text: Set, colour: str, align: str = "left", rise: float = 0.72, after: str = ""
    ) -> float:
        """Lines below ``top``; the bottom. ``rise``: where the first baseline stands, in sizes; ``after``: see text."""
        baseline = top - rise * text.size
        for rank, line in enumerate(text.lines, 1):
            between = "" if line.endswith("-") else " "  # else two lines are read as one word
            spoken = after if rank == len(text.lines) else between
            self.text(x, baseline, line, text.font, text.size, colour, align, spoken)
            baseline -= text.size * text.leading
        return top - text.height

    def curve(self, points: Sequence[tuple[float, ...]]) -> None:
        """An open line: pairs are straight, sextuplets are Bézier curves; drawn with the current stroke."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            (path.lineTo if len(point) == 2 else path.curveTo)(*point)
        self.canvas.drawPath(path, fill=0, stroke=1)

    def _open(self) -> None:
        self.pages += 1
        canvas, slug, bleed = self.canvas, self._slug, self.bleed
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(slug - bleed, slug - bleed, self.width + 2 * bleed, self.height + 2 * bleed)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(slug, slug)
        if self._structure:
            self._structure.page_begins()

    def _close(self) -> None:
        if self._structure:
            self._structure.page_ends()
        self.canvas.restoreState()
        if self.preset.finish.marks:
            self._marks()
        self.canvas.showPage()

    def _marks(self) -> None:
        """Crop marks at the four corners, and what the sheet is, outside the trim."""
        canvas, slug, far = self.canvas, self._slug, _AWAY + _MARK
        canvas.setStrokeColor(HexColor("#000000"))
        canvas.setLineWidth(0.25)
        for x in (slug, slug + self.width):
            canvas.line(x, slug - _AWAY, x, slug - far)
            canvas.line(x, slug + self.height + _AWAY, x, slug + self.height + far)
        for y in (slug, slug + self.height):
            canvas.line(slug - _AWAY, y, slug - far, y)
            canvas.line(slug + self.width + _AWAY, y, slug + self.width + far, y)
        wide, high = self.trim_mm
        size = f"format fini {wide:g} × {high:g} mm, fond perdu {self.preset.finish.bleed:g} mm"
        canvas.setFillColor(HexColor("#000000"))
        canvas.setFont(fonts.registered(fonts.PLAIN), 6)
        canvas.drawString(slug + 12 * mm, slug - 10 * mm, f"{self.title} – {size} – FOGRA39", shaping=True)


def _runs(text: str) -> list[tuple[str, float]]:
    """The parts of a line with their scale: « 1 », then « er » smaller."""
    if "1er" not in text:
        return [(text, 1.0)]
    parts = re.split(r"(?<=\b1)(er)\b", text)
    return [(part, _SMALLER if index % 2 else 1.0) for index, part in enumerate(parts) if part]
