"""What a poster says beside its dates: who opens and where, then the address of the site with its QR code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.content import Campaign
from campaign.documents.fitting import Room, Set, balanced, fit, fit_lines
from campaign.documents.letters import set_text, width
from campaign.documents.sheet import Sheet

_HEAD, _LEAD = 0.97, 1.14  # leadings
_LEAD_SIZE = 0.53  # of the headline's size
_SMALLEST = 7.0  # points, whatever the format
_LEAST = 0.6  # how far one line may shrink alone (brand.md, « Département »)


@dataclass(frozen=True, slots=True)
class _Words:
    """Settable texts: a headline in lines, or to be wrapped, and the lines under it."""

    head: tuple[str, ...]
    font: str
    leads: tuple[tuple[str, str], ...]


def headline(sheet: Sheet, campaign: Campaign, x: float, top: float, room: float, height: float, *, lines: int) -> None:
    """« 20 boutiques solidaires / ouvrent grand leurs portes / partout en Maine-et-Loire », or the shop's own name.

    The headline fills the width; a line too long under it shrinks alone to 60 %, then takes two lines.
    """
    choices = [_words(sheet, campaign, name, lines) for name in _names(campaign)]
    done = None
    for words in choices:
        done = _arranged(words, room, height)
        if done:
            break
    if campaign.focus and done and words is not choices[0]:
        sheet.notices.say(campaign.focus.name, "nom", "trop long ici, remplacé par le nom court.")
    if not done:
        about, field = (campaign.focus.name, "nom court et adresse") if campaign.focus else (campaign.place.name, "nom")
        sheet.notices.block(about, field, "trop long pour cette pièce. Raccourcissez-le.")
        done = _arranged(choices[-1], room, height, forced=True)
    head, leads = done
    about = campaign.focus.name if campaign.focus else campaign.place.name
    # The block is centred in the height it was given, so that short texts do not hang from the top.
    used = head.height + sum(lead.height for lead in leads)
    y = top - max(0.0, (height - used) * 0.12)
    y = sheet.lines(x, y, head, "creme", rise=0.74)
    for lead in leads:
        y = sheet.lines(x, y, lead, "field", rise=0.86)
        sheet.notices.shrunk(about, "ligne du lieu", head.size * _LEAD_SIZE, lead.size / 0.999)


def holds(sheet: Sheet, campaign: Campaign, room: float, height: float, *, lines: int) -> bool:
    """Whether the whole name holds there: if not, another layout is tried before a shorter name."""
    return _arranged(_words(sheet, campaign, _names(campaign)[0], lines), room, height) is not None


def address(sheet: Sheet, campaign: Campaign, x: float, bottom: float, room: float, plate: float) -> None:
    """The QR code and what the site gives, on as many lines as the plate is high."""
    qr.draw(sheet, campaign.code_url, x, bottom, plate)
    gap = plate * 0.185
    wide = room - plate - gap
    offers, font = set_text(
        f"{campaign.offers.rstrip('.…')}…", fonts.TEXT, sheet.notices, "Opération", "objets proposés"
    )
    where = "Carte et horaires sur"
    site, site_font = set_text(campaign.site, fonts.STRONG, sheet.notices, "Opération", "adresse du site")
    size = plate * 0.252
    floor = max(7.0, 0.45 * size)
    while True:
        text = balanced(offers, font, size, wide)
        link = _site(site, site_font, size * 1.1, wide)
        count = len(text) + 1 + len(link.lines)
        widest = max(width(line, font, size) for line in (*text, where))
        fits = widest <= wide and count * size * 1.06 <= plate + 0.1 * size
        if (fits and link.held) or size <= floor:
            break
        size *= 0.98
    if not (fits and link.held):
        sheet.notices.block("Opération", "adresse du site et objets proposés", "trop longs. Raccourcissez-les.")
    step = min(size * 1.3, (plate - size * 0.72) / max(1, count - 1))
    y = bottom + plate / 2 + (step * (count - 1) - size * 0.5) / 2 + 0.0
    y -= size * 0.1
    for line in (*text, where):
        sheet.text(x + plate + gap, y, line, font, size, "creme")
        y -= step
    for line in link.lines:
        sheet.text(x + plate + gap, y, line, site_font, link.size, "rose")
        y -= step


def _names(campaign: Campaign) -> Sequence[str]:
    if not campaign.focus:
        return ("",)
    names = (campaign.focus.name, campaign.focus.short_name)
    return tuple(dict.fromkeys(name for name in names if name))


def _words(sheet: Sheet, campaign: Campaign, name: str, lines: int) -> _Words:
    if campaign.focus:
        shop = campaign.focus
        head, font = set_text(name, fonts.TITLE, sheet.notices, shop.name, "nom")
        if not head:
            head, font = f"Boutique n°{NBSP}{shop.number}", fonts.TITLE
            sheet.notices.block(shop.name, "nom", "aucun de ses signes ne s’imprime. Écrivez-le en lettres latines.")
        where = f"{shop.address}, {shop.commune}" if shop.address else f"à {shop.commune}"
        return _Words((head,), font, (_lead(sheet, "ouvre grand ses portes"), _lead(sheet, where)))
    many = campaign.taking_part > 1
    one_line = f"{campaign.count} solidaire{'s' if many else ''}"
    head = (one_line,) if lines == 1 else tuple(one_line.rsplit(" ", 1))
    opens = "ouvrent grand leurs portes" if many else "ouvre grand ses portes"
    where = f"{'partout ' if many else ''}{campaign.place.in_form}"
    return _Words(head, fonts.TITLE, (_lead(sheet, opens), _lead(sheet, where)))


def _lead(sheet: Sheet, value: str) -> tuple[str, str]:
    return set_text(value, fonts.LEAD, sheet.notices, "Lieu", "nom et adresse")


def _arranged(words: _Words, room: float, height: float, *, forced: bool = False) -> tuple[Set, list[Set]] | None:
    """The largest headline under which everything holds in the height."""
    chosen = len(words.head) > 1
    size = min(height, room / max(width(line, words.font) for line in words.head) if chosen else height / 2)
    floor = 4.0 if forced else size * 0.45
    while True:
        if chosen:
            head = fit_lines(words.head, words.font, size, floor, Room(room, leading=_HEAD))
        else:
            lines = tuple(balanced(words.head[0], words.font, size, room, cut=forced))
            head = Set(lines, words.font, size, _HEAD, _fits(lines, words.font, size, room) and len(lines) <= 3)
        leads = [
            _fitted_lead(text, font, size * _LEAD_SIZE, room, 4.0 if forced else _SMALLEST)
            for text, font in words.leads
        ]
        held = head.held and all(lead.held for lead in leads)
        # Ink, not boxes: nothing above the first capitals nor below the last line's tails.
        used = head.height + sum(lead.height for lead in leads) - 0.25 * size
        if (held or forced) and used <= height:
            return head, leads
        if size <= floor:
            return (head, leads) if forced else None
        size = max(floor, size * 0.98)


def _fitted_lead(text: str, font: str, size: float, room: float, smallest: float) -> Set:
    size = max(size, smallest)
    alone = fit_lines((text,), font, size, max(size * _LEAST, smallest), Room(room, leading=_LEAD))
    if alone.held:
        return alone
    return fit(text, font, max(size * 0.8, smallest), max(size * 0.5, smallest), Room(room, leading=_LEAD))


def _site(site: str, font: str, size: float, room: float) -> Set:
    """On one line when it holds at 70 %, else cut after a slash, a point or a hyphen."""
    one = fit_lines((site,), font, size, size * 0.7, Room(room))
    if one.held:
        return one
    parts = re.split(r"(?<=[/.-])", site)
    best = min(range(1, len(parts)), key=lambda cut: abs(len("".join(parts[:cut])) - len(site) / 2), default=0)
    if not best:
        return one
    return fit_lines(("".join(parts[:best]), "".join(parts[best:])), font, size, size * 0.6, Room(room))


def _fits(lines: Sequence[str], font: str, size: float, room: float) -> bool:
    return all(width(line, font, size) <= room * 1.0001 for line in lines)
