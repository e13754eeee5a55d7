"""Pieces of evidence: added, changed, taken out, put back."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import operations
from campaign.base.database import Database, Row, transaction
from campaign.base.errors import InvalidInput
from campaign.editions.views import edition as edition_view
from campaign.evidence.keeping import known_piece, refuse_too_heavy, refuse_too_many
from campaign.evidence.model import Piece, ReportChapter, refuse_contradiction
from campaign.evidence.store import PIECES, note_person
from campaign.planning.tasks import TaskRole

SUBJECT = "evidence"
LABELS = {
    "title": "Preuve", "proves": "Ce qu’elle prouve", "role": "Par qui", "person": "Personne", "due_on": "Pour le",
    "due_task": "Pour la fin de la tâche", "tasks": "Tâches qu’elle prouve", "chapters": "Chapitres du bilan",
    "kept_at": "Où elle est gardée", "why_not": "Pourquoi elle est sans objet",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1980, 2100
_VERBS = ("change_evidence", "remove_evidence", "restore_evidence")


@guarded
def add_piece(db: Database, by: Actor, edition_id: int, values: Mapping[str, object], operation: str) -> int:
    """Add a piece to the list of an edition; its id. ``values`` by the names of ``LABELS``; with ``not_needed`` it
    says why there is none to provide.

    Raises:
        InvalidForm, NotFound; Refused: the list is full.
    """
    edition_view(db, edition_id)
    columns = _columns({"title": "", **values})
    person = str(columns.pop("person", ""))
    refuse_contradiction(_with(Piece(0, edition_id, ""), columns))
    with transaction(db):
        if done := operations.replay(db, operation, "add_evidence"):
            return done["id"]
        refuse_too_many(db, edition_id, 1)
        row = {"edition_id": edition_id, **columns}
        piece_id = saving.add_row(db, by, PIECES, "add_evidence", SUBJECT, row, operation)
        note_person(db, piece_id, edition_id, person)
    return piece_id


@guarded
def change_piece(
    db: Database, by: Actor, piece_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a piece read at ``version``.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = _columns(values)
    person = columns.pop("person", None)
    with transaction(db):
        if operations.replay(db, operation, "change_evidence", piece_id) is not None:
            return
        found = known_piece(db, piece_id)
        refuse_contradiction(_with(found, columns))
        saving.change_row(db, by, PIECES, _VERBS, SUBJECT, piece_id, version, columns, operation, "title")
        if person is not None:
            note_person(db, piece_id, found.edition_id, str(person))


@guarded
def remove_piece(db: Database, by: Actor, piece_id: int, operation: str) -> None:
    """Take a piece out of the list with its files. ``restore_piece`` undoes; its files are erased thirty days later."""
    saving.set_aside(db, by, PIECES, "removed_at", "remove_evidence", SUBJECT, piece_id, operation)


@guarded
def restore_piece(db: Database, by: Actor, piece_id: int, operation: str) -> None:
    """Put it back.

    Raises:
        NotFound; Refused: the list, or the room for files, is full.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_evidence", piece_id) is not None:
            return
        found = known_piece(db, piece_id)
        if found.removed_at:
            refuse_too_many(db, found.edition_id, 1)
            refuse_too_heavy(db, found.edition_id, sum(one.size for one in found.files))
        saving.set_aside(
            db, by, PIECES, "removed_at", "restore_evidence", SUBJECT, piece_id, operation, back=True
        )  # fmt: skip


def _columns(values: Mapping[str, object]) -> Row:
    return saving.checked(
        values,
        {
            "title": saving.text_of("title", "le nom de la preuve", 120, required=True),
            "proves": saving.text_of("proves", "ce qu’elle prouve", 400, multiline=True),
            "role": saving.one_of(TaskRole, "role", "Ce rôle n’existe pas : choisissez-en un autre.", required=False),
            "person": saving.text_of("person", "la personne", 120),
            "due_on": _day,
            "due_task": saving.text_of("due_task", "la tâche", 80),
            "tasks": _codes,
            "chapters": _chapters,
            "kept_at": saving.text_of("kept_at", "où elle est gardée", 160),
            "why_not": saving.text_of(
                "why_not", "pourquoi elle est sans objet", 200, required=bool(values.get("not_needed"))
            ),
        },
    )


def _day(typed: object) -> str | None:
    if typed in (None, ""):
        return None
    if not isinstance(typed, date) or not FIRST_YEAR <= typed.year <= LAST_YEAR:
        raise InvalidInput("due_on", f"Indiquez une date entre {FIRST_YEAR} et {LAST_YEAR}.")
    return date(typed.year, typed.month, typed.day).isoformat()


def _codes(typed: object) -> str:
    listed = _listed(typed, "tasks")
    if len(listed) > 50 or any(len(one) > 80 for one in listed):
        raise InvalidInput("tasks", "Ces tâches ne sont pas celles du rétroplanning : rechargez la page.")
    return json.dumps(listed)


def _chapters(typed: object) -> str:
    try:
        return json.dumps([str(ReportChapter(one)) for one in _listed(typed, "chapters")])
    except ValueError as problem:
        raise InvalidInput("chapters", "Ce chapitre n’est pas au bilan : choisissez-en un autre.") from problem


def _listed(typed: object, field: str) -> list[str]:
    """Codes, each once, in their order."""
    if typed is None:
        return []
    if isinstance(typed, str) or not isinstance(typed, Collection):
        raise InvalidInput(field, "Choisissez dans la liste.")
    return list(dict.fromkeys(str(one) for one in typed))


def _with(piece: Piece, columns: Row) -> Piece:
    """The piece as it would be: what contradicts itself is refused before anything is written."""
    due = columns.get("due_on", piece.due_on)
    return replace(
        piece,
        due_on=date.fromisoformat(due) if isinstance(due, str) else due,
        due_task=str(columns.get("due_task", piece.due_task)),
        kept_at=str(columns.get("kept_at", piece.kept_at)),
        why_not=str(columns.get("why_not", piece.why_not)),
    )
