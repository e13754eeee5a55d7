"""Autres partenaires : collectivités, relais, entreprises, fournisseurs."""

import streamlit as st

from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.partners.model import Kind
from campaign.partners.views import contacts_of, places
from campaign.ui.contact_form import may_write
from campaign.ui.feedback import undo_asked
from campaign.ui.layout import empty, go_to, heading, line, open_screen
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.sheet_archive import archive_dialog, undo_archive

KINDS = [kind for kind in Kind if kind is not Kind.SHOP]
agent, db = require_agent("partners.py")
listed = {kind: places(db, agent, kind) for kind in KINDS}
total = sum(map(len, listed.values()))
heading(agent, "Autres partenaires", f"{plural(total, 'partenaire')} en dehors des boutiques.")
if (asked := undo_asked("archive")) and may_write(agent):
    undo_archive(db, agent, asked[1])

with line():
    kind = st.segmented_control(
        "Type",
        KINDS,
        format_func=lambda one: f"{one.label} · {len(listed[one])}",
        default=KINDS[0],
        required=True,
        label_visibility="collapsed",
        key="kind",
        wrap=True,
    )
    search = st.text_input(
        "Chercher",
        placeholder="Nom, commune…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
        width=260,
    )
    if may_write(agent) and st.button("Ajouter", type="primary", icon=":material/add:", key="add"):
        open_screen("shop_sheet.py", type=kind)

shown = places(db, agent, kind, search or "")
if not shown:
    said = "Les partenaires relaient la campagne : affiches, annuaires, animations."
    empty("Personne ici pour l’instant." if not search else "Rien ne correspond.", said, drawing="suitcase")
with st.grid(3, min_column_width=260):
    for one in shown:
        with st.container(border=True, height="stretch"):
            people = ", ".join(plain(person.name) for person in contacts_of(db, agent, one.id))
            facts = [one.address_line, phone_in_words(one.phone) if one.phone else "", one.email]
            st.markdown(f"**{plain(one.name)}**")
            known = "  \n".join(plain(fact) for fact in facts if fact)
            st.markdown(known or ":gray[Ni adresse ni téléphone.]")
            if people:
                st.markdown(f":material/person: {people}")
            with line():
                go_to("shop_sheet.py", "Modifier" if may_write(agent) else "Voir", key=f"sheet-{one.id}", fiche=one.id)
                if may_write(agent) and st.button("Archiver", type="tertiary", key=f"archive-{one.id}"):
                    archive_dialog(one.id, "", "partners.py")
