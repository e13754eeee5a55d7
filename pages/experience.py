"""Fiche retour d’expérience : ce qu’une édition a appris, partie par partie, pour la base nationale."""

import streamlit as st

from campaign.experience.model import State
from campaign.experience.views import experience_sheet
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.experience_editing import undo_pressed
from campaign.ui.experience_parts import chapters
from campaign.ui.experience_state import contents_card, files_menu, ready_pressed, state_badge, state_card
from campaign.ui.experience_words import may_decide, sentence
from campaign.ui.layout import empty, heading, line
from campaign.ui.session import require_agent

agent, db = require_agent("experience.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Fiche retour d’expérience", "Aucune édition pour l’instant.")
    empty("Rien à raconter encore.", "La fiche est celle d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

sheet = experience_sheet(db, agent, edition.id)
verb = "Marquer prête" if may_decide(agent) and sheet.state is State.DRAFT else ""
if heading(agent, "Fiche retour d’expérience", sentence(sheet), verb, ":material/check_circle:"):
    ready_pressed(db, agent, sheet)
if undo_pressed(db, agent, edition.id):
    st.rerun()
with line():
    edition_picker(db, agent, edition)
    state_badge(sheet)
    files_menu(agent, sheet)
work, context = st.columns([1.9, 1])
with context:
    state_card(db, agent, sheet)
    contents_card(sheet)
with work:
    chapters(db, agent, sheet)
