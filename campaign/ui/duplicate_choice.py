"""Which two sheets are compared, and why."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.partners.pairs import Pair
from campaign.partners.views import places
from campaign.ui.plain import plain


def grounds(pairs: Sequence[Pair], pair: Pair | None) -> None:
    """Why these two, and where they stand among the others."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            if pair and pair.score:
                st.badge(f"Ressemblance {pair.score} %", icon=":material/merge:", color="orange")
            st.markdown(plain(", ".join(pair.grounds)) if pair else "Comparées à votre demande", width="content")
        if pair and len(pairs) > 1:
            st.markdown(f":gray[doublon {pairs.index(pair) + 1} sur {len(pairs)}]", width="content")


def compare_others(db: Database, agent: Agent) -> None:
    """Two sheets that nothing else would bring together."""
    known = {one.id: one for one in places(db, agent)}
    with st.expander("Comparer deux autres fiches", icon=":material/compare:"):
        one, other = (
            st.selectbox(label, known, format_func=lambda number: f"{known[number].name}, {known[number].commune} "
                         f"(n° {number})", index=None, placeholder="Choisir une fiche", key=key)
            for label, key in (("Une fiche", "compare-one"), ("L’autre fiche", "compare-other"))
        )  # fmt: skip
        if st.button("Comparer", key="compare", disabled=not (one and other) or one == other):
            st.query_params.update({"fiche": str(one), "avec": str(other)})
            st.rerun()
