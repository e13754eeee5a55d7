"""Livraisons : bons de l’édition, ce qui a été laissé, saisies à arbitrer, signalements des boutiques."""

import streamlit as st

from campaign.deliveries.model import SlipKind
from campaign.deliveries.views import declarations, progress, slips, to_settle
from campaign.ui.deliveries_declared import declared_tab
from campaign.ui.deliveries_list import TAB, filters, in_a_table, table
from campaign.ui.deliveries_panel import slip_panel
from campaign.ui.deliveries_preparing import follow_address, prepare
from campaign.ui.deliveries_settling import settling_tab
from campaign.ui.deliveries_words import may_write, rounds_by_place, sees_people, state_words
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.session import require_agent

agent, db = require_agent("deliveries.py")
unknown, asked = follow_address(db, agent)
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Livraisons", "Aucune édition pour l’instant.")
    said = "Les bons suivent les kits d’une édition."
    empty("Rien à livrer encore.", said, "editions.py", "Préparer une édition", "bike")
    st.stop()
listed = slips(db, agent, edition.id, SlipKind.DELIVERY)
waiting = to_settle(db, agent)  # whatever the edition: what waits is never hidden by a choice
told = len(declarations(db, agent, edition.id)) if sees_people(agent) else 0
sentence = state_words(edition.name, progress(db, agent, edition.id, SlipKind.DELIVERY), len(waiting))
verb = "Préparer les bons" if may_write(agent) else ""
if heading(agent, "Livraisons", sentence, verb, ":material/assignment:"):
    prepare(db, agent, edition.id)
if unknown:
    st.warning(unknown, icon=":material/info:")

tabs = {"bons": "Bons"}
if sees_people(agent):
    tabs |= {"arbitrer": f"À arbitrer ({len(waiting)})" if waiting else "À arbitrer"}
    tabs |= {"signalements": f"Signalements ({told})" if told else "Signalements"}
if st.session_state.get(TAB) not in tabs:
    st.session_state[TAB] = wanted if (wanted := parameter("onglet")) in tabs else "bons"
with line():
    st.segmented_control(
        "Partie", list(tabs), format_func=tabs.get, required=True, label_visibility="collapsed", key=TAB, wrap=True
    )
    edition_picker(db, agent, edition)
tab = st.session_state[TAB]
if tab == "arbitrer":
    settling_tab(db, agent, waiting)
elif tab == "signalements":
    declared_tab(db, agent, edition)
elif not listed and asked is None:
    empty(
        "Aucun bon pour cette édition.",
        "« Préparer les bons » en fait un par destinataire, d’après les kits ; relancez-le quand les kits changent.",
        "kits.py", "Voir les kits", "suitcase",
    )  # fmt: skip
else:
    rounds = rounds_by_place(db, agent, edition.id, SlipKind.DELIVERY)
    shown = filters(listed, rounds, edition.id)
    work, context = st.columns([1.62, 1])
    with work:
        chosen = table(shown, rounds) if shown else None
        if shown:
            in_a_table(shown, rounds)
        else:
            empty("Aucun bon ne correspond.", "Retirez un filtre.", drawing="cat")
    if about := asked or chosen:
        with context:
            slip_panel(db, agent, about, rounds.get(about.place.id))
