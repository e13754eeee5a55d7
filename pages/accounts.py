"""Comptes : qui peut entrer, avec quel rôle."""

import streamlit as st

from campaign.accounts.actions import enable_agent
from campaign.accounts.views import agents
from campaign.base.french import moment_in_words, plural
from campaign.ui.account_dialogs import DUTIES, add_account, change_account, close_account, new_password
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, heading, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("accounts.py")
known = agents(db, agent)
active = [one for one in known if not one.disabled_at]
closed = len(known) - len(active)
said = f"{plural(len(active), 'compte ouvert', 'comptes ouverts')}" + (
    f", {plural(closed, 'fermé')}." if closed else "."
)
if heading(agent, "Comptes", said, "Nouveau compte", ":material/person_add:"):
    st.session_state.pop("password-given", None)
    add_account()

work, context = st.columns([2, 1])
with work:
    for one in known:
        with st.container(border=True):
            who, verbs = st.columns([2, 1.7], vertical_alignment="center")
            seen = f"vu·e {moment_in_words(one.last_seen_at)}" if one.last_seen_at else "jamais connecté·e"
            with who:
                with line():
                    st.markdown(f"**{plain(one.name)}**", width="content")
                    st.badge(one.role.label, color="green" if not one.disabled_at else "gray")
                    if one.disabled_at:
                        st.badge("compte fermé", color="red")
                    elif one.must_change_password:
                        st.badge("mot de passe à choisir", color="yellow")
                st.markdown(f":gray[{plain(one.email)} · {plain(seen)}]")
            with verbs, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
                if one.disabled_at:
                    if st.button("Rouvrir", key=f"enable-{one.id}"):
                        with reporting("Compte rouvert.", f"enable-{one.id}") as outcome:
                            enable_agent(db, agent, one.id, form_operation(f"enable-{one.id}"))
                        if outcome.done:
                            st.rerun()
                    continue
                if st.button("Modifier", key=f"change-{one.id}"):
                    change_account(one.id)
                if st.button("Mot de passe", type="tertiary", key=f"password-{one.id}"):
                    st.session_state.pop("password-given", None)
                    new_password(one.id, one.name)
                if one.id != agent.id and st.button("Fermer", type="tertiary", key=f"close-{one.id}"):
                    close_account(one.id, one.name)
with context, card("Les rôles"):
    for role, duty in DUTIES.items():
        st.markdown(f"**{role.label[0].upper() + role.label[1:]}**  \n:gray[{duty}]")
