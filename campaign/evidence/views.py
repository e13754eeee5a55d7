"""The evidence of an edition as screens, papers and the report need it: dated and compared with the backplan at each
reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database
from campaign.base.errors import InvalidInput, NotFound
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.evidence.content import CSV, TEXT, text_of
from campaign.evidence.model import (
    File,
    Gap,
    Piece,
    PlanTask,
    Progress,
    State,
    Tracked,
    gaps,
    progress,
)
from campaign.evidence.previewing import first_page, small_picture
from campaign.evidence.store import FILES, file_by_id, files_taken_away, kept_bytes, piece_by_id, pieces_of
from campaign.planning.plan_views import backplan

MOST_TEXT = 2000  # signs shown of a text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The list of an edition, what is missing, what was taken out. ``bytes``: what its files weigh; ``lost``: the ids
    of those that are no longer on the disk."""

    edition: Edition
    tracked: tuple[Tracked, ...]
    removed: tuple[Piece, ...]
    taken_away: tuple[File, ...]
    tasks: tuple[PlanTask, ...]
    gaps: tuple[Gap, ...]
    progress: Progress
    bytes: int
    lost: frozenset[int] = frozenset()

    def of(self, state: State) -> tuple[Tracked, ...]:
        """The pieces in one state."""
        return tuple(one for one in self.tracked if one.state is state)

    @property
    def late(self) -> tuple[Tracked, ...]:
        """Those whose day is past."""
        return tuple(one for one in self.tracked if one.late)

    def by_id(self, piece_id: int | None) -> Tracked | None:
        """A piece of the list."""
        return next((one for one in self.tracked if one.piece.id == piece_id), None)

    def task(self, code: str) -> PlanTask | None:
        """A task of the backplan."""
        return next((one for one in self.tasks if one.code == code), None)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file to download."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Preview:
    """A file to look at: a picture, or the beginning of a text; neither when only other software can show it."""

    picture: bytes | None = None
    text: str = ""


@guarded
def evidence(db: Database, by: Actor, edition_id: int) -> Evidence:
    """The pieces of an edition in the order they were written. A reader sees roles, not names.

    Raises:
        NotFound.
    """
    edition, everything = edition_view(db, edition_id), pieces_of(db, edition_id)
    if by.role is Role.READER:
        everything = [replace(one, person="") for one in everything]
    tasks = _tasks(db, by, edition_id)
    kept = [one for one in everything if one.removed_at is None]
    tracked = _tracked(kept, tasks, clock.today())
    return Evidence(
        edition=edition,
        tracked=tracked,
        removed=tuple(one for one in everything if one.removed_at is not None),
        taken_away=tuple(files_taken_away(db, edition_id)),
        tasks=tasks,
        gaps=gaps(tracked, tasks),
        progress=progress(kept),
        bytes=kept_bytes(db, edition_id),
        lost=frozenset(one.id for piece in kept for one in piece.files if not kept_files.held(FILES, one.file)),
    )


@guarded
def of_task(db: Database, by: Actor, edition_id: int, code: str) -> tuple[Tracked, ...]:
    """The pieces that prove a task of the backplan, by its code; () when none is expected.

    Raises:
        NotFound: no such edition.
    """
    return tuple(one for one in evidence(db, by, edition_id).tracked if code in one.piece.tasks)


@guarded
def evidence_file(db: Database, by: Actor, file_id: int) -> KeptFile:
    """A file of a piece.

    Raises:
        NotFound: no such file, it was taken away, or it was lost.
    """
    found = _known(db, file_id)
    return KeptFile(found.name, found.media_type, kept_files.read(FILES, found.file))


@guarded
def preview(db: Database, by: Actor, file_id: int, width: int = 700) -> Preview:
    """What a file shows, without opening it elsewhere: a picture, the first page of a PDF, the beginning of a text.

    Raises:
        NotFound: as ``evidence_file``.
    """
    found = _known(db, file_id)
    data = kept_files.read(FILES, found.file)
    if found.media_type.startswith("image/"):
        return Preview(picture=small_picture(data, width))
    if found.media_type in (TEXT, CSV):
        return Preview(text=text_of(data, MOST_TEXT))
    return Preview(picture=first_page(data, width)) if found.media_type == "application/pdf" else Preview()


def _known(db: Database, file_id: int) -> File:
    found = file_by_id(db, file_id)
    piece = piece_by_id(db, found.piece_id) if found and not found.removed_at else None
    if found is None or piece is None or piece.removed_at:
        raise NotFound("Ce fichier n’existe pas, ou plus.")
    return found


def _tasks(db: Database, by: Actor, edition_id: int) -> tuple[PlanTask, ...]:
    """The tasks that count, by deadline; none when the backplan cannot be dated."""
    try:
        found = backplan(db, by, edition_id)
    except InvalidInput:
        return ()
    dated = {one.task.code: one.deadline for one in (found.plan.dated if found.plan else ())}
    listed = [
        PlanTask(one.task.code, one.task.title, one.task.role, one.task.state, dated.get(one.task.code))
        for one in found.kept
        if one.task.live
    ]
    return tuple(sorted(listed, key=lambda one: (one.deadline or date.max, one.title)))


def _tracked(kept: Sequence[Piece], tasks: Sequence[PlanTask], today: date) -> tuple[Tracked, ...]:
    by_code = {one.code: one for one in tasks}
    found = []
    for number, one in enumerate(kept, start=1):
        of = by_code.get(one.due_task)
        due = one.due_on or (of.deadline if of else None)
        late = one.state is State.TO_MAKE and due is not None and due < today
        proved = tuple(task for task in tasks if task.code in one.tasks)
        found.append(Tracked(number, one, due, late, proved))
    return tuple(found)
