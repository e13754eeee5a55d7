"""The project team: its people, the dialog to add or change one, the team of the last edition taken again."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.accounts.views import agents
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.roles.model import TEAM_ROLES, Member
from campaign.roles.team import add_member, change_member, copy_team, remove_member
from campaign.roles.views import removed_members, team
from campaign.ui.feedback import form_operation, notify, offer_undo, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.roles_words import FILE, may_write, put_back
from campaign.ui.session import require_agent


def team_card(db: Database, agent: Agent, edition: Edition) -> None:
    """Who is of the team, by role, with what the officer may do."""
    people = team(db, agent, edition.id)
    with card("Équipe projet", len(people) or None):
        if not people:
            st.markdown(":gray[Personne encore : l’élu référent, la prévention, la communication, l’informatique, la "
                        "logistique.]")  # fmt: skip
        for one in people:
            with st.container(gap=None):
                account = " :material/key:" if one.agent_id else ""
                st.markdown(f"**{plain(one.name)}**{account} :gray-badge[{plain(one.role.label)}]")
                said = [part for part in (one.duty, one.email) if part]
                if said:
                    st.markdown(f":gray[{plain(' · '.join(said))}]")
                if may_write(agent):
                    _verbs(db, agent, one)
        if may_write(agent):
            if any(one.first_day < edition.first_day for one in editions(db, agent)):
                _copy(db, agent, edition, first=not people)
            _removed(db, agent, edition)


def _verbs(db: Database, agent: Agent, one: Member) -> None:
    with line():
        if st.button("Modifier", icon=":material/edit:", type="tertiary", key=f"edit-member-{one.id}"):
            edit_member(one.edition_id, one.id)
        if st.button("Retirer", icon=":material/person_remove:", type="tertiary", key=f"remove-member-{one.id}"):
            form = f"remove-member-{one.id}"
            with reporting(operation_of=form) as outcome:
                remove_member(db, agent, one.id, form_operation(form))
            if outcome.done:
                offer_undo(f"{one.name} n’est plus de l’équipe.", "role-member", one.id)
                st.rerun()


def _copy(db: Database, agent: Agent, edition: Edition, *, first: bool) -> None:
    form = f"copy-team-{edition.id}"
    if st.button("Reprendre l’équipe de l’édition passée", icon=":material/content_copy:",
                 type="secondary" if first else "tertiary", key=form):  # fmt: skip
        with reporting(operation_of=form) as outcome:
            came = copy_team(db, agent, edition.id, form_operation(form))
            notify(
                f"{plural(came, 'personne reprise', 'personnes reprises')}." if came else "Tout le monde y est déjà."
            )
        if outcome.done:
            st.rerun()


def _removed(db: Database, agent: Agent, edition: Edition) -> None:
    gone = removed_members(db, agent, edition.id)
    if not gone:
        return
    with st.expander(f"Retirées de l’équipe ({len(gone)})", icon=":material/archive:"):
        for one in gone:
            with line():
                st.markdown(f"{plain(one.name)} :gray[{plain(one.role.label)}]")
                if st.button("Remettre", type="tertiary", key=f"restore-member-{one.id}") and put_back(
                    db, agent, one.id
                ):
                    st.rerun()


@st.dialog("Personne de l’équipe", icon=":material/person:")
def edit_member(edition_id: int, member_id: int | None) -> None:
    """New when ``member_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in team(db, agent, edition_id) if found.id == member_id), None)
    form = f"member-form-{member_id or 'new'}"
    read = version_read(form, f"{form}-name", one.version if one else 0)
    name = st.text_input("Nom", one.name if one else "", max_chars=120, autocomplete="off", key=f"{form}-name")
    duty = st.text_input("Fonction", one.duty if one else "", max_chars=120, placeholder="Ex. cheffe du service",
                         autocomplete="off", key=f"{form}-duty")  # fmt: skip
    role = st.selectbox("Rôle", TEAM_ROLES, TEAM_ROLES.index(one.role) if one else None,
                        format_func=lambda found: found.label, placeholder="Choisir", key=f"{form}-role")  # fmt: skip
    email = st.text_input("Adresse électronique", one.email if one else "", placeholder="Facultatif",
                          autocomplete="off", key=f"{form}-email")  # fmt: skip
    accounts = {found.id: found for found in agents(db, agent) if found.disabled_at is None} if (
        agent.role is Role.OFFICER) else {}  # fmt: skip
    kept = one.agent_id if one and one.agent_id in accounts else None
    account = st.selectbox(
        "Compte", list(accounts), list(accounts).index(kept) if kept else None, placeholder="Sans compte",
        format_func=lambda found: accounts[found].name, key=f"{form}-agent",
    )  # fmt: skip
    st.markdown(":gray[Avec un compte, cette personne lit son rôle sur cet écran.]")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        values = {"name": name or "", "duty": duty or "", "role": str(role or ""), "email": email or "",
                  "agent_id": account}  # fmt: skip
        with reporting("C’est enregistré.", operation_of=form) as outcome:
            if one:
                change_member(db, agent, one.id, read, values, form_operation(form))
            else:
                add_member(db, agent, edition_id, values, form_operation(form))
        if outcome.done:
            st.rerun()
