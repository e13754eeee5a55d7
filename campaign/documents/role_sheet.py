"""« Qui fait quoi »: one A4 page an actor, to pin up: the role in a sentence, asked, received, when, who to call."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from campaign.base.french import plural
from campaign.documents import office_text as words
from campaign.documents.catalogue import Built
from campaign.documents.colours import Palette
from campaign.documents.office import HEIGHT, MARGIN, WIDTH, Paper, Style, fitted
from campaign.documents.presets import Preset
from campaign.documents.role_sheet_content import DONE, RoleSheet, SheetTask
from campaign.documents.sheet import Sheet

INSIDE = WIDTH - 2 * MARGIN
HEADER = 52.0
FOOT = 25.0
GAP = 7.0  # mm between parts
SIDE = 62.0  # mm, the column of what is received and of who has the role

_KIND = Style(words.PILL, 9.5, "creme", leading=1.0)
_TITLE = Style(words.TITLE, 34, leading=1.04, floor=17)
_DAYS = Style(words.LABEL, 11, leading=1.3, floor=7.5)
_BRIEF = Style(words.TITLE, 16, leading=1.22, floor=10.5)
_PART = Style(words.TITLE, 14.5, leading=1.1, floor=11)
_TEXT = Style(words.TEXT, 10.5, leading=1.32, floor=7.2)
_STRONG = Style(words.STRONG, 10, leading=1.25, floor=7)
_SMALL = Style(words.TEXT, 8.6, "encre60", leading=1.3, floor=6.5)
_DAY = Style(words.TITLE, 12.5, "tomate", leading=1.05, floor=9)
_MONTH = Style(words.LABEL, 7.6, "encre60", leading=1.15, floor=6)
_NUMBER = Style(words.TITLE, 11, "prune", leading=1.0)

# Each actor's ground and objects: the page is known from afar.
_DRESS = {
    "elected": ("menthe", ("armchair", 34)),
    "prevention": ("moutarde", ("teapot", 24)),
    "communication": ("rose", ("radio", 30)),
    "it": ("menthe", ("lamp-tomate", 36)),
    "logistics": ("moutarde", ("suitcase", 28)),
    "shops": ("rose", ("commode", 33)),
    "animators": ("menthe", ("duck", 31)),
}
_SCALES = (1.32, 1.24, 1.16, 1.08, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
_HOLDERS = 5  # named one by one; the team has its own list on the screen


def role_sheets(sheets: Sequence[RoleSheet], title: str, author: str, made_at: datetime) -> Built:
    """The sheets as one PDF, a page each, in the order given. The same content gives the same bytes."""
    page = Sheet(title, (WIDTH, HEIGHT), Preset.SCREEN, Palette())
    paper = Paper(title, author, page)
    for index, sheet in enumerate(sheets):
        if index:
            page.next_page()
        paper.bookmark(sheet.actor, f"role-{sheet.code}-{index}")
        _page(paper, sheet)
    data = page.finish(made_at)
    return Built(data, page.pages, (WIDTH, HEIGHT), page.notices.found, page.notices.blocking)


def _page(paper: Paper, sheet: RoleSheet) -> None:
    ground = _header(paper, sheet)
    top = _brief(paper, sheet, HEADER + 7)
    sheet, scale = _held(sheet, HEIGHT - FOOT - 6 - top)
    _left(paper, sheet, top, scale, ground)
    _right(paper, sheet, top, scale, ground)
    _foot(paper, sheet)


def _held(sheet: RoleSheet, room: float) -> tuple[RoleSheet, float]:
    """The sheet as it holds on one page, and the largest scale at which it does.

    At the smallest one, what is said elsewhere goes first: the tags of the days (they are at the top), then tasks that
    are done, then the furthest ones, counted in a line.
    """
    if (rest := len(sheet.holders) - _HOLDERS) > 0:
        said = f"et {plural(rest, 'autre personne', 'autres personnes')}"
        sheet = replace(sheet, holders=(*sheet.holders[:_HOLDERS], said))
    for scale in _SCALES:
        if max(_left(None, sheet, 0.0, scale, ""), _right(None, sheet, 0.0, scale, "")) <= room:
            return sheet, scale
    if _right(None, sheet, 0.0, scale, "") > room:
        sheet = replace(sheet, days=())
    while sheet.holders and _right(None, sheet, 0.0, scale, "") > room:
        sheet = replace(sheet, holders=sheet.holders[:-1])
    tasks, left_out = list(sheet.tasks), 0
    while tasks and _left(None, sheet, 0.0, scale, "") > room:
        done = next((one for one in tasks if one.mark == DONE), tasks[-1])
        tasks.remove(done)
        left_out += 1
        sheet = replace(sheet, tasks=tuple(tasks), more=left_out)
    return sheet, scale


def _header(paper: Paper, sheet: RoleSheet) -> str:
    ground, (name, high) = _DRESS.get(sheet.code, _DRESS["shops"])
    paper.field(0, 0, WIDTH, HEADER, ground)
    wide = paper.object_width(name, high)
    paper.object(name, WIDTH - MARGIN - wide, HEADER, high)
    room = INSIDE - wide - 8
    paper.box(MARGIN, 10, 30, 6.4, "prune", "", radius=3.2)
    paper.text("Qui fait quoi", MARGIN, 11.3, _KIND, 30, 1, "centre")
    title = fitted(sheet.actor, _TITLE, room, 2)
    bottom = paper.put(title, MARGIN, 18.5)
    paper.text(f"Les bons jours de l’occasion, {sheet.days_text}", MARGIN, bottom + 1.5, _DAYS, room, 2)
    return ground


def _brief(paper: Paper, sheet: RoleSheet, top: float) -> float:
    text = sheet.brief[:1].upper() + sheet.brief[1:]
    return paper.text(text, MARGIN, top, _BRIEF, INSIDE, 3) + GAP


def _scaled(style: Style, scale: float) -> Style:
    return replace(style, size=max(style.floor, style.size * scale))


def _part(paper: Paper | None, title: str, x: float, top: float, width: float, scale: float) -> float:
    fit = fitted(title, _scaled(_PART, scale), width, 1)
    if paper:
        paper.put(fit, x, top)
        paper.rule(x, top + fit.height + 1.2, width, "prune", 1.0)
    return top + fit.height + 4.2 * scale


def _left(paper: Paper | None, sheet: RoleSheet, top: float, scale: float, ground: str) -> float:
    """What is asked, then the dates; the bottom. Without a paper it only measures."""
    width = INSIDE - SIDE - 9
    top = _part(paper, "Ce que nous vous demandons", MARGIN, top, width, scale)
    for rank, line in enumerate(sheet.asked, 1):
        fit = fitted(line, _scaled(_TEXT, scale), width - 9)
        if paper:
            paper.circle(MARGIN + 2.7, top + 2.55 * scale, 2.75 * scale, fill=ground)
            number = fitted(str(rank), _scaled(_NUMBER, scale * 0.82), 8, 1)
            paper.put(number, MARGIN - 1.3, top + 2.5 * scale - number.height / 2, 8, "centre")
            paper.put(fit, MARGIN + 8.5, top)
        top += max(fit.height, 5.6 * scale) + 1.4 * scale
    top = _part(paper, "Vos dates", MARGIN, top + (GAP - 1.4) * scale, width, scale)
    if not sheet.tasks and not sheet.more:
        said = "Elles s’écriront ici avec le rétroplanning. Demandez-les à la personne à appeler."
        fit = fitted(said, _scaled(_SMALL, scale), width)
        return paper.put(fit, MARGIN, top) if paper else top + fit.height
    for rank, task in enumerate(sheet.tasks):
        top = _task(paper, task, rank, top, width, scale)
    if sheet.more:
        said = f"et {plural(sheet.more, 'autre date', 'autres dates')}, dans le rétroplanning"
        fit = fitted(said, _scaled(_SMALL, scale), width)
        top = paper.put(fit, MARGIN + 2, top + 1) if paper else top + 1 + fit.height
    return top


def _task(paper: Paper | None, task: SheetTask, rank: int, top: float, width: float, scale: float) -> float:
    """One line: the day, the task, what became of it; the bottom."""
    beside, side = 31.0, 17.0
    title = fitted(task.title, _scaled(_STRONG, scale), width - beside - (side if task.mark else 2))
    day = fitted(task.day, _scaled(_DAY, scale), 27, 1)
    month = fitted(task.month, _scaled(_MONTH, scale), 27, 1)
    high = max(title.height, day.height + month.height) + 2.2 * scale
    if paper:
        if rank % 2 == 0:
            paper.box(MARGIN, top, width, high, "creme", "", radius=1.4)
        upper = top + (high - day.height - month.height) / 2
        paper.put(month, MARGIN + 2, paper.put(day, MARGIN + 2, upper))
        paper.put(title, MARGIN + beside, top + (high - title.height) / 2)
        if task.mark:
            mark = fitted(task.mark, replace(_SMALL, font=words.LABEL, colour="prune"), side - 2, 1)
            paper.put(mark, MARGIN + width - side, top + (high - mark.height) / 2, side - 2, "right")
    return top + high + 0.5 * scale


def _right(paper: Paper | None, sheet: RoleSheet, top: float, scale: float, ground: str) -> float:
    """What is received, then who has the role, in a coloured box each; the bottom."""
    x = WIDTH - MARGIN - SIDE
    top = _boxed(paper, "Ce que vous recevez", sheet.received, x, top, scale, "creme")
    if sheet.holders:
        top = _boxed(paper, "Dans l’équipe", sheet.holders, x, top + 5 * scale, scale, "")
    top += 5 * scale
    return _days(paper, sheet, x, top, scale, ground)


def _boxed(
    paper: Paper | None, title: str, lines: Sequence[str], x: float, top: float, scale: float, fill: str
) -> float:
    if not lines:
        return top
    pad, width = 4.5, SIDE - 9
    title_fit = fitted(title, _scaled(_PART, scale * 0.92), width, 1)
    fits = [fitted(line, _scaled(_TEXT, scale * 0.92), width - 4.5) for line in lines]
    high = pad * 1.7 + title_fit.height + 1.6 + sum(one.height + 1.5 * scale for one in fits)
    if paper:
        paper.box(x, top, SIDE, high, fill or "blanc", "" if fill else "prune", 1.0, 2.5)
        y = paper.put(title_fit, x + pad, top + pad * 0.85) + 1.6
        for one in fits:
            step = one.style.size * one.style.leading * 0.3528
            paper.circle(x + pad + 1, y + step / 2, 0.85, fill="tomate")
            y = paper.put(one, x + pad + 4.5, y) + 1.5 * scale
    return top + high


def _days(paper: Paper | None, sheet: RoleSheet, x: float, top: float, scale: float, ground: str) -> float:
    """The days of the event as tags, two a row."""
    wide, high = (SIDE - 5) / 2, 25 * scale
    for rank, (weekday, number, month) in enumerate(sheet.days):
        if paper:
            left, upper = x + rank % 2 * (wide + 5), top + rank // 2 * (high + 3)
            paper.box(left, upper, wide, high, ("moutarde", "rose", "menthe", "creme")[rank % 4], "", radius=2.5)
            small = _scaled(replace(_STRONG, size=9), scale)
            paper.text(weekday, left + 1, upper + 2.4 * scale, small, wide - 2, 1, "centre")
            big = Style(words.TITLE, 25 * scale, leading=1.0)
            paper.text(number, left + 1, upper + 7 * scale, big, wide - 2, 1, "centre")
            paper.text(month, left + 1, upper + 17.4 * scale, small, wide - 2, 1, "centre")
    rows = -(-len(sheet.days) // 2)
    return top + rows * (high + 3)


def _foot(paper: Paper, sheet: RoleSheet) -> None:
    top = HEIGHT - FOOT
    paper.field(0, top, WIDTH, FOOT, "prune")
    light = replace(_PART, colour="creme", size=13)
    paper.text("Qui appeler ?", MARGIN, top + 5, light, 46, 1)
    paper.text("Une question, un empêchement", MARGIN, top + 12.2, replace(_SMALL, colour="creme"), 52, 2)
    x, width = MARGIN + 58, INSIDE - 58 - 44
    bottom = top + 4.6
    lines = sheet.call or ("Le service de prévention des déchets",)
    for rank, one in enumerate(lines[:3]):
        style = replace(_STRONG if rank == 0 else _TEXT, colour="creme", size=11 if rank == 0 else 9.6)
        bottom = paper.text(one, x, bottom, style, width, 1)
    right = WIDTH - MARGIN - 42
    paper.text(sheet.body, right, top + 5, replace(_SMALL, colour="creme", font=words.LABEL), 42, 2, "right")
    if sheet.version:
        paper.text(sheet.version, right, top + 15, replace(_SMALL, colour="creme", size=7.4), 42, 2, "right")
