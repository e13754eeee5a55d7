"""A task on a line: ticked when it is done, opened by its title, who, when."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.planning.following import Standing
from campaign.planning.tasks import Anchor, TaskState
from campaign.ui.backplan_acts import say_state
from campaign.ui.backplan_task import open_task
from campaign.ui.backplan_words import ROLE_BADGES, Row, may_tick, when
from campaign.ui.layout import line
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain


def tick(db: Database, agent: Agent, row: Row, where: str, *, titled: bool = False) -> None:
    """The box of a task; pressing it notes the task done, or to do again. ``where`` tells one box from another;
    ``titled``: the title is written beside it."""
    kept, done = row.kept, row.standing is Standing.DONE
    # The version in the key: once saved, the box is another one, which shows what is kept.
    pressed = st.checkbox(
        plain(row.task.title) if titled else f"Faite : {plain(row.task.title)}",
        done,
        key=f"tick-{where}-{kept.id}-{kept.version}",
        disabled=not may_tick(agent) or row.task.anchor is Anchor.EVENT or not row.task.live,
        label_visibility="visible" if titled else "collapsed",
        width="stretch" if titled else "content",
        wrap=True,
    )
    if pressed != done and say_state(db, agent, kept, TaskState.DONE if pressed else TaskState.TO_DO):
        st.rerun()


def title(row: Row, where: str) -> None:
    """The title, which opens the task."""
    with st.container(key=f"plan-title-{where}-{row.kept.id}"):
        name = plain(row.task.title)
        if st.button(name, type="tertiary", key=f"open-{where}-{row.kept.id}", wrap=True, width="content"):
            open_task(row.kept.edition_id, row.kept.id)


def full_line(db: Database, agent: Agent, row: Row, today: date, where: str, *, person: bool) -> None:
    """A task over the whole width: box, title, then role, person and date at the right; below the title on a phone."""
    words, colour = when(row, today)
    who = plain(row.task.person) if person else ""
    if is_phone():
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            tick(db, agent, row, where)
            with st.container(gap=None, width="stretch"):
                title(row, where)
                st.markdown(f":gray[{row.task.role.label}{', ' if who else ''}{who}]")
            st.badge(words, color=colour)
        return
    with line(key=f"task-{where}-{row.kept.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False, width=400):
            tick(db, agent, row, where)
            title(row, where)
        st.badge(row.task.role.label, color=ROLE_BADGES[row.task.role], width=120)
        if person:
            st.markdown(f":gray[{who or '—'}]", width=150)
        st.badge(words, color=colour)


def choose_one(rows: Sequence[Row]) -> None:
    """Opens a task of the drawing, whose bars cannot be pressed."""
    turn = st.session_state.setdefault("backplan-chosen", 0)
    known = {one.kept.id: one for one in rows}
    chosen = st.selectbox("Ouvrir une tâche", list(known), index=None, format_func=lambda one: known[one].task.title,
                          placeholder="Ouvrir une tâche", label_visibility="collapsed", width=330,
                          key=f"backplan-choose-{turn}")  # fmt: skip
    if chosen:
        st.session_state["backplan-chosen"] = turn + 1  # the next display asks again
        open_task(known[chosen].kept.edition_id, chosen)
