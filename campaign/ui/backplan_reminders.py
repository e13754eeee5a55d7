"""« Prochains rappels »: the messages of the edition that leave by themselves, or that wait for somebody."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.editions.model import Edition
from campaign.messages.model import SendingState
from campaign.messages.views import plan
from campaign.ui.layout import card, go_to
from campaign.ui.plain import plain
from campaign.ui.step_words import leaves_on, when_in_words

_FEW = 3
_COMING = (SendingState.SCHEDULED, SendingState.PROPOSED)


def reminders_card(db: Database, agent: Agent, edition: Edition) -> None:
    """The next three; those that nobody scheduled say so. Nothing for an edition whose links no longer open."""
    today = clock.today()
    if edition.links_expire_on < today:
        return  # nobody writes to its shops any more
    steps = [one for one in plan(db, agent, edition.id) if one.state in _COMING and leaves_on(one) >= today]
    with card("Prochains rappels"):
        for one in sorted(steps, key=leaves_on)[:_FEW]:
            scheduled = one.state is SendingState.SCHEDULED
            with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
                st.markdown(plain(one.step.label) + ("" if scheduled else " :gray[à programmer]"), width="stretch")
                st.markdown(f":gray[{plain(when_in_words(one))}]", width="content")
        if not steps:
            st.markdown(":gray[Aucun message à venir.]")
        go_to("messages.py", "Voir les messages", key="backplan-messages", edition=edition.id)
