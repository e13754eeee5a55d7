"""Putting a sheet away: why, and what it was invited to."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.clock import today
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.editions.model import State
from campaign.editions.views import editions
from campaign.participation.views import participations
from campaign.partners.actions import archive_place, restore_place
from campaign.partners.model import ArchiveReason, Kind, Place
from campaign.partners.views import place as place_view
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_OF_PARTNERS = (ArchiveReason.LEFT, ArchiveReason.DUPLICATE, ArchiveReason.MISTAKE, ArchiveReason.OTHER)
_TO_COME = (State.PREPARING, State.OPEN, State.CLOSED)


def invited_to(db: Database, agent: Agent, place_id: int) -> list[str]:
    """Names of the editions still to come that the shop is invited to."""
    return [
        one.name
        for one in editions(db, agent)
        if one.state(today()) in _TO_COME
        and any(shop.place.id == place_id for shop in participations(db, agent, one.id))
    ]


@st.dialog("Archiver cette fiche ?", icon=":material/archive:")
def archive_dialog(place_id: int, proposed: str = "", screen_file: str = "registry.py") -> None:
    """Ask why, then put the sheet away; ``proposed``: the code of the reason chosen in advance."""
    agent, db = require_agent(screen_file)
    place = place_view(db, agent, place_id)
    st.markdown(f"**{plain(place.name)}**, {plain(place.commune)}" if place.commune else f"**{plain(place.name)}**")
    if place.kind is Kind.SHOP and (names := invited_to(db, agent, place_id)):
        said = enumerate_in_words(f"« {plain(name)} »" for name in names)
        st.warning(
            f"Elle est invitée à l’édition {said} : elle n’y paraîtra plus. Ce qu’elle a répondu est gardé.",
            icon=":material/event_busy:",
        )
    reasons = list(ArchiveReason) if place.kind is Kind.SHOP else list(_OF_PARTNERS)
    chosen = st.radio(
        "Pourquoi ?",
        reasons,
        format_func=lambda one: one.label,
        index=reasons.index(ArchiveReason(proposed)) if proposed in reasons else None,
        key="archive-reason",
    )
    note = st.text_input("Une précision", max_chars=300, placeholder="facultatif", key="archive-note")
    st.markdown(":gray[Rien n’est effacé : la fiche reste sous « Archivées », et peut revenir.]")
    with line():
        if st.button("Archiver", type="primary", key="confirm-archive", disabled=chosen is None):
            form = f"archive-{place_id}"
            with reporting(operation_of=form) as outcome:
                archive_place(db, agent, place_id, form_operation(form), chosen, note)
            if outcome.done:
                after = " : elle n’est plus invitée ni affichée" if place.kind is Kind.SHOP else ""
                offer_undo(f"La fiche « {place.name} » est archivée{after}.", "archive", place_id)
                st.rerun()
        if st.button("Ne pas archiver", type="tertiary", key="keep"):
            st.rerun()


def may_archive(agent: Agent) -> bool:
    """Whether this person may put a sheet away."""
    return agent.role in screen("duplicates.py").roles


def archive_button(db: Database, agent: Agent, place: Place) -> None:
    """« Archiver la fiche », or « Remettre au registre » for one put away; nothing for whoever may not."""
    if not may_archive(agent) or place.merged_into is not None:
        return
    if place.archived_at is None:
        if st.button("Archiver la fiche", type="tertiary", icon=":material/archive:", key="archive"):
            archive_dialog(place.id)
    elif st.button("Remettre au registre", icon=":material/unarchive:", key="restore"):
        undo_archive(db, agent, place.id)


def undo_archive(db: Database, agent: Agent, place_id: int) -> None:
    """« Annuler » after an archive, and « Remettre au registre »."""
    with reporting("La fiche est de nouveau au registre.", f"restore-{place_id}") as outcome:
        restore_place(db, agent, place_id, form_operation(f"restore-{place_id}"))
    if outcome.done:
        st.rerun()
