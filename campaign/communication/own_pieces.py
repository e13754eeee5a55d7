"""What a personal link offers to print and to share: a shop's own pieces, an animator's, the common ones to the others.

Nobody reaches anybody else's: a file is only looked for among those of the link's own list.
"""

import logging
import traceback
from dataclasses import dataclass, replace

from campaign.accounts.model import SYSTEM, Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import EditionOver, NotFound, Refused, Unavailable
from campaign.base.labels import Labelled
from campaign.base.text import slug
from campaign.communication.building import Piece, built, piece_of, pieces_of, preview_of
from campaign.communication.content import Source, read_source
from campaign.communication.model import ANSWER_SHEET, DEPARTEMENT, Audience, Scale, receives
from campaign.documents.catalogue import Built, Kind
from campaign.documents.presets import Preset
from campaign.editions.model import State
from campaign.participation.model import Presence
from campaign.participation.views import ContactPage, ShopAnswer, contact_page
from campaign.partners import model as partners
from campaign.partners.model import ADVERTISING_RULE

log = logging.getLogger("campaign.communication")
COMMON = ("affiche-a3", "flyer-a5", "annuaire")  # for relays: what names every shop, and prints
WIDTH = 480  # pixels of a picture of the list
MADE_IN = (State.OPEN, State.CLOSED)
_PARTS = {Scale.SHOP: "boutique", Scale.EPCI: "epci", Scale.DEPARTEMENT: "departement"}


class Waiting(Labelled):
    """Why there is nothing to take yet, and what to do."""

    TO_ANSWER = "to_answer", "Vos affiches se préparent dès que vous avez répondu « Oui », avec vos heures."
    DECLINED = "declined", "Vous avez répondu « Non » : rien n’est préparé pour cette fois."
    TOO_LATE = "too_late", "Votre réponse n’est pas arrivée à temps pour l’impression. Appelez-nous."
    NO_SHOP = "no_shop", "Aucune boutique n’a encore confirmé : vos documents se préparent dès la première réponse."


@dataclass(frozen=True, slots=True)
class OwnPiece:
    """A piece of the list. ``made`` is its file for a screen, None while it waits to be mended; ``part`` and the kind
    name it in an address; ``prints`` says whether a printer may ask for it."""

    kind: Kind
    part: str
    made: Built | None
    prints: bool


