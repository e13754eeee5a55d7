"""What the pages of a paper to read share: margins, styles, the head of the first page, bands, page numbers.

Lengths are in points. Pages are white, for offices print them; colour stands in bands, cards and drawings.
"""

from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.documents import objects, patchwork
from campaign.documents import office_text as fonts
from campaign.documents.fitting import Room, Set, fit, wrapped
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.paper_content import ReadingPaper
from campaign.documents.press_kit_frame import BAND, BLUE, INSIDE, MARGIN, RED, SHORT_BAND, heading, rule
from campaign.documents.press_kit_frame import Heading as Band
from campaign.documents.press_lines import Style
from campaign.documents.sheet import Sheet

PAGE_MM = (210.0, 297.0)
BOTTOM = 20 * mm  # nothing but page numbers below
TOP = BAND - SHORT_BAND  # from the top edge, where a page begins: a band that begins one reaches the edge
READ = 150 * mm  # lines of running text are no longer
AIR = 7 * mm  # under a band

BODY = Style(fonts.TEXT, fonts.STRONG, 10.2, 1.45)
SMALL = Style(fonts.TEXT, fonts.STRONG, 8.4, 1.38, "encre60")
CELL = Style(fonts.TEXT, fonts.STRONG, 9.0, 1.26)
CELL_BOLD = Style(fonts.STRONG, fonts.PILL, 9.0, 1.26)
TITLE2 = Style(fonts.TITLE, fonts.TITLE, 14.5, 1.2, hyphens=False)
TITLE3 = Style(fonts.TITLE, fonts.TITLE, 12.0, 1.22, hyphens=False)
LEGEND = Style(fonts.LABEL, fonts.STRONG, 8.6, 1.3, "encre60")

_OBJECTS = {
    "bilan": (("armchair", "second", 30), ("lamp-tomate", "accent", 14), ("cat", "prune", 11)),
    "fiche-experience": (("books", "accent", 24), ("teapot", "accent", 24), ("clock", "prune", 13)),
}
_OTHERS = (("suitcase", "chene", 27), ("camera", "prune", 17), ("vase", "accent", 10))
_TILES = 6  # in a row
_KIND = 9.6


def ink(sheet: Sheet, colour: str, ground: str = "blanc", least: float = 4.5) -> str:
    """That colour where it can be read on the ground, else the ink of all texts."""
    return colour if sheet.palette.reads(colour, ground, least) else "prune"


def set_whole(sheet: Sheet, value: str, font: str, size: float, floor: float, wide: float, leading: float) -> Set:
    """As many lines as it takes, two when that can be: nothing is cut."""
    text, used = set_text(value, font, sheet.notices, value[:40], "")
    done = fit(text, used, size, floor, Room(wide, lines=2, leading=leading))
    return done if done.held else fit(text, used, floor, floor, Room(wide, leading=leading))


class Head:
    """The top of the first page: tiles on a long paper, then what it is, its title and its days on a colour."""

    def __init__(self, sheet: Sheet, content: ReadingPaper) -> None:
        self._sheet = sheet
        self._tiles = sheet.width / _TILES if content.summary else 0.0
        shown = _OBJECTS.get(content.code, _OTHERS)
        self._standing = [one for one in shown if not sheet.palette.near(one[1], "field")]
        used = sum((wide + 4) * mm for _, _, wide in self._standing)
        self._kind = set_whole(sheet, content.kind, fonts.PILL, _KIND, 7, INSIDE - used - 2 * _KIND, 1.3)
        self._title = set_whole(sheet, content.title, fonts.TITLE, 33, 19, INSIDE - used, 1.04)
        if len(self._title.lines) > 2:  # too long for objects beside it
            self._standing = []
            self._title = set_whole(sheet, content.title, fonts.TITLE, 26, 16, INSIDE, 1.06)
            used = 0.0
        self._under = _days(sheet, content.under, INSIDE - used)
        high = 9 * mm + self._kind_high + self._title.height + 2.5 * mm + self._under.height + 8 * mm
        self._band = max(high, 48 * mm)
        self.height = self._tiles + self._band

    @property
    def _kind_high(self) -> float:
        return self._kind.height + 0.7 * _KIND + 3.5 * mm if any(self._kind.lines) else 0.0

    def draw(self) -> None:
        """At the top of the page at hand."""
        sheet = self._sheet
        top = sheet.height - self._tiles
        with sheet.artifact():
            if self._tiles:
                patchwork.quilt(sheet, 0, top, self._tiles, _TILES, 1, 3, "field")
            sheet.band(top - self._band, sheet.height if not self._tiles else top, "field")
            self._objects(top - self._band)
        inside = self._kind_high + self._title.height + 2.5 * mm + self._under.height
        y = top - (self._band - inside) / 2
        if self._kind_high:
            with sheet.tag("P"):
                _pill(sheet, self._kind, MARGIN, y)
            y -= self._kind_high
        with sheet.tag("H1"):
            y = sheet.lines(MARGIN, y, self._title, "prune", rise=0.8, after=" ") - 2.5 * mm
        with sheet.tag("P"):
            sheet.lines(MARGIN, y, self._under, "prune", rise=0.95)

    def _objects(self, bottom: float) -> None:
        sheet = self._sheet
        x = sheet.width - MARGIN
        for name, _, wide in self._standing:
            width = min(wide * mm, (self._band - 6 * mm) / objects.ratio(name))
            x -= width
            objects.place(sheet, name, x, bottom, width, {**RED, **BLUE})
            x -= 3 * mm


