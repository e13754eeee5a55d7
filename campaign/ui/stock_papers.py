"""Papers of the stock to download: labels of numbered pieces, sheets to count on paper."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.deliveries.depot_papers import count_sheets, piece_labels
from campaign.ui.session import database

PDF = "application/pdf"
_A_SHEET = 24  # labels, 3 across and 8 down


def labels_download(agent: Agent, item_id: int) -> None:
    """Labels of an item's pieces, from the first free place of a sheet already begun."""
    # Files are made when asked, once this run and its connection are over: each opens its own.
    with st.popover("Étiquettes", icon=":material/qr_code_2:"):
        first = st.number_input(
            "Première étiquette libre de la planche", 1, _A_SHEET, 1, key=f"labels-first-{item_id}",
            help="1 pour une planche neuve ; les places se comptent ligne par ligne",
        )  # fmt: skip
        st.download_button(
            "Télécharger les étiquettes",
            lambda: piece_labels(database(), agent, item_id, int(first)).data,
            "etiquettes-des-pieces.pdf",
            PDF,
            on_click="ignore",
            icon=":material/download:",
            key=f"labels-{item_id}",
        )
        st.markdown(":gray[Planches A4 de 24 étiquettes (70 × 37 mm) : un numéro et son code à scanner.]")


def sheets_download(agent: Agent, depot_id: int) -> None:
    """The sheet of a storage place, to count with a pencil."""
    with st.popover("Feuille de comptage", icon=":material/print:"):
        shown = st.toggle("Imprimer ce qui est attendu", key=f"count-paper-shown-{depot_id}")
        st.download_button(
            "Télécharger la feuille",
            lambda: count_sheets(database(), agent, depot_id, shown).data,
            "feuille-de-comptage.pdf",
            PDF,
            on_click="ignore",
            icon=":material/download:",
            key=f"count-paper-{depot_id}",
        )
