"""The answer sheet: one A4 page a shop fills by hand, with what is known of it, and the code an agent types back."""

from collections.abc import Sequence
from dataclasses import replace

from campaign.documents import office_text as words
from campaign.documents.answer_sheet_content import AnswerSheet, SheetDay
from campaign.documents.office import HEIGHT, MARGIN, WIDTH, Paper, Style, fitted, width_of
from campaign.documents.sheet import Sheet

INSIDE = WIDTH - 2 * MARGIN
LINE = 5.2  # mm, a line with a box to tick
DAY = 16.6  # mm, the block of an event day
HEADER = 33.0
FOOT = 27.0
CODE_WIDTH = 56.0

_TITLE = Style(words.TITLE, 27, leading=1.1, floor=20)
_UNDER = Style(words.LABEL, 10.5, floor=7)
_SHOP = Style(words.TITLE, 19, leading=1.06, floor=9)
_PART = Style(words.TITLE, 13, leading=1.1, floor=10)
_HINT = Style(words.TEXT, 8.5, "encre60", floor=7)
_LABEL = Style(words.STRONG, 8, "tomate")
_VALUE = Style(words.LEAD, 9.5, leading=1.25)
_TEXT = Style(words.TEXT, 9)
_STRONG = Style(words.STRONG, 9)
_CHOICE = Style(words.LEAD, 9.5)
_DATE = Style(words.TITLE, 23, "tomate", leading=1.0)
_CODE = Style(words.STRONG, 25, leading=1.0, floor=15)

OPENING = ("9 h", "9 h 30", "10 h", "14 h")
CLOSING = ("12 h", "17 h", "18 h", "19 h")


def answer_sheets(sheets: Sequence[AnswerSheet], title: str, author: str) -> bytes:
    """The sheets as one PDF, a page each, in the order given."""
    paper = Paper(title, author)
    for index, sheet in enumerate(sheets):
        if index:
            paper.next_page()
        paper.bookmark(f"{sheet.shop} ({sheet.code})", f"sheet-{index}")
        _page(paper, sheet)
    return paper.finished()


def draw(sheet: Sheet, filled: AnswerSheet) -> None:
    """One answer sheet as a page of a kit: the same, with the boxes and the inks of what it is made for."""
    _page(Paper(sheet.title, filled.body, sheet), filled)


def _page(paper: Paper, sheet: AnswerSheet) -> None:
    top = _header(paper, sheet)
    top = _who(paper, sheet, top)
    gap = {1: 6.5, 2: 5.5, 3: 4.5}.get(len(sheet.days), 2.6)  # mm between parts: four days fill the page
    top = _presence(paper, sheet, top + gap)
    top = _hours(paper, sheet, top + gap)
    top = _activities(paper, sheet, top + gap)
    top = _kit(paper, sheet, top + gap)
    _notes(paper, sheet, top + gap, HEIGHT - FOOT - 4)
    _foot(paper, sheet)


def _header(paper: Paper, sheet: AnswerSheet) -> float:
    paper.field(0, 0, WIDTH, HEADER, "moutarde")
    room = WIDTH - 2 * MARGIN - CODE_WIDTH - 44
    paper.text("Fiche-réponse", MARGIN, 6.5, _TITLE, room + 10)
    bottom = paper.text("Les bons jours de l’occasion", MARGIN, 18.5, _UNDER, room + 8, 1)
    paper.text(sheet.days_text, MARGIN, bottom, replace(_UNDER, font=words.TEXT, floor=6), room + 8, 2)
    shift = MARGIN + room + 10
    shift += paper.object("mug", shift, HEADER + 1.2, 13) + 2
    paper.object("clock", shift, HEADER + 1, 17)
    left = WIDTH - MARGIN - CODE_WIDTH
    paper.box(left, 6.5, CODE_WIDTH, 21, "blanc", "prune", 1.4, 2.5)
    paper.text("Code de votre fiche", left, 9, replace(_LABEL, colour="prune"), CODE_WIDTH, 1, "centre")
    paper.text(sheet.code, left + 2, 14, _CODE, CODE_WIDTH - 4, 1, "centre")
    return HEADER + 5


def _who(paper: Paper, sheet: AnswerSheet, top: float) -> float:
    side, left = 60.0, WIDTH - MARGIN - 60
    paper.box(left, top, side, 22, "rose", "", radius=2)
    paper.text("À renvoyer avant le", left + 4, top + 2.5, replace(_LABEL, colour="prune"), side - 8)
    paper.text(sheet.deadline, left + 4, top + 6, replace(_VALUE, font=words.TITLE, size=11), side - 8, 1)
    told = "Ce qui est noté est juste ? N’y touchez pas. Sinon, rayez et écrivez à côté."
    paper.text(told, left + 4, top + 12, replace(_TEXT, size=7.8), side - 8, 2)
    room = INSIDE - side - 6
    bottom = paper.text(sheet.shop, MARGIN, top - 0.5, _SHOP, room, 2)
    where = " · ".join(sheet.address)
    bottom = paper.text(where, MARGIN, bottom + 1, _VALUE, room, 2)
    if sheet.contact:
        bottom = paper.text(f"Votre contact : {sheet.contact}", MARGIN, bottom, _TEXT, room, 2)
    return max(bottom, top + 22)


