"""The list of contacts: search, what it is narrowed to, its order, a line each with what may be done."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import day_in_words
from campaign.partners.contacts import archive_contact, restore_contact
from campaign.people.listing import listed_contacts
from campaign.people.model import Listed, Order, Which
from campaign.ui.contact_data import personal_data
from campaign.ui.contact_form import contact_lines, edit_contact, may_write
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import empty, line
from campaign.ui.plain import plain

_SHOWN = 40


def contact_list(db: Database, agent: Agent, asked: str) -> None:
    """Everybody, ``asked`` in the search field at first."""
    search = st.text_input(
        "Chercher",
        asked,
        placeholder="Nom, adresse, boutique…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
    )
    which = st.pills(
        "Montrer", list(Which), default=Which.ALL, format_func=lambda one: one.label, key="which",
        label_visibility="collapsed",
    )  # fmt: skip
    order = st.selectbox(
        "Trier", list(Order), format_func=lambda one: one.label, key="order", label_visibility="collapsed"
    )
    found = listed_contacts(db, agent, search or "", which or Which.ALL, order)
    if not found:
        empty("Aucun contact ne correspond.", "Cherchez par le nom de la boutique, ou montrez-les tous.", drawing="cat")
        return
    with st.container(border=True):
        for one in found[:_SHOWN]:
            _line(db, agent, one)
    if len(found) > _SHOWN:
        st.markdown(f":gray[Et {len(found) - _SHOWN} autres : précisez la recherche.]")


def _line(db: Database, agent: Agent, one: Listed) -> None:
    contact = one.contact
    who, where, verbs = st.columns([2.0, 1.7, 2.0], vertical_alignment="center")
    who.markdown(contact_lines(contact))
    last = f":gray[:small[Dernier échange : {day_in_words(one.last_exchange, weekday=False)}]]"
    where.markdown(f"{' '.join([*_states(one), *_places(one)])}  \n{last}")
    with verbs, line():
        if may_write(agent) and contact.archived_at:
            if st.button("Remettre au carnet", key=f"restore-{contact.id}"):
                _restore(db, agent, one)
        elif may_write(agent):
            if st.button("Modifier", key=f"edit-{contact.id}"):
                edit_contact(contact.id, ())
            if st.button(":primary[Archiver]", type="tertiary", key=f"archive-{contact.id}"):
                _archive(db, agent, one)
        if agent.role is Role.OFFICER and st.button(":primary[Ses données]", type="tertiary", key=f"data-{contact.id}"):
            personal_data(contact.id)


def _states(one: Listed) -> list[str]:
    said = []
    if one.bounced:
        said.append(":red-badge[adresse qui ne marche plus]")
    if one.opposed:
        said.append(":orange-badge[ne veut plus d’invitations]")
    if one.contact.may_publish:
        said.append(":green-badge[nom publiable]")
    return said


def _places(one: Listed) -> list[str]:
    return [f":gray-badge[{plain(name)}]" for name in one.contact.place_names] or [":gray[aucun lieu]"]


def _archive(db: Database, agent: Agent, one: Listed) -> None:
    form = f"archive-contact-{one.contact.id}"
    with reporting(operation_of=form) as outcome:
        archive_contact(db, agent, one.contact.id, form_operation(form))
    if outcome.done:
        offer_undo(f"{one.contact.name} est archivé·e : plus de lien ni de message.", "contact", one.contact.id)
        st.rerun()


def _restore(db: Database, agent: Agent, one: Listed) -> None:
    form = f"restore-contact-{one.contact.id}"
    with reporting(f"{one.contact.name} est de nouveau au carnet.", form) as outcome:
        restore_contact(db, agent, one.contact.id, form_operation(form))
    if outcome.done:
        st.rerun()
