"""What is done about a proof: approve it, ask for another, say how many were printed, set it aside."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.proofs.actions import decide_proof, note_copies, withdraw_proof
from campaign.proofs.model import MOST_COPIES, Proof
from campaign.proofs.views import proof as proof_view
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.proof_words import kind_label, numbered
from campaign.ui.session import require_agent


def _opened(proof_id: int) -> tuple[Agent, Database, Proof]:
    agent, db = require_agent("proofs.py")
    return agent, db, proof_view(db, agent, proof_id)


@st.dialog("Valider ce BAT ?", icon=":material/approval:")
def approve(proof_id: int) -> None:
    """Who read it, and what they had to say."""
    agent, db, one = _opened(proof_id)
    st.markdown(
        f"**{plain(numbered(one))}, {plain(kind_label(one))}**  \n"
        f"Le fichier d’empreinte {one.file[:12]} devient celui qu’on imprime. Ce qui changera ensuite dans les données "
        "sera dit dans « Faux sur le papier »."
    )
    form = f"approve-{proof_id}"
    version = version_read(form, f"{form}-name", one.version)
    name = st.text_input("Relu par", agent.name, max_chars=80, key=f"{form}-name")
    remark = st.text_area("Remarque (facultative)", max_chars=600, height=90, key=f"{form}-remark")
    with line():
        if st.button("Valider le BAT", type="primary", icon=":material/approval:", key=f"{form}-save"):
            with reporting(f"{numbered(one)} validé.", form) as done:
                decide_proof(db, agent, proof_id, version, True, name or "", remark or "", form_operation(form))
            if done.done:
                st.rerun()
        if st.button("Ne pas valider encore", type="tertiary", key=f"{form}-leave"):
            st.rerun()


@st.dialog("Demander une reprise", icon=":material/rate_review:")
def refuse(proof_id: int) -> None:
    """What must change before another proof."""
    agent, db, one = _opened(proof_id)
    st.markdown(f"**{plain(numbered(one))}, {plain(kind_label(one))}**  \nIl sera refusé ; un autre BAT le remplacera.")
    form = f"refuse-{proof_id}"
    version = version_read(form, f"{form}-name", one.version)
    name = st.text_input("Relu par", agent.name, max_chars=80, key=f"{form}-name")
    remark = st.text_area(
        "Ce qui est à reprendre", max_chars=600, height=110, key=f"{form}-remark", placeholder="Ex. le logo est flou."
    )
    with line():
        if st.button("Refuser le BAT", type="primary", key=f"{form}-save"):
            with reporting(f"{numbered(one)} refusé. Corrigez, puis faites-en un autre.", form) as done:
                decide_proof(db, agent, proof_id, version, False, name or "", remark or "", form_operation(form))
            if done.done:
                st.rerun()
        if st.button("Ne rien changer", type="tertiary", key=f"{form}-leave"):
            st.rerun()


@st.dialog("Quantité imprimée", icon=":material/print:")
def print_run(proof_id: int) -> None:
    """How many left the printer's."""
    agent, db, one = _opened(proof_id)
    st.markdown(
        f"**{plain(numbered(one))}, {plain(kind_label(one))}**  \n"
        "Elle dit, le jour d’une erreur, combien de papiers sont concernés. Laissez vide si vous ne savez pas."
    )
    form = f"copies-{proof_id}"
    version = version_read(form, f"{form}-copies", one.version)
    copies = st.number_input("Exemplaires", 0, MOST_COPIES, one.copies, 50, key=f"{form}-copies", placeholder="500")
    if st.button("Noter la quantité", type="primary", key=f"{form}-save"):
        with reporting("Quantité notée.", form) as done:
            note_copies(db, agent, proof_id, version, copies, form_operation(form))
        if done.done:
            st.rerun()


@st.dialog("Retirer ce BAT ?", icon=":material/archive:")
def set_aside(proof_id: int) -> None:
    """It stays on record, and is compared with nothing any more."""
    agent, db, one = _opened(proof_id)
    st.markdown(
        f"**{plain(numbered(one))}, {plain(kind_label(one))}**  \n"
        "Le fichier et son histoire restent. Il ne compte plus pour « Faux sur le papier » : à faire si la pièce n’a "
        "pas été imprimée, ou si les papiers ont été jetés. Cela ne se défait pas : il faudra un nouveau BAT."
    )
    form = f"withdraw-{proof_id}"
    with line():
        if st.button("Retirer le BAT", type="primary", key=f"{form}-save"):
            with reporting(f"{numbered(one)} retiré.", form) as done:
                withdraw_proof(db, agent, proof_id, one.version, form_operation(form))
            if done.done:
                st.rerun()
        if st.button("Le garder", type="tertiary", key=f"{form}-leave"):
            st.rerun()
