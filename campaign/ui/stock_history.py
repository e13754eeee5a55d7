"""The movements of an item, of a piece, of everything: in plain French, latest first, and the way to undo one."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.stock.views import movements
from campaign.ui.layout import card
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.stock_moves import confirm_undo, may_undo
from campaign.ui.stock_words import may_write, movement_day, movement_words, who_in_words


def history(db: Database, agent: Agent, item_id: int, piece_id: int | None = None, most: int = 30) -> None:
    """The movements of an item or a piece, latest first; each that may be can be undone."""
    listed = movements(db, agent, item_id, limit=most, piece_id=piece_id)
    if not listed:
        st.markdown(":gray[Aucun mouvement encore.]")
    with st.container(gap="xsmall", height=330 if len(listed) > 6 else "content"):
        for one in listed:
            by = who_in_words(db, agent, one.actor)
            said = f"**{movement_day(one)}**{plain(by)}  \n{plain(movement_words(one))}"
            said += f"  \n:gray[{plain(one.note)}]" if one.note else ""
            said += "  \n:gray-badge[annulé]" if one.cancelled else ""
            st.markdown(said)
            if (
                may_write(agent)
                and may_undo(one)
                and st.button(":primary[Annuler ce mouvement]", type="tertiary", key=f"undo-{piece_id}-{one.id}")
            ):
                confirm_undo(one.id, item_id)


def latest(db: Database, agent: Agent, most: int = 8) -> None:
    """« Derniers mouvements »."""
    with card("Derniers mouvements"):
        listed = movements(db, agent, limit=most)
        if not listed:
            st.markdown(":gray[Aucun mouvement encore.]")
        for one in listed:
            note = f" :gray[({plain(one.note)})]" if one.note else ""
            said = plain(movement_words(one)) + note + (" :gray-badge[annulé]" if one.cancelled else "")
            if is_phone():
                st.markdown(f":gray[{movement_day(one)}]  \n{said}")
                continue
            left, right = st.columns([1, 5.4], gap="small")
            left.markdown(f":gray[{movement_day(one)}]")
            right.markdown(said)
