"""Before two sheets become one: what is kept, what follows, what stays; then the merge, with its way back."""

from collections.abc import Mapping

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.partners.merging import merge, merge_preview
from campaign.ui.feedback import form_operation, offer_undo, reporting, show_error
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Fusionner ces deux fiches ?", icon=":material/merge:")
def confirm_merge(kept_id: int, copy_id: int, versions: tuple[int, int], choices: Mapping[str, str]) -> None:
    """The confirmation; ``versions`` are those of the sheets compared, and the merge is refused on any other."""
    agent, db = require_agent("duplicates.py")
    try:
        one = merge_preview(db, agent, kept_id, copy_id)
    except CampaignError as error:
        show_error(error)
        return
    kept, copy = one.kept, one.copy
    taken = sum(side == "copy" for side in choices.values())
    values = {0: "garde toutes ses valeurs", 1: "prend une valeur de la copie"}
    st.markdown(
        f"La fiche **n° {kept.id}**, {plain(kept.name)}, reste au registre et "
        f"{values.get(taken, f'prend {taken} valeurs de la copie')}. La fiche **n° {copy.id}**, {plain(copy.name)}, "
        "est archivée ; son adresse publique mène à la fiche gardée."
    )
    st.markdown(plain(one.follows))
    for sentence in one.stays:
        st.markdown(f":gray[{plain(sentence)}]")
    st.markdown(":gray[Vous pourrez annuler la fusion, tout de suite ou plus tard.]")
    with line():
        if st.button("Fusionner", type="primary", icon=":material/merge:", key="confirm-merge"):
            form = f"merge-{kept.id}-{copy.id}"
            with reporting(operation_of=form) as outcome:
                merge_id = merge(db, agent, kept.id, copy.id, *versions, choices, form_operation(form))
                said = f"Fiches fusionnées : {copy.name} (n° {copy.id}) est réunie à {kept.name} (n° {kept.id})."
                offer_undo(said, "unmerge", merge_id, "Annuler la fusion")
            if outcome.done:
                st.rerun()
        if st.button("Décider plus tard", type="tertiary", key="later"):
            st.rerun()
