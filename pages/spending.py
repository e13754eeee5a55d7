"""Dépenses : ce qu’une édition coûte, par nature, HT et TTC à part, frais généraux à part, qui paie."""

import streamlit as st

from campaign.participation.views import funnel
from campaign.planning.sheet import HEADERS, table
from campaign.planning.views import spending
from campaign.report.views import visitors
from campaign.ui.downloads import export_menu
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line
from campaign.ui.session import require_agent
from campaign.ui.spending_form import edit_line
from campaign.ui.spending_funding import funding_card
from campaign.ui.spending_lines import detail, grid, overhead_block, removed_lines
from campaign.ui.spending_totals import natures_card, total_cards, totals_table
from campaign.ui.spending_words import may_write, sentence, undo_pressed

agent, db = require_agent("spending.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Dépenses", "Aucune édition pour l’instant.")
    empty("Rien à compter encore.", "Les dépenses sont celles d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

seen = spending(db, agent, edition.id)
verb = "Ajouter une dépense" if may_write(agent) else ""
if heading(agent, "Dépenses", sentence(edition, seen), verb, ":material/add:"):
    edit_line(edition.id, None)
if undo_pressed(db, agent):
    st.rerun()
with line():
    edition_picker(db, agent, edition)
    if seen.all_lines:
        rows = table(seen.all_lines, seen.funds, seen.shares)
        export_menu(f"depenses-edition-{edition.id}", "Dépenses", HEADERS, rows)
if not seen.all_lines:
    said = "Fournitures, supports imprimés, espaces, impression… Notez le prévu, l’engagé, le dépensé, HT ou TTC."
    empty("Aucune dépense notée.", said, drawing="teapot")
    removed_lines(db, agent, seen)
    st.stop()

# Visitors are told by the shops' debriefs; until then their number is unknown, which is not zero.
total_cards(edition, seen, funnel(db, agent, edition.id).confirmed or None, visitors(db, agent, edition.id))
work, context = st.columns([1.9, 1])
with work:
    if seen.lines:
        chosen = grid(seen)
        totals_table(seen)
    funding_card(db, agent, edition, seen)
    overhead_block(db, agent, seen)
with context:
    if seen.lines:
        detail(db, agent, seen, chosen)
        natures_card(edition, seen)
removed_lines(db, agent, seen)
