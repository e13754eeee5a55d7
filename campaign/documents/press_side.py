"""What stands beside the text of a press release: when it may be published, the days, whom to call."""

from reportlab.lib.units import mm

from campaign.base.french import day_in_words
from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import when
from campaign.documents.fitting import Room, Set
from campaign.documents.press_flow import Part, Reader, Writer, whole
from campaign.documents.press_kit_cover import contact_line, dialled
from campaign.documents.press_kit_frame import SIDE, SMALL, box, fitted, rule
from campaign.documents.press_text import Press
from campaign.documents.sheet import Sheet

_PAD = 4.5 * mm
_AIR = 7 * mm


def dated(press: Press) -> str:
    """« Angers, le lundi 4 novembre 2013 », « Lundi 4 novembre 2013 » where no town is known."""
    day = day_in_words(press.dated)
    return f"{press.town.strip()}, le {day}" if press.town.strip() else f"Le {day}"


def release_side(sheet: Sheet, campaign: Campaign, press: Press, reader: Reader) -> Part:
    """In the press kit: one part under the other, all ``SIDE`` wide."""
    parts = [_when(sheet, press), _place(sheet, press), _days(sheet, campaign), *_contact(sheet, press)]
    parts += [_about(sheet, press, reader)] if press.about.strip() else []
    return _stacked(reader, parts)


def page_side(sheet: Sheet, campaign: Campaign, press: Press, reader: Reader, *, about: bool = True) -> Part:
    """Beside the one-page release, which says its place and day above: the code of the press page besides."""
    parts = [_when(sheet, press), _days(sheet, campaign), *_contact(sheet, press)]
    parts += [_page(sheet, campaign, press)]
    parts += [_about(sheet, press, reader)] if about and press.about.strip() else []
    return _stacked(reader, parts)


def _stacked(reader: Reader, parts: list[Part]) -> Part:
    def draw(x: float, top: float) -> None:
        reader.at()
        for part in parts:
            part.draw(x, top)
            top -= part.height + _AIR

    return Part(sum(part.height + _AIR for part in parts) - _AIR, draw)


def _when(sheet: Sheet, press: Press) -> Part:
    """« Sous embargo jusqu’au… » or « Diffusion immédiate »."""
    room = SIDE - 2 * _PAD
    about = "Embargo" if press.embargo else "Diffusion"
    above = fitted(sheet, "Sous embargo jusqu’au" if press.embargo else "Pour publication", fonts.LABEL, 8.6, 7,
                   Room(room, lines=2, leading=1.3), about)  # fmt: skip
    words = fitted(sheet, press.embargo or "Diffusion immédiate", fonts.STRONG, 11, 8,
                   Room(room, lines=4, leading=1.24), about)  # fmt: skip
    high = above.height + words.height + 7.4 * mm

    def draw(x: float, top: float) -> None:
        box(sheet, x, top, SIDE, high, "rose" if press.embargo else "menthe")
        with sheet.tag("P"):
            y = sheet.lines(x + _PAD, top - 3.6 * mm, above, "prune", rise=0.94, after=" ")
            sheet.lines(x + _PAD, y, words, "prune", rise=0.94)

    return Part(high, draw)


def _place(sheet: Sheet, press: Press) -> Part:
    day = fitted(sheet, dated(press), fonts.TEXT, 9.2, 7, Room(SIDE, lines=4, leading=1.34), "Date et lieu")
    return _lines(sheet, [(day, "prune")])


def _days(sheet: Sheet, campaign: Campaign) -> Part:
    """The days and the hours, as a reminder."""
    year = max(campaign.days).year
    focus = campaign.focus
    where = f"{focus.name}, {focus.commune}" if focus else f"{campaign.count} {campaign.place.in_form}"
    lines = [
        (fitted(sheet, "Les dates", fonts.STRONG, 9.4, 8, Room(SIDE, lines=1, leading=1.3)), "accent"),
        (fitted(sheet, f"{when(campaign)} {year}", fonts.TITLE, 14, 9, Room(SIDE, lines=4, leading=1.16)), "prune"),
        (fitted(sheet, where, fonts.TEXT, 9.2, 7, Room(SIDE, lines=5, leading=1.34)), "prune"),
    ]  # fmt: skip
    if campaign.common_hours:
        hours = fitted(sheet, campaign.common_hours, fonts.TEXT, 9.2, 7, Room(SIDE, lines=2, leading=1.34))
        lines.insert(2, (hours, "prune"))
    return _lines(sheet, lines)


