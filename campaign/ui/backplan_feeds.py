"""« Agenda à suivre »: the address of a role's calendar, given, renewed, closed."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.planning.feeds import Feed, close_feed, feed, prepare_feed
from campaign.planning.tasks import TaskRole
from campaign.ui.backplan_words import may_tick, own_role
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line

_SAID = "feed-said"


def feeds_popover(db: Database, agent: Agent, edition_id: int) -> None:
    """One role at a time, the agent's own first."""
    if not may_tick(agent):
        return
    with st.popover("Agenda à suivre", icon=":material/event_available:"):
        st.markdown("Une adresse par rôle, à ajouter une fois dans un agenda (Outlook, Thunderbird, téléphone) : il y "
                    "lit les échéances et se met à jour seul. Qui a l’adresse peut la lire.")  # fmt: skip
        roles = list(TaskRole)
        role = st.selectbox("Rôle", roles, roles.index(own_role(agent) or roles[0]),
                            format_func=lambda one: one.label, key="feed-role")  # fmt: skip
        found = feed(db, agent, edition_id, role)
        if found and found.address:
            # Said here: a sentence above on the page would close this panel.
            given, said = st.session_state.pop(_SAID, (None, ""))
            if given is role:
                st.success(said, icon=":material/check_circle:")
            st.text_input("Adresse", found.address, key=f"feed-address-{found.address[-12:]}")
            _open(db, agent, edition_id, found)
        else:
            if found:
                st.markdown(":gray[Cet agenda est fermé.]")
            _give(db, agent, edition_id, role, "Donner une adresse", "L’agenda est ouvert.")


def _open(db: Database, agent: Agent, edition_id: int, found: Feed) -> None:
    with line():
        _give(db, agent, edition_id, found.role, "Renouveler", "Nouvelle adresse : l’ancienne ne s’ouvre plus.")
        form = f"feed-close-{found.id}"
        if st.button("Fermer", icon=":material/link_off:", type="tertiary", key=form):
            with reporting(operation_of=form) as outcome:
                close_feed(db, agent, found.id, form_operation(form))
            if outcome.done:
                st.rerun()


def _give(db: Database, agent: Agent, edition_id: int, role: TaskRole, verb: str, said: str) -> None:
    form = f"feed-give-{edition_id}-{role}"
    if st.button(verb, icon=":material/link:", key=form):
        with reporting(operation_of=form) as outcome:
            prepare_feed(db, agent, edition_id, role, form_operation(form))
        if outcome.done:
            st.session_state[_SAID] = role, said
            st.rerun()
