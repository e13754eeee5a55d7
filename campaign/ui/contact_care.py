"""What the list of contacts asks for: two lines for one person, people whose time is past."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.partners.model import Contact
from campaign.people.due import due_contacts
from campaign.people.joining import join_contacts, twins
from campaign.ui.contact_data import personal_data
from campaign.ui.contact_form import contact_lines, may_write
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_SHOWN = 8


def twins_card(db: Database, agent: Agent) -> None:
    """Contacts who share an address, with « Réunir »; nothing when there are none."""
    found = twins(db, agent)
    if not found:
        return
    with card("Deux contacts, une adresse", len(found), "orange"):
        for pair in found[:_SHOWN]:
            with line(wrap=False):
                who = " et ".join(f"**{plain(one.name)}**" for one in pair.contacts)
                st.markdown(f"{who}  \n:gray[{plain(pair.email)}]", width="stretch")
                if may_write(agent) and st.button(":primary[Réunir]", type="tertiary", key=f"join-{pair.email}"):
                    join_dialog(pair.email)


@st.dialog("La même personne ?", width="medium", icon=":material/merge:")
def join_dialog(email: str) -> None:
    """Which line stays; the others are put into it one after the other."""
    agent, db = require_agent("contacts.py")
    pair = next((one for one in twins(db, agent) if one.email == email), None)
    if pair is None:
        st.markdown("Ces contacts ont été réunis entre-temps.")
        return
    st.markdown("Le contact gardé répond pour tous les lieux. L’autre ligne est mise de côté, ses liens sont fermés ; "
                "ce qui a été répondu sous elle reste.")  # fmt: skip
    known = {one.id: one for one in pair.contacts}
    kept = st.radio("Ligne à garder", list(known), format_func=lambda number: _told(known[number]), key="join-kept")
    if st.button("Réunir", type="primary", key="join-go"):
        form = f"join-{email}"
        with reporting("Ces contacts n’en font plus qu’un.", form) as outcome:
            for number in known:
                if number != kept:
                    join_contacts(db, agent, kept, number, f"{form_operation(form)}-{number}"[-64:])
        if outcome.done:
            st.rerun()


def _told(one: Contact) -> str:
    return f"{one.name} · {', '.join(one.place_names) or 'aucun lieu'}"


def due_card(db: Database, agent: Agent) -> None:
    """Whose time is past, for the officer; nothing when there is nobody."""
    if agent.role is not Role.OFFICER or not (found := due_contacts(db, agent)):
        return
    with card("À effacer", len(found), "violet"):
        st.markdown(":gray[Aucun échange depuis trois ans : ni réponse, ni lien ouvert, ni message, ni correction. La "
                    "commande « purge » les efface ; corriger une ligne la garde trois ans de plus.]")  # fmt: skip
        for one in found[:_SHOWN]:
            with line(wrap=False):
                last = day_in_words(one.last_exchange, weekday=False)
                st.markdown(f"{contact_lines(one.contact)}  \n:gray[Dernier échange : {last}]", width="stretch")
                if st.button(":primary[Ses données]", type="tertiary", key=f"due-{one.contact.id}"):
                    personal_data(one.contact.id)
        if len(found) > _SHOWN:
            st.markdown(f":gray[Et {plural(len(found) - _SHOWN, 'autre')}.]")