def _part(paper: Paper, title: str, hint: str, x: float, top: float, width: float) -> float:
    """A part's title with its hint on the same line, over a rule; the bottom."""
    title_fit = fitted(title, _PART, width, 1)
    paper.put(title_fit, x, top)
    after = x + width_of(title, title_fit.style) + 3
    paper.text(hint, after, top + 1.1, _HINT, x + width - after, 1)
    paper.rule(x, top + 6, width, "prune", 0.9)
    return top + 7.5


def _choice(paper: Paper, label: str, x: float, top: float, width: float, *, ticked: bool) -> None:
    """A box to tick with its label, in a line of ``LINE`` mm."""
    paper.tick(x, top + (LINE - 3.6) / 2, ticked=ticked)
    _inline(paper, label, x + 5.5, top, _CHOICE, width - 5.5)


def _inline(paper: Paper, value: str, x: float, top: float, style: Style, width: float, align: str = "left") -> None:
    """A text in the middle of a line of ``LINE`` mm."""
    fit = fitted(value, style, width, 1)
    paper.put(fit, x, top + (LINE - fit.height) / 2, width, align)


def _presence(paper: Paper, sheet: AnswerSheet, top: float) -> float:
    top = _part(paper, "Serez-vous des nôtres ?", "Cochez une case.", MARGIN, top, INSIDE)
    wanted = [width_of(label, _CHOICE) + 11 for _, label in sheet.presences]
    x, spare = MARGIN, max(0.0, INSIDE - sum(wanted)) / len(wanted)
    for (code, label), width in zip(sheet.presences, wanted, strict=True):
        _choice(paper, label, x, top, width - 4, ticked=code == sheet.presence)
        x += width + spare
    return top + LINE


def _hours(paper: Paper, sheet: AnswerSheet, top: float) -> float:
    hint = "Entourez vos heures, ou écrivez-les."
    top = _part(paper, "Vos horaires", hint, MARGIN, top, INSIDE)
    for day in sheet.days:
        _day(paper, sheet, day, top)
        top += DAY + 1.6
    return top - 1.6


def _day(paper: Paper, sheet: AnswerSheet, day: SheetDay, top: float) -> None:
    paper.box(MARGIN, top, INSIDE, DAY, "creme", "", radius=2)
    paper.text(str(day.number), MARGIN + 2, top + 2.6, _DATE, 13, 1, "centre")
    paper.text(day.weekday, MARGIN + 16, top + 3.6, replace(_VALUE, size=8.5), 18, 1)
    paper.text(day.month, MARGIN + 16, top + 7.8, replace(_VALUE, size=8.5, font=words.TEXT), 18, 1)
    given = sheet.presence == "yes"
    x, first = MARGIN + 36, top + 0.6
    _choice(paper, "Ouvert", x, first, 20, ticked=given and bool(day.hours))
    _choice(paper, "Fermé", x + 21, first, 20, ticked=given and not day.hours)
    if day.hours:
        _inline(paper, f"{sheet.known_as} : {day.hours}", x, first + LINE, replace(_STRONG, size=8.5), 52)
    for index, (label, hours, known) in enumerate(
        (("Ouverture", OPENING, day.opens), ("Fermeture", CLOSING, day.closes))
    ):
        _hours_line(paper, label, hours, known if given else "", x + 56, first + index * LINE)
    y = first + 2 * LINE
    _inline(paper, "Fermé le midi, de", x + 56, y, _TEXT, 27)
    paper.dots(x + 82, y + 4, 24)
    _inline(paper, "à", x + 107, y, _TEXT, 3)
    paper.dots(x + 111, y + 4, 22)


def _hours_line(paper: Paper, label: str, hours: Sequence[str], known: str, x: float, top: float) -> None:
    _inline(paper, label, x, top, _STRONG, 18)
    for index, hour in enumerate(hours):
        left = x + 19 + index * 11.5
        if hour.replace(" ", "\u00a0") == known.replace(" ", "\u00a0"):
            paper.box(left - 0.6, top + 0.3, 11.2, LINE - 0.6, "", "prune", 1.1, 2.2)
        _inline(paper, hour, left, top, _TEXT, 10, "centre")
    _inline(paper, "autre", x + 67, top, _HINT, 9)
    paper.dots(x + 76, top + 4, INSIDE - 36 - 56 - 76 - 3)


