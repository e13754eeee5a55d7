"""The dialog of a task: its dates and why, what it proves, how far it is; the officer changes everything."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.fields import date_fr
from campaign.base.french import date_in_figures, day_in_words, enumerate_in_words
from campaign.evidence.views import of_task
from campaign.planning.backplan import add_task, change_task
from campaign.planning.following import waiting
from campaign.planning.plan_views import Backplan, KeptTask, backplan
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import Anchor, TaskState
from campaign.planning.views import spending
from campaign.roles.views import team
from campaign.ui.backplan_acts import put_back, say_state, take_out
from campaign.ui.backplan_fields import typed_fields
from campaign.ui.backplan_words import FILE, ROLE_BADGES, Row, may_tick, may_write, offset_in_words, rows_of, when
from campaign.ui.evidence_words import STATE_COLOURS, STATE_ICONS
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Tâche", width="medium", icon=":material/task_alt:")
def open_task(edition_id: int, task_id: int) -> None:
    """Everything about a task."""
    agent, db = require_agent(FILE)
    seen = backplan(db, agent, edition_id)
    kept = seen.by_id(task_id)
    if kept is None:
        st.markdown("Cette tâche n’existe pas, ou plus.")
        return
    if kept.removed_at:
        st.markdown(f"**{plain(kept.task.title)}**  \nCette tâche est retirée du rétroplanning.")
        if may_write(agent) and st.button("La remettre", key="task-restore") and put_back(db, agent, task_id):
            st.rerun()
        return
    row = next(one for one in rows_of(seen, clock.today()) if one.kept.id == task_id)
    _head(agent, seen, row)
    _evidence(db, agent, edition_id, row)
    if may_tick(agent) and row.task.anchor is not Anchor.EVENT:
        _state(db, agent, kept)
    if may_write(agent):
        with st.expander("Modifier la tâche", icon=":material/edit:"):
            _change(db, agent, seen, kept, row.dated)
        if row.task.anchor is not Anchor.EVENT and st.button(
            "Retirer du rétroplanning", icon=":material/delete:", type="tertiary", key=f"task-remove-{task_id}"
        ) and take_out(db, agent, kept):  # fmt: skip
            st.rerun()


@st.dialog("Nouvelle tâche", width="medium", icon=":material/add_task:")
def new_task(edition_id: int) -> None:
    """A task of one's own."""
    agent, db = require_agent(FILE)
    form = f"task-new-{edition_id}"
    seen = backplan(db, agent, edition_id)
    typed = typed_fields(form, seen, None, None, spending(db, agent, edition_id).funds, people(db, agent, seen))
    if st.button("Ajouter", type="primary", key=f"{form}-save"):
        with reporting("Tâche ajoutée.", operation_of=form) as outcome:
            add_task(db, agent, edition_id, typed(), form_operation(form))
        if outcome.done:
            st.rerun()


def people(db: Database, agent: Agent, seen: Backplan) -> list[str]:
    """Names to choose from: the project team, then those the plan names already."""
    names = [one.name for one in team(db, agent, seen.edition.id)] if agent.role is not Role.READER else []
    return list(dict.fromkeys([*names, *sorted(one.task.person for one in seen.kept if one.task.person)]))


def _head(agent: Agent, seen: Backplan, row: Row) -> None:
    task, dated = row.task, row.dated
    words, colour = when(row, clock.today())
    st.header(plain(task.title), anchor=False)
    with line():
        st.badge(task.role.label, color=ROLE_BADGES[task.role])
        st.badge(words, color=colour)
        for one in task.commits:
            st.badge(f"Engage : {one.label.lower()}", color="gray")
    period = f"Du {day_in_words(dated.start, year=False)} au" if dated.start < dated.deadline else "Le"
    said = [f"{period} **{day_in_words(dated.deadline)}** :gray[({offset_in_words(task)})]"]
    if dated.why:
        said.append(f":orange[{plain(dated.why)}]")
    if task.person and may_tick(agent):
        said.append(f":material/person: {plain(task.person)}")
    if row.kept.note and may_tick(agent):
        said.append(f":gray[{plain(row.kept.note)}]")
    if row.kept.source:
        said.append(f":gray[D’après : {plain(row.kept.source)}]")
    links = next((one for one in waiting(seen.plan, clock.today()) if one.dated.task.code == task.code), None)
    if links and links.awaits:
        said.append(f"Attend : {plain(enumerate_in_words(f'« {one.task.title} »' for one in links.awaits))}")
    if links and links.awaited_by:
        said.append(f"Attendue par : {plain(enumerate_in_words(f'« {one.task.title} »' for one in links.awaited_by))}")
    st.markdown("  \n".join(said))


def _evidence(db: Database, agent: Agent, edition_id: int, row: Row) -> None:
    found = of_task(db, agent, edition_id, row.task.code)
    if not found:
        return
    with line():
        for one in found:
            icon, color = STATE_ICONS[one.state], STATE_COLOURS[one.state]
            st.badge(f"Preuve : {plain(one.piece.title)}", color=color, icon=icon)
        go_to("evidence.py", "Voir les preuves", key="task-evidence", edition=edition_id, tache=row.task.code)


def _state(db: Database, agent: Agent, kept: KeptTask) -> None:
    form = f"task-say-{kept.id}"
    version = version_read(form, f"{form}-state", kept.version)
    left, right = st.columns([2.4, 1], vertical_alignment="bottom")
    state = left.segmented_control(
        "Où en est-elle ?", list(TaskState), default=kept.task.state, required=True,
        format_func=lambda one: one.label, key=f"{form}-state",
    )  # fmt: skip
    done_on = ""
    if state is TaskState.DONE:
        day = kept.task.done_on or clock.today()
        done_on = right.text_input("Faite le", date_in_figures(day), placeholder="jj/mm/aaaa", key=f"{form}-on")
    if st.button("Noter", key=f"{form}-save"):
        with reporting() as read:
            day = date_fr(done_on, "done_on") if state is TaskState.DONE and done_on.strip() else None
        if read.done and say_state(db, agent, kept, state, day, version=version):
            st.rerun()


def _change(db: Database, agent: Agent, seen: Backplan, kept: KeptTask, dated: Dated) -> None:
    form = f"task-change-{kept.id}"
    version = version_read(form, f"{form}-title", kept.version)
    typed = typed_fields(form, seen, kept, dated, spending(db, agent, seen.edition.id).funds, people(db, agent, seen))
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Tâche enregistrée.", operation_of=form) as outcome:
            change_task(db, agent, kept.id, version, typed(), form_operation(form))
        if outcome.done:
            st.rerun()


def opened_by_address(seen: Backplan, code: str) -> int | None:
    """The id of the task an address names, by its code or its number."""
    found = seen.by_code(code)
    return found.id if found else None
