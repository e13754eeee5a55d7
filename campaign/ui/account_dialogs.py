"""Adding an account, changing it, giving a new one-time password: each shown once."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.accounts.actions import add_agent, change_agent, disable_agent, reset_password
from campaign.accounts.model import AGENT_ROLES, Role
from campaign.accounts.views import agents
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

DUTIES = {
    Role.OFFICER: "tout : éditions, registre, invitations, comptes",
    Role.COMMUNICATION: "fiches, corrections, import, documents",
    Role.LOGISTICS: "registre en lecture, réponses au téléphone",
    Role.READER: "tableau de bord, participations et carte, sans donnée personnelle",
}


def _role(default: Role, key: str) -> Role:
    chosen = st.radio(
        "Rôle",
        AGENT_ROLES,
        index=AGENT_ROLES.index(default),
        format_func=lambda one: one.label,
        captions=[DUTIES[one] for one in AGENT_ROLES],
        key=key,
    )
    return chosen or default


@st.dialog("Nouveau compte", icon=":material/person_add:")
def add_account() -> None:
    """A name, an address, a role; then the one-time password."""
    officer, db = require_agent("accounts.py")
    if given := st.session_state.get("password-given"):
        _password_once(*given)
        return
    holder = st.empty()
    with holder.container():
        name = st.text_input("Nom", max_chars=120, autocomplete="off")
        email = st.text_input("Adresse électronique", autocomplete="off")
        role = _role(Role.COMMUNICATION, "new-role")
        asked = st.button("Créer le compte", type="primary", key="create")
    if asked:
        with reporting(operation_of="add-account") as outcome:
            _, password = add_agent(db, officer, name or "", email or "", role, form_operation("add-account"))
        if outcome.done:
            _show_instead(holder, name, password)


@st.dialog("Mot de passe à usage unique", icon=":material/key:")
def new_password(agent_id: int, name: str) -> None:
    """Closes the person's sessions and shows a password they must change."""
    officer, db = require_agent("accounts.py")
    if given := st.session_state.get("password-given"):
        _password_once(*given)
        return
    holder = st.empty()
    with holder.container():
        st.markdown(
            f"**{plain(name)}** sera déconnecté·e partout et devra choisir un mot de passe à la prochaine connexion."
        )
        asked = st.button("Créer un mot de passe", type="primary", key="reset")
    if asked:
        form, password = f"reset-{agent_id}", ""
        with reporting(operation_of=form) as outcome:
            password = reset_password(db, officer, agent_id, form_operation(form))
        if outcome.done:
            _show_instead(holder, name, password)


def _show_instead(holder: DeltaGenerator, name: str, password: str) -> None:
    # Kept until « C’est noté » is pressed, which runs the dialog once more.
    st.session_state["password-given"] = (name, password)
    with holder.container():
        _password_once(name, password)


def _password_once(name: str, password: str) -> None:
    st.success(
        f"À remettre à {plain(name)}, de vive voix ou sur papier. Il ne sera plus montré.", icon=":material/key:"
    )
    st.text_input("Mot de passe à usage unique", password, key=f"given-{password}")
    if st.button("C’est noté", type="primary", key="noted"):
        st.session_state.pop("password-given", None)
        st.rerun()


@st.dialog("Modifier le compte", icon=":material/manage_accounts:")
def change_account(agent_id: int) -> None:
    """Name and role."""
    officer, db = require_agent("accounts.py")
    one = next(found for found in agents(db, officer) if found.id == agent_id)
    form = f"change-agent-{agent_id}"
    seen = version_read(form, f"{form}-name", one.version)
    name = st.text_input("Nom", one.name, max_chars=120, autocomplete="off", key=f"{form}-name")
    role = _role(one.role, f"role-{agent_id}")
    if st.button("Enregistrer", type="primary", key="save-account"):
        with reporting("Compte modifié.", operation_of=form) as outcome:
            change_agent(db, officer, agent_id, seen, name or "", role, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Fermer ce compte ?", icon=":material/person_off:")
def close_account(agent_id: int, name: str) -> None:
    """Ends every session of it at once; it can be opened again."""
    officer, db = require_agent("accounts.py")
    st.markdown(
        f"**{plain(name)}** est déconnecté·e tout de suite, dans tous les onglets. Le compte pourra se rouvrir."
    )
    with line():
        if st.button("Fermer le compte", type="primary", key="confirm-close"):
            form = f"disable-{agent_id}"
            with reporting("Compte fermé.", operation_of=form) as outcome:
                disable_agent(db, officer, agent_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Le garder", type="tertiary", key="keep-account"):
            st.rerun()
