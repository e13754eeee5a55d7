"""Dépenses : ce qu’une édition coûte, qui paie et ce qui reste, ce qui a changé depuis la dernière, classeurs."""

import streamlit as st

from campaign.participation.views import funnel
from campaign.planning.money_views import watched
from campaign.report.views import visitors
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.session import require_agent
from campaign.ui.spending_against import against_tab
from campaign.ui.spending_alerts import alerts_card
from campaign.ui.spending_downloads import downloads
from campaign.ui.spending_form import edit_line
from campaign.ui.spending_funding import funding_tab
from campaign.ui.spending_import import import_tab
from campaign.ui.spending_lines import detail, grid, overhead_block, removed_lines
from campaign.ui.spending_totals import natures_card, total_cards, totals_table
from campaign.ui.spending_words import TAB, TABS, may_write, sentence, undo_pressed

agent, db = require_agent("spending.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Dépenses", "Aucune édition pour l’instant.")
    empty("Rien à compter encore.", "Les dépenses sont celles d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

watch = watched(db, agent, edition.id)
seen = watch.spending
verb = "Ajouter une dépense" if may_write(agent) else ""
if heading(agent, "Dépenses", sentence(edition, seen), verb, ":material/add:"):
    edit_line(edition.id, None)
if undo_pressed(db, agent):
    st.rerun()
tabs = {name: label for name, label in TABS.items() if name != "classeur" or may_write(agent)}
wanted = "lignes" if parameter("ligne") else parameter("onglet")
if wanted in tabs or st.session_state.get(TAB) not in tabs:
    st.session_state[TAB] = wanted if wanted in tabs else "lignes"
    st.query_params.pop("onglet", None)  # once: it would come back at each gesture
with line():
    tab = st.segmented_control(
        "Partie", list(tabs), format_func=tabs.get, required=True, label_visibility="collapsed", key=TAB, wrap=True
    )
    edition_picker(db, agent, edition)
    downloads(db, agent, edition, watch)

if tab == "plans":
    funding_tab(db, agent, edition, seen)
elif tab == "comparer":
    against_tab(db, agent, edition, watch)
elif tab == "classeur":
    import_tab(db, agent, edition)
elif not seen.all_lines:
    said = "Fournitures, supports imprimés, espaces, impression… Notez le prévu, l’engagé, le dépensé, HT ou TTC."
    empty("Aucune dépense notée.", said, drawing="teapot")
    removed_lines(db, agent, seen)
else:
    # Visitors are told by the shops' debriefs; until then their number is unknown, which is not zero.
    total_cards(edition, seen, funnel(db, agent, edition.id).confirmed or None, visitors(db, agent, edition.id))
    alerts_card(watch)
    work, context = st.columns([1.9, 1])
    with work:
        if seen.lines:
            chosen = grid(seen)
            totals_table(seen)
        overhead_block(db, agent, seen)
    with context:
        if seen.lines:
            detail(db, agent, watch, chosen)
            natures_card(edition, seen)
    removed_lines(db, agent, seen)
