"""What the pages of the press kit share: margins, headings on a colour, page numbers, texts that always fit."""

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from campaign.base.french import NBSP, enumerate_in_words
from campaign.documents import objects, patchwork
from campaign.documents import office_text as fonts
from campaign.documents.content import Campaign, Partner
from campaign.documents.fitting import Room, Set, fit
from campaign.documents.legal_line import MOST_LOGOS, legal_line
from campaign.documents.letters import set_text
from campaign.documents.logos import zone
from campaign.documents.press_flow import Part
from campaign.documents.press_lines import Style
from campaign.documents.press_text import Press
from campaign.documents.sheet import Sheet

TRIM_MM = (210, 297)
MARGIN, INSIDE = 18 * mm, 174 * mm
MAIN, SIDE = 112 * mm, 52 * mm  # a column to read, and what stands beside it
BOTTOM = 23 * mm  # nothing but page numbers below
BAND, SHORT_BAND, AIR = 43 * mm, 27 * mm, 9 * mm  # a heading's field, one in the middle of a page, what is under it
AGAIN = 27 * mm  # from the top, where a section goes on
RED = {"tomate": "accent", "brique": "accent-shade"}
BLUE = {"canard": "second", "nuit": "second-shade"}

BODY = Style(fonts.TEXT, fonts.STRONG, 10.2, 1.42)
LEAD = Style(fonts.LEAD, fonts.PILL, 11.8, 1.36)
SMALL = Style(fonts.TEXT, fonts.STRONG, 8.4, 1.36)

_GROUNDS = ("field", "menthe", "rose", "tilleul")
# Objects standing on a heading, from right to left: (object, main colour, width in mm).
_OBJECTS = (
    (("radio", "moutarde", 33), ("cat", "prune", 19)),
    (("bike", "accent", 49),),
    (("armchair", "second", 35), ("lamp-tomate", "accent", 19)),
    (("commode", "accent", 42), ("clock", "prune", 20)),
    (("chair", "second", 19), ("jumper-tomate", "accent", 32)),
    (("teapot", "accent", 36), ("books", "accent", 30)),
    (("suitcase", "chene", 36), ("camera", "prune", 26)),
    (("commode-canard", "second", 42), ("vase", "accent", 15)),
    (("duck", "moutarde", 29), ("radio-creme", "prune", 32)),
)  # fmt: skip
_LEAST_TILES, _SIDES = 24 * mm, (3, 4, 5, 6)  # the lowest row of tiles; how many to a row
_LOOSE = 26 * mm  # what large tiles may leave empty under a text
_FILL_AIR = 7 * mm


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title and its rank, which chooses its colour and its objects."""

    title: str
    rank: int


def fitted(
    sheet: Sheet, value: str, font: str, size: float, floor: float, room: Room, about: str = "", field: str = ""
) -> Set:
    """A text as large as its room allows; what even the floor cannot hold blocks the document."""
    text, used = set_text(value, font, sheet.notices, about or value[:40], field)
    done = fit(text, used, size, floor, room)
    if not done.held:
        sheet.notices.block(about or f"« {value[:40]} »", field, "trop long ici. Raccourcissez-le.")
    return done


def say_what_press_lacks(sheet: Sheet, press: Press) -> None:
    """What was left out of the texts is said; what misses, and must be mended before it leaves, blocks."""
    for about, why in press.notices:
        sheet.notices.say(about, "", why)
    for about, why in press.missing:
        sheet.notices.block(about, "", why)
    if not press.contact.phone.strip() and not press.contact.email.strip():
        sheet.notices.say("Contact presse", "", "ni téléphone ni adresse : les journalistes ne sauront qui appeler.")


def heading(sheet: Sheet, about: Heading, top: float, high: float) -> None:
    """The title on its colour, over the whole width; objects stand on the line where the title leaves them room."""
    ground = _GROUNDS[about.rank % len(_GROUNDS)]
    sheet.band(top - high, top, ground)
    scale = high / BAND
    standing = [one for one in _OBJECTS[about.rank % len(_OBJECTS)] if not sheet.palette.near(one[1], ground)]
    used = sum(wide * scale * mm + 4 * mm for _, _, wide in standing)
    text, font = set_text(about.title, fonts.TITLE, sheet.notices, about.title, "titre")
    done = fit(text, font, 33 * max(scale, 0.76), 17, Room(INSIDE - used, high - 12 * mm, lines=2, leading=1.04))
    if not done.held:
        standing = []
        done = fit(text, font, 26 * scale, 9, Room(INSIDE, high - 8 * mm, leading=1.04))
    if not done.held:
        sheet.notices.block(about.title, "titre", "trop long. Raccourcissez-le.")
    with sheet.tag("H2"):
        sheet.lines(MARGIN, top - (high - done.height) / 2, done, "prune", rise=0.8)
    x = sheet.width - MARGIN
    for name, _, wide in standing:
        x -= wide * scale * mm
        width = min(wide * scale * mm, (high - 5 * mm) / objects.ratio(name))
        objects.place(sheet, name, x + wide * scale * mm - width, top - high, width, {**RED, **BLUE})
        x -= 4 * mm


def goes_on(sheet: Sheet, about: Heading) -> None:
    """The head of a page where a section goes on: a reminder for who turns it, nothing to read again aloud."""
    text, font = set_text(f"{about.title} (suite)", fonts.TITLE, sheet.notices, about.title, "titre")
    done = fit(text, font, 12, 7, Room(INSIDE, lines=1))
    with sheet.artifact():
        sheet.lines(MARGIN, sheet.height - 15 * mm, done, "prune", rise=0.8)
        rule(sheet, sheet.height - 22 * mm)


def rule(sheet: Sheet, y: float, left: float = MARGIN, wide: float = INSIDE, colour: str = "sable") -> None:
    """A fine line."""
    sheet.stroke(colour, 0.8)
    sheet.curve([(left, y), (left + wide, y)])


def box(sheet: Sheet, x: float, top: float, wide: float, high: float, colour: str, radius: float = 3 * mm) -> None:
    """A rounded field."""
    sheet.fill(colour)
    sheet.canvas.roundRect(x, top - high, wide, high, min(radius, high / 2), fill=1, stroke=0)


def folio(sheet: Sheet, campaign: Campaign, press: Press) -> None:
    """The page's number at its outer corner; at the inner one whose press kit it is, and until when it must wait."""
    left = sheet.pages % 2 == 0
    text, font = set_text(f"{campaign.name} {max(campaign.days).year}", fonts.LABEL, sheet.notices, "", "")
    own, own_font = set_text(
        f"Sous embargo jusqu’au {press.embargo}" if press.embargo else "Dossier de presse", fonts.LABEL,
        sheet.notices, "", "",
    )  # fmt: skip
    running = fit(text, font, 7.6, 6, Room(INSIDE * 0.45, lines=1))
    other = fit(own, own_font, 7.6, 6, Room(INSIDE * 0.45, lines=1))
    outer, inner = (MARGIN, sheet.width - MARGIN) if left else (sheet.width - MARGIN, MARGIN)
    one, two = ("left", "right") if left else ("right", "left")
    sheet.text(outer, 11 * mm, str(sheet.pages), fonts.TITLE, 13, "accent", one)
    away = 10 * mm if left else -10 * mm
    sheet.text(outer + away, 11 * mm, running.lines[0], running.font, running.size, "prune", one)
    sheet.text(inner, 11 * mm, other.lines[0], other.font, other.size, "prune", two)


