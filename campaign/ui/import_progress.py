"""An import under way, followed as the worker does it; the tab may be closed and opened again meanwhile."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.partners.importing.queue import import_job, imports_under_way
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

EVERY = 1.0  # second between two looks


def progress_card(db: Database, agent: Agent) -> bool:
    """The card of the import that waits or runs, and the sentence of one that has just ended; True while one runs."""
    waiting = imports_under_way(db, agent)
    if waiting:
        st.session_state["import-followed"] = waiting[0].id
        with card("Import en cours"):
            _follow(waiting[0].id)
        return True
    if followed := st.session_state.pop("import-followed", None):
        _tell(db, agent, followed)
    return False


@st.fragment(run_every=EVERY)
def _follow(job_id: int) -> None:
    agent, db = require_agent("shop_import.py")
    job = import_job(db, agent, job_id)
    if job.state not in ("waiting", "running"):
        st.rerun()
    done = job.done / job.total if job.total else 0.0
    counted = f" {job.done} lignes sur {job.total}" if job.total else ""
    st.progress(done, f"{job.message or 'L’import attend son tour…'}{counted}")
    st.markdown(":gray[Vous pouvez fermer cette page : l’import continue.]")


def _tell(db: Database, agent: Agent, job_id: int) -> None:
    job = import_job(db, agent, job_id)
    st.session_state.pop("import-wanted", None)  # the file still given is judged against the registry as it is now
    if job.state != "done":
        st.session_state["import-failed"] = job.message or "Cet import a été arrêté : rien n’a été écrit."
        return
    sentence = f"C’est importé : {job.message[0].lower() + job.message[1:]}"
    for number, why in (job.result or {}).get("left", [])[:5]:
        sentence += f"\n\nLigne {number} : {why}"
    st.session_state["import-done"] = sentence
    st.session_state["import-suggested"] = (job.result or {}).get("suggested", 0)


def failure_said() -> None:
    """The sentence of an import that could not be done; the file is still there to try again."""
    if failed := st.session_state.pop("import-failed", None):
        st.error(plain(failed), icon=":material/error:")
