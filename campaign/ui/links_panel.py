"""Personal links: prepare them, copy one, replace one, take the mailing list away."""

import streamlit as st

from campaign.accounts.links import renew_link
from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import day_in_words, plural
from campaign.editions.model import Edition
from campaign.participation.actions import prepare_links
from campaign.participation.views import LinkRow, link_rows
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_HEADERS = ("Contact", "Fonction", "Adresse électronique", "Téléphone", "Boutiques", "Lien personnel", "État")


def links_panel(db: Database, agent: Agent, edition: Edition, *, live: bool) -> None:
    """The card of the links of an edition; ``live`` while the edition still takes answers."""
    rows = link_rows(db, agent, edition.id)
    ready = [row for row in rows if row.link]
    with card("Liens personnels", f"{len(ready)} sur {len(rows)}", "green" if len(ready) == len(rows) else "yellow"):
        if not rows:
            st.markdown(":gray[Aucun contact pour les boutiques invitées : ajoutez-en dans « Contacts et liens ».]")
            return
        if live and agent.role is Role.OFFICER and len(ready) < len(rows):
            missing = plural(len(rows) - len(ready), "lien manquant", "liens manquants")
            if st.button(f"Préparer les liens ({missing})", icon=":material/link:", key="prepare-links"):
                form = f"prepare-{edition.id}"
                with reporting("Liens prêts.", operation_of=form) as outcome:
                    prepare_links(db, agent, edition.id, form_operation(form))
                if outcome.done:
                    st.rerun()
        if ready:
            _one_link(edition, ready)
            _mailing_list(edition, rows)


def _one_link(edition: Edition, ready: list[LinkRow]) -> None:
    chosen = st.selectbox(
        "Contact",
        ready,
        format_func=lambda row: f"{row.contact.name} · {', '.join(row.shops)}",
        index=None,
        placeholder="Choisir un contact",
        key="link-of",
    )
    if chosen is None:
        return
    st.text_input(
        f"Lien à copier, valable jusqu’au {day_in_words(chosen.link.expires_on, weekday=False)}",
        chosen.url,
        icon=":material/link:",
        key=f"link-{chosen.link.id}-{chosen.link.generation}",
    )
    if st.button("Remplacer le lien", icon=":material/autorenew:", type="tertiary", key="replace-link"):
        replace_link(chosen.link.id, chosen.contact.name)


@st.dialog("Remplacer ce lien ?", icon=":material/autorenew:")
def replace_link(link_id: int, name: str) -> None:
    """The confirmation: the former address stops working at once."""
    agent, db = require_agent("participations.py")
    st.markdown(
        f"L’adresse remise à **{plain(name)}** cessera de fonctionner tout de suite : envoyez-lui la nouvelle. "
        "Ses réponses sont gardées."
    )
    with line():
        if st.button("Remplacer le lien", type="primary", key="confirm-replace"):
            form = f"renew-{link_id}"
            with reporting("Lien remplacé : copiez le nouveau.", operation_of=form) as outcome:
                renew_link(db, agent, link_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Garder l’ancien", type="tertiary", key="keep-link"):
            st.rerun()


def _mailing_list(edition: Edition, rows: list[LinkRow]) -> None:
    cells = [
        (
            row.contact.name,
            row.contact.job,
            row.contact.email,
            phone_in_words(row.contact.phone) if row.contact.phone else "",
            ", ".join(row.shops),
            row.url,
            ", ".join(dict.fromkeys(status.label for status in row.statuses)),
        )
        for row in rows
    ]
    with line():
        st.markdown(":gray[Liste d’envoi]", width="content")
        export_menu(f"liste-envoi-edition-{edition.id}", "Liste d’envoi", _HEADERS, cells)
