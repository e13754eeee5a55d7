"""The last pages of the directory: the shops by town, notes, patchwork, and the back with the imprint."""

from reportlab.lib.units import mm

from campaign.base.french import enumerate_in_words
from campaign.documents import objects, patchwork, qr
from campaign.documents import office_text as fonts
from campaign.documents.columns import Block, shared_out, tallest
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import BOTTOM, MARGIN, RED, fill, fitted, folio, site_link, title, when
from campaign.documents.directory_words import in_runs, towns
from campaign.documents.fitting import Room, fit
from campaign.documents.legal_line import MOST_ON_SMALL, legal_line
from campaign.documents.letters import set_text
from campaign.documents.logos import zone
from campaign.documents.scene import PILE_HEIGHT, PILE_WIDTH, pile, shadows, sun
from campaign.documents.sheet import Sheet

_CREDIT = "Fond de carte : IGN."


def index(sheet: Sheet, campaign: Campaign) -> None:
    """« Angers  4, 5 et 9 », in the alphabetical order of French."""
    sheet.band(0, sheet.height, "creme")
    y = title(sheet, "De ville en ville", "les numéros des boutiques", sheet.height - 14 * mm, sheet.width - 48 * mm)
    objects.place(sheet, "suitcase", sheet.width - MARGIN - 28 * mm, y, 26 * mm, RED)
    top, gap = y - 7 * mm, 8 * mm
    high = top - BOTTOM
    wide = (sheet.width - 2 * MARGIN - gap) / 2
    size = 10.0
    while True:
        blocks = [_town(sheet, town, numbers, size, wide) for town, numbers in towns(campaign.shops)]
        columns = shared_out(blocks, 2)
        if (len(columns) <= 2 and tallest(columns) <= high) or size <= 7:
            break
        size = max(7.0, size * 0.97)
    if tallest(columns) > high or len(columns) > 2:
        sheet.notices.block("Annuaire", "communes", "leur liste ne tient pas sur une page. Raccourcissez les noms.")
    with sheet.tag("L"):
        for rank, column in enumerate(columns):
            y = top
            for block in column:
                block.draw(MARGIN + rank * (wide + gap), y)
                y -= block.height
    fill(sheet, BOTTOM - 1 * mm, top - tallest(columns), 3)
    folio(sheet, campaign)


def _town(sheet: Sheet, name: str, numbers: list[int], size: float, room: float) -> Block:
    listed = in_runs(numbers)
    town, font = set_text(name, fonts.LABEL, sheet.notices, name, "commune")
    figures = fit(listed, fonts.STRONG, size, 7, Room(room * 0.45, leading=1.3))
    done = fit(town, font, size, 7, Room(room - figures.width - 3 * mm, leading=1.3))
    high = max(done.height, figures.height) + 0.55 * size

    def put(x: float, top: float) -> None:
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.lines(x, top, done, "prune", rise=0.9, after=" ")
            sheet.lines(x + room, top, figures, "prune", "right", rise=0.9)
        sheet.stroke("sable", 0.8)
        sheet.curve([(x, top - high + 0.25 * size), (x + room, top - high + 0.25 * size)])

    return Block(high, put)


def notes(sheet: Sheet, campaign: Campaign, rank: int) -> None:
    """Lines to write on."""
    sheet.band(0, sheet.height, "creme")
    first, second, thing, wide = (
        ("Mes trouvailles", "et où les retrouver", "teapot", 28),
        ("Ma liste", "à chercher, à donner", "camera", 26),
    )[rank % 2]
    y = title(sheet, first, second, sheet.height - 14 * mm, sheet.width - 2 * MARGIN - 30 * mm)
    objects.place(sheet, thing, sheet.width - MARGIN - wide * mm, y + 1 * mm, wide * mm, RED)
    line = y - 14 * mm
    canvas = sheet.canvas
    canvas.saveState()
    sheet.stroke("encre60", 0.9)
    canvas.setDash(0.1, 3.2)
    while line > BOTTOM + 2 * mm:
        canvas.line(MARGIN, line, sheet.width - MARGIN, line)
        line -= 10 * mm
    canvas.restoreState()
    folio(sheet, campaign)


