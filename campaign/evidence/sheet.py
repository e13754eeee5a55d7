"""The list of evidence as a table, missing pieces included. Pure."""

from collections.abc import Sequence

from campaign.base.french import date_in_figures
from campaign.evidence.model import PlanTask, State, Tracked
from campaign.evidence.naming import placed

HEADERS = (
    "N°", "Preuve", "Ce qu’elle prouve", "État", "Par qui", "Pour le", "En retard", "Tâches du rétroplanning",
    "Chapitres du bilan", "Où elle est gardée", "Fichiers", "Pourquoi sans objet",
)  # fmt: skip
TASK_HEADERS = ("Tâche", "Par qui", "Fin", "État", "Preuves réunies", "Preuves à créer")


def table(tracked: Sequence[Tracked], *, paths: bool = False) -> list[tuple[object, ...]]:
    """A row a piece; with ``paths``, its files are named as in the exported folder."""
    named = {one.file.id: one.path for one in placed(tracked)} if paths else {}
    return [
        (
            str(one.number),
            one.piece.title,
            one.piece.proves,
            one.state.label,
            one.piece.whom,
            date_in_figures(one.due) if one.due else "",
            "oui" if one.late else "",
            " ; ".join(task.title for task in one.tasks),
            " ; ".join(chapter.label for chapter in one.piece.chapters),
            one.piece.kept_at,
            " ; ".join(named.get(file.id, file.name) for file in one.piece.files),
            one.piece.why_not if one.state is State.NOT_NEEDED else "",
        )
        for one in tracked
    ]


def by_task(tracked: Sequence[Tracked], tasks: Sequence[PlanTask]) -> list[tuple[str, ...]]:
    """A row for each task of which a piece is expected."""
    rows = []
    for task in tasks:
        mine = [one for one in tracked if task.code in one.piece.tasks and one.state is not State.NOT_NEEDED]
        if mine:
            there, missing = (
                " ; ".join(one.piece.title for one in mine if (one.state is State.EXISTING) is wanted)
                for wanted in (True, False)
            )
            end = date_in_figures(task.deadline) if task.deadline else ""
            rows.append((task.title, task.role.label, end, task.state.label, there, missing))
    return rows
