"""What is done to a task from the screens: its state said, taken out, put back, each undone with one press."""

from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.planning.backplan import remove_task, restore_task, set_state
from campaign.planning.plan_views import Backplan, KeptTask, backplan
from campaign.planning.tasks import TaskState
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import line
from campaign.ui.plain import plain

_BEFORE = "task-before"
_STATE, _REMOVED = "task-state", "task-removed"
_SAID = {
    TaskState.TO_DO: "est à faire",
    TaskState.UNDER_WAY: "est en cours",
    TaskState.DONE: "est faite",
    TaskState.GIVEN_UP: "est abandonnée",
}


def say_state(
    db: Database, agent: Agent, kept: KeptTask, state: TaskState, done_on: date | None = None, *, version: int = 0
) -> bool:
    """Note how far a task is, with « Annuler » on the next display; whether it was done.

    ``version``: that of the form, when the task was read before this run.
    """
    form = f"task-state-{kept.id}-{state}"
    with reporting(operation_of=form) as outcome:
        set_state(db, agent, kept.id, version or kept.version, state, form_operation(form), done_on)
    if outcome.done:
        st.session_state[_BEFORE] = kept.edition_id, kept.task.state, kept.task.done_on
        offer_undo(f"« {kept.task.title} » {_SAID[state]}.", _STATE, kept.id)
    return outcome.done


def take_out(db: Database, agent: Agent, kept: KeptTask) -> bool:
    """Take a task out of the plan, with « Annuler »."""
    form = f"task-out-{kept.id}"
    with reporting(operation_of=form) as outcome:
        remove_task(db, agent, kept.id, form_operation(form))
    if outcome.done:
        offer_undo(f"« {kept.task.title} » est retirée : plus aucune tâche ne l’attend.", _REMOVED, kept.id)
    return outcome.done


def put_back(db: Database, agent: Agent, task_id: int) -> bool:
    """Put a task back, just after or later."""
    form = f"task-back-{task_id}"
    with reporting("Tâche remise dans le rétroplanning.", form) as outcome:
        restore_task(db, agent, task_id, form_operation(form))
    return outcome.done


def removed_tasks(db: Database, agent: Agent, seen: Backplan) -> None:
    """What was taken out, and the way back."""
    if not seen.removed:
        return
    with st.expander(f"Tâches retirées ({len(seen.removed)})", icon=":material/archive:"):
        for one in seen.removed:
            with line():
                st.markdown(plain(one.task.title))
                if st.button("Remettre", type="tertiary", key=f"restore-task-{one.id}") and put_back(db, agent, one.id):
                    st.rerun()


def undo_pressed(db: Database, agent: Agent) -> bool:
    """Whether « Annuler » was pressed, and it was undone: the screen is to be drawn again."""
    asked = undo_asked(_STATE, _REMOVED)
    if not asked:
        return False
    name, task_id = asked
    if name == _REMOVED:
        return put_back(db, agent, task_id)
    edition_id, state, done_on = st.session_state.get(_BEFORE, (0, TaskState.TO_DO, None))
    form = f"task-undo-{task_id}"
    with reporting("C’est annulé.", form) as outcome:
        kept = backplan(db, agent, edition_id).by_id(task_id)
        if kept:
            set_state(db, agent, task_id, kept.version, state, form_operation(form), done_on)
    return outcome.done