def quilt(sheet: Sheet, rank: int) -> None:
    """A whole page of patchwork, into the bleed: four columns, six rows, the lowest cut by the edge."""
    side = sheet.width / 4
    rows = int(sheet.height / side) + 1
    sheet.band(0, sheet.height, "creme")
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(-sheet.bleed, -sheet.bleed, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed)
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    shown = 5 * side
    patchwork.quilt(sheet, 0, sheet.height - shown, side, 4, 5, 7 * rank)
    sheet.canvas.restoreState()
    if rows > 5:
        sheet.band(0, sheet.height - shown, "prune")


def back(sheet: Sheet, campaign: Campaign) -> None:
    """The site, the pile, the partners and the line the law asks for."""
    unit = sheet.width / 297
    foot = 31 * mm
    sheet.band(foot, sheet.height, "field")
    ground = foot + 13 * mm
    scale = (sheet.width - 14 * mm) / PILE_WIDTH
    sun(sheet, sheet.width / 2, ground + 50 * unit, 140 * unit)
    left = (sheet.width - PILE_WIDTH * scale) / 2
    shadows(sheet, left, ground, scale)
    sheet.band(foot, ground, "prune")
    pile(sheet, left, ground, scale)
    inside = sheet.width - 2 * MARGIN
    top = sheet.height - 14 * mm
    hello = fitted(sheet, "À très vite !", fonts.TITLE, 34, 20, Room(inside, lines=1))
    with sheet.tag("H2"):
        y = sheet.lines(MARGIN, top, hello, "prune", rise=0.76)
    days = fitted(sheet, when(campaign), fonts.TITLE, 16, 10, Room(inside, lines=2, leading=1.08))
    with sheet.tag("P"):
        y = sheet.lines(MARGIN, y - 1.5 * mm, days, "prune", rise=0.84)
    plate = 27 * mm
    y -= 4 * mm
    qr.draw(sheet, campaign.code_url, MARGIN, y - plate, plate)
    x = MARGIN + plate + 5 * mm
    room = sheet.width - MARGIN - x
    words = fitted(
        sheet, "La carte, les horaires et les animations de chaque boutique :", fonts.LABEL, 11, 8,
        Room(room, lines=3, leading=1.25),
    )  # fmt: skip
    site = fitted(sheet, campaign.site, fonts.STRONG, 12, 7, Room(room, lines=2, leading=1.2))
    middle = y - plate / 2 + (words.height + site.height) / 2
    with sheet.tag("P"):
        low = sheet.lines(x, middle, words, "prune", rise=0.86)
    site_link(sheet, campaign, x, low - 1 * mm, site, "prune", rise=0.86)
    if y - plate < ground + PILE_HEIGHT * scale:
        sheet.notices.say("Quatrième de couverture", "dates", "prennent plus de place que prévu.")
    _imprint(sheet, campaign, foot, unit)


def _imprint(sheet: Sheet, campaign: Campaign, foot: float, unit: float) -> None:
    sheet.band(0, foot, "creme")
    inside = sheet.width - 2 * MARGIN
    text = f"{legal_line(campaign, shown=MOST_ON_SMALL)} {_CREDIT if campaign.territories else ''}".strip()
    legal, font = set_text(text, fonts.PLAIN, sheet.notices, "Mentions", "texte")
    has_partners = bool(campaign.partners)
    done = fit(legal, font, 6.2, 5.2, Room(inside, (13 if has_partners else 26) * mm, leading=1.3))
    if not done.held:
        sheet.notices.block("Mentions", "crédits, papier et imprimeur", "trop longs. Raccourcissez-les.")
    low = 6 * mm + done.height + 3 * mm
    shown, high = campaign.partners[:MOST_ON_SMALL], foot - low - 5 * unit
    names = f"Les partenaires : {enumerate_in_words([partner.name for partner in shown])}."
    with sheet.tag("Figure", alt=names, box=(MARGIN, low, MARGIN + inside, low + high)):
        zone(sheet, shown, MARGIN, low, inside, high)
    with sheet.tag("P"):
        sheet.lines(MARGIN, 6 * mm + done.height, done, "prune", rise=0.9)
