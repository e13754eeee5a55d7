"""Beside the sheet: draft or ready, what is still to write or to answer, the files to take away."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import day_in_words, enumerate_in_words, plural
from campaign.base.text import slug
from campaign.experience.actions import mark_draft, mark_ready
from campaign.experience.files import TYPES, sheet_file
from campaign.experience.model import ExperienceSheet, State
from campaign.ui.experience_words import STATE_CHIPS, mark_of, may_decide
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain
from campaign.ui.session import database

WHO_DECIDES = "La personne chargée de prévention la dit prête ; toute modification la remet en brouillon."
_LABELS = {".pdf": "Fiche à imprimer (PDF)", ".docx": "Document Word", ".json": "Données (JSON)"}


def state_card(db: Database, agent: Agent, sheet: ExperienceSheet) -> None:
    """Where the sheet stands."""
    with card("Où en est la fiche"):
        for said in _left(sheet):
            st.markdown(said)
        if sheet.updated_on:
            st.markdown(f":gray[Dernière actualisation : {day_in_words(sheet.updated_on, weekday=False)}]")
        else:
            st.markdown(":gray[Personne n’a encore rien écrit : tout est proposé.]")
        if sheet.state is State.READY and may_decide(agent):
            if st.button("Remettre en brouillon", icon=":material/edit_note:", key="mark-draft"):
                form = f"draft-{sheet.edition_id}"
                with reporting("La fiche est de nouveau un brouillon.", form) as outcome:
                    mark_draft(db, agent, sheet.edition_id, sheet.version, form_operation(form))
                if outcome.done:
                    st.rerun()
        elif sheet.state is State.DRAFT:
            st.markdown(f":gray[{WHO_DECIDES}]")


def contents_card(sheet: ExperienceSheet) -> None:
    """Every part, the way to it, and whether somebody wrote it."""
    with card("Les parties"):
        listed = []
        for one in sheet.parts:
            icon = ":orange[:material/edit:]" if one.part in sheet.missing else ":gray[:material/smart_toy:]"
            icon = ":green[:material/check:]" if one.own else icon
            listed.append(f"{icon} [{one.part.label}](#{mark_of(one.part)})")
        st.markdown("  \n".join(listed))
        st.markdown(":gray[:material/check: écrite :material/smart_toy: proposée :material/edit: à écrire]")


def state_badge(sheet: ExperienceSheet) -> None:
    """« Brouillon » or « Prête »."""
    colour, icon = STATE_CHIPS[sheet.state]
    st.badge(sheet.state.label, color=colour, icon=icon)


def _left(sheet: ExperienceSheet) -> list[str]:
    found = []
    if sheet.missing:
        names = enumerate_in_words(one.label.lower() for one in sheet.missing)
        found.append(f":orange[:material/edit:] À écrire : {plain(names)}.")
    behind = [one.part.label.lower() for one in sheet.parts if one.behind]
    if behind:
        found.append(f":orange[:material/sync_problem:] Texte proposé changé : {plain(enumerate_in_words(behind))}.")
    if doubts := sum(len(one.doubts) for one in sheet.parts):
        found.append(f":orange[:material/help:] {plural(doubts, 'difficulté')} à confirmer.")
    return found or [":green[:material/check:] Rien à compléter."]


def ready_pressed(db: Database, agent: Agent, sheet: ExperienceSheet) -> None:
    """The officer says that the sheet may be published."""
    form = f"ready-{sheet.edition_id}"
    with reporting("La fiche est prête : copiez-la dans la base nationale, ou téléchargez-la.", form) as outcome:
        mark_ready(db, agent, sheet.edition_id, sheet.version, form_operation(form))
    if outcome.done:
        st.rerun()


def files_menu(agent: Agent, sheet: ExperienceSheet) -> None:
    """The three ways out, made when asked."""
    name = f"fiche-experience-{slug(sheet.edition_name)}"
    with st.popover("Télécharger", icon=":material/download:"):
        for ending, mime in TYPES.items():
            st.download_button(
                _LABELS[ending],
                lambda ending=ending: sheet_file(database(), agent, sheet.edition_id, ending).data,
                f"{name}{ending}",
                mime,
                on_click="ignore",
                type="tertiary",
                key=f"sheet{ending}",
            )
