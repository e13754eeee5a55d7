"""Archived items: « Annuler » just after, and the way back later."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.stock.items import restore_item
from campaign.stock.model import Item
from campaign.ui.feedback import form_operation, reporting, undo_asked
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.stock_words import may_write


def take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed after an archive."""
    if (asked := undo_asked()) and asked[0] == "stock-item":
        _restore(db, agent, asked[1])


def archived_items(db: Database, agent: Agent, put_away: Sequence[Item]) -> None:
    """What was taken out of the lists."""
    if not put_away or not may_write(agent):
        return
    with st.expander(f"Articles archivés ({len(put_away)})", icon=":material/archive:"):
        for one in put_away:
            with line():
                st.markdown(f"{plain(one.label)} :gray[{plain(one.code)}]")
                if st.button("Remettre au stock", type="tertiary", key=f"restore-item-{one.id}"):
                    _restore(db, agent, one.id)


def _restore(db: Database, agent: Agent, item_id: int) -> None:
    form = f"restore-item-{item_id}"
    with reporting("L’article est de nouveau au stock.", form) as outcome:
        restore_item(db, agent, item_id, form_operation(form))
    if outcome.done:
        st.rerun()
