"""Many documents at once, each in its folder, and the manifest that names them all (contract.md)."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace

from campaign.base.errors import CampaignError, Unavailable
from campaign.base.text import slug
from campaign.communication import cache
from campaign.communication.building import Piece, known_kind, piece_of, pieces_of, said
from campaign.communication.content import Source
from campaign.communication.model import Audience, Scale, receives
from campaign.communication.press_content import PRESS_KINDS
from campaign.communication.press_files import word_built
from campaign.communication.workshop import BROKEN, Outcome, Task, broken, hands_for, outcomes
from campaign.documents.catalogue import Built
from campaign.documents.preflight import Check
from campaign.documents.presets import Preset

log = logging.getLogger("campaign.communication")
WORD = "docx"
TO_MEND = "_a-corriger"  # at the end of the name of a file that must not be used as it is


@dataclass(frozen=True, slots=True)
class Line:
    """A line of manifest.json; ``path`` is None when no file was made, and ``blocking`` says why.

    ``trim_mm`` of a picture is its size at 72 pixels per inch, as the file itself declares. ``checks`` stay out of
    the manifest, whose keys are set by contract.
    """

    path: str | None
    kind: str
    audience: str
    format: str
    pages: int
    trim_mm: tuple[float, float]
    sha256: str | None
    warnings: tuple[str, ...]
    blocking: tuple[str, ...]
    checks: tuple[Check, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """As JSON writes it."""
        return {name: value for name, value in asdict(self).items() if name != "checks"}


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
    hands: int | None = None,
) -> list[Line] | None:
    """Make each piece and hand it to ``put`` with its path; the manifest, or None when ``progress`` said to stop.

    The press kit and the press release come as Word files besides, each with its own line.

    A few documents are in memory at a time. A piece that breaks keeps its line and stops no other. ``hands`` processes
    draw, 0 for this one; as many as are worth it by default.
    """
    folders = _folders(source)
    lines: list[Line] = []
    keys = [_key(source, piece, preset) for piece in pieces]
    missing = sum(bool(key) and not cache.holds(key) for key in keys)

    def pulse() -> None:
        done = sum(line.format != WORD for line in lines)
        if not progress(done, len(pieces), pieces[done].kind.label if done < len(pieces) else ""):
            raise _Stopped

    tasks = (_task(source, piece, preset, key) for piece, key in zip(pieces, keys, strict=True))
    drawn = outcomes(tasks, hands_for(missing) if hands is None else hands, pulse)
    try:
        with closing(drawn):
            for piece, key, outcome in zip(pieces, keys, drawn, strict=True):
                stem = f"{folders[piece.audience]}/{piece.kind.code}"
                lines.append(_put(piece, key, outcome, f"{stem}_{preset}", put))
                if piece.kind.code in PRESS_KINDS and lines[-1].path:
                    lines.append(_put_word(source, piece, stem, put))
        pulse()
    except _Stopped:
        return None
    return lines


class _Stopped(Exception):
    """Whoever asked wants no more of it."""


def _key(source: Source, piece: Piece, preset: Preset) -> str:
    """Where the document is kept; '' when there is none to make, or when what it says cannot be told."""
    try:
        return "" if piece.rule else said(source, piece, preset)[1]
    except Exception:  # told when its turn comes
        return ""


def _task(source: Source, piece: Piece, preset: Preset, key: str) -> Task | Outcome:
    """What is left to do for a piece: nothing when a rule forbids it or when it was made before."""
    if piece.rule:
        return Outcome(why=piece.rule)
    if key and (found := cache.piece(key)):
        return Outcome(found)
    try:
        content, _ = said(source, piece, preset)
    except CampaignError as error:
        return Outcome(why=error.message)
    except Exception as error:
        return broken(error)
    return Task(piece.kind.code, content, preset)


def _put(piece: Piece, key: str, outcome: Outcome, stem: str, put: Callable[[str, bytes], None]) -> Line:
    if outcome.trace:
        log.error("piece %s for %s broke: %s", piece.kind.code, piece.audience, outcome.trace)
    made = outcome.built
    if made is None:
        return _without_file(piece, outcome.why)
    if outcome.is_new:
        cache.keep_piece(key, made)
    stem = f"{stem}{TO_MEND if made.blocking else ''}"
    path = f"{stem}.{made.extension}"
    put(path, made.data)
    if made.words:
        put(f"{stem}.txt", made.words.encode())
    return _with_file(piece, path, made)


def _put_word(source: Source, piece: Piece, stem: str, put: Callable[[str, bytes], None]) -> Line:
    """The same texts as a Word file, for whoever reuses them; one that breaks keeps its line too."""
    try:
        made = word_built(source, piece)
    except Unavailable:
        raise
    except Exception as error:
        log.error("Word file %s for %s broke: %s", piece.kind.code, piece.audience, broken(error).trace)
        return replace(_without_file(piece, BROKEN), format=WORD)
    path = f"{stem}{TO_MEND if made.blocking else ''}.{WORD}"
    put(path, made.data)
    return _with_file(piece, path, made)


def _with_file(piece: Piece, path: str, made: Built) -> Line:
    return Line(
        path=path,
        kind=piece.kind.code,
        audience=str(piece.audience),
        format=made.extension,
        pages=made.pages,
        trim_mm=made.trim_mm,
        sha256=cache.fingerprint(made.data),
        warnings=tuple(str(one) for one in made.notices),
        blocking=tuple(str(one) for one in made.blocking),
        checks=made.checks,
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