def fill(sheet: Sheet, top: float, rank: int) -> None:
    """Rows of tiles where a page leaves room for them, the largest that fill it."""
    room = top - BOTTOM - _FILL_AIR
    if room < _LEAST_TILES:
        return
    loose = {count: room % (INSIDE / count) if room >= INSIDE / count else room for count in _SIDES}
    columns = next((count for count in _SIDES if loose[count] <= _LOOSE), min(_SIDES, key=lambda count: loose[count]))
    side = INSIDE / columns
    with sheet.artifact():
        patchwork.quilt(sheet, MARGIN, BOTTOM, side, columns, int(room / side), 5 * rank, "creme")


def tile(sheet: Sheet, rank: int) -> Part:
    """A rounded tile for a side column."""
    seen = [one for one in patchwork.chosen(sheet, len(patchwork.TILES)) if one.ground not in ("creme", "paille")]
    shown = seen[4 * rank % len(seen)]

    def draw(x: float, top: float) -> None:
        with sheet.artifact():
            box(sheet, x, top, SIDE, SIDE, shown.ground)
            patchwork.stand(sheet, shown, x, top - SIDE, SIDE)

    return Part(SIDE, draw)


def local_edition(press: Press) -> str:
    """« Édition locale : Saumur Val de Loire », '' for the common version."""
    return f"Édition locale{NBSP}: {press.local}" if press.local else ""


def partners_row(
    sheet: Sheet, campaign: Campaign, body: str, bottom: float, width: float, height: float, most: int = MOST_LOGOS
) -> None:
    """Logos or names of the first partners, or that of who organises."""
    shown = campaign.partners[:most] or ((Partner(body),) if body else ())
    if not shown:
        return
    names = f"Les partenaires : {enumerate_in_words([partner.name for partner in shown])}."
    with sheet.tag("Figure", alt=names, box=(MARGIN, bottom, MARGIN + width, bottom + height)):
        zone(sheet, shown, MARGIN, bottom, width, height)


def legal(sheet: Sheet, campaign: Campaign, room: float, *, others: bool = False, map_credit: bool = False) -> Set:
    """Printer, paper and credits, measured; ``others`` names the partners without a logo too, as long as they hold."""
    shown = replace(campaign, partners=campaign.partners[:MOST_LOGOS])
    tried = []
    for about in (campaign, shown) if others and len(campaign.partners) > MOST_LOGOS else (shown,):
        text = f"{legal_line(about, litter=False)} {'Fond de carte : IGN.' if map_credit else ''}".strip()
        text, font = set_text(text, fonts.LABEL, sheet.notices, "Mentions", "texte")
        tried.append(fit(text, font, 7.4, 6, Room(room, 13 * mm, leading=1.3)))
    done = next((one for one in tried if one.held), tried[-1])
    if not done.held:
        sheet.notices.block("Mentions", "crédits, papier et imprimeur", "trop longs. Raccourcissez-les.")
    return done
