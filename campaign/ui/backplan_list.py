"""« Liste »: every task that answers the search and the filters, sorted, forty at a time."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import MONTHS, plural
from campaign.base.text import search_key
from campaign.planning.following import Standing
from campaign.planning.model import Fund
from campaign.planning.tasks import TaskRole
from campaign.ui.backplan_rows import full_line
from campaign.ui.backplan_words import Row, may_tick
from campaign.ui.layout import line
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain

AT_ONCE = 40
_LATE, _THREATENED = "En retard", "Menacées"
BY_DEADLINE, BY_START, BY_ROLE, BY_TITLE = "Échéance", "Début", "Rôle", "Titre"
_ORDERS = {
    BY_DEADLINE: lambda one: (one.dated.deadline, one.task.title),
    BY_START: lambda one: (one.dated.start, one.task.title),
    BY_ROLE: lambda one: (list(TaskRole).index(one.task.role), one.dated.deadline),
    BY_TITLE: lambda one: (search_key(one.task.title), one.dated.deadline),
}


def kept_by(
    rows: Sequence[Row], words: str = "", standing: Standing | None = None, person: str = "", fund: int | None = None,
    alerts: Sequence[str] = (),
) -> list[Row]:  # fmt: skip
    """The tasks that answer every filter; words are looked for in the title, the person and the note."""
    wanted = search_key(words).split()
    found = []
    for one in rows:
        text = search_key(f"{one.task.title} {one.task.person} {one.kept.note} {one.task.role.label}")
        late, menaced = one.standing is Standing.LATE, one.threatened
        if (
            all(word in text for word in wanted)
            and standing in (None, one.standing)
            and person in ("", one.task.person)
            and (fund is None or fund in one.task.funds)
            and (not alerts or (_LATE in alerts and late) or (_THREATENED in alerts and menaced))
        ):
            found.append(one)
    return found


def filtered(agent: Agent, rows: Sequence[Row], funds: Sequence[Fund]) -> list[Row]:
    """The search, the filters and the order, folded on a phone; what they give."""
    with st.popover("Chercher, filtrer, trier", icon=":material/tune:") if is_phone() else line():
        words = st.text_input("Chercher", placeholder="Chercher une tâche", label_visibility="collapsed",
                              key="backplan-search", width=210)  # fmt: skip
        standing = st.selectbox("État", list(Standing), index=None, format_func=lambda one: one.label,
                                placeholder="Tous les états", label_visibility="collapsed", key="backplan-state",
                                width=185)  # fmt: skip
        people = sorted({one.task.person for one in rows if one.task.person}, key=search_key)
        person = None
        if people and may_tick(agent):
            person = st.selectbox("Personne", people, index=None, placeholder="Tout le monde", width=170,
                                  label_visibility="collapsed", key="backplan-person")  # fmt: skip
        used = {one: fund.name for fund in funds for one in [fund.id] if any(one in row.task.funds for row in rows)}
        fund = None
        if used:
            fund = st.selectbox("Plan", list(used), index=None, format_func=used.get, placeholder="Tous les plans",
                                label_visibility="collapsed", key="backplan-fund", width=170)  # fmt: skip
        alerts = st.pills("N’afficher que", [_LATE, _THREATENED], selection_mode="multi",
                          label_visibility="collapsed", key="backplan-alerts")  # fmt: skip
        order = st.selectbox("Trier par", list(_ORDERS), format_func=lambda one: f"Tri : {one.lower()}",
                             label_visibility="collapsed", key="backplan-order", width=150)  # fmt: skip
    return sorted(kept_by(rows, words or "", standing, person or "", fund, alerts), key=_ORDERS[order])


def task_list(db: Database, agent: Agent, rows: Sequence[Row], today: date) -> None:
    """The lines, under the month of their deadline when that is the order."""
    order = st.session_state.get("backplan-order", BY_DEADLINE)
    if not rows:
        st.markdown("Aucune tâche ne correspond. Retirez un filtre.")
        return
    shown = st.session_state.get("backplan-shown", AT_ONCE)
    title = ""
    with st.container(gap="xsmall"):
        for one in rows[:shown]:
            over = _over(one, order)
            if over and over != title:
                title = over
                st.markdown(f"**{over}**")
            full_line(db, agent, one, today, "list", person=may_tick(agent))
    if len(rows) > shown and st.button(
        f"Montrer la suite ({plural(len(rows) - shown, 'tâche')})", icon=":material/expand_more:", key="backplan-more"
    ):  # fmt: skip
        st.session_state["backplan-shown"] = shown + AT_ONCE
        st.rerun()


def _over(one: Row, order: str) -> str:
    if order == BY_ROLE:
        return plain(one.task.role.label)
    if order == BY_TITLE:
        return ""
    day = one.dated.start if order == BY_START else one.dated.deadline
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}"
