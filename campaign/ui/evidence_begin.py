"""How a list begins: from what is proposed, or from another edition; what was taken out of it."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.evidence.beginning import begin_list, copy_list
from campaign.evidence.proposed import PROPOSED
from campaign.evidence.views import Evidence
from campaign.ui.evidence_words import FILE, may_remove, may_write, put_back
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import empty, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def nothing_yet(db: Database, agent: Agent, edition: Edition) -> None:
    """The empty state, with both ways to begin."""
    said = "Ce que l’édition pourra montrer à un auditeur ou à un élu : comptes rendus, BAT, bons, photos, factures."
    empty("Aucune preuve suivie.", said, drawing="books")
    if may_write(agent):
        with st.container(horizontal=True, horizontal_alignment="center"):
            begin_button(db, agent, edition, f"Partir des {len(PROPOSED)} preuves proposées", primary=True)
            copy_button(db, agent, edition)


def begin_button(db: Database, agent: Agent, edition: Edition, label: str, *, primary: bool = False) -> None:
    """Add the proposed pieces that the list does not have."""
    form = f"evidence-begin-{edition.id}"
    kind = "primary" if primary else "tertiary"
    if st.button(label, type=kind, icon=":material/playlist_add:", key="evidence-begin"):
        _told(form, lambda: begin_list(db, agent, edition.id, form_operation(form)))


def copy_button(db: Database, agent: Agent, edition: Edition) -> None:
    """« Reprendre la liste d’une autre édition », when there is another one."""
    if len(editions(db, agent)) > 1 and st.button(
        "Reprendre une autre édition", icon=":material/content_copy:", type="tertiary", key="evidence-copy"
    ):
        copy_from(edition.id)


@st.dialog("Reprendre la liste d’une autre édition", width="medium", icon=":material/content_copy:")
def copy_from(edition_id: int) -> None:
    """Titles, roles, tasks and chapters; never the files."""
    agent, db = require_agent(FILE)
    known = {one.id: one.name for one in reversed(editions(db, agent)) if one.id != edition_id}
    source = st.selectbox("Édition", list(known), format_func=known.get, key="evidence-copy-source")
    st.markdown(
        ":gray[Viennent : les preuves, ce qu’elles prouvent, les rôles, les tâches et les chapitres. Ne viennent pas : "
        "les fichiers, les lieux, les personnes, les dates.]"
    )
    form = f"evidence-copy-{edition_id}-{source}"
    if st.button("Reprendre", type="primary", disabled=source is None, key="evidence-copy-go") and source:
        _told(form, lambda: copy_list(db, agent, source, edition_id, form_operation(form)))


def taken_out(db: Database, agent: Agent, seen: Evidence) -> None:
    """What was taken out, and the way back."""
    if not may_remove(agent) or not (seen.removed or seen.taken_away):
        return
    many = len(seen.removed) + len(seen.taken_away)
    with st.expander(f"Retirées ({many})", icon=":material/archive:"):
        st.markdown(":gray[Les fichiers retirés sont effacés après 30 jours.]")
        for one in seen.removed:
            _back(db, agent, f"Preuve : {one.title}", "evidence", one.id)
        for file in seen.taken_away:
            _back(db, agent, f"Fichier : {file.name}", "evidence-file", file.id)


def _back(db: Database, agent: Agent, said: str, name: str, identifier: int) -> None:
    with line():
        st.markdown(plain(said), width="content")
        if st.button("Remettre", type="tertiary", key=f"restore-{name}-{identifier}") and put_back(
            db, agent, name, identifier
        ):
            st.rerun()


def _told(form: str, action: Callable[[], int]) -> None:
    with reporting(operation_of=form) as outcome:
        count = action()
    if outcome.done:
        notify(
            f"{plural(count, 'preuve ajoutée', 'preuves ajoutées')}." if count else "La liste les avait déjà toutes."
        )
        st.rerun()
