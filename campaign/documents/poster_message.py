"""What a poster says beside its dates: who opens and where, then the address of the site with its QR code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.base.french import NBSP
from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.content import Campaign, capital
from campaign.documents.fitting import Room, Set, balanced, fit, fit_lines
from campaign.documents.letters import set_text, width
from campaign.documents.sheet import Sheet

_HEAD, _LEAD = 0.97, 1.14  # leadings
_LEAD_SIZE = 0.53  # of the headline's size
_SMALLEST = 7.0  # points, whatever the format
_LEAST = 0.6  # how far one line may shrink alone (brand.md, « Département »)
_SEEN = 0.85  # below, a line that shrinks alone is noticed: other breaks are tried
_LEAST_HEAD = 0.029  # of the width: 25 points on an A3
_GIVEN_UP = 0.75  # of its size, by a long name for its address
_LARGER = (0.75, 0.64)  # of the headline's size, for what stands under a short name


@dataclass(frozen=True, slots=True)
class _Words:
    """Settable texts: a headline in lines, or to be wrapped in ``most``, and the ways to break what is under it.

    ``least`` is the smallest headline, in points; ``named`` when it is a shop's name.
    """

    head: tuple[str, ...]
    font: str
    ways: tuple[tuple[tuple[str, str], ...], ...]
    least: float
    named: bool = False
    most: int = 3


def headline(sheet: Sheet, campaign: Campaign, x: float, top: float, room: float, height: float, *, lines: int) -> None:
    """« 20 boutiques solidaires / ouvrent grand leurs portes / partout en Maine-et-Loire », or the shop's own name.

    The headline fills the width; a line too long under it is broken elsewhere, shrinks alone to 60 %, then takes two
    lines. Under a short name the address is larger.
    """
    choices = [_words(sheet, campaign, name, lines) for name in _names(campaign)]
    done = None
    for words in choices:
        done = _held(words, room, height, lines)
        if done:
            done = _enlarged(words, done, room, height) if campaign.focus else done
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
    spare = max(0.0, height - head.height - sum(lead.height for lead in leads))
    y = sheet.lines(x, top - spare * 0.12, head, "creme", rise=0.74) - min(spare * 0.3, 0.22 * head.size)
    for lead in leads:
        y = sheet.lines(x, y, lead, "field", rise=0.86)
        sheet.notices.shrunk(about, "ligne du lieu", head.size * _LEAD_SIZE, lead.size / 0.999)


def holds(sheet: Sheet, campaign: Campaign, room: float, height: float, *, lines: int) -> bool:
    """Whether the whole name holds there: if not, another layout is tried before a shorter name."""
    words = _words(sheet, campaign, _names(campaign)[0], lines)
    return _held(words, room, height, lines) is not None


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
    least = _LEAST_HEAD * sheet.width
    if campaign.focus:
        shop = campaign.focus
        head, font = set_text(name, fonts.TITLE, sheet.notices, shop.name, "nom")
        if not head:
            head, font = f"Boutique n°{NBSP}{shop.number}", fonts.TITLE
            sheet.notices.block(shop.name, "nom", "aucun de ses signes ne s’imprime. Écrivez-le en lettres latines.")
        opens = "ouvre grand ses portes"
        hours = () if campaign.hours or not shop.hours else (shop.hours,)
        street = capital(shop.address)
        ways = [(opens, ", ".join(filter(None, (street, shop.commune))), *hours)]
        ways += [(opens, street, shop.commune, *hours)] if street else []
        return _Words(
            (head,), font, tuple(tuple(_lead(sheet, line) for line in way) for way in ways), least, named=True
        )
    many = campaign.taking_part > 1
    one_line = f"{campaign.count} solidaire{'s' if many else ''}"
    head = (one_line,) if lines == 1 else tuple(one_line.rsplit(" ", 1))
    opens = "ouvrent grand leurs portes" if many else "ouvre grand ses portes"
    ways = [(opens, f"partout {campaign.place.in_form}"), (f"{opens} partout", campaign.place.in_form)]
    ways = ways if many else [(opens, campaign.place.in_form)]
    return _Words(head, fonts.TITLE, tuple(tuple(_lead(sheet, line) for line in way) for way in ways), least)


def _lead(sheet: Sheet, value: str) -> tuple[str, str]:
    return set_text(value, fonts.LEAD, sheet.notices, "Lieu", "nom et adresse")


def _held(words: _Words, room: float, height: float, lines: int) -> tuple[Set, list[Set]] | None:
    """In three lines; in four where there is no other layout to try."""
    done = _arranged(words, room, height)
    return done or (_arranged(replace(words, most=4), room, height) if lines == 1 else None)


def _arranged(words: _Words, room: float, height: float, *, forced: bool = False) -> tuple[Set, list[Set]] | None:
    """The largest headline under which everything holds; a name gives up a little of its size for its address."""
    chosen = len(words.head) > 1
    size = min(height, room / max(width(line, words.font) for line in words.head) if chosen else height / 2)
    floor = 4.0 if forced else min(size, words.least)
    best: tuple[Set, list[Set]] | None = None
    while True:
        found = _at(words, size, room, height, forced=forced)
        if found and (forced or not words.named):
            return found
        if found and (best is None or _smallest(found) > _smallest(best)):
            best = found
        if size <= floor or (best and size < _GIVEN_UP * best[0].size):
            return best
        size = max(floor, size * 0.98)


def _at(words: _Words, size: float, room: float, height: float, *, forced: bool) -> tuple[Set, list[Set]] | None:
    """Everything at one size of the headline, nothing when it does not hold."""
    if len(words.head) > 1:
        head = fit_lines(words.head, words.font, size, words.least, Room(room, leading=_HEAD))
    else:
        lines = tuple(balanced(words.head[0], words.font, size, room, cut=forced))
        held = _fits(lines, words.font, size, room) and len(lines) <= words.most
        head = Set(lines, words.font, size, _HEAD, held)
    last = forced and size <= 4.0
    ways = _leads(words, size * _LEAD_SIZE, room, 4.0 if forced else _SMALLEST)
    for leads in ways if words.named else ways[:1]:
        held = head.held and all(lead.held for lead in leads)
        # Ink, not boxes: nothing above the first capitals nor below the last line's tails.
        used = head.height + sum(lead.height for lead in leads) - 0.25 * size
        if last or ((held or forced) and used <= height):
            return head, leads
    return None


def _smallest(found: tuple[Set, list[Set]]) -> float:
    return min(lead.size for lead in found[1])


def _leads(words: _Words, size: float, room: float, smallest: float) -> list[list[Set]]:
    """Each way to break them, the first where nothing visibly shrinks; else the largest smallest line before."""
    found = []
    for way in words.ways:
        leads = [_fitted_lead(text, font, size, room, smallest) for text, font in way if text]
        least = min(lead.size for lead in leads)
        if found and least >= 0.75 * size:  # lines of about the same length: one size
            leads = [_fitted_lead(text, font, least, room, smallest) for text, font in way if text]
        found.append(leads)
    return sorted(found, key=lambda leads: -min(_SEEN * size, *(lead.size for lead in leads)))


def _enlarged(words: _Words, done: tuple[Set, list[Set]], room: float, height: float) -> tuple[Set, list[Set]]:
    """The same headline, what is under it larger where the room allows."""
    head, leads = done
    for way in words.ways:
        for share in _LARGER:
            tried = [_fitted_lead(text, font, head.size * share, room, _SMALLEST) for text, font in way if text]
            whole = all(len(lead.lines) == 1 and lead.size >= 0.999 * head.size * share for lead in tried)
            if whole and head.height + sum(lead.height for lead in tried) <= height:
                return head, tried
    return head, leads


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
