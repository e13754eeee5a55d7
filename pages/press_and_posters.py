"""Presse et affichage : médias et correspondants, envois, retombées, plan média, emplacements d’affiches."""

import streamlit as st

from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.media_coverage import coverage_tab, coverage_words, edit_coverage
from campaign.ui.media_outlets import edit_outlet, outlets_tab, outlets_words
from campaign.ui.media_plan import edit_space, plan_tab, plan_words
from campaign.ui.media_posters import edit_spot, posters_tab, posters_words
from campaign.ui.media_sending_dialog import prepare_press_sending
from campaign.ui.media_sendings import sendings_tab, sendings_words
from campaign.ui.media_words import TABS, may_write, take_back
from campaign.ui.session import require_agent

agent, db = require_agent("press_and_posters.py")
edition = chosen_edition(db, agent)
key = "media-tab"
if st.session_state.get(key) not in TABS:
    st.session_state[key] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
tab = st.session_state[key]
if edition is None and tab != "medias":
    heading(agent, "Presse et affichage", "Aucune édition pour l’instant.")
    st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=key
    )
    said = "Envois, retombées, plan média et affichage suivent les jours d’une édition."
    empty("Rien à suivre encore.", said, "editions.py", "Préparer une édition", "radio")
    st.stop()

words = {
    "medias": lambda: outlets_words(db, agent),
    "envois": lambda: sendings_words(db, agent, edition),
    "retombees": lambda: coverage_words(db, agent, edition),
    "plan": lambda: plan_words(db, agent, edition),
    "affichage": lambda: posters_words(db, agent, edition),
}
verbs = {
    "medias": ("Nouveau média", ":material/add:", lambda: edit_outlet(None)),
    "envois": ("Envoyer à la presse", ":material/send:", lambda: prepare_press_sending(edition.id)),
    "retombees": ("Noter une retombée", ":material/add:", lambda: edit_coverage(edition.id, None)),
    "plan": ("Ajouter un espace", ":material/add:", lambda: edit_space(edition.id, None)),
    "affichage": ("Ajouter un emplacement", ":material/add_location:", lambda: edit_spot(edition.id, None)),
}
verb, icon, opens = verbs[tab]
if heading(agent, "Presse et affichage", words[tab](), verb if may_write(agent, tab) else "", icon):
    opens()
take_back(db, agent)
with line():
    st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=key, wrap=True
    )
    if edition and tab != "medias":
        edition_picker(db, agent, edition)
if tab == "medias":
    outlets_tab(db, agent)
elif tab == "envois":
    sendings_tab(db, agent, edition)
elif tab == "retombees":
    coverage_tab(db, agent, edition)
elif tab == "plan":
    plan_tab(db, agent, edition)
else:
    posters_tab(db, agent, edition)