def _contact(sheet: Sheet, press: Press) -> list[Part]:
    contact, about = press.contact, "Contact presse"
    said = [
        (contact.name, fonts.STRONG, "nom", ""),
        (contact.service, fonts.TEXT, "service", ""),
        (press.body, fonts.TEXT, "collectivité", ""),
        (contact.phone, fonts.LABEL, "téléphone", f"tel:{dialled(contact.phone)}"),
        (contact.email, fonts.LABEL, "adresse", f"mailto:{contact.email}"),
    ]
    head = fitted(sheet, "Contact presse", fonts.STRONG, 9.4, 8, Room(SIDE, lines=1, leading=1.45))
    lines = [
        (fitted(sheet, value, font, 9.2, 7, Room(SIDE, lines=3, leading=1.34), about, field), link)
        for value, font, field, link in said if value.strip()
    ]  # fmt: skip

    def draw(x: float, top: float) -> None:
        with sheet.tag("P"):
            y = sheet.lines(x, top, head, "accent", rise=0.94)
        for text, link in lines:
            contact_line(sheet, x, y, text, link)
            y -= text.height

    return [Part(head.height + sum(text.height for text, _ in lines), draw)] if lines else []


def _page(sheet: Sheet, campaign: Campaign, press: Press) -> Part:
    """Where the kit and the visuals are, with the code that leads there; the site when there is no press page."""
    plate, url = 27 * mm, press.address or campaign.url
    title = "L’espace presse" if press.address else "Le site"
    said = "Le dossier complet et les visuels" if press.address else "La carte et les horaires"
    address = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    head = fitted(sheet, title, fonts.STRONG, 9.4, 8, Room(SIDE, lines=1, leading=1.45))
    text = fitted(sheet, address, fonts.LABEL, 8.6, 6, Room(SIDE, lines=2, leading=1.3), "Espace presse", "adresse")
    words = fitted(sheet, said, fonts.TEXT, 8.6, 7,
                   Room(SIDE - plate - 3 * mm, lines=5, leading=1.3))  # fmt: skip

    def draw(x: float, top: float) -> None:
        with sheet.tag("P"):
            y = sheet.lines(x, top, head, "accent", rise=0.94, after=" ")
        qr.draw(sheet, url, x, y - plate, plate, "blanc")
        with sheet.tag("P"):
            sheet.lines(x + plate + 3 * mm, y - 1 * mm, words, "prune", rise=0.94)
        y -= plate + 2 * mm
        at = (x, y - text.height, x + text.width, y)
        with sheet.tag("P"), sheet.link(at, f"{title} : {address}", url=url):
            sheet.lines(x, y, text, "prune", rise=0.94)

    return Part(head.height + plate + 2 * mm + text.height, draw)


def _about(sheet: Sheet, press: Press, reader: Reader) -> Part:
    """« À propos »: who organises, the same in every release."""
    head = fitted(sheet, "À propos", fonts.STRONG, 9.4, 8, Room(SIDE, lines=1, leading=1.45))
    words = whole(Writer(sheet, reader, SIDE, "À propos").words(press.about, SMALL))

    def draw(x: float, top: float) -> None:
        reader.at()
        with sheet.artifact():
            rule(sheet, top, x, SIDE)
        with sheet.tag("P"):
            y = sheet.lines(x, top - 3.4 * mm, head, "accent", rise=0.94)
        words.draw(x, y)
        reader.at()

    return Part(3.4 * mm + head.height + words.height, draw)


def _lines(sheet: Sheet, lines: list[tuple[Set, str]]) -> Part:
    def draw(x: float, top: float) -> None:
        for text, colour in lines:
            with sheet.tag("P"):
                top = sheet.lines(x, top, text, colour, rise=0.94)

    return Part(sum(text.height for text, _ in lines), draw)
