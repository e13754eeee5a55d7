"""Reading the messages that came back: .eml files or a mailbox file, then what was found."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.base.settings import settings
from campaign.messages.bounces import BouncesRead, read_bounces
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, go_to

_FOUND = "bounces-found"


def bounces_card(db: Database, agent: Agent) -> None:
    """Choose the files, read them; an address that no longer works becomes a task of the dashboard."""
    with card("Messages revenus"):
        st.markdown(
            "Quand une adresse ne fonctionne plus, un message d’erreur arrive dans la boîte d’expédition. Enregistrez "
            "ces messages (fichiers .eml, ou une boîte entière en .mbox), puis donnez-les ici."
        )
        if settings().bounces:
            st.markdown(":gray[Le dossier réglé par le service informatique est aussi lu, chaque heure.]")
        files = st.file_uploader(
            "Messages revenus, en .eml ou .mbox",
            type=["eml", "mbox"],
            accept_multiple_files=True,
            max_upload_size=5,
            key="bounces",
        )
        if files and st.button(
            f"Lire {plural(len(files), 'fichier')}", icon=":material/mark_email_unread:", key="read-bounces"
        ):
            form = "read-bounces"
            with reporting(operation_of=form) as outcome:
                found = read_bounces(db, agent, [one.getvalue() for one in files], form_operation(form))
                st.session_state[_FOUND] = found
            if outcome.done:
                st.rerun()
        if _FOUND in st.session_state:
            _said(st.session_state[_FOUND])


def _said(found: BouncesRead) -> None:
    lines = (
        (found.permanent, "adresse ne fonctionne plus", "adresses ne fonctionnent plus", "plus rien n’y part"),
        (found.refused, "message refusé", "messages refusés", "l’adresse est bonne, la messagerie n’en a pas voulu"),
        (found.transient, "retard passager", "retards passagers", "rien à faire"),
        (found.other, "autre message", "autres messages", "laissés de côté"),
    )
    st.markdown("\n".join(f"- **{plural(count, one, many)}** : {then}" for count, one, many, then in lines if count))
    if found.permanent or found.refused:
        go_to("dashboard.py", "Voir ce qui est à décider")
