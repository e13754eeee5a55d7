"""What whoever writes the press kit has before them: blocks, values, the checklist, the page drawn as they type.

The team reads every audience; a contact, those of their link only.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaign.accounts.model import SYSTEM, Actor, PersonalLink, Role
from campaign.accounts.rights import guarded
from campaign.base import rich_text
from campaign.base.database import Database
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.base.variables import Variable
from campaign.communication import cache
from campaign.communication.content import Source, content_for, read_source
from campaign.communication.model import DEPARTEMENT, Audience, Scale, read_audience
from campaign.communication.press_content import figures_for, press_of, values_for
from campaign.documents import catalogue
from campaign.documents.presets import Preset
from campaign.documents.press_story import release_signs
from campaign.documents.press_text import Press
from campaign.documents.preview import page_holding, page_picture
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.participation.views import contact_page
from campaign.partners.model import Kind
from campaign.partners.store import place_by_id
from campaign.press.checklist import Advice, checklist
from campaign.press.default_framework import IN_RELEASE, NEAR_YOU
from campaign.press.facts import allowed
from campaign.press.model import MAX_TEXT, AudienceBlock
from campaign.press.reach import check_reach, live_edition, territory_of
from campaign.press.views import Material, material
from campaign.territory import views as territory
from campaign.territory.model import epci_forms

RELEASE_KIND, KIT_KIND = "communique", "dossier-de-presse"
WIDTH = 800  # pixels: sharp enough to be read beside the text
_DRAWING = threading.Lock()  # one page at a time: typing must not take the processors from those who answer


@dataclass(frozen=True, slots=True)
class Chip:
    """A variable to insert: its name, its French label, its value for this audience ('' while nobody told it)."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The texts of an audience. ``why`` tells why nothing can be filled yet, ``frozen`` why nothing may change.

    ``signs`` are those of the press release, None while it cannot be filled. ``adapted`` is for the team: by code of a
    block, who wrote their own, as (audience, name).
    """

    edition: Edition
    audience: Audience
    name: str
    blocks: tuple[AudienceBlock, ...]
    chips: tuple[Chip, ...]
    values: Mapping[str, str]
    advice: tuple[Advice, ...]
    press: Press | None
    signs: int | None
    why: str
    frozen: str
    adapted: Mapping[str, tuple[tuple[Audience, str], ...]]


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page as a picture: of which document, which page (from 1) of how many."""

    label: str
    page: int
    pages: int
    png: bytes


@guarded
def desk(db: Database, by: Actor, edition_id: int, audience: Audience, typed: Mapping[str, str] | None = None) -> Desk:
    """Everything to write an audience's texts; ``typed`` stands for texts not kept yet, by code of block.

    Raises:
        NotFound: somebody else's, or no such place. Refused: a shop that may not advertise. EditionOver: for a contact.
    """
    frozen = _why_frozen(db, by, edition_id, audience)
    source, why = _filling(db, edition_id, audience)
    kept = source.press if source else material(db, SYSTEM, edition_id)
    around = territory_of(db, str(audience)) if audience.scale is Scale.SHOP else ""
    blocks = kept.blocks_for(whom(audience), around)
    said = _cleaned(typed or {})
    read = [replace(one, text=said.get(one.block.code, one.text)) for one in blocks]
    press = press_of(source, audience, said) if source else None
    values = values_for(source, audience) if source else {}
    figures = figures_for(source, audience) if source else kept.figures
    count = sum(release_signs(press).values()) if press else None
    return Desk(
        edition=edition_view(db, edition_id),
        audience=audience,
        name=_name(db, audience),
        blocks=tuple(blocks),
        chips=_chips(allowed(figures), values),
        values=values,
        advice=tuple(checklist(read, kept.quotes_for(whom(audience), around), count)),
        press=press,
        signs=count,
        why=why,
        frozen=frozen,
        adapted=_adapted(db, kept) if by.role is not Role.CONTACT and audience == DEPARTEMENT else {},
    )


@guarded
def desk_audiences(db: Database, by: Actor, edition_id: int) -> list[tuple[Audience, str]]:
    """« Voir comme »: the département, the EPCI and the shops that take part and may have a version of theirs, then
    those that wrote one and take no part yet."""
    try:
        source = read_source(db, SYSTEM, edition_id)
    except Refused:
        source = None
    found = {DEPARTEMENT: _name(db, DEPARTEMENT)}
    for one in source.audiences() if source else ():
        shop = source.shop(one)
        if shop is None or shop.may_advertise:
            found[one] = source.name_of(one)
    for written in sorted((source.press if source else material(db, SYSTEM, edition_id)).adapted()):
        audience = read_audience(written)
        found.setdefault(audience, _name(db, audience))
    return list(found.items())


