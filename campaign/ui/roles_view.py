"""Which part of « Qui fait quoi » is on screen: the roles, who has read, the project team."""

from collections.abc import Sequence

import streamlit as st

from campaign.participation.role_readers import RoleReader
from campaign.ui.layout import parameter

ROLES, READINGS, TEAM = "roles", "lectures", "equipe"
VIEW = "roles-view"


def view_choice(readers: Sequence[RoleReader]) -> str:
    """The part chosen; whoever comes from the dashboard sees the people first."""
    if VIEW not in st.session_state:
        st.session_state[VIEW] = READINGS if parameter("lu") else ROLES
    waiting = sum(one.waits for one in readers)
    labels = {
        ROLES: "Les rôles",
        READINGS: f"Qui a lu · {len(readers) - waiting} sur {len(readers)}" if readers else "Qui a lu",
        TEAM: "Équipe projet",
    }
    return st.segmented_control(
        "Ce qui est montré", list(labels), format_func=labels.get, required=True, label_visibility="collapsed",
        key=VIEW, wrap=True,
    )  # fmt: skip
