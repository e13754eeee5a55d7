"""Before a probable copy is archived: what stays, what goes."""

import streamlit as st

from campaign.partners.actions import settle_duplicate
from campaign.partners.views import place
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("C’est la même boutique ?", icon=":material/merge:")
def confirm_same(kept_id: int, copy_id: int) -> None:
    """The confirmation; field by field merging belongs to the registry's own screen, later."""
    agent, db = require_agent("duplicates.py")
    kept, copy = place(db, agent, kept_id), place(db, agent, copy_id)
    st.markdown(
        f"La fiche **n° {kept.id}**, {plain(kept.name)}, est gardée telle quelle. La fiche **n° {copy.id}**, "
        f"{plain(copy.name)}, est archivée : elle se retrouve dans le registre, sous « Archivées »."
    )
    with line():
        if st.button("Archiver la copie", type="primary", key="confirm-same"):
            form = f"settle-{copy.id}"
            with reporting("Doublon réglé : la copie est archivée.", operation_of=form) as outcome:
                settle_duplicate(db, agent, copy.id, True, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Décider plus tard", type="tertiary", key="later"):
            st.rerun()
