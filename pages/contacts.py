"""Contacts et liens : qui répond pour quels lieux, et les liens personnels de l’édition en cours."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import plural
from campaign.editions.model import State
from campaign.editions.views import working_edition
from campaign.partners.contacts import archive_contact, restore_contact
from campaign.partners.views import contacts
from campaign.ui.contact_form import contact_lines, edit_contact, may_write
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import empty, heading, line, number_parameter
from campaign.ui.links_panel import links_panel
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

SHOWN = 40
agent, db = require_agent("contacts.py")
everyone, edition = contacts(db, agent), working_edition(db, agent)
silent = sum(not one.email for one in everyone)
said = plural(len(everyone), "contact") + (f", dont {silent} sans adresse électronique." if silent else ".")
wanted = number_parameter("lieu")
if heading(agent, "Contacts et liens", said, "Nouveau contact" if may_write(agent) else "", ":material/person_add:"):
    edit_contact(None, (wanted,) if wanted else ())
if (asked := undo_asked()) and may_write(agent):
    with reporting("C’est annulé.", f"restore-contact-{asked[1]}") as outcome:
        restore_contact(db, agent, asked[1], form_operation(f"restore-contact-{asked[1]}"))
    if outcome.done:
        st.rerun()
if not everyone:
    empty("Personne n’est encore au carnet.", "Un contact répond pour une ou plusieurs boutiques.", drawing="mug")
    st.stop()

asked = next((one.name for one in everyone if one.id == number_parameter("contact")), "")  # an address to correct
work, context = st.columns([2, 1])
with work:
    search = st.text_input(
        "Chercher",
        asked,
        placeholder="Nom, adresse, boutique…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
    )
    found = contacts(db, agent, search or "")
    listed = st.container(border=True) if found else st.container()
    for one in found[:SHOWN]:
        with listed:
            who, where, verbs = st.columns([2.2, 2.2, 1.4], vertical_alignment="center")
            who.markdown(contact_lines(one))
            where.markdown(" ".join(f":gray-badge[{plain(name)}]" for name in one.place_names) or ":gray[aucun lieu]")
            with verbs, line():
                if may_write(agent):
                    if st.button("Modifier", key=f"edit-{one.id}"):
                        edit_contact(one.id, ())
                    if st.button(":primary[Archiver]", type="tertiary", key=f"archive-{one.id}"):
                        with reporting(operation_of=f"archive-contact-{one.id}") as outcome:
                            archive_contact(db, agent, one.id, form_operation(f"archive-contact-{one.id}"))
                        if outcome.done:
                            offer_undo(f"{one.name} est archivé·e : plus de lien ni de message.", "contact", one.id)
                            st.rerun()
    if not found:
        empty("Aucun contact ne correspond.", "Cherchez par le nom de la boutique.", drawing="cat")
    if len(found) > SHOWN:
        st.markdown(f":gray[Et {len(found) - SHOWN} autres : précisez la recherche.]")
with context:
    if edition:
        live = edition.state(clock.today()) in (State.PREPARING, State.OPEN, State.CLOSED)
        links_panel(db, agent, edition, live=live)
        if agent.role is not Role.OFFICER:
            st.markdown(":gray[Les liens sont préparés par la prévention.]")
