"""« Feuille papier »: the debrief to fill in by hand, of one place or of all that told nothing."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.text import slug
from campaign.debrief.paper import KIND, sheet_pdf, sheets_pdf
from campaign.editions.model import Edition
from campaign.partners.model import Place
from campaign.ui.session import database


def sheet_button(agent: Agent, edition: Edition, place: Place) -> None:
    """The sheet of one place, with what is known already; made when asked, in another thread than the screen's."""
    st.download_button(
        "Feuille papier",
        lambda: sheet_pdf(database(), agent, edition.id, place.id).data,
        f"{KIND}-{slug(place.name)[:60].strip('-')}.pdf",
        "application/pdf",
        on_click="ignore",
        icon=":material/print:",
        type="tertiary",
        key=f"sheet-{place.id}",
    )


def sheets_button(agent: Agent, edition: Edition) -> None:
    """One file with a sheet for each place that told nothing."""
    st.download_button(
        "Feuilles papier",
        lambda: sheets_pdf(database(), agent, edition.id).data,
        f"fiches-bilan-{slug(edition.name)[:60].strip('-')}.pdf",
        "application/pdf",
        on_click="ignore",
        icon=":material/print:",
        type="tertiary",
        key="sheets",
    )
