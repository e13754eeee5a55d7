"""One document for one audience: made once, then read from where it was kept as long as nothing it says has changed."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import InvalidInput, Refused
from campaign.base.french import enumerate_in_words
from campaign.communication import cache
from campaign.communication.content import Source, read_source
from campaign.communication.model import Audience, kinds_for, receives, rule_against
from campaign.communication.press_content import content_with_press
from campaign.documents import catalogue, ready
from campaign.documents.catalogue import Built, Kind
from campaign.documents.content import Campaign
from campaign.documents.presets import Preset
from campaign.documents.preview import page_picture


@dataclass(frozen=True, slots=True)
class Piece:
    """A kind as an audience has it; ``rule`` says why it cannot have its own, '' when it can."""

    kind: Kind
    audience: Audience
    rule: str = ""


@guarded
def build_piece(
    db: Database, by: Actor, edition_id: int, kind: str, audience: Audience, preset: Preset = Preset.SCREEN
) -> Built:
    """The document, its notices and what blocks it. The same data give the same bytes.

    Raises:
        InvalidInput: no such kind; NotFound: no such edition, or the audience takes no part;
        Refused: this audience has no such piece, or may not have its own (the sentence quotes the rule).
    """
    source = read_source(db, by, edition_id)
    asked = piece_of(source, kind, audience)
    if asked.rule:
        raise Refused(asked.rule)
    return built(source, asked, preset)


@guarded
def page_preview(
    db: Database, by: Actor, edition_id: int, kind: str, audience: Audience, page: int = 0, width: int = 900
) -> bytes:
    """A PNG of one page (from 0) as on a screen, ``width`` pixels wide; pictures as they are.

    Raises:
        As ``build_piece``; NotFound: no such page.
    """
    return preview_of(build_piece(db, by, edition_id, kind, audience, Preset.SCREEN), page, width)


@guarded
def pieces(db: Database, by: Actor, edition_id: int, audience: Audience) -> list[Piece]:
    """The pieces an audience receives, in the order of the catalogue, those it may not have included.

    Raises:
        NotFound: the audience takes no part.
    """
    return pieces_of(read_source(db, by, edition_id), audience)


@guarded
def pieces_made(db: Database, by: Actor, edition_id: int, audience: Audience) -> list[tuple[Piece, Built | None]]:
    """The pieces an audience may have of its own, each with its file for a screen if it is there already: nothing
    is drawn. Empty while the audience takes no part.
    """
    try:
        source = read_source(db, by, edition_id)
        asked = [one for one in pieces_of(source, audience) if not one.rule]
    except Refused:
        return []
    return [(one, cache.piece(said(source, one, Preset.SCREEN)[1])) for one in asked]


@guarded
def audiences(db: Database, by: Actor, edition_id: int) -> list[tuple[Audience, str]]:
    """« Voir comme »: the département, its EPCI with a shop, its shops, each with its name."""
    source = read_source(db, by, edition_id)
    return [(one, source.name_of(one)) for one in source.audiences()]


def pieces_of(source: Source, audience: Audience) -> list[Piece]:
    """The same, from what was read."""
    source.shops_of(audience)
    return [piece_of(source, kind, audience) for kind in kinds_for(audience.scale, catalogue.KINDS)]


def piece_of(source: Source, kind: str, audience: Audience) -> Piece:
    """One kind for one audience, with the rule that forbids it.

    Raises:
        InvalidInput: no such kind; NotFound: the audience takes no part; Refused: it never has that piece.
    """
    found = known_kind(kind)
    source.shops_of(audience)
    if not receives(audience.scale, kind):
        raise Refused(f"{found.label} : cette pièce ne se fait pas pour {_SUCH[audience.scale]}.")
    owner = source.shop(audience)
    return Piece(found, audience, rule_against(kind, found.label, owner.may_advertise) if owner else "")


def known_kind(kind: str) -> Kind:
    """The kind of that code.

    Raises:
        InvalidInput: with the codes that exist.
    """
    if kind not in catalogue.KINDS:
        known = enumerate_in_words(catalogue.KINDS)
        raise InvalidInput("kind", f"Pièce inconnue. Celles qui se font : {known}.", next(iter(catalogue.KINDS)))
    return catalogue.KINDS[kind]


def built(source: Source, piece: Piece, preset: Preset) -> Built:
    """The document of a piece that may be made, checked, kept under the fingerprint of all that decides its bytes."""
    content, key = said(source, piece, preset)
    found = cache.piece(key)
    if found is None:
        found = ready.made(piece.kind.code, content, preset)
        cache.keep_piece(key, found)
    return found


def said(source: Source, piece: Piece, preset: Preset) -> tuple[Campaign, str]:
    """What a piece says, and the key under which its document is kept."""
    content = content_with_press(source, piece.audience, piece.kind.code)
    return content, cache.key_of(piece.kind.code, str(piece.audience), str(preset), content)


def preview_of(made: Built, page: int, width: int) -> bytes:
    """A PNG of one page (from 0), ``width`` pixels wide; pictures as they are.

    Raises:
        NotFound: no such page; DiskFull.
    """
    if made.extension != "pdf":
        return made.data
    path = cache.folder(cache.PREVIEWS) / cache.key_of(cache.fingerprint(made.data), page, width)
    try:
        return path.read_bytes()
    except OSError:
        picture = page_picture(made.data, page, width)
        cache.write(path, picture)
        return picture


_SUCH = {"departement": "le département", "epci": "une intercommunalité", "shop": "une boutique"}
