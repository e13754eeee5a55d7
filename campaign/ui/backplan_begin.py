"""An edition without a plan: the reference calendar, or the plan of a past edition with what it taught."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.planning.backplan import begin_plan
from campaign.planning.copying import copy_plan
from campaign.planning.plan_views import backplan, lessons
from campaign.planning.template import TEMPLATE
from campaign.ui.backplan_words import may_write
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty
from campaign.ui.plain import plain


def begin(db: Database, agent: Agent, edition: Edition) -> None:
    """Two ways to begin, for officers."""
    empty(
        "Cette édition n’a pas encore de rétroplanning.",
        "Chaque échéance se compte en jours ouvrés depuis les jours de l’édition, et suit quand ils changent.",
        drawing="clock",
    )
    if not may_write(agent):
        return
    reference, past = st.columns(2)
    with reference, st.container(border=True, height="stretch"):
        st.header("Le calendrier de référence", anchor=False)
        st.markdown(f"{plural(len(TEMPLATE), 'tâche')} tirées de la première édition : du choix du thème au bilan, "
                    "avec leurs rôles, leurs délais d’impression et de livraison.")  # fmt: skip
        form = f"begin-plan-{edition.id}"
        if st.button("Commencer par le calendrier de référence", type="primary", key=form):
            with reporting("Le rétroplanning est prêt : ajustez-le.", operation_of=form) as outcome:
                begin_plan(db, agent, edition.id, form_operation(form))
            if outcome.done:
                st.rerun()
    with past, st.container(border=True, height="stretch"):
        _take_again(db, agent, edition)


def _take_again(db: Database, agent: Agent, edition: Edition) -> None:
    st.header("Le plan d’une édition passée", anchor=False)
    known = {one.id: one for one in reversed(editions(db, agent))
             if one.id != edition.id and backplan(db, agent, one.id).plan}  # fmt: skip
    if not known:
        st.markdown(":gray[Aucune autre édition n’a de rétroplanning pour l’instant.]")
        return
    source = st.selectbox("Édition", list(known), format_func=lambda one: known[one].name, key="begin-source")
    accepted = lesson_boxes(db, agent, source, f"begin-{edition.id}")
    form = f"copy-plan-{edition.id}"
    if st.button("Reprendre cette édition", key=form):
        with reporting("Le rétroplanning est repris, à refaire.", operation_of=form) as outcome:
            copy_plan(db, agent, source, edition.id, accepted, form_operation(form))
        if outcome.done:
            st.rerun()


def lesson_boxes(db: Database, agent: Agent, edition_id: int, form: str) -> list[str]:
    """What an edition's delays suggest, each to take or to leave; the codes taken."""
    found = lessons(db, agent, edition_id)
    if not found:
        return []
    st.markdown("**Ce que ses retards ont appris**")
    return [
        one.code
        for one in found
        if st.checkbox(
            f"{plain(one.title)} : {plain(one.words)} :gray[({plural(one.late, 'jour ouvré', 'jours ouvrés')} de "
            "retard)]",
            True,
            key=f"{form}-lesson-{edition_id}-{one.code}",
        )
    ]
