"""The dialogs of a role's words: write them, go back to the proposed ones."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.participation.role_readers import role_readers
from campaign.roles.model import MAX_BRIEF, ActorRole, Statement
from campaign.roles.views import statement
from campaign.roles.writing import change_statement, copy_statements, restore_statement
from campaign.ui.feedback import form_operation, notify, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.roles_words import FILE, may_write
from campaign.ui.session import require_agent


@st.dialog("Réécrire un rôle", width="medium", icon=":material/edit:")
def rewrite(edition_id: int, code: str) -> None:
    """A sentence, then two lists, a line each."""
    agent, db = require_agent(FILE)
    role = ActorRole(code)
    one = statement(db, agent, edition_id, role)
    form = f"role-form-{edition_id}-{code}"
    read = version_read(form, f"{form}-brief", one.version)
    st.markdown(
        f"**{role.label}**, pour cette édition seulement.  \n:gray[La phrase est dite sur chaque invitation, après "
        "« Votre rôle : ». Les listes ont un point par ligne, douze au plus.]"
    )
    brief = st.text_area("Votre rôle : …", one.words.brief, max_chars=MAX_BRIEF, height=90, key=f"{form}-brief")
    asked = st.text_area("Ce que nous demandons", "\n".join(one.words.asked), height=190, key=f"{form}-asked")
    received = st.text_area("Ce qu’ils reçoivent", "\n".join(one.words.received), height=140, key=f"{form}-received")
    st.markdown(":gray[Les dates viennent du rétroplanning, et la personne à appeler, des réglages.]")
    _warned(edition_id, role)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Rôle réécrit.", operation_of=form) as outcome:
            change_statement(
                db, agent, edition_id, role, read, brief or "", asked or "", received or "", form_operation(form)
            )
        if outcome.done:
            st.rerun()


@st.dialog("Revenir au texte proposé ?", icon=":material/undo:")
def use_proposed(edition_id: int, code: str) -> None:
    """What was written for this edition goes."""
    agent, db = require_agent(FILE)
    role = ActorRole(code)
    one = statement(db, agent, edition_id, role)
    form = f"role-proposed-{edition_id}-{code}-{one.version}"
    st.markdown(f"**{role.label}** : le texte écrit pour cette édition est remplacé par celui proposé.")
    _warned(edition_id, role)
    with line():
        if st.button("Revenir au texte proposé", type="primary", key=f"{form}-yes"):
            with reporting("Le texte proposé est de retour.", operation_of=form) as outcome:
                restore_statement(db, agent, edition_id, role, one.version, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Garder le texte", type="tertiary", key=f"{form}-no"):
            st.rerun()


def copy_button(db: Database, agent: Agent, edition: Edition, said: Sequence[Statement]) -> None:
    """The words of the last edition, as long as nobody wrote any here."""
    earlier = any(one.first_day < edition.first_day for one in editions(db, agent))
    form = f"copy-roles-{edition.id}"
    if not may_write(agent) or not earlier or any(one.version for one in said):
        return
    if st.button("Reprendre les textes de l’édition passée", icon=":material/content_copy:", key=form):
        with reporting(operation_of=form) as outcome:
            count = copy_statements(db, agent, edition.id, form_operation(form))
            notify(f"{plural(count, 'rôle repris', 'rôles repris')} de l’édition passée.")
        if outcome.done:
            st.rerun()


def _warned(edition_id: int, role: ActorRole) -> None:
    """How many will be asked to read again."""
    agent, db = require_agent(FILE)
    read = sum(not one.waits for one in role_readers(db, agent, edition_id) if one.role is role)
    if read:
        said = plural(read, "personne l’a déjà lu", "personnes l’ont déjà lu")
        st.info(f"{said} : nous demanderons de le relire.", icon=":material/update:")
