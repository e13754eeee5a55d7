"""« Encore dehors », and the history of the slip on screen."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.deliveries.model import Entry, Slip
from campaign.deliveries.views import OutLine
from campaign.stock.views import items
from campaign.ui.deliveries_panel import entry_block
from campaign.ui.deliveries_words import name_of, things
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.returns_checking import correct_return
from campaign.ui.stock_words import money

_MANY = 9  # places: beyond, the card scrolls


def still_out(lines: Sequence[OutLine]) -> None:
    """What is out, place by place, with what it is worth."""
    many = sum(one.quantity for one in lines)
    by_place = [
        list(listed)
        for _, listed in groupby(
            sorted(lines, key=lambda one: (one.place.name, one.place.id)), lambda one: one.place.id
        )
    ]
    height = 470 if len(by_place) > _MANY else "content"
    with card("Encore dehors", number(many) if many else None, "yellow", height=height):
        if not lines:
            st.markdown(":green[Tout est rentré.]")
            return
        for listed in by_place:
            said = things((one.item, one.piece, one.quantity) for one in listed)
            late = " :orange-badge[en retard]" if any(one.late for one in listed) else ""
            value = sum(one.value_cents for one in listed)
            worth = f", {plain(money(value))}" if value else ""
            st.markdown(
                f"{plain(said[:1].upper() + said[1:])}{late}  \n:gray[{plain(name_of(listed[0].place))}{worth}]"
            )
        total = sum(one.value_cents for one in lines)
        if total:
            st.markdown(f":gray[Pour tout remplacer :] **{plain(money(total))}**")


def said_of(db: Database, agent: Agent, about: Slip, said: Sequence[Entry]) -> None:
    """Every entry of the slip, the latest first."""
    if not said:
        return
    goods = {one.id: one for one in (*items(db, agent), *items(db, agent, archived=True))}
    with st.expander(f"Ce qui a été dit de ce bon ({len(said)})", icon=":material/history:"):
        for one in reversed(said):
            entry_block(db, agent, about, one, goods, correct_return)
