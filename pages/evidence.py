"""Preuves : ce que l’édition peut montrer, ce qui manque, par qui et pour quand ; un dossier à remettre."""

import streamlit as st

from campaign.evidence.views import evidence
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.evidence_begin import begin_button, copy_button, nothing_yet, taken_out
from campaign.ui.evidence_detail import detail
from campaign.ui.evidence_dossier import dossier_menu, elsewhere, elsewhere_card
from campaign.ui.evidence_form import edit_piece
from campaign.ui.evidence_list import in_a_table, looked_through, table
from campaign.ui.evidence_progress import gaps_card, progress_card
from campaign.ui.evidence_words import may_write, sentence, undo_pressed
from campaign.ui.layout import empty, heading, line
from campaign.ui.session import require_agent

agent, db = require_agent("evidence.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Preuves", "Aucune édition pour l’instant.")
    empty("Rien à prouver encore.", "Les preuves sont celles d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

seen = evidence(db, agent, edition.id)
if heading(agent, "Preuves", sentence(seen), "Ajouter une preuve" if may_write(agent) else "", ":material/add:"):
    edit_piece(edition.id, None)
# A fixed place: what appears above the fields would make the browser drop what is being typed.
with st.container():
    if undo_pressed(db, agent):
        st.rerun()
found = elsewhere(db, agent, edition.id)
with line():
    edition_picker(db, agent, edition)
    dossier_menu(agent, seen, found)
    if may_write(agent) and seen.tracked:
        copy_button(db, agent, edition)
        begin_button(db, agent, edition, "Compléter avec la liste proposée")
if not seen.tracked:
    nothing_yet(db, agent, edition)
    elsewhere_card(found, edition.id)
    taken_out(db, agent, seen)
    st.stop()

work, context = st.columns([1.9, 1])
with work:
    progress_card(seen)
    listed = looked_through(seen)
    chosen = table(listed)
    in_a_table(listed)
with context:
    if chosen:
        detail(db, agent, seen, chosen)
    gaps_card(agent, seen)
    elsewhere_card(found, edition.id)
taken_out(db, agent, seen)
