"""Bons à tirer : ce qui a été validé et par qui, ce qui est devenu faux sur le papier, les lignes de l’annuaire."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.communication.content import read_source
from campaign.proofs.lines import directory_lines
from campaign.proofs.model import ProofState
from campaign.proofs.views import proofs, wrong_on_paper
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, number_parameter, parameter
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.proof_lines import lines_tab
from campaign.ui.proof_list import proof_cards
from campaign.ui.proof_making import MADE, ask_proof
from campaign.ui.proof_panel import proof_panel
from campaign.ui.proof_words import TABS, may_act, state_sentence, undecided
from campaign.ui.proof_wrong import wrong_tab
from campaign.ui.session import require_agent

agent, db = require_agent("proofs.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Bons à tirer", "Aucune édition pour l’instant.")
    said = "Un bon à tirer fige une pièce d’une édition : on la relit, on la valide, puis on l’imprime."
    empty("Rien à valider encore.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()
source, trouble = None, ""
try:
    source = read_source(db, agent, edition.id)
except CampaignError as error:
    trouble = error.message
made, wrongs = proofs(db, agent, edition.id), wrong_on_paper(db, agent, edition.id)
lines = directory_lines(db, agent, edition.id) if source else []

key = "proof-tab"
if st.session_state.get(key) not in TABS:
    st.session_state[key] = asked if (asked := parameter("onglet")) in TABS else next(iter(TABS))
numbers = {
    "bat": len(made),
    "papier": len(undecided(wrongs)),
    "lignes": f"{sum(o.approved for o in lines)}/{len(lines)}",
}
verb = ("Faire un BAT", ":material/approval:") if may_act(agent) and source else ("", None)
if heading(agent, f"Bons à tirer, {edition.name}", state_sentence(made, wrongs, lines), *verb):
    ask_proof(edition.id)
elif may_act(agent) and source and (piece := parameter("piece")):
    whom = parameter("pour")
    del st.query_params["piece"]  # once: the dialog would come back at each gesture
    ask_proof(edition.id, piece, whom)
with line():
    tab = st.segmented_control(
        "Partie",
        list(TABS),
        format_func=lambda one: f"{TABS[one]} · {numbers[one]}",
        required=True,
        label_visibility="collapsed",
        key=key,
        wrap=True,
    )
    edition_picker(db, agent, edition)
if trouble:
    st.info(plain(trouble), icon=":material/info:")

if tab == "papier":
    printed = any(one.state is ProofState.APPROVED for one in made)
    wrong_tab(db, agent, edition.id, source, wrongs, printed=printed)
elif tab == "lignes":
    lines_tab(agent, edition.id, lines)
elif not made:
    said = "« Faire un BAT » fige une pièce sous un numéro : on la relit, on la valide, puis on l’imprime."
    empty("Aucun BAT encore.", said if verb[0] else "", drawing="books")
else:
    by_number = {one.number: one for one in made}
    asked = st.session_state.pop(MADE, 0) or st.session_state.get("proof") or number_parameter("bat")
    opened = st.session_state["proof"] = asked if asked in by_number else made[0].number
    phone = is_phone()
    work, context = st.columns([1.5, 1]) if not phone else reversed((st.container(), st.container()))
    with work:
        pressed = proof_cards(db, agent, source, made, wrongs, opened)
    with context, st.container(border=True):
        proof_panel(db, agent, source, by_number[opened])
    if pressed:
        st.session_state["proof"] = pressed
        st.rerun()
