"""« À décider »: one line for each thing that waits, with its verb."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.participation.decisions import Decision, DecisionKind
from campaign.ui.chips import DECISION_CHIPS
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain

SHOWN = 5
_FAMILIES = {
    "Tout": tuple(DecisionKind),
    "Fiches": (DecisionKind.CORRECTION, DecisionKind.DUPLICATE, DecisionKind.CLOSED, DecisionKind.POINT),
    "Invitations": (DecisionKind.DAYS, DecisionKind.NO_CONTACT, DecisionKind.TO_INVITE, DecisionKind.ROLE_UNREAD),
    "Messages": (DecisionKind.BOUNCED, DecisionKind.UNCERTAIN, DecisionKind.FAILED),
    "Papier": (DecisionKind.WRONG_ON_PAPER, DecisionKind.PROOF),
    "Matériel": (
        DecisionKind.TO_SETTLE,
        DecisionKind.LATE,
        DecisionKind.REPAIR,
        DecisionKind.TOLD,
        DecisionKind.SHORTAGE,
    ),
    "Budget": (DecisionKind.MONEY,),
    "Réunions": (DecisionKind.MEETING,),
    "Bilans": (DecisionKind.FIGURE, DecisionKind.SILENT, DecisionKind.RESOLUTION),
}


def decision_list(agent: Agent, decisions: Sequence[Decision]) -> None:
    """The card, with its filter; a person without the right to decide sees what waits, without the verb."""
    with card("À décider", len(decisions) or None, "red") as top:
        if not decisions:
            st.markdown(
                ":gray[Rien n’attend de décision. Les corrections des boutiques et les doublons arriveront ici.]"
            )
            return
        family = top.segmented_control(
            "Ce qui attend", list(_FAMILIES), default="Tout", required=True, label_visibility="collapsed", key="family"
        )
        wanted = [one for one in decisions if one.kind in _FAMILIES[family or "Tout"]]
        everything = st.session_state.get("every-decision", False)
        for index, one in enumerate(wanted if everything else wanted[:SHOWN]):
            _decision(agent, one, index)
        if not wanted:
            st.markdown(":gray[Rien de ce côté.]")
        if len(wanted) > SHOWN:
            label = "N’en montrer que cinq" if everything else f"Voir les {len(wanted) - SHOWN} autres"
            if st.button(f":primary[{label}]", type="tertiary", key="every"):
                st.session_state["every-decision"] = not everything
                st.rerun()


def _decision(agent: Agent, one: Decision, index: int) -> None:
    colour, icon = DECISION_CHIPS[one.kind]
    kind, rest = st.columns([1, 3.35], vertical_alignment="center")
    kind.badge(one.kind.label, icon=icon, color=colour)
    with rest, line(wrap=False):
        st.markdown(f"**{plain(one.subject)}** : {plain(one.text)}", width="stretch")
        if one.at:
            st.markdown(f":gray[{age(one.at)}]", width="content")
        if agent.role in screen(one.screen).roles:
            go_to(one.screen, one.verb, key=f"decide-{index}-{one.screen}", **one.parameters)


def age(at: datetime) -> str:
    """« aujourd’hui », « hier », « 3 jours »."""
    days = (clock.today() - at.astimezone(clock.PARIS).date()).days
    return "aujourd’hui" if days <= 0 else "hier" if days == 1 else f"{days} jours"
