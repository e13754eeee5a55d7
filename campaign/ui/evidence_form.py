"""The dialog of a piece of evidence: what it proves, by whom, for when, where."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from campaign.base import clock
from campaign.evidence.actions import FIRST_YEAR, LABELS, LAST_YEAR, add_piece, change_piece
from campaign.evidence.model import Piece, ReportChapter
from campaign.evidence.views import Evidence, evidence
from campaign.planning.tasks import TaskRole
from campaign.roles.views import team
from campaign.ui.evidence_words import FILE
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.session import require_agent

NO_DATE, OWN_DATE, OF_TASK = "Sans date", "Une date", "La fin d’une tâche"
_GONE = "Tâche absente du rétroplanning"


@st.dialog("Preuve", width="medium", icon=":material/verified:")
def edit_piece(edition_id: int, piece_id: int | None) -> None:
    """New when ``piece_id`` is None."""
    agent, db = require_agent(FILE)
    seen = evidence(db, agent, edition_id)
    found = seen.by_id(piece_id)
    piece = found.piece if found else None
    form = f"evidence-form-{piece_id or 'new'}"
    read = version_read(form, f"{form}-title", piece.version if piece else 0)
    typed = _fields(form, seen, piece, [one.name for one in team(db, agent, edition_id)])
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Preuve enregistrée.", operation_of=form) as outcome:
            if piece:
                change_piece(db, agent, piece.id, read, typed, form_operation(form))
            else:
                add_piece(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _fields(form: str, seen: Evidence, piece: Piece | None, people: Sequence[str]) -> dict[str, object]:
    tasks = {one.code: one.title for one in seen.tasks}
    typed: dict[str, object] = {
        "title": st.text_input(LABELS["title"], piece.title if piece else "", max_chars=120,
                               placeholder="Ex. bons de livraison signés", key=f"{form}-title"),
        "proves": st.text_area(LABELS["proves"], piece.proves if piece else "", height=70, max_chars=400,
                               placeholder="Facultatif", key=f"{form}-proves"),
    }  # fmt: skip
    left, right = st.columns(2)
    roles = list(TaskRole)
    typed["role"] = left.selectbox(
        LABELS["role"], roles, roles.index(piece.role) if piece and piece.role else None,
        format_func=lambda one: one.label, placeholder="À dire", key=f"{form}-role",
    ) or ""  # fmt: skip
    present = [piece.person] if piece and piece.person else []
    names = list(dict.fromkeys([*present, *people]))
    typed["person"] = right.selectbox(
        LABELS["person"], names, 0 if present else None, accept_new_options=True,
        placeholder="Choisir, ou écrire un nom", key=f"{form}-person",
    ) or ""  # fmt: skip
    typed |= _due(form, tasks, piece)
    typed["tasks"] = _several(form, "tasks", tasks, piece.tasks if piece else (), bool(tasks))
    chapters = {str(one): one.label for one in ReportChapter}
    typed["chapters"] = _several(form, "chapters", chapters, tuple(map(str, piece.chapters)) if piece else ())
    none = st.checkbox("Sans objet pour cette édition", bool(piece and piece.why_not), key=f"{form}-none")
    if none:
        typed["why_not"] = st.text_input(
            LABELS["why_not"], piece.why_not if piece else "", max_chars=200,
            placeholder="Ex. aucun imprimé cette fois", key=f"{form}-why",
        )  # fmt: skip
        typed |= {"not_needed": True, "kept_at": ""}
    else:
        typed["why_not"] = ""
        typed["kept_at"] = st.text_input(
            f"{LABELS['kept_at']}, si ce n’est pas ici", piece.kept_at if piece else "", max_chars=160,
            placeholder="Ex. classeur, bureau 12", key=f"{form}-kept",
        )  # fmt: skip
    return typed


def _due(form: str, tasks: Mapping[str, str], piece: Piece | None) -> dict[str, object]:
    """A date, the deadline of a task, or nothing."""
    known = dict(tasks)
    if piece and piece.due_task:
        known.setdefault(piece.due_task, _GONE)
    ways = [NO_DATE, OWN_DATE, *([OF_TASK] if known else [])]
    present = OF_TASK if piece and piece.due_task else OWN_DATE if piece and piece.due_on else NO_DATE
    way = st.segmented_control(
        LABELS["due_on"], ways, default=present, required=True, key=f"{form}-way"
    )  # fmt: skip
    typed: dict[str, object] = {"due_on": None, "due_task": ""}
    if way == OWN_DATE:
        typed["due_on"] = st.date_input(
            "Date", piece.due_on if piece and piece.due_on else clock.today(), date(FIRST_YEAR, 1, 1),
            date(LAST_YEAR, 12, 31), format="DD/MM/YYYY", key=f"{form}-day",
        )  # fmt: skip
    elif way == OF_TASK:
        codes = list(known)
        typed["due_task"] = st.selectbox(
            "Tâche du rétroplanning", codes, codes.index(piece.due_task) if piece and piece.due_task else None,
            format_func=known.get, placeholder="Choisir", key=f"{form}-due-task",
        ) or ""  # fmt: skip
    return typed


def _several(
    form: str, name: str, options: Mapping[str, str], present: tuple[str, ...], offered: bool = True
) -> list[str]:
    known = {**options, **{code: _GONE for code in present if code not in options}}
    if not offered and not present:
        return []
    return st.multiselect(
        LABELS[name], list(known), list(present), format_func=known.get, placeholder="Facultatif",
        key=f"{form}-{name}",
    )  # fmt: skip
