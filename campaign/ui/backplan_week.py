"""« À faire cette semaine »: by role on the screen of the plan, one's own first on the dashboard."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.planning.following import Standing, Todo, this_week
from campaign.planning.plan_views import Backplan, backplan
from campaign.planning.tasks import TaskRole
from campaign.ui.backplan_acts import undo_pressed
from campaign.ui.backplan_rows import tick
from campaign.ui.backplan_words import Row, may_write, own_role, rows_of
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain

_COLUMNS = 3
_FEW = 6  # on the dashboard


def week_card(db: Database, agent: Agent, seen: Backplan, rows: Sequence[Row], today: date) -> None:
    """Every role that has something to do, three side by side."""
    roles = this_week(seen.plan, today)
    by_code = {one.task.code: one for one in rows}
    with card("À faire cette semaine, par rôle"):
        if not roles:
            st.markdown("Rien à faire cette semaine.")
        listed = list(roles)
        for first in range(0, len(listed), _COLUMNS):
            for role, column in zip(listed[first : first + _COLUMNS], st.columns(_COLUMNS), strict=False):
                with column:
                    st.markdown(f"**{role.label}**")
                    for todo in roles[role]:
                        _todo(db, agent, by_code[todo.dated.task.code], todo, today, "week")


def own_week(db: Database, agent: Agent, edition_id: int) -> None:
    """The dashboard's card: the agent's own role, a line for the others; without a plan, a line to begin one."""
    seen, today = backplan(db, agent, edition_id), clock.today()
    if seen.plan is None:
        if may_write(agent):
            with st.container(border=True), line():
                st.markdown("**Cette édition n’a pas de rétroplanning.**", width="content")
                go_to("backplan.py", "Le commencer", key="begin-backplan", edition=edition_id)
        return
    roles, mine = this_week(seen.plan, today), own_role(agent)
    by_code = {one.task.code: one for one in rows_of(seen, today)}
    with card("À faire cette semaine", len(roles.get(mine, ())) or None, "orange") as top:
        with top:
            go_to("backplan.py", "Voir le rétroplanning", key="see-backplan", edition=edition_id)
        # Always there: what appears above fields makes a browser drop what is being typed.
        with st.container(key="week-messages", gap=None):
            if undo_pressed(db, agent):
                st.rerun()
        own = roles.get(mine, ()) if mine else ()
        for todo in own[:_FEW]:
            _todo(db, agent, by_code[todo.dated.task.code], todo, today, "own")
        if not own and mine:
            st.markdown(f"{mine.label} : rien cette semaine.")
        if len(own) > _FEW:
            st.markdown(f":gray[Et {plural(len(own) - _FEW, 'autre tâche', 'autres tâches')}.]")
        others = [_counted(role, todos) for role, todos in roles.items() if role is not mine]
        if others:
            st.markdown(f":gray[{' · '.join(others)}]")


def _todo(db: Database, agent: Agent, row: Row, todo: Todo, today: date, where: str) -> None:
    late = todo.standing is Standing.LATE
    color = "red" if late else "yellow" if todo.standing is Standing.THIS_WEEK else "gray"
    # No line that wraps: on a phone the title would be crushed to a letter a line.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False,
                      key=f"todo-{where}-{row.kept.id}"):  # fmt: skip
        tick(db, agent, row, where, titled=True)
        st.badge(_short(todo, today), color=color)


def _short(todo: Todo, today: date) -> str:
    """« 3 j de retard », « 2 déc. » where room is short."""
    if todo.standing is Standing.NOT_YET and todo.dated.start <= today:
        return short_date(todo.dated.deadline)
    return todo.words.replace("jours ouvrés", "j").replace("jour ouvré", "j")


def _counted(role: TaskRole, todos: Sequence[Todo]) -> str:
    late = sum(one.standing is Standing.LATE for one in todos)
    return f"{plain(role.label)} {len(todos)}" + (f" (dont {late} en retard)" if late else "")