@guarded
def own_desks(db: Database, by: Actor, link: PersonalLink) -> list[tuple[Audience, str]]:
    """The versions a personal link writes: its territories, then its shops that may advertise; [] when it has none.

    Raises:
        NotFound: another contact's link.
    """
    page = contact_page(db, by, link)
    found = {
        Audience(Scale.EPCI, one.epci_siren): _name(db, Audience(Scale.EPCI, one.epci_siren))
        for one in page.others
        if one.kind is Kind.EPCI and one.epci_siren
    }
    for one in page.shops:
        if one.place.may_advertise:
            found[Audience(Scale.SHOP, str(one.place.id))] = one.place.name
    return list(found.items())


@guarded
def page_of_block(
    db: Database, by: Actor, edition_id: int, audience: Audience, code: str, typed: Mapping[str, str]
) -> PageShown:
    """The press release, or the page of the press kit where that block prints.

    Raises:
        As ``desk``; NotFound: nothing to draw yet; DiskFull.
    """
    _why_frozen(db, by, edition_id, audience)
    source, why = _filling(db, edition_id, audience)
    # « Près de chez vous » stands in the press release of local versions only.
    released = code in IN_RELEASE and (code != NEAR_YOU or audience != DEPARTEMENT)
    kind = catalogue.KINDS.get(RELEASE_KIND if released else KIT_KIND)
    if source is None or kind is None:
        raise NotFound(why or "L’image de la page n’est pas encore prête.")
    press = press_of(source, audience, _cleaned(typed))
    content = replace(content_for(source, audience, kind.code), press=press)
    heading = "" if released else next((one.title for one in press.sections if one.code == code), "")
    path = cache.folder(cache.PREVIEWS) / cache.key_of("press", kind.code, str(audience), heading, WIDTH, content)
    try:
        head, _, png = path.read_bytes().partition(b"\n")
        page, pages = (int(number) for number in head.split())
    except (OSError, ValueError):
        with _DRAWING:
            made = catalogue.build(kind.code, content, Preset.SCREEN)
        page, pages = page_holding(made.data, heading), made.pages
        png = page_picture(made.data, page, WIDTH)
        cache.write(path, f"{page} {pages}\n".encode() + png)
    return PageShown(kind.label, page + 1, pages, png)


def whom(audience: Audience) -> str:
    """The audience as the room of the press writes it: « epci:244900015 », '' for the département."""
    return "" if audience == DEPARTEMENT else str(audience)


def _cleaned(typed: Mapping[str, str]) -> dict[str, str]:
    """Texts not kept yet, as they would be; what is too long is only read as far as it could be kept."""
    return {
        code: clean(rich_text.pasted(text[: 2 * MAX_TEXT]), multiline=True)[:MAX_TEXT] for code, text in typed.items()
    }


def _why_frozen(db: Database, by: Actor, edition_id: int, audience: Audience) -> str:
    """Why nothing of an audience may change now, for the team, which may still read; '' when it may.

    Raises:
        As ``desk``.
    """
    linked = by.role is Role.CONTACT
    if linked and audience == DEPARTEMENT:
        raise NotFound("La trame commune appartient au Département.")
    try:
        if audience == DEPARTEMENT:
            live_edition(db, edition_id)
        else:
            check_reach(db, by, edition_id, whom(audience))
    except EditionOver as refusal:
        if linked:
            raise
        return refusal.message
    return ""


def _filling(db: Database, edition_id: int, audience: Audience) -> tuple[Source | None, str]:
    """What fills the texts of an audience, or None and why nothing does yet."""
    try:
        source = read_source(db, SYSTEM, edition_id)
        source.shops_of(audience)
    except (Refused, NotFound) as refusal:
        return None, refusal.message
    return source, ""


def _name(db: Database, audience: Audience) -> str:
    if audience.scale is Scale.EPCI:
        return epci_forms(territory.epci(audience.number).name)[0]
    if audience.scale is Scale.SHOP:
        place = place_by_id(db, int(audience.number))
        return place.name if place else ""
    return territory.departement(settings().departement).name


def _chips(variables: Mapping[str, Variable], values: Mapping[str, str]) -> tuple[Chip, ...]:
    return tuple(Chip(name, one.label, values.get(name, "")) for name, one in variables.items())


def _adapted(db: Database, kept: Material) -> dict[str, tuple[tuple[Audience, str], ...]]:
    found: dict[str, list[tuple[Audience, str]]] = {}
    for written, blocks in sorted(kept.adapted().items()):
        audience = read_audience(written)
        for block in blocks:
            found.setdefault(block.code, []).append((audience, _name(db, audience)))
    return {code: tuple(listed) for code, listed in found.items()}
