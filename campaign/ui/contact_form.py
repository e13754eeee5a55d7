"""A person who answers for one or several places: card beside a sheet, and the dialog to add or change one."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP
from campaign.partners.contacts import add_contact, change_contact
from campaign.partners.model import CONTACT_LABELS, Contact, Place
from campaign.partners.views import contact, contacts_of, places
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def may_write(agent: Agent) -> bool:
    """Whether this person may change sheets and contacts."""
    return agent.role in screen("corrections.py").roles


def contacts_card(db: Database, agent: Agent, place: Place) -> None:
    """Who answers for a place."""
    listed = contacts_of(db, agent, place.id)
    with card("Contacts", len(listed) or None):
        for one in listed:
            with line(wrap=False):
                st.markdown(contact_lines(one), width="stretch")
                if may_write(agent) and st.button(":primary[Modifier]", type="tertiary", key=f"contact-{one.id}"):
                    edit_contact(one.id, ())
        if not listed:
            st.markdown(":gray[Personne à qui envoyer le lien personnel.]")
        if may_write(agent) and st.button("Ajouter un contact", icon=":material/person_add:", key="add-contact"):
            edit_contact(None, (place.id,))


def contact_lines(one: Contact) -> str:
    """Name, job, e-mail and phone, as markdown."""
    # A number is never cut: the column is narrow beside the map and on a phone.
    phone = plain(phone_in_words(one.phone)).replace(" ", NBSP) if one.phone else ""
    reach = [plain(one.email), phone]
    job = f", {plain(one.job)}" if one.job else ""
    known = "]  \n:gray[".join(part for part in reach if part) or "ni courriel ni téléphone"
    return f"**{plain(one.name)}**{job}  \n:gray[{known}]"


@st.dialog("Contact", width="medium", icon=":material/person:")
def edit_contact(contact_id: int | None, place_ids: tuple[int, ...]) -> None:
    """The dialog: new when ``contact_id`` is None."""
    agent, db = require_agent("contacts.py")
    one = contact(db, agent, contact_id) if contact_id else None
    form = f"contact-form-{contact_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    typed = {
        "name": st.text_input(
            CONTACT_LABELS["name"], one.name if one else "", max_chars=200, autocomplete="off", key=f"{form}-name"
        ),
        "job": st.text_input(CONTACT_LABELS["job"], one.job if one else "", placeholder="responsable, bénévole…"),
    }
    left, right = st.columns(2)
    typed["email"] = left.text_input(CONTACT_LABELS["email"], one.email if one else "", autocomplete="off")
    shown = phone_in_words(one.phone) if one and one.phone else ""
    typed["phone"] = right.text_input(CONTACT_LABELS["phone"], shown, autocomplete="off")
    known = {place.id: f"{place.name} · {place.commune}" for place in places(db, agent, kind=None)}
    chosen = [place_id for place_id in (one.place_ids if one else place_ids) if place_id in known]
    typed["place_ids"] = st.multiselect(
        CONTACT_LABELS["place_ids"],
        list(known),
        chosen,
        format_func=known.get,
        placeholder="Choisir un ou plusieurs lieux",
    )
    typed["may_publish"] = st.checkbox(
        CONTACT_LABELS["may_publish"], one.may_publish if one else False,
    )  # fmt: skip
    st.markdown(":gray[Sans cet accord, le nom n’apparaît ni sur le site ni dans les documents.]")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Contact enregistré.", operation_of=form) as outcome:
            if one:
                change_contact(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_contact(db, agent, typed, form_operation(form))
        if outcome.done:
            st.rerun()
