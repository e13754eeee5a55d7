"""Commitments: who does what, for when, and what became of each in the backplan."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import date_in_figures
from campaign.meetings.minutes_model import MAX_PERSON, MAX_PROMISE, Followed
from campaign.meetings.promising import LABELS, add_promise, change_promise, remove_promise
from campaign.meetings.views import MeetingSheet, promise
from campaign.planning.tasks import TaskRole
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, go_to, line
from campaign.ui.meetings_words import FILE, TASK_COLOURS, put_away, put_back
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def promises(db: Database, agent: Agent, seen: MeetingSheet, *, writing: bool) -> None:
    """The card; ``writing``: they may still be changed."""
    with card("Engagements", len(seen.promises) or None):
        if not seen.promises:
            st.markdown(":gray[Aucun encore. Chacun devient une tâche du rétroplanning quand le compte rendu part.]")
        for one in seen.promises:
            _line(db, agent, one, writing=writing)
        if writing:
            if st.button("Noter un engagement", icon=":material/add_task:", key="promise-add"):
                edit(seen.meeting.id, None)
            for one in seen.removed_promises:
                with line():
                    st.markdown(f":gray[Retiré : {plain(one.promise.title)}]")
                    if st.button("Remettre", type="tertiary", key=f"restore-promise-{one.promise.id}") and put_back(
                        db, agent, "promise", one.promise.id
                    ):
                        st.rerun()
        elif any(one.state for one in seen.promises):
            go_to("backplan.py", "Voir le rétroplanning", edition=seen.meeting.edition_id)


def _line(db: Database, agent: Agent, one: Followed, *, writing: bool) -> None:
    kept = one.promise
    with st.container(gap="xsmall", key=f"promise-{kept.id}"):
        with line():
            st.markdown(f"**{plain(kept.title)}**", width="content")
            if one.late:
                st.badge("En retard", color="red", icon=":material/schedule:")
            elif one.state:
                st.badge(one.state.label, color=TASK_COLOURS[one.state])
            elif one.gone:
                st.badge("Tâche retirée du rétroplanning", color="orange")
        st.markdown(f":gray[{plain(kept.who)}, pour le {date_in_figures(kept.due)}]")
        if kept.corrected:
            st.markdown(":orange[Corrigé ici : la tâche suivra à l’envoi de la nouvelle version.]")
        elif one.changed:
            st.markdown(f":orange[Changé depuis dans le rétroplanning : {plain(one.changed)}.]")
        if writing:
            with line():
                if st.button("Modifier", type="tertiary", icon=":material/edit:", key=f"edit-promise-{kept.id}"):
                    edit(kept.meeting_id, kept.id)
                if st.button(
                    "Retirer", type="tertiary", icon=":material/delete:", key=f"remove-promise-{kept.id}"
                ) and (put_away(remove_promise, db, agent, "promise", kept.id, f"« {kept.title} » est retiré.")):
                    st.rerun()


@st.dialog("Engagement", icon=":material/add_task:")
def edit(meeting_id: int, promise_id: int | None) -> None:
    """New when ``promise_id`` is None."""
    agent, db = require_agent(FILE)
    kept = promise(db, agent, promise_id).promise if promise_id else None
    form = f"promise-{meeting_id}-{promise_id or 'new'}"
    read = version_read(form, f"{form}-title", kept.version if kept else 0)
    roles = list(TaskRole)
    typed = {
        "title": st.text_input(LABELS["title"], kept.title if kept else "", max_chars=MAX_PROMISE, key=f"{form}-title",
                               placeholder="Envoyer la liste des horaires"),
        "role": st.selectbox(LABELS["role"], roles, roles.index(kept.role) if kept else None, placeholder="Choisir",
                             format_func=lambda one: one.label, key=f"{form}-role") or "",
        "person": st.text_input(LABELS["person"], kept.person if kept else "", max_chars=MAX_PERSON,
                                placeholder="Facultatif", key=f"{form}-person"),
        "due": st.text_input(LABELS["due"], f"{kept.due:%d/%m/%Y}" if kept else "", placeholder="JJ/MM/AAAA",
                             key=f"{form}-due"),
    }  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Engagement noté.", form) as outcome:
            if kept:
                change_promise(db, agent, kept.id, read, typed, form_operation(form))
            else:
                add_promise(db, agent, meeting_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
