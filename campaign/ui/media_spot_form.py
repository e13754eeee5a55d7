"""The dialog of a place of posters."""

import streamlit as st

from campaign.media.spots import LABELS, add_spot, change_spot
from campaign.media.spots_model import SpotKind
from campaign.media.views import postings
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.media_words import FILE
from campaign.ui.point_picker import degrees
from campaign.ui.session import require_agent


@st.dialog("Emplacement d’affiche", width="medium", icon=":material/location_on:")
def edit_spot(edition_id: int, posting_id: int | None) -> None:
    """New when ``posting_id`` is None: kept for the edition at once."""
    agent, db = require_agent(FILE)
    found = next((one for one in postings(db, agent, edition_id) if one.id == posting_id), None)
    one = found.spot if found else None
    form = f"spot-form-{one.id if one else 'new'}"
    seen = version_read(form, f"{form}-label", one.version if one else 0)
    kinds = list(SpotKind)
    typed: dict[str, object] = {
        "label": st.text_input(
            LABELS["label"], one.label if one else "", max_chars=120,
            placeholder="Ex. panneau à droite de l’entrée", key=f"{form}-label",
        )
    }  # fmt: skip
    left, right = st.columns(2)
    typed["kind"] = left.selectbox(
        LABELS["kind"], kinds, kinds.index(one.kind) if one else None, format_func=lambda kind: kind.label,
        placeholder="Choisir", key=f"{form}-kind",
    ) or ""  # fmt: skip
    typed["quantity"] = right.text_input(LABELS["quantity"], str(one.quantity) if one else "1", key=f"{form}-quantity")
    typed["address"] = st.text_input(LABELS["address"], one.address if one else "", max_chars=160)
    town, code = st.columns([2, 1])
    typed["commune"] = town.text_input(LABELS["commune"], one.commune if one else "", key=f"{form}-commune")
    typed["postcode"] = code.text_input(f"{LABELS['postcode']} (facultatif)", key=f"{form}-postcode")
    typed["by"] = st.text_input(LABELS["by"], one.by if one else "", max_chars=80, placeholder="services, bénévoles…")
    with st.expander("Point sur la carte (facultatif)", icon=":material/add_location:"):
        north, east = st.columns(2)
        known = one is not None and one.latitude is not None and one.longitude is not None
        typed["latitude"] = north.text_input(LABELS["latitude"], degrees(one.latitude) if known else "")
        typed["longitude"] = east.text_input(LABELS["longitude"], degrees(one.longitude) if known else "")
        st.markdown(":gray[Sans point, l’affiche est montrée à sa commune.]")
    typed["note"] = st.text_area(
        LABELS["note"], one.note if one else "", placeholder="Lue sur place, par qui scanne l’étiquette", height=70
    )
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Emplacement enregistré.", operation_of=form) as outcome:
            if one:
                change_spot(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_spot(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
