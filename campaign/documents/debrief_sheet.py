"""The debrief sheet: what a shop or animators lived, filled by hand, with the code an agent types back.

As many sides as the questions ask for; two for the usual ones. Everything reads in black and white.
"""

from collections.abc import Iterator
from contextlib import nullcontext

from reportlab.lib.units import mm

from campaign.documents import office_text as fonts
from campaign.documents.debrief_sheet_content import DebriefSheet, DebriefSheets, SheetPart
from campaign.documents.debrief_sheet_rows import DENSITIES, Asked, Density, question_parts
from campaign.documents.fitting import Room, fit
from campaign.documents.objects import place, ratio
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
    page_word,
    whole,
)
from campaign.documents.van_pages import Flow, Part, shared_out

_COLOUR = "field"
_CODE_WIDE, _CODE_HIGH = 50 * mm, 21 * mm
_NEXT = HEIGHT - THIN_BAND - 5 * mm
_FREE = 9 * mm
_BAR = 9.4 * mm  # of a part's title
_SIDES = 2  # beyond, the sheet is set tighter
# What parts are told apart by, in turn; light colours, which become white paper in black alone.
_LOOKS = (("menthe", "clock"), ("field", "armchair"), ("rose", "teapot"), ("paille", "books"), ("menthe", "vase"))
_ADVICE = (
    "Une estimation suffit : un nombre, ou une fourchette. Ce que vous ne savez pas, cochez « je ne sais pas » : "
    "ce n’est jamais compté comme zéro. Ce que vous laissez vide reste vide."
)
_WAYS = "Par la poste, en photo par courriel, ou de vive voix au téléphone."


def draw_debrief_sheets(sheet: VanSheet, batch: DebriefSheets) -> None:
    """One place after another, each on its own pages with its bookmark."""
    for rank, one in enumerate(batch.sheets):
        with sheet.section(rank, f"{one.place} ({one.code})"):
            _sheet(sheet, batch, one)


def _sheet(sheet: VanSheet, batch: DebriefSheets, one: DebriefSheet) -> None:
    top = _opening(sheet, batch, one)
    tried = []
    for density in DENSITIES:
        tried.append(_shared(sheet, one, top, density))
        if len(tried[-1][1]) <= _SIDES:
            break
    parts, pages = min(tried, key=lambda found: len(found[1]))

    def turned(rank: int) -> float:
        sheet.next_page()
        whose = f"{one.place} · {one.code}"
        return band_again(sheet, one.title, whose, page_word(rank + 1, len(pages)), _COLOUR) - 5 * mm

    Flow(pages, top, turned).draw(len(parts))


def _shared(sheet: VanSheet, one: DebriefSheet, top: float, density: Density) -> tuple[list[Part], list[list[Part]]]:
    parts = [part for rank, asked in enumerate(one.parts) for part in _part(sheet, rank, asked, density)]
    parts += [_filled_by(sheet, one), _foot(sheet, one)]
    return parts, shared_out(parts, top, _NEXT, _FREE)


def _opening(sheet: VanSheet, batch: DebriefSheets, one: DebriefSheet) -> float:
    """Title, code, whose sheet it is, how to fill it; the bottom."""
    band(sheet, one.title, batch.header.edition, _COLOUR, INSIDE - _CODE_WIDE - 6 * mm)
    left, top = WIDTH - MARGIN - _CODE_WIDE, HEIGHT - 6.5 * mm
    with sheet.artifact():
        sheet.box(left, top, _CODE_WIDE, _CODE_HIGH, 1.4, 2.5 * mm)
    with sheet.tag("P"):
        middle = left + _CODE_WIDE / 2
        sheet.text(middle, top - 6 * mm, "Code de votre fiche", fonts.STRONG, 8.4, "prune", "centre", " ")
        code = fit(one.code, fonts.STRONG, 25, 11, Room(_CODE_WIDE - 6 * mm, lines=1))
        sheet.lines(middle, top - 9 * mm, code, "prune", "centre", rise=0.86)
    said = (
        (one.label, one.place, ", ".join(one.address)),
        ("Les jours de l’événement", one.days, ""),
        ("Une question ?", one.officer or one.body, whole(one.phone)),
    )
    low = facts(sheet, said, HEIGHT - BAND - 6 * mm) - 4 * mm
    advice = sheet.wrapped(_ADVICE, fonts.LABEL, 9.4, INSIDE - 8 * mm)
    high = advice.height + 4 * mm
    with sheet.artifact():
        sheet.fill("rose")
        sheet.canvas.roundRect(MARGIN, low - high, INSIDE, high, 2 * mm, fill=1, stroke=0)
        if sheet.plain:
            sheet.rule(low)
            sheet.rule(low - high)
    with sheet.tag("P"):
        sheet.lines(MARGIN + 4 * mm, low - 2 * mm, advice, "prune", rise=0.86)
    return low - high - 3 * mm


