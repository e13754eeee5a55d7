"""Which edition a screen of messages speaks of: the one in work, another by the address or by choice."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.editions.model import Edition, State
from campaign.editions.views import editions, working_edition
from campaign.ui.layout import number_parameter


def chosen_edition(db: Database, agent: Agent) -> Edition | None:
    """The edition of the screen; follow-ups of a past one, archived or not, are written while the next is prepared."""
    known = {one.id: one for one in editions(db, agent)}
    kept = st.session_state.get("edition-choice")
    return known.get(kept) or known.get(number_parameter("edition") or 0) or working_edition(db, agent)


def edition_picker(db: Database, agent: Agent, current: Edition) -> None:
    """The choice, when there are several; the latest first."""
    known = {one.id: one for one in reversed(editions(db, agent))}
    if len(known) > 1:
        st.selectbox(
            "Édition",
            list(known),
            index=list(known).index(current.id),
            format_func=lambda one: _named(known[one]),
            label_visibility="collapsed",
            key="edition-choice",
            width=260,
        )


def _named(one: Edition) -> str:
    return f"{one.name} · archivée" if one.state(clock.today()) is State.ARCHIVED else one.name
