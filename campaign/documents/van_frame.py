"""What papers of the road share: A4 pages drawn in colour or in black alone, wrapped texts, boxes, bands, codes.

Lengths are in points. In black alone, bands are white between thick rules: nothing but text and lines takes ink.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from reportlab.lib.units import mm

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.colours import TOKENS, Palette
from campaign.documents.fitting import Room, Set, fit, wrapped
from campaign.documents.letters import set_text
from campaign.documents.letters import width as width_of
from campaign.documents.objects import place
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from campaign.documents.slip_content import Header, Inks

PAGE_MM = (210.0, 297.0)
WIDTH, HEIGHT = PAGE_MM[0] * mm, PAGE_MM[1] * mm
MARGIN = 15 * mm
INSIDE = WIDTH - 2 * MARGIN
BAND = 34 * mm  # the band of a first page; that of the others
THIN_BAND = 17 * mm
CODE = 25 * mm  # the code alone, read at arm's length under a hangar's light (documents.md)
_TAIL = 10  # signs
_NOTHING = "(signes non imprimables)"
_LIGHT = ("field", "second-paper", "creme", "blanc", "menthe", "rose", "paille", "sable", "soleil")


class BlackAlone(Palette):
    """Light colours become white paper, all others become black: no grey, no screened field."""

    def hex(self, name: str) -> str:
        return TOKENS["blanc" if name.partition("-")[0] in _LIGHT else "noir"][0]


class VanSheet(Sheet):
    """An A4 paper of the road; ``codes`` are the pages (from 0) and addresses of the codes it shows."""

    def __init__(self, title: str, header: Header) -> None:
        self.plain = header.inks is Inks.BLACK
        palette = BlackAlone() if self.plain else header.palette
        super().__init__(title, PAGE_MM, Preset.SCREEN, palette, tagged=True)
        self.codes: list[tuple[int, str]] = []

    @contextmanager
    def section(self, rank: int, title: str) -> Iterator[None]:
        """One paper of several, on its own pages, with its bookmark."""
        if rank:
            self.next_page()
        self.canvas.bookmarkPage(f"section-{rank}")
        self.canvas.addOutlineEntry(title, f"section-{rank}", 0, closed=True)
        with self.tag("Sect"):
            yield

    def text(
        self, x: float, y: float, text: str, font: str, size: float, colour: str, align: str = "left", after: str = ""
    ) -> float:
        """As any sheet's; the thin spaces of figures become ones that every font has."""
        return super().text(x, y, text.translate(fonts.INSTEAD), font, size, colour, align, after)

    def wrapped(self, value: str, font: str, size: float, room: float, about: str = "", leading: float = 1.22) -> Set:
        """As many lines as it takes at that size: nothing is shrunk nor left out."""
        text, used = set_text(value, font, self.notices, about, "")
        text = text or (_NOTHING if value.strip() else "")
        return Set(tuple(wrapped(text, used, size, room, cut=True)), used, size, leading)

    def shortened(self, value: str, font: str, size: float, room: float, lines: int, about: str = "") -> Set:
        """A reminder in so many lines: cut in its middle, since things are told apart by how they end (« n° 12 »)."""
        whole = self.wrapped(value, font, size, room, about, 1.14)
        text, kept = " ".join(whole.lines), whole
        tail = " ".join(text.split(" ")[-2:])
        tail = tail if len(tail) <= _TAIL else text[-_TAIL:]
        head = text[: len(text) - len(tail)]
        while head and len(kept.lines) > lines:
            head = head[: len(head) * 9 // 10]
            kept = self.wrapped(f"{head.rstrip()}… {tail.lstrip()}", whole.font, size, room, about, 1.14)
        return kept

    def in_one_line(self, value: str, font: str, size: float, room: float, about: str = "") -> Set:
        """A reminder of what is said whole elsewhere: a little smaller, then cut short."""
        text, used = set_text(value, font, self.notices, about, "")
        text, floor = text or (_NOTHING if value.strip() else ""), 0.8 * size
        done = fit(text, used, size, floor, Room(room, lines=1))
        if done.held:
            return done
        while text and width_of(f"{text}…", used, floor) > room:
            text = text[:-1]
        return Set((f"{text.rstrip()}…",), used, floor, 1.0)

    def box(self, x: float, top: float, wide: float, high: float, line: float = 1.1, radius: float = 2 * mm) -> None:
        """A white rounded box to write in."""
        self.fill("blanc")
        self.stroke("prune", line)
        self.canvas.roundRect(x, top - high, wide, high, radius, fill=1, stroke=1)

    def tick(self, x: float, middle: float, side: float = 3.5 * mm) -> None:
        """A box to tick around the middle of a line."""
        self.box(x, middle + side / 2, side, side, 1.1, 0.7 * mm)

    def dots(self, x: float, y: float, wide: float) -> None:
        """A dotted line to write on."""
        self.stroke("prune", 0.6)
        self.canvas.setDash(0.1, 2.1)
        self.curve([(x, y), (x + wide, y)])
        self.canvas.setDash()

    def rule(self, y: float, line: float = 0.8, x: float = MARGIN, wide: float = INSIDE) -> None:
        """A full line."""
        self.stroke("prune", line, round_ends=False)
        self.curve([(x, y), (x + wide, y)])

    def striped(self, x: float, top: float, wide: float, high: float, rank: int) -> None:
        """The ground of a row: one in two is tinted; in black alone, a fine line under each."""
        if self.plain:
            self.rule(top - high, 0.5, x, wide)
        elif rank % 2 == 0:
            self.fill("creme")
            self.canvas.rect(x, top - high, wide, high, fill=1, stroke=0)

    def code(self, url: str, right: float, top: float, about: str, side: float = CODE, *, edge: bool = True) -> float:
        """A QR code of ``side`` on its white plate, four modules of quiet around; the plate's side.

        ``right`` and ``top`` are the plate's; ``about`` says aloud what it opens.
        """
        plate = qr.plate_side(url, side)
        x, bottom = right - plate, top - plate
        alt = f"Code QR{NBSP}: {about}, {url}"
        with self.tag("Figure", alt=alt, box=(x, bottom, right, top)):
            qr.draw(self, url, x, bottom, plate, "blanc")
            if edge:
                self.stroke("prune", 1.3)
                self.canvas.roundRect(x, bottom, plate, plate, 2 * mm, fill=0, stroke=1)
        self.codes.append((self.pages - 1, url))
        return plate


def band(sheet: VanSheet, title: str, under: str, colour: str, room: float, objects: bool = True) -> None:
    """The head of a first page: its title over a colour, objects standing on its edge where ``room`` leaves some."""
    sheet.band(HEIGHT - BAND, HEIGHT, colour)
    if sheet.plain:
        sheet.rule(HEIGHT - BAND, 3, 0, WIDTH)
    heading = fit(*set_text(title, fonts.TITLE, sheet.notices, title, ""), 31, 20, Room(room, lines=1))
    with sheet.tag("H1"):
        sheet.lines(MARGIN, HEIGHT - 7.5 * mm, heading, "prune", rise=0.8)
    said = sheet.wrapped(under, fonts.LABEL, 10, room)
    with sheet.tag("P"):
        sheet.lines(MARGIN, HEIGHT - 22.5 * mm, said, "prune", rise=0.8)
    left = MARGIN + max(heading.width, said.width) + 6 * mm
    if objects and not sheet.plain and left + 42 * mm <= MARGIN + room:
        start = max(left, MARGIN + room - 44 * mm)
        with sheet.artifact():
            place(sheet, "cat", start, HEIGHT - BAND, 11 * mm)
            place(sheet, "suitcase", start + 14 * mm, HEIGHT - BAND, 26 * mm)


def band_again(sheet: VanSheet, title: str, whose: str, page: str, colour: str) -> float:
    """The thin head of the pages that follow, not read aloud again; its bottom. ``whose`` stands under the title."""
    with sheet.artifact():
        sheet.band(HEIGHT - THIN_BAND, HEIGHT, colour)
        if sheet.plain:
            sheet.rule(HEIGHT - THIN_BAND, 3, 0, WIDTH)
        done = sheet.in_one_line(title, fonts.TITLE, 13, INSIDE - 35 * mm)
        sheet.lines(MARGIN, HEIGHT - 5 * mm, done, "prune", rise=0.8)
        done = sheet.in_one_line(whose, fonts.LABEL, 9.2, INSIDE - 35 * mm)
        sheet.lines(MARGIN, HEIGHT - 10.8 * mm, done, "prune", rise=0.8)
        sheet.text(WIDTH - MARGIN, HEIGHT - 10.4 * mm, page, fonts.STRONG, 10, "prune", "right")
    return HEIGHT - THIN_BAND


def head(sheet: VanSheet, top: float, columns: tuple[tuple[str, float, str], ...], *, again: bool = False) -> float:
    """The head of a table: (label, x, align) each; its bottom. ``again`` on the pages that follow: not read twice."""
    high, size = 7.6 * mm, 9.0
    with sheet.artifact() if again else nullcontext():
        with sheet.artifact():
            if sheet.plain:
                sheet.rule(top, 2)
                sheet.rule(top - high, 2)
            else:
                sheet.fill("prune")
                sheet.canvas.roundRect(MARGIN, top - high, INSIDE, high, 2 * mm, fill=1, stroke=0)
        with sheet.tag("TR"):
            for label, x, align in columns:
                with sheet.tag("TH", scope="Column"):
                    colour = "prune" if sheet.plain else "creme"
                    sheet.text(x, top - high / 2 - 0.36 * size, label, fonts.STRONG, size, colour, align, " ")
    return top - high - 2 * mm


def whole(phone: str) -> str:
    """A number that no line cuts."""
    return phone.strip().replace(" ", NBSP)


def page_word(page: int, pages: int) -> str:
    """« page 1 sur 2 », nothing when there is only one."""
    return f"page {page} sur {pages}" if pages > 1 else ""
