"""The first page of the press kit: patchwork, date, title, embargo, whom to call, what is inside; lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from campaign.base.french import NBSP, day_in_words
from campaign.documents import objects
from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import bookmark_key, when
from campaign.documents.fitting import Room, Set, broken, fit, fit_lines
from campaign.documents.letters import set_text
from campaign.documents.patchwork import Tile
from campaign.documents.press_kit_frame import (
    BLUE,
    INSIDE,
    MAIN,
    MARGIN,
    RED,
    SIDE,
    box,
    fitted,
    local_edition,
    partners_row,
    rule,
)
from campaign.documents.press_text import Press
from campaign.documents.sheet import Sheet

_BAND = 21 * mm  # the dark one, under the patchwork
_FOOT = 24 * mm  # partners and local edition
_LEAST_AIR, _MOST_AIR, _UNDER = 8 * mm, 14 * mm, 5 * mm  # over the title; under the table of contents
_ENTRY = 9.6  # points
MOST = 24  # entries of a table of contents that hold on the cover
# Column, row, columns wide, tile: two of them wide, neighbours never of one colour (preview of the identity).
_FOUR = (
    (0, 0, 1, Tile("lamp-tomate", "accent", "rose", {**RED, **BLUE})),
    (1, 0, 1, Tile("cat", "prune", "field")),
    (2, 0, 2, Tile("bike", "accent", "menthe", RED)),
    (0, 1, 2, Tile("armchair-rose", "rose", "second", RED)),
    (2, 1, 1, Tile("jumper-tomate", "accent", "creme", RED)),
    (3, 1, 1, Tile("radio", "moutarde", "accent")),
    (0, 2, 1, Tile("teapot", "accent", "field", RED)),
    (1, 2, 1, Tile("clock", "rose", "prune")),
    (2, 2, 1, Tile("duck", "moutarde", "rose", {**RED, **BLUE})),
    (3, 2, 1, Tile("chair", "second", "field", BLUE)),
)
_FIVE = (
    (0, 0, 1, Tile("lamp-tomate", "accent", "rose", {**RED, **BLUE})),
    (1, 0, 1, Tile("cat", "prune", "field")),
    (2, 0, 2, Tile("bike", "accent", "menthe", RED)),
    (4, 0, 1, Tile("books", "paille", "second", RED)),
    (0, 1, 2, Tile("armchair-rose", "rose", "second", RED)),
    (2, 1, 1, Tile("jumper-tomate", "accent", "creme", RED)),
    (3, 1, 1, Tile("radio", "moutarde", "accent")),
    (4, 1, 1, Tile("vase", "creme", "tilleul")),
    (0, 2, 1, Tile("teapot", "accent", "field", RED)),
    (1, 2, 1, Tile("clock", "rose", "prune")),
    (2, 2, 1, Tile("duck", "moutarde", "rose", {**RED, **BLUE})),
    (3, 2, 1, Tile("suitcase", "chene", "menthe")),
    (4, 2, 1, Tile("chair", "second", "field", BLUE)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    title: str
    page: int


def cover(sheet: Sheet, campaign: Campaign, press: Press, entries: Sequence[Entry]) -> None:
    """The whole page; four columns of tiles, five smaller ones when the words under them need the room."""
    side_words = _Beside(sheet, press)
    words = _Words(sheet, campaign, press, entries)
    high = max(words.above, side_words.height + 4 * mm) + words.height
    columns, spec = next(
        (one for one in ((4, _FOUR), (5, _FIVE)) if _under(sheet, one[0]) >= high), (5, _FIVE)
    )  # fmt: skip
    if _under(sheet, columns) < high - 5 * mm:
        about = "Contact presse" if side_words.height > words.above else "Titre"
        sheet.notices.block(about, "couverture", "trop long pour la page. Raccourcissez-le.")
    side = sheet.width / columns
    foot = sheet.height - 3 * side
    sheet.band(0, sheet.height, "creme")
    for column, row, across, tile in spec:
        _tile(sheet, tile, column * side, foot + (2 - row) * side, across * side, side)
    top = foot - _BAND
    sheet.band(top, foot, "prune")
    _banner(sheet, press, top)
    spare = max(0.0, _under(sheet, columns) - high)
    air = min(_MOST_AIR, _LEAST_AIR + spare / 2)
    words.draw(top - air, min(4 * mm, spare / 4))
    side_words.draw(top - air)
    _foot(sheet, campaign, press)


def _under(sheet: Sheet, columns: int) -> float:
    """What is left to words under so many columns of tiles."""
    return sheet.height - 3 * sheet.width / columns - _BAND - _FOOT - _UNDER - _LEAST_AIR


def _tile(sheet: Sheet, tile: Tile, x: float, bottom: float, wide: float, side: float) -> None:
    """A tile as wide as asked; its ground goes into the bleed, and changes where its object would vanish."""
    ground = next(
        (one for one in (tile.ground, "creme", "prune") if not sheet.palette.near(tile.main, one)), tile.ground
    )
    over = sheet.bleed
    left = x - (over if x <= 0.1 else 0)
    right = x + wide + (over if x + wide >= sheet.width - 0.1 else 0)
    high = bottom + side + (over if bottom + side >= sheet.height - 0.1 else 0)
    sheet.fill(ground)
    sheet.canvas.rect(left, bottom, right - left, high - bottom, fill=1, stroke=0)
    ratio = objects.ratio(tile.object)
    large = min(0.74 * wide if wide <= side else 0.58 * wide, 0.72 * side / ratio)
    left, low = x + (wide - large) / 2, bottom + (side - large * ratio) / 2
    objects.place(sheet, tile.object, left, low, large, dict(tile.colours))


def _banner(sheet: Sheet, press: Press, bottom: float) -> None:
    dated = day_in_words(press.dated, weekday=False)
    colour = "field" if sheet.palette.reads("field", "prune", 3) else "creme"
    with sheet.tag("P"):
        sheet.text(MARGIN, bottom + _BAND / 2 - 8, "Dossier de presse", fonts.TITLE, 25, colour, after=" ")
        sheet.text(sheet.width - MARGIN, bottom + _BAND / 2 - 4.4, dated, fonts.STRONG, 12, "creme", "right")


class _Beside:
    """At the right: until when to wait, and whom to call."""

    def __init__(self, sheet: Sheet, press: Press) -> None:
        self._sheet, self._press = sheet, press
        about = "Contact presse"
        said = [
            (press.contact.name, fonts.STRONG, "nom", ""),
            (press.contact.service, fonts.TEXT, "service", ""),
            (press.contact.phone, fonts.TEXT, "téléphone", f"tel:{dialled(press.contact.phone)}"),
            (press.contact.email, fonts.TEXT, "adresse", f"mailto:{press.contact.email}"),
        ]
        self._lines = [
            (fitted(sheet, value, font, 9.4, 7, Room(SIDE, lines=3, leading=1.34), about, field), link)
            for value, font, field, link in said if value.strip()
        ]  # fmt: skip
        until = press.embargo or "diffusion immédiate"
        self._until = fitted(sheet, until, fonts.STRONG, 10.8, 8, Room(SIDE - 9 * mm, lines=3, leading=1.2), "Embargo")
        self._box = self._until.height + (12 * mm if press.embargo else 7 * mm)
        self.height = self._box + 7 * mm + 4.6 * mm + sum(text.height for text, _ in self._lines)

    def draw(self, top: float) -> None:
        """Below ``top``, at the right margin."""
        sheet, x = self._sheet, self._sheet.width - MARGIN - SIDE
        box(sheet, x, top, SIDE, self._box, "rose" if self._press.embargo else "menthe")
        y = top - 3.8 * mm
        with sheet.tag("P"):
            if self._press.embargo:
                words = f"Sous embargo jusqu’au{NBSP}"
                sheet.text(x + 4.5 * mm, y - 6.4, words.strip(), fonts.LABEL, 8.6, "prune", after=" ")
                y -= 4.6 * mm
            sheet.lines(x + 4.5 * mm, y, _capital(self._until, self._press), "prune", rise=0.86)
        y = top - self._box - 7 * mm
        if not self._lines:
            return
        with sheet.tag("P"):
            sheet.text(x, y, "Contact presse", fonts.STRONG, 9.6, "accent")
        y -= 2.2 * mm
        for text, link in self._lines:
            contact_line(sheet, x, y, text, link)
            y -= text.height


def _capital(text: Set, press: Press) -> Set:
    """« Diffusion immédiate » begins by a capital; the day of an embargo goes on a sentence."""
    if press.embargo:
        return text
    first, *others = text.lines
    return Set((first[:1].upper() + first[1:], *others), text.font, text.size, text.leading)


def contact_line(sheet: Sheet, x: float, top: float, text: Set, link: str) -> None:
    """One line of a contact, to click where it calls or writes."""
    at = (x, top - text.height, x + text.width, top)
    with sheet.tag("P"):
        if link in ("tel:", "mailto:", ""):
            sheet.lines(x, top, text, "prune", rise=0.96)
            return
        words = ("Appeler " if link.startswith("tel:") else "Écrire à ") + "".join(text.lines)
        with sheet.link(at, words, url=link):
            sheet.lines(x, top, text, "prune", rise=0.96)


def dialled(phone: str) -> str:
    """« +33241… » or digits, as a telephone dials them; '' when there are too few."""
    kept = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return kept if len(kept) >= 4 else ""


class _Words:
    """Title, days, sentence, table of contents."""

    def __init__(self, sheet: Sheet, campaign: Campaign, press: Press, entries: Sequence[Entry]) -> None:
        self._sheet, self._campaign = sheet, campaign
        name, font = set_text(campaign.name, fonts.TITLE, sheet.notices, "Opération", "titre")
        self._title = fit_lines(broken(name, font, 2), font, 41, 16, Room(MAIN, leading=1.0))
        days = f"{when(campaign)} {max(campaign.days).year}"
        self._days = fitted(sheet, days, fonts.STRONG, 12, 9, Room(MAIN, lines=2, leading=1.25))
        self._sentence = fitted(
            sheet, press.title, fonts.LABEL, 14.8, 10, Room(MAIN, lines=4, leading=1.32), "Titre", "texte"
        )
        self._contents = _Contents(sheet, entries)
        self.above = self._title.height + 6 * mm + self._days.height + 1.5 * mm + self._sentence.height
        self.height = 5 * mm + self._contents.height

    def draw(self, top: float, spare: float) -> None:
        """Below ``top``; the table of contents over the foot, ``spare`` higher than it must."""
        sheet = self._sheet
        y = top + 0.06 * self._title.size
        with sheet.tag("H1", spoken=f"{self._campaign.name}, dossier de presse"):
            for rank, line in enumerate(self._title.lines):
                colour = "accent" if rank == len(self._title.lines) - 1 and rank else "prune"
                baseline = y - (0.78 + rank * self._title.leading) * self._title.size
                sheet.text(MARGIN, baseline, line, self._title.font, self._title.size, colour)
        y = top - self._title.height - 6 * mm
        with sheet.tag("P"):
            y = sheet.lines(MARGIN, y, self._days, "accent", rise=0.9) - 1.5 * mm
        with sheet.tag("P"):
            sheet.lines(MARGIN, y, self._sentence, "prune", rise=0.94)
        self._contents.draw(_FOOT + _UNDER + spare + self._contents.height)


class _Contents:
    """Numbers and titles in two columns, three when titles are short; a click leads to the page."""

    def __init__(self, sheet: Sheet, entries: Sequence[Entry]) -> None:
        self._sheet = sheet
        self._entries = entries[:MOST]
        wide = (INSIDE - 6 * mm) / 2 - 9 * mm
        self._texts = [
            fitted(sheet, one.title, fonts.LABEL, _ENTRY, 7, Room(wide, lines=2, leading=1.1), one.title, "titre")
            for one in self._entries
        ]
        self._rows = -(-len(self._entries) // 2)
        step = 6.6 * mm if self._rows <= 4 else 6.2 * mm if self._rows <= 7 else 5.2 * mm
        self._step = max([step, *(text.height + 1.2 * mm for text in self._texts)])
        self.height = self._rows * self._step

    def draw(self, top: float) -> None:
        """Below ``top``."""
        sheet = self._sheet
        with sheet.tag("TOC"):
            for rank, (one, text) in enumerate(zip(self._entries, self._texts, strict=True)):
                x = MARGIN + (rank // self._rows) * ((INSIDE + 6 * mm) / 2)
                y = top - (rank % self._rows) * self._step
                at = (x, y - self._step, x + 9 * mm + text.width, y)
                key = bookmark_key(one.page, one.title)
                with sheet.tag("TOCI"), sheet.tag("Reference"):
                    with sheet.link(at, f"{one.title}, page {one.page}", bookmark=key):
                        sheet.text(x, y - 0.66 * self._step, str(one.page), fonts.TITLE, 11, "accent", after=" ")
                        sheet.lines(x + 9 * mm, y - 0.66 * self._step + 0.9 * text.size, text, "prune", rise=0.9)


def _foot(sheet: Sheet, campaign: Campaign, press: Press) -> None:
    rule(sheet, _FOOT + 2 * mm)
    own = local_edition(press)
    room = INSIDE
    if own:
        text, font = set_text(own, fonts.PILL, sheet.notices, "Édition locale", "nom")
        done = fit(text, font, 8.8, 7, Room(62 * mm, lines=3, leading=1.2))
        if not done.held:
            sheet.notices.block("Édition locale", "nom", "trop long pour la couverture. Donnez un nom court.")
        wide, high = done.width + 7 * mm, done.height + 3 * mm
        x, middle = sheet.width - MARGIN - wide, 15 * mm
        box(sheet, x, middle + high / 2, wide, high, "second", 3.2 * mm)
        paper = "creme" if sheet.palette.reads("creme", "second", 4.5) else "prune"
        with sheet.tag("P"):
            sheet.lines(x + wide / 2, middle + done.height / 2, done, paper, "centre", rise=0.92)
        room -= wide + 6 * mm
    partners_row(sheet, campaign, press.body, 8.5 * mm, room, 13 * mm, most=3 if own else 4)
