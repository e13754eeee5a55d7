"""« Exporter » on « Dépenses »: a workbook of several sheets, the lines in CSV, the paper to print."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.text import slug
from campaign.editions.model import Edition
from campaign.participation.views import funnel
from campaign.planning.money_files import TYPES, money_file
from campaign.planning.money_paper import Shops
from campaign.planning.money_views import Watched
from campaign.ui.session import database

_LABELS = {".xlsx": "Classeur Excel, toutes les feuilles", ".csv": "Les lignes, en CSV", ".pdf": "À imprimer, en PDF"}


def downloads(db: Database, agent: Agent, edition: Edition, watch: Watched) -> None:
    """Three files, made when they are asked for; nothing before there is a line."""
    if not watch.spending.all_lines:
        return
    shops = shops_of(db, agent, edition, watch)
    with st.popover("Exporter", icon=":material/download:"):
        for ending, label in _LABELS.items():

            def made(ending: str = ending) -> bytes:
                return money_file(database(), agent, edition.id, ending, shops).data

            name = f"depenses-{slug(edition.name)}{ending}"
            st.download_button(label, made, name, TYPES[ending], on_click="ignore", type="tertiary")


def shops_of(db: Database, agent: Agent, edition: Edition, watch: Watched) -> Shops:
    """The shops that took part the last time, and this time; None when nobody confirmed."""
    before = funnel(db, agent, watch.against.before.id).confirmed if watch.against else None
    return before or None, funnel(db, agent, edition.id).confirmed or None
