"""Which edition a screen of messages speaks of: the one in work, another by the address or by choice."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.editions.model import Edition, State
from campaign.editions.views import editions, working_edition
from campaign.ui.layout import number_parameter


def chosen_edition(db: Database, agent: Agent) -> Edition | None:
    """The edition of the screen; follow-ups of a past one are written while the next is prepared."""
    known = {one.id: one for one in editions(db, agent) if one.state(clock.today()) is not State.ARCHIVED}
    kept = st.session_state.get("edition-choice")
    return known.get(kept) or known.get(number_parameter("edition") or 0) or working_edition(db, agent)


def edition_picker(db: Database, agent: Agent, current: Edition) -> None:
    """The choice, when there are several."""
    known = {one.id: one for one in editions(db, agent) if one.state(clock.today()) is not State.ARCHIVED}
    if len(known) > 1:
        ids = list(reversed(known))
        st.selectbox(
            "Édition",
            ids,
            index=ids.index(current.id) if current.id in ids else 0,
            format_func=lambda one: known[one].name,
            label_visibility="collapsed",
            key="edition-choice",
            width=260,
        )
