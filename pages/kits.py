"""Kits et besoins : qui reçoit quoi, les modèles, ce qui manquera, ce que la dernière édition apprend."""

import streamlit as st

from campaign.deliveries.views import reserved
from campaign.kits.views import forecast, kits
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.kits_forecast import forecast_tab
from campaign.ui.kits_models import models_tab, new_model
from campaign.ui.kits_needs import needs_tab
from campaign.ui.kits_proposals import proposals_tab
from campaign.ui.kits_words import TABS, may_write, state_words
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.session import require_agent

agent, db = require_agent("kits.py")
edition = chosen_edition(db, agent)
key = "kits-tab"
if st.session_state.get(key) not in TABS:
    st.session_state[key] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
tab = st.session_state[key]
everybody = kits(db, agent, edition.id) if edition else []
promised = reserved(db, agent, edition.id) if edition else {}
lines = forecast(db, agent, edition.id, promised, everybody) if edition else []

sentence = state_words(edition.name, everybody, lines) if edition else "Aucune édition pour l’instant."
verb = ("Nouveau modèle", ":material/add:") if tab == "modeles" and may_write(agent) else ("", None)
if heading(agent, "Kits et besoins", sentence, *verb):
    new_model()
with line():
    st.segmented_control(
        "Partie", list(TABS), format_func=TABS.get, required=True, label_visibility="collapsed", key=key, wrap=True
    )
    if edition and tab != "modeles":
        edition_picker(db, agent, edition)
if tab == "modeles":
    models_tab(db, agent)
elif edition is None:
    said = "Les kits d’une édition suivent les réponses de ses boutiques."
    empty("Personne à servir encore.", said, "editions.py", "Préparer une édition", "suitcase")
elif tab == "besoins":
    needs_tab(db, agent, edition, everybody)
elif tab == "prevision":
    forecast_tab(db, agent, edition, lines)
else:
    proposals_tab(db, agent, edition)
