"""Stock : articles et pièces numérotées, où ils sont, ce qui a bougé, lieux de stockage."""

import streamlit as st

from campaign.stock.views import depots, items, levels, pieces
from campaign.ui.layout import empty, heading, line, open_screen
from campaign.ui.navigation import is_phone
from campaign.ui.session import require_agent
from campaign.ui.stock_depots import depots_card
from campaign.ui.stock_history import latest
from campaign.ui.stock_item_form import edit_item
from campaign.ui.stock_list import filters, follow_address, in_a_table, table
from campaign.ui.stock_moves import ask
from campaign.ui.stock_panel import panel
from campaign.ui.stock_put_away import archived_items, take_back
from campaign.ui.stock_taking_list import last_count
from campaign.ui.stock_words import Target, may_write, stock_words

agent, db = require_agent("stock.py")
writes = may_write(agent)
known, everything, numbered = depots(db, agent), levels(db, agent), pieces(db, agent)
verb = "Enregistrer une entrée" if everything else "Ajouter un article"
if heading(agent, "Stock", stock_words(everything, len(known)), verb if writes else "", ":material/add:"):
    if everything:
        ask("receive", Target())
    else:
        edit_item(None)
take_back(db, agent)
if not everything:
    said = "Affiches, flyers, panneaux, jeux… Notez ce que vous avez, puis ce qui entre, sort et revient."
    empty("Aucun article en stock.", said, drawing="teapot")
    depots_card(db, agent, known, everything)
    archived_items(db, agent, items(db, agent, archived=True))
    st.stop()

if unknown := follow_address(numbered):
    st.warning(unknown, icon=":material/info:")
listed = filters(everything, numbered, known)
phone = is_phone()
work, context = st.columns([1.62, 1])
chosen = None
with work:
    if listed:
        chosen = table(listed)
        in_a_table(listed)
    else:
        empty("Aucun article ne correspond.", "Retirez un filtre.", drawing="cat")
    if writes:
        with line():
            if st.button("Compter le stock", icon=":material/fact_check:", key="go-count"):
                open_screen("stock_taking.py")
            if st.button("Ajouter un article", icon=":material/add:", key="add-item"):
                edit_item(None)
    if not phone:
        latest(db, agent)
with context:
    if chosen:
        panel(db, agent, chosen, known)
    if phone:
        latest(db, agent)
left, right = st.columns([1.62, 1])
with left:
    depots_card(db, agent, known, everything)
with right:
    last_count(db, agent)
archived_items(db, agent, items(db, agent, archived=True))
