"""What nobody expected, finishing a stock-taking with its gaps in sight, abandoning it."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.stock.counting import Count, abandon_count, count_sheet, finish_count, note_count
from campaign.stock.model import CountLine, ItemKind
from campaign.stock.views import items, pieces
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.stock_taking_list import OPEN
from campaign.ui.stock_words import COUNT_FILE, piece_of_code


def unexpected_piece(db: Database, agent: Agent, count: Count, lines: Sequence[CountLine], search: str) -> None:
    """A piece's number in the search that nobody expected here: said, with one button to note it."""
    one = piece_of_code(pieces(db, agent), search) if search.strip() else None
    if one is None or any(known.piece and known.piece.id == one.piece.id for known in lines):
        return
    st.warning(f"{plain(one.reference)} n’est pas attendue ici : {plain(one.where)}.", icon=":material/help:")
    form = f"count-{count.id}-unexpected-{one.piece.id}"
    if st.button(f"{one.reference} est là", icon=":material/add:", key=form):
        with reporting(f"{one.reference} : notée, inattendue.", form) as outcome:
            note_count(db, agent, count.id, one.item.id, 1, "", form_operation(form), one.piece.id)
        if outcome.done:
            st.rerun()


@st.dialog("Noter un inattendu", icon=":material/add:")
def add_unexpected(count_id: int) -> None:
    """An item that should not be here, or a piece by its number."""
    agent, db = require_agent(COUNT_FILE)
    form = f"unexpected-{count_id}"
    st.markdown("Une pièce par son numéro, ou un article en quantité.")
    typed = st.text_input("Numéro de la pièce", placeholder="ROUE-3", key=f"{form}-piece")
    known = {one.id: one for one in items(db, agent) if one.kind is not ItemKind.NUMBERED}
    item_id = st.selectbox(
        "Ou l’article", list(known), index=None, format_func=lambda one: f"{known[one].label} ({known[one].code})",
        placeholder="Choisir", key=f"{form}-item",
    )  # fmt: skip
    found = st.text_input("Quantité trouvée", key=f"{form}-found") if item_id else "1"
    note = st.text_input("Remarque (facultative)", max_chars=200, key=f"{form}-note")
    if not st.button("Noter", type="primary", key=f"{form}-go"):
        return
    piece = piece_of_code(pieces(db, agent), typed or "") if (typed or "").strip() else None
    if piece is None and (typed or "").strip():
        st.error(f"Aucune pièce en service ne porte le numéro {plain(typed)}. Lisez-le sur l’étiquette : ROUE-3.")
        return
    if piece is None and item_id is None:
        st.error("Dites quelle pièce, ou quel article.")
        return
    with reporting("C’est noté.", form) as outcome:
        if piece:
            note_count(db, agent, count_id, piece.item.id, 1, note, form_operation(form), piece.piece.id)
        else:
            note_count(db, agent, count_id, item_id, found, note, form_operation(form))
    if outcome.done:
        st.rerun()


@st.dialog("Terminer le comptage", width="medium", icon=":material/task_alt:")
def confirm_finish(count_id: int) -> None:
    """Every gap, before the stock follows what was found."""
    agent, db = require_agent(COUNT_FILE)
    count, lines = count_sheet(db, agent, count_id)
    gaps = [one for one in lines if one.gap]
    waiting = sum(one.found is None for one in lines)
    if waiting:
        st.warning(
            f"{plural(waiting, 'ligne n’est pas comptée', 'lignes ne sont pas comptées')} : "
            "rien n’y change dans le stock.",
            icon=":material/info:",
        )
    if gaps:
        st.markdown(f"**{plural(len(gaps), 'écart')}** : le stock prendra ce que vous avez trouvé.")
        st.table(
            [
                {"Article": plain(one.piece.reference(one.item) if one.piece else one.item.label),
                 "Attendu": str(one.expected), "Trouvé": str(one.found), "Écart": one.verdict,
                 "Remarque": plain(one.note)}
                for one in gaps
            ],
            border="horizontal",
        )  # fmt: skip
    else:
        st.markdown("Aucun écart : le stock ne change pas.")
    form = f"finish-{count_id}"
    if st.button("Terminer le comptage", type="primary", key=f"{form}-go"):
        said = f"Comptage terminé : {plural(len(gaps), 'écart')}, {count.depot.name}."
        with reporting(said, form) as outcome:
            finish_count(db, agent, count_id, form_operation(form))
        if outcome.done:
            st.session_state.pop(OPEN, None)
            st.rerun()


@st.dialog("Abandonner le comptage", icon=":material/cancel:")
def confirm_abandon(count_id: int) -> None:
    """Nothing is written in the stock."""
    agent, db = require_agent(COUNT_FILE)
    st.markdown("Ce qui a été noté ne changera pas le stock. Le comptage reste dans les comptages passés.")
    form = f"abandon-{count_id}"
    if st.button("Abandonner le comptage", type="primary", key=f"{form}-go"):
        with reporting("Comptage abandonné : le stock n’a pas changé.", form) as outcome:
            abandon_count(db, agent, count_id, form_operation(form))
        if outcome.done:
            st.session_state.pop(OPEN, None)
            st.rerun()
