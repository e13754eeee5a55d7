"""Which pieces are listed: by words, by state, by who provides them, by the task they prove. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.base.labels import Labelled
from campaign.base.text import search_key
from campaign.evidence.model import State, Tracked
from campaign.planning.tasks import TaskRole


class Shown(Labelled):
    """The states one looks for; late pieces are among those to make."""

    ALL = "all", "Toutes"
    TO_MAKE = "to_make", "À créer"
    LATE = "late", "En retard"
    EXISTING = "existing", "Réunies"
    NOT_NEEDED = "not_needed", "Sans objet"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked; empty asks for everything."""

    search: str = ""
    shown: Shown = Shown.ALL
    role: TaskRole | None = None
    task: str = ""


def chosen(tracked: Sequence[Tracked], choice: Choice) -> list[Tracked]:
    """The pieces that answer, in their order."""
    words = search_key(choice.search).split()
    return [one for one in tracked if _answers(one, choice) and all(word in _said(one) for word in words)]


def _answers(one: Tracked, choice: Choice) -> bool:
    if choice.role and one.piece.role is not choice.role:
        return False
    if choice.task and choice.task not in one.piece.tasks:
        return False
    if choice.shown is Shown.LATE:
        return one.late
    return choice.shown is Shown.ALL or one.state is State(str(choice.shown))


def _said(one: Tracked) -> str:
    piece = one.piece
    return search_key(" ".join([
        piece.title, piece.proves, piece.whom, piece.kept_at, piece.why_not, *(file.name for file in piece.files),
        *(task.title for task in one.tasks),
    ]))  # fmt: skip
