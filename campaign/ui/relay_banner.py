"""Whether messages leave: no relay set, relay resting, or messages on their way. One line above the plan."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import clock_in_words, moment_in_words, plural
from campaign.messages.actions import retry_relay_now
from campaign.messages.views import RelayState
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain

NO_RELAY = (
    "Aucun relais de messagerie n’est réglé : les messages sont déposés dans un dossier du serveur, "
    "**personne ne les reçoit**."
)


def relay_banner(db: Database, agent: Agent, relay: RelayState) -> None:
    """Nothing when all is well and nothing waits."""
    if relay.way == "folder":
        st.warning(NO_RELAY, icon=":material/folder:")
    if is_resting(relay):
        _resting(db, agent, relay)
    elif relay.waiting:
        with line():
            said = plural(relay.waiting, "message attend son tour", "messages attendent leur tour")
            st.badge(f"{said} : ils partent un par un.", icon=":material/sync:", color="yellow")
            st.button("Actualiser", icon=":material/refresh:", type="tertiary", key="refresh-relay")


def is_resting(relay: RelayState) -> bool:
    """Whether the relay is left alone for a while after a failure."""
    return relay.rest_until is not None and relay.rest_until > clock.now()


def _resting(db: Database, agent: Agent, relay: RelayState) -> None:
    since = f" depuis {moment_in_words(relay.since)}" if relay.since else ""
    kept = plural(relay.waiting, "message attend", "messages attendent")
    with st.container(border=True, gap="small"):
        st.error(
            f"Le relais de messagerie ne répond pas{since}. {plain(relay.reason)} {kept}, rien n’est perdu ; "
            f"prochain essai à {clock_in_words(relay.rest_until)}.",
            icon=":material/cloud_off:",
        )
        if agent.role is Role.OFFICER and st.button("Réessayer maintenant", icon=":material/sync:", key="retry-relay"):
            form = "retry-relay"
            with reporting("Le relais va être essayé de nouveau, d’ici quelques secondes.", operation_of=form) as done:
                retry_relay_now(db, agent, form_operation(form))
            if done.done:
                st.rerun()
