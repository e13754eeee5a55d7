"""Choosing which shops of the registry an edition invites."""

import pandas as pd
import streamlit as st

from campaign.base.french import plural
from campaign.participation.actions import invite
from campaign.participation.views import participations
from campaign.partners.views import places
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.geography import short_epci
from campaign.ui.layout import line
from campaign.ui.session import require_agent


@st.dialog("Inviter des boutiques", width="large", icon=":material/person_add:")
def invite_shops(edition_id: int) -> None:
    """Shops of the registry not yet in the edition, ticked one by one or all at once."""
    agent, db = require_agent("participations.py")
    invited = {one.place.id for one in participations(db, agent, edition_id)}
    others = [place for place in places(db, agent) if place.id not in invited and place.duplicate_of is None]
    if not others:
        st.markdown("Toutes les boutiques du registre sont déjà invitées.")
        return
    st.markdown(f":gray[{plural(len(others), 'boutique du registre', 'boutiques du registre')} pas encore invitées.]")
    chosen = st.dataframe(
        pd.DataFrame(
            {
                "Boutique": [place.name for place in others],
                "Commune": [place.commune for place in others],
                "EPCI": [short_epci(place.epci_name) for place in others],
            }
        ),
        hide_index=True,
        height=320,
        on_select="rerun",
        selection_mode="multi-row",
        alt="Boutiques à inviter",
        key=f"to-invite-{edition_id}",
    )
    ticked = [others[row].id for row in chosen["selection"]["rows"] if row < len(others)]
    wanted = None
    with line():
        if st.button(f"Inviter les {len(others)}", type="primary", key="invite-all"):
            wanted = [place.id for place in others]
        if st.button(f"Inviter les {len(ticked)} cochées", disabled=not ticked, key="invite-ticked"):
            wanted = ticked
    if wanted:
        form = f"invite-{edition_id}"
        with reporting(
            f"{plural(len(wanted), 'boutique invitée', 'boutiques invitées')}.", operation_of=form
        ) as outcome:
            invite(db, agent, edition_id, wanted, form_operation(form))
        if outcome.done:
            st.rerun()
