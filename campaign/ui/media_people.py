"""Correspondents on screen: a line, the dialog, erasing on demand, the list that comes in a file."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, plural
from campaign.base.text import slug
from campaign.media.correspondents import (
    LABELS,
    add_correspondent,
    archive_correspondent,
    change_correspondent,
    correspondent_file,
    erase_correspondent,
    restore_correspondent,
)
from campaign.media.model import Correspondent
from campaign.media.press_list import HEADERS, import_press_list
from campaign.media.views import correspondent, correspondents, outlets
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.media_words import FILE, may_write, put_away, territory_choice
from campaign.ui.plain import plain
from campaign.ui.session import database, require_agent


def person_line(agent: Agent, one: Correspondent) -> None:
    """Name, job, how to reach them, « Modifier »."""
    phone = plain(phone_in_words(one.phone)).replace(" ", NBSP) if one.phone else ""
    reach = "]  \n:gray[".join(part for part in (plain(one.email), phone) if part) or "ni courriel ni téléphone"
    with line(wrap=False):
        job = f", {plain(one.job)}" if one.job else ""
        st.markdown(f"**{plain(one.name)}**{job}  \n:gray[{reach}]", width="stretch")
        if may_write(agent) and st.button(":primary[Modifier]", type="tertiary", key=f"person-{one.id}"):
            edit_correspondent(one.id, ())


def archived_people(db: Database, agent: Agent) -> None:
    """Those put away, with the way back."""
    found = correspondents(db, agent, archived=True)
    if not found:
        return
    with st.container(border=True):
        st.markdown(f"**{plural(len(found), 'personne archivée', 'personnes archivées')}**")
        for one in found:
            with line(wrap=False):
                st.markdown(f"{plain(one.name)}  \n:gray[{plain(', '.join(one.outlets))}]", width="stretch")
                if may_write(agent) and st.button("Remettre à la liste", key=f"person-back-{one.id}"):
                    form = f"person-back-{one.id}"
                    with reporting(f"{one.name} est de nouveau à la liste.", form) as outcome:
                        restore_correspondent(db, agent, one.id, form_operation(form))
                    if outcome.done:
                        st.rerun()


@st.dialog("Correspondant de presse", width="medium", icon=":material/person:")
def edit_correspondent(correspondent_id: int | None, outlet_ids: tuple[int, ...]) -> None:
    """The dialog: new when ``correspondent_id`` is None."""
    agent, db = require_agent(FILE)
    one = correspondent(db, agent, correspondent_id) if correspondent_id else None
    form = f"person-form-{correspondent_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    typed: dict[str, object] = {
        "name": st.text_input(
            LABELS["name"], one.name if one else "", max_chars=120, autocomplete="off", key=f"{form}-name"
        ),
        "job": st.text_input(LABELS["job"], one.job if one else "", placeholder="journaliste, rédaction…"),
    }
    left, right = st.columns(2)
    typed["email"] = left.text_input(
        LABELS["email"], one.email if one else "", autocomplete="off", key=f"{form}-email"
    )  # fmt: skip
    shown = phone_in_words(one.phone) if one and one.phone else ""
    typed["phone"] = right.text_input(LABELS["phone"], shown, autocomplete="off")
    known = {outlet.id: outlet.name for outlet in outlets(db, agent)}
    chosen = [number for number in (one.outlet_ids if one else outlet_ids) if number in known]
    typed["outlet_ids"] = st.multiselect(
        LABELS["outlet_ids"], list(known), chosen, format_func=known.get, placeholder="Un ou plusieurs médias"
    )
    typed["territories"] = territory_choice(
        LABELS["territories"], one.territories if one else (), f"{form}-territories", "Celui de ses médias"
    )
    typed["note"] = st.text_area(LABELS["note"], one.note if one else "", height=70)
    with line():
        if st.button("Enregistrer", type="primary", key=f"{form}-save"):
            with reporting("Correspondant enregistré.", operation_of=form) as outcome:
                if one:
                    change_correspondent(db, agent, one.id, seen, typed, form_operation(form))
                else:
                    add_correspondent(db, agent, typed, form_operation(form))
            if outcome.done:
                st.rerun()
        if one and st.button("Archiver", icon=":material/archive:", type="tertiary", key=f"{form}-archive"):
            said = f"{one.name} est archivé·e : plus aucun message ne lui part."
            put_away(archive_correspondent, db, agent, "correspondent", one.id, said)
    if one:
        _rights(one)


def _rights(one: Correspondent) -> None:
    """What the person may ask: to see, to be erased."""
    agent, db = require_agent(FILE)
    with st.expander("Ses données personnelles", icon=":material/shield_person:"):
        st.markdown(":gray[Si cette personne demande à voir ce que nous gardons d’elle, ou à en être effacée.]")
        st.download_button(
            "Ce que nous gardons (CSV)",
            lambda: correspondent_file(database(), agent, one.id),
            f"donnees_{slug(one.name)}.csv",
            "text/csv",
            on_click="ignore",
            type="tertiary",
        )
        sure = st.checkbox("Effacer pour toujours : son nom, ses coordonnées, sa note. Rien ne les rendra.",
                           key=f"erase-sure-{one.id}")  # fmt: skip
        if st.button("Effacer cette personne", icon=":material/delete_forever:", disabled=not sure,
                     key=f"erase-{one.id}"):  # fmt: skip
            form = f"erase-person-{one.id}"
            with reporting("Cette personne est effacée.", form) as outcome:
                erase_correspondent(db, agent, one.id, form_operation(form))
            if outcome.done:
                st.rerun()


@st.dialog("Importer un fichier presse", width="medium", icon=":material/upload_file:")
def import_list() -> None:
    """A CSV or an Excel file; what is already there is left as it is."""
    agent, db = require_agent(FILE)
    st.markdown(
        f"Un tableau CSV ou Excel, avec ces colonnes ou certaines d’entre elles : {plain(', '.join(HEADERS))}. "
        "« Territoire » est le nom d’une intercommunalité ; vide, c’est tout le département."
    )
    st.markdown(":gray[Qui est déjà là, à la même adresse, n’est pas changé. Les lignes refusées sont dites.]")
    file = st.file_uploader("Votre liste", type=["csv", "xlsx", "txt"], max_upload_size=5, key="press-list")
    form = "press-list"
    if file and st.button("Importer", type="primary", key="press-list-go"):
        with reporting(operation_of=form) as outcome:
            done = import_press_list(db, agent, file.name, file.getvalue(), form_operation(form))
        if outcome.done:
            st.success(
                f"{plural(done.outlets, 'média ajouté', 'médias ajoutés')}, "
                f"{plural(done.correspondents, 'personne ajoutée', 'personnes ajoutées')}, "
                f"{plural(done.known, 'déjà connue', 'déjà connues')}.",
                icon=":material/check_circle:",
            )
            if done.refused:
                lines = "\n".join(f"- {plain(one)}" for one in done.refused[:20])
                st.warning(f"Lignes laissées de côté :\n\n{lines}", icon=":material/info:")
    if st.button("Fermer", type="tertiary", key="press-list-close"):
        st.rerun()
