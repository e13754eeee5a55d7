"""« M’envoyer un message d’essai », and what became of the last one."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words
from campaign.mail.outbox import Posted, State
from campaign.messages.trial import send_trial
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.message_chips import MESSAGE_COLOURS
from campaign.ui.plain import plain

_UNDER_WAY = (State.WAITING, State.SENDING)


def trial_card(db: Database, agent: Agent, last: Posted | None, sender: str) -> None:
    """A real message through the whole way, to the agent's own address."""
    with card("Essai"):
        st.markdown(f"Un vrai message, à votre adresse seulement : {plain(agent.email)}.")
        if st.button(
            "M’envoyer un message d’essai", icon=":material/send:", type="primary", key="trial", disabled=not sender
        ):
            form = f"trial-{last.id if last else 0}"
            with reporting("Message d’essai demandé.", operation_of=form) as outcome:
                send_trial(db, agent, form_operation(form))
            if outcome.done:
                st.rerun()
        if last is None:
            st.markdown(":gray[Aucun essai pour l’instant.]")
            return
        _outcome(last)


def _outcome(last: Posted) -> None:
    with line():
        st.badge(last.state.label, color=MESSAGE_COLOURS[last.state])
        st.markdown(f":gray[{moment_in_words(last.ended_at or last.created_at)}]", width="content")
        if last.state in _UNDER_WAY:
            st.button("Actualiser", icon=":material/refresh:", type="tertiary", key="refresh-trial")
    if last.state is State.SENT and last.way == "folder":
        st.markdown("Déposé dans le dossier du serveur : faute de relais, il n’arrivera pas chez vous.")
    elif last.state is State.SENT:
        st.markdown("Le relais l’a accepté. Regardez votre boîte, et les indésirables.")
    elif last.reason:
        st.markdown(plain(last.reason))
