"""Réunions : invitations, réponses, présences, comptes rendus dont les engagements deviennent des tâches."""

import streamlit as st

from campaign.meetings.views import meeting_sheet, meetings
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line
from campaign.ui.meetings_detail import detail
from campaign.ui.meetings_form import prepare
from campaign.ui.meetings_list import cancelled_ones, meeting_cards
from campaign.ui.meetings_words import may_prepare, opened, sentence, undo_pressed
from campaign.ui.session import require_agent

agent, db = require_agent("meetings.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Réunions", "Aucune édition pour l’instant.")
    empty("Rien à réunir encore.", "Les réunions sont celles d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

lines = meetings(db, agent, edition.id)
verb = "Préparer une réunion" if may_prepare(agent, edition) else ""
if heading(agent, "Réunions", sentence(edition.name, lines), verb, ":material/add:"):
    prepare(edition.id)
# A fixed place: what appears above the fields would make the browser drop what is being typed.
with st.container():
    if undo_pressed(db, agent):
        st.rerun()
with line():
    edition_picker(db, agent, edition)
if not lines:
    empty("Aucune réunion encore.", "Réunir les acteurs avant, faire le bilan après : les invitations partent d’ici, "
          "les engagements deviennent des tâches.", drawing="teapot")  # fmt: skip
    st.stop()

work, context = st.columns([1, 2.1])
chosen = opened(lines)
with work:
    meeting_cards(lines, chosen)
    cancelled_ones(db, agent, edition, lines)
with context:
    if chosen:
        detail(db, agent, meeting_sheet(db, agent, chosen))
