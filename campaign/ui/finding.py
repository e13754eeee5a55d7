"""Finding shops in a list: the words searched for and the EPCI, the same fields on every screen."""

from collections.abc import Mapping

import streamlit as st


def search_and_epci(epcis: Mapping[str, str], search_width: int = 240, epci_width: int = 200) -> tuple[str, str]:
    """(words, SIREN of the EPCI), empty when nothing is asked. ``epcis``: short name by SIREN; widths in pixels."""
    search = st.text_input(
        "Chercher",
        placeholder="Nom, commune, structure…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
        width=search_width,
    )
    epci = st.selectbox(
        "EPCI",
        sorted(epcis, key=epcis.get),
        format_func=epcis.get,
        index=None,
        placeholder="Tous les EPCI",
        label_visibility="collapsed",
        key="epci",
        width=epci_width,
    )
    return search or "", epci or ""
