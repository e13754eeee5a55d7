"""Doublons : deux fiches côte à côte, et décider si c’est la même boutique."""

import streamlit as st

from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.partners.actions import settle_duplicate
from campaign.partners.model import Place
from campaign.partners.views import duplicates
from campaign.ui.duplicate_dialog import confirm_same
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty, heading, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("duplicates.py")


def fields(place: Place) -> dict[str, str]:
    """What is compared, as people read it."""
    return {
        "Nom": place.name,
        "Structure": place.organisation,
        "Adresse": place.address,
        "Commune": f"{place.postcode} {place.commune}".strip(),
        "Téléphone": phone_in_words(place.phone) if place.phone else "",
        "Adresse électronique": place.email,
        "Site internet": place.website,
        "Horaires": place.opening_hours_text,
        "Rayons": ", ".join(one.label for one in place.categories),
        "SIRET": place.siret,
    }


pairs = duplicates(db, agent)
heading(agent, "Doublons", f"{plural(len(pairs), 'doublon probable', 'doublons probables')} à examiner.")
if not pairs:
    said = "L’import signale les fiches qui se ressemblent ; elles attendront ici votre avis."
    empty("Aucun doublon probable.", said, drawing="duck")
    st.stop()

position = st.session_state.get("pair", 0) % len(pairs)
kept, copy = pairs[position]
mine, theirs = fields(kept), fields(copy)
same = [name for name in mine if mine[name] == theirs[name] and mine[name]]
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.badge("Doublon probable", icon=":material/merge:", color="orange")
        st.markdown(f"{plural(len(same), 'champ identique', 'champs identiques')}", width="content")
    st.markdown(f":gray[doublon {position + 1} sur {len(pairs)}]", width="content")
with st.container(border=True):
    names = st.columns([1.2, 2.4, 2.4, 1], vertical_alignment="center")
    names[0].markdown(":gray[Champ]")
    names[1].markdown(f"**Fiche n° {kept.id}**, la plus ancienne")
    names[2].markdown(f"**Fiche n° {copy.id}**, la copie probable")
    for name in mine:
        row = st.columns([1.2, 2.4, 2.4, 1], vertical_alignment="center")
        row[0].markdown(f":gray[{name}]")
        row[1].markdown(plain(mine[name]) or "—")
        row[2].markdown(plain(theirs[name]) or "—")
        if mine[name] == theirs[name]:
            row[3].badge("identiques" if mine[name] else "vides", color="gray")
        else:
            row[3].badge("différents", color="yellow")
with line():
    if st.button("C’est la même boutique", type="primary", icon=":material/merge:", key="same"):
        confirm_same(kept.id, copy.id)
    if st.button("Ce sont deux boutiques", key="two"):
        with reporting("Noté : ce sont deux boutiques.", operation_of=f"settle-{copy.id}") as outcome:
            settle_duplicate(db, agent, copy.id, False, form_operation(f"settle-{copy.id}"))
        if outcome.done:
            st.rerun()
    if len(pairs) > 1 and st.button("Voir le suivant", type="tertiary", key="next"):
        st.session_state["pair"] = position + 1
        st.rerun()
