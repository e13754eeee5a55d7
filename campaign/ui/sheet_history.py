"""What happened to a sheet, latest first."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import short_date
from campaign.partners.model import Place
from campaign.partners.views import history
from campaign.ui.layout import card
from campaign.ui.plain import plain


def history_card(db: Database, agent: Agent, place: Place, limit: int = 12) -> None:
    """The card of the latest changes."""
    with card("Historique"):
        history_lines(db, agent, place, limit)


def history_lines(db: Database, agent: Agent, place: Place, limit: int) -> None:
    """« 21 oct. Fiche modifiée : téléphone, par Camille Roussel », line after line."""
    for one in history(db, agent, place.id, limit):
        day = one.at.astimezone(PARIS).date()
        day = short_date(day, year=day.year != today().year)
        st.markdown(f":gray[{day}] {plain(one.text)} :gray[par {plain(one.who)}]")
