"""Comptage : un lieu de stockage, ligne par ligne, puis le stock suit ce qui a été trouvé."""

import streamlit as st

from campaign.stock.counting import count_sheet, counts
from campaign.stock.views import depots
from campaign.ui.layout import go_to, heading, line
from campaign.ui.session import require_agent
from campaign.ui.stock_taking_end import add_unexpected, confirm_abandon, confirm_finish, unexpected_piece
from campaign.ui.stock_taking_grid import grid
from campaign.ui.stock_taking_list import OPEN, past_counts, start_form

agent, db = require_agent("stock_taking.py")
known = counts(db, agent)
under_way = [one for one in known if not one.ended_at]
current = next((one for one in under_way if one.id == st.session_state.get(OPEN)), None)
if current is None:
    places = ", ".join(one.depot.name for one in under_way)
    heading(agent, "Comptage", f"En cours : {places}." if under_way else "Aucun comptage en cours.")
    work, context = st.columns(2)
    with work:
        start_form(db, agent, depots(db, agent), under_way)
        go_to("stock.py", "Retour au stock", key="to-stock")
    with context:
        past_counts(db, agent, [one for one in known if one.ended_at])
    st.stop()

count, lines = count_sheet(db, agent, current.id)
done = sum(one.found is not None for one in lines)
said = f"{count.depot.name} : {done} comptées sur {len(lines)} lignes."
if heading(agent, "Comptage", said, "Terminer", ":material/task_alt:"):
    confirm_finish(count.id)
st.progress(done / len(lines) if lines else 0.0, text=f"{done} sur {len(lines)}")
with line():
    search = st.text_input(
        "Chercher ou lire un numéro", placeholder="Article ou n° de pièce", icon=":material/search:",
        label_visibility="collapsed", key="count-search", width=260,
    )  # fmt: skip
    blind = st.toggle("À l’aveugle", key="count-blind", help="Ce qui est attendu reste caché")
    if st.button("Noter un inattendu", icon=":material/add:", key="count-unexpected"):
        add_unexpected(count.id)
    if st.button("Faire une pause", type="tertiary", key="count-pause"):
        st.session_state.pop(OPEN)
        st.rerun()
    if st.button("Abandonner", type="tertiary", key="count-abandon"):
        confirm_abandon(count.id)
unexpected_piece(db, agent, count, lines, search or "")
grid(db, agent, count, lines, search or "", blind=blind)
