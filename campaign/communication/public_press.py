"""The press page: what journalists read and take, open once the team opened it, and only to whom it may be.

Under embargo, everybody learns that a press kit exists and whom to call; it is read with the address that was sent to
the press, or by an agent who looks before it opens.
"""

import hmac
from dataclasses import dataclass, replace

from campaign.accounts.model import AGENT_ROLES, SYSTEM, Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.secret import derived
from campaign.base.text import slug
from campaign.communication.building import built, piece_of, preview_of, said
from campaign.communication.content import Source, read_source
from campaign.communication.model import DEPARTEMENT, Audience, Scale, read_audience
from campaign.communication.press_content import PRESS_KINDS, content_with_press
from campaign.communication.press_files import WORD_TYPE, word_built, word_said
from campaign.communication.public_drawing import drawn_for_all
from campaign.communication.visual_files import VisualFile, visual_files
from campaign.documents.catalogue import KINDS, Built
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset
from campaign.documents.press_text import PressContact
from campaign.editions.model import Edition
from campaign.editions.views import current_edition
from campaign.press.model import PressSheet
from campaign.press.store import sheet_of

KIT, RELEASE = PRESS_KINDS
POSTERS = ("affiche-a3", "carre-social", "banniere")
FILE_TYPES = {"pdf": "application/pdf", "docx": WORD_TYPE, "png": "image/png", "jpg": "image/jpeg"}
_POSTER_WIDTH, _SEEN_WIDTH = 1600, 640  # pixels: to publish, to look at on the page
# Names in addresses: (kind, ending).
_FILES = {
    "communique.pdf": (RELEASE, "pdf"), "communique.docx": (RELEASE, "docx"),
    "dossier.pdf": (KIT, "pdf"), "dossier.docx": (KIT, "docx"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Who asks: with which ``key`` of the address that was sent to the press, signed in as which ``agent``."""

    key: str = ""
    agent: Actor | None = None


@dataclass(frozen=True, slots=True)
class PressFile:
    """A file to take, under its French name; ``ending`` is « pdf », « docx », « png » or « jpg »."""

    name: str
    ending: str
    data: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PublicPress:
    """The press page. ``content`` is None while an embargo keeps it from whoever asks; ``early`` when it is shown
    before everyone has it. ``files`` are by their name in addresses, ``posters`` by kind, with their French label.
    """

    edition: Edition
    audience: Audience
    contact: PressContact
    embargo: str
    opened: bool
    early: bool
    content: Campaign | None = None
    territories: tuple[tuple[Audience, str], ...] = ()
    files: dict[str, PressFile] | None = None
    visuals: tuple[VisualFile, ...] = ()
    posters: tuple[tuple[str, str], ...] = ()


def press_is_open(db: Database) -> bool:
    """Whether pages may lead to it."""
    edition = current_edition(db)
    return edition is not None and sheet_of(db, edition.id).published_at is not None


def press_key(edition_id: int) -> str:
    """What the address sent to the press holds, so that it is read before the embargo ends."""
    return derived("press page", edition_id)


def public_press(db: Database, asked: str, reading: Reading) -> PublicPress:
    """The press page of the département, or of the territory ``asked`` (« epci:244900015 »).

    Raises:
        NotFound: closed, nothing to say yet, or no such version.
    """
    source, allowed, early = _source(db, reading)
    audience = _audience(source, asked)
    content = content_with_press(source, audience, RELEASE)
    sheet, now = source.press.sheet, clock.now()
    page = PublicPress(
        edition=source.edition,
        audience=audience,
        contact=content.press.contact,
        embargo=content.press.embargo if sheet.under_embargo(now) else "",
        opened=sheet.published_at is not None,
        early=early,
    )
    if not allowed:
        return page
    files = {name: _file(source, name, audience) for name in _FILES}
    return replace(
        page,
        content=content,
        territories=tuple((one, source.name_of(one)) for one in source.audiences() if one.scale is Scale.EPCI),
        files={name: one for name, one in files.items() if one},
        visuals=tuple(visual_files(source.press.visuals)),
        posters=tuple((kind, KINDS[kind].label) for kind in POSTERS if _poster(source, kind, audience)),
    )


def press_file(db: Database, name: str, asked: str, reading: Reading) -> PressFile:
    """« communique.pdf », « dossier.docx »…

    Raises:
        NotFound: closed, under embargo, no such file, or something of it must be mended first.
    """
    source = _readable(db, reading)
    found = _file(source, name, _audience(source, asked)) if name in _FILES else None
    if found is None:
        raise NotFound("Ce fichier n’est pas prêt. Le texte se lit sur la page de presse.")
    return found


def press_visual(db: Database, number: int, reading: Reading) -> VisualFile:
    """A picture for the press, by its number, whatever its place in the list.

    Raises:
        NotFound: closed, under embargo, or taken away since.
    """
    source = _readable(db, reading)
    for one in visual_files(visual for visual in source.press.visuals if visual.id == number):
        return one
    raise NotFound("Ce visuel n’est plus là.")


def press_poster(db: Database, kind: str, asked: str, reading: Reading, *, small: bool = False) -> PressFile:
    """A poster as a picture; ``small`` to be looked at.

    Raises:
        NotFound: closed, under embargo, or not ready. DiskFull.
    """
    source = _readable(db, reading)
    audience = _audience(source, asked)
    made = _poster(source, kind, audience) if kind in POSTERS else None
    if made is None:
        raise NotFound("Cette image n’est pas prête.")
    width = _SEEN_WIDTH if small else _POSTER_WIDTH
    data = preview_of(made, 0, width) if made.extension == "pdf" else made.data
    return PressFile(f"{slug(KINDS[kind].label)}-{slug(source.name_of(audience))}.png", "png", data)


def _source(db: Database, reading: Reading) -> tuple[Source, bool, bool]:
    """What the page is made from; whether who asks may read it, and whether that is before everyone."""
    edition = current_edition(db)
    if edition is None:
        raise NotFound("Aucune édition n’est annoncée : il n’y a pas encore de page de presse.")
    sheet = sheet_of(db, edition.id)
    agent = reading.agent is not None and reading.agent.role in AGENT_ROLES
    if sheet.published_at is None and not agent:
        raise NotFound("La page de presse n’est pas ouverte.")
    held = _held(sheet)
    knows = held and hmac.compare_digest(reading.key.encode(), press_key(edition.id).encode())
    try:
        source = read_source(db, SYSTEM, edition.id)
    except Refused as refusal:
        raise NotFound("La page de presse n’est pas prête : aucune boutique n’a encore confirmé.") from refusal
    return source, agent or knows or not held, held or sheet.published_at is None


def _held(sheet: PressSheet) -> bool:
    return sheet.under_embargo(clock.now())


def _readable(db: Database, reading: Reading) -> Source:
    source, allowed, _ = _source(db, reading)
    if not allowed:
        raise NotFound("Ce fichier est sous embargo : il sera ici dès qu’il sera levé.")
    return source


def _audience(source: Source, asked: str) -> Audience:
    if not asked:
        return DEPARTEMENT
    try:
        audience = read_audience(asked)
        if audience.scale is not Scale.SHOP:
            source.shops_of(audience)
            return audience
    except (InvalidInput, NotFound):
        pass
    raise NotFound("Ce territoire n’a pas de version à lui : lisez celle du département.")


def _file(source: Source, name: str, audience: Audience) -> PressFile | None:
    """None when something of it must be mended first."""
    kind, ending = _FILES[name]
    piece = piece_of(source, kind, audience)
    if ending == "docx":
        made = drawn_for_all(word_said(source, piece)[1], lambda: word_built(source, piece))
    else:
        made = drawn_for_all(said(source, piece, Preset.SCREEN)[1], lambda: built(source, piece, Preset.SCREEN))
    if made is None or made.blocking:
        return None
    name = f"{slug(piece.kind.label)}-{slug(source.name_of(audience))}.{ending}"
    return PressFile(name, ending, made.data, made.pages)


def _poster(source: Source, kind: str, audience: Audience) -> Built | None:
    piece = piece_of(source, kind, audience)
    made = drawn_for_all(said(source, piece, Preset.SCREEN)[1], lambda: built(source, piece, Preset.SCREEN))
    return made if made and not made.blocking else None