def _part(sheet: VanSheet, rank: int, asked: SheetPart, density: Density) -> Iterator[Part]:
    """Its title, then its questions; the title never stands alone at the bottom of a page."""
    yield _title(sheet, rank, asked, density)
    follows = 1
    for stripe, question in enumerate(asked.questions):
        for part in question_parts(Asked(sheet, question, stripe, density), follows):
            yield part
            follows = 0


def _title(sheet: VanSheet, rank: int, asked: SheetPart, density: Density) -> Part:
    colour, thing = _LOOKS[rank % len(_LOOKS)]
    room = INSIDE - 26 * mm
    title = sheet.wrapped(f"{rank + 1}. {asked.title}", fonts.TITLE, 13.5, room, asked.title, 1.1)
    hint = sheet.wrapped(asked.hint, fonts.LABEL, 9, room, asked.title) if asked.hint.strip() else None
    beside = hint is not None and title.width + hint.width + 4 * mm <= room
    inside = title.height + (hint.height + 0.6 * mm if hint and not beside else 0)
    high = max(_BAR, inside + 4.4 * mm)
    above = 1.5 * density.around

    def draw(top: float) -> None:
        bar = top - above
        with sheet.artifact():
            sheet.fill(colour)
            sheet.canvas.roundRect(MARGIN, bar - high, INSIDE, high, 2 * mm, fill=1, stroke=0)
            if sheet.plain:
                sheet.rule(bar, 1.6)
                sheet.rule(bar - high, 1.6)
            else:
                wide = min(15 * mm, (_BAR + 0.5 * mm) / ratio(thing))
                place(sheet, thing, WIDTH - MARGIN - wide - 4 * mm, bar - high, wide)
        y = bar - (high - inside) / 2
        with sheet.tag("H2"):
            low = sheet.lines(MARGIN + 4 * mm, y, title, "prune", rise=0.86)
        if hint:
            x = MARGIN + 4 * mm + (title.width + 4 * mm if beside else 0)
            with sheet.tag("P"):
                sheet.lines(x, y - 2.2 if beside else low - 0.6 * mm, hint, "prune", rise=0.86)

    return Part(above + high + 1.5 * mm, draw)


def _filled_by(sheet: VanSheet, one: DebriefSheet) -> Part:
    """Who filled the sheet, and when."""
    name = sheet.in_one_line(one.answered_by, fonts.LEAD, 10, 96 * mm)

    def draw(top: float) -> None:
        y = top - 8.5 * mm
        with sheet.tag("P"):
            used = sheet.text(MARGIN, y, "Fiche remplie par", fonts.LEAD, 10, "prune", after=" ") + 3 * mm
            if one.answered_by:
                sheet.lines(MARGIN + used, y + 8.6, name, "prune", rise=0.86, after=" ")
            sheet.text(MARGIN + 137 * mm, y, "le", fonts.LEAD, 10, "prune")
        with sheet.artifact():
            sheet.dots(MARGIN + used, y - 1 * mm, 134 * mm - used)
            sheet.dots(MARGIN + 142 * mm, y - 1 * mm, INSIDE - 142 * mm)

    return Part(13 * mm, draw, follows=2)


def _foot(sheet: VanSheet, one: DebriefSheet) -> Part:
    """Where to send it back, over the whole width at the bottom of the last page."""
    columns = (("Comment la renvoyer", (_WAYS,), 54 * mm),
               ("Adresse", one.return_address or (one.body,), 64 * mm),
               ("Téléphone et courriel", (one.officer, whole(one.phone), one.email), 54 * mm))  # fmt: skip
    told = []
    for label, lines, wide in columns:
        font = fonts.TEXT if not told else fonts.LEAD
        texts = [sheet.wrapped(line, font, 9.2, wide, one.body) for line in lines if line.strip()]
        told.append((sheet.wrapped(label, fonts.STRONG, 8.8, wide), texts, wide))
    high = max(head.height + sum(text.height for text in texts) for head, texts, _ in told) + 13 * mm

    def draw(top: float) -> None:
        sheet.band(0, top, "menthe")
        with sheet.artifact():
            sheet.stroke("prune", 0.9)
            sheet.canvas.setDash(4, 3)
            sheet.curve([(0, top), (WIDTH, top)])
            sheet.canvas.setDash()
        x = MARGIN
        for head, texts, wide in told:
            mail = f"mailto:{one.email}" if "@" in one.email and head is told[-1][0] else ""
            with sheet.tag("P"):
                y = sheet.lines(x, top - 4.4 * mm, head, "prune", rise=0.86, after=" ") - 0.8 * mm
                for text in texts:
                    box = (x, y - text.height, x + text.width, y)
                    with sheet.link(box, one.email, url=mail) if mail and text is texts[-1] else nullcontext():
                        y = sheet.lines(x, y, text, "prune", rise=0.86, after=" ")
            x += wide + 4 * mm

    return Part(high, draw, follows=1, at_foot=True)