@dataclass(frozen=True, slots=True)
class OwnPieces:
    """What one place gets: its ``pieces``; under a ``rule``, the ``common`` ones instead; else why it waits."""

    name: str
    place_id: int
    pieces: tuple[OwnPiece, ...] = ()
    common: tuple[OwnPiece, ...] = ()
    rule: str = ""
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file to take away, under a name that says what it is and whose."""

    name: str
    extension: str
    data: bytes


@guarded
def own_pieces(db: Database, by: Actor, link: PersonalLink) -> list[OwnPieces]:
    """Everything a personal link offers, place by place, each piece drawn for the screen.

    Raises:
        NotFound: another contact's link, or nothing here is theirs. EditionOver, Refused: no document at this time.
    """
    source, shares = _shares(db, by, link)
    return [
        OwnPieces(
            name=share.name,
            place_id=share.place_id,
            pieces=tuple(_offered(source, piece) for piece in share.pieces),
            common=tuple(_offered(source, piece) for piece in share.common),
            rule=share.rule,
            waiting=share.waiting,
        )
        for share in shares
    ]


@guarded
def own_file(
    db: Database, by: Actor, link: PersonalLink, part: str, kind: str, preset: Preset = Preset.SCREEN
) -> OwnFile:
    """One file of the list, for a screen or for a printer.

    Raises:
        NotFound: not in the list of this link. Refused: in preparation. EditionOver; DiskFull.
    """
    source, piece = _found(db, by, link, part, kind)
    made = built(source, piece, preset)
    if preset is not Preset.SCREEN and not _prints(piece, made):
        raise NotFound("Ce document ne se donne pas à un imprimeur.")
    if made.blocking:
        raise Refused("Ce document est en préparation : il manque une information. Revenez bientôt, ou appelez-nous.")
    press = "" if preset is Preset.SCREEN else str(preset)
    said = (slug(piece.kind.label), slug(source.name_of(piece.audience)), press)
    return OwnFile(f"{'-'.join(filter(None, said))}.{made.extension}", made.extension, made.data)


@guarded
def own_preview(db: Database, by: Actor, link: PersonalLink, part: str, kind: str) -> bytes:
    """The picture of the first page of one piece of the list, a PNG ``WIDTH`` pixels wide.

    Raises:
        NotFound: not in the list of this link. Refused: in preparation. EditionOver; DiskFull.
    """
    source, piece = _found(db, by, link, part, kind)
    made = built(source, piece, Preset.SCREEN)
    if made.blocking:
        raise Refused("Ce document est en préparation.")
    return preview_of(made, 0, WIDTH)


@dataclass(frozen=True, slots=True)
class _Share:
    """As ``OwnPieces``, before anything is drawn."""

    name: str
    place_id: int
    pieces: tuple[Piece, ...] = ()
    common: tuple[Piece, ...] = ()
    rule: str = ""
    waiting: Waiting | None = None


def _shares(db: Database, by: Actor, link: PersonalLink) -> tuple[Source | None, list[_Share]]:
    page = contact_page(db, by, link)
    if page.state is State.PREPARING:
        raise Refused("Les documents se préparent quand les réponses sont ouvertes. Gardez ce lien.")
    if page.state not in MADE_IN:
        raise EditionOver()
    if not page.shops and not page.others:
        raise NotFound("Aucune boutique n’est invitée par ce lien. Appelez-nous.")
    source = _source(db, page)
    shares = {f"{Scale.SHOP}:{one.place.id}": _of_shop(source, page, one) for one in page.shops}
    for place in page.others:  # two sheets of the same territory get one list
        audience = _territory(place)
        shares.setdefault(str(audience), _of_others(source, place, audience))
    return source, list(shares.values())


def _source(db: Database, page: ContactPage) -> Source | None:
    """What documents are made from, read once the link is checked; None as long as no shop has confirmed.

    A shop's own sheet names whoever holds the link, never a colleague.
    """
    try:
        source = read_source(db, SYSTEM, page.edition.id)
    except Refused:
        return None
    own = {one.place.id for one in page.shops}
    mine = {
        place_id: replace(found, contact=page.contact) for place_id, found in source.answers.items() if place_id in own
    }
    return replace(source, answers=source.answers | mine)


def _of_shop(source: Source | None, page: ContactPage, shop: ShopAnswer) -> _Share:
    audience = Audience(Scale.SHOP, str(shop.place.id))
    if source is None or source.shop(audience) is None:
        return _Share(shop.place.name, shop.place.id, waiting=_waiting(page.state, shop))
    pieces = pieces_of(source, audience)
    refused = [piece.kind.code for piece in pieces if piece.rule]
    return _Share(
        shop.place.name,
        shop.place.id,
        pieces=tuple(piece for piece in pieces if not piece.rule),
        common=tuple(piece_of(source, code, DEPARTEMENT) for code in refused if receives(Scale.DEPARTEMENT, code)),
        rule=ADVERTISING_RULE if refused else "",
    )


def _waiting(state: State, shop: ShopAnswer) -> Waiting:
    if shop.answer and shop.answer.presence is Presence.NO:
        return Waiting.DECLINED
    return Waiting.TO_ANSWER if state is State.OPEN else Waiting.TOO_LATE


def _territory(place: partners.Place) -> Audience:
    known = place.kind is partners.Kind.EPCI and place.epci_siren
    return Audience(Scale.EPCI, place.epci_siren) if known else DEPARTEMENT


def _of_others(source: Source | None, place: partners.Place, audience: Audience) -> _Share:
    if source is None or audience not in source.audiences():
        return _Share(place.name, place.id, waiting=Waiting.NO_SHOP)
    if audience == DEPARTEMENT:
        pieces = [piece_of(source, code, DEPARTEMENT) for code in COMMON]
    else:
        pieces = pieces_of(source, audience)
    return _Share(place.name, place.id, pieces=tuple(pieces))


def _found(db: Database, by: Actor, link: PersonalLink, part: str, kind: str) -> tuple[Source, Piece]:
    source, shares = _shares(db, by, link)
    for share in shares:
        for piece in (*share.pieces, *share.common):
            if (_part(piece.audience), piece.kind.code) == (part, kind):
                return source, piece
    raise NotFound("Ce document n’existe pas, ou n’est pas le vôtre.")


def _offered(source: Source, piece: Piece) -> OwnPiece:
    """One drawing that breaks must not hide the others. The log gets where, never the text it was drawing."""
    try:
        made = built(source, piece, Preset.SCREEN)
    except Unavailable:
        raise
    except Exception as error:
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("piece %s for %s broke: %s\n%s", piece.kind.code, piece.audience, type(error).__name__, frames)
        made = None
    if made is None or made.blocking:
        return OwnPiece(piece.kind, _part(piece.audience), None, prints=False)
    named = bool(source.brand.printer)  # without its name, no print file may leave (law of 1881)
    return OwnPiece(piece.kind, _part(piece.audience), made, prints=named and _prints(piece, made))


def _prints(piece: Piece, made: Built) -> bool:
    """Pictures are for screens; a sheet to fill comes out of any printer at home."""
    return made.extension == "pdf" and piece.kind.code != ANSWER_SHEET


def _part(audience: Audience) -> str:
    """« boutique-12 », « epci-200071678 », « departement »."""
    name = _PARTS[audience.scale]
    return f"{name}-{audience.number}" if audience.number else name
