"""Contacts et liens : qui répond pour quels lieux, et les liens personnels de l’édition en cours."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import plural
from campaign.editions.model import State
from campaign.editions.views import working_edition
from campaign.partners.contacts import restore_contact
from campaign.partners.views import contacts
from campaign.ui.contact_care import due_card, twins_card
from campaign.ui.contact_form import edit_contact, may_write
from campaign.ui.contact_list import contact_list
from campaign.ui.feedback import form_operation, reporting, undo_asked
from campaign.ui.layout import empty, heading, number_parameter
from campaign.ui.links_panel import links_panel
from campaign.ui.session import require_agent

agent, db = require_agent("contacts.py")
everyone, edition = contacts(db, agent), working_edition(db, agent)
silent = sum(not one.email for one in everyone)
said = plural(len(everyone), "contact") + (f", dont {silent} sans adresse électronique." if silent else ".")
wanted = number_parameter("lieu")
if heading(agent, "Contacts et liens", said, "Nouveau contact" if may_write(agent) else "", ":material/person_add:"):
    edit_contact(None, (wanted,) if wanted else ())
if (asked := undo_asked("contact")) and may_write(agent):
    with reporting("C’est annulé.", f"restore-contact-{asked[1]}") as outcome:
        restore_contact(db, agent, asked[1], form_operation(f"restore-contact-{asked[1]}"))
    if outcome.done:
        st.rerun()
if not everyone and not contacts(db, agent, archived=True):
    empty("Personne n’est encore au carnet.", "Un contact répond pour une ou plusieurs boutiques.", drawing="mug")
    st.stop()

named = next((one.name for one in everyone if one.id == number_parameter("contact")), "")  # an address to correct
work, context = st.columns([2, 1])
with work:
    contact_list(db, agent, named)
with context:
    twins_card(db, agent)
    due_card(db, agent)
    if edition:
        live = edition.state(clock.today()) in (State.PREPARING, State.OPEN, State.CLOSED)
        links_panel(db, agent, edition, live=live)
        if agent.role is not Role.OFFICER:
            st.markdown(":gray[Les liens sont préparés par la prévention.]")