def _activities(paper: Paper, sheet: AnswerSheet, top: float) -> float:
    top = _part(paper, "Votre petit plus", "Même tout simple, il fait la différence.", MARGIN, top, INSIDE)
    columns, width = 4, INSIDE / 4
    for index, (label, ticked) in enumerate(sheet.activities):
        x, y = MARGIN + index % columns * width, top + index // columns * (LINE + 0.6)
        _choice(paper, label, x, y, width - 2, ticked=ticked and bool(sheet.presence))
    top += -(-len(sheet.activities) // columns) * (LINE + 0.6)
    before = [label.lower() for label, ticked in sheet.activities if ticked and not sheet.presence]
    other = (
        f"Une autre idée : {sheet.other_activity}" if sheet.presence and sheet.other_activity else "Une autre idée :"
    )
    before += [sheet.other_activity] if sheet.other_activity and not sheet.presence else []
    if before:
        top = paper.text(f"La dernière fois : {', '.join(before)}.", MARGIN, top, replace(_STRONG, size=8.5), INSIDE, 2)
    fit = fitted(other, _TEXT, INSIDE, 1)
    paper.put(fit, MARGIN, top + 0.8)
    used = width_of(fit.lines[-1], fit.style) + 2
    paper.dots(MARGIN + used, top + 4.3, INSIDE - used)
    return top + 5


def _kit(paper: Paper, sheet: AnswerSheet, top: float) -> float:
    top = _part(paper, "Votre kit", "Combien vous en faut-il ?", MARGIN, top, INSIDE)
    width, height = INSIDE / 4, 13.5
    for index, need in enumerate(sheet.needs):
        x = MARGIN + index * width
        paper.box(x, top, 13, 11, "blanc", "prune", 1, 1.6)
        bottom = paper.text(need.label, x + 15, top - 0.4, _STRONG, width - 17, 1)
        bottom = paper.text(need.hint, x + 15, bottom, replace(_HINT, size=7), width - 17, 2)
        if need.packets is not None:
            known = f"{sheet.known_as} : {need.packets}"
            paper.text(known, x + 15, bottom, replace(_STRONG, size=7.5), width - 17, 1)
    return top + height


def _notes(paper: Paper, sheet: AnswerSheet, top: float, bottom: float) -> None:
    width = (INSIDE - 6) / 2
    right, sign = MARGIN + width + 6, bottom - 19
    low = _part(paper, "Votre fiche", "Rayez ce qui a changé.", MARGIN, top, width)
    row = min(7.2, (sign - 3 - low) / max(1, len(sheet.sheet)))
    for index, (label, value) in enumerate(sheet.sheet):
        y = low + index * row
        _inline(paper, label, MARGIN, y, replace(_HINT, size=8), 27)
        _inline(paper, value, MARGIN + 28, y, replace(_STRONG, size=8.5, floor=6), width - 28)
        paper.dots(MARGIN + 28, y + row - 0.8, width - 28)
    y = low + len(sheet.sheet) * row
    while y + 7.2 < sign - 2:
        paper.dots(MARGIN, y + 6.4, width)
        y += 7.2
    low = _part(paper, "Pour le livreur", "Accès, stationnement, heures.", right, top, width)
    low = (
        paper.text(sheet.access_note, right, low, replace(_STRONG, size=8.5, floor=6), width, 3)
        if sheet.access_note
        else low
    )
    while low + 7.2 < sign - 2:
        low += 7.2
        paper.dots(right, low, width)
    _consents(paper, sign, width)
    paper.box(right, sign, width, bottom - sign, "blanc", "prune", 1, 2)
    paper.text("Nom, date, signature", right + 3, sign + 1.6, replace(_LABEL, colour="prune"), width)


def _consents(paper: Paper, top: float, width: float) -> None:
    said = (
        "J’ai lu ce qu’on attend de nous : ouvrir aux heures indiquées, afficher le kit, compter les passages.",
        "Des photos de la boutique peuvent paraître dans le bilan (facultatif).",
    )
    for one in said:
        paper.tick(MARGIN, top + 0.4)
        fit = fitted(one, replace(_TEXT, size=8.5), width - 6, 2)
        top = paper.put(fit, MARGIN + 6, top) + 2


def _foot(paper: Paper, sheet: AnswerSheet) -> None:
    top = HEIGHT - FOOT
    paper.field(0, top, WIDTH, FOOT, "menthe")
    paper.rule(0, top, WIDTH, "prune", 0.9, (4, 3))
    paper.text("Comment la renvoyer", MARGIN, top + 3, replace(_PART, size=12), 55)
    ways = "Par la poste, en photo par courriel, ou de vive voix au téléphone."
    paper.text(ways, MARGIN, top + 9, _TEXT, 52, 3)
    x = MARGIN + 60
    for title, lines, width in (
        ("Adresse", sheet.return_address or (sheet.body,), 62),
        ("Téléphone et courriel", (sheet.officer, sheet.phone, sheet.email), 54),
    ):
        bottom = paper.text(title, x, top + 3.4, replace(_LABEL, colour="prune"), width)
        for one in filter(None, lines):
            bottom = paper.text(one, x, bottom, replace(_VALUE, size=9, floor=6), width, 1)
        x += width + 4
