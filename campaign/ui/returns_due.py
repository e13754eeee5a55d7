"""When what was lent for an edition is expected back."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import day_in_words
from campaign.deliveries.slips import set_due
from campaign.deliveries.views import return_due
from campaign.editions.model import Edition
from campaign.ui.deliveries_words import RETURNS_FILE, may_write
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.session import require_agent


def due_control(db: Database, agent: Agent, edition: Edition) -> None:
    """The day, and the way to change it."""
    due, _ = return_due(db, agent, edition.id)
    st.markdown(f"Retour attendu le **{day_in_words(due)}**")
    if may_write(agent) and st.button("Changer", icon=":material/edit_calendar:", type="tertiary", key="change-due"):
        change_due(edition.id)


@st.dialog("Jour du retour", icon=":material/edit_calendar:")
def change_due(edition_id: int) -> None:
    """Late begins the day after; reminders follow."""
    agent, db = require_agent(RETURNS_FILE)
    form = f"due-{edition_id}"
    due, version = return_due(db, agent, edition_id)
    seen = version_read(form, f"{form}-day", version)
    wanted = st.date_input("Retour attendu le", due, format="DD/MM/YYYY", key=f"{form}-day")
    st.markdown(":gray[Ce qui n’est pas rentré le lendemain est en retard ; les rappels partent d’après ce jour.]")
    if st.button("Enregistrer", type="primary", disabled=wanted is None, key=f"{form}-save"):
        with reporting("Le jour du retour est changé ; retards et rappels le suivent.", form) as outcome:
            set_due(db, agent, edition_id, wanted, seen, form_operation(form))
        if outcome.done:
            st.rerun()
