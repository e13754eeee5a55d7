"""The list of evidence: looked through, sorted, one piece chosen."""

import pandas as pd
import streamlit as st

from campaign.base.french import plural
from campaign.evidence.model import Tracked
from campaign.evidence.views import Evidence
from campaign.planning.tasks import TaskRole
from campaign.ui.chips import chip_column
from campaign.ui.evidence_choice import Choice, Shown, chosen
from campaign.ui.evidence_words import STATE_COLOURS, when, where
from campaign.ui.layout import empty, line, parameter, same_in_a_table

LATE = "En retard"


def looked_through(seen: Evidence) -> list[Tracked]:
    """The fields above the list, and the pieces that answer."""
    with line():
        search = st.text_input(
            "Chercher", placeholder="Preuve, fichier, personne…", icon=":material/search:",
            label_visibility="collapsed", key="evidence-search", width=250,
        )  # fmt: skip
        roles = [one for one in TaskRole if any(found.piece.role is one for found in seen.tracked)]
        role = st.selectbox(
            "Par qui", roles, None, format_func=lambda one: one.label, placeholder="Tous les rôles",
            label_visibility="collapsed", key="evidence-role", width=190,
        )  # fmt: skip
        tasks = {one.code: one.title for one in seen.tasks if any(one.code in of.piece.tasks for of in seen.tracked)}
        codes, asked = list(tasks), parameter("tache")
        task = st.selectbox(
            "Tâche", codes, codes.index(asked) if asked in tasks else None, format_func=tasks.get,
            placeholder="Toutes les tâches", label_visibility="collapsed", key="evidence-task", width=290,
        )  # fmt: skip
    shown = st.segmented_control(
        "État", list(Shown), default=Shown.ALL, format_func=lambda one: _counted(seen, one), required=True,
        label_visibility="collapsed", key="evidence-shown", wrap=True,
    )  # fmt: skip
    return chosen(seen.tracked, Choice(search or "", Shown(shown or Shown.ALL), role, task or ""))


def table(listed: list[Tracked]) -> Tracked | None:
    """The pieces; the chosen one, the first by default; None when none answers."""
    if not listed:
        empty("Aucune preuve ne correspond.", "Cherchez autre chose, ou montrez-les toutes.", drawing="cat")
        return None
    picked = st.dataframe(
        pd.DataFrame(
            {
                "État": [[LATE if one.late else one.state.label] for one in listed],
                "Preuve": [one.piece.title for one in listed],
                "Par qui": [one.piece.whom for one in listed],
                "Pour le": [one.due for one in listed],
                "Où": [where(one) for one in listed],
            }
        ),
        hide_index=True,
        height="content" if len(listed) < 15 else 570,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "État": chip_column("État", {one.label: colour for one, colour in STATE_COLOURS.items()} | {LATE: "red"},
                                width=105),
            "Preuve": st.column_config.TextColumn(width=300),
            "Par qui": st.column_config.TextColumn(width=150),
            "Pour le": st.column_config.DateColumn(format="DD/MM/YYYY", width=100),
            "Où": st.column_config.TextColumn(width=130),
        },
        placeholder="",
        alt=f"{plural(len(listed), 'preuve')} : état, nom, par qui, pour le, où",
        key="evidence-table",
    )  # fmt: skip
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def in_a_table(listed: list[Tracked]) -> None:
    """The same for who cannot use the grid."""
    if listed:
        same_in_a_table([
            {"N°": one.number, "Preuve": one.piece.title, "État": LATE if one.late else one.state.label,
             "Par qui": one.piece.whom, "Pour le": when(one), "Où": where(one)}
            for one in listed
        ])  # fmt: skip


def _counted(seen: Evidence, shown: Shown) -> str:
    """« À créer 5 »."""
    return f"{shown.label} {len(chosen(seen.tracked, Choice(shown=shown)))}"
