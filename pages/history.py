"""Journal : qui a fait quoi, et quand."""

import pandas as pd
import streamlit as st

from campaign.accounts.views import journal, names_of_agents
from campaign.base.clock import PARIS
from campaign.base.french import moment_in_words, plural
from campaign.base.text import search_key
from campaign.partners.views import places
from campaign.ui.downloads import export_menu
from campaign.ui.journal_words import SUBJECTS, what, who
from campaign.ui.layout import empty, heading, line, same_in_a_table
from campaign.ui.session import require_agent

LIMITS = (100, 500, 2000)
agent, db = require_agent("history.py")
names = names_of_agents(db, agent)
heading(agent, "Journal", "Chaque action est gardée douze mois : qui, quand, quoi. Rien ne s’y efface.")
with line():
    subject = st.selectbox(
        "Sujet",
        list(SUBJECTS),
        format_func=lambda one: SUBJECTS[one].capitalize(),
        index=None,
        placeholder="Tous les sujets",
        label_visibility="collapsed",
        key="subject",
        width=200,
    )
    search = st.text_input(
        "Chercher",
        placeholder="Nom, action, boutique…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
        width=320,
    )
    limit = st.segmented_control(
        "Lignes", LIMITS, default=LIMITS[0], required=True, format_func=lambda n: f"{n} dernières", key="limit",
        label_visibility="collapsed",
    )  # fmt: skip

entries = journal(db, agent, subject, limit=limit)
known = {one.id: one.name for archived in (False, True) for one in places(db, agent, kind=None, archived=archived)}
lines = [(entry.at, who(entry, names), what(entry, known)) for entry in entries]
words = search_key(search or "").split()
shown = [one for one in lines if all(word in search_key(f"{one[1]} {one[2]}") for word in words)]
if not shown:
    empty("Aucune ligne ne correspond.", "Changez de sujet ou de mots.", drawing="books")
    st.stop()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.markdown(f":gray[{plural(len(shown), 'ligne')}]", width="content")
    export_menu("journal", "Journal", ("Quand", "Qui", "Quoi"), shown)
st.dataframe(
    pd.DataFrame(
        {
            "Quand": [at.astimezone(PARIS).replace(tzinfo=None) for at, _, _ in shown],
            "Qui": [name for _, name, _ in shown],
            "Quoi": [text for _, _, text in shown],
        }
    ),
    hide_index=True,
    height=560,
    column_config={
        "Quand": st.column_config.DatetimeColumn(format="DD/MM/YYYY HH:mm", width=150),
        "Qui": st.column_config.TextColumn(width=200),
        "Quoi": st.column_config.TextColumn(width=820),
    },
    alt=f"{plural(len(shown), 'ligne')} du journal",
)
same_in_a_table([{"Quand": moment_in_words(at), "Qui": name, "Quoi": text} for at, name, text in shown[:100]])
