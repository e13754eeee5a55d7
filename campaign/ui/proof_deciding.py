"""« Que faire ? »: reprint, stick an erratum, leave it; for one error or for all those of a piece."""

import streamlit as st

from campaign.base.french import plural
from campaign.proofs.actions import decide_differences
from campaign.proofs.model import Difference, Remedy, copies_in_words
from campaign.proofs.views import proof as proof_view
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.proof_words import kind_label, numbered
from campaign.ui.session import require_agent

_SHOWN = 4
_CAPTIONS = {
    Remedy.REPRINT: "Un nouveau BAT, puis un nouveau tirage. Les papiers déjà posés restent faux.",
    Remedy.ERRATUM: "Les mots et une planche d’étiquettes sont proposés aussitôt.",
    Remedy.ACCEPT: "L’erreur reste sur le papier. Dites pourquoi.",
}


@st.dialog("Que faire de ce papier ?", icon=":material/print_error:")
def decide(proof_id: int, found: tuple[Difference, ...]) -> None:
    """What is wrong, then the three ways; the last word counts."""
    agent, db = require_agent("proofs.py")
    one = proof_view(db, agent, proof_id)
    st.markdown(
        f"**{plain(kind_label(one))}**, {plain(numbered(one))}  \n:gray[{plain(copies_in_words(one)).capitalize()}]"
    )
    st.markdown("\n".join(f"- {plain(each.sentence)} :gray[{each.where}]" for each in found[:_SHOWN]))
    if len(found) > _SHOWN:
        st.markdown(f":gray[Et {plural(len(found) - _SHOWN, 'autre')}.]")
    form = f"decide-{proof_id}"
    remedy = st.radio(
        "Décision",
        list(Remedy),
        format_func=lambda one: one.label,
        captions=[_CAPTIONS[each] for each in Remedy],
        index=None,
        key=f"{form}-remedy",
    )
    note = st.text_input("Note (facultative)", max_chars=300, key=f"{form}-note")
    with line():
        if st.button("Noter la décision", type="primary", disabled=remedy is None, key=f"{form}-save"):
            with reporting(f"{remedy.label} : c’est noté.", form) as done:
                decide_differences(db, agent, proof_id, found, remedy, note or "", form_operation(form))
            if done.done:
                st.rerun()
        if st.button("Pas maintenant", type="tertiary", key=f"{form}-leave"):
            st.rerun()
