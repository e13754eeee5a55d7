"""Jeux : demandes des animateurs, répartition, échanges, où sera chaque exemplaire."""

import streamlit as st

from campaign.base import clock
from campaign.loans.views import calendar, counted_editions, demands, epci_loans, requests, rules
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.games_calendar import calendar as calendar_card
from campaign.ui.games_calendar import demand_card, loans_card
from campaign.ui.games_dialogs import ask_for, settings_of, share_out
from campaign.ui.games_list import exporting, filters, in_a_table, table
from campaign.ui.games_panel import panel
from campaign.ui.games_words import games_words, may_write, take_back
from campaign.ui.layout import empty, heading, line
from campaign.ui.session import require_agent

agent, db = require_agent("games.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Jeux", "Aucune édition pour l’instant.")
    empty("Rien à prêter encore.", "Les jeux se demandent pour les jours d’une édition.", "editions.py",
          "Préparer une édition", "duck")  # fmt: skip
    st.stop()

writes = may_write(agent) and clock.today() <= edition.last_day
said = rules(db, agent, edition.id)
lines, asked = requests(db, agent, edition.id), demands(db, agent, edition.id)
verb = ("Répartir de nouveau" if said.decided_at else "Répartir les jeux") if lines else "Demander un jeu"
primary = verb if writes and asked else ""
if heading(agent, "Jeux", games_words(edition.name, said, lines), primary, ":material/balance:" if lines else None):
    if lines:
        share_out(edition.id)
    else:
        ask_for(edition.id)
take_back(db, agent)
with line():
    edition_picker(db, agent, edition)
    kept = filters(lines) if lines else []
    if lines:
        exporting(edition.id, kept)
if not asked:
    empty("Aucun jeu à prêter.", "Ajoutez au stock des articles numérotés de la famille « Jeux ».", "stock.py",
          "Voir le stock", "duck")  # fmt: skip
    st.stop()
if not lines:
    empty("Aucune demande encore.", "Les animateurs demandent sur leur lien ; vous pouvez le faire pour eux.",
          drawing="duck")  # fmt: skip

work, context = st.columns([1.62, 1])
chosen = None
with work:
    if kept:
        chosen = table(kept)
        in_a_table(kept)
    elif lines:
        empty("Aucune demande ne correspond.", "Retirez un filtre.", drawing="cat")
    if writes:
        with line():
            if lines and st.button("Demander pour une collectivité", icon=":material/add:", key="games-ask-open"):
                ask_for(edition.id)
            if st.button("Réglages", icon=":material/tune:", type="tertiary", key="games-rules-open"):
                settings_of(edition.id)
with context:
    if chosen:
        panel(db, agent, chosen, lines, writes)
left, right = st.columns([1.62, 1])
with left:
    calendar_card(calendar(db, agent, edition.id), edition.days)
with right:
    demand_card(asked)
    if lines:
        loans_card(epci_loans(db, agent, edition.id), counted_editions(db, agent, edition.id))
