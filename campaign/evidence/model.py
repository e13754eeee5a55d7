"""A piece of evidence: what it proves, who provides it, for when, where it is; what is there says its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import NBSP, number, plural
from campaign.base.labels import Labelled
from campaign.planning.tasks import TaskRole, TaskState

MAX_FILE = 10 * 1024 * 1024  # bytes, one file
MAX_EDITION = 100 * 1024 * 1024  # bytes, the files of an edition
MOST_FILES = 30  # in one piece
MOST_PIECES = 200  # in one edition
MEGABYTE = 1024 * 1024


class State(Labelled):
    """Never typed: a piece exists when a file is kept, or when somebody wrote where it is."""

    EXISTING = "existing", "Existante"
    TO_MAKE = "to_make", "À créer"
    NOT_NEEDED = "not_needed", "Sans objet"


class ReportChapter(Labelled):
    """The chapters of the report that a piece may go with, under their own titles (a test compares them)."""

    PARTICIPANTS = "participants", "Qui a participé"
    VISITORS = "visitors", "Les visiteurs"
    SALES = "sales", "Ventes et objets réemployés"
    OPINIONS = "opinions", "Ce qu’en disent les boutiques"
    PICTURES = "pictures", "En images"
    ANIMATORS = "animators", "Les animateurs des collectivités"
    AVOIDED = "avoided", "Émissions évitées"
    GOODS = "goods", "Matériel et imprimés"
    MONEY = "money", "Ce que l’édition a coûté"
    LASTING = "lasting", "Ce qui a duré"
    KEPT = "kept", "Ce que nous en retenons"


@dataclass(frozen=True, slots=True)
class File:
    """A file kept with a piece. ``file`` is its fingerprint (base.kept_files), ``size`` in bytes."""

    id: int
    piece_id: int
    name: str
    file: str
    media_type: str
    size: int
    added_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of an edition.

    ``due_on`` or ``due_task`` (a code of the backplan: its deadline) says for when, never both. ``tasks`` are the codes
    it proves. ``kept_at``: where it is when it is not here (« classeur, bureau 12 »). ``why_not``: why there is none to
    provide.
    """

    id: int
    edition_id: int
    title: str
    proves: str = ""
    role: TaskRole | None = None
    person: str = ""
    due_on: date | None = None
    due_task: str = ""
    tasks: tuple[str, ...] = ()
    chapters: tuple[ReportChapter, ...] = ()
    kept_at: str = ""
    why_not: str = ""
    files: tuple[File, ...] = ()
    removed_at: datetime | None = None
    version: int = 1

    @property
    def state(self) -> State:
        """What is there says it."""
        if self.files or self.kept_at:
            return State.EXISTING
        return State.NOT_NEEDED if self.why_not else State.TO_MAKE

    @property
    def whom(self) -> str:
        """« Logistique, Claude D. », '' when nobody was told."""
        return ", ".join(one for one in (self.role.label if self.role else "", self.person) if one)


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the backplan as evidence needs it; ``deadline`` None when it cannot be computed."""

    code: str
    title: str
    role: TaskRole
    state: TaskState
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Tracked:
    """A piece with its rank in the list (from 1), its deadline and whether that one is past without it."""

    number: int
    piece: Piece
    due: date | None
    late: bool
    tasks: tuple[PlanTask, ...]

    @property
    def state(self) -> State:
        """The piece's."""
        return self.piece.state


@dataclass(frozen=True, slots=True)
class Gap:
    """A task that is done, and the pieces that should prove it and are not there."""

    task: PlanTask
    missing: tuple[Tracked, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Evidence the software holds already, on another screen: « Pièces jointes des dépenses », « 3 documents »."""

    label: str
    count: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pieces are there, of those that are wanted."""

    existing: int
    wanted: int

    @property
    def in_words(self) -> str:
        """« 9 preuves réunies sur 14 »."""
        return f"{plural(self.existing, 'preuve réunie', 'preuves réunies')} sur {number(self.wanted)}"

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.existing / self.wanted if self.wanted else 0.0


def progress(pieces: Sequence[Piece]) -> Progress:
    """What nobody has to provide is not counted."""
    wanted = [one for one in pieces if one.state is not State.NOT_NEEDED]
    return Progress(sum(one.state is State.EXISTING for one in wanted), len(wanted))


def gaps(tracked: Sequence[Tracked], tasks: Sequence[PlanTask]) -> tuple[Gap, ...]:
    """The tasks said done of which a piece is still to make, in the order of the tasks."""
    found = []
    for task in tasks:
        if task.state is TaskState.DONE:
            missing = [one for one in tracked if one.state is State.TO_MAKE and task.code in one.piece.tasks]
            if missing:
                found.append(Gap(task, tuple(missing)))
    return tuple(found)


def refuse_contradiction(piece: Piece) -> None:
    """Two dates, or a piece said both there and without object.

    Raises:
        InvalidForm: ``due_on``, ``why_not``.
    """
    problems = []
    if piece.due_on and piece.due_task:
        problems.append(InvalidInput("due_on", "Choisissez une date, ou la fin d’une tâche : pas les deux."))
    if piece.why_not and (piece.kept_at or piece.files):
        said = "Cette preuve existe déjà : effacez son lieu et retirez ses fichiers avant de la dire sans objet."
        problems.append(InvalidInput("why_not", said))
    if problems:
        raise InvalidForm(problems)


def size_in_words(size: int) -> str:
    """« 3,4 Mo », « 12 ko »."""
    if size < 100_000:
        return f"{number(max(1, round(size / 1024)))}{NBSP}ko"
    return f"{number(round(size / MEGABYTE, 1))}{NBSP}Mo"
