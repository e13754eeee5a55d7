"""Many documents at once, each in its folder, and the manifest that names them all (contract.md)."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from campaign.base.errors import CampaignError, Unavailable
from campaign.base.text import slug
from campaign.communication.building import Piece, built, known_kind, piece_of, pieces_of
from campaign.communication.cache import fingerprint
from campaign.communication.content import Source
from campaign.communication.model import Audience, Scale, receives
from campaign.documents.catalogue import Built
from campaign.documents.presets import Preset

log = logging.getLogger("campaign.communication")
BROKEN = "Cette pièce n’a pas pu être dessinée. Prévenez le service informatique."
TO_MEND = "_a-corriger"  # at the end of the name of a file that must not be used as it is


@dataclass(frozen=True, slots=True)
class Line:
    """A line of manifest.json; ``path`` is None when no file was made, and ``blocking`` says why."""

    path: str | None
    kind: str
    audience: str
    format: str
    pages: int
    trim_mm: tuple[float, float]
    sha256: str | None
    warnings: tuple[str, ...]
    blocking: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON writes it."""
        return asdict(self)


def wanted(source: Source, kinds: Sequence[str] = (), audience: Audience | None = None) -> list[Piece]:
    """The pieces of an edition, all or those asked for, in the order of the folders.

    Raises:
        InvalidInput: no such kind; NotFound: the audience takes no part; Refused: it never has the piece asked for.
    """
    asked = list(dict.fromkeys(known_kind(kind).code for kind in kinds))
    if audience is not None:
        return [piece_of(source, kind, audience) for kind in asked] if asked else pieces_of(source, audience)
    return [
        piece
        for each in source.audiences()
        for piece in (
            [piece_of(source, kind, each) for kind in asked if receives(each.scale, kind)]
            if asked
            else pieces_of(source, each)
        )
    ]


def assemble(
    source: Source,
    pieces: Sequence[Piece],
    preset: Preset,
    put: Callable[[str, bytes], None],
    progress: Callable[[int, int, str], bool] = lambda done, total, label: True,
) -> list[Line] | None:
    """Make each piece and hand it to ``put`` with its path; the manifest, or None when ``progress`` said to stop.

    One document is in memory at a time. A piece that breaks keeps its line and stops no other.
    """
    folders = _folders(source)
    lines = []
    for done, piece in enumerate(pieces):
        if not progress(done, len(pieces), piece.kind.label):
            return None
        lines.append(_put(source, piece, preset, folders[piece.audience], put))
    return lines if progress(len(pieces), len(pieces), "") else None


def _put(source: Source, piece: Piece, preset: Preset, folder: str, put: Callable[[str, bytes], None]) -> Line:
    if piece.rule:
        return _without_file(piece, piece.rule)
    try:
        made = built(source, piece, preset)
    except Unavailable:
        raise  # a full disk is nobody's document
    except CampaignError as error:
        return _without_file(piece, error.message)
    except Exception as error:
        # One drawing that breaks must not cost the others. The log gets where, never the text it was drawing.
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("piece %s for %s broke: %s\n%s", piece.kind.code, piece.audience, type(error).__name__, frames)
        return _without_file(piece, BROKEN)
    stem = f"{folder}/{piece.kind.code}_{preset}{TO_MEND if made.blocking else ''}"
    path = f"{stem}.{made.extension}"
    put(path, made.data)
    if made.words:
        put(f"{stem}.txt", made.words.encode())
    return _with_file(piece, path, made)


def _with_file(piece: Piece, path: str, made: Built) -> Line:
    return Line(
        path=path,
        kind=piece.kind.code,
        audience=str(piece.audience),
        format=made.extension,
        pages=made.pages,
        trim_mm=made.trim_mm,
        sha256=fingerprint(made.data),
        warnings=tuple(str(one) for one in made.notices),
        blocking=tuple(str(one) for one in made.blocking),
    )


def _without_file(piece: Piece, why: str) -> Line:
    return Line(None, piece.kind.code, str(piece.audience), "pdf", 0, piece.kind.format_mm, None, (), (why,))


def _folders(source: Source) -> dict[Audience, str]:
    """« departement », « epci-mauges-communaute », « boutique-14-la-malle-a-felicie »: no two are the same."""
    named = {}
    for audience in source.audiences():
        name = slug(source.name_of(audience))
        if audience.scale is Scale.SHOP:
            folder = f"boutique-{source.shop(audience).number:02d}-{name}"
        elif audience.scale is Scale.EPCI:
            folder = f"epci-{name}"
            folder = folder if folder not in named.values() else f"{folder}-{audience.number}"
        else:
            folder = "departement"
        named[audience] = folder
    return named