def _days(sheet: Sheet, value: str, room: float) -> Set:
    """In one line, else each of its parts (« days · body », « days, body ») on its own."""
    text, font = set_text(value, fonts.LABEL, sheet.notices, value[:40], "")
    lines = [text]
    if width_of(text, font, 11.4) > room:
        days, _, body = text.rpartition(", ")
        parts = text.split(" · ") if " · " in text else [f"{days}," if days else "", body]
        lines = [line for part in parts if part for line in wrapped(part, font, 11.4, room, cut=True)]
    return Set(tuple(lines), font, 11.4, 1.36)


def _pill(sheet: Sheet, text: Set, x: float, top: float) -> None:
    long, high = text.width + 2 * _KIND, text.height + 0.7 * _KIND
    with sheet.artifact():
        sheet.fill("prune")
        sheet.canvas.roundRect(x, top - high, long, high, min(high / 2, _KIND), fill=1, stroke=0)
    sheet.lines(x + _KIND, top - 0.35 * _KIND, text, "creme", rise=1.0, after=" ")


def chapter_band(sheet: Sheet, title: str, rank: int, top: float) -> None:
    """A chapter's title on its colour over the whole width; at the beginning of a page, up to the edge."""
    begins = top >= sheet.height - TOP - 0.5
    heading(sheet, Band(title, rank + 1), sheet.height if begins else top, BAND if begins else SHORT_BAND)


def goes_on(sheet: Sheet, title: str) -> None:
    """Over a page where a chapter goes on: a reminder for who turns it, nothing to read again aloud."""
    text = shortened(sheet, f"{title} (suite)", fonts.TITLE, 9.4, INSIDE)
    with sheet.artifact():
        sheet.text(MARGIN, sheet.height - 9.6 * mm, text.lines[0], text.font, text.size, "prune")
        rule(sheet, sheet.height - 12 * mm)


def folio(sheet: Sheet, content: ReadingPaper, pages: int) -> None:
    """« 3 / 12 » and which paper it is."""
    running = shortened(sheet, f"{content.kind} – {content.title}", fonts.LABEL, 7.8, INSIDE * 0.78)
    with sheet.artifact():
        rule(sheet, 15.4 * mm)
        sheet.text(MARGIN, 9.6 * mm, running.lines[0], running.font, running.size, "encre60")
        said = f"{sheet.pages}{NBSP}/{NBSP}{pages}"
        sheet.text(sheet.width - MARGIN, 9.4 * mm, said, fonts.TITLE, 11, ink(sheet, "accent"), "right")


def shortened(sheet: Sheet, value: str, font: str, size: float, room: float) -> Set:
    """One line of what is said whole elsewhere, its end left out when it is too long."""
    text, used = set_text(value, font, sheet.notices, value[:40], "")
    if width_of(text, used, size) <= room:
        return Set((text,), used, size, 1.0)
    low, high = 0, min(len(text), 400)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(f"{text[:middle]}…", used, size) <= room else (low, middle - 1)
    return Set((f"{text[:low].rstrip()}…",), used, size, 1.0)


def last_tiles(sheet: Sheet, low: float) -> None:
    """A row of tiles at the foot of the last page, where it leaves room for them."""
    side = INSIDE / _TILES
    if low - BOTTOM >= side + 9 * mm:
        with sheet.artifact():
            patchwork.quilt(sheet, MARGIN, BOTTOM, side, _TILES, 1, 9, "blanc")
