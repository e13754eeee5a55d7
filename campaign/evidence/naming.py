"""Where each file goes in the exported folder: numbered, French, without accents, safe on any computer. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.text import slug
from campaign.evidence.model import File, Tracked

MOST = 60  # letters of a name: Windows stops at 260 for a whole path


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with its path in the folder."""

    path: str
    file: File


def placed(tracked: Sequence[Tracked]) -> tuple[Placed, ...]:
    """Every file of the list. The numbers are those of the list: a missing piece leaves its number free."""
    wide = 3 if len(tracked) > 99 else 2
    return tuple(
        Placed(f"{one.number:0{wide}}-{_short(one.piece.title, 'preuve')}/{rank:02}-{_named(file)}", file)
        for one in tracked
        for rank, file in enumerate(one.piece.files, start=1)
    )


def _named(file: File) -> str:
    stem, _, ending = file.name.rpartition(".")
    return f"{_short(stem, 'document')}.{slug(ending) or 'bin'}"


def _short(text: str, otherwise: str) -> str:
    return slug(text)[:MOST].strip("-") or otherwise
